"""Sign in whom a provider knows and the installation's rules let in: his account and roles follow what is said of him.

An account that does not exist yet is made. The roles that the rules give are brought up to date at each sign-in: what
a provider no longer says is ended. Roles that an administrator gave here are left alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from data_access.database import Connection, Database
from data_access.people import (
    Account,
    end_grant_by,
    find_account,
    find_account_known_as,
    list_ends_of,
    list_grants_by,
    load_account,
    save_grant,
    save_identity,
    save_person,
)
from data_access.sessions import load_zone
from domain.audit import Deed
from domain.person import Grant, Role, comparable_login, is_login
from use_cases.admission import Visitor, admit, as_actor, refused
from use_cases.authority import day_in, in_turn
from use_cases.granting import described
from use_cases.person_changes import tell
from use_cases.sign_in import KnownAs, linked_account

RULES = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What is said of somebody, as the rules read it: `roles` with the department for which each is held, or ""."""

    known: KnownAs
    name: str
    roles: Collection[tuple[Role, str]]


def sign_in_by_rules(
    database: Database, claimed: Claimed, *, visitor: Visitor, now: datetime | None = None
) -> str:
    """Sign in, with the roles that the rules give today; the token of the new session. Raises SignInRefused."""
    instant, known = now or datetime.now(UTC), claimed.known

    def work(connection: Connection) -> str | None:
        account = (
            find_account_known_as(connection, known.issuer, known.subject)
            or linked_account(connection, known, visitor, instant)
            or _made(connection, claimed, visitor, instant)
        )
        if account is None or account.person.disabled:
            return None
        _follow(connection, account, claimed.roles, visitor, instant)
        person = load_account(connection, account.person.id).person
        return admit(connection, person, known.issuer, visitor, instant)

    token = in_turn(database, work)
    if token is None:
        whom = f"identity:{known.issuer} {known.subject}"
        raise refused(database, whom, "disabled, or the login is somebody else's", visitor, instant)
    return token


def _made(connection: Connection, claimed: Claimed, visitor: Visitor, now: datetime) -> Account | None:
    """A new account under a login that is still free; None where every one is taken."""
    logins = (comparable_login(login) for login in claimed.known.logins if is_login(login))
    login = next((login for login in logins if find_account(connection, login) is None), None)
    if login is None:
        return None
    person = save_person(connection, login=login, name=claimed.name, now=now)
    save_identity(connection, person, claimed.known.issuer, claimed.known.subject, now)
    account = load_account(connection, person)
    told = {"issuer": claimed.known.issuer, "subject": claimed.known.subject, "account": "new"}
    tell(
        connection, as_actor(connection, account.person, visitor, now), Deed.LINK_IDENTITY, account, now, told
    )
    return account


def _follow(
    connection: Connection,
    account: Account,
    roles: Collection[tuple[Role, str]],
    visitor: Visitor,
    now: datetime,
) -> None:
    """Let the roles that the rules gave be those that they give now. The last administrator stays one."""
    person, today = account.person.id, day_in(load_zone(connection), now)
    actor = as_actor(connection, account.person, visitor, now)
    given = {(grant.role, grant.department): grant for grant in list_grants_by(connection, person, RULES)}
    for role, department in sorted(set(given) - set(roles)):
        if role is Role.ADMINISTRATOR and _is_last(list_ends_of(connection, role, today)):
            continue
        end_grant_by(connection, person, role, department, by=RULES, now=now)
        tell(connection, actor, Deed.END_ROLE, account, now, _told(given[role, department]))
    for role, department in sorted(set(roles) - set(given)):
        grant = Grant(role=role, department=department, since=today)
        save_grant(connection, person, grant, by=RULES, now=now)
        tell(connection, actor, Deed.GRANT_ROLE, account, now, _told(grant))


def _is_last(ends: list[date | None]) -> bool:
    """Whether nobody would manage people one day without who does so by rules: those give the role without an end."""
    return ends.count(None) <= 1


def _told(grant: Grant) -> dict[str, str]:
    return {**described(grant), "by": RULES}
