"""Somebody who is signed in, for journeys without a browser: the cookie that one would show."""

from datetime import UTC, datetime, timedelta

import pytest

from access import bindings
from access.house_database import house_database
from access.session_cookie import OPEN
from access.start_up import load_settings
from data_access.database import Connection
from data_access.people import find_account
from domain.person import OF_A_DEPARTMENT, Role
from tests.people import ADDRESS, a_grant, somebody
from use_cases.admission import Visitor, admit
from use_cases.sessions import Lifetimes

LONG = Lifetimes(idle=timedelta(days=1), longest=timedelta(days=1))
_tokens: dict[tuple[str, str], str] = {}


def come_in(
    monkeypatch: pytest.MonkeyPatch, role: Role = Role.EXECUTIVE, department: str = "", *, login: str = ""
) -> None:
    """Be somebody with a role, from now on, in whichever house is shown; somebody else with another login."""
    bindings.forget_all()
    monkeypatch.setattr("ui.session.address", lambda: ADDRESS)
    monkeypatch.setattr(
        "ui.session.cookies", lambda: {OPEN: _token(role, department, login or f"test-{role.value}")}
    )


def _token(role: Role, department: str, login: str) -> str:
    """The token of his session in the house of the settings; one for all tests that share the house."""
    key = load_settings().database_url, login
    if key not in _tokens:
        _tokens[key] = _admitted(role, department, login)
    return _tokens[key]


def _admitted(role: Role, department: str, login: str) -> str:
    database = house_database()

    def work(connection: Connection) -> str:
        account = find_account(connection, login)
        assert account is not None
        return admit(
            connection, account.person, "test", Visitor(address="", lifetimes=LONG), datetime.now(UTC)
        )

    somebody(database, a_grant(role, department if role in OF_A_DEPARTMENT else ""), login=login)
    return database.written(work)
