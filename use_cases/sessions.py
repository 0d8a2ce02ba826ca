"""Sessions of our own: opened at sign-in, asked for at every request, ended at once and everywhere."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from data_access.database import Connection, Database
from data_access.sessions import (
    Session,
    delete_sessions_before,
    find_visit,
    revoke_session,
    save_seen,
    save_session,
)
from domain.audit import Deed
from domain.person import Person
from use_cases.authority import actor_of, day_in, in_turn, record

TOKEN_BYTES = 32
BETWEEN_TOUCHES = timedelta(minutes=1)
REMEMBERED = timedelta(days=7)
MOST_OF_AN_AGENT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetimes:
    """How long a session lasts without a request, and at most. One that is open keeps what it was opened with."""

    idle: timedelta = timedelta(minutes=60)
    longest: timedelta = timedelta(hours=12)


USUAL_LIFETIMES = Lifetimes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """Who comes in, as he is now. `today` is the organisation's day, on which his roles are asked for."""

    person: Person
    today: date
    data_version: int


def new_token() -> str:
    """256 random bits as text for a cookie or a link; what is kept is only their hash."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """The SHA-256 under which a token is known in the database."""
    return sha256(token.encode(errors="replace")).hexdigest()


def open_session(
    connection: Connection, person: Person, *, address: str, agent: str, now: datetime, lifetimes: Lifetimes
) -> str:
    """Open a session in the transaction that let the person in; the token, which nobody can find out again."""
    token = new_token()
    delete_sessions_before(connection, now - REMEMBERED)
    session = Session(
        token_hash=hash_token(token),
        person_id=person.id,
        created_at=now,
        seen_at=now,
        idle_minutes=int(lifetimes.idle.total_seconds() // 60),
        expires_at=now + lifetimes.longest,
        address=address,
        agent=agent.replace("\0", "")[:MOST_OF_AN_AGENT],
    )
    save_session(connection, session)
    return token


def enter(database: Database, token_hash: str, *, now: datetime | None = None) -> Entrance | None:
    """Who holds a session, if it is open and its person may come in; one question to the database.

    That it was used is written down at most once a minute, and never while somebody else is writing.
    """
    instant = now or datetime.now(UTC)
    with database.asking() as connection:
        visit = find_visit(connection, token_hash)
    if visit is None or visit.person.disabled or not visit.session.is_open(instant):
        return None
    if instant - visit.session.seen_at >= BETWEEN_TOUCHES:
        database.written_if_free(lambda connection: save_seen(connection, token_hash, instant))
    return Entrance(person=visit.person, today=day_in(visit.zone, instant), data_version=visit.data_version)


def close_session(
    database: Database, token_hash: str, *, address: str = "", now: datetime | None = None
) -> None:
    """Sign out: the session is over on every replica. One that is over already is left alone."""
    instant = now or datetime.now(UTC)

    def work(connection: Connection) -> None:
        visit = find_visit(connection, token_hash)
        if visit is not None and revoke_session(connection, token_hash, instant):
            actor = actor_of(visit.person, day_in(visit.zone, instant), address)
            record(connection, actor, Deed.SIGN_OUT, f"person:{actor.login}", now=instant)

    # Anybody can say at the door that he has a session: for one that there is not nobody has to wait.
    with database.reading() as connection:
        known = find_visit(connection, token_hash)
    if known is not None and known.session.revoked_at is None:
        in_turn(database, work)
