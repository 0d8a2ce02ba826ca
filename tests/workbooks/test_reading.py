"""What is read out of the spreadsheets that departments send, format by format."""

import csv
import datetime
import hashlib
import io
import struct
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbooks.builders import (
    cells_of,
    ods_members,
    raw_xlsb,
    raw_xlsx,
    read,
    record,
    saved,
    saved_with,
    saved_xls,
    wide,
    xlsx_members,
    zip_of,
)
from workbooks.cells import Cell, CellKind, Workbook
from workbooks.reading import Limits, Upload, WorkbookRefused, read_workbook, read_workbooks


def seen(workbook: Workbook, sheet: int = 0) -> dict[str, tuple[object, CellKind]]:
    """The values and kinds of a sheet's cells under their addresses."""
    return {address: (cell.value, cell.kind) for address, cell in cells_of(workbook, sheet).items()}


def test_a_workbook_keeps_the_name_the_hash_the_size_and_the_format_of_what_was_sent() -> None:
    content = saved_with({"A1": 1})
    name = "../../ผลการดำเนินงาน ไตรมาส 1.xls"
    workbook = read_workbook(Upload(name=name, content=content))
    assert workbook.name == name
    assert workbook.sha256 == hashlib.sha256(content).hexdigest()
    assert workbook.size == len(content)
    assert workbook.format == "xlsx"


def test_every_kind_of_value_stands_where_it_stood() -> None:
    workbook = read(
        saved_with(
            {
                "C7": 0.1,
                "D7": 12,
                "E7": "  จ. เชียงใหม่ ",
                "F7": True,
                "G7": datetime.date(2024, 9, 30),
                "H7": datetime.datetime.fromisoformat("2024-09-30T16:45"),
                "I7": datetime.timedelta(hours=36),
                "C9": "N/A",
            }
        )
    )
    assert seen(workbook) == {
        "C7": (0.1, CellKind.NUMBER),
        "D7": (12, CellKind.NUMBER),
        "E7": ("  จ. เชียงใหม่ ", CellKind.TEXT),
        "F7": (True, CellKind.BOOLEAN),
        "G7": ("2024-09-30", CellKind.DATE),
        "H7": ("2024-09-30T16:45:00", CellKind.DATE),
        "I7": (1.5, CellKind.NUMBER),
        "C9": ("N/A", CellKind.TEXT),
    }


def test_both_ways_to_write_a_sara_am_are_kept_as_they_are() -> None:
    one_sign, two_signs = "กำ", "กํา"
    workbook = read(saved_with({"A1": one_sign, "A2": two_signs}))
    assert [cell.value for cell in workbook.sheets[0].cells] == [one_sign, two_signs]


def test_a_failed_formula_is_an_error_and_never_blank() -> None:
    workbook = read(
        raw_xlsx(
            '<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2" t="e"><v>#N/A</v></c>'
            '<c r="D2"><v>5</v></c><c r="E2" t="e"/></row>'
        )
    )
    assert seen(workbook) == {
        "B2": ("#DIV/0!", CellKind.ERROR),
        "C2": ("#N/A", CellKind.ERROR),
        "D2": (5, CellKind.NUMBER),
    }


def test_a_formula_without_a_result_is_uncalculated_and_never_blank() -> None:
    workbook = read(saved_with({"A1": 40, "A2": 2, "A3": "=A1+A2"}))
    assert seen(workbook)["A3"] == ("", CellKind.UNCALCULATED)


def test_a_formula_with_a_result_is_its_result() -> None:
    workbook = read(
        raw_xlsx(
            '<row r="1"><c r="A1"><f>40+2</f><v>42</v></c><c r="B1" t="str"><f>"ก"</f><v>ก</v></c>'
            '<c r="C1"><f t="shared" si="0"/><v>7</v></c></row>'
        )
    )
    assert seen(workbook) == {
        "A1": (42, CellKind.NUMBER),
        "B1": ("ก", CellKind.TEXT),
        "C1": (7, CellKind.NUMBER),
    }


def test_a_formula_whose_result_is_an_empty_text_is_blank() -> None:
    rows = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'
    assert list(seen(read(raw_xlsx(rows)))) == ["B1"]


def test_uncalculated_and_failed_cells_outside_of_all_values_are_still_seen_in_their_order() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>B9</f></c></row><row r="3"><c r="B3"><v>1</v></c></row>'
        '<row r="5"><c r="D5" t="e"><v>#REF!</v></c></row>'
    )
    assert [cell.address for cell in read(raw_xlsx(rows)).sheets[0].cells] == ["A1", "B3", "D5"]


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [
        ("0%", True),
        ("0.00%", True),
        ("#,##0.0%;[Red]-0.0%", True),
        ("0", False),
        ('0.0" %"', False),
        (r"0\%", False),
        ("[$%-41E]0.0", False),
        ("d/m/yyyy", False),
    ],
)
def test_a_percent_format_is_told_from_one_that_only_shows_the_sign(
    number_format: str, percent: bool
) -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"] = 0.85
        sheet["B2"].number_format = number_format
        sheet["B3"] = 0.85

    cells = cells_of(read(saved(fill)))
    assert (cells["B2"].percent, cells["B3"].percent) == (percent, False)


def test_only_the_styles_of_cells_count_not_those_that_they_are_derived_from() -> None:
    styles = (
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
        '<cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>'
    )
    rows = '<row r="1"><c r="A1" s="0"><v>1</v></c><c r="B1" s="1"><v>1</v></c></row>'
    cells = cells_of(read(raw_xlsx(rows, styles=styles)))
    assert (cells["A1"].percent, cells["B1"].percent) == (False, True)


def test_rows_and_cells_without_an_address_follow_the_one_before() -> None:
    rows = '<row><c><v>1</v></c></row><row r="4"><c r="C4"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>'
    assert list(cells_of(read(raw_xlsx(rows)))) == ["A1", "C4", "D4", "A5"]


def test_an_infinite_number_is_an_error() -> None:
    assert seen(read(raw_xlsx("<row><c><v>1E999</v></c></row>"))) == {"A1": ("#NUM!", CellKind.ERROR)}


def test_hidden_sheets_are_read_and_flagged_and_blank_ones_are_there() -> None:
    def fill(sheet: Any) -> None:
        sheet.title = "ผลการดำเนินงาน"
        sheet["A1"] = 1
        for name, state in (("identity", "veryHidden"), ("lists", "hidden"), ("ว่าง", "visible")):
            sheet.parent.create_sheet(name).sheet_state = state
        sheet.parent["identity"]["B2"] = "D-07"

    workbook = read(saved(fill))
    assert [(sheet.name, sheet.hidden, len(sheet.cells)) for sheet in workbook.sheets] == [
        ("ผลการดำเนินงาน", False, 1),
        ("identity", True, 1),
        ("lists", True, 0),
        ("ว่าง", False, 0),
    ]
    identity = workbook.sheet("identity")
    assert identity is not None
    assert identity.by_place()[2, 2].value == "D-07"
    assert workbook.sheet("nothing of the kind") is None


def test_a_merged_cell_has_its_value_at_the_top_left_and_its_range_is_told() -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"] = "กลยุทธ์"
        sheet.merge_cells("B2:D3")
        sheet["B4"] = 1

    sheet = read(saved(fill)).sheets[0]
    assert [(cell.address, cell.value) for cell in sheet.cells] == [("B2", "กลยุทธ์"), ("B4", 1)]
    assert sheet.merged == ("B2:D3",)


def test_a_sheet_of_a_chart_is_left_out() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = 1
        sheet.parent.create_chartsheet("แผนภูมิ")

    assert [sheet.name for sheet in read(saved(fill)).sheets] == ["Sheet"]


def test_prefixed_elements_are_read_as_well() -> None:
    members = xlsx_members("")
    members["xl/worksheets/sheet1.xml"] = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1" t="e"><x:v>#REF!</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    assert seen(read(zip_of(members))) == {"A1": (1, CellKind.NUMBER), "B1": ("#REF!", CellKind.ERROR)}


def test_an_old_xls_is_read_with_its_errors_percentages_merges_and_hidden_sheets() -> None:
    def fill(sheet: Any) -> None:
        sheet.write(2, 1, 0.85, xlwt.easyxf(num_format_str="0.0%"))
        sheet.write(2, 2, 5)
        sheet.write(2, 3, 7, xlwt.easyxf(num_format_str="0.0%"))
        sheet.write(2, 4, 8, xlwt.easyxf(num_format_str="0.0%"))
        sheet.write(3, 1, "จังหวัด")
        sheet.row(4).set_cell_error(1, "#DIV/0!")
        sheet.write(5, 1, datetime.date(2024, 5, 6), xlwt.easyxf(num_format_str="d/m/yyyy"))
        sheet.write_merge(6, 7, 1, 2, True)
        hidden = sheet.get_parent().add_sheet("identity")
        hidden.visibility = 1
        hidden.write(0, 0, "D-07")

    workbook = read(saved_xls(fill))
    assert workbook.format == "xls"
    assert seen(workbook) == {
        "B3": (0.85, CellKind.NUMBER),
        "C3": (5, CellKind.NUMBER),
        "D3": (7, CellKind.NUMBER),
        "E3": (8, CellKind.NUMBER),
        "B4": ("จังหวัด", CellKind.TEXT),
        "B5": ("#DIV/0!", CellKind.ERROR),
        "B6": ("2024-05-06", CellKind.DATE),
        "B7": (True, CellKind.BOOLEAN),
    }
    assert [cell.address for cell in workbook.sheets[0].cells if cell.percent] == ["B3", "D3", "E3"]
    assert workbook.sheets[0].merged == ("B7:C8",)
    assert [(sheet.name, sheet.hidden) for sheet in workbook.sheets] == [("ผล", False), ("identity", True)]


def test_an_ods_is_read_with_its_errors_percentages_and_repeated_cells() -> None:
    empty = "<table:table-cell/>"
    percent = '<table:table-cell office:value-type="percentage" office:value="0.85"><text:p>85%</text:p></table:table-cell>'
    twice = '<table:table-cell office:value-type="float" office:value="5" table:number-columns-repeated="2"/>'
    failed = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><office:annotation><text:p>a note</text:p></office:annotation>'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
    )
    unknown = '<table:table-cell table:formula="of:=1+1"/>'
    day = '<table:table-cell office:value-type="date" office:date-value="2024-05-06"/>'
    words = (
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>จังหวัด</text:p>'
        "</table:table-cell><table:covered-table-cell/>"
    )
    rows = (
        f"<table:table-row>{empty}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2">{empty}{percent}{twice}</table:table-row>'
        f"<table:table-row>{failed}{unknown}{day}{words}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    workbook = read(zip_of(ods_members(f'<table:table table:name="ผล">{rows}</table:table>')))
    assert workbook.format == "ods"
    assert seen(workbook) == {
        "B2": (0.85, CellKind.NUMBER),
        "C2": (5, CellKind.NUMBER),
        "D2": (5, CellKind.NUMBER),
        "B3": (0.85, CellKind.NUMBER),
        "C3": (5, CellKind.NUMBER),
        "D3": (5, CellKind.NUMBER),
        "A4": ("#DIV/0!", CellKind.ERROR),
        "B4": ("", CellKind.UNCALCULATED),
        "C4": ("2024-05-06", CellKind.DATE),
        "D4": ("จังหวัด", CellKind.TEXT),
    }
    assert [cell.address for cell in workbook.sheets[0].cells if cell.percent] == ["B2", "B3"]
    assert workbook.sheets[0].merged == ("D4:E4",)


def test_an_xlsb_is_read_with_its_errors_and_percentages() -> None:
    def row(number: int) -> bytes:
        return record(0, struct.pack("<I", number - 1) + bytes(21))

    def cell(kind: int, column: int, style: int, body: bytes) -> bytes:
        return record(kind, struct.pack("<II", column - 1, style) + body)

    records = row(3) + cell(5, 2, 1, struct.pack("<d", 0.85)) + cell(3, 3, 0, b"\x07")
    records += cell(6, 4, 0, wide("จังหวัด")) + cell(4, 5, 0, b"\x01")
    records += row(5) + cell(11, 2, 0, b"\x2a" + bytes(8))
    workbook = read(raw_xlsb(records))
    assert workbook.format == "xlsb"
    assert workbook.sheets[0].name == "ผล"
    assert seen(workbook) == {
        "B3": (0.85, CellKind.NUMBER),
        "C3": ("#DIV/0!", CellKind.ERROR),
        "D3": ("จังหวัด", CellKind.TEXT),
        "E3": (True, CellKind.BOOLEAN),
        "B5": ("#N/A", CellKind.ERROR),
    }
    assert [cell.address for cell in workbook.sheets[0].cells if cell.percent] == ["B3"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "tis-620", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_every_encoding_and_with_every_delimiter(encoding: str, delimiter: str) -> None:
    rows = [["จังหวัด", "ผล", "หมายเหตุ"], ["กระบี่", "1,234.50", ""], ["", "#DIV/0!", "a;b"]]
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    workbook = read(written.getvalue().encode(encoding))
    assert workbook.format == "csv"
    assert seen(workbook) == {
        "A1": ("จังหวัด", CellKind.TEXT),
        "B1": ("ผล", CellKind.TEXT),
        "C1": ("หมายเหตุ", CellKind.TEXT),
        "A2": ("กระบี่", CellKind.TEXT),
        "B2": ("1,234.50", CellKind.TEXT),
        "B3": ("#DIV/0!", CellKind.ERROR),
        "C3": ("a;b", CellKind.TEXT),
    }


def test_commas_inside_numbers_do_not_split_a_csv_of_semicolons() -> None:
    content = "ชื่อ;ค่า\nก;1,234,567\nข;2,345,678\nค;3,456,789\n".encode()
    assert list(cells_of(read(content)).values())[3].value == "1,234,567"


def test_a_quoted_line_end_stays_inside_its_cell_and_blank_lines_count_as_rows() -> None:
    cells = cells_of(read(b'a,"x\ny"\n\nb,c\n'))
    assert {address: cell.value for address, cell in cells.items()} == {
        "A1": "a",
        "B1": "x\ny",
        "A3": "b",
        "B3": "c",
    }


@pytest.mark.parametrize(("row", "column", "address"), [(1, 1, "A1"), (7, 3, "C7"), (9, 26, "Z9"), (1, 27, "AA1"),
                                                        (1_048_576, 16_384, "XFD1048576")])  # fmt: skip
def test_a_cell_says_its_address_as_a_spreadsheet_does(row: int, column: int, address: str) -> None:
    assert Cell(row=row, column=column, value=1, kind=CellKind.NUMBER).address == address


def test_a_row_below_one_has_no_address() -> None:
    with pytest.raises(ValueError, match="row 0"):
        Cell(row=0, column=1, value=1, kind=CellKind.NUMBER).address  # noqa: B018


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_a_workbook_damaged_anywhere_is_read_or_refused_and_raises_nothing_else(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([raw_xlsx("<row><c><v>1</v></c></row>"), OLD])))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    (result,) = read_workbooks([Upload(name="damaged", content=bytes(content))])
    assert isinstance(result, WorkbookRefused) or result.size == len(content)


OLD = saved_xls(lambda sheet: sheet.write(0, 0, "ก"))


def test_a_sheet_with_more_filled_cells_than_are_wanted_is_put_aside_before_it_is_read() -> None:
    book = openpyxl.Workbook()
    for row in range(1, 7):
        book.worksheets[0].append([row, row])
    stream = io.BytesIO()
    book.save(stream)
    upload = Upload(name="twelve.xlsx", content=stream.getvalue())
    assert len(read_workbook(upload, limits=Limits(filled=12)).sheets[0].cells) == 12
    with pytest.raises(WorkbookRefused) as told:
        read_workbook(upload, limits=Limits(filled=11))
    assert (told.value.code, told.value.values["limit"]) == ("too_many_cells", 11)
