"""The one door to who is in front of the screen: the cookie of this connection, and whose it is."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from access import bindings
from access.door_settings import load_door_settings
from access.session_cookie import find_admitted
from data_access.database import Database
from use_cases.authority import Caller, SignedOut
from use_cases.sessions import Entrance, enter, hash_token


def cookies() -> Mapping[str, str]:
    """The cookies with which this connection was opened; the gate has let it in by one of them."""
    return st.context.cookies


def address() -> str:
    """From where this connection came; empty on this very machine."""
    return st.context.ip_address or ""


def caller() -> Caller:
    """Who asks, for the use cases. Raises SignedOut where nobody is signed in."""
    token = find_admitted(cookies())
    if token is None:
        raise SignedOut
    return Caller.session(hash_token(token), address=address())


def origin() -> str:
    """Where readers reach the dashboard: as the installation says, else as the address of this browser does."""
    said = load_door_settings().url
    seen = urlsplit(st.context.url or "")
    return said or (f"{seen.scheme}://{seen.netloc}" if seen.netloc else "")


def come_in(database: Database) -> Entrance:
    """Who looks at the screen in this run. Raises SignedOut.

    The session of Streamlit is his from now on: with anybody else's cookie nothing runs in it any more.
    """
    owner, run = caller().token_hash, get_script_run_ctx()
    if run is None or not bindings.remember(run.session_id, owner):
        raise SignedOut
    entrance = enter(database, owner)
    if entrance is None:
        raise SignedOut
    return entrance
