"""Accounts for trying out the sample ministry: one for each role, without a password, and only on its own data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from data_access.database import Connection, Database
from data_access.people import (
    find_account,
    list_accounts,
    load_account,
    save_disabled,
    save_grant,
    save_person,
)
from data_access.plans import list_loaders
from data_access.sessions import revoke_sessions_of
from domain.audit import Deed
from domain.person import OF_A_DEPARTMENT, Grant, Role
from use_cases.admission import SignInRefused, Visitor, admit, refused
from use_cases.authority import Actor, in_turn
from use_cases.granting import described
from use_cases.moment import find_version
from use_cases.person_changes import tell

SINCE = date(2000, 1, 1)
# The program itself, started for trying out.
OPERATOR = Actor(person=None, login="demonstration", name="demonstration", roles=("operator",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """The sample's own words: under which name its plans were loaded, and what the people of its roles are called."""

    planner: str
    names: Mapping[Role, str]


def is_sample(database: Database, demonstration: Demonstration) -> bool:
    """Whether every plan that was ever loaded here is the sample's."""
    with database.reading() as connection:
        return list_loaders(connection) == {demonstration.planner}


def prepare_demonstration(
    database: Database, demonstration: Demonstration, *, now: datetime | None = None
) -> None:
    """Make the accounts, or let those that are there in again; for the sample's data only."""
    if not is_sample(database, demonstration):
        return
    instant = now or datetime.now(UTC)
    for role, name in demonstration.names.items():
        in_turn(database, partial(_prepare, database, role=role, name=name, now=instant))


def end_demonstration(database: Database, *, now: datetime | None = None) -> None:
    """Let nobody in any more who is only there for trying out, and end what he has open."""
    instant = now or datetime.now(UTC)

    def work(connection: Connection) -> None:
        for account in list_accounts(connection):
            if account.is_demonstration and not account.person.disabled:
                save_disabled(connection, account.person.id, instant)
                ended = revoke_sessions_of(connection, account.person.id, instant)
                told = {"sessions_ended": ended}
                tell(connection, OPERATOR, Deed.DISABLE_PERSON, account, instant, told)

    in_turn(database, work)


def list_demonstration_roles(database: Database, demonstration: Demonstration) -> dict[Role, str]:
    """The roles that can be tried out now, and what their people are called; none outside the sample's data."""
    if not is_sample(database, demonstration):
        return {}
    with database.reading() as connection:
        accounts = {account.person.login: account for account in list_accounts(connection)}
    found = {role: accounts.get(_login(role)) for role in demonstration.names}
    return {
        role: account.person.name
        for role, account in found.items()
        if account and account.is_demonstration and not account.person.disabled
    }


def sign_in_demonstration(
    database: Database,
    demonstration: Demonstration,
    role: Role,
    *,
    visitor: Visitor,
    now: datetime | None = None,
) -> str:
    """Sign in as the sample's person of a role; the token of the new session. Raises SignInRefused.

    Whoever calls this has made sure that he is asked on this very machine, by nobody from outside.
    """
    instant = now or datetime.now(UTC)
    if role not in list_demonstration_roles(database, demonstration):
        raise refused(database, f"person:{_login(role)}", "no demonstration here", visitor, instant)

    def work(connection: Connection) -> str:
        account = find_account(connection, _login(role))
        if account is None or not account.is_demonstration or account.person.disabled:
            raise SignInRefused
        return admit(connection, account.person, "demonstration", visitor, instant)

    return in_turn(database, work)


def _prepare(database: Database, connection: Connection, *, role: Role, name: str, now: datetime) -> None:
    account = find_account(connection, _login(role))
    if account is not None:
        if account.is_demonstration and account.person.disabled:
            save_disabled(connection, account.person.id, None)
            tell(connection, OPERATOR, Deed.ENABLE_PERSON, account, now)
        return
    person = save_person(connection, login=_login(role), name=name, now=now, is_demonstration=True)
    department = _some_department(database, connection) if role in OF_A_DEPARTMENT else ""
    grant = Grant(role=role, since=SINCE, department=department)
    save_grant(connection, person, grant, by=OPERATOR.login, now=now)
    told = {"name": name, "roles": [described(grant)]}
    tell(connection, OPERATOR, Deed.INVITE_PERSON, load_account(connection, person), now, told)


def _some_department(database: Database, connection: Connection) -> str:
    """The first department of the plan that keeps a KPI: it has something to report."""
    version = find_version(database, connection, None)
    plan = version.plan if version else None
    return plan.kpis[0].keepers[0] if plan else ""


def _login(role: Role) -> str:
    return f"demo-{role.value}"
