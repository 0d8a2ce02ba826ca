"""A first guess at where the figures of a foreign workbook stand. It is shown and confirmed, never taken silently."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from openpyxl.utils.cell import get_column_letter

from domain.kpi import Grain
from domain.kpi_return import ReturnForm
from kpi_returns.entries import locate, read_entry
from kpi_returns.foreign.grid import Grid, list_grids
from kpi_returns.foreign.likeness import Wanted, likeness, list_wanted
from kpi_returns.foreign.mapping import Mapping, PlacesIn, Source
from kpi_returns.foreign.pointing import point_at_cell, point_at_column, with_fingerprint
from kpi_returns.layout import Part
from kpi_returns.places import Match, PlaceReader
from workbooks.cells import Workbook, cell_address

ALIKE = 0.55
ROWS_SEEN, COLUMNS_SEEN = 200, 120
HEADER_ROWS = 4
SHEETS_AS_PLACES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A mapping that may be right, and how alike the words over each of its sources are (0..1), in their order."""

    mapping: Mapping
    alike: tuple[float, ...]


def suggest_mapping(workbook: Workbook, form: ReturnForm) -> Suggestion | None:
    """Where the figures of a form most likely stand; None where the workbook names neither places nor KPIs.

    Where it names places, and no column is named like a figure, the table is offered without its columns.
    """
    grids, places = list_grids(workbook), PlaceReader(form.plan)
    if any(asked.kpi.grain is Grain.PROVINCE for asked in form.asked):
        named = [grid for grid in grids if _is_place(places, grid.name)]
        if len(named) >= SHEETS_AS_PLACES:
            return _finished(workbook, _of_sheets(named, form))
        if found := _best_table(grids, places, form):
            return _finished(workbook, found)
    return _finished(workbook, _of_cells(grids, form))


def _finished(workbook: Workbook, found: Suggestion | None) -> Suggestion | None:
    if found is None or not (found.mapping.sources or found.mapping.place_column):
        return None
    return replace(found, mapping=with_fingerprint(workbook, found.mapping))


def _is_place(places: PlaceReader, words: str) -> bool:
    return bool(words) and places.read(words, "").province is not None


def _best_table(grids: Iterable[Grid], places: PlaceReader, form: ReturnForm) -> Suggestion | None:
    """The sheet and column in which most provinces stand one below the other."""
    columns = [(*_place_column(grid, places), grid) for grid in grids]
    count, column, rows, grid = max(columns, key=lambda found: found[0], default=(0, 0, [], None))
    if grid is None or count < 1:
        return None
    first = rows[0]
    header = _header_row(grid, first, column)
    spots = [spot for spot in _columns(grid, header, rows) if spot.column != get_column_letter(column)]
    sources, alike = _paired(spots, list_wanted(form, Grain.PROVINCE))
    mapping = Mapping(
        sheets=(grid.name,),
        places=PlacesIn.COLUMN,
        place_column=get_column_letter(column),
        header_row=header,
        first_row=first,
        sources=sources,
    )
    return Suggestion(mapping=mapping, alike=alike)


def _place_column(grid: Grid, places: PlaceReader) -> tuple[int, int, list[int]]:
    """How many rows of the best column name a place, the column, and these rows."""
    found: dict[int, list[int]] = {}
    for row in sorted(grid.rows)[:ROWS_SEEN]:
        for column, cell in grid.rows[row].items():
            if column <= COLUMNS_SEEN and isinstance(cell.value, str) and _names(places, grid, row, column):
                found.setdefault(column, []).append(row)
    best = max(found, key=lambda column: len(found[column]), default=0)
    return len(found.get(best, [])), best, found.get(best, [])


def _names(places: PlaceReader, grid: Grid, row: int, column: int) -> bool:
    words = grid.words(row, column)
    return places.read_name(words).match in (Match.PROVINCE, Match.ALIAS) if words else False


def _header_row(grid: Grid, first: int, column: int) -> int:
    """The row above the first place in which most words stand: titles stand alone in theirs."""
    above = [row for row in range(max(1, first - HEADER_ROWS), first) if row in grid.rows]
    texts = {row: sum(isinstance(cell.value, str) for cell in grid.rows[row].values()) for row in above}
    # Of rows with as many words the lowest one: it is nearest to the figures.
    return max(
        above, key=lambda row: (bool(grid.words(row, column)) or texts[row] > 1, texts[row], row), default=1
    )


def _columns(grid: Grid, header: int, rows: Sequence[int]) -> Iterator[Source]:
    """The columns in which numbers stand beside the places, each with the words over it."""
    seen = sorted({column for row in rows for column in grid.rows[row] if column <= COLUMNS_SEEN})
    for column in seen:
        if any(_is_number(grid, row, column) for row in rows):
            yield point_at_column(grid, get_column_letter(column), header, kpi="", part=Part.NUMERATOR)


def _is_number(grid: Grid, row: int, column: int) -> bool:
    entry = read_entry(grid.cell(row, column), locate(grid.name, row, column), ())
    return entry.is_number


def _of_sheets(grids: Sequence[Grid], form: ReturnForm) -> Suggestion:
    """Every sheet is a province: figures are looked for in the first one, beside the words that name them."""
    spots = list(_cells(grids[0]))
    sources, alike = _paired(spots, list_wanted(form, Grain.PROVINCE))
    # All sheets and not these by name: the sheet of a province that comes later must not be passed over.
    mapping = Mapping(sheets=(), places=PlacesIn.SHEETS, header_row=1, first_row=1, sources=sources)
    return Suggestion(mapping=mapping, alike=alike)


def _of_cells(grids: Iterable[Grid], form: ReturnForm) -> Suggestion | None:
    """The sheet whose rows name most of the KPIs that are asked for as a whole."""
    best: Suggestion | None = None
    for grid in grids:
        sources, alike = _paired(list(_cells(grid)), list_wanted(form, Grain.WHOLE))
        mapping = Mapping(
            sheets=(grid.name,), places=PlacesIn.NOWHERE, header_row=1, first_row=1, sources=sources
        )
        if best is None or sum(alike) > sum(best.alike):
            best = Suggestion(mapping=mapping, alike=alike)
    return best


def _cells(grid: Grid) -> Iterator[Source]:
    """Every first number to the right of words, with these words."""
    for row in sorted(grid.rows)[:ROWS_SEEN]:
        is_named = False
        for column, cell in sorted(grid.rows[row].items())[:COLUMNS_SEEN]:
            is_number = _is_number(grid, row, column)
            if is_named and is_number:
                yield point_at_cell(grid, cell_address(row, column), kpi="", part=Part.NUMERATOR)
            is_named = isinstance(cell.value, str) and not is_number


def _paired(
    spots: Sequence[Source], wanted: Sequence[Wanted]
) -> tuple[tuple[Source, ...], tuple[float, ...]]:
    """Each figure with the spot whose words are most like its own, best pairs first; none twice."""
    pairs = [
        (found, figure, spot)
        for spot in spots
        for figure in wanted
        if (found := likeness(spot.header, spot.group, figure)) >= ALIKE
    ]
    taken: dict[Wanted, tuple[float, Source]] = {}
    used: set[Source] = set()
    for found, figure, spot in sorted(pairs, key=lambda pair: -pair[0]):
        if figure not in taken and spot not in used:
            taken[figure] = found, replace(spot, kpi=figure.kpi, part=figure.part)
            used.add(spot)
    chosen = [taken[figure] for figure in wanted if figure in taken]
    return tuple(source for _, source in chosen), tuple(found for found, _ in chosen)
