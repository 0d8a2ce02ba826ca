"""What is remembered of those who are about to come in: failures, invitations, and questions asked of a provider."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from data_access.schema_of_people import invitations, sign_in_failures, sign_in_flows


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """How often it failed within the time that was asked for, and when for the last time."""

    count: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A question that was asked of a provider and is not answered yet (OpenID Connect)."""

    state_hash: str
    nonce: str
    verifier: str
    return_to: str
    expires_at: datetime


def save_failure(connection: Connection, kind: str, key_hash: str, now: datetime) -> int:
    """Remember a failure of an account or an address; the number by which it can be forgotten."""
    values = {"kind": kind, "key_hash": key_hash, "failed_at": now}
    kept = connection.execute(
        insert(sign_in_failures).values(values).returning(sign_in_failures.c.id)
    ).scalar_one()
    return int(kept)


def count_failures(connection: Connection, kind: str, key_hash: str, since: datetime) -> Failures:
    """The failures of an account or an address since an instant."""
    f = sign_in_failures.c
    query = select(func.count(), func.max(f.failed_at))
    row = connection.execute(query.where(f.kind == kind, f.key_hash == key_hash, f.failed_at > since)).one()
    return Failures(count=row[0], last_at=row[1])


def delete_failure(connection: Connection, number: int) -> None:
    """Forget one failure."""
    connection.execute(delete(sign_in_failures).where(sign_in_failures.c.id == number))


def delete_failures_of(connection: Connection, kind: str, key_hash: str) -> None:
    """Forget every failure of an account or an address."""
    f = sign_in_failures.c
    connection.execute(delete(sign_in_failures).where(f.kind == kind, f.key_hash == key_hash))


def delete_one_failure_of(connection: Connection, kind: str, key_hash: str) -> None:
    """Forget the first failure of an account or an address."""
    f = sign_in_failures.c
    first = select(func.min(f.id)).where(f.kind == kind, f.key_hash == key_hash).scalar_subquery()
    connection.execute(delete(sign_in_failures).where(f.id == first))


def delete_failures_before(connection: Connection, instant: datetime) -> None:
    """Forget what was long ago."""
    connection.execute(delete(sign_in_failures).where(sign_in_failures.c.failed_at < instant))


def save_invitation(
    connection: Connection, token_hash: str, person: int, *, now: datetime, expires_at: datetime
) -> None:
    """Keep an invitation; those that the person had before are void."""
    void_invitations(connection, person)
    values = {"token_hash": token_hash, "person_id": person, "created_at": now, "expires_at": expires_at}
    connection.execute(insert(invitations).values(values))


def void_invitations(connection: Connection, person: int) -> None:
    """Let no invitation of a person be accepted any more."""
    i = invitations.c
    connection.execute(delete(invitations).where(i.person_id == person, i.used_at.is_(None)))


def find_invited(connection: Connection, token_hash: str, now: datetime) -> int | None:
    """The number of the person for whom an invitation stands that was neither used nor ran out."""
    i = invitations.c
    query = select(i.person_id).where(i.token_hash == token_hash, i.used_at.is_(None), i.expires_at > now)
    number: int | None = connection.execute(query).scalar()
    return number


def use_invitation(connection: Connection, token_hash: str, now: datetime) -> bool:
    """Use an invitation up; only one can."""
    i = invitations.c
    used = update(invitations).where(i.token_hash == token_hash, i.used_at.is_(None), i.expires_at > now)
    return connection.execute(used.values(used_at=now)).rowcount == 1


def save_flow(connection: Connection, flow: Flow, now: datetime) -> None:
    """Keep a question asked of a provider, and forget those that nobody answered in time."""
    connection.execute(delete(sign_in_flows).where(sign_in_flows.c.expires_at < now))
    connection.execute(insert(sign_in_flows).values({n: getattr(flow, n) for n in Flow.__slots__}))


def take_flow(connection: Connection, state_hash: str, now: datetime) -> Flow | None:
    """The question with that state, which can be answered once and in time only."""
    f = sign_in_flows.c
    taken = delete(sign_in_flows).where(f.state_hash == state_hash).returning(sign_in_flows)
    row = connection.execute(taken).mappings().first()
    return Flow(**row) if row is not None and row["expires_at"] > now else None
