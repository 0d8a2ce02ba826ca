"""Who asks, whether he may, and the entry of the audit log that tells of it.

Permission is asked on the connection, and so in the transaction, in which the thing is done: on the person as the
database has him then. A refusal is recorded too, in a transaction of its own, for the one refused leaves nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Self, TypeVar
from zoneinfo import ZoneInfo

from data_access.audit import save_record, wait_for_turn
from data_access.database import Connection, Database
from data_access.sessions import Visit, find_visit, load_zone
from domain.audit import Deed, Record, canonical
from domain.failures import Refusal
from domain.permission import EVERYTHING, Action, Decision, Scope, list_departments_of, may
from domain.person import Person
from domain.text import mark

OPERATOR = "operator"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks: the holder of a session, or who sits at the command line of the machine (`operator_name`)."""

    token_hash: str = ""
    operator_name: str | None = None
    address: str = ""

    @classmethod
    def session(cls, token_hash: str, address: str = "") -> Self:
        """Somebody who holds the session with that hash, as seen from a network address."""
        return cls(token_hash=token_hash, address=address)

    @classmethod
    def operator(cls, name: str) -> Self:
        """Who has the machine itself, and with it the database: he may do everything, under his own name."""
        return cls(operator_name=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who does something, as the log tells it; `person` is None for who sits at the command line."""

    person: int | None
    login: str
    name: str
    roles: tuple[str, ...]
    address: str = ""


class SignedOut(Refusal):
    """There is no such session any more: it never was, was ended, ran out, or its person is disabled."""

    def __init__(self) -> None:
        super().__init__(
            "signed_out", mark("You are not signed in, or your session has ended. Please sign in again.")
        )


class Forbidden(Refusal):
    """Somebody who is signed in may not do this; its words say why."""

    def __init__(self, actor: Actor, action: Action, scope: Scope, decision: Decision) -> None:
        super().__init__("forbidden", decision.reason, decision.values)
        self.actor, self.action, self.scope = actor, action, scope


def load_visit(connection: Connection, caller: Caller, now: datetime) -> Visit:
    """The open session of a caller, and its person as the database has him now. Raises SignedOut."""
    visit = find_visit(connection, caller.token_hash)
    if visit is None or visit.person.disabled or not visit.session.is_open(now):
        raise SignedOut
    return visit


def authorise(
    connection: Connection,
    caller: Caller,
    action: Action,
    scope: Scope = EVERYTHING,
    *,
    now: datetime | None = None,
) -> Actor:
    """Who the caller is, if he may do it now. Raises SignedOut, Forbidden."""
    if caller.operator_name is not None:
        return Actor(person=None, login=caller.operator_name, name=caller.operator_name, roles=(OPERATOR,))
    instant = now or datetime.now(UTC)
    visit = load_visit(connection, caller, instant)
    today = day_in(visit.zone, instant)
    actor = actor_of(visit.person, today, caller.address)
    decision = may(visit.person, action, scope, today=today)
    if not decision.allowed:
        raise Forbidden(actor, action, scope, decision)
    return actor


def permit(
    database: Database,
    caller: Caller,
    action: Action,
    scope: Scope = EVERYTHING,
    *,
    now: datetime | None = None,
) -> Actor:
    """The same for what only reads and is shared by many; a refusal is recorded."""
    with refusals_recorded(database), database.reading() as connection:
        return authorise(connection, caller, action, scope, now=now)


def permit_somewhere(
    database: Database, caller: Caller, action: Action, *, now: datetime | None = None
) -> None:
    """The same for what he may do to some part of the organisation; to which one is asked later."""
    with refusals_recorded(database), database.reading() as connection:
        if list_allowed(connection, caller, action, now=now) == frozenset():
            authorise(connection, caller, action, now=now)


def list_allowed(
    connection: Connection, caller: Caller, action: Action, *, now: datetime | None = None
) -> frozenset[str] | None:
    """The departments to which the caller may do something now; None for all of them. Raises SignedOut."""
    if caller.operator_name is not None:
        return None
    instant = now or datetime.now(UTC)
    visit = load_visit(connection, caller, instant)
    return list_departments_of(visit.person, action, today=day_in(visit.zone, instant))


def acting(
    database: Database,
    caller: Caller,
    action: Action,
    work: Callable[[Connection, Actor], T],
    *,
    scope: Scope = EVERYTHING,
    now: datetime | None = None,
) -> T:
    """Do something in one writing transaction that begins with the question whether the caller may."""
    with refusals_recorded(database):
        return in_turn(database, lambda c: work(c, authorise(c, caller, action, scope, now=now)))


@contextmanager
def refusals_recorded(database: Database) -> Iterator[None]:
    """Whatever is forbidden inside stands in the log, although its own transaction left nothing."""
    try:
        yield
    except Forbidden as refusal:
        whose = f"department:{refusal.scope.department}" if refusal.scope.department else ""
        record_alone(
            database,
            refusal.actor,
            Deed.REFUSED,
            refusal.action.value,
            reason=str(refusal),
            after={"scope": whose} if whose else None,
        )
        raise


def record(
    connection: Connection,
    actor: Actor,
    deed: Deed,
    object_: str,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    file_sha256: str = "",
    now: datetime | None = None,
) -> None:
    """Tell the log what is done in this very transaction. `object_` is a kind and a code, as in "person:somsri"."""
    save_record(
        connection,
        Record(
            at=now or datetime.now(UTC),
            person=actor.person,
            login=actor.login,
            roles=actor.roles,
            address=actor.address,
            deed=deed.value,
            object=object_,
            before=canonical(before) if before else "",
            after=canonical(after) if after else "",
            reason=reason,
            file_sha256=file_sha256,
        ),
    )


def record_alone(
    database: Database,
    actor: Actor,
    deed: Deed,
    object_: str,
    *,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> None:
    """Tell the log of what changed nothing: a refusal, an export."""
    in_turn(database, lambda c: record(c, actor, deed, object_, after=after, reason=reason, now=now))


def in_turn(database: Database, work: Callable[[Connection], T]) -> T:
    """One writing transaction that may add to the log; only one at a time does."""

    def waited(connection: Connection) -> T:
        wait_for_turn(connection)
        return work(connection)

    return database.written(waited)


def actor_of(person: Person, today: date, address: str) -> Actor:
    """A person as the log tells of him."""
    return Actor(
        person=person.id,
        login=person.login,
        name=person.name,
        roles=tuple(sorted(person.roles_on(today))),
        address=address,
    )


def find_today(database: Database, now: datetime | None = None) -> date:
    """The organisation's day."""
    return day_in(find_zone(database), now or datetime.now(UTC))


def find_zone(database: Database) -> str:
    """The zone of the organisation's clocks."""
    with database.reading() as connection:
        return load_zone(connection)


def day_in(zone: str, instant: datetime) -> date:
    """The day of an instant on the clocks of a zone."""
    return instant.astimezone(ZoneInfo(zone)).date()
