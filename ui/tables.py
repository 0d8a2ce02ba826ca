"""Tables: real numbers that can be sorted, a click that drills, a download."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

import pandas as pd
import streamlit as st

from domain.text import mark
from ui.navigation import Drill, go
from ui.screen import Screen, here

ROW_HEIGHT = 40
MOST_ROWS_SEEN = 14
SCORE_RANGE = (0.0, 5.0)
CLICK_HINT = mark("Click a row to see what is behind it.")


class Shown(StrEnum):
    """How a column is shown."""

    TEXT = "text"
    NUMBER = "number"
    SCORE = "score"
    PERCENT = "percent"
    TREND = "trend"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: its heading and its values, a row each (None where nothing was reported)."""

    heading: str
    values: Sequence[Any]
    shown: Shown = Shown.TEXT
    wide: bool = False
    decimals: int = 0


def show_table(
    screen: Screen,
    columns: Sequence[Column],
    *,
    key: str,
    codes: Sequence[str] = (),
    drill: Drill | None = None,
) -> None:
    """Draw a table; with `drill`, a click on a row leads to what its code names."""
    frame = pd.DataFrame({c.heading: pd.Series(list(c.values), dtype=_dtype(c)) for c in columns})
    click: dict[str, Any] = {}
    if drill is not None:
        st.session_state[f"{key}_codes"] = tuple(codes)
        click = {"on_select": lambda: _clicked(key, drill), "selection_mode": "single-cell"}
    st.dataframe(
        frame,
        hide_index=True,
        key=key,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(frame), MOST_ROWS_SEEN) + 1) + 3,
        column_config={c.heading: _config(c) for c in columns},
        placeholder=screen.words.say("not reported"),
        **click,
    )


def _clicked(key: str, drill: Drill) -> None:
    """A callback: the client names a cell; only a row of the table that this session was shown counts."""
    cells = st.session_state[key].selection.cells
    codes = st.session_state.get(f"{key}_codes", ())
    if cells and isinstance(cells[0][0], int) and 0 <= cells[0][0] < len(codes):
        go(drill.page, drill.address(here(), codes[cells[0][0]]))


def _dtype(column: Column) -> Any:
    return "float64" if column.shown in (Shown.NUMBER, Shown.SCORE, Shown.PERCENT) else "object"


def _config(column: Column) -> Any:
    config = st.column_config
    width: Literal["large"] | None = "large" if column.wide else None
    match column.shown:
        case Shown.TEXT:
            return config.TextColumn(column.heading, width=width)
        case Shown.NUMBER:
            return config.NumberColumn(
                column.heading, format=f"%.{column.decimals}f" if column.decimals else "localized"
            )
        case Shown.SCORE:
            return config.NumberColumn(column.heading, format="%.2f")
        case Shown.PERCENT:
            return config.NumberColumn(column.heading, format="percent")
        case Shown.TREND:
            low, high = SCORE_RANGE
            return config.LineChartColumn(column.heading, y_min=low, y_max=high, width="small")
        case Shown.DATE:
            return config.TextColumn(column.heading)
