"""The HTML that a browser receives first."""

import asyncio
from typing import Any

import pytest

from access.first_page import SCRIPT, FirstPage, rewritten

PAGE = b'<!DOCTYPE html>\n<html lang="en">\n  <head>\n    <title>x</title>\n  </head>\n</html>'


def answered(
    *, accept: str = "text/html", query: bytes = b"", kind: bytes = b"text/html", method: str = "GET"
) -> tuple[dict[bytes, bytes], bytes]:
    """What a browser gets when the application answers with PAGE."""
    sent: list[dict[str, Any]] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-type", kind), (b"content-length", str(len(PAGE)).encode()), (b"etag", b'"1"')]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
        await send({"type": "http.response.body", "body": PAGE[20:]})

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": "/strategy",
        "query_string": query,
        "headers": [(b"accept", accept.encode())],
    }
    asyncio.run(FirstPage(application)(scope, receive, send))
    return dict(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent[1:])


@pytest.mark.parametrize(
    ("query", "language"),
    [
        (b"", b"th"),
        (b"lang=th", b"th"),
        (b"lang=en", b"en"),
        (b'lang="><script>', b"th"),
        (b"year=2563", b"th"),
    ],
)
def test_the_page_says_the_language_of_its_address(query: bytes, language: bytes) -> None:
    _, body = answered(query=query)
    assert b'<html lang="' + language + b'">' in body


def test_the_page_is_told_where_its_server_is_before_any_other_script() -> None:
    headers, body = answered()
    assert b'<head>\n    <script src="./assets/start.js"></script>\n    <title>' in body
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers
    assert "BACKEND_BASE_URL" in SCRIPT


@pytest.mark.parametrize(
    "asked", [{"accept": "application/json"}, {"kind": b"application/json"}, {"method": "POST"}]
)
def test_what_is_no_page_passes_untouched(asked: dict[str, Any]) -> None:
    headers, body = answered(**asked)
    assert body == PAGE
    assert headers[b"etag"] == b'"1"'


def test_a_page_is_rewritten_once() -> None:
    assert rewritten(PAGE + PAGE, "en").count(b"start.js") == 1
