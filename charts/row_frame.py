"""Rows of bars: what stands in a row, and where.

The vertical axis counts px, so that names, bars and marks keep their distances at every width. A long name
stands above its bar, where a phone has room for it; short names stand to the left.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from charts.legend import Key, Sign
from charts.letters import ELLIPSIS, width_of, wrapped
from charts.look import EDGE, LINE_HEIGHT, Look
from charts.marks import status_keys
from charts.score_axis import THIN_SPACE
from domain.status import Status

# Names of at most so many letters, in lines of at most so many, stand to the left of their bars.
BESIDE = 20
BESIDE_LINE = 13
# What a phone's width holds, in letters; and how many a plot needs beside names and words.
PHONE_LETTERS = 36
ENOUGH = 13
TICK_GAP = 0.8
FEW = 2
NAME_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RowBar:
    """One row: its bar from zero, marks on it, and what is said to the right of it and on hovering.

    `earlier` is last year's value, `target` a tick, `low` and `high` a range still possible. Without a
    value the row is hatched as not reported. `uncertain` hatches a bar that has too little behind it.
    `word` is the status in words, said after `said` where there is room for it and in the legend where not.
    """

    code: str
    label: str
    value: float | None
    said: str
    hover: str
    word: str = ""
    status: Status | None = None
    earlier: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The common scale: its ends, and its ticks with their labels; `lines` are drawn through all rows.

    `plain` ticks are taken whole where there is no room for the others; without them, some are left out.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[float, ...] = ()
    plain: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the marks are called; a mark without a name is not in the legend."""

    value: str
    earlier: str = ""
    target: str = ""
    span: str = ""


@dataclass(frozen=True)
class Rows:
    """Where everything stands, in px from the top of the plot; `names` are the lines of each row's name.

    `spoken` says that every row's status stands in words beside it; where it does not, the legend has them.
    """

    bars: tuple[RowBar, ...]
    look: Look
    beside: bool
    names: tuple[tuple[str, ...], ...]
    spoken: bool

    @property
    def thick(self) -> float:
        """How much thicker than usual the bars are: one or two alone would look lost."""
        return 1.6 if len(self.bars) <= FEW else 1.0

    def pitch(self, index: int) -> float:
        """The height of a row."""
        lines, extra = len(self.names[index]), self.thick - 1.0
        if self.beside:
            return self.look.em(max(2.1 + extra, 1.3 * lines + 0.5))
        return self.look.em(lines * LINE_HEIGHT + 2.3 + extra)

    @property
    def height(self) -> float:
        """The height of all rows."""
        return self.tops[-1] or self.look.em(2.1)

    @cached_property
    def tops(self) -> tuple[float, ...]:
        """Where each row begins, and at the end where the last one ends."""
        pitches = map(self.pitch, range(len(self.bars)))
        return tuple(round(top, 2) for top in accumulate(pitches, initial=0.0))

    def middle(self, index: int) -> float:
        """The middle of a row's bar."""
        if self.beside:
            return self.tops[index] + self.pitch(index) / 2
        half = 1.0 + (self.thick - 1.0) / 2
        return self.tops[index] + self.look.em(len(self.names[index]) * LINE_HEIGHT + half)

    def label(self, index: int) -> float:
        """The middle of a row's name."""
        if self.beside:
            return self.middle(index)
        return self.tops[index] + self.look.em(len(self.names[index]) * LINE_HEIGHT / 2 + 0.1)

    def said(self, index: int) -> str:
        """What stands to the right of a row."""
        row = self.bars[index]
        return f"{row.said} {row.word}".strip() if self.spoken else row.said

    @cached_property
    def letters_left(self) -> int:
        """The widest name beside the bars; 0 where names stand above."""
        lines = (width_of(line) for name in self.names for line in name)
        return max(lines, default=0) if self.beside else 0

    @cached_property
    def letters_right(self) -> int:
        """The widest text to the right of the bars."""
        return max((width_of(self.said(i)) for i in range(len(self.bars))), default=0)


def place_rows(bars: tuple[RowBar, ...], look: Look) -> Rows:
    """The rows in their places."""
    beside = all(_stands_beside(row.label) for row in bars)
    letters = BESIDE_LINE if beside else look.line
    most = 2 if beside else NAME_LINES
    names = tuple(tuple(wrapped(row.label, letters, lines=most)) or ("",) for row in bars)
    spoken = Rows(bars, look, beside, names, True)
    is_room = spoken.letters_left + spoken.letters_right + ENOUGH <= max(PHONE_LETTERS, look.line - 4)
    return spoken if is_room or not beside else Rows(bars, look, beside, names, False)


def _stands_beside(label: str) -> bool:
    lines = wrapped(label, BESIDE_LINE)
    return width_of(label) <= BESIDE and not (lines and lines[-1].endswith(ELLIPSIS))


def ticks_with_room(rows: Rows, axis: Axis) -> tuple[tuple[float, str], ...]:
    """The ticks whose labels stand beside each other on a phone: all, else the plain ones; else every second or third
    … from zero on.
    """
    room = max(PHONE_LETTERS, rows.look.line - 4) - rows.letters_left - rows.letters_right - 2
    zero = next((place for place, (value, _) in enumerate(axis.ticks) if value == 0), 0)
    for step in range(1, len(axis.ticks)):
        kept = axis.ticks[zero % step :: step]
        if sum(_letters(label) + TICK_GAP for _, label in kept) <= max(room, ENOUGH):
            return kept
        if axis.plain:
            return axis.plain
    return axis.ticks[:: max(1, len(axis.ticks) - 1)]


def _letters(label: str) -> int:
    """How many letters wide a tick's label is; a thin space is next to nothing."""
    return width_of(label.replace(THIN_SPACE, ""))


def room_at_left(rows: Rows, axis: Axis) -> float:
    """Room for the names, or at least for the half of the first tick's label that stands out."""
    first = rows.look.room_for(width_of(axis.ticks[0][1]) / 2 + 0.5) - EDGE
    return rows.look.room_for(rows.letters_left) + rows.look.em(0.6) if rows.beside else max(first, 0.0)


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
    marks = [key for key, there in every if there and key.name]
    statuses = [] if rows.spoken else [row.status for row in bars if row.status is not None]
    # Where the status stands only as a shape, its words are the legend.
    return [*(marks if len(marks) > 1 else []), *status_keys(statuses, rows.look)]
