"""plotly.js, served from the installed plotly package: nothing is fetched from outside, nothing is kept twice."""

from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

# The package's version stands in the address, so that a browser may keep the file for ever.
LIBRARY_PATH = f"/assets/plotly-{version('plotly')}.min.js"
FOR_EVER = "public, max-age=31536000, immutable"


@cache
def find_library() -> Path:
    """The file in the installed package; raises FileNotFoundError where there is none."""
    package = find_spec("plotly")
    for folder in package.submodule_search_locations or () if package else ():
        found = Path(folder) / "package_data" / "plotly.min.js"
        if found.is_file():
            return found
    raise FileNotFoundError("plotly.js is not in the installed plotly package")


async def show_library(_request: Request) -> FileResponse:
    """The library as it is; access.compress packs it."""
    return FileResponse(find_library(), media_type="text/javascript", headers={"Cache-Control": FOR_EVER})


LIBRARY_ROUTE = Route(LIBRARY_PATH, show_library)
