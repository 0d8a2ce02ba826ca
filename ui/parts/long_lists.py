"""Long lists: so many rows as a thumb scrolls past, and the rest where somebody asks."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from ui.screen import Screen

T = TypeVar("T")
FIRST_SHOWN = 30


def first_of(screen: Screen, rows: Sequence[T], *, key: str, most: int) -> Sequence[T]:
    """The first of many rows, or as many as are ever shown where the reader asks for them."""
    if len(rows) <= FIRST_SHOWN:
        return rows
    label = screen.words.say("Show {count} rows", count=f"{min(len(rows), most):,}")
    return rows[: most if st.checkbox(label, key=f"{key}_all") else FIRST_SHOWN]
