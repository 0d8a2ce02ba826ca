"""Workbooks that a department made for itself, read by what was pointed out in them."""

import io
import json
from dataclasses import replace

import pytest
import xlwt

from domain.kpi import Grain
from domain.kpi_return import Cell
from domain.text import Text
from kpi_returns.foreign.fitting import fingerprint_of, list_fitting
from kpi_returns.foreign.grid import grid_of, preview
from kpi_returns.foreign.mapping import Mapping, PlacesIn, Source
from kpi_returns.foreign.pointing import point_at_cell, point_at_column
from kpi_returns.foreign.reading import read_mapped
from kpi_returns.foreign.suggesting import suggest_mapping
from kpi_returns.layout import Part
from kpi_returns.reading import ReturnReading
from tests.builders import a_kpi, a_level, a_plan, a_ratio
from tests.kpi_returns.builders import (
    WORDS,
    Written,
    a_form,
    a_sheet,
    faults,
    figures,
    finding,
)
from workbooks import cells
from workbooks.reading import Upload, read_workbook

SERVED = a_kpi("1.1", name=Text(th="จำนวนผู้สูงอายุที่ได้รับบริการ", en="Older persons served"), grain=Grain.PROVINCE)
RATE = a_ratio(
    "1.2",
    name=Text(th="ร้อยละเด็กที่ได้รับการดูแล", en="Children cared for"),
    numerator_name=Text(th="เด็กที่ได้รับการดูแล", en="Cared for"),
    denominator_name=Text(th="เด็กทั้งหมด", en="All children"),
    grain=Grain.PROVINCE,
)
LEVEL = a_level("2.1", name=Text(th="ระดับความพึงพอใจของผู้รับบริการ", en="Satisfaction"))
FORM = a_form(SERVED, RATE)

# Titles, a header of two rows, subtotals, other columns between, and a note below.
TABLE: list[list[Written]] = [
    ["รายงานผลการดำเนินงาน ปีงบประมาณ 2563"],
    ["กองส่งเสริมสวัสดิการ"],
    [None, None, "งานผู้สูงอายุ", None, "งานเด็ก", None],
    ["ลำดับ", "จังหวัด", "ผู้สูงอายุที่ได้รับบริการ (คน)", "งบประมาณ", "เด็กที่ได้รับการดูแล", "เด็กทั้งหมด"],
    [1, "จ.เชียงใหม่", 120, 5_000_000, 30, 40],
    [2, "เชียงราย", "๘๐", 4_000_000, 10, 20],
    [None, "รวมภาคเหนือ", 200, 9_000_000, 40, 60],
    [3, "ภูเก็ต", "-", 1_000_000, 5, 10],
    [None, None, None, None, None, None, "ที่มา : กองส่งเสริมสวัสดิการ"],
]
READ = {
    ("1.1", "50"): (120.0, None),
    ("1.1", "57"): (80.0, None),
    ("1.2", "50"): (30.0, 40.0),
    ("1.2", "57"): (10.0, 20.0),
    ("1.2", "83"): (5.0, 10.0),
}
POINTED_OUT = Mapping(
    sheets=("ผลงาน",),
    places=PlacesIn.COLUMN,
    place_column="B",
    header_row=4,
    first_row=5,
    sources=(
        Source(
            kpi="1.1",
            column="C",
            header="ผู้สูงอายุที่ได้รับบริการ (คน)",
            header_cell="C4",
            group="งานผู้สูงอายุ",
            group_cell="C3",
        ),
        Source(
            kpi="1.2", column="E", header="เด็กที่ได้รับการดูแล", header_cell="E4", group="งานเด็ก", group_cell="E3"
        ),
        Source(
            kpi="1.2",
            part=Part.DENOMINATOR,
            column="F",
            header="เด็กทั้งหมด",
            header_cell="F4",
            group="งานเด็ก",
            group_cell="E3",
        ),
    ),
)


def a_book(*sheets: cells.Sheet) -> cells.Workbook:
    return cells.Workbook(name="ของกอง.xls", sha256="0" * 64, size=1, format="xls", sheets=sheets)


def the_table(*changes: tuple[int, int, Written]) -> cells.Workbook:
    """The table above, with other things in some of its cells (row, column, value)."""
    rows = [list(row) for row in TABLE]
    for row, column, value in changes:
        rows[row - 1][column - 1] = value
    return a_book(a_sheet("ผลงาน", *rows))


def an_old_xls(sheets: dict[str, list[list[Written]]]) -> cells.Workbook:
    """An .xls of the last century's format, through the process that reads strangers' files."""
    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if value is not None:
                    sheet.write(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return read_workbook(Upload(name="ของกอง.xls", content=stream.getvalue()))


def read(workbook: cells.Workbook, mapping: Mapping = POINTED_OUT) -> ReturnReading:
    return read_mapped(workbook, mapping, FORM)


# --- read ---------------------------------------------------------------------------------------------------


def test_a_table_of_the_departments_own_is_read_as_our_own_would_be() -> None:
    reading = read(the_table())
    assert figures(reading) == READ
    assert faults(reading) == [("B7", "subtotal_left_out"), ("C8", "read_as_not_reported")]


def test_every_figure_leads_to_its_cell_in_the_foreign_file() -> None:
    answered = read(the_table()).answered
    assert answered is not None
    places = {(o.kpi, o.province): o.at for o in answered.observations}
    assert places["1.2", "83"] == Cell(sheet="ผลงาน", cell="E8")
    assert (answered.department, answered.year, answered.month) == (FORM.department.code, 2020, 6)


def test_the_old_format_is_read_the_same() -> None:
    assert figures(read(an_old_xls({"ผลงาน": TABLE}))) == READ


def test_the_same_rules_apply() -> None:
    broken = the_table((5, 2, "เชียงไหม"), (6, 5, 25), (8, 6, "สิบ"))
    assert faults(read(broken)) == [
        ("B5", "place_unknown"),
        ("B7", "subtotal_left_out"),
        ("F8", "number_unreadable"),
        ("C8", "read_as_not_reported"),
    ]


def test_only_the_rows_that_were_pointed_out_are_read_and_figures_below_want_a_yes() -> None:
    reading = read(the_table(), replace(POINTED_OUT, last_row=6))
    assert {place for _, place in figures(reading)} == {"50", "57"}
    assert ("B8", "mapped_rows_end_early") in faults(reading)


def test_a_total_below_the_last_row_is_not_asked_about() -> None:
    until_phuket = replace(POINTED_OUT, last_row=8)
    below = the_table((9, 2, "รวมทั้งสิ้น"), (9, 3, 400))
    assert "mapped_rows_end_early" not in [code for _, code in faults(read(below, until_phuket))]
    added = the_table((9, 2, "สงขลา"), (9, 3, 400))
    assert ("B9", "mapped_rows_end_early") in faults(read(added, until_phuket))


BY_SHEET = Mapping(
    sheets=(),
    places=PlacesIn.SHEETS,
    header_row=1,
    first_row=1,
    sources=(
        Source(kpi="1.1", cell="C3", header="ผู้สูงอายุที่ได้รับบริการ", header_cell="B3"),
        Source(kpi="1.2", cell="C4", header="เด็กที่ได้รับการดูแล", header_cell="B4"),
        Source(kpi="1.2", part=Part.DENOMINATOR, cell="C5", header="เด็กทั้งหมด", header_cell="B5"),
    ),
)


def of_a_province(served: Written, cared: Written, children: Written) -> list[list[Written]]:
    return [
        [f"แบบรายงานจังหวัด ฉบับที่ {served}"],
        [],
        ["1", "ผู้สูงอายุที่ได้รับบริการ", served],
        ["2", "เด็กที่ได้รับการดูแล", cared],
        ["3", "เด็กทั้งหมด", children],
    ]


SHEETS: dict[str, list[list[Written]]] = {
    "คำอธิบาย": [["โปรดกรอกทุกจังหวัด"]],
    "เชียงใหม่": of_a_province(120, 30, 40),
    "จ.เชียงราย": of_a_province(80, 10, 20),
    "รวม": of_a_province(200, 40, 60),
    "ภูเก็ต": of_a_province(None, 5, 10),
}


def test_a_sheet_may_be_a_province() -> None:
    reading = read(an_old_xls(SHEETS), BY_SHEET)
    assert figures(reading) == READ
    assert [(f.sheet, f.code) for f in reading.findings if f.code == "subtotal_left_out"] == [
        ("รวม", "subtotal_left_out")
    ]
    assert reading.answered is not None
    assert {o.at.sheet for o in reading.answered.observations} == {"เชียงใหม่", "จ.เชียงราย", "ภูเก็ต"}


def test_a_sheet_that_names_no_province_but_holds_figures_is_a_fault() -> None:
    reading = read(an_old_xls({**SHEETS, "เชียงไหม": of_a_province(1, 1, 1)}), BY_SHEET)
    assert [(f.sheet, f.code) for f in reading.findings if f.code == "place_unknown"] == [
        ("เชียงไหม", "place_unknown")
    ]


def test_kpis_as_a_whole_are_read_from_their_cells() -> None:
    form = a_form(LEVEL)
    book = a_book(a_sheet("สรุป", ["ตัวชี้วัด", "ผล"], ["ระดับความพึงพอใจ", 4.25]))
    mapping = Mapping(
        sheets=("สรุป",),
        places=PlacesIn.NOWHERE,
        header_row=1,
        first_row=2,
        sources=(Source(kpi="2.1", cell="B2", header="ระดับความพึงพอใจ", header_cell="A2"),),
    )
    assert figures(read_mapped(book, mapping, form)) == {("2.1", ""): (4.25, None)}


# --- no longer fits ---------------------------------------------------------------------------------------------


def test_a_header_that_changed_stops_the_file_and_says_which() -> None:
    reading = read(the_table((4, 3, "งบประมาณ"), (4, 4, "ผู้สูงอายุที่ได้รับบริการ (คน)")))
    assert (faults(reading), reading.answered) == ([("C4", "mapped_header_changed")], None)
    assert "“ผู้สูงอายุที่ได้รับบริการ (คน)”" in finding(reading, "mapped_header_changed").english
    assert "“งบประมาณ”" in finding(reading, "mapped_header_changed").english


def test_spaces_and_invisible_signs_do_not_change_a_header() -> None:
    assert figures(read(the_table((4, 6, " เด็ก\u200bทั้งหมด ")))) == READ


def test_a_sheet_that_is_gone_stops_the_file() -> None:
    reading = read(a_book(a_sheet("อื่น", *TABLE)))
    assert [f.code for f in reading.findings] == ["mapped_sheet_missing"]
    assert "อื่น" in reading.findings[0].english


def test_a_kpi_that_is_not_asked_this_time_is_left_out_and_said() -> None:
    reading = read_mapped(the_table(), POINTED_OUT, a_form(SERVED))
    assert {kpi for kpi, _ in figures(reading)} == {"1.1"}
    assert ("", "mapped_kpi_not_asked") in faults(reading)


def test_a_kpi_by_province_is_not_read_where_no_province_is_named() -> None:
    cell = Source(kpi="1.1", cell="C5", header="จ.เชียงใหม่", header_cell="B5")
    by_cell = read(the_table(), replace(POINTED_OUT, sources=(cell,)))
    assert faults(by_cell) == [("C5", "mapped_place_wrong")]
    whole = read_mapped(the_table(), POINTED_OUT, a_form(replace(SERVED, grain=Grain.WHOLE), RATE))
    assert faults(whole) == [("C4", "mapped_place_wrong")]
    assert "by province" in by_cell.findings[0].english
    assert "one whole" in whole.findings[0].english


def test_a_workbook_in_which_nothing_stands_there_reports_nothing() -> None:
    empty = the_table(*((row, column, None) for row in range(5, 9) for column in (3, 5, 6)))
    assert [f.code for f in read(empty).findings] == ["nothing_reported"]


# --- kept ---------------------------------------------------------------------------------------------------------


def test_a_mapping_goes_into_json_and_comes_back() -> None:
    for mapping in (POINTED_OUT, replace(BY_SHEET, fingerprint="f"), replace(POINTED_OUT, last_row=9)):
        assert Mapping.from_document(json.loads(json.dumps(mapping.as_document()))) == mapping


@pytest.mark.parametrize(
    "change",
    [
        {"places": "moon"},
        {"header_row": 0},
        {"header_row": True},
        {"last_row": "9"},
        {"place_column": ""},
        {"place_column": "7"},
        {"place_column": "ZZZZ"},
        {"sheets": "ผลงาน"},
        {"sources": [{"kpi": "1.1"}]},
        {"sources": ["C"]},
        {"sources": [{**POINTED_OUT.as_document(), "kpi": 1}]},
    ],
)
def test_a_document_that_is_no_mapping_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no mapping"):
        Mapping.from_document({**POINTED_OUT.as_document(), **change})


def test_a_figure_stands_in_a_column_or_in_a_cell() -> None:
    for source in (Source(kpi="1.1"), Source(kpi="1.1", column="C", cell="C4")):
        with pytest.raises(ValueError, match="either"):
            replace(POINTED_OUT, sources=(source,))


def test_a_kept_mapping_is_offered_for_the_same_layout_only() -> None:
    kept = replace(POINTED_OUT, fingerprint=fingerprint_of(the_table(), POINTED_OUT))
    assert list_fitting(the_table((5, 3, 999), (1, 1, "ไตรมาส 3")), [kept]) == [kept]
    assert list_fitting(the_table((4, 4, "อื่น ๆ")), [kept]) == []
    assert list_fitting(a_book(a_sheet("ใหม่", *TABLE)), [kept]) == []


def test_sheets_named_after_provinces_may_come_and_go() -> None:
    kept = replace(BY_SHEET, fingerprint=fingerprint_of(an_old_xls(SHEETS), BY_SHEET))
    fewer = {name: rows for name, rows in SHEETS.items() if name != "ภูเก็ต"}
    assert list_fitting(an_old_xls(fewer), [kept]) == [kept]


# --- suggested ------------------------------------------------------------------------------------------------------


def test_header_row_and_columns_are_offered_by_likeness() -> None:
    found = suggest_mapping(the_table(), FORM)
    assert found is not None
    assert replace(found.mapping, fingerprint="") == POINTED_OUT
    assert min(found.alike) > 0.55
    assert list_fitting(the_table(), [found.mapping]) == [found.mapping]
    assert figures(read(the_table(), found.mapping)) == READ


def test_a_code_in_the_header_is_enough() -> None:
    book = the_table((4, 3, "ตชว. 1.1"), (4, 4, "ผู้สูงอายุ"))
    found = suggest_mapping(book, FORM)
    assert found is not None
    assert next((s.kpi, s.column) for s in found.mapping.sources) == ("1.1", "C")
    assert found.alike[0] == 1.0


def test_of_a_group_of_columns_that_is_named_like_a_kpi_the_results_are_offered() -> None:
    """Two rows of headers: the KPI over its target and its result, as most tables of the ministry have them."""
    rows: list[list[Written]] = [
        ["จังหวัด", "จำนวนผู้สูงอายุที่ได้รับบริการ", None, "งบประมาณที่ใช้ไป", None],
        [None, "เป้าหมาย", "ผลงาน", "แผน", "ผลงาน"],
        ["เชียงใหม่", 200, 120, 9, 8],
        ["เชียงราย", 100, 80, 7, 6],
    ]
    book = a_book(a_sheet("ตาราง", *rows))
    found = suggest_mapping(book, a_form(SERVED))
    assert found is not None
    (source,) = found.mapping.sources
    assert (source.column, source.header, source.group) == ("C", "ผลงาน", "จำนวนผู้สูงอายุที่ได้รับบริการ")
    assert source.anchors() == (("C2", "ผลงาน"), ("B1", "จำนวนผู้สูงอายุที่ได้รับบริการ"))
    rows[0][1], rows[0][3] = rows[0][3], rows[0][1]
    swapped = read_mapped(a_book(a_sheet("ตาราง", *rows)), found.mapping, a_form(SERVED))
    assert faults(swapped) == [("B1", "mapped_header_changed")]


def test_a_title_over_the_headers_is_no_group_and_may_change() -> None:
    rows: list[list[Written]] = [["ผลงานไตรมาส 2"], ["จังหวัด", "ผู้สูงอายุที่ได้รับบริการ"], ["เชียงใหม่", 120]]
    found = suggest_mapping(a_book(a_sheet("ตาราง", *rows)), a_form(SERVED))
    assert found is not None
    later = a_book(a_sheet("ตาราง", ["ผลงานไตรมาส 3"], *rows[1:]))
    assert figures(read_mapped(later, found.mapping, a_form(SERVED))) == {("1.1", "50"): (120.0, None)}


def test_pointing_keeps_what_stands_there() -> None:
    grid = grid_of(the_table().sheets[0])
    for source in POINTED_OUT.sources:
        assert point_at_column(grid, source.column, 4, kpi=source.kpi, part=source.part) == source
    by_cell = point_at_cell(grid, "C5", kpi="1.1", part=Part.NUMERATOR)
    assert (by_cell.cell, by_cell.header, by_cell.header_cell) == ("C5", "จ.เชียงใหม่", "B5")


def test_provinces_as_sheets_are_seen() -> None:
    found = suggest_mapping(an_old_xls(SHEETS), FORM)
    assert found is not None
    assert found.mapping.places is PlacesIn.SHEETS
    assert found.mapping.sheets == ()
    assert {(s.kpi, s.part.value, s.cell) for s in found.mapping.sources} == {
        ("1.1", "numerator", "C3"),
        ("1.2", "numerator", "C4"),
        ("1.2", "denominator", "C5"),
    }
    assert figures(read(an_old_xls(SHEETS), found.mapping)) == READ


def test_cells_of_kpis_as_a_whole_are_offered() -> None:
    named = a_book(a_sheet("สรุป", ["ตัวชี้วัด", "ผล"], ["ระดับความพึงพอใจผู้รับบริการ", 4.25]))
    found = suggest_mapping(named, a_form(LEVEL))
    assert found is not None
    assert [(s.cell, s.header_cell) for s in found.mapping.sources] == [("B2", "A2")]


def test_where_nothing_is_alike_nothing_is_offered() -> None:
    assert suggest_mapping(a_book(a_sheet("x", ["a", 1], ["b", 2])), FORM) is None
    assert suggest_mapping(a_book(), FORM) is None


def test_the_first_rows_are_shown_as_text() -> None:
    shown = preview(the_table(), "ผลงาน", 5)
    assert len(shown) == 5
    assert shown[4] == ("1", "จ.เชียงใหม่", "120", "5000000", "30", "40")
    assert shown[0] == ("รายงานผลการดำเนินงาน ปีงบประมาณ 2563", "", "", "", "", "")
    assert preview(the_table(), "ไม่มี", 5) == ()


def test_a_very_large_workbook_is_looked_at_no_longer_than_a_small_one() -> None:
    wide: list[list[Written]] = [["จังหวัด", *(f"รายการที่ {n} ของหน่วยงาน" for n in range(100))]]
    rows: list[list[Written]] = [*wide, *([f"เชียงใหม่ {row}", *range(100)] for row in range(1, 1500))]
    plan = a_plan(words=WORDS)
    many = a_form(*(replace(SERVED, code=f"9.{n}") for n in range(40)), plan=plan)
    book = a_book(a_sheet("ใหญ่", *rows, ["เชียงใหม่", *range(100)]))
    assert suggest_mapping(book, many) is None
