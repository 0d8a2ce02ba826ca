"""What the workbook of a return looks like, and what may be done to it in a spreadsheet program."""

from dataclasses import replace

import pytest
from openpyxl.workbook import Workbook

from domain.finding import Severity
from domain.plan import BudgetYear
from domain.text import Language, Text
from kpi_returns.layout import IDENTITY_SHEET
from kpi_returns.writing import render_blank_return, render_filled_return
from tests.builders import YEAR, a_flagship, a_kpi, a_milestone, a_plan, a_ratio
from tests.kpi_returns.builders import (
    WORDS,
    a_form,
    an_answer,
    blank_book,
    by_province,
    figures,
    observed,
    ratio_by_province,
    read_bytes,
    with_changes,
)

GUIDE, WHOLE, PROVINCES, FLAGSHIPS = "คำแนะนำ", "ตัวชี้วัดภาพรวม", "ตัวชี้วัดรายจังหวัด", "โครงการสำคัญ"
FORM = replace(
    a_form(a_kpi("1.1", minimum=0.0, maximum=500.0), by_province("2.1"), ratio_by_province("2.2")),
    milestones=(a_milestone("M1"),),
    flagships=(a_flagship("F1"),),
)
ANSWER = an_answer(
    FORM,
    observed("1.1", 12.0),
    observed("2.1", 5.0, province="50"),
    observed("2.2", 3.0, 4.0, province="57"),
)


def filled() -> bytes:
    """The form above with a few figures."""
    return render_filled_return(FORM, ANSWER, Language.THAI)


def row_of(book: Workbook, sheet: str, first: str) -> list[object]:
    """The values of the row that begins with a word."""
    (found,) = [row for row in book[sheet].iter_rows(values_only=True) if row[0] == first]
    return list(found)


def unlocked(book: Workbook, sheet: str) -> set[str]:
    """The cells of a sheet into which one may write."""
    return {c.coordinate for row in book[sheet].iter_rows() for c in row if not c.protection.locked}


def test_a_return_has_a_guide_a_sheet_for_each_kind_and_a_hidden_one_of_identity() -> None:
    book = blank_book(FORM)
    assert book.sheetnames == [GUIDE, WHOLE, PROVINCES, FLAGSHIPS, IDENTITY_SHEET]
    assert book[IDENTITY_SHEET].sheet_state == "hidden"
    assert row_of(book, IDENTITY_SHEET, "fiscal_year") == ["fiscal_year", 2563]


def test_a_sheet_without_questions_is_left_out() -> None:
    assert blank_book(a_form(a_kpi("1.1"))).sheetnames == [GUIDE, WHOLE, IDENTITY_SHEET]
    assert blank_book(a_form(by_province("2.1"))).sheetnames == [GUIDE, PROVINCES, IDENTITY_SHEET]


def test_the_return_speaks_the_language_that_was_asked_for() -> None:
    assert blank_book(FORM, Language.ENGLISH).sheetnames[1:4] == [
        "KPIs as a whole",
        "KPIs by province",
        "Flagships",
    ]


def test_the_guide_says_whose_return_it_is_and_for_when() -> None:
    told = [str(row[0]) for row in blank_book(FORM)[GUIDE].iter_rows(values_only=True) if row[0]]
    assert "กรมกิจการผู้สูงอายุ" in told
    assert "สำหรับงวดที่สิ้นสุดเดือน มี.ค. 2563 ปีงบประมาณ 2563" in told


def test_only_input_cells_may_be_written_into_and_no_password_is_needed() -> None:
    book = blank_book(FORM)
    assert unlocked(book, WHOLE) == {"G6", "I6"}
    assert unlocked(book, PROVINCES) == {f"{column}{row}" for column in "CDE" for row in range(11, 15)}
    assert unlocked(book, FLAGSHIPS) == {"E6", "F6", "D11", "E11"}
    assert unlocked(book, GUIDE) == unlocked(book, IDENTITY_SHEET) == set()
    for sheet in book.worksheets:
        assert (sheet.protection.sheet, sheet.protection.password) == (True, None)


def test_a_kpi_of_some_provinces_may_be_written_beside_these_only() -> None:
    book = blank_book(a_form(by_province("2.1"), replace(by_province("2.2"), provinces=("57",))))
    assert unlocked(book, PROVINCES) == {"C11", "C12", "C13", "C14", "D12"}


def test_a_kpi_shows_its_unit_its_target_to_date_and_the_figure_before() -> None:
    form = a_form(a_kpi("1.1"), by_province("2.1"))
    known = tuple(replace(asked, target=1500.0, before={"": 1180.0}) for asked in form.asked)
    book = blank_book(replace(form, asked=known))
    assert row_of(book, WHOLE, "1.1")[3:6] == ["คน", 1500, 1180]
    assert [book[PROVINCES][f"C{row}"].value for row in range(4, 9)] == [
        "2.1",
        "จำนวนผู้ได้รับบริการ",
        "คน",
        1500,
        1180,
    ]


def test_a_ratio_has_two_columns_under_one_code() -> None:
    sheet = blank_book(FORM)[PROVINCES]
    assert [sheet.cell(10, column).value for column in range(1, 6)] == [
        "province",
        "name",
        "2.1 | numerator",
        "2.2 | numerator",
        "2.2 | denominator",
    ]
    assert "D4:E4" in [str(merged) for merged in sheet.merged_cells.ranges]


def test_excel_takes_only_numbers_within_the_range_of_the_kpi() -> None:
    limits = {
        str(rule.sqref): (rule.type, rule.formula1, rule.formula2, rule.errorStyle)
        for name in (WHOLE, FLAGSHIPS)
        for rule in blank_book(FORM)[name].data_validations.dataValidation
    }
    assert limits["G6"] == ("decimal", "0", "500", "stop")
    assert limits["E6"] == ("decimal", "0", "1", "stop")


def test_a_milestone_is_asked_for_in_percent_and_shows_what_was_complete_before() -> None:
    sheet = blank_book(replace(FORM, complete_before={"M1": 0.4}))[FLAGSHIPS]
    assert (sheet["D6"].value, sheet["D6"].number_format, sheet["E6"].number_format) == (0.4, "0%", "0%")


def test_a_flagship_shows_its_budget_of_the_year() -> None:
    budget = BudgetYear(flagship="F1", year=YEAR, quarters=(1.0, 2.0, 3.0, 4.5))
    plan = a_plan(
        words=WORDS, budgets=(budget, replace(budget, year=YEAR + 1, quarters=(9.0, 9.0, 9.0, 9.0)))
    )
    assert row_of(blank_book(replace(FORM, plan=plan)), FLAGSHIPS, "F1")[2] == 10.5


def test_headings_stay_in_view_and_are_printed_on_every_page() -> None:
    sheet = blank_book(FORM)[PROVINCES]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.print_title_cols) == ("C11", "$4:$9", "$A:$B")
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize("name", ["=1+1", "+66", "@SUM(A1)"])
def test_words_of_the_plan_never_become_formulas(name: str) -> None:
    sheet = blank_book(a_form(a_kpi("1.1", name=Text.same(name))))[WHOLE]
    assert (sheet["B6"].value, sheet["B6"].data_type) == (name, "s")


def test_a_blank_return_that_comes_back_blank_has_one_fault() -> None:
    reading = read_bytes(FORM, render_blank_return(FORM, Language.THAI))
    assert [(f.code, f.severity) for f in reading.findings] == [("nothing_reported", Severity.BLOCK)]


def _insert_rows(book: Workbook) -> None:
    for name in (WHOLE, PROVINCES):
        book[name].insert_rows(1, amount=3)


def _insert_columns(book: Workbook) -> None:
    book[PROVINCES].insert_cols(3)
    book[PROVINCES]["C10"] = "หมายเหตุของเรา"
    book[PROVINCES]["C12"] = "ตรวจแล้ว"
    book[WHOLE].insert_cols(1)


def _merge_more(book: Workbook) -> None:
    book[PROVINCES].merge_cells("A1:E1")
    book[PROVINCES].merge_cells("A4:A9")
    book[WHOLE].merge_cells("A2:I3")


def _rename_and_reorder(book: Workbook) -> None:
    book[PROVINCES].title = "แก้ไขแล้ว"
    book.move_sheet("แก้ไขแล้ว", offset=-2)
    book[IDENTITY_SHEET].sheet_state = "visible"


def _drop_names(book: Workbook) -> None:
    for row in range(11, 15):
        book[PROVINCES][f"B{row}"] = None


@pytest.mark.parametrize(
    "change", [_insert_rows, _insert_columns, _merge_more, _rename_and_reorder, _drop_names]
)
def test_a_return_whose_layout_was_changed_by_hand_reads_the_same(change: object) -> None:
    assert callable(change)
    before, after = read_bytes(FORM, filled()), read_bytes(FORM, with_changes(filled(), change))
    assert (
        figures(after)
        == figures(before)
        == {
            ("1.1", ""): (12.0, None),
            ("2.1", "50"): (5.0, None),
            ("2.2", "57"): (3.0, 4.0),
        }
    )


def _write_formulas(book: Workbook) -> None:
    book[PROVINCES]["C11"] = "=SUM(C12:C14)"
    book[PROVINCES]["C13"] = "=1/0"


def test_a_formula_without_its_result_is_never_taken_for_not_reported() -> None:
    reading = read_bytes(FORM, with_changes(filled(), _write_formulas))
    assert reading.answered is None
    assert [(f.sheet, f.cell) for f in reading.findings if f.code == "cell_uncalculated"] == [
        (PROVINCES, "C11"),
        (PROVINCES, "C13"),
    ]


def _write_thai_digits(book: Workbook) -> None:
    book[PROVINCES]["C11"] = "๑,๒๕๐"
    book[PROVINCES]["C12"] = "อยู่ระหว่างดำเนินการ"
    book[FLAGSHIPS]["E6"] = "๕๗%"


def test_a_return_is_read_as_clerks_write() -> None:
    reading = read_bytes(FORM, with_changes(filled(), _write_thai_digits))
    assert figures(reading)["2.1", "50"] == (1250.0, None)
    assert ("2.1", "57") not in figures(reading)
    assert reading.answered is not None
    assert [m.complete for m in reading.answered.milestones] == [0.57]


def test_a_ratio_as_a_whole_is_asked_for_with_its_denominator() -> None:
    assert unlocked(blank_book(a_form(a_ratio("1.2"))), WHOLE) == {"G6", "H6", "I6"}
