"""A department's own workbook, read by its mapping into the lines that our own template gives."""

from collections.abc import Iterable, Iterator

from domain.finding import is_blocked
from domain.kpi_return import ReturnForm
from kpi_returns.entries import Entry, folded, locate, read_entry
from kpi_returns.foreign.fitting import (
    check_mapped_headers,
    check_mapped_kpis,
    check_mapped_places,
    check_mapped_sheets,
    check_rows_below,
    list_mapped_grids,
)
from kpi_returns.foreign.grid import Grid, column_of, place_of
from kpi_returns.foreign.mapping import Mapping, PlacesIn, Source
from kpi_returns.identity import Identity
from kpi_returns.layout import TEMPLATE, Part
from kpi_returns.lines import FigureLine, PlaceLine, ReturnLines
from kpi_returns.places import PlaceReader
from kpi_returns.reading import CELLS_AT_MOST, ReturnReading, judge_lines, refuse, too_large
from workbooks.cells import Workbook

FITS = (
    check_mapped_sheets,
    check_mapped_headers,
    check_mapped_kpis,
    check_mapped_places,
    check_rows_below,
)


def read_mapped(workbook: Workbook, mapping: Mapping, form: ReturnForm) -> ReturnReading:
    """Read and judge a workbook as a return to a form; where the mapping does not fit, that alone is said."""
    if sum(len(sheet.cells) for sheet in workbook.sheets) > CELLS_AT_MOST:
        return refuse(workbook, too_large(), form=form)
    unfit = tuple(finding for check in FITS for finding in check(workbook, mapping, form))
    if is_blocked(unfit):
        return refuse(workbook, *unfit, form=form)
    return judge_lines(workbook, read_mapped_lines(workbook, mapping, form), unfit)


def read_mapped_lines(workbook: Workbook, mapping: Mapping, form: ReturnForm) -> ReturnLines:
    """The lines of a workbook, with its own cells as their places. Only meaningful where the mapping fits."""
    reader = _MappedReader(mapping, form)
    rows = [row for grid in list_mapped_grids(workbook, mapping) for row in reader.rows(grid)]
    return ReturnLines(
        form=form,
        identity=Identity(
            template=TEMPLATE,
            department=form.department.code,
            year=form.year,
            month=form.month,
            plan_number=form.plan_number,
        ),
        places=tuple(place for place, _ in rows if place is not None),
        figures=tuple(line for _, lines in rows for line in lines),
    )


class _MappedReader:
    def __init__(self, mapping: Mapping, form: ReturnForm) -> None:
        self._mapping = mapping
        self._form = form
        self._places = PlaceReader(form.plan)
        self._not_reported = frozenset(map(folded, form.plan.words.not_reported)) - {""}
        asked = [source for source in mapping.sources if form.asked_for(source.kpi)]
        self._columns = _by_kpi(source for source in asked if source.column)
        self._cells = _by_kpi(source for source in asked if source.cell)

    def rows(self, grid: Grid) -> Iterator[tuple[PlaceLine | None, list[FigureLine]]]:
        """The places of a sheet, each with its figures; a place that is not sure has none."""
        if self._mapping.places is PlacesIn.SHEETS:
            yield from self._sheet_as_place(grid)
            return
        for kpi, parts in self._cells.items():
            if line := self._figure(grid, kpi, parts, 0, ""):
                yield None, [line]
        for row in self._data_rows(grid):
            yield from self._row(grid, row)

    def _data_rows(self, grid: Grid) -> Iterator[int]:
        last = self._mapping.last_row or grid.last_row
        return (row for row in sorted(grid.rows) if self._mapping.first_row <= row <= last)

    def _row(self, grid: Grid, row: int) -> Iterator[tuple[PlaceLine | None, list[FigureLine]]]:
        figures = self._figures(grid, row, "")
        if not figures:
            return
        if self._mapping.places is PlacesIn.NOWHERE:
            yield None, figures
            return
        column = column_of(self._mapping.place_column)
        written = grid.words(row, column)
        place = PlaceLine(
            at=locate(grid.name, row, column), written=written, place=self._places.read(written, "")
        )
        province = place.place.province
        yield place, self._figures(grid, row, province.code) if province else []

    def _sheet_as_place(self, grid: Grid) -> Iterator[tuple[PlaceLine | None, list[FigureLine]]]:
        read = self._places.read(grid.name, "")
        code = read.province.code if read.province else ""
        lines = [line for row in self._data_rows(grid) for line in self._figures(grid, row, code)]
        lines += [
            line for kpi, parts in self._cells.items() if (line := self._figure(grid, kpi, parts, 0, code))
        ]
        if lines:
            first = lines[0].numerator.at
            yield PlaceLine(at=first, written=grid.name, place=read), lines if code else []

    def _figures(self, grid: Grid, row: int, province: str) -> list[FigureLine]:
        found = (self._figure(grid, kpi, parts, row, province) for kpi, parts in self._columns.items())
        return [line for line in found if line]

    def _figure(
        self, grid: Grid, kpi: str, parts: dict[Part, Source], row: int, province: str
    ) -> FigureLine | None:
        """A KPI's figure in a row of columns, or in its cells; None where nothing stands there."""
        usual = next(iter(parts.values()))
        numerator = self._entry(grid, parts.get(Part.NUMERATOR, usual), row, Part.NUMERATOR in parts)
        denominator = self._entry(grid, parts.get(Part.DENOMINATOR, usual), row, Part.DENOMINATOR in parts)
        if numerator.is_blank and denominator.is_blank:
            return None
        return FigureLine(
            kpi=kpi,
            asked=self._form.asked_for(kpi),
            province=province,
            numerator=numerator,
            denominator=denominator,
            row_at=numerator.at,
        )

    def _entry(self, grid: Grid, source: Source, row: int, is_there: bool) -> Entry:
        at = place_of(source.cell) if source.cell else (row, column_of(source.column))
        return read_entry(grid.cell(*at) if is_there else None, locate(grid.name, *at), self._not_reported)


def _by_kpi(sources: Iterable[Source]) -> dict[str, dict[Part, Source]]:
    found: dict[str, dict[Part, Source]] = {}
    for source in sources:
        found.setdefault(source.kpi, {}).setdefault(source.part, source)
    return found
