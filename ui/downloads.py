"""Tables to take away: XLSX with real numbers, CSV that Excel opens in the right letters."""

import logging
import re
from collections.abc import Callable
from functools import partial
from io import BytesIO

import pandas as pd
import streamlit as st
from streamlit.runtime import backend_operation_handler

from charts.chart import Table, TableCell
from domain.failures import Refusal
from domain.permission import Action
from house_style.formulas import harmless
from ui.heads import show_note
from ui.navigation import shown_page
from ui.screen import Screen
from ui.session import caller
from use_cases.take_away import Taken, take_away


class _WithoutRefusals(logging.Filter):
    """A file that is refused is no fault: the audit log tells of it, and the reader is told why."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is worth keeping."""
        fault = record.exc_info[1] if record.exc_info else None
        return not isinstance((fault and fault.__cause__) or fault, Refusal)


# Streamlit writes every file that could not be made down as a fault.
logging.getLogger(backend_operation_handler.__name__).addFilter(_WithoutRefusals())
# What no workbook can hold: signs that steer a terminal, halves of signs.
NOT_IN_A_WORKBOOK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def is_open(key: str) -> bool:
    """Whether what can be taken away of a chart or a table is shown below it."""
    return bool(st.session_state.get(f"{key}_open"))


def toggle(key: str) -> None:
    """Show it, or hide it again."""
    st.session_state[f"{key}_open"] = not is_open(key)


def show_downloads(screen: Screen, table: Table, *, key: str, name: str) -> None:
    """Two buttons; the files are made when they are asked for, for who may have them then."""
    decision = screen.judge(Action.EXPORT_FIGURES)
    if not decision.allowed:
        show_note(screen.words.say(decision.reason, **decision.values))
        return

    # A click is answered outside of any run, where nobody knows any more who is in front of the screen.
    asking, page, address = caller(), shown_page(), screen.here.parameters()

    def taken(kind: str, render: Callable[[Table], bytes]) -> bytes:
        what = Taken(page=page, table=name, address=address, rows=len(table.rows), kind=kind)
        return take_away(screen.database, asking, what, partial(render, table))

    show_files(
        screen,
        xlsx=partial(taken, "xlsx", render_xlsx),
        csv=partial(taken, "csv", render_csv),
        key=key,
        name=name,
    )


def show_files(
    screen: Screen, *, xlsx: Callable[[], bytes], csv: Callable[[], bytes], key: str, name: str
) -> None:
    """Two buttons. The click also begins a run, which says why where the file is refused."""
    with st.container(horizontal=True):
        st.download_button("XLSX", xlsx, file_name=f"{name}.xlsx", key=f"{key}_xlsx")
        st.download_button(
            "CSV",
            csv,
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"{key}_csv",
            help=screen.words.say("For other programs"),
        )


def render_csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark."""
    return frame_of(table).to_csv(index=False).encode("utf-8-sig", errors="replace")


def render_xlsx(table: Table) -> bytes:
    """One sheet, numbers as numbers."""
    target = BytesIO()
    frame_of(table).to_excel(target, index=False)
    return target.getvalue()


def frame_of(table: Table) -> pd.DataFrame:
    """The table; text that a spreadsheet would run as a formula is made harmless."""
    rows = [[_harmless(value) for value in row] for row in table.rows]
    return pd.DataFrame(rows, columns=[_harmless(heading) for heading in table.columns])


def _harmless(value: TableCell) -> TableCell:
    return harmless(NOT_IN_A_WORKBOOK.sub("�", value)) if isinstance(value, str) else value
