"""What lies where behind the door: what anybody may ask for, what nobody, and what only those who are signed in."""

from enum import StrEnum

from starlette.datastructures import Headers
from starlette.types import Scope

READING = {"GET", "HEAD"}
# Pages of the door, and whether the server is well.
OPEN_PATHS = {
    "/sign-in",
    "/sign-out",
    "/_stcore/health",
    "/health/ready",
    "/favicon.png",
    "/favicon.ico",
    "/manifest.json",
}
OPEN_BELOW = ("/sign-in/", "/invitation/")
# Streamlit's bundles and our own scripts and sheets: the same for everybody, and to be read only.
FILES_BELOW = ("/static/", "/assets/")
# What Streamlit offers to machines, and its own way to sign in: nothing of it is used here.
CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent", "/auth", "/oauth2callback")
UPLOADS = "/_stcore/upload_file/"


class Place(StrEnum):
    """To whom something is open."""

    OPEN = "open"
    CLOSED = "closed"
    SIGNED_IN = "signed_in"


def place_of(method: str, path: str) -> Place:
    """To whom a path is open; what nobody has thought of is for those who are signed in."""
    if any(path == closed or path.startswith(f"{closed}/") for closed in CLOSED):
        return Place.CLOSED
    if path in OPEN_PATHS or path.startswith(OPEN_BELOW):
        return Place.OPEN
    if path.startswith(FILES_BELOW) and method in READING:
        return Place.OPEN
    return Place.SIGNED_IN


def uploading_session(path: str) -> str | None:
    """The Streamlit session for which a file is sent or taken back; None where the path is none of an upload."""
    return path.removeprefix(UPLOADS).partition("/")[0] if path.startswith(UPLOADS) else None


def wants_page(scope: Scope) -> bool:
    """Whether a person has asked for a page, not a script for something behind it."""
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
