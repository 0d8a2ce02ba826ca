"""A blank return, opened, filled in and saved in LibreOffice, loses nothing on its way back."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from domain.kpi_return import BudgetReport, Explanation, MilestoneReport
from domain.text import Language, Text
from kpi_returns.annotating import render_annotated
from kpi_returns.layout import IDENTITY_SHEET
from kpi_returns.writing import render_blank_return, render_filled_return
from tests.builders import a_flagship, a_kpi, a_milestone, a_ratio
from tests.kpi_returns.builders import (
    MISSING,
    NOWHERE,
    a_form,
    an_answer,
    by_province,
    observed,
    placeless,
    ratio_by_province,
    read_bytes,
)
from tests.kpi_returns.clerk import filled_in_libreoffice

pytestmark = pytest.mark.office

WHOLE, PROVINCES, FLAGSHIPS = "ตัวชี้วัดภาพรวม", "ตัวชี้วัดรายจังหวัด", "โครงการสำคัญ"
EXPLANATIONS = "คำชี้แจง"
FORM = replace(
    a_form(
        a_kpi("1.1", minimum=0.0, name=Text.same("=1+1")),
        a_ratio("1.2"),
        by_province("2.1"),
        ratio_by_province("2.2"),
    ),
    red=frozenset({"2.1"}),
    milestones=(a_milestone("M1"), a_milestone("M2")),
    flagships=(a_flagship("F1"),),
)
TYPED = {
    (WHOLE, "G6"): "12",
    (WHOLE, "I6"): "ตัวเลขเบื้องต้น",
    (WHOLE, "G7"): "3",
    (WHOLE, "H7"): "4",
    (PROVINCES, "C11"): "1250",
    (PROVINCES, "C14"): "๑,๒๕๑",
    (PROVINCES, "D12"): "5",
    (PROVINCES, "E12"): "9",
    (PROVINCES, "A11"): "57",
    (IDENTITY_SHEET, "B5"): "9",
    (FLAGSHIPS, "E6"): "0.57",
    (FLAGSHIPS, "E7"): "๑๐๐%",
    (FLAGSHIPS, "D12"): "1000000.25",
    (EXPLANATIONS, "D6"): "=1+1 ไม่ใช่สูตร",
    (EXPLANATIONS, "E6"): "- จ้างเพิ่ม",
    (EXPLANATIONS, "F6"): "2020-03-31",
    (EXPLANATIONS, "D7"): "ขาดคน",
    (EXPLANATIONS, "F7"): "30 ก.ย. 2563",
}
ANSWER = an_answer(
    FORM,
    observed("1.1", 12.0, note="ตัวเลขเบื้องต้น"),
    observed("1.2", 3.0, 4.0),
    observed("2.1", 1250.0, province="50"),
    observed("2.1", 1251.0, province="90"),
    observed("2.2", 5.0, 9.0, province="57"),
    milestones=(
        MilestoneReport(milestone="M1", complete=0.57, at=NOWHERE),
        MilestoneReport(milestone="M2", complete=1.0, at=NOWHERE),
    ),
    budgets=(BudgetReport(flagship="F1", committed=1_000_000.25, disbursed=None, at=NOWHERE),),
    explanations=(
        Explanation(kpi="2.1", cause="=1+1 ไม่ใช่สูตร", action="- จ้างเพิ่ม", by=date(2020, 3, 31), at=NOWHERE),
        Explanation(kpi="1.1", cause="ขาดคน", by=date(2020, 9, 30), at=NOWHERE),
    ),
)
Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The blank return filled in as above, in each format that LibreOffice saves and we accept."""
    folder: Path = tmp_path_factory.mktemp("clerk")
    return filled_in_libreoffice(folder, render_blank_return(FORM, Language.THAI), TYPED, "ods", "xls")


@pytest.mark.parametrize("format_", ["xlsx", "ods", "xls"])
def test_what_was_typed_in_libreoffice_is_what_is_read(files: Files, format_: str) -> None:
    reading = read_bytes(FORM, files[format_])
    assert {finding.code for finding in reading.findings} <= MISSING
    assert reading.answered is not None
    assert placeless(reading.answered) == placeless(ANSWER)


def test_libreoffice_keeps_what_guards_the_workbook(files: Files) -> None:
    before = opened(render_blank_return(FORM, Language.THAI))
    after = opened(files["xlsx"])
    assert after.sheetnames == before.sheetnames
    assert after[IDENTITY_SHEET].sheet_state == "hidden"
    for name in before.sheetnames:
        assert after[name].protection.sheet, name
        assert unlocked(after, name) == unlocked(before, name), name
        assert guarded(after, name) == guarded(before, name), name


def test_a_marked_return_is_mended_in_libreoffice_like_any_other(tmp_path: Path) -> None:
    spoilt = replace(ANSWER, observations=(replace(ANSWER.observations[0], numerator=-5.0),))
    content = render_filled_return(FORM, spoilt, Language.THAI)
    marked = render_annotated(content, read_bytes(FORM, content).findings, Language.THAI)
    mended = filled_in_libreoffice(tmp_path, marked, {(WHOLE, "G6"): "5", (WHOLE, "A6"): "9.9"})["xlsx"]
    reading = read_bytes(FORM, mended)
    assert reading.answered is not None, reading.findings
    assert [(o.kpi, o.numerator) for o in reading.answered.observations] == [("1.1", 5.0)]
    book = opened(mended)
    link, comment = book["สิ่งที่ต้องแก้"]["B5"].hyperlink, book[WHOLE]["G6"].comment
    assert link is not None
    assert comment is not None
    assert (link.location, "-5" in comment.text.replace("−", "-")) == (f"'{WHOLE}'!G6", True)
    assert "G6" in {str(area.sqref) for area in book[WHOLE].conditional_formatting}


def test_libreoffice_lets_nobody_type_into_a_locked_cell(files: Files) -> None:
    book = opened(files["xlsx"])
    assert (book[PROVINCES]["A11"].value, book[IDENTITY_SHEET]["B5"].value) == ("50", 3)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def unlocked(book: Workbook, sheet: str) -> set[str]:
    """The cells of the tables into which one may write."""
    return {c.coordinate for row in book[sheet].iter_rows() for c in row if not c.protection.locked}


def guarded(book: Workbook, sheet: str) -> dict[str, tuple[object, ...]]:
    """What each cell takes and what it says of that."""
    return {
        f"{row}:{column}": (rule.type, float(rule.formula1 or 0), rule.promptTitle, rule.prompt, rule.error)
        for rule in book[sheet].data_validations.dataValidation
        for area in rule.sqref.ranges
        for row, column in area.cells
    }
