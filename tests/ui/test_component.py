"""The first readers of a server may come at the same moment."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.manifest_scanner import ComponentConfig

from ui.component import SCRIPTS, _known, _renderer


def test_readers_who_come_at_once_all_find_every_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finding the folder of a script takes a moment, so that the second comes while the first is still at it."""
    manager, find = BidiComponentManager(), ComponentConfig.resolve_asset_root

    def slowly(config: ComponentConfig, root: Path) -> Path | None:
        time.sleep(0.02)
        return find(config, root)

    monkeypatch.setattr(ComponentConfig, "resolve_asset_root", slowly)
    for where in ("ui.component", "streamlit.components.v2"):
        monkeypatch.setattr(f"{where}.get_bidi_component_manager", lambda: manager)
    _renderer.cache_clear()
    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(_known, SCRIPTS[0])
        time.sleep(0.03)
        second = readers.submit(_known, SCRIPTS[-1])
        assert first.result(5) is not second.result(5)
    _renderer.cache_clear()
