"""A sheet's cells → rows under keys. The key row is found where it stands; columns may come in any order."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.finding import Finding, Severity
from domain.text import mark
from plan_workbook.drafting.values import is_filled, words_of
from plan_workbook.layout.shape import Column, SheetLayout
from workbooks.cells import Cell, Sheet, cell_address

ROWS_SEARCHED = 10
FEWEST_KEYS = 2
Grid = Mapping[int, Mapping[int, Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """A row below the key row: its filled cells and the address of every known column, by key."""

    cells: Mapping[str, Cell]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A sheet as it was found: the columns that are known (by number), the rows, what is wrong with its head."""

    layout: SheetLayout
    columns: Mapping[int, Column]
    rows: tuple[RawRow, ...]
    findings: tuple[Finding, ...]


def read_table(sheet: Sheet, layout: SheetLayout) -> RawTable:
    """The rows of a sheet; none, with a finding, where no key row stands in its first ten rows."""
    grid = _grid(sheet)
    head = _key_row(grid, layout)
    if head is None:
        return RawTable(layout=layout, columns={}, rows=(), findings=(_no_key_row(layout),))
    columns = {number: column for number, cell in grid[head].items() if (column := _column(cell, layout))}
    return RawTable(
        layout=layout,
        columns=columns,
        rows=tuple(_rows(grid, head, columns)),
        findings=tuple(_findings(grid[head], layout, columns)),
    )


def _grid(sheet: Sheet) -> Grid:
    grid: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells:
        grid.setdefault(cell.row, {})[cell.column] = cell
    return grid


def _column(cell: Cell, layout: SheetLayout) -> Column | None:
    """The column whose key stands in a cell; capitals do not matter, save in the code after a colon."""
    head, colon, tail = words_of(cell).partition(":")
    return layout.column(head.strip().casefold() + colon + tail.strip())


def _key_row(grid: Grid, layout: SheetLayout) -> int | None:
    """The row, among the first ten, in which most keys stand."""
    counts = {
        row: sum(1 for cell in cells.values() if _column(cell, layout))
        for row, cells in sorted(grid.items())
        if row <= ROWS_SEARCHED
    }
    best = max(counts, key=lambda row: counts[row], default=None)
    return best if best is not None and counts[best] >= FEWEST_KEYS else None


def _rows(grid: Grid, head: int, columns: Mapping[int, Column]) -> Iterator[RawRow]:
    for row in sorted(row for row in grid if row > head):
        cells = {column.key: grid[row][number] for number, column in columns.items() if number in grid[row]}
        if any(is_filled(cell) for cell in cells.values()):
            yield RawRow(
                cells=cells,
                places={column.key: cell_address(row, number) for number, column in columns.items()},
            )


def _no_key_row(layout: SheetLayout) -> Finding:
    return Finding(
        code="key_row_missing",
        severity=Severity.BLOCK,
        message=mark("The row of keys ({keys} …) is missing. Take it over from the blank plan workbook."),
        values={"keys": ", ".join(column.key for column in layout.columns[:4])},
        sheet=layout.name,
    )


def _findings(
    head: Mapping[int, Cell], layout: SheetLayout, columns: Mapping[int, Column]
) -> Iterator[Finding]:
    yield from _strangers(head, layout, columns)
    yield from _doubles(head, layout, columns)
    yield from _missing(layout, {column.key for column in columns.values()})


def _strangers(
    head: Mapping[int, Cell], layout: SheetLayout, columns: Mapping[int, Column]
) -> Iterator[Finding]:
    for number, cell in head.items():
        if number not in columns and words_of(cell):
            yield Finding(
                code="column_unknown",
                severity=Severity.NOTICE,
                message=mark("The column “{key}” is not known and was left out."),
                values={"key": words_of(cell)},
                sheet=layout.name,
                cell=cell.address,
            )


def _doubles(
    head: Mapping[int, Cell], layout: SheetLayout, columns: Mapping[int, Column]
) -> Iterator[Finding]:
    counts = Counter(column.key for column in columns.values())
    for number, column in columns.items():
        if counts[column.key] > 1:
            yield Finding(
                code="column_twice",
                severity=Severity.BLOCK,
                message=mark("The column “{key}” stands more than once. Keep one of them."),
                values={"key": column.key},
                sheet=layout.name,
                cell=head[number].address,
            )


def _missing(layout: SheetLayout, present: set[str]) -> Iterator[Finding]:
    for key in _required_keys(layout, present):
        if key not in present:
            yield Finding(
                code="column_missing",
                severity=Severity.BLOCK,
                message=mark("The column “{key}” is missing. Add it, with its key in the row of keys."),
                values={"key": key},
                sheet=layout.name,
            )


def _required_keys(layout: SheetLayout, present: set[str]) -> list[str]:
    """The keys that must stand; of a name, the language that is there, else the Thai one."""
    named = [name for name in layout.names if layout.column(f"{name}_th")]
    return [
        *(column.key for column in layout.columns if column.required),
        *(f"{name}_en" if f"{name}_en" in present else f"{name}_th" for name in named),
    ]
