"""The targets that a return shows beside or above its input cells, as they stand in the file."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from domain.text import Language, mark
from house_style.wording import wording
from kpi_returns.entries import folded, read_entry, words_of
from kpi_returns.layout import PROVINCES, WHOLE, Key, Part
from kpi_returns.lines import TargetLine
from kpi_returns.tables import Table
from workbooks.cells import Cell

# The table of provinces has its targets in a row above the keys, named by this label in either language.
LABEL = mark("Target to date")
# Further away than this from the keys stands another table; a hostile file buys no time with its rows.
ABOVE_AT_MOST = 16


def read_targets(tables: Iterable[Table]) -> Iterator[TargetLine]:
    """The targets of all tables, each with its cell; a return that does not show them shows none."""
    for table in tables:
        if table.layout is WHOLE:
            yield from _beside_rows(table)
        elif table.layout is PROVINCES:
            yield from _above_columns(table)


def _beside_rows(table: Table) -> Iterator[TargetLine]:
    target = table.columns.get(Key.TARGET)
    if target is None:
        return
    for row, cells in table.rows.items():
        code = words_of(cells.get(table.columns[Key.KPI]))
        yield TargetLine(kpi=code, written=read_entry(cells.get(target), table.at(row, target), ()))


def _above_columns(table: Table) -> Iterator[TargetLine]:
    above = list(table.above.items())[:-ABOVE_AT_MOST:-1]
    row = next((number for number, cells in above if _names_targets(cells)), None)
    if row is None:
        return
    for code, parts in table.figures.items():
        # A ratio's target stands over both of its columns, in the left one.
        if column := parts.get(Part.NUMERATOR):
            written = read_entry(table.above[row].get(column), table.at(row, column), ())
            yield TargetLine(kpi=code, written=written)


def _names_targets(cells: Mapping[int, Cell]) -> bool:
    return any(folded(words_of(cell)) in _labels() for cell in cells.values())


@cache
def _labels() -> frozenset[str]:
    return frozenset(folded(wording(language).say(LABEL)) for language in Language)
