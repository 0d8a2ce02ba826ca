"""Small faults mended in the page: other words in single cells, while the file stays as it was sent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from openpyxl.utils.cell import coordinate_to_tuple

from domain.submission import Edit
from workbooks.cells import Cell, CellKind, Sheet, Workbook

ADDRESS = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}")


def mended(workbook: Workbook, edits: Sequence[Edit]) -> Workbook:
    """The workbook as it reads with other words in some cells; blank words empty a cell. The last of two edits counts.

    A sheet or an address that the workbook has not is left alone.
    """
    if not edits:
        return workbook
    by_sheet: dict[str, dict[tuple[int, int], str]] = {}
    for edit in edits:
        place = place_of(edit.cell)
        if place is not None:
            by_sheet.setdefault(edit.sheet, {})[place] = edit.written
    sheets = tuple(_mended(sheet, by_sheet.get(sheet.name, {})) for sheet in workbook.sheets)
    return replace(workbook, sheets=sheets)


def place_of(address: str) -> tuple[int, int] | None:
    """The row and column, from 1, of an address such as "C7"; None for anything else."""
    return coordinate_to_tuple(address) if ADDRESS.fullmatch(address) else None


def _mended(sheet: Sheet, written: Mapping[tuple[int, int], str]) -> Sheet:
    if not written:
        return sheet
    cells = {(cell.row, cell.column): cell for cell in sheet.cells}
    for (row, column), words in written.items():
        cells.pop((row, column), None)
        if words.strip():
            cells[row, column] = Cell(row=row, column=column, value=words, kind=CellKind.TEXT)
    return replace(sheet, cells=tuple(cells[place] for place in sorted(cells)))
