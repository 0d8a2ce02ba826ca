"""Days as people write them in cells."""

from datetime import date

import pytest

from kpi_returns.days import read_day_entry
from kpi_returns.entries import folded
from tests.kpi_returns.builders import NOWHERE, a_cell
from workbooks.cells import Cell, CellKind

LAST_OF_MARCH = date(2020, 3, 31)


def day_of(cell: Cell) -> date | None:
    """The day that a cell says."""
    return read_day_entry(cell, NOWHERE, frozenset()).day


@pytest.mark.parametrize(
    "written",
    [
        "31/3/2563",
        "31/03/2563",
        "31/3/2020",
        "31-3-2563",
        "31.3.2563",
        "2020-03-31",
        "2563-03-31",
        "๓๑/๓/๒๕๖๓",
        "31 มี.ค. 2563",
        "31 มีค 2563",
        "31 มีนาคม 2563",
        "31มีนาคม2563",
        "31 มีนาคม พ.ศ. 2563",
        "31 มี.ค. ค.ศ. 2020",
        "31 March 2020",
        "31 Mar 2020",
        "  31/3/2563 ",
    ],
)
def test_a_day_in_words_is_read_in_either_era(written: str) -> None:
    assert day_of(a_cell(1, 1, written)) == LAST_OF_MARCH


@pytest.mark.parametrize("value", ["2020-03-31", "2020-03-31T00:00:00", "2563-03-31", "2563-03-31T08:30:00"])
def test_a_real_date_is_read_even_where_its_year_was_typed_in_the_buddhist_era(value: str) -> None:
    assert day_of(Cell(row=1, column=1, value=value, kind=CellKind.DATE)) == LAST_OF_MARCH


@pytest.mark.parametrize("count", [43921, 43921.75, 242247])
def test_a_date_that_lost_its_format_is_a_count_of_days(count: float) -> None:
    """31 March 2020 is day 43,921 of spreadsheets; 31 March of the year 2563 as such is day 242,247."""
    assert day_of(a_cell(1, 1, count)) == LAST_OF_MARCH


@pytest.mark.parametrize(
    "written", ["31 มี.ค. 63", "31 มีค 63", "31 มีนาคม 63", "๓๑ มี.ค. ๖๓", "31 มี.ค. พ.ศ. 63", "31มีนาคม63"]
)
def test_two_digits_behind_a_month_in_thai_letters_are_a_year_of_the_buddhist_era(written: str) -> None:
    assert day_of(a_cell(1, 1, written)) == LAST_OF_MARCH


def test_the_leap_day_of_a_buddhist_year_is_read() -> None:
    assert day_of(a_cell(1, 1, "29/2/2563")) == date(2020, 2, 29)
    assert day_of(a_cell(1, 1, "29 ก.พ. 2563")) == date(2020, 2, 29)


@pytest.mark.parametrize(
    "written",
    [
        "31/3/63",
        "๓๑/๓/๖๓",
        "31 March 63",
        "31 Mar 20",
        "31 มี.ค. 20",
        "31 มี.ค. ค.ศ. 63",
        "31 มี.ค. 563",
        "31/4/2563",
        "3/31/2563",
        "มีนาคม 2563",
        "31 มินาคม 2563",
        "31 ม. 2563",
        "0/0/0",
        "31/3/0001",
    ],
)
def test_what_may_mean_another_day_is_not_guessed_at(written: str) -> None:
    found = read_day_entry(a_cell(1, 1, written), NOWHERE, frozenset())
    assert (found.day, found.is_unreadable, found.written) == (None, True, written)


@pytest.mark.parametrize(
    "cell",
    [
        a_cell(1, 1, 2563),
        a_cell(1, 1, 31032563),
        a_cell(1, 1, -5),
        a_cell(1, 1, 1e300),
        a_cell(1, 1, True),
        Cell(row=1, column=1, value="08:30:00", kind=CellKind.DATE),
    ],
)
def test_numbers_that_count_no_days_and_times_are_no_days(cell: Cell) -> None:
    assert read_day_entry(cell, NOWHERE, frozenset()).is_unreadable


@pytest.mark.parametrize(
    "cell", [None, a_cell(1, 1, "-"), a_cell(1, 1, "—"), a_cell(1, 1, "อยู่ระหว่าง ดำเนินการ")]
)
def test_nothing_and_words_for_nothing_are_no_day_and_no_fault(cell: Cell | None) -> None:
    found = read_day_entry(cell, NOWHERE, frozenset({folded("อยู่ระหว่างดำเนินการ")}))
    assert (found.day, found.is_unreadable) == (None, False)
