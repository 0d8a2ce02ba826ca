"""Rows of a view become the answer to a form, or are named with what is wrong with them; none is lost."""

from decimal import Decimal
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.text import Language
from domain.view_row import ViewRow
from kpi_returns.numbers import LARGEST
from kpi_returns.reading import read_return
from kpi_returns.view.lines import number_of
from kpi_returns.view.reading import read_view
from kpi_returns.writing import render_filled_return
from tests.builders import a_kpi, a_plan, a_province
from tests.kpi_returns.builders import WORDS, a_form, by_province, ratio_by_province
from workbooks.reading import Upload, read_workbook

FORM = a_form(a_kpi("K1"), by_province("P1"), ratio_by_province("P2"))


def told(*rows: ViewRow) -> list[tuple[str, object]]:
    """The codes of what is found, each with its row."""
    return [(one.code, one.values["row"]) for one in read_view(rows, FORM).findings]


def answered(*rows: ViewRow) -> list[tuple[str, str, float, float | None, str]]:
    found = read_view(rows, FORM).answered
    assert found is not None
    return [(o.kpi, o.province, o.numerator, o.denominator, o.note) for o in found.observations]


def test_a_row_answers_for_its_kpi_and_place_by_code_or_official_name() -> None:
    rows = (
        ViewRow(kpi=" K1 ", numerator=1_250, note="ตัวเลขเบื้องต้น"),
        ViewRow(kpi="P1", province="๕๐", numerator=Decimal("12.5")),
        ViewRow(kpi="P1", province="จังหวัดเชียงราย", numerator=0),
        ViewRow(kpi="P2", province="Phuket", numerator=3, denominator=4.0),
        ViewRow(kpi="P2", province="83", numerator=3, denominator=4.0),
    )
    assert told(rows[3]) == [("view_place_unknown", "P2 / Phuket")]
    assert answered(*rows[:3], rows[4]) == [
        ("K1", "", 1_250, None, "ตัวเลขเบื้องต้น"),
        ("P1", "50", 12.5, None, ""),
        ("P1", "57", 0, None, ""),
        ("P2", "83", 3, 4, ""),
    ]


def test_an_empty_figure_is_not_reported_and_never_zero() -> None:
    assert answered(ViewRow(kpi="K1"), ViewRow(kpi="P2", province="50", denominator=40)) == []


def test_one_row_that_cannot_be_taken_stops_all_and_every_fault_is_named_at_once() -> None:
    rows = (
        ViewRow(kpi="K1", numerator="หลายคน", denominator=inf),
        ViewRow(kpi="K7", numerator=5),
        ViewRow(kpi="P1", province="50", numerator=5),
        ViewRow(kpi="P1", province="50", numerator=6),
    )
    assert read_view(rows, FORM).answered is None
    assert told(*rows) == [
        ("view_kpi_not_asked", "K7 / –"),
        ("view_row_twice", "P1 / 50"),
        ("view_figure_unreadable", "K1 / –"),
        ("view_figure_unreadable", "K1 / –"),
        ("view_denominator_not_asked", "K1 / –"),
    ]


@pytest.mark.parametrize("written", ["รวม", "ภาคเหนือ", "โคราช", "50.0", "เชียงใหม่; --"])
def test_only_what_is_sure_to_be_a_province_is_taken_as_one(written: str) -> None:
    provinces = (a_province("50", name="เชียงใหม่"),)
    form = a_form(by_province("P1"), plan=a_plan(by_province("P1"), words=WORDS, provinces=provinces))
    found = read_view([ViewRow(kpi="P1", province=written, numerator=5)], form).findings
    assert [(one.code, one.values["row"]) for one in found] == [("view_place_unknown", f"P1 / {written}")]


@pytest.mark.parametrize(
    "value",
    [
        *(nan, inf, -inf, 1e15, 10**400, "5", "", b"5", True, [5]),
        *map(Decimal, ("NaN", "sNaN", "Infinity", "1e400")),
    ],
)
def test_what_is_no_finite_number_of_the_database_is_no_figure(value: object) -> None:
    assert number_of(value) is None
    assert [code for code, _ in told(ViewRow(kpi="K1", numerator=value))] == ["view_figure_unreadable"]


@pytest.mark.parametrize("note", ["a\x00b", "\x1b[31mred", "\ufffe", "n" * 2_001])
def test_a_note_that_no_cell_holds_stops_the_rows(note: str) -> None:
    assert told(ViewRow(kpi="K1", numerator=5, note=note)) == [("view_note_unreadable", "K1 / –")]


def test_what_a_stranger_wrote_does_nothing_to_a_terminal_and_is_not_long() -> None:
    hostile = ViewRow(kpi="\x1b[2J\u202ehidden", province="p" * 200, numerator=5)
    assert told(hostile) == [("view_kpi_not_asked", f"�[2J�hidden / {'p' * 40}…")]
    (found,) = read_view([ViewRow(kpi="K1", numerator="\x07" + "9" * 60)], FORM).findings
    assert found.values["written"] == "�" + "9" * 39 + "…"


def test_of_very_many_rows_with_one_fault_the_rest_is_counted() -> None:
    rows = [ViewRow(kpi=f"X{number}") for number in range(20_000)]
    found = read_view(rows, FORM).findings
    assert (len(found), found[-1].code, found[-1].values["count"]) == (101, "view_more_rows", 19_900)


# A spreadsheet keeps fifteen digits of a number.
DIGITS = st.floats(min_value=-LARGEST / 10, max_value=LARGEST / 10).map(
    lambda number: float(f"{number:.15g}")
)


@settings(max_examples=10)
@given(st.lists(DIGITS, min_size=4, max_size=4), DIGITS)
def test_every_number_of_a_view_is_the_number_of_its_cell(by_place: list[float], whole: float) -> None:
    codes = [province.code for province in FORM.plan.provinces]
    rows = [ViewRow(kpi="P1", province=code, numerator=n) for code, n in zip(codes, by_place, strict=True)]
    reading = read_view([*rows, ViewRow(kpi="K1", numerator=whole, note="=1+1")], FORM)
    assert reading.answered is not None
    content = render_filled_return(FORM, reading.answered, Language.THAI)
    read = read_return(read_workbook(Upload(name="view.xlsx", content=content)), lambda *_: FORM)
    assert read.answered is not None
    assert {(o.kpi, o.province): (o.numerator, o.note) for o in read.answered.observations} == {
        ("K1", ""): (whole, "=1+1"),
        **{("P1", code): (n, "") for code, n in zip(codes, by_place, strict=True)},
    }
