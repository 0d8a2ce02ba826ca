"""How far a flagship is, against its plan. Source: the ministry's scoring rules, §10."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from domain.plan import Milestone

DUST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Shares of the whole work (0..1); `slippage` in days, positive when late, negative when ahead.

    `actual` and `slippage` are None where no milestone was reported.
    """

    planned: float
    actual: float | None
    slippage: int | None

    @property
    def ahead(self) -> float | None:
        """Actual minus planned progress."""
        return None if self.actual is None else self.actual - self.planned


def planned_progress(milestones: Sequence[Milestone], day: date) -> float:
    """Σ(w × planned share complete)/Σw at a day; linear between a milestone's planned dates."""
    return _weighted(milestones, {m.code: _planned_share(m, day) for m in milestones})


def actual_progress(milestones: Sequence[Milestone], complete: Mapping[str, float]) -> float | None:
    """Σ(w × share complete)/Σw; a milestone without a report counts as not begun. None without any report."""
    known = {m.code: complete[m.code] for m in milestones if m.code in complete}
    return _weighted(milestones, known) if known else None


def progress_of(milestones: Sequence[Milestone], complete: Mapping[str, float], day: date) -> Progress:
    """Planned and actual progress at a day, and the slippage in days."""
    actual = actual_progress(milestones, complete)
    slippage = None if actual is None else _slippage(milestones, actual, day)
    return Progress(planned=planned_progress(milestones, day), actual=actual, slippage=slippage)


def _planned_share(milestone: Milestone, day: date) -> float:
    if day >= milestone.planned_end:
        return 1.0
    span = (milestone.planned_end - milestone.planned_start).days
    return max(0.0, (day - milestone.planned_start).days / span) if span > 0 else 0.0


def _weighted(milestones: Sequence[Milestone], shares: Mapping[str, float]) -> float:
    total = fsum(m.weight for m in milestones)
    return fsum(m.weight * shares.get(m.code, 0.0) for m in milestones) / total if total else 0.0


def _slippage(milestones: Sequence[Milestone], actual: float, day: date) -> int:
    """Today minus the last date at which the plan was not above the actual progress."""
    # A first milestone of a single day is already due on it: the search begins on the day before.
    first = min(m.planned_start for m in milestones) - timedelta(days=1)
    last = max(*(m.planned_end for m in milestones), day)
    low, high = 0, (last - first).days
    while low < high:
        middle = (low + high + 1) // 2
        within = planned_progress(milestones, first + timedelta(days=middle)) <= actual + DUST
        low, high = (middle, high) if within else (low, middle - 1)
    return (day - (first + timedelta(days=low))).days
