"""Rows of bars: what stands in a row, and where.

The vertical axis counts px, so that names, bars and marks keep their distances at every width. A long name
stands above its bar, where a phone has room for it; short names stand to the left.
"""

from dataclasses import dataclass

from charts.legend import Key, Sign
from charts.letters import width_of, wrapped
from charts.look import EDGE, LINE_HEIGHT, Look
from domain.status import Status

BESIDE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RowBar:
    """One row: its bar from zero, marks on it, and what is said to the right of it and on hovering.

    `earlier` is last year's value, `target` a tick, `low` and `high` a range still possible. Without a
    value the row is hatched as not reported. `uncertain` hatches a bar that has too little behind it.
    """

    code: str
    label: str
    value: float | None
    said: str
    hover: str
    status: Status | None = None
    earlier: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The common scale: its ends, and its ticks with their labels; `lines` are drawn through all rows."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the marks are called; a mark without a name is not in the legend."""

    value: str
    earlier: str = ""
    target: str = ""
    span: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where everything stands, in px from the top of the plot."""

    bars: tuple[RowBar, ...]
    look: Look
    beside: bool
    lines: int

    @property
    def pitch(self) -> float:
        """The height of a row."""
        return self.look.em(2.1) if self.beside else self.look.em(self.lines * LINE_HEIGHT + 2.3)

    @property
    def height(self) -> float:
        """The height of all rows."""
        return self.pitch * max(len(self.bars), 1)

    def middle(self, index: int) -> float:
        """The middle of a row's bar."""
        return self.pitch * index + (
            self.pitch / 2 if self.beside else self.look.em(self.lines * LINE_HEIGHT + 1.0)
        )

    def label(self, index: int) -> float:
        """The middle of a row's name."""
        return (
            self.middle(index)
            if self.beside
            else self.pitch * index + self.look.em(self.lines * LINE_HEIGHT / 2 + 0.1)
        )


def place_rows(bars: tuple[RowBar, ...], look: Look) -> Rows:
    """The rows in their places."""
    beside = all(width_of(row.label) <= BESIDE for row in bars)
    lines = max((len(wrapped(row.label, look.line)) for row in bars), default=1)
    return Rows(bars, look, beside, lines)


def room_at_left(rows: Rows, axis: Axis) -> float:
    """Room for the names, or at least for the half of the first tick's label that stands out."""
    first = rows.look.room_for(width_of(axis.ticks[0][1]) / 2 + 0.5) - EDGE
    widest = max((width_of(row.label) for row in rows.bars), default=0)
    return rows.look.room_for(widest) + rows.look.em(0.6) if rows.beside else max(first, 0.0)


def has_span(row: RowBar) -> bool:
    """Whether a range is still possible."""
    return row.low is not None and row.high is not None and row.high > row.low


def keys_of(rows: Rows, keys: Keys) -> list[Key]:
    """The legend: only of marks that are there and have a name."""
    theme, bars = rows.look.theme, rows.bars
    every = [
        (Key(sign=Sign.BAR, colour=theme.actual, name=keys.value), True),
        (
            Key(sign=Sign.BAR, colour=theme.earlier, name=keys.earlier),
            any(row.earlier is not None for row in bars),
        ),
        (
            Key(sign=Sign.TICK, colour=theme.accent, name=keys.target),
            any(row.target is not None for row in bars),
        ),
        (Key(sign=Sign.SPAN, colour=theme.muted, name=keys.span), any(has_span(row) for row in bars)),
    ]
    return [key for key, there in every if there and key.name]
