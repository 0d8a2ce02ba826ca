"""Which provider is trusted, and what his words about somebody are worth here."""

from pathlib import Path
from typing import Any

import pytest

from access.oidc_settings import OidcSettings, Rule, is_safe_url, load_oidc_settings, load_rules, recognise
from domain.failures import Refusal
from domain.person import Role
from use_cases.sign_in import KnownAs

RULES = """
[[rule]]
claim = "groups"
value = "dashboard-executives"
role = "executive"

[[rule]]
claim = "realm_access.roles"
value = "head-06103"
role = "department_head"
department = "06103"
"""
EXECUTIVES = Rule(claim="groups", value="dashboard-executives", role=Role.EXECUTIVE)
ISSUER = "https://id.example.go.th"
HEADS = Rule(claim="realm_access.roles", value="head-06103", role=Role.DEPARTMENT_HEAD, department="06103")
BOTH = OidcSettings(issuer=ISSUER, client_id="dashboard", rules=(EXECUTIVES, HEADS))


@pytest.fixture
def rules_file(tmp_path: Path) -> Path:
    file = tmp_path / "rules.toml"
    file.write_text(RULES, encoding="utf-8")
    return file


def told(rules_file: Path, **more: str) -> dict[str, str]:
    return {
        "DASHBOARD_OIDC_ISSUER": "https://id.example.go.th",
        "DASHBOARD_OIDC_CLIENT_ID": "dashboard",
        "DASHBOARD_OIDC_CLIENT_SECRET": "known to both",
        "DASHBOARD_OIDC_RULES": str(rules_file),
        **more,
    }


def test_an_installation_without_a_provider_has_none() -> None:
    assert load_oidc_settings({}) is None


def test_an_installation_names_its_provider_and_its_rules(rules_file: Path) -> None:
    assert load_oidc_settings(told(rules_file)) == OidcSettings(
        issuer="https://id.example.go.th",
        client_id="dashboard",
        client_secret="known to both",
        rules=(EXECUTIVES, HEADS),
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"DASHBOARD_OIDC_ISSUER": "http://id.example.go.th"}, "DASHBOARD_OIDC_ISSUER"),
        ({"DASHBOARD_OIDC_CLIENT_ID": ""}, "DASHBOARD_OIDC_CLIENT_ID"),
        ({"DASHBOARD_OIDC_RULES": "/nowhere/rules.toml"}, "rules.toml"),
    ],
)
def test_what_cannot_be_used_is_refused_at_the_start_by_its_name(
    rules_file: Path, wrong: dict[str, str], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        load_oidc_settings(told(rules_file, **wrong))


@pytest.mark.parametrize(
    "rule",
    [
        'claim = "groups"\nvalue = "x"\nrole = "emperor"',
        'claim = "groups"\nvalue = "x"\nrole = "department_head"',
        'claim = "groups"\nvalue = "x"\nrole = "executive"\ndepartment = "06103"',
        'claim = "groups"\nvalue = "x"\nrole = "executive"\ndepartement = "06103"',
        'claim = "groups"\nrole = "executive"',
        "claim = ",
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(rules_file: Path, rule: str) -> None:
    rules_file.write_text(f"[[rule]]\n{rule}\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"rules\.toml"):
        load_rules(rules_file)


@pytest.mark.parametrize(
    ("claims", "roles"),
    [
        ({"groups": ["staff", "dashboard-executives"]}, [(Role.EXECUTIVE, "")]),
        ({"groups": "dashboard-executives"}, [(Role.EXECUTIVE, "")]),
        ({"realm_access": {"roles": ["head-06103"]}}, [(Role.DEPARTMENT_HEAD, "06103")]),
        ({"realm_access.roles": ["head-06103"]}, [(Role.DEPARTMENT_HEAD, "06103")]),
        (
            {"groups": ["dashboard-executives"], "realm_access": {"roles": ["head-06103"]}},
            [(Role.EXECUTIVE, ""), (Role.DEPARTMENT_HEAD, "06103")],
        ),
    ],
)
def test_claims_make_roles(claims: dict[str, Any], roles: list[tuple[Role, str]]) -> None:
    assert list(recognise({"sub": "17", **claims}, BOTH).roles) == roles


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"groups": []},
        {"groups": ["dashboard-executives-of-another-ministry"]},
        {"groups": {"dashboard-executives": True}},
        {"realm_access": "head-06103"},
        {"groups": [["dashboard-executives"]]},
        {"group": ["dashboard-executives"]},
    ],
)
def test_whom_no_rule_lets_in_is_refused_with_a_sentence(claims: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="no part in this dashboard"):
        recognise({"sub": "17", **claims}, BOTH)


def test_without_rules_nobody_is_turned_away_and_nobody_gets_a_role() -> None:
    claimed = recognise({"sub": "17"}, OidcSettings(issuer=ISSUER, client_id="dashboard"))
    assert claimed.roles == ()


@pytest.mark.parametrize(
    ("claims", "logins", "name"),
    [
        (
            {
                "preferred_username": "somsri",
                "email": "s@m-society.go.th",
                "email_verified": True,
                "name": "สมศรี ใจดี",
            },
            ("s@m-society.go.th",),
            "สมศรี ใจดี",
        ),
        ({"email": "minister@m-society.go.th"}, ("17",), "17"),
        ({"email": "s@m-society.go.th", "email_verified": True}, ("s@m-society.go.th",), "s@m-society.go.th"),
        ({"email": "minister@m-society.go.th", "email_verified": False}, ("17",), "17"),
        ({"preferred_username": "admin"}, ("17",), "17"),
        ({}, ("17",), "17"),
    ],
)
def test_a_person_is_called_as_the_provider_has_made_sure_that_he_is(
    claims: dict[str, Any], logins: tuple[str, ...], name: str
) -> None:
    claimed = recognise({"sub": "17", "groups": ["dashboard-executives"], **claims}, BOTH)
    assert claimed.known == KnownAs(issuer=ISSUER, subject="17", logins=logins)
    assert claimed.name == name


def test_an_installation_may_choose_another_claim_for_logins() -> None:
    told = {"DASHBOARD_OIDC_ISSUER": ISSUER, "DASHBOARD_OIDC_CLIENT_ID": "x", "DASHBOARD_OIDC_LOGIN": "upn"}
    settings = load_oidc_settings(told)
    assert settings is not None
    claims = {"sub": "17", "upn": "somsri", "email": "s@m-society.go.th", "email_verified": True}
    assert recognise(claims, settings).known.logins == ("somsri",)


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://id.example.go.th/realms/m", True),
        ("http://127.0.0.1:8080", True),
        ("http://localhost", True),
        ("http://[::1]:8080/x", True),
        ("http://id.example.go.th", False),
        ("http://127.0.0.1.example.go.th", False),
        ("ftp://127.0.0.1", False),
        ("https://", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_an_address_is_safe_by_tls_or_on_this_machine(url: str, is_safe: bool) -> None:
    assert is_safe_url(url) is is_safe
