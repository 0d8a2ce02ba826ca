"""A new workbook from the cells that were read, for files whose formatting cannot be kept."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from openpyxl.cell import Cell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.answer import DATE, ERROR, TEXT, UNCALCULATED
from workbooks.limits import Limits
from workbooks.marked_list import put_words
from workbooks.worksheets import list_sheets

NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]|^'|'$")
LONGEST_TITLE, USUAL_WIDTH = 31, 16
# Stands for a result that is not there: a blank would be read as "not reported" when the file comes back.
NO_RESULT = "#N/A"


def rebuild(form: str, content: bytes, limits: Limits) -> tuple[Workbook, dict[str, Worksheet]]:
    """The new workbook, and its sheets by the names that the file gives them. Raises as list_sheets does."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets: dict[str, Worksheet] = {}
    for said in list_sheets(form, content, limits):
        name = str(said["name"])
        sheets[name] = _rebuilt(book, name, said)
    return book, sheets


def _rebuilt(book: Workbook, name: str, said: Mapping[str, Any]) -> Worksheet:
    title = NOT_IN_TITLES.sub(" ", name)[:LONGEST_TITLE].strip() or "-"
    sheet: Worksheet = book.create_sheet(title)
    if said["hidden"]:
        sheet.sheet_state = "hidden"
    sheet.sheet_format.defaultColWidth = USUAL_WIDTH
    percents = frozenset(said["percents"])
    columns = zip(said["rows"], said["columns"], said["kinds"], said["values"], strict=True)
    for index, (row, column, kind, value) in enumerate(columns):
        cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]  # nothing is merged on this sheet
        _put(cell, kind, value)
        if index in percents:
            cell.number_format = "0.########%"
    return sheet


def _put(cell: Cell, kind: str, value: str | float | bool) -> None:
    if kind == UNCALCULATED or (kind == ERROR and value not in ERROR_CODES):
        cell.value = NO_RESULT
    elif kind == ERROR:
        cell.value = value
    elif kind == DATE and (moment := _moment(str(value))) is not None:
        cell.value = moment
    elif kind in (TEXT, DATE):
        put_words(cell, str(value))
    else:
        cell.value = value


def _moment(words: str) -> date | time | None:
    """A day, a time or both; None where spreadsheets cannot count it (before 1900)."""
    for read in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            found = read(words)
        except ValueError:
            continue
        return None if isinstance(found, date) and found.year < 1900 else found
    return None
