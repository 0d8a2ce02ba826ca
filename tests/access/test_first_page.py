"""The HTML that a browser receives first."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
import streamlit

from access.first_page import FirstPage, rewritten, script
from domain.text import Language

PAGE = b'<!DOCTYPE html>\n<html lang="en">\n  <head>\n    <title>x</title>\n  </head>\n</html>'
STREAMLITS_PAGE = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


def answered(
    *,
    accept: str = "text/html",
    query: bytes = b"",
    kind: bytes = b"text/html",
    method: str = "GET",
    more: tuple[tuple[bytes, bytes], ...] = (),
) -> tuple[dict[bytes, bytes], bytes]:
    """What a browser gets when the application answers with PAGE."""
    sent: list[dict[str, Any]] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        headers = [
            (b"content-type", kind),
            (b"content-length", str(len(PAGE)).encode()),
            (b"etag", b'"1"'),
            *more,
        ]
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
    assert b'<head>\n    <script src="./assets/start.js"></script>\n' in body
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers
    assert "BACKEND_BASE_URL" in script()


@pytest.mark.parametrize(
    "asked", [{"accept": "application/json"}, {"kind": b"application/json"}, {"method": "POST"}]
)
def test_what_is_no_page_passes_untouched(asked: dict[str, Any]) -> None:
    headers, body = answered(**asked)
    assert body == PAGE
    assert headers[b"etag"] == b'"1"'


def test_a_page_with_a_policy_of_its_own_is_whole_already() -> None:
    _, body = answered(more=((b"content-security-policy", b"default-src 'none'"),))
    assert body == PAGE


def test_a_page_is_rewritten_once() -> None:
    assert rewritten(PAGE + PAGE, Language.ENGLISH).count(b"start.js") == 1


def test_the_page_has_a_title_and_a_description_in_its_language() -> None:
    thai = rewritten(STREAMLITS_PAGE, Language.THAI).decode()
    english = rewritten(STREAMLITS_PAGE, Language.ENGLISH).decode()
    assert "<title>แดชบอร์ดยุทธศาสตร์</title>" in thai
    assert "<title>Strategy dashboard</title>" in english
    assert '<meta name="description" content="Whether the organisation&#x27;s strategy' in english


def test_a_reader_without_scripts_is_told_so_in_both_languages() -> None:
    page = rewritten(STREAMLITS_PAGE, Language.THAI).decode()
    [told] = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert '<p lang="th">แดชบอร์ดนี้ต้องใช้ JavaScript' in told
    assert '<p lang="en">This dashboard needs JavaScript' in told
    assert "openapi.json" not in told


def test_the_page_has_no_inline_script_and_no_handler_that_a_policy_would_forbid() -> None:
    page = rewritten(STREAMLITS_PAGE, Language.THAI).decode()
    scripts = re.findall(r"<script[^>]*>", page)
    assert len(scripts) == 3  # ours, the drawing library, then Streamlit's
    assert all("src=" in one for one in scripts)
    assert not re.search(r"<[^>]*\son\w+=", page)
    assert "window.prerenderReady = false" in script()


def test_no_font_is_fetched_that_the_theme_does_not_use() -> None:
    assert b'as="font"' in STREAMLITS_PAGE
    assert b'as="font"' not in rewritten(STREAMLITS_PAGE, Language.THAI)
