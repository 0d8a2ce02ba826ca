"""Are we on course? What got worse? What needs a decision?"""

from dataclasses import dataclass
from datetime import date, timedelta

from data_access.database import Connection, Database
from data_access.submissions import list_submissions
from domain.asking import has_return
from domain.group import GroupFigure
from domain.plan import Plan
from domain.status import Status
from use_cases.boards import Boards, KpiRow, ScorePoint, kpi_row, points_of
from use_cases.flagships import FlagshipCard, list_flagship_cards
from use_cases.moment import Moment

LADDER = (Status.CRITICAL, Status.AT_RISK, Status.WATCH, Status.ON_TRACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyCard:
    """A strategy now, its score a year ago, and its trend, oldest first."""

    figure: GroupFigure
    last_year: float | None
    trend: tuple[ScorePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReturn:
    """A return that is not there, and the day on which it was due."""

    department: str
    year: int
    month: int
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The first screen.

    `exceptions` are KPIs at risk or worse, the costliest first; `changes` those whose status is another
    than a quarter ago, the worse ones first; `late` the returns of the year that are not there.
    """

    whole: GroupFigure
    whole_before: GroupFigure
    whole_last_year: GroupFigure
    trend: tuple[ScorePoint, ...]
    strategies: tuple[StrategyCard, ...]
    flagships: tuple[FlagshipCard, ...]
    exceptions: tuple[KpiRow, ...]
    changes: tuple[KpiRow, ...]
    late: tuple[LateReturn, ...]


def view_overview(database: Database, boards: Boards) -> Overview:
    """Everything on the first screen."""
    with database.reading() as connection:
        flagships = list_flagship_cards(connection, boards.plan, boards.now, boards.moment)
        late = list_late(connection, boards.plan, boards.moment)
    return Overview(
        whole=boards.now.whole,
        whole_before=boards.before.whole,
        whole_last_year=boards.last_year.whole,
        trend=points_of(boards.boards),
        strategies=tuple(strategy_card(boards, s.code) for s in boards.plan.strategies),
        flagships=flagships,
        exceptions=list_exceptions(boards),
        changes=list_changes(boards),
        late=late,
    )


def strategy_card(boards: Boards, code: str) -> StrategyCard:
    """A strategy as the overview shows it."""
    return StrategyCard(
        figure=boards.now.strategies[code],
        last_year=boards.last_year.strategies[code].group.score,
        trend=points_of(boards.boards, strategy=code),
    )


def list_exceptions(boards: Boards) -> tuple[KpiRow, ...]:
    """KPIs at risk or worse, the costliest first."""
    codes = [c for c, f in boards.now.kpis.items() if f.status in (Status.CRITICAL, Status.AT_RISK)]
    return tuple(kpi_row(boards, code) for code in sorted(codes, key=lambda c: -boards.now.costs.get(c, 0.0)))


def list_changes(boards: Boards) -> tuple[KpiRow, ...]:
    """KPIs whose status is another than a quarter ago, the worse ones first."""
    before = boards.before.kpis
    codes = [
        code
        for code, figure in boards.now.kpis.items()
        if Status.NO_DATA not in (figure.status, before[code].status)
        and figure.status is not before[code].status
    ]
    return tuple(sorted((kpi_row(boards, code) for code in codes), key=steps_up))


def steps_up(row: KpiRow) -> int:
    """By how many bands a KPI rose (negative: fell) since a quarter ago."""
    return LADDER.index(row.figure.status) - LADDER.index(row.before.status)


def list_late(connection: Connection, plan: Plan, moment: Moment) -> tuple[LateReturn, ...]:
    """Returns of the fiscal year that close by the moment and are not there, the oldest first."""
    sent = list_submissions(connection, years=[moment.year], as_of=moment.as_of)
    there = {(s.department, s.month) for s in sent}
    return tuple(
        LateReturn(department=d.code, year=moment.year, month=month, due_on=due_on(plan, moment.year, month))
        for month in range(1, moment.month + 1)
        for d in plan.departments
        if (d.code, month) not in there and has_return(plan, d.code, moment.year, month)
    )


def due_on(plan: Plan, year: int, month: int) -> date:
    """The day on which a return is due; the day of closing where the plan's calendar says nothing."""
    days = next((row.days_after for row in plan.due_dates if row.month == month), 0)
    return plan.calendar.ends_on(year, month) + timedelta(days=days)
