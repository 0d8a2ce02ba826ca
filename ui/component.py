"""Components of our own: what a browser runs lies in ui/assets and is found wherever the application lies.

Streamlit finds the scripts of a component through an installed package. This application is not installed, so the
package is described here.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

HOUSE = "dashboard"
ASSETS = Path(__file__).with_name("assets")
SCRIPTS = ("chart", "table", "pickers", "search", "step")
# The first readers of a server may come at the same moment: none may find the scripts half known.
_door = Lock()


def mount(script: str, *, key: str, data: bytes, on_more: Callable[[], None] | None = None) -> None:
    """Put a component on the page: `data` is what its script gets, `on_more` is called when it asks for more.

    The component keeps its place and its state on the page as long as `key` stays.
    """
    _known(script)(key=key, data=data, on_more_change=on_more)


def packed(payload: Mapping[str, Any]) -> bytes:
    """What a script gets, as JSON. Raises ValueError for a number that JSON does not know."""
    return json.dumps(payload, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _known(script: str) -> ComponentRenderer:
    with _door:
        _make_known()
        return _renderer(script)


def _make_known() -> None:
    """Tell this server of the scripts; a server that knows them is left alone."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(_name(SCRIPTS[0])) is None:
        components = [ComponentConfig(name=script, asset_dir=ASSETS.name) for script in SCRIPTS]
        manager.register_from_manifest(ComponentManifest(HOUSE, "1", components), ASSETS.parent)


@cache
def _renderer(script: str) -> ComponentRenderer:
    return st.components.v2.component(_name(script), js=f"{script}.js", isolate_styles=False)


def _name(script: str) -> str:
    return f"{HOUSE}.{script}"
