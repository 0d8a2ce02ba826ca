"""People, the roles that they were granted, and the accounts elsewhere by which they are known."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, or_, select, update

from data_access.schema_of_people import grants, identities, people
from domain.person import Grant, Person, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person as the door knows him; `password_hash` is None for who has not chosen a password."""

    person: Person
    password_hash: str | None
    is_demonstration: bool
    created_at: datetime
    disabled_at: datetime | None


def save_person(
    connection: Connection, *, login: str, name: str, now: datetime, is_demonstration: bool = False
) -> int:
    """Add a person; the number by which he is known. The login is unique."""
    values = {"login": login, "name": name, "created_at": now, "is_demonstration": is_demonstration}
    return int(connection.execute(insert(people).values(values).returning(people.c.id)).scalar_one())


def save_password(connection: Connection, person: int, password_hash: str | None) -> None:
    """Keep the hash of a person's password, or that there is none."""
    connection.execute(update(people).where(people.c.id == person).values(password_hash=password_hash))


def save_disabled(connection: Connection, person: int, at: datetime | None) -> None:
    """Disable a person from an instant on; None lets him in again."""
    connection.execute(update(people).where(people.c.id == person).values(disabled_at=at))


def list_accounts(connection: Connection, *, ids: Collection[int] | None = None) -> list[Account]:
    """Everybody (or those with these numbers), with the grants that nobody has ended; by login."""
    query = select(people).order_by(people.c.login)
    if ids is not None:
        query = query.where(people.c.id.in_(ids))
    rows = connection.execute(query).all()
    held = _grants_of(connection, [row.id for row in rows] if ids is not None else None)
    return [_as_account(row, held.get(row.id, ())) for row in rows]


def find_account(connection: Connection, login: str) -> Account | None:
    """The account with a login in its comparable form."""
    number = connection.execute(select(people.c.id).where(people.c.login == login)).scalar()
    return None if number is None else load_account(connection, number)


def find_account_known_as(connection: Connection, issuer: str, subject: str) -> Account | None:
    """The account of whom a provider knows by that subject."""
    i = identities.c
    query = select(i.person_id).where(i.issuer == issuer, i.subject == subject)
    number = connection.execute(query).scalar()
    return None if number is None else load_account(connection, number)


def load_account(connection: Connection, person: int) -> Account:
    """The account of a person that there is."""
    [account] = list_accounts(connection, ids=[person])
    return account


def has_identity(connection: Connection, person: int, issuer: str) -> bool:
    """Whether a provider knows this person by a subject already."""
    i = identities.c
    query = select(i.subject).where(i.person_id == person, i.issuer == issuer)
    return connection.execute(query).first() is not None


def save_identity(connection: Connection, person: int, issuer: str, subject: str, now: datetime) -> None:
    """Keep by which subject a provider knows a person."""
    values = {"person_id": person, "issuer": issuer, "subject": subject, "linked_at": now}
    connection.execute(insert(identities).values(values))


def save_grant(connection: Connection, person: int, grant: Grant, *, by: str, now: datetime) -> None:
    """Give a person a role."""
    connection.execute(
        insert(grants).values(
            person_id=person,
            role=grant.role.value,
            department=grant.department,
            since=grant.since,
            until=grant.until,
            granted_by=by,
            granted_at=now,
        )
    )


def end_grants(
    connection: Connection, person: int, role: Role, department: str, *, by: str, now: datetime
) -> int:
    """End every grant of a role (for a department) that nobody has ended; how many there were."""
    g = grants.c
    held = (g.person_id == person, g.role == role.value, g.department == department, g.ended_at.is_(None))
    return connection.execute(update(grants).where(*held).values(ended_by=by, ended_at=now)).rowcount


def list_grants_by(connection: Connection, person: int, by: str) -> list[Grant]:
    """The grants that somebody gave a person and nobody has ended."""
    g = grants.c
    query = select(grants).where(g.person_id == person, g.granted_by == by, g.ended_at.is_(None))
    return [as_grant(row) for row in connection.execute(query.order_by(g.id)).mappings()]


def end_grant_by(
    connection: Connection, person: int, role: Role, department: str, *, by: str, now: datetime
) -> None:
    """End what somebody granted, and leave alone what others have granted of the same."""
    g = grants.c
    held = (g.person_id == person, g.role == role.value, g.department == department, g.ended_at.is_(None))
    ended = update(grants).where(*held, g.granted_by == by).values(ended_by=by, ended_at=now)
    connection.execute(ended)


def list_ends_of(connection: Connection, role: Role, day: date) -> list[date | None]:
    """Until when a role is held (None: without an end) by each who holds it on a day.

    Who cannot come in does not count: disabled, without a password and unknown to every provider, or only there for
    trying out.
    """
    g, p = grants.c, people.c
    comes_in = or_(p.password_hash.is_not(None), p.id.in_(select(identities.c.person_id)))
    query = (
        select(g.until)
        .join_from(grants, people, p.id == g.person_id)
        .where(g.role == role.value, g.ended_at.is_(None), g.since <= day)
        .where(or_(g.until.is_(None), g.until >= day))
        .where(p.disabled_at.is_(None), p.is_demonstration.is_(False), comes_in)
    )
    return list(connection.execute(query).scalars())


def as_grant(row: RowMapping) -> Grant:
    """A row of the table as the role that it grants."""
    return Grant(role=Role(row["role"]), department=row["department"], since=row["since"], until=row["until"])


def _grants_of(connection: Connection, ids: Sequence[int] | None) -> dict[int, tuple[Grant, ...]]:
    query = select(grants).where(grants.c.ended_at.is_(None)).order_by(grants.c.since, grants.c.id)
    if ids is not None:
        query = query.where(grants.c.person_id.in_(ids))
    found: dict[int, tuple[Grant, ...]] = {}
    for row in connection.execute(query).mappings():
        found[row["person_id"]] = (*found.get(row["person_id"], ()), as_grant(row))
    return found


def _as_account(row: Any, held: tuple[Grant, ...]) -> Account:
    disabled = row.disabled_at is not None
    return Account(
        person=Person(id=row.id, login=row.login, name=row.name, grants=held, disabled=disabled),
        password_hash=row.password_hash,
        is_demonstration=row.is_demonstration,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
    )
