"""A picker of one thing of the plan; what is picked stands in the address."""

from collections.abc import Mapping

import streamlit as st

from ui.navigation import Drill, go
from ui.screen import here


def show_picker(label: str, names: Mapping[str, str], chosen: str, drill: Drill, *, none: str = "") -> None:
    """A list of names by code; picking one leads to it. With `none` there is a first entry for no choice."""
    options = {"": none, **names} if none else dict(names)
    key = f"pick_{drill.parameter}"
    st.session_state[key] = chosen if chosen in options else next(iter(options), None)
    st.selectbox(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        on_change=_picked,
        args=(key, drill),
        width=520,
    )


def _picked(key: str, drill: Drill) -> None:
    go(drill.address(here(), str(st.session_state[key] or "")))
