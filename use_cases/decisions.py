"""What needs a decision on the first screen, gathered from what it has read anyway.

A projection is no reason by itself: by the plan's phasing it repeats the score to date, and a phasing learnt from the past
would have to be read KPI by KPI.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from math import fsum

from domain.decision import Decision, FlagshipBehind, KpiCritical, KpiFell, ReturnsLate, weightiest
from domain.score import FULL_MARKS
from domain.status import Status
from use_cases.boards import Boards
from use_cases.flagships import FlagshipCard
from use_cases.late_returns import LateReturn, is_overdue
from use_cases.status_changes import StatusChange

MOST_DAYS_BEHIND = 30


def list_decisions(
    boards: Boards,
    flips: Sequence[StatusChange],
    flagships: Sequence[FlagshipCard],
    late: Sequence[LateReturn],
    *,
    most_days_behind: int = MOST_DAYS_BEHIND,
) -> tuple[Decision, ...]:
    """At most five things to decide on, what is critical and has most at stake first.

    KPIs that fell and are at risk or worse, and those that stay critical; flagships that are critical or further behind than so many days; and
    departments with returns that are overdue.
    """
    fallen = list(_fallen(flips))
    critical = _critical(boards, {decision.code for decision in fallen})
    return weightiest([*fallen, *critical, *_behind(flagships, most_days_behind), *_overdue(boards, late)])


def _fallen(flips: Sequence[StatusChange]) -> Iterator[Decision]:
    for change in flips:
        if change.steps < 0 and change.now.status in (Status.AT_RISK, Status.CRITICAL):
            yield KpiFell(figure=change.now, before=change.then.status, at_stake=change.row.cost or 0.0)


def _critical(boards: Boards, told: Collection[str]) -> Iterator[Decision]:
    for code, figure in boards.now.kpis.items():
        if figure.status is Status.CRITICAL and code not in told:
            yield KpiCritical(figure=figure, at_stake=boards.now.costs.get(code, 0.0))


def _behind(flagships: Sequence[FlagshipCard], most_days: int) -> Iterator[Decision]:
    for card in flagships:
        if card.status is Status.CRITICAL or (card.progress.slippage or 0) > most_days:
            yield FlagshipBehind(
                flagship=card.flagship.code,
                lead=card.flagship.lead,
                status=card.status,
                progress=card.progress,
                at_stake=card.kpis.contribution or 0.0,
            )


def _overdue(boards: Boards, late: Sequence[LateReturn]) -> Iterator[Decision]:
    by_department: dict[str, list[date]] = {}
    for row in late:
        if is_overdue(boards.plan, row.due_on, boards.moment.as_of):
            by_department.setdefault(row.department, []).append(row.due_on)
    for department, days in by_department.items():
        yield ReturnsLate(
            department=department,
            returns=len(days),
            since=min(days),
            at_stake=_still_open(boards, department),
        )


def _still_open(boards: Boards, department: str) -> float:
    """How far the whole's score may still move by the due KPIs that wait for a department."""
    due = [figure for figure in boards.now.kpis.values() if figure.is_due]
    owed = fsum(figure.weight for figure in due)
    waiting = fsum(figure.weight for figure in due if department in figure.missing)
    return FULL_MARKS * waiting / owed if owed else 0.0
