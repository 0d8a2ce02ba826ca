"""What every sheet of a return has in common: cells, protection, limits of numbers, and how it prints."""

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from domain.text import Language, mark
from house_style.wording import wording
from kpi_returns.drawing.styles import Style
from kpi_returns.layout import Key
from kpi_returns.numbers import LARGEST

Value = str | float | int | date | None
LONGEST_TITLE, LONGEST_PROMPT = 32, 255
LABELS: Mapping[Key, str] = {
    Key.KPI: mark("Code"),
    Key.PROVINCE: mark("Code"),
    Key.MILESTONE: mark("Code"),
    Key.FLAGSHIP: mark("Code"),
    Key.NAME: mark("Name"),
    Key.COUNTED: mark("What is counted"),
    Key.UNIT: mark("Unit"),
    Key.TARGET: mark("Target to date"),
    Key.BEFORE: mark("Figure of the period before"),
    Key.NUMERATOR: mark("Numerator, or the figure itself"),
    Key.DENOMINATOR: mark("Denominator"),
    Key.NOTE: mark("Note"),
    Key.PLANNED_END: mark("Planned end"),
    Key.COMPLETE: mark("Complete (%)"),
    Key.BUDGET: mark("Budget of the year"),
    Key.COMMITTED: mark("Committed since the year began"),
    Key.DISBURSED: mark("Disbursed since the year began"),
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
}
USUAL_WIDTH = 12.0


def add_sheet(book: Workbook, title: str, *, guidance: str) -> Worksheet:
    """A protected sheet (without a password) with a title and a line of guidance in its first two rows."""
    sheet: Worksheet = book.create_sheet(title)
    put(sheet, 1, 1, title, Style.TITLE)
    put(sheet, 2, 1, guidance, Style.HINT)
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
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def limit_numbers(
    sheet: Worksheet, cells: str, language: Language, *, title: str, low: float | None, high: float | None
) -> None:
    """Let Excel take only numbers from `low` to `high` in a range of cells, and say so there."""
    words = wording(language)
    lowest, highest = -LARGEST if low is None else low, LARGEST if high is None else high
    rule = DataValidation(
        type="decimal",
        operator="between",
        formula1=f"{lowest:.15g}",
        formula2=f"{highest:.15g}",
        allow_blank=True,
    )
    rule.errorStyle, rule.showErrorMessage, rule.showInputMessage = "stop", True, True
    rule.promptTitle = title[:LONGEST_TITLE]
    rule.prompt = _prompt(low, high, language)[:LONGEST_PROMPT]
    rule.errorTitle = words.say(mark("This number cannot stand here"))[:LONGEST_TITLE]
    rule.error = rule.prompt
    rule.add(cells)
    sheet.add_data_validation(rule)


def _prompt(low: float | None, high: float | None, language: Language) -> str:
    words = wording(language)
    blank = words.say(mark("If there is nothing to report, leave it blank; blank is not zero."))
    if low is not None and high is not None:
        return (
            words.say(mark("A number from {low} to {high}."), low=f"{low:,g}", high=f"{high:,g}")
            + " "
            + blank
        )
    if low is not None:
        return words.say(mark("A number of at least {low}."), low=f"{low:,g}") + " " + blank
    if high is not None:
        return words.say(mark("A number of at most {high}."), high=f"{high:,g}") + " " + blank
    return words.say(mark("A number.")) + " " + blank
