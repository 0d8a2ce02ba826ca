"""Where the figures stand in a department's own workbook, as somebody pointed it out."""

from collections import abc
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Self

from openpyxl.utils.cell import column_index_from_string, coordinate_to_tuple

from kpi_returns.layout import Part


class PlacesIn(StrEnum):
    """Where a workbook names the provinces: in a column, as the names of its sheets, or nowhere."""

    COLUMN = "column"
    SHEETS = "sheets"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where one figure of a KPI stands: in a column such as "C", or in the one cell such as "C7".

    `header` are the words that stood at `header_cell` when it was pointed out, `group` those that stood above, at
    `group_cell`, over several columns; figures are read only while they still stand there, so that a column
    that moved is never taken for another.
    """

    kpi: str
    part: Part = Part.NUMERATOR
    column: str = ""
    cell: str = ""
    header: str = ""
    header_cell: str = ""
    group: str = ""
    group_cell: str = ""

    def anchors(self) -> tuple[tuple[str, str], ...]:
        """The addresses at which words have to stand, each with these words."""
        pairs = (self.header_cell, self.header), (self.group_cell, self.group)
        return tuple((cell, words) for cell, words in pairs if cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How a workbook is read. Rows count from 1.

    `sheets` are the sheets that are read, by name; empty means all. `place_column` is given where a column
    names the provinces. Rows are read from `first_row` to `last_row`, None is down to the end.
    `fingerprint` is that of the workbook in which it was pointed out.
    """

    sheets: tuple[str, ...]
    places: PlacesIn
    header_row: int
    first_row: int
    sources: tuple[Source, ...]
    place_column: str = ""
    last_row: int | None = None
    fingerprint: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError where it says nothing that could be read."""
        if (self.places is PlacesIn.COLUMN) != bool(self.place_column):
            raise ValueError("a column of places is given exactly where places stand in a column")
        if min(self.header_row, self.first_row, self.last_row or self.first_row) < 1:
            raise ValueError("rows count from 1")
        for source in self.sources:
            if bool(source.column) == bool(source.cell):
                raise ValueError("a figure stands either in a column or in a cell")
        self._check_addresses()

    def _check_addresses(self) -> None:
        columns = [self.place_column, *(source.column for source in self.sources)]
        cells = [source.cell for source in self.sources]
        cells += [cell for source in self.sources for cell, _ in source.anchors()]
        for column in filter(None, columns):
            column_index_from_string(column)
        for cell in filter(None, cells):
            coordinate_to_tuple(cell)

    def as_document(self) -> dict[str, object]:
        """The mapping in the words of JSON."""
        return {
            **asdict(self),
            "sheets": list(self.sheets),
            "places": self.places.value,
            "sources": [{**asdict(source), "part": source.part.value} for source in self.sources],
        }

    @classmethod
    def from_document(cls, document: abc.Mapping[str, object]) -> Self:
        """What `as_document` said. Raises ValueError for anything else."""
        try:
            return cls(
                sheets=tuple(_words(name) for name in _list(document["sheets"])),
                places=PlacesIn(_words(document["places"])),
                header_row=_row(document["header_row"]),
                first_row=_row(document["first_row"]),
                last_row=None if document["last_row"] is None else _row(document["last_row"]),
                place_column=_words(document["place_column"]),
                fingerprint=_words(document["fingerprint"]),
                sources=tuple(_source(source) for source in _list(document["sources"])),
            )
        except (KeyError, ValueError) as fault:
            raise ValueError(f"the document is no mapping: {fault}") from fault


def _source(document: object) -> Source:
    if not isinstance(document, dict):
        raise ValueError("a source is no object")
    words = {field.name: _words(document[field.name]) for field in fields(Source) if field.name != "part"}
    return Source(part=Part(_words(document["part"])), **words)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("a list is no list")
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("words are no words")
    return value


def _row(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("a row is no number")
    return value
