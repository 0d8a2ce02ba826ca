"""What a return says, in small tables of flat cells. Sheet "S"; rows and columns are counted as in a spreadsheet."""

from dataclasses import replace

import pytest

from domain.finding import Severity
from domain.kpi_return import Cell
from kpi_returns.entries import State, read_entry
from kpi_returns.reading import read_return
from tests.builders import a_flagship, a_kpi, a_milestone, a_plan, a_ratio
from tests.kpi_returns.builders import (
    NOWHERE,
    WORDS,
    a_cell,
    a_form,
    a_sheet,
    a_workbook,
    by_province,
    faults,
    figures,
    finding,
    ratio_by_province,
    read,
    read_rows,
    the_identity,
)
from workbooks.cells import Cell as WorkbookCell
from workbooks.cells import CellKind

WHOLE_HEAD = ("kpi", "name", "numerator", "denominator", "note")
PROVINCE_HEAD = ("province", "name", "P1 | numerator", "P2 | numerator", "P2 | denominator")
BOTH = (by_province(), ratio_by_province())


def broken(kind: CellKind, value: str = "") -> WorkbookCell:
    """A formula that failed, or whose result is not in the file."""
    return WorkbookCell(row=1, column=1, value=value, kind=kind)


def test_a_figure_is_read_with_its_cell_its_note_and_nothing_else() -> None:
    form = a_form(a_kpi("K1"))
    reading = read_rows(form, WHOLE_HEAD, ("K1", "x", 1180, None, "ครบถ้วน"))
    assert reading.answered is not None
    (observation,) = reading.answered.observations
    assert (observation.numerator, observation.denominator) == (1180.0, None)
    assert (observation.at, observation.note) == (Cell(sheet="S", cell="C2"), "ครบถ้วน")
    assert reading.findings == ()


def test_a_blank_cell_is_not_reported_and_never_zero() -> None:
    reading = read_rows(a_form(*BOTH), PROVINCE_HEAD, ("50", "เชียงใหม่", 0), ("57", "เชียงราย", None))
    assert figures(reading) == {("P1", "50"): (0.0, None)}


@pytest.mark.parametrize("word", ["-", "–", "—", "อยู่ระหว่างดำเนินการ", "อยู่ระหว่าง ดำเนินการ", "n/a"])
def test_a_word_for_not_reported_is_taken_at_its_word_and_said(word: str) -> None:
    reading = read_rows(a_form(by_province()), PROVINCE_HEAD, ("50", None, 5), ("57", None, word))
    assert figures(reading) == {("P1", "50"): (5.0, None)}
    assert faults(reading) == [("C3", "read_as_not_reported")]
    assert finding(reading, "read_as_not_reported").severity is Severity.NOTICE


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (broken(CellKind.ERROR, "#DIV/0!"), "cell_error"),
        (broken(CellKind.UNCALCULATED), "cell_uncalculated"),
        (broken(CellKind.DATE, "2020-03-01"), "number_unreadable"),
        (a_cell(1, 1, True), "number_unreadable"),
        (a_cell(1, 1, "1_000"), "number_unreadable"),
        (a_cell(1, 1, 1e300), "number_unreadable"),
        (a_cell(1, 1, 10**400), "number_unreadable"),
    ],
)
def test_a_cell_that_cannot_be_read_stops_the_return_and_is_never_a_blank(
    cell: WorkbookCell, code: str
) -> None:
    reading = read_rows(a_form(by_province()), PROVINCE_HEAD, ("50", None, 5), ("57", None, cell))
    assert (faults(reading), reading.answered) == ([("C3", code)], None)


def test_all_faults_are_found_at_once_each_at_its_cell() -> None:
    reading = read_rows(
        a_form(*BOTH),
        PROVINCE_HEAD,
        ("50", "เชียงใหม่", "สิบ", 9, 8),
        ("57", "เชียงราย", None, 3, None),
        (None, "เชียงไหม", 1),
    )
    assert faults(reading) == [
        ("B4", "place_unknown"),
        ("C2", "number_unreadable"),
        ("E3", "denominator_missing"),
        ("D2", "numerator_above_denominator"),
    ]
    assert {one.file for one in reading.findings} == {"q2.xlsx"}
    assert "เชียงใหม่" in finding(reading, "place_unknown").english


def test_the_table_is_found_wherever_it_moved() -> None:
    head = (None, "P2 | denominator", "name", "หมายเหตุ", "P2 | numerator", "province", "P1|numerator")
    rows = a_sheet("งาน", ("หัวเรื่อง",), head, (None, 10, "สงขลา", "ก", 4, "90", 7), from_row=21)
    reading = read(a_form(*BOTH), rows)
    assert figures(reading) == {("P1", "90"): (7.0, None), ("P2", "90"): (4.0, 10.0)}
    assert reading.answered is not None
    assert {o.at for o in reading.answered.observations} == {
        Cell(sheet="งาน", cell="G23"),
        Cell(sheet="งาน", cell="E23"),
    }


def test_two_tables_on_one_sheet_are_both_read_and_the_labels_between_them_are_no_row() -> None:
    reading = read_rows(
        a_form(a_kpi("K1"), by_province()),
        ("kpi", "numerator"),
        ("K1", 5),
        ("รหัส", "ผลงาน"),
        ("province", "P1 | numerator"),
        ("50", 6),
    )
    assert figures(reading) == {("K1", ""): (5.0, None), ("P1", "50"): (6.0, None)}


def test_numbers_under_no_key_are_left_out_and_that_is_said_once_for_a_column() -> None:
    reading = read_rows(
        a_form(by_province()),
        PROVINCE_HEAD[:3],
        ("50", None, 5, None),
        ("57", None, 6, 99),
        ("83", None, 7, 98),
    )
    assert faults(reading) == [("D3", "column_left_out")]
    assert len(figures(reading)) == 3


def test_an_alias_is_accepted_and_said() -> None:
    plan = a_plan(words=WORDS)
    first = replace(plan.provinces[0], aliases=("ชม.",))
    form = a_form(by_province(), plan=replace(plan, provinces=(first, *plan.provinces[1:])))
    reading = read_rows(form, PROVINCE_HEAD, (None, "ชม.", 5))
    assert figures(reading) == {("P1", "50"): (5.0, None)}
    assert finding(reading, "place_read_by_alias").english == "“ชม.” was read as เชียงใหม่."


def test_a_subtotal_is_left_out_and_said() -> None:
    reading = read_rows(
        a_form(by_province()), PROVINCE_HEAD, ("50", None, 5), (None, "ภาคเหนือ", 5), ("รวม", None, 5)
    )
    assert figures(reading) == {("P1", "50"): (5.0, None)}
    assert faults(reading) == [("B3", "subtotal_left_out"), ("A4", "subtotal_left_out")]


def test_a_row_without_figures_may_say_anything() -> None:
    reading = read_rows(a_form(by_province()), PROVINCE_HEAD, ("50", None, 5), (None, "หมายเหตุ: ตัวเลขเบื้องต้น"))
    assert faults(reading) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ((None, None, 5), ("B3", "place_missing")),
        (("57", "ภูเก็ต", 5), ("B3", "place_contradicted")),
        (("57", "เชียงร้าย", 5), ("B3", "place_read_by_code")),
        (("50", "เชียงใหม่", 6), ("B3", "figure_twice")),
    ],
)
def test_a_row_that_names_no_sure_place(
    row: tuple[str | None, str | None, float], fault: tuple[str, str]
) -> None:
    reading = read_rows(a_form(by_province()), PROVINCE_HEAD, ("50", None, 5), row)
    assert faults(reading) == [fault]


def test_a_place_said_twice_is_one_finding_however_many_kpis_it_has() -> None:
    reading = read_rows(a_form(*BOTH), PROVINCE_HEAD, ("50", None, 1, 2, 3), ("50", None, 1, 2, 3))
    assert faults(reading) == [("A3", "figure_twice")]
    assert "S!A2" in finding(reading, "figure_twice").english


def test_a_kpi_that_stands_in_two_columns_or_two_rows_is_a_fault() -> None:
    columns = read_rows(a_form(by_province()), (*PROVINCE_HEAD[:3], "P1 | numerator"), ("50", None, 5, 5))
    rows = read_rows(a_form(a_kpi("K1")), WHOLE_HEAD, ("K1", None, 5), ("K1", None, 6))
    assert faults(columns) == [("D1", "kpi_column_twice")]
    assert faults(rows) == [("A3", "figure_twice")]


def test_a_kpi_that_is_not_asked_for_is_a_fault_with_what_may_be_meant() -> None:
    columns = read_rows(
        a_form(by_province("P1")), ("province", "P1 | numerator", "P11 | numerator"), ("50", 1, 2)
    )
    rows = read_rows(a_form(a_kpi("K1")), WHOLE_HEAD, ("K1", None, 5), ("ZZ", None, 6))
    assert faults(columns) == [("C1", "kpi_column_not_asked")]
    assert "Did you mean P1?" in finding(columns, "kpi_column_not_asked").english
    assert faults(rows) == [("A3", "kpi_row_not_asked")]


def test_a_kpi_by_province_does_not_belong_in_the_table_of_whole_kpis() -> None:
    reading = read_rows(a_form(a_kpi("K1"), by_province()), WHOLE_HEAD, ("K1", None, 5), ("P1", None, 6))
    assert faults(reading) == [("A3", "kpi_row_not_asked")]


def test_a_figure_for_a_province_that_the_kpi_does_not_have_is_a_fault() -> None:
    kpi = replace(by_province(), provinces=("50",))
    reading = read_rows(a_form(kpi), PROVINCE_HEAD, ("50", None, 5), ("83", None, 5))
    assert faults(reading) == [("C3", "place_not_expected")]


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (3, 10, []),
        (0, 10, []),
        (10, 10, []),
        (11, 10, [("C2", "numerator_above_denominator")]),
        (3, 0, [("D2", "denominator_not_positive")]),
        (3, -1, [("D2", "denominator_not_positive")]),
        (0, 0, [("D2", "none_of_none")]),
        (3, None, [("D2", "denominator_missing")]),
        (3, "-", [("D2", "read_as_not_reported"), ("D2", "denominator_missing")]),
        (None, 10, [("C2", "numerator_missing")]),
        ("-", 10, [("C2", "read_as_not_reported")]),
        ("85%", 100, [("C2", "percent_instead_of_count")]),
    ],
)
def test_a_ratio_needs_a_numerator_of_a_denominator(
    numerator: float | str | None, denominator: float | str | None, expected: list[tuple[str, str]]
) -> None:
    form = a_form(a_ratio("K1", numerator_within_denominator=True))
    assert faults(read_rows(form, WHOLE_HEAD, ("K1", None, numerator, denominator))) == expected


def test_a_numerator_may_exceed_its_denominator_where_the_plan_allows_it() -> None:
    assert faults(read_rows(a_form(a_ratio("K1")), WHOLE_HEAD, ("K1", None, 11, 10))) == []


def test_none_of_none_is_taken_after_a_yes() -> None:
    reading = read_rows(a_form(a_ratio("K1")), WHOLE_HEAD, ("K1", None, 0, 0))
    assert figures(reading) == {("K1", ""): (0.0, 0.0)}


def test_a_denominator_where_none_is_asked_for_is_left_out_after_a_yes() -> None:
    reading = read_rows(a_form(a_kpi("K1")), WHOLE_HEAD, ("K1", None, 5, 100))
    assert faults(reading) == [("D2", "denominator_not_asked")]
    assert figures(reading) == {("K1", ""): (5.0, None)}


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (0, []),
        (100, []),
        (-1, [("C2", "below_minimum")]),
        (100.5, [("C2", "above_maximum")]),
        ("๑๐๑", [("C2", "above_maximum")]),
    ],
)
def test_a_figure_lies_within_the_plausible_range_of_its_kpi(
    figure: float | str, expected: list[tuple[str, str]]
) -> None:
    form = a_form(a_kpi("K1", decimals=1, minimum=0.0, maximum=100.0))
    assert faults(read_rows(form, WHOLE_HEAD, ("K1", None, figure))) == expected


def test_a_percent_cell_of_a_kpi_without_denominator_is_the_number_that_was_seen() -> None:
    cell = a_cell(1, 1, 0.57, percent=True)
    reading = read_rows(a_form(a_kpi("K1")), WHOLE_HEAD, ("K1", None, cell))
    assert figures(reading) == {("K1", ""): (57.0, None)}
    assert faults(reading) == [("C2", "percent_read")]


MILESTONE_HEAD = ("milestone", "complete", "note")


@pytest.mark.parametrize(
    ("complete", "share"),
    [
        (a_cell(1, 1, 0.85, percent=True), 0.85),
        (a_cell(1, 1, 1, percent=True), 1.0),
        (85, 0.85),
        ("85%", 0.85),
        (0, 0.0),
    ],
)
def test_a_milestone_is_complete_in_percent(complete: WorkbookCell | float | str, share: float) -> None:
    form = replace(a_form(), milestones=(a_milestone("M1"),))
    reading = read_rows(form, MILESTONE_HEAD, ("M1", complete, "ตามแผน"))
    assert reading.answered is not None
    assert [(m.milestone, m.complete, m.note) for m in reading.answered.milestones] == [
        ("M1", share, "ตามแผน")
    ]
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("code", "complete", "fault"),
    [
        ("M1", 0.85, ("B2", "complete_ambiguous")),
        ("M1", 1, ("B2", "complete_ambiguous")),
        ("M1", 101, ("B2", "complete_out_of_range")),
        ("M1", "-5%", ("B2", "complete_out_of_range")),
        ("M2", 50, ("A2", "milestone_not_asked")),
    ],
)
def test_a_milestone_that_cannot_be_taken(code: str, complete: float | str, fault: tuple[str, str]) -> None:
    form = replace(a_form(), milestones=(a_milestone("M1"),))
    assert faults(read_rows(form, MILESTONE_HEAD, (code, complete))) == [fault]


def test_money_is_read_where_one_of_the_two_is_given() -> None:
    form = replace(a_form(), flagships=(a_flagship("F1"), a_flagship("F2")))
    reading = read_rows(form, ("flagship", "committed", "disbursed"), ("F1", None, "1,500.25"), ("F2", 9, 3))
    assert reading.answered is not None
    assert [
        (b.flagship, b.committed, b.disbursed, b.at.cell, b.disbursed_at) for b in reading.answered.budgets
    ] == [
        ("F1", None, 1500.25, "C2", Cell(sheet="S", cell="C2")),
        ("F2", 9.0, 3.0, "B3", Cell(sheet="S", cell="C3")),
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("F1", -1), ("B2", "money_negative")),
        (("F1", "50%"), ("B2", "percent_instead_of_money")),
        (("F9", 1), ("A2", "flagship_not_asked")),
    ],
)
def test_money_that_cannot_be_taken(row: tuple[str, float | str], fault: tuple[str, str]) -> None:
    form = replace(a_form(), flagships=(a_flagship("F1"),))
    assert faults(read_rows(form, ("flagship", "committed", "disbursed"), row)) == [fault]


def test_a_milestone_or_a_flagship_said_twice_is_a_fault() -> None:
    form = replace(a_form(), milestones=(a_milestone("M1"),), flagships=(a_flagship("F1"),))
    steps = read_rows(form, MILESTONE_HEAD, ("M1", 50), ("M1", 60))
    money = read_rows(form, ("flagship", "committed"), ("F1", 50), ("F1", 60))
    assert (faults(steps), faults(money)) == ([("A3", "milestone_twice")], [("A3", "flagship_twice")])


def test_what_is_missing_is_said_and_does_not_stop_the_return() -> None:
    form = replace(a_form(*BOTH, a_kpi("K1")), milestones=(a_milestone("M1"), a_milestone("M2")))
    reading = read_rows(form, PROVINCE_HEAD, ("50", None, 5), ("57", None, 6))
    said = [(f.code, f.values.get("kpi"), f.values.get("missing")) for f in reading.findings]
    assert said == [
        ("kpi_not_reported", "P2", None),
        ("kpi_not_reported", "K1", None),
        ("places_not_reported", "P1", 2),
        ("milestones_not_reported", None, 2),
    ]
    assert reading.answered is not None


def test_a_blank_return_has_one_fault() -> None:
    reading = read_rows(a_form(*BOTH), PROVINCE_HEAD, ("50", "เชียงใหม่"), ("57", "เชียงราย", " "))
    assert [(f.code, f.severity) for f in reading.findings] == [("nothing_reported", Severity.BLOCK)]


def test_a_workbook_without_our_tables_has_one_fault() -> None:
    reading = read_rows(a_form(*BOTH), ("จังหวัด", "ผลงาน"), ("เชียงใหม่", 5))
    assert [f.code for f in reading.findings] == ["tables_missing"]


def test_a_return_of_another_plan_version_wants_a_yes() -> None:
    book = a_workbook(a_sheet("S", WHOLE_HEAD, ("K1", None, 5)), identity=the_identity(plan_number=2))
    reading = read_return(book, lambda *_: a_form(a_kpi("K1")))
    assert [(f.code, f.severity) for f in reading.findings] == [("plan_version", Severity.CONFIRM)]
    assert reading.answered is not None
    assert reading.answered.plan_number == 2


def test_a_return_of_an_unknown_layout_is_not_read() -> None:
    book = a_workbook(a_sheet("S", WHOLE_HEAD, ("K1", None, 5)), identity=the_identity(template="other-9"))
    reading = read_return(book, lambda *_: a_form(a_kpi("K1")))
    assert (faults(reading), reading.answered) == ([("", "template_version")], None)


def test_the_form_is_asked_for_by_department_year_and_month_whatever_the_era() -> None:
    asked: list[tuple[str, int, int]] = []
    for year in (2563, 2020, "๒๕๖๓"):
        book = a_workbook(identity=the_identity(fiscal_year=year))
        reading = read_return(book, lambda *what: asked.append(what))
        assert [f.code for f in reading.findings] == ["return_not_asked"]
    assert asked == [("DOP", 2020, 6)] * 3


def test_a_file_without_the_hidden_sheet_is_no_return_of_ours() -> None:
    book = a_workbook(a_sheet("S", WHOLE_HEAD), identity=a_sheet("S2", ("a",)))
    reading = read_return(book, lambda *_: a_form())
    assert [(f.code, f.severity) for f in reading.findings] == [("identity_missing", Severity.BLOCK)]


@pytest.mark.parametrize(
    ("key", "value", "cell"),
    [
        ("department", None, ""),
        ("fiscal_year", "ปีนี้", "B3"),
        ("closing_month", 13, "B4"),
        ("closing_month", "6.5", "B4"),
        ("plan_number", "สาม", "B5"),
        ("plan_number", "9" * 5_000, "B5"),
    ],
)
def test_a_hidden_sheet_that_was_changed_is_not_guessed_at(
    key: str, value: str | float | None, cell: str
) -> None:
    book = a_workbook(identity=the_identity(**{key: value}))
    (found,) = read_return(book, lambda *_: a_form()).findings
    assert (found.code, found.cell, found.values["key"]) == ("identity_damaged", cell, key)


def test_a_file_with_endless_faults_is_answered_with_the_first_ones() -> None:
    rows = [(None, f"ที่ใดที่หนึ่ง {number}", 1) for number in range(3_000)]
    reading = read_rows(a_form(by_province()), PROVINCE_HEAD, *rows)
    assert len(reading.findings) == 2_001
    assert reading.findings[-1].code == "too_many_findings"
    assert reading.answered is None


def test_a_file_far_larger_than_any_return_is_not_read_through() -> None:
    rows = [("50", *range(1_000)) for _ in range(200)]
    reading = read_rows(a_form(by_province()), *rows)
    assert [f.code for f in reading.findings] == ["return_too_large"]


def test_every_state_of_a_cell_is_told_apart() -> None:
    told = {
        read_entry(cell, NOWHERE, frozenset()).state
        for cell in (
            None,
            a_cell(1, 1, 5),
            a_cell(1, 1, "-"),
            a_cell(1, 1, "x"),
            broken(CellKind.ERROR, "#N/A"),
            broken(CellKind.UNCALCULATED),
        )
    }
    assert told == set(State)
