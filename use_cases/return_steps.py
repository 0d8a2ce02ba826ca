"""What the steps of a return have in common: whose it is, whether it is still as it was seen, who did it, what the log says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from data_access.database import Connection, Database
from data_access.return_versions import (
    ReturnVersion,
    Step,
    find_version_row,
    load_version_row,
    save_step,
)
from domain.audit import Deed
from domain.failures import NotFound, Refusal
from domain.permission import Action, Scope
from domain.submission import Hand, State
from domain.text import mark
from use_cases.authority import Actor, Caller, authorise, in_turn, record, refusals_recorded

T = TypeVar("T")


class Clock(Protocol):
    """What tells the time."""

    def __call__(self) -> datetime:
        """The instant of now."""


def now_utc() -> datetime:
    """The instant of now."""
    return datetime.now(UTC)


class HasPlace(Protocol):
    """Whatever belongs to a department and a closing month."""

    @property
    def department(self) -> str:
        """The department's code."""

    @property
    def year(self) -> int:
        """The fiscal year, of the common era."""

    @property
    def month(self) -> int:
        """The closing fiscal month, 1..12."""


@dataclass(frozen=True, slots=True)
class Place:
    """A department and a closing month."""

    department: str
    year: int
    month: int


class Changed(Refusal):
    """Somebody was faster: what was looked at is not what it was."""

    def __init__(self) -> None:
        super().__init__(
            "changed_meanwhile",
            mark(
                "This return has changed since you opened it: somebody mended, sent or decided it. Look at it as it "
                "is now; nothing of yours was done."
            ),
        )


class NotReady(Refusal):
    """A step that a return cannot take as it is; the words say what is missing."""


def written(database: Database, work: Callable[[Connection], T]) -> T:
    """One writing transaction in the log's turn; whatever is forbidden inside is recorded."""
    with refusals_recorded(database):
        return in_turn(database, work)


def authorised(
    connection: Connection, caller: Caller, action: Action, place: HasPlace, now: datetime
) -> Actor:
    """Who the caller is, if he may do it for that department. Raises SignedOut, Forbidden."""
    return authorise(connection, caller, action, Scope(department=place.department), now=now)


def load_version_for(
    connection: Connection, caller: Caller, number: int, action: Action, now: datetime
) -> tuple[ReturnVersion, Actor]:
    """A version, and who the caller is, if he may do that to it. Raises SignedOut, Forbidden, NotFound."""
    seen = find_version_row(connection, number)
    if seen is None:
        # Who may do it for nobody learns nothing of which numbers there are.
        authorise(connection, caller, action, now=now)
        raise NotFound("no_such_return", mark("There is no such return. Choose one from the list."))
    return seen, authorised(connection, caller, action, seen, now)


def is_just_done(seen: ReturnVersion, revision: int, state: State, did: Hand | None, hand: Hand) -> bool:
    """Whether the next step after what somebody saw was this very one, by himself: a button pressed twice."""
    return is_step_after(seen, revision, state) and did is not None and did.is_same_person(hand)


def is_step_after(seen: ReturnVersion, revision: int, state: State) -> bool:
    """Whether the next step after what somebody saw led to that state, whoever took it."""
    return seen.revision == revision + 1 and seen.state is state


def check_seen(seen: ReturnVersion, revision: int, state: State) -> None:
    """Whether a version is still as somebody saw it. Raises Changed."""
    if seen.revision != revision or seen.state is not state:
        raise Changed


def hand_of(actor: Actor, now: datetime) -> Hand:
    """The hand of somebody who does a step now."""
    return Hand(person=actor.person, login=actor.login, name=actor.name, at=now)


def name_of(place: HasPlace) -> str:
    """What the log calls a return."""
    return f"return:{place.department} {place.year}-{place.month:02}"


def step_taken(
    connection: Connection, actor: Actor, seen: ReturnVersion, step: Step, deed: Deed, now: datetime
) -> ReturnVersion:
    """Take a step and tell the log. Raises Changed."""
    if not save_step(connection, seen, step):
        raise Changed
    record(
        connection,
        actor,
        deed,
        name_of(seen),
        before={"state": seen.state.value},
        after={"state": step.state.value, "version": seen.version},
        reason=step.reason or "",
        file_sha256=seen.contents.file_sha256,
        now=now,
    )
    return load_version_row(connection, seen.id)
