"""Brakes on guessing: by account and by address, kept in the database, so that every replica knows them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from math import ceil

from data_access.database import Connection
from data_access.sign_ins import (
    count_failures,
    delete_failure,
    delete_failures_before,
    delete_failures_of,
    delete_one_failure_of,
    save_failure,
)

ACCOUNT, ADDRESS = "account", "address"
# A question asked of a provider, as long as nobody has come back with its answer.
START = "start"
REMEMBERED = timedelta(hours=1)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
# Of an address more are free: a whole building may have one. An address that is not known brakes nobody.
FREE = {ACCOUNT: 5, ADDRESS: 50}
MOST_STARTS, START_STANDS_FOR = 100, timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt that is being judged; it counts as failed until it is known to be good."""

    account_hash: str
    failures: tuple[int, ...]
    address_failure: int | None


def begin_attempt(connection: Connection, *, login: str, address: str, now: datetime) -> Attempt | timedelta:
    """Let an attempt be judged, or say how long to wait. `login` is in its comparable form; it need not exist.

    It counts before it is judged, so that a hundred at once are no hundred guesses.
    """
    delete_failures_before(connection, now - REMEMBERED)
    keys = {ACCOUNT: _hash(login)} | ({ADDRESS: _hash(_neighbourhood(address))} if address else {})
    wait = max(_wait(connection, kind, key, now) for kind, key in keys.items())
    if wait > timedelta():
        return wait
    kept = {kind: save_failure(connection, kind, key, now) for kind, key in keys.items()}
    return Attempt(
        account_hash=keys[ACCOUNT], failures=tuple(kept.values()), address_failure=kept.get(ADDRESS)
    )


def forget_attempt(connection: Connection, attempt: Attempt) -> None:
    """An attempt that was never judged."""
    for number in attempt.failures:
        delete_failure(connection, number)


def forgive(connection: Connection, attempt: Attempt) -> None:
    """A good attempt: the account's failures are forgotten, of the address's only this one."""
    delete_failures_of(connection, ACCOUNT, attempt.account_hash)
    if attempt.address_failure is not None:
        delete_failure(connection, attempt.address_failure)


def begin_start(connection: Connection, address: str, now: datetime) -> timedelta | None:
    """Let an address begin to sign in by a provider, or say how long to wait: so many may be open at once."""
    if not address:
        return None
    delete_failures_before(connection, now - REMEMBERED)
    key = _hash(_neighbourhood(address))
    begun = count_failures(connection, START, key, now - START_STANDS_FOR)
    if begun.count >= MOST_STARTS:
        return START_STANDS_FOR
    save_failure(connection, START, key, now)
    return None


def end_start(connection: Connection, address: str) -> None:
    """Somebody has come back: one that is open less."""
    delete_one_failure_of(connection, START, _hash(_neighbourhood(address)))


def minutes(wait: timedelta) -> int:
    """A time to wait in whole minutes, as it is said."""
    return max(1, ceil(wait.total_seconds() / 60))


def _wait(connection: Connection, kind: str, key: str, now: datetime) -> timedelta:
    """What is left to wait: nothing for the first few, then twice as long after each failure."""
    failures = count_failures(connection, kind, key, now - REMEMBERED)
    beyond = failures.count - FREE[kind]
    if beyond < 0 or failures.last_at is None:
        return timedelta()
    pause: timedelta = FIRST_WAIT * 2 ** min(beyond, 10)
    return failures.last_at + min(LONGEST_WAIT, pause) - now


def _neighbourhood(address: str) -> str:
    """What counts as one address. Whoever has one of IPv6 has 2^64 of them: all that begin with the same half."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    return str(known.ipv4_mapped or f"{int(known) >> 64:x}/64")


def _hash(key: str) -> str:
    return sha256(key.encode(errors="replace")).hexdigest()
