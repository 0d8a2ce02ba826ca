"""What every builder of charts gives back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from charts.figure import Figure, Trace

TableCell = str | float | None

HEADING = re.compile(r"<b>(.*?)</b>")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A chart's numbers, in the order of its marks; None where nothing is reported."""

    columns: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing that is shown: at which trace and point of it, both from 0, its code, and what is said of it.

    `said` is text and not HTML: whoever writes it into a page has to make it safe.
    """

    trace: int
    point: int
    code: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A figure, the sentence that stands for it where it cannot be seen, and its numbers.

    Every mark that stands for something carries its code as the first item of `customdata`. `finding` is what
    the chart shows, in one line, for its title; empty where it has nothing to say.
    """

    figure: Figure
    alternative: str
    table: Table
    finding: str = ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What somebody without a pointer walks through, in the order of reading; found anew at every call."""
        return marks_of(self.figure)


def marks_of(figure: Figure) -> tuple[Mark, ...]:
    """What can be pointed at, each once however often it is drawn: rows from the top, periods from the left."""
    found: dict[tuple[str, ...], tuple[tuple[float, float], Mark]] = {}
    in_rows = _is_in_rows(figure)
    for trace, drawn in enumerate(figure.data):
        for point, codes, hover in _points_of(drawn):
            if codes not in found:
                mark = Mark(trace=trace, point=point, code=codes[0], said=as_words(hover))
                found[codes] = _place(drawn, point, in_rows=in_rows), mark
    # Sorting is stable: what stands at one place keeps the order in which it was drawn.
    return tuple(mark for _, mark in sorted(found.values(), key=lambda placed: placed[0]))


def _points_of(trace: Trace) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """The points that are drawn and have something to say: place in the trace, codes, hover text."""
    if trace.get("hoverinfo") == "skip":
        return
    points = zip(
        trace["x"], trace["y"], trace.get("customdata", ()), trace.get("hovertext", ()), strict=False
    )
    for point, (x, y, codes, hover) in enumerate(points):
        if x is not None and y is not None and hover:
            yield point, tuple(codes), hover


def _is_in_rows(figure: Figure) -> bool:
    """Whether the vertical axis counts downwards, as it does where it counts rows or tiles."""
    first, last = figure.layout.get("yaxis", {}).get("range", (0, 1))
    return bool(first > last)


def _place(trace: Trace, point: int, *, in_rows: bool) -> tuple[float, float]:
    """Where a mark stands for a reader: its row and its place in it."""
    x, y = float(trace["x"][point]), float(trace["y"][point])
    if not in_rows:
        return 0.0, x
    if trace["type"] == "scatter":
        # A line goes up and down within its row.
        return float(min(value for value in trace["y"] if value is not None)), x
    # An upright bar is a tile and hangs from its base.
    return (y, x) if trace.get("orientation") == "h" else (float(trace["base"][point]), x)


def as_words(hover: str) -> str:
    """A hover text as plain words: "<b>Nan</b><br>1.40 points" is "Nan, 1.40 points".

    The lines of a heading are one name that was too long for one line.
    """
    joined = HEADING.sub(lambda heading: heading[1].replace("<br>", " "), hover)
    return unescape(TAG.sub("", joined.replace("<br>", ", ")))
