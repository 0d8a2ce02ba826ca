"""The drawing library comes from the installed package, and a browser may keep it for ever."""

import asyncio
from importlib.metadata import version
from pathlib import Path

from starlette.requests import Request

from access.drawing_library import LIBRARY_PATH, LIBRARY_ROUTE, find_library, show_library


def test_the_library_is_served_as_it_lies_in_the_package() -> None:
    answer = asyncio.run(show_library(Request({"type": "http"})))
    assert Path(answer.path) == find_library()
    assert b"window.Plotly = Plotly" in find_library().read_bytes()
    assert answer.media_type == "text/javascript"
    assert "immutable" in answer.headers["cache-control"]


def test_another_version_of_the_package_has_another_address() -> None:
    assert f"/assets/plotly-{version('plotly')}.min.js" == LIBRARY_PATH
    assert LIBRARY_ROUTE.path == LIBRARY_PATH
