"""The gate in front of every route and every socket: whoever has no session of ours gets nothing that is behind it.

A request is asked once; a socket when it opens and again with each message that comes through it, for a session can
be ended anywhere and at any time. What a client says of Streamlit's sessions is believed only where it is his own.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access import bindings
from access.door_settings import DoorSettings, load_door_settings
from access.entrance import Unanswered, find_entrance, owner_of
from access.limits import (
    NoRoom,
    Sockets,
    TooLarge,
    announced_of,
    check_announced,
    counted,
    has_large_head,
    largest_body,
)
from access.origins import is_from_here, language_of, safe_address, with_next
from access.places import READING, Place, place_of, uploading_session, wants_page
from access.session_cookie import came_secure, without_other_sessions
from access.sign_in_page import SIGN_IN
from access.uploads import Uploads
from domain.permission import Action, may_somewhere
from use_cases.sessions import Entrance

PROTOCOL = b"sec-websocket-protocol"
# How a socket is closed: by our rules, or because nothing can be said at the moment.
AGAINST_THE_RULES, LATER = 1008, 1013
# Streamlit keeps in memory whatever is sent to it: only who may hand in a file sends one.
HANDING_IN = (Action.FILL_RETURN, Action.LOAD_PLAN)
# What no page of ours asks for; who is merely not signed in is no news.
SUSPECT = {
    HTTPStatus.FORBIDDEN,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    HTTPStatus.TOO_MANY_REQUESTS,
}
log = logging.getLogger(__name__)


class _NotAdmitted(Exception):
    """A request that is not let through, and what it is told."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class Gate:
    """Pure ASGI, around everything but the security headers.

    `held_bytes` says how much Streamlit keeps of what was sent to one of its sessions.
    """

    def __init__(
        self, app: ASGIApp, held_bytes: Callable[[str], int], settings: DoorSettings | None = None
    ) -> None:
        self._app = app
        self._settings = settings or load_door_settings()
        self._sockets = Sockets(self._settings)
        self._uploads = Uploads(held_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through who may pass."""
        match scope["type"]:
            case "http":
                await self._answer(scope, receive, send)
            case "websocket":
                await self._connect(scope, receive, send)
            case _:
                await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            entrance = await self._let_through(scope)
            with self._body(scope, receive, entrance) as body:
                await self._app(self._admitted(scope), body, send)
            return
        except _NotAdmitted as reason:
            refused = reason.status
        except TooLarge:
            refused = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        except Unanswered:
            refused = HTTPStatus.SERVICE_UNAVAILABLE
        _tell(scope, refused)
        leads_in = refused in {HTTPStatus.UNAUTHORIZED, HTTPStatus.SERVICE_UNAVAILABLE}
        if leads_in and wants_page(scope):
            await RedirectResponse(_sign_in(scope), status_code=303)(scope, receive, send)
        else:
            await PlainTextResponse(refused.phrase, status_code=refused)(scope, receive, send)

    async def _let_through(self, scope: Scope) -> Entrance | None:
        """Whose request it is; None where it is for anybody. Raises _NotAdmitted, TooLarge, Unanswered."""
        _check_head(scope)
        place = place_of(scope["method"], scope["path"])
        if place is Place.CLOSED:
            raise _NotAdmitted(HTTPStatus.NOT_FOUND)
        if scope["method"] not in READING and not self._is_from_here(scope):
            raise _NotAdmitted(HTTPStatus.FORBIDDEN)
        check_announced(scope)
        if place is Place.OPEN:
            return None
        owner, entrance = await self._holder(scope)
        screen = uploading_session(scope["path"])
        if screen is None or (bindings.is_of(screen, owner) and _hands_in(entrance)):
            return entrance
        raise _NotAdmitted(HTTPStatus.FORBIDDEN)

    def _body(
        self, scope: Scope, receive: Receive, entrance: Entrance | None
    ) -> AbstractContextManager[Receive]:
        """What a request sends, as far as there is room for it."""
        limited, screen = counted(receive, largest_body(scope)), uploading_session(scope["path"])
        if entrance is None or screen is None or scope["method"] != "PUT":
            return nullcontext(limited)
        return self._uploads.one_more(entrance.person, screen, announced=announced_of(scope), receive=limited)

    async def _holder(self, scope: Scope) -> tuple[str, Entrance]:
        """The hash of the session that a request carries, and whose it is. Raises _NotAdmitted, Unanswered."""
        owner = owner_of(scope, secure=self._is_secure(scope))
        entrance = await find_entrance(owner)
        if owner is None or entrance is None:
            raise _NotAdmitted(HTTPStatus.UNAUTHORIZED)
        return owner, entrance

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            _check_head(scope)
            if not self._is_from_here(scope):
                raise _NotAdmitted(HTTPStatus.FORBIDDEN)
            owner, entrance = await self._holder(scope)
            with self._sockets.one_more(entrance.person.id):
                stream = _Stream(owner, receive, send)
                await self._app(_resuming(self._admitted(scope), owner), stream.receive, stream.send)
        except _NotAdmitted as reason:
            await _deny(reason.status, scope, receive, send)
        except NoRoom:
            await _deny(HTTPStatus.TOO_MANY_REQUESTS, scope, receive, send)
        except Unanswered:
            await _deny(HTTPStatus.SERVICE_UNAVAILABLE, scope, receive, send)

    def _is_from_here(self, scope: Scope) -> bool:
        return is_from_here(Headers(scope=scope), self._settings.url)

    def _is_secure(self, scope: Scope) -> bool:
        return self._settings.is_secure or came_secure(scope)

    def _admitted(self, scope: Scope) -> Scope:
        headers = without_other_sessions(scope["headers"], secure=self._is_secure(scope))
        return {**scope, "headers": headers}


class _Stream:
    """An open socket: every message that comes in is asked for its session before Streamlit hears of it."""

    def __init__(self, owner: str, receive: Receive, send: Send) -> None:
        self._owner = owner
        self._receive = receive
        self._send = send
        self._closed_with: int | None = None

    async def receive(self) -> Message:
        """The next message; of a session that has ended, that the socket is closed."""
        if self._closed_with is None:
            message = await self._receive()
            if message["type"] != "websocket.receive" or await self._may_speak(message):
                return message
        return {"type": "websocket.disconnect", "code": self._closed_with}

    async def send(self, message: Message) -> None:
        """Send it, unless the socket was closed over the sender's head."""
        if self._closed_with is None:
            await self._send(message)

    async def _may_speak(self, message: Message) -> bool:
        """Whether its session is still good; text nobody says, and Streamlit would take it for a fault of its own."""
        try:
            if message.get("bytes") is not None and await find_entrance(self._owner) is not None:
                return True
            self._closed_with = AGAINST_THE_RULES
        except Unanswered:
            self._closed_with = LATER
        await self._send({"type": "websocket.close", "code": self._closed_with, "reason": ""})
        return False


def _check_head(scope: Scope) -> None:
    if has_large_head(scope):
        raise _NotAdmitted(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)


def _hands_in(entrance: Entrance) -> bool:
    """Whether somebody may hand in anything at all; for whom and what is asked when it is read."""
    return any(may_somewhere(entrance.person, action, today=entrance.today) for action in HANDING_IN)


def _sign_in(scope: Scope) -> str:
    """The way to the door, which remembers the page that was asked for."""
    query = scope["query_string"].decode("latin-1")
    wanted = safe_address(f"{scope['path']}?{query}" if query else scope["path"])
    return with_next(SIGN_IN, wanted, language_of(wanted))


def _resuming(scope: Scope, owner: str) -> Scope:
    """The request for a socket without the id of a Streamlit session that is not known to be the caller's own.

    A client says three words in the place of sub-protocols: which it speaks, a token against forgery, and which
    session of Streamlit it wants to resume.
    """
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == PROTOCOL]
    words = [word.strip() for line in lines for word in line.split(",")]
    kept = words[:3] if len(words) > 2 and bindings.is_of(words[2], owner) else words[:2]
    others = [(name, value) for name, value in scope["headers"] if name != PROTOCOL]
    said = [(PROTOCOL, ", ".join(kept).encode("latin-1"))] if kept else []
    return {**scope, "headers": [*others, *said], "subprotocols": kept}


def _tell(scope: Scope, status: HTTPStatus) -> None:
    """Write down that something was tried at the gate, and from where."""
    if status in SUSPECT:
        host = scope["client"][0] if scope.get("client") else "nowhere"
        what = scope.get("method", "socket")
        log.warning("%s to %s %s from %s", status.phrase, what, scope["path"], host)


async def _deny(status: HTTPStatus, scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a socket before it is one; the browser learns no more than that."""
    _tell(scope, status)
    await receive()
    if "websocket.http.response" in scope.get("extensions", {}):
        plain = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"0")]
        await send({"type": "websocket.http.response.start", "status": int(status), "headers": plain})
        await send({"type": "websocket.http.response.body", "body": b""})
    else:
        await send({"type": "websocket.close", "code": AGAINST_THE_RULES})
