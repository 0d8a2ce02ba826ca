"""A plan workbook as it comes back: moved, re-ordered, extended, torn or blank."""

import pytest
from openpyxl.workbook import Workbook as Book

from domain.finding import Severity
from domain.plan import Goal
from domain.text import Language
from plan_workbook.reading import read_plan
from plan_workbook.writing import render_blank_plan, render_plan
from tests.plan_workbook.builders import a_plan, t, usual_targets
from tests.plan_workbook.full_plan import a_full_plan, targets_of_the_full_plan
from tests.plan_workbook.reading_back import as_read, faults, opened, read_back, rows, setting, write
from workbooks.cells import Cell, CellKind, Sheet, Workbook
from workbooks.reading import Upload, read_workbook


@pytest.mark.parametrize("language", list(Language))
def test_a_plan_reads_as_it_was_written(language: Language) -> None:
    plan, targets = a_full_plan(), targets_of_the_full_plan()
    content = render_plan(plan, targets, language)
    reading = read_plan(read_workbook(Upload(name="plan.xlsx", content=content)))
    assert reading.plan == plan
    assert reading.targets == targets
    assert [(finding.code, finding.file) for finding in reading.findings] == [
        ("closing_month_missing", "plan.xlsx"),
        ("weights_not_a_hundred", "plan.xlsx"),
    ]


def test_every_target_is_located_at_its_cell() -> None:
    targets = targets_of_the_full_plan()
    reading = read_back(a_full_plan(), targets)
    assert reading.located[targets[0]].cell == "F4"
    assert reading.located[targets[2]].sheet == "targets"
    assert reading.located[targets[2]].cell == "F6"


@pytest.mark.parametrize("language", list(Language))
def test_a_blank_plan_says_that_it_is_blank_and_nothing_else(language: Language) -> None:
    reading = read_plan(as_read(opened(render_blank_plan(language))))
    assert reading.plan is None
    assert [(f.code, f.severity) for f in reading.findings] == [("plan_blank", Severity.BLOCK)]


def test_a_foreign_workbook_misses_the_sheets_of_a_plan() -> None:
    stray = Sheet(name="Sheet1", cells=(Cell(row=1, column=1, value="รายงาน", kind=CellKind.TEXT),))
    found = read_plan(Workbook(name="x.xlsx", sha256="", size=0, format="xlsx", sheets=(stray,))).findings
    assert [(f.sheet, f.code) for f in found] == [
        (name, "sheet_missing")
        for name in ("plan", "strategies", "goals", "departments", "kpis", "kpi_owners")
    ]


def test_a_finding_says_the_cell_as_the_spreadsheet_says_it() -> None:
    """On the sheet “goals” the columns are code, strategy, name_th, name_en; data begin in row 4."""
    (finding,) = [
        f
        for f in read_back(a_plan(), None, write("goals", "strategy", 1, "S9")).findings
        if f.sheet == "goals"
    ]
    assert (finding.sheet, finding.cell, finding.code) == ("goals", "B4", "code_unknown")


def test_a_plain_table_with_its_keys_in_the_first_row_in_another_order() -> None:
    plain = rows("goals", ["name_en", "strategy", "code"], ["Goal one", "S1", "G1"])
    reading = read_back(a_plan(), None, plain)
    assert reading.findings == ()
    assert reading.plan is not None
    assert reading.plan.goals == (Goal(code="G1", strategy="S1", name=t("", "Goal one")),)


def test_a_column_that_nobody_knows_is_left_out_and_noticed() -> None:
    plain = rows("goals", ["code", "strategy", "remark", "name_th"], ["G1", "S1", "จำไว้", "เป้าประสงค์ 1"])
    reading = read_back(a_plan(), None, plain)
    assert [(f.sheet, f.cell, f.code, f.severity) for f in reading.findings] == [
        ("goals", "C1", "column_unknown", Severity.NOTICE)
    ]
    assert reading.plan == a_plan()


def test_a_column_that_must_stand_is_missed() -> None:
    plain = rows("goals", ["code", "name_th"], ["G1", "เป้าประสงค์ 1"])
    reading = read_back(a_plan(), None, plain)
    assert [(f.sheet, f.code, f.values["key"]) for f in reading.findings if f.severity is Severity.BLOCK] == [
        ("goals", "column_missing", "strategy")
    ]
    assert reading.plan is None


def test_a_column_stands_once() -> None:
    plain = rows("goals", ["code", "strategy", "name_th", "name_th"], ["G1", "S1", "ก", "ข"])
    codes = [(f.cell, f.code) for f in read_back(a_plan(), None, plain).findings]
    assert codes == [("C1", "column_twice"), ("D1", "column_twice")]


def test_without_its_keys_a_sheet_is_not_guessed_at_and_nothing_else_is_blamed() -> None:
    plain = rows("goals", ["รหัส", "ยุทธศาสตร์", "ชื่อ"], ["G1", "S1", "เป้าประสงค์ 1"])
    found = read_back(a_plan(), None, plain).findings
    assert [f.code for f in found if f.severity is Severity.BLOCK] == ["key_row_missing"]


def test_keys_below_the_tenth_row_are_too_far_down() -> None:
    def push_down(book: Book) -> None:
        book["goals"].insert_rows(1, amount=7)

    def push_further(book: Book) -> None:
        book["goals"].insert_rows(1, amount=1)

    assert read_back(a_plan(), None, push_down).findings == ()
    assert "key_row_missing" in [f.code for f in read_back(a_plan(), None, push_down, push_further).findings]


def test_a_sheet_of_another_name_is_left_out_and_what_it_may_be_is_said() -> None:
    def misname(book: Book) -> None:
        book["targets"].title = "target"

    reading = read_back(a_plan(), None, misname)
    assert [(f.code, f.values.get("meant")) for f in reading.findings if f.code == "sheet_unknown"] == [
        ("sheet_unknown", "targets")
    ]
    assert reading.targets == ()


def test_blank_rows_between_rows_of_data_are_skipped() -> None:
    def spread(book: Book) -> None:
        book["provinces"].insert_rows(5, amount=3)

    assert read_back(a_plan(), None, spread).plan == a_plan()


def test_an_unknown_setting_is_noticed_and_a_repeated_one_blocks() -> None:
    def more(book: Book) -> None:
        book["plan"].append(["colour", "blue"])
        book["plan"].append(["era", "CE"])

    assert [code for _, code in faults(a_plan(), None, more)] == ["setting_unknown", "row_twice"]


def test_settings_left_blank_keep_their_usual_values() -> None:
    blank = [
        setting(key, None)
        for key in ("era", "first_month", "rounds", "on_track", "minimum_coverage", "middle_points")
    ]
    assert read_back(a_plan(), None, *blank).plan == a_plan()


def test_a_numeric_code_is_the_same_as_its_words() -> None:
    reading = read_back(a_plan(), None, write("provinces", "code", 1, 10))
    assert reading.plan == a_plan()


def test_an_error_in_a_cell_blocks_the_plan() -> None:
    assert faults(a_plan(), None, write("kpis", "weight", 1, "#DIV/0!")) == [("kpis.weight.1", "cell_error")]
    assert faults(a_plan(), None, write("kpis", "weight", 1, "=1+1")) == [
        ("kpis.weight.1", "cell_uncalculated")
    ]


def test_targets_are_handed_on_only_with_their_plan() -> None:
    broken = read_back(a_plan(), None, write("kpis", "weight", 1, "มาก"))
    assert (broken.plan, broken.targets) == (None, ())
    assert read_back(a_plan()).targets == usual_targets(a_plan())
