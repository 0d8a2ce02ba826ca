"""Fiscal years and the periods inside them."""

from datetime import date

import pytest

from domain.failures import NotFound
from domain.fiscal import Era, FiscalCalendar, Frequency, Period, common_era

THAI = FiscalCalendar()
CIVIL = FiscalCalendar(era=Era.COMMON, first_month=1, rounds=(6, 12))


@pytest.mark.parametrize(
    ("calendar", "year", "month", "last_day"),
    [
        # พ.ศ. 2563 begins in October of 2562
        (THAI, 2020, 1, date(2019, 10, 31)),
        (THAI, 2020, 3, date(2019, 12, 31)),
        (THAI, 2020, 4, date(2020, 1, 31)),
        # 2020 is a leap year, 2019 and 2100 are none
        (THAI, 2020, 5, date(2020, 2, 29)),
        (THAI, 2019, 5, date(2019, 2, 28)),
        (THAI, 2100, 5, date(2100, 2, 28)),
        (THAI, 2020, 12, date(2020, 9, 30)),
        # a fiscal year that is the calendar year
        (CIVIL, 2020, 1, date(2020, 1, 31)),
        (CIVIL, 2020, 2, date(2020, 2, 29)),
        (CIVIL, 2020, 12, date(2020, 12, 31)),
    ],
)
def test_a_fiscal_month_ends_on_its_last_day(
    calendar: FiscalCalendar, year: int, month: int, last_day: date
) -> None:
    assert calendar.ends_on(year, month) == last_day


def test_a_fiscal_year_is_named_after_the_calendar_year_in_which_it_ends() -> None:
    assert THAI.starts_on(2020) == date(2019, 10, 1)
    assert CIVIL.starts_on(2020) == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("calendar", "day", "found"),
    [
        (THAI, date(2019, 9, 30), (2019, 12)),
        (THAI, date(2019, 10, 1), (2020, 1)),
        (THAI, date(2020, 2, 29), (2020, 5)),
        (THAI, date(2020, 9, 30), (2020, 12)),
        (CIVIL, date(2019, 12, 31), (2019, 12)),
        (CIVIL, date(2020, 1, 1), (2020, 1)),
    ],
)
def test_a_day_lies_in_one_fiscal_month(calendar: FiscalCalendar, day: date, found: tuple[int, int]) -> None:
    assert calendar.month_of(day) == found


def test_every_last_day_lies_in_the_month_that_it_ends() -> None:
    for calendar in (THAI, CIVIL, FiscalCalendar(first_month=4)):
        for year in (2018, 2019, 2020):
            for month in range(1, 13):
                assert calendar.month_of(calendar.ends_on(year, month)) == (year, month)


def test_a_year_is_written_in_the_era_of_the_organisation() -> None:
    assert THAI.shown_year(2020) == 2563
    assert CIVIL.shown_year(2020) == 2020
    assert (common_era(2563), common_era(2020)) == (2020, 2020)


@pytest.mark.parametrize(
    ("frequency", "months"),
    [
        (Frequency.MONTH, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
        (Frequency.QUARTER, (3, 6, 9, 12)),
        (Frequency.ROUND, (6, 9, 12)),
        (Frequency.YEAR, (12,)),
    ],
)
def test_periods_close_with_these_fiscal_months(frequency: Frequency, months: tuple[int, ...]) -> None:
    assert THAI.closing_months(frequency) == months


def test_rounds_close_in_the_order_of_the_year_however_they_are_written() -> None:
    assert FiscalCalendar(rounds=(12, 6, 9)).closing_months(Frequency.ROUND) == (6, 9, 12)


@pytest.mark.parametrize(("month", "end"), [(1, 6), (6, 6), (7, 9), (9, 9), (10, 12), (12, 12)])
def test_a_month_belongs_to_the_round_that_closes_next(month: int, end: int) -> None:
    assert THAI.round_month(month) == end


@pytest.mark.parametrize(
    ("frequency", "month", "closed"),
    [
        (Frequency.QUARTER, 2, None),
        (Frequency.QUARTER, 3, 3),
        (Frequency.QUARTER, 8, 6),
        (Frequency.ROUND, 5, None),
        (Frequency.ROUND, 8, 6),
        (Frequency.YEAR, 11, None),
        (Frequency.YEAR, 12, 12),
    ],
)
def test_the_latest_closed_period_is_never_one_that_still_runs(
    frequency: Frequency, month: int, closed: int | None
) -> None:
    assert THAI.latest_closed(frequency, month) == closed


def test_days_are_counted_from_the_close_of_the_month() -> None:
    assert THAI.day_after_close(2020, 3, 15) == date(2020, 1, 15)


CODES = [
    ("2563-M5", Period(year=2020, month=5, frequency=Frequency.MONTH)),
    ("2563-Q2", Period(year=2020, month=6, frequency=Frequency.QUARTER)),
    ("2563-R1", Period(year=2020, month=6, frequency=Frequency.ROUND)),
    ("2563-R3", Period(year=2020, month=12, frequency=Frequency.ROUND)),
    ("2563-Y", Period(year=2020, month=12, frequency=Frequency.YEAR)),
]


@pytest.mark.parametrize(("code", "period"), CODES)
def test_a_period_is_written_and_read_by_the_same_code(code: str, period: Period) -> None:
    assert THAI.period_code(period) == code
    assert THAI.read_period(code) == period


def test_every_period_of_a_year_can_be_written_and_read() -> None:
    for calendar in (THAI, CIVIL):
        for frequency in Frequency:
            for month in calendar.closing_months(frequency):
                period = Period(year=2020, month=month, frequency=frequency)
                assert calendar.read_period(calendar.period_code(period)) == period


@pytest.mark.parametrize(
    ("written", "month", "frequency"),
    [
        ("Q2", 6, Frequency.QUARTER),
        (" r1 ", 6, Frequency.ROUND),
        ("y", 12, Frequency.YEAR),
        ("6", 6, Frequency.MONTH),
        ("M11", 11, Frequency.MONTH),
    ],
)
def test_a_code_without_a_year_means_the_year_that_is_asked_about(
    written: str, month: int, frequency: Frequency
) -> None:
    assert THAI.read_period(written, year=2020) == Period(year=2020, month=month, frequency=frequency)


def test_a_code_may_name_its_year_in_either_era() -> None:
    assert THAI.read_period("2020-Q1") == THAI.read_period("2563-Q1")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Q",
        "Q5",
        "Q0",
        "R4",
        "M13",
        "Y2",
        "X5",
        "ก5",
        "13",
        "0",
        "2563",
        "2563-",
        "25x3-Q1",
        "1-Q1",
        "99999-Q1",
    ],
)
def test_what_is_no_period_is_refused_with_what_was_written(written: str) -> None:
    with pytest.raises(NotFound) as refusal:
        THAI.read_period(written, year=2020)
    assert (refusal.value.code, refusal.value.values["text"]) == ("period_unknown", written)


def test_a_code_without_a_year_is_refused_where_no_year_is_asked_about() -> None:
    with pytest.raises(NotFound):
        THAI.read_period("Q2")
