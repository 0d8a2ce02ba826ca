"""The tables of a return, found by their keys wherever they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain import kpi_return
from kpi_returns.entries import locate, words_of
from kpi_returns.layout import (
    IDENTITY_SHEET,
    LAYOUTS,
    PROVINCES,
    Key,
    Part,
    TableLayout,
    is_before_key,
    split_column_key,
)
from workbooks.cells import Cell, CellKind, Sheet, Workbook

Rows = Mapping[int, Mapping[int, Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column of the table of provinces: the KPI and the part that its key names, and where the key stands.

    `is_filled` says that something stands below it.
    """

    kpi: str
    part: Part
    column: int
    at: kpi_return.Cell
    is_filled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its columns by key, in the table of provinces by KPI and part too, and its rows.

    Of two columns with one key the left one is in `columns` or `figures`, and both are in `headings`
    where it is a KPI's. `strangers` are columns that hold numbers under no key, each at its first number.
    `above` are the rows over the row of keys, down from the table before: what the sheet says of the columns.
    """

    layout: TableLayout
    sheet: str
    columns: Mapping[Key, int]
    headings: tuple[Heading, ...]
    figures: Mapping[str, Mapping[Part, int]]
    rows: Rows
    above: Rows
    strangers: tuple[kpi_return.Cell, ...]

    def at(self, row: int, column: int) -> kpi_return.Cell:
        """The place of a cell of this table's sheet."""
        return locate(self.sheet, row, column)


def find_tables(workbook: Workbook) -> tuple[Table, ...]:
    """Every table of every sheet but the hidden one of identity, in the order in which they stand."""
    return tuple(
        table for sheet in workbook.sheets if sheet.name != IDENTITY_SHEET for table in _tables_of(sheet)
    )


def _tables_of(sheet: Sheet) -> Iterator[Table]:
    rows = _rows_of(sheet)
    numbers = sorted(rows)
    heads = [
        (position, layout)
        for position, row in enumerate(numbers)
        if (layout := _layout_of(rows[row])) is not None
    ]
    # The row right above a row of keys holds its labels, and is no row of the table before.
    labels = [p - 1 if numbers[p - 1] == numbers[p] - 1 else p for p, _ in heads]
    ends = [*labels, len(numbers)][1:]
    begins = [0, *(head + 1 for head, _ in heads)]
    for (head, layout), begin, end in zip(heads, begins, ends, strict=False):
        yield _table(sheet.name, layout, rows, numbers[begin:head], numbers[head], numbers[head + 1 : end])


def _rows_of(sheet: Sheet) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    return rows


def _layout_of(row: Mapping[int, Cell]) -> TableLayout | None:
    """The kind of table whose row of keys this is; None for any other row."""
    words = {words_of(cell) for cell in row.values() if cell.kind is CellKind.TEXT}
    for layout in LAYOUTS:
        if layout.rows in words and (words & layout.inputs or _has_figures(layout, words)):
            return layout
    return None


def _has_figures(layout: TableLayout, words: set[str]) -> bool:
    return layout is PROVINCES and any(split_column_key(word) for word in words)


def _table(
    sheet: str, layout: TableLayout, rows: Rows, above: list[int], head: int, below: list[int]
) -> Table:
    data = {row: rows[row] for row in below}
    columns: dict[Key, int] = {}
    for column, cell in sorted(rows[head].items()):
        if (words := words_of(cell)) in layout.columns:
            columns.setdefault(Key(words), column)
    headings = tuple(_headings(sheet, head, rows[head], data)) if layout is PROVINCES else ()
    figures: dict[str, dict[Part, int]] = {}
    for heading in headings:
        figures.setdefault(heading.kpi, {}).setdefault(heading.part, heading.column)
    shown = (column for column, cell in rows[head].items() if is_before_key(words_of(cell)))
    known = {*columns.values(), *shown, *(heading.column for heading in headings)}
    return Table(
        layout=layout,
        sheet=sheet,
        columns=columns,
        headings=headings,
        figures=figures,
        rows=data,
        above={row: rows[row] for row in above},
        strangers=tuple(_strangers(sheet, data, known)),
    )


def _headings(sheet: str, head: int, keys: Mapping[int, Cell], data: Rows) -> Iterator[Heading]:
    filled = set[int]().union(*data.values())
    for column, cell in sorted(keys.items()):
        if named := split_column_key(words_of(cell)):
            code, part = named
            at = locate(sheet, head, column)
            yield Heading(kpi=code, part=part, column=column, at=at, is_filled=column in filled)


def _strangers(sheet: str, rows: Rows, known: set[int]) -> Iterator[kpi_return.Cell]:
    seen = set(known)
    for row, cells in rows.items():
        for column, cell in cells.items():
            if column not in seen and cell.kind is CellKind.NUMBER:
                seen.add(column)
                yield locate(sheet, row, column)
