"""One input cell as its writer meant it."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from domain import kpi_return
from kpi_returns.numbers import INVISIBLE, is_usable, percent_of, read_number
from workbooks.cells import Cell, CellKind, cell_address

# Whatever the plan's words are, a lone dash says that there is nothing to report.
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
LONGEST_SHOWN = 60
NIKHAHIT, SARA_E, SARA_AE, SARA_AA, SARA_AM = (
    unicodedata.lookup(f"THAI CHARACTER {name}")
    for name in ("NIKHAHIT", "SARA E", "SARA AE", "SARA AA", "SARA AM")
)
TONES = [
    unicodedata.lookup(f"THAI CHARACTER {name}") for name in ("MAI EK", "MAI THO", "MAI TRI", "MAI CHATTAWA")
]


class State(StrEnum):
    """What became of a cell. Only BLANK and NOT_REPORTED mean that there is no figure."""

    BLANK = "blank"
    NUMBER = "number"
    NOT_REPORTED = "not_reported"
    UNREADABLE = "unreadable"
    FAILED = "failed"
    UNCALCULATED = "uncalculated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One input cell. `number` counts percent (85 for 85 %) where `is_percent`; `written` is for messages."""

    at: kpi_return.Cell
    state: State
    number: float = 0.0
    is_percent: bool = False
    written: str = ""

    @property
    def is_number(self) -> bool:
        """Whether there is a figure."""
        return self.state is State.NUMBER

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the cell."""
        return self.state is State.BLANK


def words_of(cell: Cell | None) -> str:
    """A cell's words: composed (NFC), trimmed, without invisible signs; a whole number without its ".0"."""
    if cell is None:
        return ""
    value = cell.value
    if isinstance(value, float) and value.is_integer() and is_usable(value):
        return str(int(value))
    return unicodedata.normalize("NFC", INVISIBLE.sub("", str(value))).strip()


def folded(words: str) -> str:
    """Words for comparison only: without spaces, capitals, or the several ways to type one Thai vowel."""
    plain = unicodedata.normalize("NFC", INVISIBLE.sub("", words))
    # NFC does not unify these: sara am typed whole or as two signs, and sara ae typed as twice sara e.
    plain = plain.replace(SARA_AM, NIKHAHIT + SARA_AA).replace(SARA_E + SARA_E, SARA_AE)
    for tone in TONES:
        plain = plain.replace(NIKHAHIT + tone, tone + NIKHAHIT)
    return "".join(plain.split()).casefold()


def read_entry(cell: Cell | None, at: kpi_return.Cell, not_reported: Collection[str]) -> Entry:
    """What an input cell says. `not_reported` are the plan's folded words for a figure that is not there."""
    if cell is None:
        return Entry(at=at, state=State.BLANK)
    match cell.kind:
        case CellKind.NUMBER:
            return _number(cell, at)
        case CellKind.TEXT:
            return _text(cell, at, not_reported)
        case CellKind.BOOLEAN | CellKind.DATE:
            return Entry(at=at, state=State.UNREADABLE, written=_shortened(words_of(cell)))
        case CellKind.ERROR:
            return Entry(at=at, state=State.FAILED, written=_shortened(words_of(cell)))
        case CellKind.UNCALCULATED:
            return Entry(at=at, state=State.UNCALCULATED)


def locate(sheet: str, row: int, column: int) -> kpi_return.Cell:
    """The place of a cell as findings and observations name it."""
    return kpi_return.Cell(sheet=sheet, cell=cell_address(row, column))


def _number(cell: Cell, at: kpi_return.Cell) -> Entry:
    value = cell.value
    if isinstance(value, str | bool) or not -1e300 < value < 1e300 or not is_usable(float(value)):
        return Entry(at=at, state=State.UNREADABLE, written=_shortened(str(value)))
    number = percent_of(float(value)) if cell.percent else float(value)
    return Entry(at=at, state=State.NUMBER, number=number, is_percent=cell.percent, written=words_of(cell))


def _text(cell: Cell, at: kpi_return.Cell, not_reported: Collection[str]) -> Entry:
    words = words_of(cell)
    if not words:
        return Entry(at=at, state=State.BLANK)
    if words in DASHES or folded(words) in not_reported:
        return Entry(at=at, state=State.NOT_REPORTED, written=_shortened(words))
    found = read_number(words)
    if found is None:
        return Entry(at=at, state=State.UNREADABLE, written=_shortened(words))
    number, is_percent = found
    return Entry(at=at, state=State.NUMBER, number=number, is_percent=is_percent, written=words)


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"
