"""How far a department is with a return, as somebody sees it who may see only so much."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.submission import State


class Stage(StrEnum):
    """How far a return is. NOT_REPORTED is said to whoever may not know what is on its way."""

    NOT_ASKED = "not_asked"
    NOT_DUE = "not_due"
    NOT_REPORTED = "not_reported"
    LATE = "late"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"


ON_ITS_WAY = {
    State.DRAFT: Stage.DRAFT,
    State.SUBMITTED: Stage.SUBMITTED,
    State.SENT_BACK: Stage.SENT_BACK,
}


def stage_of(*, stands: bool, latest: State | None, is_overdue: bool, sees_drafts: bool) -> Stage:
    """How far a return is that is asked for: what stands comes first, then what is on its way, then the calendar.

    `latest` is the state of its newest version. Who may not see what is on its way learns nothing of it, also not
    from what he is told instead.
    """
    if stands:
        return Stage.APPROVED
    if not sees_drafts:
        return Stage.NOT_REPORTED if is_overdue else Stage.NOT_DUE
    if latest in ON_ITS_WAY:
        return ON_ITS_WAY[latest]
    return Stage.LATE if is_overdue else Stage.NOT_DUE


def days_late(due_on: date, sent_on: date) -> int:
    """Days between the day on which a return was due and the one on which it was sent; 0 where it was in time."""
    return max(0, (sent_on - due_on).days)


class Owed(StrEnum):
    """Why a department is reminded of a return, the most pressing first."""

    SENT_BACK = "sent_back"
    LATE = "late"
    DUE = "due"
    DRAFT = "draft"
    DUE_SOON = "due_soon"


DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A return that a department still has to send, and until when.

    `days` are those until the day on which it is due; below zero those since then. `reason` is why it came back; `version`
    is the number of the version that somebody has begun or got back.
    """

    owed: Owed
    department: str
    year: int
    month: int
    due_on: date
    days: int
    reason: str = ""
    version: int | None = None


def owed_of(stage: Stage, due_on: date, today: date) -> Owed | None:
    """Why somebody is to be reminded of a return that is so far; None where there is nothing to do, or not yet."""
    days = (due_on - today).days
    match stage:
        case Stage.SENT_BACK:
            return Owed.SENT_BACK
        case Stage.DRAFT:
            return Owed.DRAFT
        case Stage.LATE | Stage.NOT_REPORTED:
            return Owed.LATE
        case Stage.NOT_DUE:
            return Owed.DUE if days == 0 else Owed.DUE_SOON if days <= DAYS_AHEAD else None
        case Stage.APPROVED | Stage.SUBMITTED | Stage.NOT_ASKED:
            return None
