"""Who is signed in: sessions by the hash of their token, and with one question all that a request needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, bindparam, delete, func, insert, select, update

from data_access.people import as_grant
from data_access.schema import plan_versions, state
from data_access.schema_of_people import grants, people, sessions
from domain.fiscal import FiscalCalendar
from domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody's stay from one browser. It ends when it is revoked, when nothing comes for a while, and in any case
    at `expires_at`.
    """

    token_hash: str
    person_id: int
    created_at: datetime
    seen_at: datetime
    idle_minutes: int
    expires_at: datetime
    address: str
    agent: str
    revoked_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it lets its holder in at an instant."""
        idle_at = self.seen_at + timedelta(minutes=self.idle_minutes)
        return self.revoked_at is None and now < min(self.expires_at, idle_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A session with its person as he is now, the data version, and the zone of the organisation's clocks."""

    session: Session
    person: Person
    data_version: int
    zone: str


def save_session(connection: Connection, session: Session) -> None:
    """Keep a new session."""
    names = [name for name in Session.__slots__ if name != "revoked_at"]
    connection.execute(insert(sessions).values({name: getattr(session, name) for name in names}))


def find_visit(connection: Connection, token_hash: str) -> Visit | None:
    """The session of a token with its person and his grants, open or not; one question."""
    rows = connection.execute(_VISIT, {"token_hash": token_hash}).mappings().all()
    return _as_visit(rows) if rows else None


def load_zone(connection: Connection) -> str:
    """The zone of the organisation's clocks; that of a plan without one where no plan is loaded."""
    query = select(plan_versions.c.zone).order_by(plan_versions.c.number.desc()).limit(1)
    return connection.execute(query).scalar() or FiscalCalendar().zone


def save_seen(connection: Connection, token_hash: str, now: datetime) -> None:
    """Keep when a session was last used."""
    connection.execute(update(sessions).where(sessions.c.token_hash == token_hash).values(seen_at=now))


def revoke_session(connection: Connection, token_hash: str, now: datetime) -> bool:
    """End a session at once; whether there was one to end."""
    s = sessions.c
    ended = update(sessions).where(s.token_hash == token_hash, s.revoked_at.is_(None)).values(revoked_at=now)
    return connection.execute(ended).rowcount == 1


def revoke_sessions_of(connection: Connection, person: int, now: datetime) -> int:
    """End every session of a person at once; how many were open."""
    s = sessions.c
    ended = update(sessions).where(s.person_id == person, s.revoked_at.is_(None), s.expires_at > now)
    return connection.execute(ended.values(revoked_at=now)).rowcount


def count_open_sessions(connection: Connection, now: datetime) -> dict[int, int]:
    """How many sessions each person has that are neither revoked nor at their end; idle ones count."""
    s = sessions.c
    query = select(s.person_id, func.count()).where(s.revoked_at.is_(None), s.expires_at > now)
    return {row[0]: row[1] for row in connection.execute(query.group_by(s.person_id))}


def delete_sessions_before(connection: Connection, instant: datetime) -> None:
    """Forget sessions that were at their end before an instant."""
    connection.execute(delete(sessions).where(sessions.c.expires_at < instant))


def _as_visit(rows: Sequence[RowMapping]) -> Visit:
    first = rows[0]
    session = Session(**{name: first[f"session_{name}"] for name in Session.__slots__})
    held = tuple(as_grant(row) for row in rows if row["role"] is not None)
    person = Person(
        id=session.person_id,
        login=first["login"],
        name=first["name"],
        grants=held,
        disabled=first["disabled_at"] is not None,
    )
    zone = first["zone"] or FiscalCalendar().zone
    return Visit(session=session, person=person, data_version=first["data_version"], zone=zone)


def _visit_query() -> Select[Any]:
    zone = select(plan_versions.c.zone).order_by(plan_versions.c.number.desc()).limit(1).scalar_subquery()
    version = select(state.c.data_version).scalar_subquery()
    held = and_(grants.c.person_id == people.c.id, grants.c.ended_at.is_(None))
    return (
        select(
            *(column.label(f"session_{name}") for name, column in sessions.c.items()),
            *(people.c.login, people.c.name, people.c.disabled_at),
            *(grants.c.role, grants.c.department, grants.c.since, grants.c.until),
            version.label("data_version"),
            zone.label("zone"),
        )
        .join_from(sessions, people, people.c.id == sessions.c.person_id)
        .outerjoin(grants, held)
        .where(sessions.c.token_hash == bindparam("token_hash"))
        .order_by(grants.c.since, grants.c.id)
    )


# Made once: this is asked at every request and every click.
_VISIT = _visit_query()
