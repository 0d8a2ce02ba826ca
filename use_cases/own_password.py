"""A password of one's own, changed by who is signed in and knows the one that it replaces."""

from datetime import UTC, datetime, timedelta

from data_access.database import Connection, Database
from data_access.people import Account, load_account, save_password
from data_access.sessions import revoke_sessions_of
from data_access.sign_ins import void_invitations
from domain.audit import Deed
from domain.failures import Refusal
from domain.text import mark
from use_cases.admission import Visitor, admit, as_actor
from use_cases.authority import Caller, SignedOut, in_turn, load_visit, record, record_alone
from use_cases.passwords import Busy, check_password, hash_password, is_password
from use_cases.person_changes import refuse_demonstration
from use_cases.sign_in import SignInThrottled
from use_cases.throttle import Attempt, begin_attempt, forget_attempt, forgive


class PasswordUnknown(Refusal):
    """What was said to be the present password is not."""

    def __init__(self) -> None:
        super().__init__("password_unknown", mark("This is not your present password."))


def has_password(database: Database, caller: Caller, *, now: datetime | None = None) -> bool:
    """Whether there is one to change: who comes in by a provider only has none. Raises SignedOut."""
    with database.reading() as connection:
        return _account(connection, caller, now or datetime.now(UTC)).password_hash is not None


def change_password(
    database: Database,
    caller: Caller,
    *,
    present: str,
    chosen: str,
    visitor: Visitor,
    now: datetime | None = None,
) -> str:
    """Replace one's password; the token of a new session, for all that were open are ended.

    The present one is guessed at as slowly as at the door. Raises SignedOut, SignInThrottled, PasswordUnknown,
    PasswordRefused, Busy.
    """
    instant = now or datetime.now(UTC)
    with database.reading() as connection:
        login = _account(connection, caller, instant).person.login
    check_password(chosen, login=login)
    attempt, judged = in_turn(database, lambda c: _begin(c, caller, visitor, instant))
    try:
        good = is_password(present, judged.password_hash)
        password_hash = hash_password(chosen) if good else ""
    except Busy:
        in_turn(database, lambda c: forget_attempt(c, attempt))
        raise
    if not good:
        _tell_refused(database, judged, visitor, instant)
        raise PasswordUnknown
    return in_turn(database, lambda c: _replace(c, caller, judged, attempt, password_hash, visitor, instant))


def _account(connection: Connection, caller: Caller, now: datetime) -> Account:
    """The account of who holds an open session. Raises SignedOut, and Refusal for a guest."""
    account = load_account(connection, load_visit(connection, caller, now).person.id)
    refuse_demonstration(account)
    return account


def _begin(
    connection: Connection, caller: Caller, visitor: Visitor, now: datetime
) -> tuple[Attempt, Account]:
    account = _account(connection, caller, now)
    attempt = begin_attempt(connection, login=account.person.login, address=visitor.address, now=now)
    if isinstance(attempt, timedelta):
        raise SignInThrottled(attempt)
    return attempt, account


def _replace(
    connection: Connection,
    caller: Caller,
    judged: Account,
    attempt: Attempt,
    password_hash: str,
    visitor: Visitor,
    now: datetime,
) -> str:
    """The token, unless the session ended or the password became another one meanwhile."""
    account = _account(connection, caller, now)
    if account.password_hash != judged.password_hash:
        raise SignedOut
    forgive(connection, attempt)
    save_password(connection, account.person.id, password_hash)
    void_invitations(connection, account.person.id)
    ended = revoke_sessions_of(connection, account.person.id, now)
    actor = as_actor(connection, account.person, visitor, now)
    told = {"sessions_ended": ended}
    record(connection, actor, Deed.SET_PASSWORD, f"person:{actor.login}", after=told, now=now)
    return admit(connection, account.person, "password", visitor, now)


def _tell_refused(database: Database, account: Account, visitor: Visitor, now: datetime) -> None:
    with database.reading() as connection:
        actor = as_actor(connection, account.person, visitor, now)
    whom = f"person:{actor.login}"
    record_alone(database, actor, Deed.REFUSED, whom, reason="wrong present password", now=now)
