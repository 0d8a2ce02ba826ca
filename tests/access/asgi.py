"""Requests without a server: what an application of ours answers to them."""

import asyncio
from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Scope


class Answer:
    """What reached the one who asked."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self.messages = list(messages)
        [start] = [message for message in messages if message["type"].endswith("response.start")]
        self.status: int = start["status"]
        self.pairs = [(name.decode(), value.decode()) for name, value in start["headers"]]
        self.headers = dict(self.pairs)
        self.body = b"".join(message.get("body", b"") for message in messages)


def request(path: str = "/", method: str = "GET", *, scheme: str = "http", **headers: str) -> Scope:
    """A request as a server hands it on; header_name="value"."""
    path, _, query = path.partition("?")
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "scheme": scheme,
        "headers": raw,
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8501),
    }


def asked(app: ASGIApp, scope: Scope, *bodies: bytes) -> Answer:
    """The answer of an application; what it raises is raised."""
    sent: list[Message] = []
    try:
        asyncio.run(_ask(app, scope, bodies, sent))
    except Exception as fault:
        fault.add_note(f"answered before: {sent}")
        raise
    return Answer(sent)


async def _ask(app: ASGIApp, scope: Scope, bodies: Sequence[bytes], sent: list[Message]) -> None:
    waiting = list(bodies)

    async def receive() -> Message:
        body = waiting.pop(0) if waiting else b""
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
