"""Tables to take away: XLSX with real numbers, CSV that Excel opens in the right letters."""

from io import BytesIO

import pandas as pd
import streamlit as st

from charts.chart import Table
from house_style.formulas import harmless
from ui.screen import Screen


def is_open(key: str) -> bool:
    """Whether what can be taken away of a chart or a table is shown below it."""
    return bool(st.session_state.get(f"{key}_open"))


def toggle(key: str) -> None:
    """Show it, or hide it again."""
    st.session_state[f"{key}_open"] = not is_open(key)


def show_downloads(screen: Screen, table: Table, *, key: str, name: str) -> None:
    """Two buttons; the files are made when they are asked for."""
    with st.container(horizontal=True):
        st.download_button(
            "XLSX", lambda: render_xlsx(table), file_name=f"{name}.xlsx", key=f"{key}_xlsx", on_click="ignore"
        )
        st.download_button(
            "CSV",
            lambda: render_csv(table),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"{key}_csv",
            on_click="ignore",
            help=screen.words.say("For other programs"),
        )


def render_csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark."""
    return frame_of(table).to_csv(index=False).encode("utf-8-sig")


def render_xlsx(table: Table) -> bytes:
    """One sheet, numbers as numbers."""
    target = BytesIO()
    frame_of(table).to_excel(target, index=False)
    return target.getvalue()


def frame_of(table: Table) -> pd.DataFrame:
    """The table; text that a spreadsheet would run as a formula is made harmless."""
    rows = [[_harmless(value) for value in row] for row in table.rows]
    return pd.DataFrame(rows, columns=list(table.columns))


def _harmless(value: str | float | None) -> str | float | None:
    return harmless(value) if isinstance(value, str) else value
