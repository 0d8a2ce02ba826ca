"""The one door through which every chart reaches the screen; what draws it can be exchanged here."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import streamlit as st

from charts.chart import CONFIG, Chart
from charts.look import Look
from ui.downloads import frame_of, show_downloads
from ui.navigation import Drill, go
from ui.scope import PAGE
from ui.screen import Screen, here

TEXT_SIZE = 15
# What fits a phone: nobody knows here how wide the reader's screen is.
LINE = 36


def look_of(screen: Screen, *, line: int = LINE) -> Look:
    """The ground, language and size of this reader's charts."""
    return Look(words=screen.words, theme=screen.theme, text_size=TEXT_SIZE, line=line)


def show_chart(
    screen: Screen,
    make: Callable[[], Chart],
    *,
    key: str,
    drill: Drill | None = None,
    is_whole: bool = True,
    codes: Mapping[str, str] | None = None,
) -> None:
    """Draw a chart under its finding, with its text alternative, its table and its download; a click on a mark leads on.

    `is_whole` is False where the chart shows only some of its kind, of which it can find nothing to say; `codes`
    are written on the chart, and in full under it. What is drawn depends on the page, the address, the language and the ground alone; it is made once for all who
    look at it.
    """
    page = st.session_state[PAGE]
    chart = screen.view(("chart", page, key, screen.address, screen.words.language, screen.theme.shade), make)
    click: dict[str, Any] = {}
    if drill is not None:
        st.session_state[f"{key}_codes"] = _codes(chart)
        click = {"on_select": lambda: _clicked(key, drill), "selection_mode": "points"}
    if chart.finding and is_whole:
        st.html(f'<p class="finding">{escape(chart.finding)}</p>')
    st.plotly_chart(chart.figure, theme=None, key=key, config=dict(CONFIG), alt=chart.alternative, **click)
    if codes:
        said = "".join(f"<dt>{escape(code)}</dt><dd>{escape(name)}</dd>" for code, name in codes.items())
        st.html(f'<dl class="keys">{said}</dl>')
    more = st.expander(screen.words.say("Table and download"), on_change="rerun", key=f"{key}_more")
    if more.open:
        with more:
            st.dataframe(frame_of(chart.table), hide_index=True, placeholder=screen.words.say("not reported"))
            show_downloads(screen, chart.table, key=key, name=key)


def _codes(chart: Chart) -> frozenset[str]:
    """The codes of the marks that were drawn; a client can name no others."""
    marked = (trace["customdata"] for trace in chart.figure.data)
    found = [item for marks in marked if marks is not None for item in marks]
    return frozenset(str(item if isinstance(item, str) else item[0]) for item in found)


def _clicked(key: str, drill: Drill) -> None:
    """A callback: the clicked mark's code, if it is one that this session was shown."""
    for point in st.session_state[key].selection.points:
        data = point.get("customdata")
        code = str(data if isinstance(data, str) else data[0]) if data else ""
        if code and code in st.session_state.get(f"{key}_codes", ()):
            go(drill.page, drill.address(here(), code))
