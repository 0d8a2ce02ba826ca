"""Cells as people write them: numbers, percentages, years of both eras, dates, words of a list."""

from datetime import date
from typing import Any

import pytest

from domain.kpi import Scale
from domain.text import Language
from plan_workbook.drafting.values import READERS, Fault, read_cell
from plan_workbook.layout.plan_sheet import PLAN_FIELDS
from plan_workbook.layout.shape import Column, Kind
from plan_workbook.layout.sheets import SHEETS
from plan_workbook.layout.words import MEANINGS
from workbooks.cells import Cell, CellKind


def a_column(kind: Kind, **fields: Any) -> Column:
    return Column(key="x", label="X", meaning="X", kind=kind, **fields)


def a_cell(value: str | float, kind: CellKind | None = None, *, percent: bool = False) -> Cell:
    usual = (
        CellKind.TEXT
        if isinstance(value, str)
        else CellKind.BOOLEAN
        if isinstance(value, bool)
        else CellKind.NUMBER
    )
    return Cell(row=4, column=3, value=value, kind=kind or usual, percent=percent)


def code_of(found: object) -> str:
    assert isinstance(found, Fault), found
    return found.code


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (12.5, 12.5),
        ("12.5", 12.5),
        ("1,234,567.25", 1234567.25),
        ("๑,๒๓๔.๕", 1234.5),
        ("-3", -3.0),
        ("−3", -3.0),
        ("+3", 3.0),
        (" 7 ", 7.0),
        ("85%", 85.0),
        ("๘๕ %", 85.0),
    ],
)
def test_a_number_is_read_as_people_write_it(written: Any, number: float) -> None:
    assert read_cell(a_cell(written), a_column(Kind.NUMBER)) == number


@pytest.mark.parametrize(
    "written",
    [
        "1_000",
        "nan",
        "inf",
        "1e5",
        "１２",
        "١٢",
        "12,34",
        "1,2345",
        "1.2.3",
        "สิบ",
        "0x10",
        "--1",
        "1 000",
        True,
    ],
)
def test_what_is_no_number_is_refused(written: Any) -> None:
    assert code_of(read_cell(a_cell(written), a_column(Kind.NUMBER))) == "number_unreadable"


def test_a_percentage_is_a_share_in_a_column_of_shares_and_percent_elsewhere() -> None:
    shown_as_85_percent = a_cell(0.85, percent=True)
    assert read_cell(shown_as_85_percent, a_column(Kind.SHARE)) == 0.85
    assert read_cell(shown_as_85_percent, a_column(Kind.NUMBER)) == 85.0
    assert read_cell(a_cell("50%"), a_column(Kind.SHARE)) == 0.5


@pytest.mark.parametrize(
    ("value", "bounds"),
    [(-0.1, {"lowest": 0.0}), (6.0, {"lowest": 0.0, "highest": 5.0}), (0.0, {"above": 0.0})],
)
def test_a_number_keeps_the_bounds_of_its_column(value: float, bounds: dict[str, float]) -> None:
    assert code_of(read_cell(a_cell(value), a_column(Kind.NUMBER, **bounds))) == "number_out_of_range"


def test_a_whole_number_has_no_fraction() -> None:
    assert read_cell(a_cell(3.0), a_column(Kind.WHOLE)) == 3
    assert code_of(read_cell(a_cell(3.5), a_column(Kind.WHOLE))) == "number_not_whole"


def test_a_list_of_whole_numbers() -> None:
    rounds = a_column(Kind.WHOLES, lowest=1, highest=12)
    assert read_cell(a_cell("๖ | 9|12"), rounds) == (6, 9, 12)
    assert read_cell(a_cell(12.0), rounds) == (12,)
    assert code_of(read_cell(a_cell("6|13"), rounds)) == "numbers_unreadable"
    assert code_of(read_cell(a_cell("6|x"), rounds)) == "numbers_unreadable"


@pytest.mark.parametrize(("written", "year"), [(2563, 2020), ("๒๕๖๓", 2020), (2020.0, 2020), ("2020", 2020)])
def test_a_year_is_understood_in_both_eras(written: Any, year: int) -> None:
    assert read_cell(a_cell(written), a_column(Kind.YEAR)) == year


@pytest.mark.parametrize("written", [63, "63", 2020.5, "ปี 2563", 9999])
def test_what_is_no_year_is_refused(written: Any) -> None:
    assert code_of(read_cell(a_cell(written), a_column(Kind.YEAR))) == "year_unreadable"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("2020-03-31T00:00:00", CellKind.DATE),
        ("2563-03-31", CellKind.DATE),
        ("2020-03-31", CellKind.TEXT),
        ("2563-3-31", CellKind.TEXT),
        ("31/3/2563", CellKind.TEXT),
        ("๓๑/๐๓/๒๕๖๓", CellKind.TEXT),
        ("31/03/2020", CellKind.TEXT),
    ],
)
def test_a_date_is_understood_in_both_eras(written: Any, kind: CellKind) -> None:
    assert read_cell(a_cell(written, kind), a_column(Kind.DAY)) == date(2020, 3, 31)


def test_the_leap_day_of_the_buddhist_era() -> None:
    assert read_cell(a_cell("29/2/2563"), a_column(Kind.DAY)) == date(2020, 2, 29)


@pytest.mark.parametrize("written", ["31/2/2563", "3/31/2020", "31 มี.ค. 63", "1/10/63", 43921.0])
def test_what_is_no_date_is_refused(written: Any) -> None:
    assert code_of(read_cell(a_cell(written), a_column(Kind.DAY))) == "date_unreadable"


@pytest.mark.parametrize(
    ("written", "answer"),
    [("yes", True), ("YES", True), (True, True), (1.0, True), ("no", False), (False, False), ("0", False)],
)
def test_yes_and_no(written: Any, answer: bool) -> None:
    assert read_cell(a_cell(written), a_column(Kind.YES_NO)) is answer


def test_neither_yes_nor_no() -> None:
    assert code_of(read_cell(a_cell("ใช่"), a_column(Kind.YES_NO))) == "yes_no_unreadable"


def test_a_word_of_a_list_and_the_one_that_may_be_meant() -> None:
    scale = a_column(Kind.CHOICE, choices=Scale)
    assert read_cell(a_cell(" Three Steps "), scale) == "three_steps"
    near, far = read_cell(a_cell("fiv_levels"), scale), read_cell(a_cell("ห้าระดับ"), scale)
    assert isinstance(near, Fault)
    assert near.values["meant"] == "five_levels"
    assert isinstance(far, Fault)
    assert far.values == {
        "written": "ห้าระดับ",
        "allowed": "five_levels, five_steps, milestone, three_steps, proportional",
    }


def test_words_are_trimmed_and_composed_and_a_numeric_code_has_no_fraction() -> None:
    assert read_cell(a_cell("  Cafe\u0301 "), a_column(Kind.TEXT)) == "Café"
    assert read_cell(a_cell(10.0), a_column(Kind.CODE)) == "10"
    assert read_cell(a_cell(" a | b||c "), a_column(Kind.WORDS)) == ("a", "b", "c")
    assert read_cell(a_cell("   "), a_column(Kind.TEXT)) is None


def test_an_error_and_a_formula_without_a_result_are_never_taken_for_blank() -> None:
    assert code_of(read_cell(a_cell("#DIV/0!", CellKind.ERROR), a_column(Kind.TEXT))) == "cell_error"
    assert code_of(read_cell(a_cell("", CellKind.UNCALCULATED), a_column(Kind.TEXT))) == "cell_uncalculated"


def test_every_kind_of_column_has_a_reader() -> None:
    assert set(READERS) == set(Kind)


def test_every_word_of_every_list_is_explained() -> None:
    lists = {column.choices for layout in SHEETS for column in layout.columns if column.choices}
    lists |= {column.choices for column in PLAN_FIELDS if column.choices}
    assert lists == set(MEANINGS)
    assert Language in MEANINGS
    for words, meanings in MEANINGS.items():
        assert set(meanings) == set(words)
