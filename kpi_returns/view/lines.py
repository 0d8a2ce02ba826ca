"""Rows of a view that a form asks for, and how a row is named where something is wrong with it."""

from dataclasses import dataclass
from decimal import Decimal

from domain.kpi import Grain
from domain.kpi_return import Asked, Cell
from domain.view_row import ViewRow
from kpi_returns.numbers import is_usable

LONGEST_SHOWN = 40
# A row of a view stands in no cell.
NOWHERE = Cell(sheet="", cell="")


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLine:
    """A row that the form asks for; `province` is the code, empty for the whole."""

    row: ViewRow
    asked: Asked
    province: str

    @property
    def takes_note(self) -> bool:
        """Whether a note has its cell."""
        return self.asked.kpi.grain is Grain.WHOLE and self.row.numerator is not None


def number_of(value: object) -> float | None:
    """A database's number that a cell can hold; None for everything else: words, yes and no, NaN, infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if is_usable(number) else None


def named(row: ViewRow) -> str:
    """A row by its KPI and place, as findings show it."""
    return f"{shown(row.kpi)} / {shown(row.province)}"


def shown(words: str) -> str:
    """Words of a stranger, harmless on every screen and terminal."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in words.strip())
    return (plain if len(plain) <= LONGEST_SHOWN else f"{plain[:LONGEST_SHOWN]}…") or "–"
