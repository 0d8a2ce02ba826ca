"""When a KPI is due, and with what weight."""

from datetime import date

import pytest

from domain.figure import period_due, weight_at
from domain.fiscal import FiscalCalendar, Frequency, Period
from domain.kpi import Kpi, KpiYear, Scale
from tests.builders import YEAR, a_kpi, a_level, a_plan, levels


def due_month(kpi: Kpi, month: int, year: int = YEAR) -> int | None:
    period = period_due(a_plan(kpi), kpi, year, month)
    return period.month if period else None


# --- due -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "month", "due"),
    [
        (Frequency.MONTH, 1, 1),
        (Frequency.QUARTER, 2, None),
        (Frequency.QUARTER, 3, 3),
        (Frequency.QUARTER, 8, 6),
        (Frequency.ROUND, 5, None),
        (Frequency.ROUND, 8, 6),
        (Frequency.YEAR, 11, None),
        (Frequency.YEAR, 12, 12),
    ],
)
def test_a_kpi_is_due_for_its_own_latest_period_that_has_ended(
    frequency: Frequency, month: int, due: int | None
) -> None:
    assert due_month(a_kpi(frequency=frequency), month) == due


def test_a_kpi_may_be_reported_for_other_periods_in_one_year() -> None:
    kpi = a_kpi(frequency=Frequency.YEAR, years=(KpiYear(year=YEAR, frequency=Frequency.ROUND),))
    assert period_due(a_plan(kpi), kpi, YEAR, 8) == Period(year=YEAR, month=6, frequency=Frequency.ROUND)
    assert period_due(a_plan(kpi), kpi, YEAR + 1, 8) is None


@pytest.mark.parametrize(("month", "due"), [(3, None), (5, None), (6, 6), (12, 12)])
def test_a_kpi_is_due_from_its_first_period_on(month: int, due: int | None) -> None:
    # begun on the last day of the second quarter of 2563
    assert due_month(a_kpi(due_from=date(2020, 3, 31)), month) == due


@pytest.mark.parametrize(("month", "due"), [(6, 6), (8, 6), (9, None), (12, None)])
def test_a_cancelled_kpi_is_due_no_longer_whatever_it_reported_before(month: int, due: int | None) -> None:
    # cancelled on 15 June, in the ninth month: from then on it takes no part in any score
    assert due_month(a_kpi(cancelled_on=date(2020, 6, 15)), month) == due


def test_a_kpi_cancelled_at_the_end_of_a_period_is_not_due_for_it() -> None:
    assert due_month(a_kpi(cancelled_on=date(2020, 3, 31)), 6) is None
    assert due_month(a_kpi(cancelled_on=date(2020, 4, 1)), 6) == 6


@pytest.mark.parametrize("year", [2017, 2022])
def test_nothing_is_due_outside_the_years_of_the_plan(year: int) -> None:
    assert due_month(a_kpi(), 12, year) is None


@pytest.mark.parametrize(("month", "due"), [(6, None), (9, None), (11, None), (12, 12)])
def test_a_milestone_without_levels_for_a_round_is_due_only_at_year_end(month: int, due: int | None) -> None:
    assert due_month(a_level(scale=Scale.MILESTONE, frequency=Frequency.ROUND), month) == due


@pytest.mark.parametrize(("month", "due"), [(5, None), (6, 6), (9, 6), (12, 12)])
def test_a_milestone_is_due_in_the_rounds_for_which_it_has_levels(month: int, due: int | None) -> None:
    rows = levels(1, 2, 3, 4, 5) + levels(None, None, 1, 2, 3, round_month=6)
    assert due_month(a_level(scale=Scale.MILESTONE, frequency=Frequency.ROUND, levels=rows), month) == due


def test_levels_of_another_year_make_no_round_due() -> None:
    rows = levels(None, None, 1, 2, 3, year=YEAR - 1, round_month=6)
    assert due_month(a_level(scale=Scale.MILESTONE, frequency=Frequency.ROUND, levels=rows), 6) is None


# --- weights -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("month", "weight"), [(1, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_a_month_counts_with_the_weight_of_the_round_that_closes_next(month: int, weight: float) -> None:
    kpi = a_kpi(weight=10, years=(KpiYear(year=YEAR, round_weights=(2, 3, 4)),))
    assert weight_at(a_plan(kpi), kpi, YEAR, month) == weight


def test_a_weight_of_the_year_replaces_the_kpis_own() -> None:
    kpi = a_kpi(weight=10, years=(KpiYear(year=YEAR, weight=0),))
    assert weight_at(a_plan(kpi), kpi, YEAR, 6) == 0
    assert weight_at(a_plan(kpi), kpi, YEAR + 1, 6) == 10


def test_months_after_the_last_round_keep_its_weight() -> None:
    kpi = a_kpi(years=(KpiYear(year=YEAR, round_weights=(2, 3)),))
    plan = a_plan(kpi, calendar=FiscalCalendar(rounds=(6, 9)))
    assert [weight_at(plan, kpi, YEAR, month) for month in (6, 9, 12)] == [2, 3, 3]
