"""One step of a return, done as a callback: what is said of it, and where the page goes on."""

from collections.abc import Callable

import streamlit as st

from data_access.database import Database
from data_access.return_versions import ReturnVersion
from ui.attempts import Done, attempt, show_done
from ui.component import mount, packed
from ui.navigation import href, shown_page
from ui.screen import Screen
from use_cases.authority import Caller

CAME_FROM = "step_came_from"


def step(form: str, work: Callable[[Database, Caller], ReturnVersion], message: str) -> None:
    """Take a step, and go on with the version that came of it."""
    attempt(form, lambda database, caller: go_on_with(message, work(database, caller)))


def go_on_with(message: str, version: ReturnVersion, **values: object) -> Done:
    """What was done with a version, which the page shows from now on."""
    st.session_state[CAME_FROM] = st.query_params.get("submission", "")
    st.query_params["submission"] = str(version.id)
    return Done(message=message, values={"version": version.version, **values})


def show_step(screen: Screen) -> None:
    """What was just done, and the address at which the page goes on, for the history of the reader's window."""
    came_from = st.session_state.pop(CAME_FROM, None)
    if came_from is not None:
        here = href(shown_page(), screen.address)
        mount("step", key="step", data=packed({"href": here, "before": came_from}))
    show_done(screen)


def typed_in(name: str) -> str:
    """What stands in a field of the page, without blanks around it."""
    return str(st.session_state.get(name) or "").strip()
