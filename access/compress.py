"""Scripts, styles and documents leave compressed; the same bytes are never compressed twice."""

import asyncio
import gzip
import hashlib
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit compresses every other answer itself, but leaves these to a proxy that may not be there.
PLACES = ("/static/", "/component/", "/_stcore/bidi-components/", "/assets/")
WORTH_COMPRESSING = (
    "text/",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/wasm",
    "image/svg+xml",
)
SMALLEST = 1_000
LARGEST = 16_000_000
MOST_KEPT = 64_000_000
LEVEL = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer in its compressed form."""

    headers: tuple[tuple[bytes, bytes], ...]
    etag: str
    body: bytes


class Compression:
    """Pure ASGI: compresses static answers and remembers them.

    Websockets, uploads, partial answers, answers that are already encoded and bodies above LARGEST bytes pass
    untouched. What may be kept for ever (Streamlit's bundles carry a hash in their name) is answered from memory
    without asking the application again; what may change gets an ETag, so that a browser that has it already is
    told so in a few bytes. At most MOST_KEPT bytes stay in memory.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._for_ever: dict[str, Kept] = {}
        self._by_digest: dict[str, bytes] = {}
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or let the application answer and keep what it says."""
        if not _may_compress(scope):
            await self._app(scope, receive, send)
        elif kept := self._for_ever.get(scope["path"]):
            await _answer(kept, scope, send)
        else:
            answer = _Answer(self, scope, send)
            await self._app(_without_encoding(scope), receive, answer.take)

    async def kept(self, path: str, headers: Headers, body: bytes) -> Kept:
        """The compressed form of an answer of this process; compressing happens in a thread, once to a body."""
        digest = hashlib.blake2b(body, digest_size=16).hexdigest()
        packed = self._by_digest.get(digest)
        if packed is None:
            packed = await asyncio.to_thread(gzip.compress, body, LEVEL, mtime=0)
            self._remember(digest, packed)
        kept = Kept(headers=_headers(headers, digest, len(packed)), etag=f'"{digest}"', body=packed)
        for_ever = "immutable" in headers.get("cache-control", "") and "set-cookie" not in headers
        if for_ever and digest in self._by_digest:
            self._for_ever[path] = kept
        return kept

    def _remember(self, digest: str, packed: bytes) -> None:
        if self._size + len(packed) <= MOST_KEPT:
            self._by_digest[digest] = packed
            self._size += len(packed)


class _Answer:
    """One answer on its way out: gathered when it is worth compressing, passed on when it is not."""

    def __init__(self, compression: Compression, scope: Scope, send: Send) -> None:
        self._compression = compression
        self._scope = scope
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_worth_it(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(Headers(raw=self._start["headers"]))

    async def _finish(self, headers: Headers) -> None:
        body = bytes(self._body)
        await _answer(
            await self._compression.kept(self._scope["path"], headers, body), self._scope, self._send
        )


def _may_compress(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path: str = scope["path"]
    if path != "/" and not any(place in path for place in PLACES):
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _is_worth_it(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and "content-encoding" not in headers
        and headers.get("content-type", "").startswith(WORTH_COMPRESSING)
        and SMALLEST <= int(headers.get("content-length", 0)) <= LARGEST
    )


def _without_encoding(scope: Scope) -> Scope:
    """The request as the application sees it: it is not to compress, nor to answer for a tag that is ours."""
    ours = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in ours]}


def _headers(headers: Headers, digest: str, length: int) -> tuple[tuple[bytes, bytes], ...]:
    packed = MutableHeaders(raw=list(headers.raw))
    packed["content-encoding"] = "gzip"
    packed["content-length"] = str(length)
    packed["etag"] = f'"{digest}"'
    del packed["accept-ranges"]
    packed.add_vary_header("Accept-Encoding")
    if packed.get("cache-control") == "public":
        # No age is given, so a browser would ask for all of it again and again: let it ask whether it changed.
        packed["cache-control"] = "public, no-cache"
    return tuple(packed.raw)


async def _answer(kept: Kept, scope: Scope, send: Send) -> None:
    tags = Headers(scope=scope).get("if-none-match", "").replace("W/", "")
    if kept.etag in {tag.strip() for tag in tags.split(",")}:
        unchanged = [pair for pair in kept.headers if pair[0] not in {b"content-length", b"content-encoding"}]
        await send({"type": "http.response.start", "status": 304, "headers": unchanged})
        await send({"type": "http.response.body", "body": b""})
    else:
        await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
        await send({"type": "http.response.body", "body": kept.body})
