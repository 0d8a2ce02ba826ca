"""A sheet of a foreign workbook by rows and columns, and its beginning as text."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.utils.cell import column_index_from_string, coordinate_to_tuple

from kpi_returns.entries import words_of
from kpi_returns.layout import IDENTITY_SHEET
from workbooks.cells import Cell, Sheet, Workbook

COLUMNS_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of a sheet by row, and in it by column; both count from 1."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]

    @property
    def last_row(self) -> int:
        """The last row in which anything stands; 0 where nothing does."""
        return max(self.rows, default=0)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell there; None where it is blank."""
        return self.rows.get(row, {}).get(column)

    def words(self, row: int, column: int) -> str:
        """The words of the cell there."""
        return words_of(self.cell(row, column))


def grid_of(sheet: Sheet) -> Grid:
    """A sheet by rows and columns."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    return Grid(name=sheet.name, rows=rows)


def list_grids(workbook: Workbook) -> list[Grid]:
    """The sheets on which anything stands, without the hidden ones."""
    return [
        grid_of(sheet)
        for sheet in workbook.sheets
        if sheet.cells and not sheet.hidden and sheet.name != IDENTITY_SHEET
    ]


def place_of(address: str) -> tuple[int, int]:
    """Row and column of an address such as "C7"."""
    row, column = coordinate_to_tuple(address)
    return row, column


def column_of(letters: str) -> int:
    """The number of a column such as "C"."""
    return column_index_from_string(letters)


def preview(workbook: Workbook, sheet: str, rows: int) -> tuple[tuple[str, ...], ...]:
    """The first rows of a sheet as text, blank cells as empty text, so that somebody can point at them.

    At most sixty columns; every row has as many as the widest. Nothing where there is no such sheet.
    """
    found = workbook.sheet(sheet)
    if found is None:
        return ()
    grid = grid_of(found)
    shown = range(1, min(rows, grid.last_row) + 1)
    width = max((column for row in shown for column in grid.rows.get(row, {})), default=0)
    return tuple(
        tuple(grid.words(row, column) for column in range(1, min(width, COLUMNS_SHOWN) + 1)) for row in shown
    )
