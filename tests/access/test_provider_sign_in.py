"""Signing in by a provider on a running server: there, back, and in, with the roles that the rules give."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from access.provider_sign_in import OPEN as WAY_COOKIE
from data_access.audit import list_all_entries
from data_access.database import Database, open_database
from domain.person import Role
from tests.access.provider import CLIENT, SECRET, Claims, Provider, serving_provider
from tests.access.test_sign_in import refusal_on
from tests.browser.application import Application, serving
from tests.browser.visitors import COOKIE, find_person
from tests.data_access.builders import seen
from use_cases.authority import Caller
from use_cases.manage_people import disable_person

RULES = """
[[rule]]
claim = "groups"
value = "executives"
role = "executive"

[[rule]]
claim = "groups"
value = "auditors"
role = "auditor"
"""
SOMSRI: Claims = {"sub": "17", "preferred_username": "somsri", "name": "สมศรี ใจดี", "groups": ["executives"]}
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with serving_provider() as running:
        yield running


@pytest.fixture(scope="module")
def ministry(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """An installation that trusts the provider, and has rules for its groups."""
    folder = tmp_path_factory.mktemp("ministry")
    (folder / "rules.toml").write_text(RULES, encoding="utf-8")
    told = {
        "DASHBOARD_OIDC_ISSUER": provider.issuer,
        "DASHBOARD_OIDC_CLIENT_ID": CLIENT,
        "DASHBOARD_OIDC_CLIENT_SECRET": SECRET,
        "DASHBOARD_OIDC_LOGIN": "preferred_username",
        "DASHBOARD_OIDC_RULES": str(folder / "rules.toml"),
    }
    with serving(folder / "data", environment=told) as application:
        yield application


@pytest.fixture(autouse=True)
def as_it_should_be(provider: Provider) -> None:
    """Whatever a test has spoilt is mended for the next."""
    provider.person = dict(SOMSRI)
    provider.spoil = lambda claims: claims
    provider.refuses = ""


@pytest.fixture
def database(ministry: Application) -> Iterator[Database]:
    opened = open_database(ministry.database_url)
    yield opened
    opened.close()


@pytest.fixture
def visitor(ministry: Application) -> Iterator[httpx2.Client]:
    """A browser without scripts, and without a session yet."""
    with httpx2.Client(base_url=ministry.url, headers={"Origin": ministry.url, **PAGE}) as client:
        yield client


def way_back(visitor: httpx2.Client, wanted: str = "/") -> str:
    """The address with which the provider sends the browser back."""
    leaving = visitor.get("/sign-in/provider", params={"next": wanted})
    assert leaving.status_code == 303
    return httpx2.get(leaving.headers["location"]).headers["location"]


def test_the_page_offers_the_provider_first(visitor: httpx2.Client) -> None:
    page = visitor.get("/sign-in?next=%2Fstrategy&lang=en").text
    assert '<a class="button first" href="/sign-in/provider?next=%2Fstrategy&amp;lang=en">' in page
    assert "Sign in with your organisation&#x27;s account" in page
    assert page.index("/sign-in/provider") < page.index('name="login"')


def test_who_comes_back_is_in_where_he_wanted_to_go_with_the_roles_of_the_rules(
    visitor: httpx2.Client, database: Database
) -> None:
    answer = visitor.get(way_back(visitor, "/kpi?kpi=K110&lang=en"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/kpi?kpi=K110&lang=en")
    assert visitor.get("/").status_code == 200
    person = find_person(database, "somsri")
    assert person is not None
    assert (person.name, [grant.role for grant in person.grants]) == ("สมศรี ใจดี", [Role.EXECUTIVE])
    assert seen(database, lambda c: list(list_all_entries(c)))[-1].record.deed == "sign_in"


@pytest.mark.parametrize(
    ("site", "leads_to"),
    [("same-origin", "provider"), ("none", "provider"), ("cross-site", "door"), ("same-site", "door")],
)
def test_a_page_of_somebody_else_signs_nobody_in(
    visitor: httpx2.Client, provider: Provider, site: str, leads_to: str
) -> None:
    answer = visitor.get("/sign-in/provider?next=%2Fstrategy", headers={"Sec-Fetch-Site": site})
    if leads_to == "door":
        assert answer.headers["location"] == "/sign-in?next=%2Fstrategy"
        assert "set-cookie" not in answer.headers
    else:
        assert answer.headers["location"].startswith(provider.issuer)


def test_the_way_is_bound_to_one_browser_for_ten_minutes(visitor: httpx2.Client) -> None:
    leaving = visitor.get("/sign-in/provider")
    [cookie] = [line for line in leaving.headers.get_list("set-cookie") if line.startswith(WAY_COOKIE)]
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Lax; Max-Age=600")


def test_the_way_back_leads_nobody_else_in(visitor: httpx2.Client) -> None:
    """Somebody sends a link that would sign its reader in as the sender."""
    link = way_back(visitor)
    for cookie in ("", "x", '""'):
        with httpx2.Client(headers={**PAGE, "Cookie": f"{WAY_COOKIE}={cookie}"}) as other:
            answer = other.get(f"{link}&lang=en")
            assert answer.status_code == 403
            assert "was begun in another browser" in refusal_on(answer)
            assert COOKIE not in answer.cookies


def test_two_windows_of_one_browser_may_sign_in_at_once(visitor: httpx2.Client) -> None:
    first, second = way_back(visitor, "/strategy"), way_back(visitor, "/kpi")
    assert visitor.get(first).headers["location"] == "/strategy"
    assert visitor.get(second).headers["location"] == "/kpi"


def test_the_way_back_serves_once(visitor: httpx2.Client) -> None:
    link = way_back(visitor)
    assert visitor.get(link).status_code == 303
    assert visitor.get(link).status_code == 403


@pytest.mark.parametrize("state", ["", "guessed", "x" * 10_000])
def test_a_state_that_was_not_asked_with_leads_nowhere(visitor: httpx2.Client, state: str) -> None:
    link = way_back(visitor)
    code = parse_qs(urlsplit(link).query)["code"][0]
    answer = visitor.get("/sign-in/provider/back", params={"code": code, "state": state})
    assert answer.status_code == 403
    assert COOKIE not in answer.cookies


def test_an_answer_in_anothers_name_leads_nowhere(visitor: httpx2.Client) -> None:
    answer = visitor.get(f"{way_back(visitor)}&iss=https%3A%2F%2Felsewhere.example")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "spoilt", [{"nonce": "another"}, {"aud": "payroll"}, {"iss": "https://elsewhere.example"}, {"exp": 1}]
)
def test_an_answer_that_cannot_be_believed_is_told_by_a_sentence(
    visitor: httpx2.Client, provider: Provider, spoilt: Claims
) -> None:
    provider.spoil = lambda claims: claims | spoilt
    answer = visitor.get(f"{way_back(visitor)}&lang=en")
    assert answer.status_code == 403
    assert "could not be confirmed" in refusal_on(answer)
    assert COOKIE not in answer.cookies


def test_who_does_not_sign_in_there_is_told_so(visitor: httpx2.Client, provider: Provider) -> None:
    provider.refuses = "access_denied"
    answer = visitor.get(f"{way_back(visitor)}&lang=en")
    assert answer.status_code == 403
    assert "You were not signed in" in refusal_on(answer)


def test_whom_no_rule_lets_in_is_told_so_and_gets_no_account(
    visitor: httpx2.Client, provider: Provider, database: Database
) -> None:
    provider.person = {"sub": "18", "preferred_username": "somchai", "groups": ["drivers"]}
    answer = visitor.get(f"{way_back(visitor)}&lang=en")
    assert answer.status_code == 403
    assert "has no part in this dashboard" in refusal_on(answer)
    assert find_person(database, "somchai") is None


def test_roles_follow_the_provider_with_each_sign_in(
    visitor: httpx2.Client, provider: Provider, database: Database
) -> None:
    for groups, roles in (
        (["executives", "auditors"], ["auditor", "executive"]),
        (["auditors"], ["auditor"]),
    ):
        provider.person = {**SOMSRI, "sub": "19", "preferred_username": "malee", "groups": groups}
        assert visitor.get(way_back(visitor)).status_code == 303
        person = find_person(database, "malee")
        assert person is not None
        assert sorted(grant.role for grant in person.grants) == roles


def test_who_is_disabled_here_does_not_come_in_by_the_provider(
    visitor: httpx2.Client, provider: Provider, database: Database
) -> None:
    provider.person = {**SOMSRI, "sub": "20", "preferred_username": "gone"}
    assert visitor.get(way_back(visitor)).status_code == 303
    disable_person(database, Caller.operator("root"), "gone")
    answer = visitor.get(f"{way_back(visitor)}&lang=en")
    assert answer.status_code == 403
    assert "Signing in did not succeed" in refusal_on(answer)


def test_a_provider_that_is_down_is_told_by_a_sentence_and_others_come_in_as_ever(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with serving_provider() as gone:
        issuer = gone.issuer
    told = {"DASHBOARD_OIDC_ISSUER": issuer, "DASHBOARD_OIDC_CLIENT_ID": CLIENT}
    with serving(tmp_path_factory.mktemp("alone") / "data", environment=told) as application:
        answer = httpx2.get(f"{application.url}/sign-in/provider?lang=en", headers=PAGE)
        assert answer.status_code == 503
        assert "does not answer at the moment" in refusal_on(answer)
        assert 'name="login"' in httpx2.get(f"{application.url}/sign-in").text
        assert "Traceback" not in application.said()


def test_nothing_of_all_this_is_a_fault_and_no_secret_stands_in_the_log(ministry: Application) -> None:
    said = ministry.said()
    assert "Traceback" not in said
    assert SECRET not in said
