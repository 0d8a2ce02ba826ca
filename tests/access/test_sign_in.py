"""The pages of the door on a running server, without a browser: in by a password or an invitation, and out again."""

import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from html import unescape

import httpx2
import pytest

from data_access.database import Database
from domain.person import Person, Role
from tests.access.streamlit_client import ask, heard_until_closed, refused, run, stream
from tests.browser.application import Application
from tests.browser.visitors import COOKIE, put_in
from tests.people import a_grant, somebody
from use_cases.invitations import new_invitation
from use_cases.passwords import hash_password

GOOD = "ช้างสามเศียร 2563"
HASH = hash_password(GOOD)
PAGE = {"Accept": "text/html"}
INPUT = re.compile(r"<input [^>]*>")
REFUSED = re.compile(r'<p id="refused" class="refused" role="alert">(.*?)</p>')
WRONG = re.compile(r'<p id="(\w+)-wrong" class="wrong">(.*?)</p>')


@pytest.fixture
def visitor(house: Application) -> Iterator[httpx2.Client]:
    """A browser without scripts, and without a session yet."""
    with httpx2.Client(base_url=house.url, headers={"Origin": house.url, **PAGE}) as client:
        yield client


@pytest.fixture
def login(database: Database) -> str:
    """The login of an executive who has the password GOOD."""
    login = f"somsri-{secrets.token_hex(4)}"
    somebody(database, a_grant(Role.EXECUTIVE), login=login, password_hash=HASH)
    return login


def try_in(visitor: httpx2.Client, login: str, password: str = GOOD, **more: str) -> httpx2.Response:
    return visitor.post("/sign-in", data={"login": login, "password": password, **more})


def fields(answer: httpx2.Response) -> dict[str, str]:
    """The fields of the page by name, each as it is written."""
    named = ((re.search(r'name="(\w+)"', field), field) for field in INPUT.findall(answer.text))
    return {name.group(1): field for name, field in named if name}


def refusal_on(answer: httpx2.Response) -> str:
    [said] = REFUSED.findall(answer.text)
    return unescape(said)


# --- the page ------------------------------------------------------------------------------------------------------


def test_the_page_asks_in_thai_unless_its_visitor_speaks_english(visitor: httpx2.Client) -> None:
    thai, english = visitor.get("/sign-in").text, visitor.get("/sign-in?lang=en").text
    assert '<html lang="th">' in thai
    assert "<h1>เข้าสู่ระบบ</h1>" in thai
    assert '<html lang="en">' in english
    assert "<h1>Sign in</h1>" in english
    assert "<h1>Sign in</h1>" in visitor.get("/sign-in?next=%2F%3Flang%3Den").text


def test_the_page_has_no_script_and_loads_nothing_but_its_sheet(visitor: httpx2.Client) -> None:
    answer = visitor.get("/sign-in")
    assert "<script" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert re.findall(r'(?:href|src)="([^"]*)"', answer.text)[:2] == ["/favicon.png", "/assets/sign-in.css"]


def test_browsers_and_readers_aids_know_the_fields(visitor: httpx2.Client) -> None:
    answer = visitor.get("/sign-in")
    assert 'autocomplete="username"' in fields(answer)["login"]
    assert "autofocus" in fields(answer)["login"]
    assert 'autocomplete="current-password"' in fields(answer)["password"]
    assert 'type="password"' in fields(answer)["password"]
    assert '<label for="login">' in answer.text
    assert '<label for="password">' in answer.text


def test_a_new_installation_has_no_guests_even_with_the_flag(visitor: httpx2.Client) -> None:
    assert "ทดลองใช้งาน" not in visitor.get("/sign-in").text
    answer = visitor.post("/sign-in/demonstration", data={"role": "administrator"})
    assert answer.status_code == 403
    assert COOKIE not in answer.cookies


# --- by a password -------------------------------------------------------------------------------------------------


def test_who_has_the_password_comes_in_and_to_where_he_wanted_to_go(
    house: Application, visitor: httpx2.Client, login: str
) -> None:
    answer = try_in(visitor, login, next="/kpi?kpi=K110&lang=en")
    assert (answer.status_code, answer.headers["location"]) == (303, "/kpi?kpi=K110&lang=en")
    [cookie] = [line for line in answer.headers.get_list("set-cookie") if line.startswith(COOKIE)]
    assert re.fullmatch(r"session=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax", cookie)
    assert visitor.get("/").status_code == 200
    with stream(house, answer.cookies[COOKIE]) as socket:
        assert run(socket)


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"]
)
def test_signing_in_leads_nobody_to_another_site(visitor: httpx2.Client, login: str, elsewhere: str) -> None:
    page = visitor.get("/sign-in", params={"next": elsewhere})
    assert "evil" not in page.text
    assert try_in(visitor, login, next=elsewhere).headers["location"] == "/"


@pytest.mark.parametrize(("typed", "password"), [("nobody", GOOD), ("", GOOD[:-1])])
def test_a_refusal_is_one_sentence_that_is_tied_to_both_fields_and_says_nothing_of_the_cause(
    visitor: httpx2.Client, login: str, typed: str, password: str
) -> None:
    answer = try_in(visitor, typed or login, password, lang="en")
    assert answer.status_code == 403
    assert refusal_on(answer) == (
        "Signing in did not succeed. Check the login and the password; if they are right, ask your administrator."
    )
    for name in ("login", "password"):
        assert 'aria-describedby="refused"' in fields(answer)[name]
        assert 'aria-invalid="true"' in fields(answer)[name]
    assert f'value="{typed or login}"' in fields(answer)["login"]
    assert "autofocus" in fields(answer)["password"]
    assert "value=" not in fields(answer)["password"]
    assert COOKIE not in answer.cookies


def test_what_is_missing_is_said_at_its_field(visitor: httpx2.Client) -> None:
    answer = visitor.post("/sign-in", data={"login": " ", "password": "", "lang": "en"})
    assert answer.status_code == 422
    assert WRONG.findall(answer.text) == [
        ("login", "Enter your login."),
        ("password", "Enter your password."),
    ]
    assert 'aria-describedby="login-wrong"' in fields(answer)["login"]


def test_what_was_typed_is_shown_as_it_was_typed(visitor: httpx2.Client) -> None:
    answer = try_in(visitor, '"><script>alert(1)</script>', "x")
    assert "<script" not in answer.text
    assert 'value="&quot;&gt;&lt;script&gt;' in answer.text


def test_who_guesses_is_told_to_wait_also_when_he_guesses_right(visitor: httpx2.Client, login: str) -> None:
    for _ in range(5):
        assert try_in(visitor, login, "guessed wrong").status_code == 403
    answer = try_in(visitor, login, lang="en")
    assert answer.status_code == 429
    assert "Please try again in" in refusal_on(answer)


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"login", b"&".join([b"a=b"] * 50), b"login=a&login=b"])
def test_a_form_that_no_browser_sends_is_answered_with_the_page(visitor: httpx2.Client, body: bytes) -> None:
    answer = visitor.post("/sign-in", content=body)
    assert answer.status_code == 422
    assert "<h1>" in answer.text


def test_a_new_session_ends_the_one_that_the_browser_had(
    house: Application, visitor: httpx2.Client, login: str
) -> None:
    first = try_in(visitor, login).cookies[COOKIE]
    second = try_in(visitor, login).cookies[COOKIE]
    assert first != second
    assert refused(house, first) == 401
    with stream(house, second) as socket:
        assert run(socket)


def test_behind_a_proxy_that_speaks_tls_the_session_is_for_tls_only(house: Application, login: str) -> None:
    host = "dashboard.example.go.th"
    passed_on = {
        "Host": host,
        "Origin": f"https://{host}",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "192.0.2.7",
    }
    form = {"login": login, "password": GOOD}
    answer = httpx2.post(f"{house.url}/sign-in", data=form, headers=passed_on)
    assert answer.status_code == 303
    [cookie] = answer.headers.get_list("set-cookie")
    assert re.fullmatch(r"__Host-session=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure", cookie)
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    shown = {**passed_on, "Cookie": cookie.partition(";")[0]}
    assert httpx2.get(f"{house.url}/", headers=shown).status_code == 200
    without_tls = {**shown, "X-Forwarded-Proto": "http"}
    assert httpx2.get(f"{house.url}/", headers=without_tls).status_code == 401


# --- who is in already, and out again --------------------------------------------------------------------------------


def test_who_is_in_already_is_told_so_and_offered_both_ways(visitor: httpx2.Client, login: str) -> None:
    try_in(visitor, login)
    page = visitor.get("/sign-in?next=%2Fstrategy&lang=en").text
    assert f"You are signed in as Name of {login}." in page
    assert '<a class="button first" href="/strategy">' in page
    assert '<form method="post" action="/sign-out"' in page


def test_signing_out_ends_the_session_and_every_socket_of_it(
    house: Application, visitor: httpx2.Client, login: str
) -> None:
    token = try_in(visitor, login).cookies[COOKIE]
    with stream(house, token) as socket:
        run(socket)
        answer = visitor.post("/sign-out", data={"lang": "en"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?lang=en&told=out")
        assert visitor.cookies.get(COOKIE) is None
        ask(socket)
        assert heard_until_closed(socket)[1] == 1008
    assert refused(house, token) == 401
    assert "You have signed out." in visitor.get(answer.headers["location"]).text


def test_a_page_whose_stream_was_cut_learns_whether_its_session_is_over(
    house: Application, visitor: httpx2.Client
) -> None:
    assert visitor.get("/sign-in/known").json() == {"known": False}
    visitor.cookies[COOKIE] = put_in(house, Role.AUDITOR)
    assert visitor.get("/sign-in/known").json() == {"known": True}


def test_only_notes_of_ours_are_shown(visitor: httpx2.Client) -> None:
    assert "หมดเวลาการใช้งานแล้ว" in visitor.get("/sign-in?told=ended").text
    assert 'class="told"' not in visitor.get("/sign-in?told=You+have+won").text


# --- by an invitation ------------------------------------------------------------------------------------------------


@pytest.fixture
def invited(database: Database, now: datetime) -> tuple[Person, str]:
    """Somebody who was invited, and the path of the link that he was sent."""
    person = somebody(database, a_grant(Role.EXECUTIVE), login=f"invited-{secrets.token_hex(4)}")
    token = database.written(lambda connection: new_invitation(connection, person.id, now))
    return person, f"/invitation/{token}"


def test_who_was_invited_chooses_a_password_and_is_in(
    visitor: httpx2.Client, invited: tuple[Person, str]
) -> None:
    person, link = invited
    page = visitor.get(f"{link}?lang=en")
    assert f"Name of {person.login}, your login is {person.login}." in unescape(page.text)
    assert 'autocomplete="new-password"' in fields(page)["password"]
    answer = visitor.post(link, data={"password": GOOD, "again": GOOD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert visitor.get("/").status_code == 200
    visitor.cookies.clear()
    assert try_in(visitor, person.login).status_code == 303


@pytest.mark.parametrize(
    ("password", "again", "wrong"),
    [
        ("", "", ("password", "Enter your password.")),
        (GOOD, GOOD[:-1], ("again", "Enter the same password a second time.")),
        ("short", "short", ("password", "The password is too short: it needs at least 12 characters.")),
    ],
)
def test_a_password_that_cannot_serve_is_refused_at_its_field_and_the_link_stays(
    visitor: httpx2.Client, invited: tuple[Person, str], password: str, again: str, wrong: tuple[str, str]
) -> None:
    _, link = invited
    answer = visitor.post(link, data={"password": password, "again": again, "lang": "en"})
    assert (answer.status_code, WRONG.findall(answer.text)) == (422, [wrong])
    assert visitor.get(link).status_code == 200


def test_a_link_serves_once_and_one_that_was_made_up_not_at_all(
    visitor: httpx2.Client, invited: tuple[Person, str]
) -> None:
    _, link = invited
    visitor.post(link, data={"password": GOOD, "again": GOOD})
    for used in (link, "/invitation/made-up"):
        answer = visitor.get(f"{used}?lang=en")
        assert answer.status_code == 404
        assert (
            refusal_on(answer) == "This link cannot be used any more. Ask your administrator for a new one."
        )
        assert visitor.post(used, data={"password": GOOD, "again": GOOD}).status_code == 404


def test_nothing_of_all_this_is_a_fault(house: Application) -> None:
    """Streamlit tells of broken frames with a traceback; what other tests send it is not the door's."""
    assert "ERROR access." not in house.said()
