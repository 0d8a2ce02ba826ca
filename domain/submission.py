"""A submission: how a department's return goes from a draft to what everybody sees, and who had a hand in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.permission import Decision
from domain.text import mark


class State(StrEnum):
    """How far a version of a return is. Only one of APPROVED has figures on the screens."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    REPLACED = "replaced"


# What becomes of what. A submission is taken back by who sent it; what is settled stays as it is.
NEXT: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.REPLACED}),
    State.SUBMITTED: frozenset({State.APPROVED, State.SENT_BACK, State.DRAFT, State.REPLACED}),
    State.APPROVED: frozenset(),
    State.SENT_BACK: frozenset(),
    State.REPLACED: frozenset(),
}
OPEN = frozenset(state for state, after in NEXT.items() if after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who did a step, and when. `person` is None for who sat at the command line."""

    person: int | None
    login: str
    name: str
    at: datetime

    def is_same_person(self, other: "Hand") -> bool:
        """Whether both are one person; whoever sits at the command line is known by his name only."""
        if self.person is None or other.person is None:
            return self.person is other.person and self.login == other.login
        return self.person == other.person


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A cell that was mended in the page: what is read in its place, and who wrote it."""

    sheet: str
    cell: str
    written: str
    by: str
    at: datetime


def may_approve(submitted: Hand, approver: Hand) -> Decision:
    """Whether somebody may approve what was submitted: never who submitted it."""
    if submitted.is_same_person(approver):
        return Decision(
            allowed=False,
            reason=mark(
                "{name} sent this return and cannot approve it. Somebody else of the planning office has to."
            ),
            values={"name": submitted.name},
        )
    return Decision(allowed=True)


def may_grant_reopening(asked: Hand, granting: Hand) -> Decision:
    """Whether somebody may open a closed period that somebody asked for: two people have to want it."""
    if asked.is_same_person(granting):
        return Decision(
            allowed=False,
            reason=mark("{name} asked for the re-opening and cannot grant it. A second person has to."),
            values={"name": asked.name},
        )
    return Decision(allowed=True)
