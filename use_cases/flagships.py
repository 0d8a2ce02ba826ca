"""The flagships: progress, budget and the score of their KPIs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from data_access.database import Connection
from data_access.flagships import BudgetRow, MilestoneRow, list_budget_reports, list_milestone_reports
from domain.flagship_progress import Progress, progress_of
from domain.group import GroupFigure, group_of
from domain.plan import Flagship, Milestone, Plan
from domain.status import Status, status_of_progress
from use_cases.figures import Board
from use_cases.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Money of a fiscal year, in the plan's currency: planned in all and until now, committed, disbursed.

    `months` are (fiscal month, committed, disbursed) as reported, oldest first.
    """

    planned: float
    planned_to_date: float
    committed: float | None
    disbursed: float | None
    quarters: tuple[float, ...]
    months: tuple[tuple[int, float | None, float | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagshipCard:
    """A flagship at a moment: progress, its own status, budget of the year, its KPIs' score."""

    flagship: Flagship
    progress: Progress
    status: Status
    budget: Budget | None
    kpis: GroupFigure


def list_flagship_cards(
    connection: Connection, plan: Plan, board: Board, moment: Moment
) -> tuple[FlagshipCard, ...]:
    """All flagships at a moment, in the plan's order."""
    if not plan.flagships:
        return ()
    reports = list_milestone_reports(connection, year=moment.year, month=moment.month, as_of=moment.as_of)
    money = list_budget_reports(connection, year=moment.year, month=moment.month, as_of=moment.as_of)
    complete = latest_complete(reports)
    day = plan.calendar.ends_on(moment.year, moment.month)
    return tuple(card_of(plan, f, complete, money, board, moment, day) for f in plan.flagships)


def latest_complete(reports: Sequence[MilestoneRow]) -> dict[str, float]:
    """Each milestone's last reported share complete (0..1)."""
    return {report.milestone: report.complete for report in reports}


def card_of(
    plan: Plan,
    flagship: Flagship,
    complete: Mapping[str, float],
    money: Sequence[BudgetRow],
    board: Board,
    moment: Moment,
    day: date,
) -> FlagshipCard:
    """One flagship judged at a day."""
    progress = progress_of(milestones_of(plan, flagship.code), complete, day)
    members = [figure for figure in board.kpis.values() if figure.kpi.flagship == flagship.code]
    return FlagshipCard(
        flagship=flagship,
        progress=progress,
        status=status_of_progress(progress.ahead, plan.bands),
        budget=budget_of(plan, flagship.code, money, moment),
        kpis=group_of(flagship.code, members, plan.bands, costs=board.costs),
    )


def milestones_of(plan: Plan, flagship: str) -> list[Milestone]:
    """A flagship's milestones, in the plan's order."""
    return [milestone for milestone in plan.milestones if milestone.flagship == flagship]


def budget_of(plan: Plan, flagship: str, money: Sequence[BudgetRow], moment: Moment) -> Budget | None:
    """A flagship's money of the moment's fiscal year; None where none is planned."""
    row = next((b for b in plan.budgets if b.flagship == flagship and b.year == moment.year), None)
    if row is None:
        return None
    reports = [m for m in money if m.flagship == flagship and m.year == moment.year]
    whole, part = divmod(moment.month, 3)
    to_date = fsum(row.quarters[:whole]) + (row.quarters[whole] * part / 3 if part else 0.0)
    return Budget(
        planned=fsum(row.quarters),
        planned_to_date=to_date,
        committed=reports[-1].committed if reports else None,
        disbursed=reports[-1].disbursed if reports else None,
        quarters=row.quarters,
        months=tuple((m.month, m.committed, m.disbursed) for m in reports),
    )
