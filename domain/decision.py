"""What needs a decision: at most a handful of things, the weightiest first. Codes and numbers only, no words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.figure import KpiFigure
from domain.flagship_progress import Progress
from domain.status import Status

MOST_DECISIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfKpi:
    """Something about a KPI, on which its owners are to say what they will do.

    `at_stake`, here and below, are points of the whole's score (0..5): here what the KPI takes from it.
    """

    figure: KpiFigure
    at_stake: float

    @property
    def code(self) -> str:
        """What it is about: a KPI."""
        return self.figure.kpi.code

    @property
    def departments(self) -> tuple[str, ...]:
        """Who is to act."""
        return tuple(owner.department for owner in self.figure.kpi.owners)


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiFell(_OfKpi):
    """A KPI at risk or worse whose status was better before."""

    before: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiCritical(_OfKpi):
    """A KPI that is critical and was before, or was not judged before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagshipBehind:
    """A flagship that is critical or too many days behind its plan; `at_stake` is what its KPIs take."""

    flagship: str
    lead: str
    status: Status
    progress: Progress
    at_stake: float

    @property
    def code(self) -> str:
        """What it is about: a flagship."""
        return self.flagship

    @property
    def departments(self) -> tuple[str, ...]:
        """Who is to act."""
        return (self.lead,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsLate:
    """A department's returns that are not there, and the day on which the oldest was due.

    `at_stake` is how far the score may still move by the KPIs that wait for this department.
    """

    department: str
    returns: int
    since: date
    at_stake: float

    @property
    def code(self) -> str:
        """What it is about: a department."""
        return self.department

    @property
    def departments(self) -> tuple[str, ...]:
        """Who is to act."""
        return (self.department,)


Decision = KpiFell | KpiCritical | FlagshipBehind | ReturnsLate
KINDS = (KpiFell, KpiCritical, FlagshipBehind, ReturnsLate)


def weightiest(decisions: Iterable[Decision], most: int = MOST_DECISIONS) -> tuple[Decision, ...]:
    """What is critical first, then what has most at stake; equal ones by kind and by code."""
    ordered = sorted(
        decisions, key=lambda d: (not is_critical(d), -round(d.at_stake, 9), KINDS.index(type(d)), d.code)
    )
    return tuple(ordered[:most])


def is_critical(decision: Decision) -> bool:
    """Whether it is about something critical."""
    match decision:
        case KpiCritical():
            return True
        case KpiFell():
            return decision.figure.status is Status.CRITICAL
        case FlagshipBehind():
            return decision.status is Status.CRITICAL
        case ReturnsLate():
            return False
