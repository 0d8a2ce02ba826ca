"""What stood before a return: the figures that its own are shown beside and compared with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data_access.database import Connection
from data_access.flagships import list_budget_reports, list_milestone_reports
from data_access.observations import PastFigure, list_past_figures
from domain.accumulation import Reported, actual_of, add_up, sums_to_date
from domain.expectation import YEAR_END
from domain.fiscal import Period
from domain.kpi import Kpi
from domain.kpi_return import Asked, ReturnForm
from domain.plan import Plan

# The year of the return and the three before it: long enough to know what is usual, short enough to be like now.
YEARS_LOOKED_BACK = 3

ByPlace = Mapping[str, Sequence[PastFigure]]


def with_past(connection: Connection, form: ReturnForm) -> ReturnForm:
    """The form with everything that was published for earlier periods; in three queries, however large it is."""
    by_kpi = _figures_by_kpi(connection, form)
    return _with_flagships(
        connection,
        replace(
            form,
            asked=tuple(_with_past(form.plan, asked, by_kpi.get(asked.kpi.code, {})) for asked in form.asked),
        ),
    )


def _figures_by_kpi(connection: Connection, form: ReturnForm) -> dict[str, dict[str, list[PastFigure]]]:
    rows = list_past_figures(
        connection,
        department=form.department.code,
        kpis=[asked.kpi.code for asked in form.asked],
        first_year=form.year - YEARS_LOOKED_BACK,
        year=form.year,
        month=form.month,
    )
    found: dict[str, dict[str, list[PastFigure]]] = {}
    for row in rows:
        found.setdefault(row.kpi, {}).setdefault(row.province, []).append(row)
    return found


def _with_past(plan: Plan, asked: Asked, figures: ByPlace) -> Asked:
    kept = {place: _comparable(asked, rows) for place, rows in figures.items()}
    return replace(
        asked,
        before=_before(asked.kpi, figures, _period_before(plan, asked.period)),
        history={place: _values(asked.kpi, rows) for place, rows in kept.items()},
        denominators={
            place: tuple(row.denominator or 0.0 for row in rows)
            for place, rows in kept.items()
            if asked.kpi.is_ratio
        },
    )


def _comparable(asked: Asked, rows: Iterable[PastFigure]) -> list[PastFigure]:
    """Those of the same kind of period; of a ratio only those that have a value."""
    frequency, is_ratio = asked.period.frequency.value, asked.kpi.is_ratio
    return [row for row in rows if row.frequency == frequency and (row.denominator or not is_ratio)]


def _values(kpi: Kpi, rows: Iterable[PastFigure]) -> tuple[float, ...]:
    if not kpi.is_ratio:
        return tuple(row.numerator for row in rows)
    return tuple(kpi.per * row.numerator / row.denominator for row in rows if row.denominator)


def _before(kpi: Kpi, figures: ByPlace, end: tuple[int, int]) -> dict[str, float]:
    """The figures to date at the end of a period, by place and as a whole ("")."""
    year, month = end
    sums = {
        place: sums_to_date(kpi, [_reported(row) for row in rows if row.year == year], month)
        for place, rows in figures.items()
    }
    actuals = {place: actual_of(kpi, of_place) for place, of_place in sums.items()}
    actuals[""] = actual_of(kpi, add_up(sums.values()))
    return {place: actual for place, actual in actuals.items() if actual is not None}


def _reported(row: PastFigure) -> Reported:
    return Reported(month=row.month, numerator=row.numerator, denominator=row.denominator)


def _period_before(plan: Plan, period: Period) -> tuple[int, int]:
    """The fiscal year and month with which the period before closed; the first one's is last year's end."""
    earlier = [end for end in plan.calendar.closing_months(period.frequency) if end < period.month]
    return (period.year, earlier[-1]) if earlier else (period.year - 1, YEAR_END)


def _with_flagships(connection: Connection, form: ReturnForm) -> ReturnForm:
    """With what was last reported before this closing month, so that a return sent again is not its own past."""
    if not form.flagships:
        return form
    now = form.year, form.month
    steps = list_milestone_reports(connection, year=form.year, month=form.month)
    money = [
        row
        for row in list_budget_reports(connection, year=form.year, month=form.month)
        if row.year == form.year and row.month < form.month
    ]
    return replace(
        form,
        complete_before={row.milestone: row.complete for row in steps if (row.year, row.month) < now},
        committed_before={row.flagship: row.committed for row in money if row.committed is not None},
        disbursed_before={row.flagship: row.disbursed for row in money if row.disbursed is not None},
    )
