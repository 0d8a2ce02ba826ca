"""A workbook that goes back to its sender: what is marked in it, what is kept, and what is refused."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle

from tests.workbooks.builders import (
    MAIN,
    killer_xls,
    ods_members,
    raw_xlsx,
    saved,
    saved_with,
    saved_xls,
    xlsx_members,
    zip_of,
)
from workbooks import reader_process
from workbooks.limits import Limits
from workbooks.marking import mark_workbook
from workbooks.reading import Upload, WorkbookRefused, read_workbook
from workbooks.remarks import Marking, Remark

RED, AMBER = "FFCDD2", "FFE0B2"
REMARK = Remark(
    rank=0, color=RED, kind="แก้", where="Sheet!B2", what="ผิด", how="แก้ใหม่", sheet="Sheet", cell="B2"
)
LIST = "สิ่งที่ต้องแก้"


def a_marking(*remarks: Remark) -> Marking:
    """A list of these remarks."""
    return Marking(
        title=LIST,
        former_titles=(LIST, "To mend"),
        guidance="คลิก",
        heads=("ระดับ", "ที่", "สิ่งที่พบ", "วิธี"),
        author="ระบบ",
        remarks=remarks,
    )


def marked(content: bytes, *remarks: Remark, limits: Limits | None = None) -> Workbook:
    """The marked workbook, opened."""
    made = mark_workbook(content, a_marking(*remarks), limits=limits or Limits())
    return load_workbook(io.BytesIO(made))


def refusal_of(content: bytes, limits: Limits | None = None) -> str:
    """The code of the refusal that a file meets."""
    with pytest.raises(WorkbookRefused) as refusal:
        marked(content, REMARK, limits=limits)
    return refusal.value.code


def colors(book: Workbook, sheet: str) -> dict[str, str]:
    """The colour that our rules give to cells and ranges of a sheet."""
    return {
        str(area.sqref): str(rule.dxf.fill.bgColor.rgb)[2:]
        for area in book[sheet].conditional_formatting
        for rule in area.rules
        if rule.dxf and rule.stopIfTrue
    }


def comment(book: Workbook, sheet: str, cell: str) -> str:
    """What a comment says, without the line that divides it."""
    found = book[sheet][cell].comment
    return "\n".join(line for line in found.text.splitlines() if "─" not in line) if found else ""


def test_a_faulty_cell_is_coloured_and_commented_and_the_list_in_front_leads_to_it() -> None:
    book = marked(saved_with({"A1": "หัว", "B2": 5}), REMARK)
    assert book.sheetnames == [LIST, "Sheet"]
    assert [[cell.value for cell in row] for row in book[LIST]["A4:D5"]] == [
        ["ระดับ", "ที่", "สิ่งที่พบ", "วิธี"],
        ["แก้", "Sheet!B2", "ผิด", "แก้ใหม่"],
    ]
    link = book[LIST]["B5"].hyperlink
    assert link is not None
    assert link.location == "'Sheet'!B2"
    assert colors(book, "Sheet") == {"B2": RED}
    assert comment(book, "Sheet", "B2") == "แก้: ผิด"
    assert book["Sheet"]["B2"].value == 5


def test_only_the_list_is_selected_when_the_workbook_is_opened() -> None:
    book = marked(saved_with({"A1": 1}), REMARK)
    assert book.active is book[LIST]
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False]


def test_two_remarks_on_a_cell_are_both_said_and_the_graver_one_colours_it() -> None:
    mild = replace(REMARK, rank=1, color=AMBER, kind="ยืนยัน", what="แน่ใจหรือ")
    book = marked(saved_with({"B2": 5}), mild, REMARK, replace(mild, cell="C3:C5"))
    assert colors(book, "Sheet") == {"B2": RED, "C3:C5": AMBER}
    assert comment(book, "Sheet", "B2") == "ยืนยัน: แน่ใจหรือ\nแก้: ผิด"
    assert comment(book, "Sheet", "C3") == "ยืนยัน: แน่ใจหรือ"


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("", ""), ("nowhere", "B2"), ("Sheet", "B2; DROP"), ("Sheet", "XFE1"), ("Sheet", "A0")],
)
def test_a_remark_without_a_cell_of_the_file_stands_in_the_list_only(sheet: str, cell: str) -> None:
    book = marked(saved_with({"B2": 5}), replace(REMARK, sheet=sheet, cell=cell))
    assert book[LIST]["C5"].value == "ผิด"
    assert colors(book, "Sheet") == {}


def _styled(sheet: Any) -> None:
    sheet["B2"] = 5
    sheet["B2"].font, sheet["B2"].fill = (
        Font(name="Tahoma", bold=True),
        PatternFill("solid", fgColor="FFF9C4"),
    )
    sheet["B2"].number_format, sheet["B2"].protection = "#,##0.00", Protection(locked=False)
    sheet["B2"].comment = Comment("ถามคุณสมชายแล้ว", "สมศรี")
    sheet.protection.sheet = True
    green = DifferentialStyle(fill=PatternFill(bgColor="00FF00"))
    rule = Rule(type="cellIs", operator="greaterThan", formula=["1"], dxf=green)
    sheet.conditional_formatting.add("B2", rule)
    sheet.column_dimensions["B"].width = 33
    sheet["D1"] = "=B2*2"


def test_what_the_sender_made_of_his_sheet_is_kept() -> None:
    sheet = marked(saved(_styled), REMARK)["Sheet"]
    cell = sheet["B2"]
    assert (cell.font.b, cell.fill.fgColor.rgb, cell.number_format) == (True, "00FFF9C4", "#,##0.00")
    assert (cell.protection.locked, sheet.protection.sheet) == (False, True)
    assert (sheet.column_dimensions["B"].width, sheet["D1"].value) == (33, "=B2*2")
    assert cell.comment is not None
    assert (cell.comment.text.splitlines()[0], cell.comment.author) == ("ถามคุณสมชายแล้ว", "สมศรี")
    rules = [(rule.priority, rule.type) for area in sheet.conditional_formatting for rule in area.rules]
    assert rules == [(1, "expression"), (2, "cellIs")]


def test_a_workbook_that_comes_back_mended_loses_its_former_marks_and_nothing_else() -> None:
    first = mark_workbook(saved(_styled), a_marking(REMARK, replace(REMARK, cell="D1")))
    book = marked(first, replace(REMARK, cell="C3"))
    assert book.sheetnames == [LIST, "Sheet"]
    assert colors(book, "Sheet") == {"C3": RED}
    assert (comment(book, "Sheet", "B2"), comment(book, "Sheet", "D1")) == ("ถามคุณสมชายแล้ว", "")
    assert [len(area.rules) for area in book["Sheet"].conditional_formatting] == [1, 1]


def test_a_sheet_of_the_sender_that_only_has_the_name_of_the_list_is_kept() -> None:
    def name(sheet: Any) -> None:
        sheet.title, sheet["A1"] = LIST, "ของเราเอง"

    book = marked(saved(name), REMARK)
    assert [book[title]["A1"].value for title in book.sheetnames] == [LIST, "ของเราเอง"]


def test_merged_cells_are_commented_at_their_first() -> None:
    def merge(sheet: Any) -> None:
        sheet["B1"] = 1
        sheet.merge_cells("B1:C3")

    assert comment(marked(saved(merge), REMARK), "Sheet", "B1") == "แก้: ผิด"


def test_a_hidden_sheet_and_one_with_an_apostrophe_are_listed_rightly() -> None:
    def two(sheet: Any) -> None:
        sheet.title = "ของ'เรา"
        sheet["A1"] = 1
        sheet.parent.create_sheet("ซ่อน")["A1"] = 1
        sheet.parent["ซ่อน"].sheet_state = "hidden"

    book = marked(saved(two), replace(REMARK, sheet="ของ'เรา"), replace(REMARK, sheet="ซ่อน"))
    links = [book[LIST][f"B{row}"].hyperlink for row in (5, 6)]
    assert [link.location if link else None for link in links] == ["'ของ''เรา'!B2", None]
    assert book["ซ่อน"].sheet_state == "hidden"


@pytest.mark.parametrize(
    "words", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2", "\x00a\x1b\ud800\uffffb", "ก" * 40_000]
)
def test_words_are_shown_as_they_are_and_never_run(words: str) -> None:
    book = marked(saved_with({"B2": 5}), replace(REMARK, kind=words, where=words, what=words, how=words))
    for cell in book[LIST][5]:
        assert cell.data_type == "s"
        assert cell.value in (words, "ab", "ก" * 32_767)
    assert len(comment(book, "Sheet", "B2")) <= 8_000


def test_macros_do_not_come_back() -> None:
    with zipfile.ZipFile(io.BytesIO(saved_with({"B2": 5}))) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    types = members["[Content_Types].xml"]
    assert isinstance(types, bytes)
    members["[Content_Types].xml"] = types.replace(
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", b"vnd.ms-excel.sheet.macroEnabled.main"
    )
    made = mark_workbook(zip_of({**members, "xl/vbaProject.bin": b"macro"}), a_marking(REMARK))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert [name for name in archive.namelist() if "vba" in name.lower()] == []
        assert b"macroEnabled" not in archive.read("[Content_Types].xml")
    assert comment(load_workbook(io.BytesIO(made)), "Sheet", "B2") == "แก้: ผิด"


def _xls() -> bytes:
    def fill(sheet: Any) -> None:
        sheet.write(0, 0, "=1+1")
        sheet.write(1, 1, 5)

    return saved_xls(fill)


def _ods() -> bytes:
    return zip_of(
        ods_members(
            '<table:table table:name="ผล"><table:table-row><table:table-cell office:value-type="string">'
            "<text:p>=1+1</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell/>"
            '<table:table-cell office:value-type="float" office:value="5"/></table:table-row></table:table>'
        )
    )


@pytest.mark.parametrize("make", [_xls, _ods])
def test_another_format_comes_back_as_a_workbook_of_its_cells(make: Callable[[], bytes]) -> None:
    book = marked(make(), replace(REMARK, sheet="ผล"))
    assert (book["ผล"]["A1"].value, book["ผล"]["A1"].data_type, book["ผล"]["B2"].value) == ("=1+1", "s", 5)
    assert colors(book, "ผล") == {"B2": RED}


def test_a_text_file_comes_back_as_a_workbook_of_its_cells() -> None:
    content = "จังหวัด,ผล\nเชียงใหม่,=1+1\n".encode()
    name = read_workbook(Upload(name="a.csv", content=content)).sheets[0].name
    book = marked(content, replace(REMARK, sheet=name))
    assert [cell.value for cell in book.worksheets[1][2]] == ["เชียงใหม่", "=1+1"]
    assert book.worksheets[1]["B2"].data_type == "s"


def test_a_file_that_the_thorough_reader_does_not_understand_comes_back_as_its_cells() -> None:
    rows = '<row r="2"><c r="A2"><f>1/0</f></c><c r="B2" t="e"><v>#DIV/0!</v></c><c r="C2" s="99"><v>7</v></c></row>'
    book = marked(raw_xlsx(rows), replace(REMARK, sheet="Sheet1"))
    assert [cell.value for cell in book["Sheet1"][2]] == ["#N/A", "#DIV/0!", 7]
    assert colors(book, "Sheet1") == {"B2": RED}


def test_files_that_end_or_hold_up_the_child_are_refused_with_one_clear_sentence() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    bomb = '<!DOCTYPE x [<!ENTITY a "ha">]>'
    members = xlsx_members('<row r="1"><c r="A1"><v>1</v></c></row>')
    for content in (
        killer_xls(),
        raw_xlsx(far),
        zip_of({**members, "xl/workbook.xml": bomb + str(members["xl/workbook.xml"])}),
        zip_of({**members, "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row'}),
    ):
        assert refusal_of(content) == "not_marked"


def test_a_file_that_needs_more_time_or_memory_than_allowed_is_refused() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 20_001))
    content = raw_xlsx(rows)
    assert refusal_of(content, Limits(seconds=0.05)) == "not_marked"
    assert refusal_of(content, Limits(memory=48 * 1024 * 1024)) == "not_marked"


def test_what_is_no_spreadsheet_is_refused_as_when_it_is_read() -> None:
    assert refusal_of(b"%PDF") == "not_a_spreadsheet"


@pytest.mark.parametrize(
    "answer", ["", "null", "[" * 100_000, "{}", '{"file": 5}', '{"file": "!"}', '{"refused": "corrupt"}']
)
def test_a_child_that_says_nonsense_is_refused(
    answer: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    child = tmp_path / "folder" / "child.py"
    child.parent.mkdir()
    child.write_text(
        "import struct, sys\n"
        'sys.stdin.buffer.read(struct.unpack(">4sQ", sys.stdin.buffer.read(12))[1])\n'
        f"said = {answer!r}.encode()\n"
        'sys.stdout.buffer.write(struct.pack(">Q", len(said)) + said)\n'
    )
    monkeypatch.setattr(reader_process, "CHILD", child)
    assert refusal_of(saved_with({"A1": 1})) == "not_marked"
