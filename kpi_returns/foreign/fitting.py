"""Whether a mapping still fits a workbook: nothing is read from a column whose header is another."""

import hashlib
import json
from collections.abc import Iterable, Iterator

from domain.finding import Finding, Severity
from domain.kpi import Grain
from domain.kpi_return import ReturnForm
from domain.text import mark
from kpi_returns.entries import folded
from kpi_returns.foreign.grid import Grid, column_of, grid_of, list_grids, place_of
from kpi_returns.foreign.mapping import Mapping, PlacesIn, Source
from kpi_returns.places import Match, PlaceReader
from workbooks.cells import Workbook

SHORT = 60
OF_NO_PROVINCE = mark(
    "KPI {kpi} is asked for by province, but no province is named for the place that was pointed out. "
    "Point out a column of the table, and the column that names the provinces."
)
OF_A_PROVINCE = mark(
    "KPI {kpi} is asked for as one whole, but what was pointed out belongs to a province. "
    "Point out the single cell that holds its figure."
)


def fingerprint_of(workbook: Workbook, mapping: Mapping) -> str:
    """What tells this layout from others: the sheets' names and the words in the row of headers.

    Where sheets are named after provinces, one may be missing this time and each may have its own title: there
    the words beside the figures are what counts.
    """
    grids = list_mapped_grids(workbook, mapping)
    if mapping.places is PlacesIn.SHEETS:
        used = [grid for grid in grids if _is_used(grid, mapping)]
        cells = sorted({cell for source in mapping.sources for cell, _ in source.anchors()})
        headers = {
            json.dumps([(cell, folded(grid.words(*place_of(cell)))) for cell in cells]) for grid in used
        }
        named: list[str] = []
    else:
        headers = {json.dumps(_headers(grid, mapping.header_row)) for grid in grids}
        named = [folded(grid.name) for grid in list_grids(workbook)]
    said = json.dumps([mapping.places.value, mapping.header_row, named, sorted(headers)])
    return hashlib.sha256(said.encode()).hexdigest()


def _headers(grid: Grid, row: int) -> list[tuple[int, str]]:
    return [(column, folded(grid.words(row, column))) for column in sorted(grid.rows.get(row, {}))]


def list_fitting(workbook: Workbook, kept: Iterable[Mapping]) -> list[Mapping]:
    """The kept mappings that were pointed out in a workbook of this very layout, in their order."""
    return [mapping for mapping in kept if mapping.fingerprint == fingerprint_of(workbook, mapping)]


def list_mapped_grids(workbook: Workbook, mapping: Mapping) -> list[Grid]:
    """The sheets that a mapping reads, in the order of the workbook; hidden ones only where they are named."""
    if not mapping.sheets:
        return list_grids(workbook)
    return [grid_of(sheet) for sheet in workbook.sheets if sheet.name in mapping.sheets]


def check_mapped_sheets(workbook: Workbook, mapping: Mapping, form: ReturnForm) -> Iterator[Finding]:
    """A sheet that was pointed out is no longer there."""
    del form
    if mapping.places is PlacesIn.SHEETS:
        return
    there = [sheet.name for sheet in workbook.sheets]
    for name in mapping.sheets:
        if name not in there:
            yield Finding(
                code="mapped_sheet_missing",
                severity=Severity.BLOCK,
                message=mark(
                    "The file has no sheet “{sheet}”, from which the figures are to be read. "
                    "Its sheets are: {known}. Point out the sheet again."
                ),
                values={"sheet": name, "known": ", ".join(there)[:SHORT]},
            )


def check_mapped_headers(workbook: Workbook, mapping: Mapping, form: ReturnForm) -> Iterator[Finding]:
    """The words over a column, or beside a cell, are no longer those that stood there."""
    del form
    for grid in list_mapped_grids(workbook, mapping):
        if not _is_used(grid, mapping):
            continue
        for source in mapping.sources:
            for cell, expected in source.anchors():
                found = grid.words(*place_of(cell))
                if folded(found) != folded(expected):
                    yield _changed(grid, source, cell, expected, found)


def _changed(grid: Grid, source: Source, cell: str, expected: str, found: str) -> Finding:
    return Finding(
        code="mapped_header_changed",
        severity=Severity.BLOCK,
        message=mark(
            "KPI {kpi}: here stood “{expected}” when its figures were pointed out; now there stands "
            "“{found}”. Point out the column again."
        ),
        values={"kpi": source.kpi, "expected": expected[:SHORT], "found": found[:SHORT]},
        sheet=grid.name,
        cell=cell,
    )


def _is_used(grid: Grid, mapping: Mapping) -> bool:
    """Whether figures stand where the mapping reads; a sheet of notes among those of provinces has none."""
    if mapping.places is not PlacesIn.SHEETS:
        return True
    cells = (place_of(source.cell) for source in mapping.sources if source.cell)
    if any(grid.cell(row, column) for row, column in cells):
        return True
    columns = {column_of(source.column) for source in mapping.sources if source.column}
    rows = (row for row in grid.rows if mapping.first_row <= row <= (mapping.last_row or row))
    return any(not columns.isdisjoint(grid.rows[row]) for row in rows)


def check_mapped_kpis(workbook: Workbook, mapping: Mapping, form: ReturnForm) -> Iterator[Finding]:
    """What was pointed out for a KPI that this return does not ask for is left out."""
    del workbook
    for kpi in dict.fromkeys(source.kpi for source in mapping.sources):
        if form.asked_for(kpi) is None:
            yield Finding(
                code="mapped_kpi_not_asked",
                severity=Severity.NOTICE,
                message=mark(
                    "KPI {kpi} is pointed out in the file but not asked for in this return; it is left out."
                ),
                values={"kpi": kpi},
            )


def check_mapped_places(workbook: Workbook, mapping: Mapping, form: ReturnForm) -> Iterator[Finding]:
    """A KPI by province is read where a province is named, any other where none is."""
    del workbook
    for source in mapping.sources:
        asked = form.asked_for(source.kpi)
        if asked is not None and _has_place(source, mapping) != (asked.kpi.grain is Grain.PROVINCE):
            yield Finding(
                code="mapped_place_wrong",
                severity=Severity.BLOCK,
                message=OF_A_PROVINCE if _has_place(source, mapping) else OF_NO_PROVINCE,
                values={"kpi": source.kpi},
                cell=source.cell or source.header_cell,
            )


def _has_place(source: Source, mapping: Mapping) -> bool:
    """Whether a province is named for what stands there."""
    match mapping.places:
        case PlacesIn.SHEETS:
            return True
        case PlacesIn.COLUMN:
            return bool(source.column)
        case PlacesIn.NOWHERE:
            return False


def check_rows_below(workbook: Workbook, mapping: Mapping, form: ReturnForm) -> Iterator[Finding]:
    """Figures below the last row that is read may be provinces that were added; a total below is none."""
    if mapping.last_row is None:
        return
    places = PlaceReader(form.plan)
    for grid in list_mapped_grids(workbook, mapping):
        row = next((row for row in sorted(grid.rows) if _is_left_out(grid, row, mapping, places)), None)
        if row is not None:
            yield Finding(
                code="mapped_rows_end_early",
                severity=Severity.CONFIRM,
                message=mark(
                    "The table is read down to row {last}, but figures stand below it. "
                    "If they belong to the table, point out its last row again."
                ),
                values={"last": mapping.last_row},
                sheet=grid.name,
                cell=f"{mapping.place_column or 'A'}{row}",
            )


def _is_left_out(grid: Grid, row: int, mapping: Mapping, places: PlaceReader) -> bool:
    if mapping.last_row is None or row <= mapping.last_row:
        return False
    columns = {column_of(source.column) for source in mapping.sources if source.column}
    if columns.isdisjoint(grid.rows[row]):
        return False
    if not mapping.place_column:
        return True
    words = grid.words(row, column_of(mapping.place_column))
    return bool(words) and places.read(words, "").match is not Match.SUBTOTAL
