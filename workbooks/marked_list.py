"""The list of what is to be mended, put in front of the workbook that it is about."""

import re
from collections.abc import Mapping

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.remarks import Marking, Remark

# What XML cannot say. Half of a pair of surrogates is no sign, and neither are the last two of the plane.
UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767
WIDTHS = {"A": 20, "B": 34, "C": 80, "D": 54}
HEAD_ROW = 4
FIRST_ROW = HEAD_ROW + 1
DARK, INK, BLUE, EDGE = "00695C", "263238", "0D47A1", "90A4AE"
SIDE = Side(style="thin", color=EDGE)
BOX = Border(left=SIDE, right=SIDE, top=SIDE, bottom=SIDE)
WRAPPED = Alignment(wrap_text=True, vertical="top")


def draw_list(book: Workbook, marking: Marking, links: Mapping[Remark, str]) -> None:
    """The list as the first sheet, and the one that is seen when the workbook is opened."""
    sheet: Worksheet = book.create_sheet(marking.title, 0)
    _say(sheet, 1, 1, marking.title, Font(name="Tahoma", size=14, bold=True, color=INK), wrapped=False)
    _say(sheet, 2, 1, marking.guidance, Font(name="Tahoma", size=10, color=INK), wrapped=False)
    for column, head in enumerate(marking.heads, start=1):
        cell = _say(sheet, HEAD_ROW, column, head, Font(name="Tahoma", size=10, bold=True, color="FFFFFF"))
        cell.fill, cell.border = PatternFill("solid", fgColor=DARK), BOX
    for row, remark in enumerate(marking.remarks, start=FIRST_ROW):
        _draw_remark(sheet, row, remark, links.get(remark, ""))
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"A{FIRST_ROW}"
    _print_wide(sheet)
    _open_at(book, sheet)


def literal(words: str) -> str:
    """Words as a cell or a comment can hold them: without signs that XML cannot say, and not too long."""
    return UNSAYABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]


def put_words(cell: Cell, words: str) -> None:
    """Words that stay words, even where they begin like a formula."""
    cell.value = literal(words)
    cell.data_type = "s"


def _draw_remark(sheet: Worksheet, row: int, remark: Remark, link: str) -> None:
    plain = Font(name="Tahoma", size=10, color=INK)
    kind = _say(sheet, row, 1, remark.kind, Font(name="Tahoma", size=10, bold=True, color=INK))
    kind.fill = PatternFill("solid", fgColor=remark.color)
    where = _say(sheet, row, 2, remark.where, plain)
    if link:
        where.hyperlink = Hyperlink(ref=where.coordinate, location=link)
        where.font = Font(name="Tahoma", size=10, color=BLUE, underline="single")
    cells = (kind, where, _say(sheet, row, 3, remark.what, plain), _say(sheet, row, 4, remark.how, plain))
    for cell in cells:
        cell.border = BOX


def _say(sheet: Worksheet, row: int, column: int, words: str, font: Font, *, wrapped: bool = True) -> Cell:
    cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]  # nothing is merged on this sheet
    put_words(cell, words)
    cell.font = font
    if wrapped:
        cell.alignment = WRAPPED
    return cell


def _print_wide(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def _open_at(book: Workbook, first: Worksheet) -> None:
    """Two sheets that are selected at once would both take what is typed into one of them."""
    book.active = first
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is first
