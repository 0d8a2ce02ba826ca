"""Why a KPI stands where it does, in small tables. Sheet "S"; rows and columns are counted as in a spreadsheet."""

from datetime import date

import pytest

from domain.kpi_return import Cell, Explanation
from domain.text import Language
from kpi_returns.layout import KNOWN_TEMPLATES
from kpi_returns.reading import ReturnReading, read_return
from kpi_returns.writing import render_blank_return
from tests.builders import a_kpi
from tests.kpi_returns.builders import (
    a_form,
    a_sheet,
    a_workbook,
    blank_book,
    by_province,
    faults,
    figures,
    finding,
    read_bytes,
    read_rows,
    the_identity,
    with_changes,
)
from workbooks.cells import Cell as WorkbookCell
from workbooks.cells import CellKind

HEAD = ("kpi", "name", "status", "cause", "action", "by", "support")
FORM = a_form(a_kpi("K1"), by_province("P1"))
SHEET = "คำชี้แจง"


def explained(reading: ReturnReading) -> list[Explanation]:
    """What was explained. Fails where a finding blocks the return."""
    assert reading.answered is not None, reading.findings
    return list(reading.answered.explanations)


def broken(kind: CellKind, value: str = "") -> WorkbookCell:
    """A formula that failed, or whose result is not in the file."""
    return WorkbookCell(row=1, column=1, value=value, kind=kind)


def test_an_explanation_is_read_with_the_first_cell_that_says_something() -> None:
    reading = read_rows(FORM, HEAD, ("P1", "x", "วิกฤต", None, "เพิ่มทีม", "31/3/2563", "งบ 2 ล้านบาท"))
    assert explained(reading) == [
        Explanation(
            kpi="P1",
            action="เพิ่มทีม",
            by=date(2020, 3, 31),
            support="งบ 2 ล้านบาท",
            at=Cell(sheet="S", cell="E2"),
        )
    ]


def test_a_row_that_the_writer_left_blank_explains_nothing() -> None:
    reading = read_rows(
        FORM,
        ("kpi", "numerator"),
        ("K1", 5),
        (),
        HEAD,
        ("K1", "x", "วิกฤต", None, None, None, None),
        ("P1", "x", None, "-", " ", "–", "N/A"),
    )
    assert explained(reading) == []
    assert figures(reading) == {("K1", ""): (5.0, None)}


def test_words_that_begin_like_a_formula_are_words() -> None:
    reading = read_rows(FORM, HEAD, ("K1", None, None, "=1+1", "- จ้างเพิ่ม", None, "@กพร."))
    assert [(e.cause, e.action, e.support) for e in explained(reading)] == [("=1+1", "- จ้างเพิ่ม", "@กพร.")]


@pytest.mark.parametrize("written", ["เร็ว ๆ นี้", "31/3/63", "31/2/2563", "ไตรมาส 3", "2563", 31032563, True])
def test_a_day_that_cannot_be_read_stops_the_return_and_says_how_to_write_it(written: str | float) -> None:
    reading = read_rows(FORM, HEAD, ("K1", None, None, "ขาดคน", None, written, None))
    assert (faults(reading), reading.answered) == ([("F2", "explanation_date_unreadable")], None)
    assert "31/3/2563" in finding(reading, "explanation_date_unreadable").english


@pytest.mark.parametrize(
    ("column", "cell", "fault"),
    [
        ("D2", broken(CellKind.ERROR, "#NAME?"), "cell_error"),
        ("E2", broken(CellKind.UNCALCULATED), "cell_uncalculated"),
        ("F2", broken(CellKind.ERROR, "#VALUE!"), "cell_error"),
    ],
)
def test_a_failed_formula_explains_nothing_and_is_a_fault(
    column: str, cell: WorkbookCell, fault: str
) -> None:
    row: list[str | WorkbookCell | None] = ["K1", None, None, None, None, None, "งบ"]
    row["ABCDEFG".index(column[0])] = cell
    assert faults(read_rows(FORM, HEAD, row)) == [(column, fault)]


def test_a_kpi_that_is_not_asked_for_or_explained_twice_is_a_fault() -> None:
    rows = [(code, None, None, "ขาดคน") for code in ("K1", "ZZ", "K1")]
    reading = read_rows(FORM, HEAD, *rows)
    assert faults(reading) == [("A4", "explanation_twice"), ("A3", "explanation_not_asked")]


def test_explanations_alone_are_no_blank_return() -> None:
    reading = read_rows(FORM, HEAD, ("K1", None, None, "ขาดคน"))
    assert faults(reading) == []
    assert [e.cause for e in explained(reading)] == ["ขาดคน"]


def test_a_return_of_the_first_layout_without_explanations_still_reads() -> None:
    assert {"kpi-return-1", "kpi-return-2"} == KNOWN_TEMPLATES
    old = the_identity(template="kpi-return-1")
    workbook = a_workbook(a_sheet("S", ("kpi", "numerator"), ("K1", 5)), identity=old)
    reading = read_return(workbook, lambda *_: FORM)
    assert figures(reading) == {("K1", ""): (5.0, None)}
    assert faults(reading) == []


def test_a_layout_that_is_not_known_is_refused() -> None:
    workbook = a_workbook(
        a_sheet("S", ("kpi", "numerator"), ("K1", 5)), identity=the_identity(template="kpi-return-3")
    )
    assert "template_version" in {f.code for f in read_return(workbook, lambda *_: FORM).findings}


@pytest.mark.parametrize(
    "written", [date(2020, 3, 31), "31/3/2563", "๓๑/๓/๒๕๖๓", "31 มีนาคม พ.ศ. 2563", 43921]
)
def test_a_day_filled_in_by_hand_reads_the_same_however_it_was_typed(written: object) -> None:
    def fill(book: object) -> None:
        sheet = book[SHEET]  # type: ignore[index]
        sheet["D6"], sheet["F6"] = "ขาดคน", written

    content = with_changes(render_blank_return(FORM, Language.THAI), fill)
    assert blank_book(FORM)[SHEET]["F6"].number_format == "dd/mm/yyyy"
    assert [e.by for e in explained(read_bytes(FORM, content))] == [date(2020, 3, 31)]
