"""From the tables of a return to its lines."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.kpi import Grain
from domain.kpi_return import Asked, ReturnForm
from kpi_returns.entries import Entry, folded, read_entry, words_of
from kpi_returns.explanation_reading import list_explaining, list_explanation_lines
from kpi_returns.identity import Identity
from kpi_returns.layout import BUDGETS, EXPLANATIONS, MILESTONES, PROVINCES, WHOLE, Key, Part
from kpi_returns.lines import BudgetLine, ExplanationLine, FigureLine, MilestoneLine, PlaceLine, ReturnLines
from kpi_returns.places import PlaceReader
from kpi_returns.tables import Table
from kpi_returns.target_reading import read_targets
from workbooks.cells import Cell


def read_lines(tables: Iterable[Table], form: ReturnForm, identity: Identity) -> ReturnLines:
    """The filled lines of all tables, each with its cells."""
    found = tuple(tables)
    reader = _LineReader(form)
    provinces = [table for table in found if table.layout is PROVINCES]
    rows = [row for table in provinces for row in reader.province_rows(table)]
    wholes = (line for table in found if table.layout is WHOLE for line in reader.whole_lines(table))
    return ReturnLines(
        form=form,
        identity=identity,
        headings=tuple(heading for table in provinces for heading in table.headings),
        strangers=tuple(place for table in found for place in table.strangers),
        places=tuple(place for place, _ in rows),
        figures=(*wholes, *(line for _, lines in rows for line in lines)),
        milestones=tuple(m for t in found if t.layout is MILESTONES for m in reader.milestone_lines(t)),
        budgets=tuple(b for t in found if t.layout is BUDGETS for b in reader.budget_lines(t)),
        explanations=tuple(e for t in found if t.layout is EXPLANATIONS for e in reader.explanation_lines(t)),
        targets=tuple(read_targets(found)),
        explaining={
            kpi: (cause, action)
            for table in found
            if table.layout is EXPLANATIONS
            for kpi, cause, action in list_explaining(table)
        },
        has_tables=bool(found),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """The columns of one KPI in a table of provinces."""

    kpi: str
    asked: Asked | None
    numerator: int | None
    denominator: int | None


_Filled = tuple[_Column, Entry, Entry]


class _LineReader:
    def __init__(self, form: ReturnForm) -> None:
        self._places = PlaceReader(form.plan)
        self._not_reported = frozenset(map(folded, form.plan.words.not_reported)) - {""}
        self._asked = {asked.kpi.code: asked for asked in form.asked}

    def province_rows(self, table: Table) -> Iterator[tuple[PlaceLine, list[FigureLine]]]:
        """The rows of a table of provinces in which something is filled in."""
        columns = list(self._columns(table))
        for row, cells in table.rows.items():
            filled = list(self._filled(table, row, cells, columns))
            if filled:
                place = self._place(table, row, cells)
                # Figures at no sure place are not judged one by one: the place is the fault.
                province = place.place.province
                yield place, [_at_place(one, province.code, place) for one in filled] if province else []

    def whole_lines(self, table: Table) -> Iterator[FigureLine]:
        """The rows of a table of KPIs that are reported as a whole."""
        for row, cells in table.rows.items():
            numerator = self._entry(table, row, cells, table.columns.get(Key.NUMERATOR))
            denominator = self._entry(table, row, cells, table.columns.get(Key.DENOMINATOR))
            if numerator.is_blank and denominator.is_blank:
                continue
            column = table.columns[Key.KPI]
            code = words_of(cells.get(column))
            yield FigureLine(
                kpi=code,
                asked=self._asked_as(code, Grain.WHOLE),
                province="",
                numerator=numerator,
                denominator=denominator,
                row_at=table.at(row, column),
                note=_words(table, cells, Key.NOTE),
            )

    def milestone_lines(self, table: Table) -> Iterator[MilestoneLine]:
        """The rows of a table of milestones."""
        for row, cells in table.rows.items():
            complete = self._entry(table, row, cells, table.columns.get(Key.COMPLETE))
            if not complete.is_blank:
                yield MilestoneLine(
                    code=_words(table, cells, Key.MILESTONE),
                    at=table.at(row, table.columns[Key.MILESTONE]),
                    complete=complete,
                    note=_words(table, cells, Key.NOTE),
                )

    def budget_lines(self, table: Table) -> Iterator[BudgetLine]:
        """The rows of a table of budgets."""
        for row, cells in table.rows.items():
            committed = self._entry(table, row, cells, table.columns.get(Key.COMMITTED))
            disbursed = self._entry(table, row, cells, table.columns.get(Key.DISBURSED))
            if not (committed.is_blank and disbursed.is_blank):
                yield BudgetLine(
                    code=_words(table, cells, Key.FLAGSHIP),
                    at=table.at(row, table.columns[Key.FLAGSHIP]),
                    committed=committed,
                    disbursed=disbursed,
                )

    def explanation_lines(self, table: Table) -> Iterator[ExplanationLine]:
        """The rows of a table of explanations."""
        return list_explanation_lines(table, self._asked, self._not_reported)

    def _columns(self, table: Table) -> Iterator[_Column]:
        for code, parts in table.figures.items():
            yield _Column(
                kpi=code,
                asked=self._asked_as(code, Grain.PROVINCE),
                numerator=parts.get(Part.NUMERATOR),
                denominator=parts.get(Part.DENOMINATOR),
            )

    def _filled(
        self, table: Table, row: int, cells: Mapping[int, Cell], columns: Iterable[_Column]
    ) -> Iterator[_Filled]:
        for column in columns:
            if column.numerator in cells or column.denominator in cells:
                numerator = self._entry(table, row, cells, column.numerator)
                denominator = self._entry(table, row, cells, column.denominator)
                if not (numerator.is_blank and denominator.is_blank):
                    yield column, numerator, denominator

    def _place(self, table: Table, row: int, cells: Mapping[int, Cell]) -> PlaceLine:
        code, name = _words(table, cells, Key.PROVINCE), _words(table, cells, Key.NAME)
        named = Key.NAME in table.columns and (name or not code)
        column = table.columns[Key.NAME if named else Key.PROVINCE]
        return PlaceLine(at=table.at(row, column), written=name or code, place=self._places.read(code, name))

    def _asked_as(self, code: str, grain: Grain) -> Asked | None:
        asked = self._asked.get(code)
        return asked if asked is not None and asked.kpi.grain is grain else None

    def _entry(self, table: Table, row: int, cells: Mapping[int, Cell], column: int | None) -> Entry:
        """An input cell; where its column is missing, the blank beside what names the row."""
        at = table.at(row, column or table.columns[table.layout.rows])
        return read_entry(cells.get(column) if column else None, at, self._not_reported)


def _at_place(filled: _Filled, province: str, place: PlaceLine) -> FigureLine:
    column, numerator, denominator = filled
    return FigureLine(
        kpi=column.kpi,
        asked=column.asked,
        province=province,
        numerator=numerator,
        denominator=denominator,
        row_at=place.at,
    )


def _words(table: Table, cells: Mapping[int, Cell], key: Key) -> str:
    column = table.columns.get(key)
    return words_of(cells.get(column)) if column else ""
