"""Pointing at a column or a cell: what is kept of it, so that it is known again."""

from dataclasses import replace

from openpyxl.utils.cell import get_column_letter

from kpi_returns.foreign.fitting import fingerprint_of
from kpi_returns.foreign.grid import Grid, column_of, place_of
from kpi_returns.foreign.mapping import Mapping, Source
from kpi_returns.layout import Part
from workbooks.cells import Workbook, cell_address

Said = tuple[str, str]
NOTHING: Said = ("", "")


def point_at_column(grid: Grid, column: str, header_row: int, *, kpi: str, part: Part) -> Source:
    """A column of figures, with the words over it and those of the group of columns that it belongs to."""
    number = column_of(column)
    header, header_cell = _header_over(grid, header_row, number)
    group, group_cell = _group_over(grid, header_row, number)
    return Source(
        kpi=kpi,
        part=part,
        column=column,
        header=header,
        header_cell=header_cell,
        group=group,
        group_cell=group_cell,
    )


def point_at_cell(grid: Grid, cell: str, *, kpi: str, part: Part) -> Source:
    """A single figure, with the nearest words to its left."""
    row, column = place_of(cell)
    header, header_cell = _to_the_left(grid, row, column - 1, words_only=True)
    return Source(kpi=kpi, part=part, cell=cell, header=header, header_cell=header_cell)


def with_fingerprint(workbook: Workbook, mapping: Mapping) -> Mapping:
    """A mapping that is ready to be kept."""
    return replace(mapping, fingerprint=fingerprint_of(workbook, mapping))


def _header_over(grid: Grid, row: int, column: int) -> Said:
    """The words in the row of headers; where the column has none, its blank cell there must stay blank."""
    return grid.words(row, column), cell_address(row, column)


def _group_over(grid: Grid, row: int, column: int) -> Said:
    """The words above the header, which a merged cell has at its left end; a title that stands alone is none."""
    if row < 2 or sum(isinstance(cell.value, str) for cell in grid.rows.get(row - 1, {}).values()) < 2:
        return NOTHING
    return _to_the_left(grid, row - 1, column, words_only=False)


def _to_the_left(grid: Grid, row: int, column: int, *, words_only: bool) -> Said:
    for left in range(column, 0, -1):
        cell = grid.cell(row, left)
        if cell is not None and (isinstance(cell.value, str) or not words_only) and grid.words(row, left):
            return grid.words(row, left), f"{get_column_letter(left)}{row}"
    return NOTHING
