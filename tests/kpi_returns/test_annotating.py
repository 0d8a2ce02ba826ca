"""A return that comes back with its faults marked."""

import io
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from domain.finding import Finding, Severity
from domain.text import Language
from kpi_returns.annotating import render_annotated
from kpi_returns.layout import IDENTITY_SHEET
from kpi_returns.writing import render_filled_return
from tests.builders import a_flagship, a_kpi, a_milestone
from tests.kpi_returns.builders import (
    MISSING,
    a_form,
    an_answer,
    by_province,
    observed,
    placeless,
    ratio_by_province,
    read_bytes,
    with_changes,
)
from workbooks.reading import Upload, read_workbook

WHOLE, PROVINCES, EXPLANATIONS = "ตัวชี้วัดภาพรวม", "ตัวชี้วัดรายจังหวัด", "คำชี้แจง"
FORM = replace(
    a_form(a_kpi("1.1", maximum=500.0), by_province("2.1"), ratio_by_province("2.2")),
    milestones=(a_milestone("M1"),),
    flagships=(a_flagship("F1"),),
)
ANSWER = an_answer(FORM, observed("1.1", 12.0), observed("2.1", 5.0, province="50"))


def _spoil(book: Workbook) -> None:
    book[WHOLE]["G6"] = 900
    book[PROVINCES]["C12"] = "สิบ"
    book[PROVINCES]["D13"] = 3
    book[PROVINCES]["C14"] = "N/A"
    book[EXPLANATIONS]["D6"], book[EXPLANATIONS]["F6"] = "ขาดคน", "เร็ว ๆ นี้"


SPOILT = with_changes(render_filled_return(FORM, ANSWER, Language.THAI), _spoil)
CODES = {
    "above_maximum": (WHOLE, "G6"),
    "number_unreadable": (PROVINCES, "C12"),
    "denominator_missing": (PROVINCES, "E13"),
    "explanation_date_unreadable": (EXPLANATIONS, "F6"),
    "read_as_not_reported": (PROVINCES, "C14"),
}


@cache
def annotated(content: bytes = SPOILT, language: Language = Language.THAI) -> bytes:
    """The return with its findings."""
    return render_annotated(content, read_bytes(FORM, content).findings, language)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def colored(book: Workbook) -> Mapping[tuple[str, str], str]:
    """The colour of every marked cell."""
    return {
        (sheet.title, cell): str(rule.dxf.fill.bgColor.rgb)[2:]
        for sheet in book.worksheets
        for area in sheet.conditional_formatting
        for rule in area.rules
        if rule.dxf and rule.stopIfTrue
        for cell in str(area.sqref).split()
    }


def test_every_fault_is_marked_at_its_cell_and_listed_the_gravest_first() -> None:
    book = opened(annotated())
    assert book.sheetnames[0] == "สิ่งที่ต้องแก้"
    marked = colored(book)
    assert set(marked) == set(CODES.values())
    assert marked[CODES["above_maximum"]] == "FFCDD2"
    assert marked[CODES["read_as_not_reported"]] == "BBDEFB"
    rows = list(book["สิ่งที่ต้องแก้"].iter_rows(min_row=5, values_only=True))
    blocks = len(CODES) - 1
    assert [row[0] for row in rows[:blocks]] == ["ต้องแก้ไข"] * blocks
    assert {row[0] for row in rows[blocks:]} == {"เพื่อทราบ"}
    assert (
        "ต้องแก้ไข",
        f"{WHOLE}!G6",
        "900 สูงเกินไป ค่าสูงสุดที่เป็นไปได้ของตัวชี้วัด 1.1 คือ 500",
        "แก้ข้อนี้ก่อน จึงจะส่งรายงานได้",
    ) in rows
    assert "ทั้งไฟล์" in {row[1] for row in rows}


def test_the_list_leads_to_the_cell() -> None:
    sheet = opened(annotated())["สิ่งที่ต้องแก้"]
    led = {c.value: c.hyperlink.location for (c,) in sheet["B5:B20"] if c.hyperlink}
    assert led[f"{PROVINCES}!C12"] == f"'{PROVINCES}'!C12"


def test_a_reader_of_english_is_told_in_english() -> None:
    book = opened(annotated(language=Language.ENGLISH))
    assert book.sheetnames[0] == "To mend"
    comment = book[WHOLE]["G6"].comment
    assert comment is not None
    assert "Must be mended: 900 is too high" in comment.text


def test_marking_changes_nothing_of_what_is_read() -> None:
    before, after = read_bytes(FORM, SPOILT), read_bytes(FORM, annotated())
    assert after.findings == before.findings


def test_what_guards_the_return_still_guards_it() -> None:
    before, after = opened(SPOILT), opened(annotated())
    for sheet in before.worksheets:
        twin = after[sheet.title]
        assert (twin.protection.sheet, twin.sheet_state) == (sheet.protection.sheet, sheet.sheet_state)
        assert len(twin.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
        for row in sheet.iter_rows():
            for cell in row:
                same = twin[cell.coordinate]
                assert (same.protection.locked, same.number_format) == (
                    cell.protection.locked,
                    cell.number_format,
                )
    assert not after[PROVINCES]["C12"].protection.locked


def test_a_mended_return_is_read_and_its_marks_are_gone_when_it_is_marked_again() -> None:
    def mend(book: Workbook) -> None:
        book[WHOLE]["G6"], book[PROVINCES]["C12"], book[PROVINCES]["E13"] = 400, 10, 4
        book[EXPLANATIONS]["F6"] = "31/3/2563"

    mended = with_changes(annotated(), mend)
    reading = read_bytes(FORM, mended)
    assert reading.answered is not None
    assert {f.code for f in reading.findings} - MISSING == {"read_as_not_reported"}
    again = opened(annotated(mended))
    assert set(colored(again)) == {CODES["read_as_not_reported"]}
    assert again.sheetnames.count("สิ่งที่ต้องแก้") == 1
    assert again[WHOLE]["G6"].comment is None


def test_a_text_file_comes_back_as_a_workbook_that_reads_the_same() -> None:
    def lines(sheet: str) -> str:
        rows = opened(SPOILT)[sheet].iter_rows(values_only=True)
        return "\n".join(",".join("" if value is None else str(value) for value in row) for row in rows)

    content = (lines(IDENTITY_SHEET) + "\n" + lines(PROVINCES)).encode()
    cells = read_workbook(Upload(name="q2.csv", content=content)).sheets[0]
    finding = Finding(code="x", severity=Severity.BLOCK, message="ผิด", sheet=cells.name, cell="C6", values={})
    book = opened(render_annotated(content, [finding], Language.THAI))
    assert colored(book) == {(cells.name, "C6"): "FFCDD2"}
    read = read_workbook(Upload(name="q2.xlsx", content=render_annotated(content, [finding], Language.THAI)))
    again = read.sheet(cells.name)
    assert again is not None
    assert [(c.address, c.value) for c in again.cells] == [(c.address, c.value) for c in cells.cells]


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "\x07bell", "@x"])
def test_words_from_a_file_stay_words(words: str) -> None:
    message, values = "“{written}”", {"written": words}
    finding = Finding(
        code="x", severity=Severity.BLOCK, message=message, sheet=WHOLE, cell="G6", values=values
    )
    book = opened(render_annotated(SPOILT, [finding], Language.THAI))
    cell = book["สิ่งที่ต้องแก้"]["C5"]
    assert (cell.value, cell.data_type) == (f"“{words}”".replace("\x07", ""), "s")


def test_a_return_without_faults_comes_back_with_an_empty_list() -> None:
    sound = render_filled_return(FORM, ANSWER, Language.THAI)
    content = render_annotated(sound, (), Language.THAI)
    assert colored(opened(content)) == {}
    before, after = read_bytes(FORM, sound).answered, read_bytes(FORM, content).answered
    assert before is not None
    assert after is not None
    assert placeless(after) == placeless(before)
