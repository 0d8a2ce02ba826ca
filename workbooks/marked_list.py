"""The list of what is to be mended, put in front of the workbook that it is about."""

import re
from collections.abc import Iterable, Mapping

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
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
TITLE, PLAIN, HEAD, CELL, LINK = (f"to mend {look}" for look in ("title", "plain", "head", "cell", "link"))


def draw_list(book: Workbook, marking: Marking, links: Mapping[Remark, str]) -> None:
    """The list as the first sheet, and the one that is seen when the workbook is opened."""
    _add_styles(book, {remark.color for remark in marking.remarks})
    sheet: Worksheet = book.create_sheet(marking.title, 0)
    _say(sheet, 1, 1, marking.title, TITLE)
    _say(sheet, 2, 1, marking.guidance, PLAIN)
    for column, head in enumerate(marking.heads, start=1):
        _say(sheet, HEAD_ROW, column, head, HEAD)
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
    _say(sheet, row, 1, remark.kind, _kind_style(remark.color))
    where = _say(sheet, row, 2, remark.where, LINK if link else CELL)
    if link:
        where.hyperlink = Hyperlink(ref=where.coordinate, location=link)
    _say(sheet, row, 3, remark.what, CELL)
    _say(sheet, row, 4, remark.how, CELL)


def _say(sheet: Worksheet, row: int, column: int, words: str, style: str) -> Cell:
    cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]  # nothing is merged on this sheet
    put_words(cell, words)
    cell.style = style
    return cell


def _kind_style(color: str) -> str:
    return f"to mend {color}"


def _add_styles(book: Workbook, colors: Iterable[str]) -> None:
    """Make the looks of the list known; a list that stood here before has left its own."""
    looks = [
        NamedStyle(TITLE, font=_font(size=14, bold=True)),
        NamedStyle(PLAIN, font=_font()),
        _boxed(HEAD, _font(bold=True, color="FFFFFF"), DARK),
        _boxed(CELL, _font()),
        _boxed(LINK, _font(color=BLUE, underlined=True)),
        *(_boxed(_kind_style(color), _font(bold=True), color) for color in colors),
    ]
    for look in looks:
        if look.name not in book.named_styles:
            book.add_named_style(look)


def _boxed(name: str, font: Font, color: str = "") -> NamedStyle:
    side = Side(style="thin", color=EDGE)
    return NamedStyle(
        name,
        font=font,
        fill=PatternFill("solid", fgColor=color) if color else PatternFill(),
        border=Border(left=side, right=side, top=side, bottom=side),
        alignment=Alignment(wrap_text=True, vertical="top"),
    )


def _font(*, size: int = 10, bold: bool = False, color: str = INK, underlined: bool = False) -> Font:
    return Font(name="Tahoma", size=size, bold=bold, color=color, underline="single" if underlined else None)


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
