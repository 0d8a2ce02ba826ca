"""What the marks of a chart are called; the page writes it under the chart, in as many lines as there is room for.

Plotly's own legend gets no more room than the plot between its margins, which on a phone is too little.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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


def worth_saying(keys: Iterable[Key]) -> list[Key]:
    """The keys that tell marks apart; a single kind of mark needs none."""
    every = list(keys)
    return every if len(every) > 1 or any(key.alone for key in every) else []
