"""From a table of explanations to its lines."""

from collections.abc import Collection, Iterator, Mapping

from domain import kpi_return
from domain.kpi_return import Asked
from kpi_returns.days import read_day_entry
from kpi_returns.entries import DASHES, Entry, folded, read_entry, words_of
from kpi_returns.layout import EXPLANATIONS, Key
from kpi_returns.lines import ExplanationLine
from kpi_returns.tables import Table
from workbooks.cells import Cell, CellKind

INPUTS = tuple(key for key in EXPLANATIONS.columns if key in EXPLANATIONS.inputs)
BROKEN = (CellKind.ERROR, CellKind.UNCALCULATED)
Row = Mapping[int, Cell]


def list_explaining(table: Table) -> Iterator[tuple[str, kpi_return.Cell, kpi_return.Cell]]:
    """Each KPI of the table, and where its cause and what is done about it are to be written."""
    cause, action = table.columns.get(Key.CAUSE), table.columns.get(Key.ACTION)
    if cause is None or action is None:
        return
    for row, cells in table.rows.items():
        code = words_of(cells.get(table.columns[Key.KPI]))
        if code:
            yield code, table.at(row, cause), table.at(row, action)


def list_explanation_lines(
    table: Table, asked: Mapping[str, Asked], not_reported: Collection[str]
) -> Iterator[ExplanationLine]:
    """The rows in which something is filled in; a dash alone explains nothing."""
    for row, cells in table.rows.items():
        inputs = {key: cell for key in INPUTS if (cell := cells.get(table.columns.get(key, 0)))}
        filled = {key: cell for key, cell in inputs.items() if _says(cell, not_reported)}
        if filled:
            yield _line(table, row, words_of(cells.get(table.columns[Key.KPI])), filled, asked, not_reported)


def _says(cell: Cell, not_reported: Collection[str]) -> bool:
    words = words_of(cell)
    return cell.kind in BROKEN or not (not words or words in DASHES or folded(words) in not_reported)


def _line(
    table: Table,
    row: int,
    code: str,
    filled: Mapping[Key, Cell],
    asked: Mapping[str, Asked],
    not_reported: Collection[str],
) -> ExplanationLine:
    broken = {key: cell for key, cell in filled.items() if cell.kind in BROKEN}
    sound = {key: cell for key, cell in filled.items() if key not in broken}
    first = next(iter(filled.values()))
    by = table.at(row, table.columns.get(Key.BY, table.columns[Key.KPI]))
    return ExplanationLine(
        kpi=code,
        asked=asked.get(code),
        at=table.at(row, table.columns[Key.KPI]),
        first=table.at(first.row, first.column),
        cause=words_of(sound.get(Key.CAUSE)),
        action=words_of(sound.get(Key.ACTION)),
        by=read_day_entry(sound.get(Key.BY), by, not_reported),
        support=words_of(sound.get(Key.SUPPORT)),
        broken=tuple(_broken(table, cell, not_reported) for cell in broken.values()),
    )


def _broken(table: Table, cell: Cell, not_reported: Collection[str]) -> Entry:
    at: kpi_return.Cell = table.at(cell.row, cell.column)
    return read_entry(cell, at, not_reported)
