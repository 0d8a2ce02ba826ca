"""One step of a return, done as a callback: what is said of it, and where the page goes on."""

from collections.abc import Callable

import streamlit as st

from data_access.database import Database
from data_access.return_versions import ReturnVersion
from ui.attempts import Done, attempt
from use_cases.authority import Caller


def step(form: str, work: Callable[[Database, Caller], ReturnVersion], message: str) -> None:
    """Take a step, and go on with the version that came of it."""
    attempt(form, lambda database, caller: go_on_with(message, work(database, caller)))


def go_on_with(message: str, version: ReturnVersion, **values: object) -> Done:
    """What was done with a version, which the page shows from now on."""
    st.query_params["submission"] = str(version.id)
    return Done(message=message, values={"version": version.version, **values})


def typed_in(name: str) -> str:
    """What stands in a field of the page, without blanks around it."""
    return str(st.session_state.get(name) or "").strip()
