"""Is this project on time, on budget, doing good?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_access.database import Database
from data_access.flagships import (
    FlagshipSource,
    MilestoneRow,
    list_budget_reports,
    list_flagship_sources,
    list_milestone_reports,
)
from domain.flagship_progress import actual_progress, planned_progress
from domain.group import GroupFigure
from domain.lookup import load_flagship
from domain.plan import Milestone, Plan
from use_cases.boards import Boards, KpiRow, kpi_row
from use_cases.figures import quarter_before
from use_cases.flagships import (
    FlagshipCard,
    card_of,
    latest_complete,
    list_flagship_cards,
    milestones_of,
)
from use_cases.regions import PlaceScore, list_region_scores
from use_cases.view_strategy import department_groups


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneLine:
    """A milestone with its planned dates and the last report of it (share complete 0..1; None: no report).

    `days_late` run from the planned end to the day on which it was reported finished, or until now where it is not;
    0 where it ended in time, or in the quarter in which it was reported: nobody says on which day of it.
    """

    milestone: Milestone
    complete: float | None
    note: str
    reported_on: date | None
    finished_on: date | None
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPoint:
    """Planned and actual progress (0..1) at the end of a month; actual is None where nothing was reported."""

    day: date
    planned: float
    actual: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagshipView:
    """One flagship's screen."""

    card: FlagshipCard
    milestones: tuple[MilestoneLine, ...]
    curve: tuple[ProgressPoint, ...]
    kpis: tuple[KpiRow, ...]
    departments: tuple[GroupFigure, ...]
    regions: tuple[PlaceScore, ...]
    sources: tuple[FlagshipSource, ...]


def view_flagship(database: Database, boards: Boards, code: str) -> FlagshipView:
    """Everything on a flagship's screen. Raises NotFound."""
    plan, moment = boards.plan, boards.moment
    flagship = load_flagship(plan, code)
    rows = tuple(kpi_row(boards, c) for c, f in boards.now.kpis.items() if f.kpi.flagship == code)
    with database.reading() as connection:
        reports = list_milestone_reports(connection, year=moment.year, month=moment.month, as_of=moment.as_of)
        money = list_budget_reports(connection, year=moment.year, month=moment.month, as_of=moment.as_of)
        regions = list_region_scores(connection, boards, {row.figure.kpi.code for row in rows})
        own = milestones_of(plan, code)
        sources = list_flagship_sources(
            connection,
            flagship=code,
            milestones=[milestone.code for milestone in own],
            year=moment.year,
            month=moment.month,
            as_of=moment.as_of,
        )
    mine = [r for r in reports if r.milestone in {m.code for m in own}]
    day = plan.calendar.ends_on(moment.year, moment.month)
    return FlagshipView(
        card=card_of(plan, flagship, latest_complete(reports), money, boards.now, moment, day),
        milestones=tuple(_line(plan, m, [r for r in mine if r.milestone == m.code], day) for m in own),
        curve=_curve(plan, own, mine, day),
        kpis=rows,
        departments=department_groups(boards, [row.figure for row in rows]),
        regions=regions,
        sources=tuple(sources),
    )


def _line(plan: Plan, milestone: Milestone, reports: Sequence[MilestoneRow], day: date) -> MilestoneLine:
    last = reports[-1] if reports else None
    done = next((r for r in reports if r.complete >= 1.0), None)
    return MilestoneLine(
        milestone=milestone,
        complete=last.complete if last else None,
        note=last.note if last else "",
        reported_on=plan.calendar.ends_on(last.year, last.month) if last else None,
        finished_on=plan.calendar.ends_on(done.year, done.month) if done else None,
        days_late=_days_late(plan, milestone.planned_end, done, day),
    )


def _days_late(plan: Plan, planned_end: date, done: MilestoneRow | None, day: date) -> int:
    if done is None:
        return max(0, (day - planned_end).days)
    before = plan.calendar.ends_on(*quarter_before(done.year, done.month))
    return (plan.calendar.ends_on(done.year, done.month) - planned_end).days if planned_end <= before else 0


def _curve(
    plan: Plan, milestones: Sequence[Milestone], reports: Sequence[MilestoneRow], day: date
) -> tuple[ProgressPoint, ...]:
    """Month ends from the first planned date to the last (or to the moment, if later)."""
    if not milestones:
        return ()
    ends = _month_ends(
        plan, min(m.planned_start for m in milestones), max([*(m.planned_end for m in milestones), day])
    )
    told = {plan.calendar.ends_on(r.year, r.month) for r in reports}
    points = []
    for end in ends:
        so_far = latest_complete([r for r in reports if plan.calendar.ends_on(r.year, r.month) <= end])
        actual = actual_progress(milestones, so_far) if end in told else None
        points.append(ProgressPoint(day=end, planned=planned_progress(milestones, end), actual=actual))
    return tuple(points)


def _month_ends(plan: Plan, first: date, last: date) -> list[date]:
    year, month = plan.calendar.month_of(first)
    ends = [plan.calendar.ends_on(year, month)]
    while ends[-1] < last:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        ends.append(plan.calendar.ends_on(year, month))
    return ends


def view_portfolio(database: Database, boards: Boards) -> tuple[FlagshipCard, ...]:
    """All flagships at the moment, in the plan's order."""
    with database.reading() as connection:
        return list_flagship_cards(connection, boards.plan, boards.now, boards.moment)
