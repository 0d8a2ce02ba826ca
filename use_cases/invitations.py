"""Invitations: a link by which somebody chooses his password, once and within seven days."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data_access.database import Connection, Database
from data_access.people import load_account, save_password
from data_access.sign_ins import find_invited, save_invitation, use_invitation
from domain.audit import Deed
from domain.failures import NotFound
from domain.text import mark
from use_cases.admission import Visitor, admit, as_actor
from use_cases.authority import in_turn, record
from use_cases.passwords import check_password, hash_password
from use_cases.sessions import hash_token, new_token

STANDS_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """For whom an invitation is."""

    login: str
    name: str


def new_invitation(connection: Connection, person: int, now: datetime) -> str:
    """A link's token for a person; those that he was given before are void."""
    token = new_token()
    save_invitation(connection, hash_token(token), person, now=now, expires_at=now + STANDS_FOR)
    return token


def find_invitation(database: Database, token: str, *, now: datetime | None = None) -> Invited | None:
    """For whom a link is, if it was neither used nor ran out."""
    with database.reading() as connection:
        person = find_invited(connection, hash_token(token), now or datetime.now(UTC))
        account = None if person is None else load_account(connection, person)
    if account is None or account.person.disabled:
        return None
    return Invited(login=account.person.login, name=account.person.name)


def load_invitation(database: Database, token: str, *, now: datetime | None = None) -> Invited:
    """For whom a link is; raises NotFound where it was used or ran out."""
    invited = find_invitation(database, token, now=now)
    if invited is None:
        raise _no_invitation()
    return invited


def accept_invitation(
    database: Database, token: str, password: str, *, visitor: Visitor, now: datetime | None = None
) -> str:
    """Choose a password by a link that can be used once; the token of the new session.

    Raises NotFound where the link was used or ran out, PasswordRefused, Busy.
    """
    instant, invitation = now or datetime.now(UTC), hash_token(token)
    invited = load_invitation(database, token, now=instant)
    check_password(password, login=invited.login)
    password_hash = hash_password(password)

    def work(connection: Connection) -> str:
        person = find_invited(connection, invitation, instant)
        account = None if person is None else load_account(connection, person)
        if account is None or account.person.disabled or not use_invitation(connection, invitation, instant):
            raise _no_invitation()
        save_password(connection, account.person.id, password_hash)
        actor = as_actor(connection, account.person, visitor, instant)
        record(connection, actor, Deed.ACCEPT_INVITATION, f"person:{actor.login}", now=instant)
        return admit(connection, account.person, "invitation", visitor, instant)

    return in_turn(database, work)


def _no_invitation() -> NotFound:
    return NotFound(
        "invitation_unknown",
        mark("This link cannot be used any more. Ask your administrator for a new one."),
    )
