"""What every sheet of a return has in common: cells, protection, limits of numbers, and how it prints."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil

from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from domain.text import Language, mark
from house_style.wording import wording
from kpi_returns.drawing.styles import Style
from kpi_returns.layout import Key

Value = str | float | int | date | None
LABELS: Mapping[Key, str] = {
    Key.KPI: mark("Code"),
    Key.PROVINCE: mark("Code"),
    Key.MILESTONE: mark("Code"),
    Key.FLAGSHIP: mark("Code"),
    Key.NAME: mark("Name"),
    Key.COUNTED: mark("What is counted"),
    Key.UNIT: mark("Unit"),
    Key.TARGET: mark("Target to date"),
    Key.BEFORE: mark("To date, period before"),
    Key.NUMERATOR: mark("Numerator, or the figure itself"),
    Key.DENOMINATOR: mark("Denominator"),
    Key.NOTE: mark("Note"),
    Key.PLANNED_END: mark("Planned end"),
    Key.COMPLETE: mark("Complete (%)"),
    Key.BUDGET: mark("Budget of the year"),
    Key.COMMITTED: mark("Committed since the year began"),
    Key.DISBURSED: mark("Disbursed since the year began"),
    Key.STATUS: mark("Status now"),
    Key.CAUSE: mark("Cause"),
    Key.ACTION: mark("What is done about it"),
    Key.BY: mark("By when"),
    Key.SUPPORT: mark("Support needed"),
}
WIDTHS: Mapping[Key, float] = {
    Key.NAME: 42,
    Key.COUNTED: 42,
    Key.NOTE: 36,
    Key.NUMERATOR: 18,
    Key.DENOMINATOR: 18,
    Key.COMMITTED: 22,
    Key.DISBURSED: 22,
    Key.BUDGET: 20,
    Key.TARGET: 16,
    Key.BEFORE: 16,
    Key.STATUS: 16,
    Key.CAUSE: 44,
    Key.ACTION: 44,
    Key.BY: 14,
    Key.SUPPORT: 36,
}
USUAL_WIDTH = 12.0
LINE_HEIGHT = 15.0


def add_sheet(book: Workbook, title: str, *, guidance: str) -> Worksheet:
    """A protected sheet (without a password): title, a line of guidance, and a way back in its first rows."""
    sheet: Worksheet = book.create_sheet(title)
    put(sheet, 1, 1, title, Style.TITLE)
    put(sheet, 2, 1, guidance, Style.HINT)
    guide = book.worksheets[0].title
    link(put(sheet, 3, 1, f"← {guide}", Style.LINK), place_of(guide, "A1"))
    protect(sheet)
    print_wide(sheet)
    return sheet


def put(sheet: Worksheet, row: int, column: int, value: Value, style: str) -> Cell:
    """One cell. Words stay words even where they begin like a formula."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        raise ValueError(f"{cell.coordinate} lies inside a merged range")
    if value is not None and value != "":
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    cell.style = style
    return cell


def put_head(sheet: Worksheet, row: int, keys: Sequence[Key], language: Language) -> None:
    """The labels of a table in a row, its keys in the row below, and the widths of its columns."""
    for column, key in enumerate(keys, start=1):
        put(sheet, row, column, wording(language).say(LABELS[key]), Style.LABEL)
        put(sheet, row + 1, column, key.value, Style.KEY)
        letter = get_column_letter(column)
        width = WIDTHS.get(key, USUAL_WIDTH)
        sheet.column_dimensions[letter].width = max(width, sheet.column_dimensions[letter].width)
    sheet.row_dimensions[row].height = 32


def fit_height(sheet: Worksheet, row: int, written: Mapping[Key, str], *, least: float = LINE_HEIGHT) -> None:
    """Make a row as high as its wrapped words need, for no program does so before it has seen the file."""
    lines = max(_lines(words, WIDTHS.get(key, USUAL_WIDTH)) for key, words in written.items())
    sheet.row_dimensions[row].height = max(least, lines * LINE_HEIGHT)


def _lines(words: str, width: float) -> int:
    """How many lines words take; the vowels and tones above and below Thai letters take no room."""
    room = sum(unicodedata.category(sign) != "Mn" for sign in words)
    return max(1, ceil(room * 1.1 / width))


def link(cell: Cell, place: str) -> None:
    """Let a cell lead to a place of the same workbook."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)


def place_of(title: str, address: str) -> str:
    """A cell of a sheet as links name it."""
    return f"'{title.replace(chr(39), chr(39) * 2)}'!{address}"


def freeze(sheet: Worksheet, row: int, column: int) -> None:
    """Keep what is above a row and left of a column in view."""
    sheet.freeze_panes = f"{get_column_letter(column)}{row}"


def protect(sheet: Worksheet) -> None:
    """Lock what is not an input, without a password; widths and heights may still be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def print_wide(sheet: Worksheet) -> None:
    """Print on A4 across, as wide as one page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.4, bottom=0.4, header=0.2, footer=0.2)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
