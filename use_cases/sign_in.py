"""Sign in: with a password of our own, or by an account that a provider has asked about."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data_access.database import Connection, Database
from data_access.people import (
    Account,
    find_account,
    find_account_known_as,
    has_identity,
    load_account,
    save_identity,
    save_password,
)
from data_access.sign_ins import Flow, save_flow, take_flow
from domain.audit import Deed
from domain.failures import Refusal
from domain.person import comparable_login, is_login
from domain.text import mark
from use_cases.admission import Visitor, admit, as_actor, refused
from use_cases.authority import in_turn, record
from use_cases.passwords import Busy, hash_password, is_of_old_cost, is_password
from use_cases.sessions import hash_token
from use_cases.throttle import (
    START_STANDS_FOR,
    Attempt,
    begin_attempt,
    begin_start,
    end_start,
    forget_attempt,
    forgive,
    minutes,
)

MOST_TYPED = 500  # letters of a login that are looked at; nobody has one as long
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAs:
    """How a provider knows somebody who has just signed in there.

    `logins` are those of its claims that may name an account of ours, for example an address that the provider has
    verified; they count once, to find whom to link the subject to.
    """

    issuer: str
    subject: str
    logins: tuple[str, ...] = ()


class SignInThrottled(Refusal):
    """Too many attempts; whether the account exists makes no difference."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(
            "sign_in_throttled",
            mark("Too many attempts did not succeed. Please try again in {minutes} minutes."),
            {"minutes": minutes(wait)},
        )


def sign_in_local(
    database: Database, *, login: str, password: str, visitor: Visitor, now: datetime | None = None
) -> str:
    """Sign in with a password; the token of the new session. Raises SignInRefused, SignInThrottled, Busy.

    The work for the password is done between two transactions, so that nobody waits for it.
    """
    instant, known = now or datetime.now(UTC), comparable_login(login[:MOST_TYPED])
    attempt, account = in_turn(database, lambda c: _begin(c, known, visitor, instant))
    usable = account if account and not account.person.disabled else None
    try:
        good = is_password(password, usable.password_hash if usable else None)
        renewed = _renewed(password, usable) if usable and good else None
    except Busy:
        in_turn(database, lambda c: forget_attempt(c, attempt))
        raise
    if usable is None or not good:
        raise refused(database, _whom(account), _why(account), visitor, instant)
    token = in_turn(database, lambda c: _let_in(c, usable, attempt, renewed, visitor, instant))
    if token is None:
        raise refused(database, _whom(account), "changed meanwhile", visitor, instant)
    return token


def sign_in_known(
    database: Database, known: KnownAs, *, visitor: Visitor, now: datetime | None = None
) -> str:
    """Sign in who is known to a provider; the token of the new session. Raises SignInRefused.

    By the provider's subject; whoever comes for the first time is found by a login among the provider's claims, and
    the subject is his from then on. Nobody gets an account by having one elsewhere.
    """
    instant = now or datetime.now(UTC)

    def work(connection: Connection) -> str | None:
        account = find_account_known_as(connection, known.issuer, known.subject)
        account = account or linked_account(connection, known, visitor, instant)
        if account is None or account.person.disabled:
            return None
        return admit(connection, account.person, known.issuer, visitor, instant)

    token = in_turn(database, work)
    if token is None:
        whom = f"identity:{known.issuer} {known.subject}"
        raise refused(database, whom, "no such account, or disabled", visitor, instant)
    return token


def begin_flow(
    database: Database,
    *,
    state: str,
    nonce: str,
    verifier: str,
    return_to: str,
    address: str = "",
    now: datetime | None = None,
) -> None:
    """Keep what a provider is asked with until it answers, for ten minutes (OpenID Connect).

    Raises SignInThrottled where too many were begun from an address and not ended.
    """
    instant = now or datetime.now(UTC)
    flow = Flow(
        state_hash=hash_token(state),
        nonce=nonce,
        verifier=verifier,
        return_to=return_to,
        expires_at=instant + START_STANDS_FOR,
    )

    def work(connection: Connection) -> None:
        wait = begin_start(connection, address, instant)
        if wait is not None:
            raise _held_back(address, wait)
        save_flow(connection, flow, instant)

    database.written(work)


def take_answered_flow(
    database: Database, state: str, *, address: str = "", now: datetime | None = None
) -> Flow | None:
    """What the provider was asked with that state; once, and None where it is unknown or too old."""
    instant = now or datetime.now(UTC)

    def work(connection: Connection) -> Flow | None:
        flow = take_flow(connection, hash_token(state), instant)
        if flow is not None:
            end_start(connection, address)
        return flow

    return database.written(work)


def _begin(
    connection: Connection, login: str, visitor: Visitor, now: datetime
) -> tuple[Attempt, Account | None]:
    attempt = begin_attempt(connection, login=login, address=visitor.address, now=now)
    if isinstance(attempt, timedelta):
        raise _held_back(visitor.address, attempt)
    return attempt, find_account(connection, login) if is_login(login) else None


def _held_back(address: str, wait: timedelta) -> SignInThrottled:
    """Not in the audit log: whoever is held back could fill it at will."""
    log.warning("an attempt to sign in from %s is held back for %s", address, wait)
    return SignInThrottled(wait)


def _renewed(password: str, account: Account) -> str | None:
    """The password's hash at today's cost, where it was kept at another."""
    outdated = account.password_hash is not None and is_of_old_cost(account.password_hash)
    return hash_password(password) if outdated else None


def _let_in(
    connection: Connection,
    judged: Account,
    attempt: Attempt,
    renewed: str | None,
    visitor: Visitor,
    now: datetime,
) -> str | None:
    """The token, unless the person was disabled or got another password while this one was judged."""
    account = load_account(connection, judged.person.id)
    if account.person.disabled or account.password_hash != judged.password_hash:
        return None
    forgive(connection, attempt)
    if renewed is not None:
        save_password(connection, account.person.id, renewed)
    return admit(connection, account.person, "password", visitor, now)


def linked_account(connection: Connection, known: KnownAs, visitor: Visitor, now: datetime) -> Account | None:
    """The account that one of the provider's claims names, linked to its subject from now on."""
    for login in filter(is_login, known.logins):
        account = find_account(connection, comparable_login(login))
        if account is None or account.is_demonstration or account.person.disabled:
            continue
        if has_identity(connection, account.person.id, known.issuer):
            continue
        save_identity(connection, account.person.id, known.issuer, known.subject, now)
        actor = as_actor(connection, account.person, visitor, now)
        told = {"issuer": known.issuer, "subject": known.subject}
        record(connection, actor, Deed.LINK_IDENTITY, f"person:{actor.login}", after=told, now=now)
        return account
    return None


def _whom(account: Account | None) -> str:
    return f"person:{account.person.login}" if account else ""


def _why(account: Account | None) -> str:
    if account is None:
        return "no such account"
    if account.person.disabled:
        return "disabled"
    return "wrong password" if account.password_hash else "no password"
