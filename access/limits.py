"""How much one request may say and send, and how many sockets may be open."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from access.door_settings import DoorSettings
from access.places import UPLOADS

# Streamlit takes files of 20 MB (config.toml); what is put around a file in its request needs a little more.
LARGEST_UPLOAD = 21 * 1024 * 1024
LARGEST_FORM = 64 * 1024
MOST_DIGITS = 18
# As much as nginx takes by itself. The server has read it by then; that it comes at all is a proxy's to prevent.
LARGEST_HEAD = 32 * 1024


class TooLarge(Exception):
    """A body above its limit."""


class NoRoom(Exception):
    """As many sockets are open as there may be."""


def has_large_head(scope: Scope) -> bool:
    """Whether the address and the headers of a request are longer than any that a browser sends us."""
    said = sum(len(name) + len(value) for name, value in scope["headers"])
    return len(scope["path"]) + len(scope.get("query_string", b"")) + said > LARGEST_HEAD


def largest_body(scope: Scope) -> int:
    """How many bytes a request may send: a workbook where workbooks are sent, else a form's few fields."""
    return LARGEST_UPLOAD if scope["path"].startswith(UPLOADS) else LARGEST_FORM


def check_announced(scope: Scope) -> None:
    """Raise TooLarge where a request announces more than it may send."""
    if announced_of(scope) > largest_body(scope):
        raise TooLarge


def announced_of(scope: Scope) -> int:
    """How many bytes a request says that it will send; 0 where it does not say."""
    said = Headers(scope=scope).get("content-length", "")
    return int(said[:MOST_DIGITS]) if said.isascii() and said.isdigit() else 0


def counted(receive: Receive, most: int) -> Receive:
    """The same body; raises TooLarge as soon as more has come than may, whatever was announced."""
    received = 0

    async def take() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise TooLarge
        return message

    return take


class Sockets:
    """The open sockets of this process; touched by its event loop only."""

    def __init__(self, settings: DoorSettings) -> None:
        self._settings = settings
        self._open: Counter[int] = Counter()

    @contextmanager
    def one_more(self, person: int) -> Iterator[None]:
        """Room for one socket more of a person, however many sessions he has, while it is open. Raises NoRoom."""
        if (
            self._open[person] >= self._settings.sockets_of_one
            or self._open.total() >= self._settings.sockets_of_all
        ):
            raise NoRoom
        self._open[person] += 1
        try:
            yield
        finally:
            self._open[person] -= 1
            if not self._open[person]:
                del self._open[person]
