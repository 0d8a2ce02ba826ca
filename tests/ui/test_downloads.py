"""Tables to take away: real numbers, the right letters, and nothing that a spreadsheet would run."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from charts.chart import Table
from ui.downloads import render_csv, render_xlsx

TABLE = Table(columns=("จังหวัด", "ผลงาน"), rows=(("เชียงใหม่", 1234.5), ("น่าน", None)))


def test_a_csv_opens_in_excel_with_thai_letters() -> None:
    assert render_csv(TABLE) == "\ufeffจังหวัด,ผลงาน\nเชียงใหม่,1234.5\nน่าน,\n".encode()


def test_a_workbook_holds_numbers_as_numbers_and_nothing_where_nothing_was_reported() -> None:
    sheet = load_workbook(BytesIO(render_xlsx(TABLE))).active
    assert sheet is not None
    assert list(sheet.values) == [("จังหวัด", "ผลงาน"), ("เชียงใหม่", 1234.5), ("น่าน", None)]


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_looks_like_a_formula_stays_text(typed: str) -> None:
    table = Table(columns=("x",), rows=((typed,),))
    sheet = load_workbook(BytesIO(render_xlsx(table))).active
    assert sheet is not None
    assert str(sheet["A2"].value).startswith("'")
    assert sheet["A2"].data_type == "s"


def test_a_heading_that_looks_like_a_formula_stays_text() -> None:
    assert render_csv(Table(columns=("=1+1",), rows=(("x",),))) == "\ufeff'=1+1\nx\n".encode()


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\ud800", "\uffff"])
def test_signs_that_no_file_can_hold_do_not_stop_it(sign: str) -> None:
    table = Table(columns=("x",), rows=((f"a{sign}b",),))
    assert "a�b" in render_csv(table).decode()
    sheet = load_workbook(BytesIO(render_xlsx(table))).active
    assert sheet is not None
    assert sheet["A2"].value == "a�b"


def test_a_negative_number_is_a_number_still() -> None:
    assert render_csv(Table(columns=("x",), rows=((-1.5,),))) == "\ufeffx\n-1.5\n".encode()
