"""What the marks of a chart are called, written in one or two lines under it.

Plotly's own legend gets no more room than the plot between its margins, which on a phone is too little.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from charts.letters import as_plain, width_of

PHONE_LINE = 42
SIGN_WIDTH = 5
SPACE = "\u2003"


class Sign(StrEnum):
    """How a kind of mark is shown in a line of text."""

    BAR = "■"
    HATCHED = "▨"
    PALE = "□"
    TICK = "┃"
    LEVEL = "━"
    DASHED = "╍"
    DOTTED = "┅"
    SPAN = "├─┤"
    CIRCLE = "○"
    STAR = "✱"
    AREA = "▒"
    UP = "▲"
    DOWN = "▼"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One kind of mark: its sign, its colour and its name; `alone` where it says something even if it is the only one."""

    sign: str
    colour: str
    name: str
    alone: bool = False


def legend_lines(keys: Iterable[Key], *, letters: int = PHONE_LINE) -> tuple[str, ...]:
    """The legend's lines, each of at most about so many letters; a single kind of mark needs none."""
    lines: list[list[Key]] = []
    every = list(keys)
    for key in every if len(every) > 1 or any(key.alone for key in every) else []:
        if lines and sum(map(_width, [*lines[-1], key])) <= letters:
            lines[-1].append(key)
        else:
            lines.append([key])
    return tuple(SPACE.join(map(_said, line)) for line in lines)


def _width(key: Key) -> int:
    return width_of(key.name) + SIGN_WIDTH


def _said(key: Key) -> str:
    return f'<span style="color:{key.colour}">{key.sign}</span>\u2002{as_plain(key.name)}'
