"""Plan workbooks that are written, changed by hand and read again, within this process."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from io import BytesIO

import openpyxl
from openpyxl.cell import Cell as BookCell
from openpyxl.cell import MergedCell
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from domain.finding import Finding
from domain.plan import Plan
from domain.target import Target
from domain.text import Language
from plan_workbook.drawing.sheets import FIRST_ROW, KEY_ROW
from plan_workbook.reading import PlanReading, read_plan
from plan_workbook.writing import render_plan
from tests.plan_workbook.builders import usual_targets
from workbooks.cells import Cell, CellKind, Sheet, Workbook

Edit = Callable[[Book], None]


def opened(content: bytes) -> Book:
    """A rendered workbook, opened for changes."""
    return openpyxl.load_workbook(BytesIO(content))


def as_read(book: Book) -> Workbook:
    """The cells of an open book as the reader of uploads hands them on."""
    return Workbook(
        name="plan.xlsx", sha256="", size=0, format="xlsx", sheets=tuple(map(_sheet, book.worksheets))
    )


def _sheet(sheet: Worksheet) -> Sheet:
    cells = (
        _cell(cell, row, column)
        for row, line in enumerate(sheet.iter_rows(), start=1)
        for column, cell in enumerate(line, start=1)
        if cell.value is not None
    )
    return Sheet(name=sheet.title, cells=tuple(cells), hidden=sheet.sheet_state != "visible")


def _cell(cell: BookCell | MergedCell, row: int, column: int) -> Cell:
    value, kind = _kind(cell)
    return Cell(row=row, column=column, value=value, kind=kind, percent="%" in str(cell.number_format))


def _kind(cell: BookCell | MergedCell) -> tuple[str | float | bool, CellKind]:
    value = cell.value
    if cell.data_type == "f":
        return "", CellKind.UNCALCULATED
    if isinstance(value, datetime):
        return value.isoformat(), CellKind.DATE
    if isinstance(value, bool):
        return value, CellKind.BOOLEAN
    if isinstance(value, int | float):
        return value, CellKind.NUMBER
    return str(value), CellKind.ERROR if cell.data_type == "e" else CellKind.TEXT


def read_back(plan: Plan, targets: Sequence[Target] | None = None, *edits: Edit) -> PlanReading:
    """What a plan reads as after it was written and changed; usual targets where none are given."""
    book = opened(render_plan(plan, usual_targets(plan) if targets is None else targets, Language.THAI))
    for edit in edits:
        edit(book)
    return read_plan(as_read(book))


def faults(plan: Plan, targets: Sequence[Target] | None = None, *edits: Edit) -> list[tuple[str, str]]:
    """The findings of a plan as [where, code]: "kpis.weight.1" is the column weight of the first row of data."""
    book = opened(render_plan(plan, usual_targets(plan) if targets is None else targets, Language.THAI))
    for edit in edits:
        edit(book)
    return [(where(book, finding), finding.code) for finding in read_plan(as_read(book)).findings]


def where(book: Book, finding: Finding) -> str:
    """A finding's place with the column's key in place of its letter."""
    if not finding.cell or finding.sheet == "plan":
        return f"{finding.sheet}.{finding.cell}" if finding.cell else finding.sheet
    cell = book[finding.sheet][finding.cell]
    key = book[finding.sheet].cell(KEY_ROW, cell.column).value
    return f"{finding.sheet}.{key}.{cell.row - FIRST_ROW + 1}"


def write(sheet: str, key: str, row: int, value: str | float | None) -> Edit:
    """Write into the column of that key, in the row of data of that number (from 1)."""

    def edit(book: Book) -> None:
        keys = [cell.value for cell in book[sheet][KEY_ROW]]
        book[sheet].cell(FIRST_ROW + row - 1, keys.index(key) + 1).value = value

    return edit


def setting(key: str, value: str | float | None) -> Edit:
    """Write a value on the sheet "plan"."""

    def edit(book: Book) -> None:
        row = next(cell.row for cell in book["plan"]["A"] if cell.value == key)
        book["plan"].cell(row, 2).value = value

    return edit


def rows(sheet: str, keys: Iterable[str], *lines: Sequence[object]) -> Edit:
    """Put a plain table with its keys in row 1 in place of a sheet."""

    def edit(book: Book) -> None:
        del book[sheet]
        table = book.create_sheet(sheet)
        table.append(list(keys))
        for line in lines:
            table.append(list(line))

    return edit
