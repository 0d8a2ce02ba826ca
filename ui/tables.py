"""Tables: rows that can be sorted, a click that drills, a download; on a phone each row is a card."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import streamlit as st

from charts.chart import Table, TableCell
from domain.score import FULL_MARKS
from domain.status import Status
from house_style.colours import SHAPES, say_status
from house_style.numbers import change, full, percent_cell, score
from house_style.wording import Wording
from ui.component import mount, packed
from ui.downloads import is_open, show_downloads, toggle
from ui.navigation import Drill, shown_page
from ui.screen import Screen

# Longer tables scroll inside themselves on a screen; on paper they are whole.
MOST_ROWS_SEEN = 30
MOST_DECIMALS = 4
# A date, a period, the name of a sheet: these stay on one line.
SHORT_WORDS = 18
RANKS = {status: rank for rank, status in enumerate(Status)}


class Shown(StrEnum):
    """How a column is shown."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    SCORE = "score"
    CHANGE = "change"
    PERCENT = "percent"
    STATUS = "status"
    SIGN = "sign"
    TREND = "trend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: its heading and its values, a row each, and what stands in small letters under each.

    A value that is None reads `missing`, else that it is not reported. A trend's value is a list of scores, an
    amount's the number that it is sorted by and what is said of it with its unit, a sign's its rank, word and shape and
    the status whose colour it has.
    """

    heading: str
    values: Sequence[Any]
    shown: Shown = Shown.TEXT
    wide: bool = False
    decimals: int = 0
    missing: str | None = None
    below: Sequence[str] = ()


def show_table(
    screen: Screen,
    make: Callable[[], Sequence[Column]],
    *,
    key: str,
    caption: str,
    codes: Sequence[str] = (),
    drill: Drill | None = None,
    heading: str = "",
) -> None:
    """Draw a table under its heading; it is called `caption`; with `drill`, a click on a row leads to what its code names. What
    stands in it depends on the page, the address and the language alone; it is made once for all who look at it.
    """
    link, is_now_open = drill.link(screen.here) if drill else "", is_open(key)
    name = ("table", shown_page(), key, screen.address, screen.words.language, is_now_open)
    payload = screen.view(
        name,
        lambda: _sent(screen.words, make(), codes, caption, is_open=is_now_open, link=link, heading=heading),
    )
    mount("table", key=key, data=payload, on_more=lambda: toggle(key))
    if is_now_open:
        show_downloads(screen, table_of(make(), screen.words), key=key, name=key)


def show_rows(
    screen: Screen,
    columns: Sequence[Column],
    *,
    key: str,
    caption: str,
    codes: Sequence[str] = (),
    drill: Drill | None = None,
) -> None:
    """Draw a table that holds no figures: it is made for whoever looks at it now, and nothing is kept of it."""
    link = drill.link(screen.here) if drill else ""
    payload = _sent(screen.words, columns, codes, caption, is_open=False, link=link, takes=False)
    mount("table", key=key, data=payload)


def show_taken(screen: Screen, table: Table, *, key: str, caption: str) -> None:
    """A chart's numbers as a table, and the files to take away."""
    columns = [
        Column(heading=heading, values=values, shown=_shown(values), decimals=_decimals(values))
        for heading, values in zip(table.columns, zip(*table.rows, strict=True), strict=True)
    ]
    with st.container(key=f"{key}_taken"):
        show_downloads(screen, table, key=key, name=key)
        payload = _sent(screen.words, columns, (), caption, is_open=False, link="", takes=False)
        mount("table", key=f"{key}_rows", data=payload)


def _shown(values: Sequence[TableCell]) -> Shown:
    """A column with a number in it is one of numbers."""
    return Shown.NUMBER if any(isinstance(value, int | float) for value in values) else Shown.TEXT


def _decimals(values: Sequence[TableCell]) -> int:
    """As many decimals as the values have, at most four."""
    known = [value for value in values if isinstance(value, int | float)]
    return next((d for d in range(MOST_DECIMALS) if all(round(v, d) == v for v in known)), MOST_DECIMALS)


def table_of(columns: Sequence[Column], words: Wording) -> Table:
    """The table as it is taken away: numbers as numbers, a trend's newest value, a status by its word."""
    rows = zip(
        *([_taken(value, column, words) for value in column.values] for column in columns), strict=True
    )
    return Table(columns=tuple(column.heading for column in columns), rows=tuple(rows))


def _taken(value: Any, column: Column, words: Wording) -> TableCell:
    match column.shown:
        case Shown.STATUS:
            return say_status(value, words)
        case Shown.TREND:
            return next((point for point in reversed(value) if point is not None), None)
        case Shown.TEXT:
            return None if value is None else str(value)
        case Shown.AMOUNT | Shown.SIGN:
            return None if value is None else str(value[1])
        case Shown.NUMBER | Shown.SCORE | Shown.PERCENT | Shown.CHANGE:
            return None if value is None else float(value)


def _sent(
    words: Wording,
    columns: Sequence[Column],
    codes: Sequence[str],
    caption: str,
    *,
    is_open: bool,
    link: str,
    heading: str = "",
    takes: bool = True,
) -> bytes:
    """What the browser gets of a table."""
    texts = [column for column in columns if column.shown is Shown.TEXT]
    leading = next((column for column in texts if column.wide), texts[0] if texts else None)
    cells = (_cells(column, words) for column in columns)
    rows = list(zip(*cells, strict=True))
    payload = {
        "heading": heading,
        "caption": caption,
        "columns": [{"label": c.heading, "kind": _kind(c), "leads": c is leading} for c in columns],
        "rows": rows,
        "codes": list(codes),
        "link": link,
        "open": is_open,
        "tall": len(rows) > MOST_ROWS_SEEN,
        "words": {
            "more": words.say("Download") if takes else "",
            "hint": words.say("Click a row to see what is behind it."),
        },
    }
    return packed(payload)


def _kind(column: Column) -> str:
    """How a column is shown, and how much room it is given: all it can have, or just that of its short words."""
    if column.wide:
        return f"{column.shown} wide told" if column.below else f"{column.shown} wide"
    if column.shown is Shown.SIGN:
        return Shown.STATUS  # it is drawn as a status is
    is_short = column.shown is Shown.TEXT and all(len(value or "") <= SHORT_WORDS for value in column.values)
    return f"{column.shown} short" if is_short else column.shown


def _cells(column: Column, words: Wording) -> list[Any]:
    found = [_cell(value, column, words) for value in column.values]
    if not column.below:
        return found
    return [
        [*value, below] if isinstance(value, list) else [value, value, below]
        for value, below in zip(found, column.below, strict=True)
    ]


def _cell(value: Any, column: Column, words: Wording) -> Any:
    """What is said, or what it is sorted by and what is said."""
    if value is None and column.missing is not None:
        return [None, column.missing]
    match column.shown:
        case Shown.TEXT:
            return value or ""
        case Shown.AMOUNT | Shown.SIGN:
            return list(value)
        case Shown.STATUS:
            return [RANKS[value], say_status(value, words), SHAPES[value][0], value.value]
        case Shown.TREND:
            return [0.0, FULL_MARKS, _said_trend(value, words), list(value)]
        case Shown.NUMBER | Shown.SCORE | Shown.CHANGE | Shown.PERCENT as shown:
            return [value, _said_number(value, shown, column.decimals, words)]


def _said_number(value: float | None, shown: Shown, decimals: int, words: Wording) -> str:
    match shown:
        case Shown.SCORE:
            return score(value, words)
        case Shown.CHANGE:
            return change(value, words, decimals=2)
        case Shown.PERCENT:
            return percent_cell(value, words)
        case _:
            return full(value, words, decimals=decimals)


def _said_trend(values: Sequence[float | None], words: Wording) -> str:
    """A trend for the ear: its first and its newest score."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    return words.say("from {first} to {last}", first=score(known[0], words), last=score(known[-1], words))
