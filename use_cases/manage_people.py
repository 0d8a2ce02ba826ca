"""People: invited, given roles, disabled. Whoever does it has to be an administrator, or to have the machine.

The last administrator stays (use_cases/person_changes.py).
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from data_access.database import Connection, Database
from data_access.people import (
    Account,
    end_grants,
    find_account,
    load_account,
    save_disabled,
    save_grant,
    save_password,
    save_person,
)
from data_access.sessions import revoke_sessions_of
from data_access.sign_ins import void_invitations
from domain.audit import Deed
from domain.failures import NotFound, Refusal
from domain.permission import Action
from domain.person import Grant, Role, comparable_login, is_login
from domain.text import mark
from use_cases.authority import Actor, Caller, acting, record
from use_cases.granting import checked_grant, described
from use_cases.invitations import new_invitation
from use_cases.passwords import check_password, hash_password
from use_cases.person_changes import change_person, load_member, refuse_demonstration, tell

MOST_OF_A_NAME = 200


def invite_person(
    database: Database,
    caller: Caller,
    *,
    login: str,
    name: str,
    grants: Sequence[Grant] = (),
    now: datetime | None = None,
) -> str:
    """Add a person with roles; the token of a link by which he chooses a password within seven days.

    Raises SignedOut, Forbidden, as all that follows does; Refusal where the login is taken or none, or a role cannot be
    given like that.
    """
    known, called, instant = comparable_login(login), name.strip(), now or datetime.now(UTC)

    def work(connection: Connection, actor: Actor) -> str:
        _check_new(connection, known, called)
        person = save_person(connection, login=known, name=called, now=instant)
        told = {"name": called, "roles": []}
        record(connection, actor, Deed.INVITE_PERSON, f"person:{known}", after=told, now=instant)
        for grant in grants:
            _grant(database, connection, actor, known, grant, instant)
        return new_invitation(connection, person, instant)

    return acting(database, caller, Action.MANAGE_PEOPLE, work, now=instant)


def grant_role(
    database: Database, caller: Caller, login: str, grant: Grant, *, now: datetime | None = None
) -> None:
    """Give a person a role, for a department where it is a department's. Raises NotFound, Refusal."""
    instant = now or datetime.now(UTC)
    acting(
        database,
        caller,
        Action.MANAGE_PEOPLE,
        lambda c, actor: _grant(database, c, actor, comparable_login(login), grant, instant),
        now=instant,
    )


def end_role(
    database: Database,
    caller: Caller,
    login: str,
    role: Role,
    department: str = "",
    *,
    reason: str = "",
    now: datetime | None = None,
) -> None:
    """End a role at once. Raises NotFound where the person does not hold it, LastAdministrator."""

    def work(connection: Connection, account: Account, actor: Actor, instant: datetime) -> None:
        person = account.person
        if not end_grants(connection, person.id, role, department, by=actor.login, now=instant):
            raise NotFound(
                "role_not_held",
                mark("{login} does not hold this role for this department."),
                {"login": person.login},
            )
        _tell_roles(connection, actor, Deed.END_ROLE, account, instant, reason)

    change_person(database, caller, login, work, now=now)


def disable_person(
    database: Database, caller: Caller, login: str, *, reason: str = "", now: datetime | None = None
) -> None:
    """Let a person in no more and end what he has open, everywhere and at once. Raises LastAdministrator."""

    def work(connection: Connection, account: Account, actor: Actor, instant: datetime) -> None:
        person = account.person
        if person.disabled:
            return
        save_disabled(connection, person.id, instant)
        void_invitations(connection, person.id)
        ended = revoke_sessions_of(connection, person.id, instant)
        tell(connection, actor, Deed.DISABLE_PERSON, account, instant, {"sessions_ended": ended}, reason)

    change_person(database, caller, login, work, now=now)


def enable_person(database: Database, caller: Caller, login: str, *, now: datetime | None = None) -> None:
    """Let a person in again, with the roles that nobody has ended."""

    def work(connection: Connection, account: Account, actor: Actor, instant: datetime) -> None:
        if account.person.disabled:
            save_disabled(connection, account.person.id, None)
            tell(connection, actor, Deed.ENABLE_PERSON, account, instant)

    change_person(database, caller, login, work, now=now)


def end_sessions(database: Database, caller: Caller, login: str, *, now: datetime | None = None) -> int:
    """End everything that a person has open; how many sessions that were."""

    def work(connection: Connection, account: Account, actor: Actor, instant: datetime) -> int:
        ended = revoke_sessions_of(connection, account.person.id, instant)
        tell(connection, actor, Deed.END_SESSIONS, account, instant, {"sessions_ended": ended})
        return ended

    return change_person(database, caller, login, work, now=now)


def reset_password(database: Database, caller: Caller, login: str, *, now: datetime | None = None) -> str:
    """Take a password away, end what is open, and invite anew: the token of a link for seven days."""

    def work(connection: Connection, account: Account, actor: Actor, instant: datetime) -> str:
        person = account.person
        save_password(connection, person.id, None)
        ended = revoke_sessions_of(connection, person.id, instant)
        tell(connection, actor, Deed.RESET_PASSWORD, account, instant, {"sessions_ended": ended})
        return new_invitation(connection, person.id, instant)

    return change_person(database, caller, login, work, now=now, may_be_last=True)


def set_password(
    database: Database, caller: Caller, login: str, password: str, *, now: datetime | None = None
) -> None:
    """Set a password for a person, which only who has the machine may do: nobody else is to know it.

    Raises PasswordRefused.
    """
    if caller.operator_name is None:
        raise Refusal("operator_only", mark("Passwords are set at the command line only."))
    check_password(password, login=login)
    password_hash = hash_password(password)

    def work(connection: Connection, account: Account, actor: Actor, instant: datetime) -> None:
        save_password(connection, account.person.id, password_hash)
        void_invitations(connection, account.person.id)
        ended = revoke_sessions_of(connection, account.person.id, instant)
        tell(connection, actor, Deed.SET_PASSWORD, account, instant, {"sessions_ended": ended})

    change_person(database, caller, login, work, now=now)


def _grant(
    database: Database, connection: Connection, actor: Actor, login: str, grant: Grant, now: datetime
) -> None:
    account = load_member(connection, login)
    refuse_demonstration(account)
    kept = checked_grant(database, connection, grant, account.person.grants)
    save_grant(connection, account.person.id, kept, by=actor.login, now=now)
    _tell_roles(connection, actor, Deed.GRANT_ROLE, account, now)


def _check_new(connection: Connection, login: str, name: str) -> None:
    if not is_login(login):
        raise Refusal(
            "login_unusable",
            mark("A login has 1 to 120 letters, digits or signs, and no blank among them."),
        )
    if not 0 < len(name) <= MOST_OF_A_NAME or not name.isprintable():
        raise Refusal("name_unusable", mark("A name has 1 to 200 characters, on one line."))
    if find_account(connection, login) is not None:
        raise Refusal(
            "login_taken", mark("There is somebody with the login “{login}” already."), {"login": login}
        )


def _tell_roles(
    connection: Connection, actor: Actor, deed: Deed, before: Account, now: datetime, reason: str = ""
) -> None:
    after = load_account(connection, before.person.id)
    record(
        connection,
        actor,
        deed,
        f"person:{before.person.login}",
        before={"roles": [described(grant) for grant in before.person.grants]},
        after={"roles": [described(grant) for grant in after.person.grants]},
        reason=reason,
        now=now,
    )
