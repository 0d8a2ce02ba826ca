"""A KPI over the plan's years, and ahead to the end of this one."""

from dataclasses import dataclass
from itertools import pairwise

from data_access.database import Connection
from data_access.observations import list_restated_periods
from data_access.sums import list_sums
from domain.expectation import YEAR_END, Aims
from domain.figure import KpiFigure
from domain.kpi import Kpi, Projection
from domain.outlook import Outlook, PastYear, look_ahead, required_run_rate
from domain.plan import Plan
from domain.status import Status
from use_cases.boards import Boards
from use_cases.figures import SumsTable, judge_from, sums_table
from use_cases.moment import load_aims


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """A KPI at the end of one of its own periods, in its unit.

    `target` is the target to date in force, `original` as first set; `reported` says that the period itself
    was reported in full, `restated` that a figure of that period was changed after it was published, or came after
    the period was closed.
    """

    year: int
    month: int
    actual: float | None
    target: float | None
    low: float | None
    high: float | None
    original: float | None
    score: float | None
    status: Status
    reported: bool
    restated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRate:
    """What a remaining period (closing with `month`) must bring, in the KPI's unit."""

    month: int
    required: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiTrend:
    """The past of a KPI by its own periods, the year-end projection, and the required run-rate."""

    points: tuple[TrendPoint, ...]
    outlook: Outlook | None
    required: tuple[RunRate, ...]


def load_trend(connection: Connection, boards: Boards, kpi: Kpi) -> KpiTrend:
    """Every period of the plan's years up to the moment."""
    plan, moment = boards.plan, boards.moment
    years = range(plan.first_year, moment.year + 1)
    aims = load_aims(connection, boards.version, years, moment.as_of, kpis=[kpi.code])
    sums = sums_table(list_sums(connection, years=years, kpis=[kpi.code], as_of=moment.as_of))
    restated = list_restated_periods(connection, kpi.code, years=years, as_of=moment.as_of)
    points = tuple(
        _point(aims, sums, kpi, year, month, (year, month) in restated)
        for year in years
        for month in plan.calendar.closing_months(kpi.frequency_in(year))
        if (year, month) <= (moment.year, moment.month)
    )
    figure = boards.now.kpis[kpi.code]
    return KpiTrend(
        points=points,
        outlook=_outlook(plan, aims, sums, kpi, figure),
        required=_required(plan, kpi, figure),
    )


def _point(aims: Aims, sums: SumsTable, kpi: Kpi, year: int, month: int, restated: bool) -> TrendPoint:
    figure = judge_from(aims, sums, kpi, year=year, month=month)
    aim = figure.expected.to_date
    original = aims.expected(kpi, year=year, month=month, original=True).to_date
    fresh = figure.sums.latest_month == month
    return TrendPoint(
        year=year,
        month=month,
        actual=figure.actual if fresh else None,
        target=aim.value,
        low=aim.low,
        high=aim.high,
        original=original.value,
        score=figure.score,
        status=figure.status,
        reported=fresh and not figure.missing,
        restated=restated,
    )


def _lacks_parts(figure: KpiFigure) -> bool:
    """Whether some keepers' parts are there and others are not: such a sum says nothing of the year's end."""
    return bool(figure.missing) and len(figure.kpi.keepers) > 1


def _outlook(plan: Plan, aims: Aims, sums: SumsTable, kpi: Kpi, figure: KpiFigure) -> Outlook | None:
    if figure.actual is None or figure.period is None or _lacks_parts(figure):
        return None
    month = figure.sums.latest_month
    past = [p for p in (_past(aims, sums, kpi, y, month) for y in range(plan.first_year, figure.year)) if p]
    return look_ahead(
        kpi,
        figure.actual,
        past,
        year=figure.year,
        month=month,
        planned_share=plan.cumulative_share(kpi.phasing, month),
        learn=kpi.projection is Projection.LEARNT,
    )


def _past(aims: Aims, sums: SumsTable, kpi: Kpi, year: int, month: int) -> PastYear | None:
    """An earlier year of the KPI; None where its end or that month was not reported in full."""
    final = judge_from(aims, sums, kpi, year=year, month=YEAR_END)
    then = judge_from(aims, sums, kpi, year=year, month=month)
    complete = final.sums.latest_month == YEAR_END and not final.missing and not then.missing
    if not complete or final.actual is None or then.actual is None:
        return None
    return PastYear(year=year, to_date=then.actual, final=final.actual)


def _required(plan: Plan, kpi: Kpi, figure: KpiFigure) -> tuple[RunRate, ...]:
    target, actual = figure.expected.year.value, figure.actual
    if target is None or actual is None or figure.period is None or _lacks_parts(figure):
        return ()
    # What is not there yet still has to come, also for a period that has ended.
    now = figure.sums.latest_month
    ends = [m for m in plan.calendar.closing_months(figure.period.frequency) if m > now]
    marks = [plan.cumulative_share(kpi.phasing, m) for m in (now, *ends)]
    steps = [after - before for before, after in pairwise(marks)]
    rates = required_run_rate(kpi, target=target, actual=actual, shares=steps, share_so_far=marks[0])
    return tuple(RunRate(month=m, required=r) for m, r in zip(ends, rates, strict=False))
