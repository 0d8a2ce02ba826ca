"""Whose status is another now than on an earlier board."""

from dataclasses import dataclass

from domain.figure import KpiFigure
from domain.status import Status
from use_cases.boards import Boards, KpiRow, kpi_row
from use_cases.figures import Board

LADDER = (Status.CRITICAL, Status.AT_RISK, Status.WATCH, Status.ON_TRACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """A KPI whose status changed: as it is now (`row`), as it was then, and by how many bands it rose.

    `steps` is negative where it fell, 0 where one of the two is no_data. `row.before` is the quarter before, which
    is another board than `then` where an earlier instant was chosen.
    """

    row: KpiRow
    then: KpiFigure
    steps: int

    @property
    def now(self) -> KpiFigure:
        """The KPI as it is now."""
        return self.row.figure

    @property
    def code(self) -> str:
        """The KPI's code."""
        return self.row.figure.kpi.code


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanges:
    """Who moved from one band to another, the worst fall first; and apart from these, who lost or got a status.

    Equal falls, and the two others, stand in the order of what the KPIs cost the whole.
    """

    flips: tuple[StatusChange, ...]
    without_data: tuple[StatusChange, ...]
    newly_judged: tuple[StatusChange, ...]


def status_changes(boards: Boards, then: Board) -> StatusChanges:
    """The KPIs of the plan in force whose status on `then` was another; a KPI that is not there is left out."""
    changed = [
        _change(boards, then.kpis[code], figure)
        for code, figure in boards.now.kpis.items()
        if code in then.kpis and figure.status is not then.kpis[code].status
    ]
    changed.sort(key=lambda c: (c.steps, -(c.row.cost or 0.0)))
    return StatusChanges(
        flips=tuple(c for c in changed if c.steps),
        without_data=tuple(c for c in changed if c.now.status is Status.NO_DATA),
        newly_judged=tuple(c for c in changed if c.then.status is Status.NO_DATA),
    )


def _change(boards: Boards, then: KpiFigure, now: KpiFigure) -> StatusChange:
    return StatusChange(
        row=kpi_row(boards, now.kpi.code), then=then, steps=steps_between(then.status, now.status)
    )


def steps_between(then: Status, now: Status) -> int:
    """By how many bands a status rose (negative: fell); 0 where one of the two is no_data."""
    if Status.NO_DATA in (then, now):
        return 0
    return LADDER.index(now) - LADDER.index(then)
