"""Plan workbooks that are written, changed by hand and read again, within this process."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from io import BytesIO

import openpyxl
from openpyxl.workbook import Workbook as Book

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


def _sheet(sheet: openpyxl.worksheet.worksheet.Worksheet) -> Sheet:
    cells = (_cell(cell) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return Sheet(name=sheet.title, cells=tuple(cells), hidden=sheet.sheet_state != "visible")


def _cell(cell: openpyxl.cell.Cell) -> Cell:
    value, kind = cell.value, CellKind.TEXT
    if cell.data_type == "e":
        kind = CellKind.ERROR
    elif cell.data_type == "f":
        value, kind = "", CellKind.UNCALCULATED
    elif isinstance(value, datetime):
        value, kind = value.isoformat(), CellKind.DATE
    elif isinstance(value, bool):
        kind = CellKind.BOOLEAN
    elif isinstance(value, int | float):
        kind = CellKind.NUMBER
    return Cell(row=cell.row, column=cell.column, value=value, kind=kind, percent="%" in cell.number_format)


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


def write(sheet: str, key: str, row: int, value: object) -> Edit:
    """Write into the column of that key, in the row of data of that number (from 1)."""

    def edit(book: Book) -> None:
        keys = [cell.value for cell in book[sheet][KEY_ROW]]
        book[sheet].cell(FIRST_ROW + row - 1, keys.index(key) + 1).value = value

    return edit


def setting(key: str, value: object) -> Edit:
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
