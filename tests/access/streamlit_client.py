"""Streamlit's protocol by hand: a socket to the server, what is said on it, and what comes back."""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.browser.application import Application
from tests.browser.visitors import COOKIE

SECONDS = 30.0


@contextmanager
def stream(
    application: Application,
    token: str | None,
    *,
    origin: str | None = None,
    resume: str = "",
    cookie: str = COOKIE,
) -> Iterator[ClientConnection]:
    """A socket as a browser opens it; with `resume` it asks for a session of Streamlit by its id."""
    words = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", *([resume] if resume else [])]
    with connect(
        f"{application.url.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=[Subprotocol(word) for word in words],
        origin=Origin(application.url if origin is None else origin) if origin != "" else None,
        additional_headers={"Cookie": f"{cookie}={token}"} if token else {},
        max_size=None,
        proxy=None,
    ) as connection:
        yield connection


def refused(
    application: Application, token: str | None, *, origin: str | None = None, cookie: str = COOKIE
) -> int:
    """With which status a socket is refused."""
    try:
        with stream(application, token, origin=origin, cookie=cookie):
            raise AssertionError("The socket was opened.")
    except InvalidStatus as answer:
        return answer.response.status_code


def ask(connection: ClientConnection) -> None:
    """Ask for a run of the script."""
    connection.send(BackMsg(rerun_script=ClientState()).SerializeToString())


def run(connection: ClientConnection) -> list[ForwardMsg]:
    """Ask for a run, and hear it to its end."""
    ask(connection)
    heard: list[ForwardMsg] = []
    while not (heard and heard[-1].WhichOneof("type") == "script_finished"):
        heard.append(ForwardMsg.FromString(connection.recv(SECONDS, decode=False)))
    return heard


def session_of(heard: list[ForwardMsg]) -> str:
    """The id by which Streamlit calls the session."""
    [begun] = [message.new_session for message in heard if message.WhichOneof("type") == "new_session"]
    return begun.initialize.session_id


def icon_of(heard: list[ForwardMsg]) -> str:
    """The address of the page's icon: a file that Streamlit keeps for those who are in."""
    icons = [message.page_config_changed.favicon for message in heard]
    return next(icon for icon in icons if icon)


def words_of(heard: list[ForwardMsg]) -> str:
    """All that can be read in what came, roughly."""
    return "\n".join(str(message) for message in heard)


def heard_until_closed(connection: ClientConnection) -> tuple[list[ForwardMsg], int | None]:
    """What still came, and with which code the socket was closed."""
    heard: list[ForwardMsg] = []
    try:
        while True:
            heard.append(ForwardMsg.FromString(connection.recv(SECONDS, decode=False)))
    except ConnectionClosed as closed:
        return heard, closed.rcvd.code if closed.rcvd else None
