"""What the forms of the page of people do. All of it runs as callbacks: what was sent may be anything, and is read as such."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime

import streamlit as st

from access.sign_in_page import INVITATION
from data_access.database import Database
from domain.failures import Refusal
from domain.person import Grant, Role
from domain.text import mark
from house_style.dates import read_day
from ui.attempts import Done, attempt
from ui.session import origin
from use_cases.authority import Caller, find_today
from use_cases.invitations import STANDS_FOR
from use_cases.manage_people import (
    disable_person,
    enable_person,
    end_role,
    end_sessions,
    grant_role,
    invite_person,
    reset_password,
)

SURE = mark("Yes, I am sure")
STAYS = mark("This account is only for trying out the sample ministry; it stays as it is.")
FIELDS = ("name", "login", "role", "department", "since", "until", "reason")


def do(form: str, work: Callable[[Database, Caller], Done]) -> None:
    """Do what a form asks for. What was typed stays where it was refused, and goes where it was done."""
    if not attempt(form, work):
        return
    for name in FIELDS:
        if f"{form}_{name}" in st.session_state:
            st.session_state[f"{form}_{name}"] = ""
    if f"{form}_sure" in st.session_state:
        st.session_state[f"{form}_sure"] = False


def invite(form: str) -> None:
    """Add somebody, with a link by which he chooses a password."""

    def work(database: Database, caller: Caller) -> Done:
        now, name, login = datetime.now(UTC), typed(form, "name"), typed(form, "login")
        wants_role = any(typed(form, name) for name in ("role", "department", "since", "until"))
        grants = [_grant(form, find_today(database, now))] if wants_role else []
        token = invite_person(database, caller, login=login, name=name, grants=grants, now=now)
        return _handed_on(mark("{name} is invited."), {"name": name}, token, now)

    do(form, work)


def give(login: str, database: Database, caller: Caller) -> Done:
    """Give a role."""
    grant_role(database, caller, login, _grant("grant", find_today(database)))
    return Done(message=mark("The role is given."))


def end(login: str, database: Database, caller: Caller) -> Done:
    """End a role."""
    _check_sure("end")
    role, _, department = typed("end", "held").partition(" ")
    end_role(database, caller, login, _role(role), department, reason=typed("end", "reason"))
    return Done(message=mark("The role is ended."))


def reset(login: str, database: Database, caller: Caller) -> Done:
    """Take the password away and make a link for a new one."""
    _check_sure("reset")
    now = datetime.now(UTC)
    token = reset_password(database, caller, login, now=now)
    return _handed_on(mark("The old password serves no more."), {}, token, now)


def close(login: str, database: Database, caller: Caller) -> Done:
    """End what is open."""
    _check_sure("sessions")
    ended = end_sessions(database, caller, login)
    return Done(message=mark("{count} sessions are ended."), values={"count": ended})


def disable(login: str, database: Database, caller: Caller) -> Done:
    """Let somebody in no more."""
    _check_sure("disable")
    disable_person(database, caller, login, reason=typed("disable", "reason"))
    return Done(message=mark("The account is disabled."))


def enable(login: str, database: Database, caller: Caller) -> Done:
    """Let somebody in again."""
    enable_person(database, caller, login)
    return Done(message=mark("The account is enabled."))


def code_of(grant: Grant) -> str:
    """A role and its department, as a list knows them."""
    return f"{grant.role.value} {grant.department}".strip()


def typed(form: str, name: str) -> str:
    """What stands in a field of a form, as text."""
    return str(st.session_state.get(f"{form}_{name}") or "").strip()


def _grant(form: str, today: date) -> Grant:
    """The role, department and days of a form. Raises Refusal, NotFound."""
    since, until = typed(form, "since"), typed(form, "until")
    return Grant(
        role=_role(typed(form, "role")),
        department=typed(form, "department"),
        since=read_day(since) if since else today,
        until=read_day(until) if until else None,
    )


def _role(code: str) -> Role:
    with suppress(ValueError):
        return Role(code)
    raise Refusal("role_not_chosen", mark("Choose a role from the list."))


def _check_sure(form: str) -> None:
    if st.session_state.get(f"{form}_sure") is not True:
        raise Refusal(
            "not_sure", mark("Nothing is done yet. Tick the box to say that you are sure, and press again.")
        )


def _handed_on(message: str, values: dict[str, object], token: str, now: datetime) -> Done:
    return Done(message=message, values=values, link=f"{origin()}{INVITATION}/{token}", end=now + STANDS_FOR)
