"""The HTML that a browser receives first: its language is said, and where the server lives is told.

Streamlit's page looks for its server below the page's own address first (/strategy/_stcore/…), which costs a round
trip and an error in the browser's console on every link to a page; told where the server is, it asks there at once.
What it says before any figure is there is said in the reader's language, and nothing in it is an inline script.
"""

import json
import re
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.drawing_library import LIBRARY_PATH
from access.frame_words import frame_words
from domain.text import Language, mark
from house_style.wording import wording

SCRIPT_PATH = "/assets/start.js"
SCRIPT = Path(__file__).parent / "assets" / "start.js"
TITLE = mark("Strategy dashboard")
DESCRIPTION = mark(
    "Whether the organisation's strategy is being carried out: scores, targets, projects and returns."
)
NO_SCRIPT = mark("This dashboard needs JavaScript. Switch it on in your browser, then load the page again.")
HEAD = re.compile(rb"<head>")
LANGUAGE = re.compile(rb'<html lang="[a-z]*"')
PAGE_TITLE = re.compile(rb"<title>[^<]*</title>")
WITHOUT_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
# Its own script says this, so that the page needs no inline script; and the theme has no use for that font.
NEEDLESS = re.compile(
    rb'<script>\s*window\.prerenderReady = false\s*</script>\s*|<link\s+rel="preload"[^>]*\sas="font"[^>]*>\s*'
)


@cache
def script() -> str:
    """The start script with the words that it needs."""
    words = json.dumps(frame_words(), ensure_ascii=False)
    return f"const words = {words}\n{SCRIPT.read_text(encoding='utf-8')}"


async def show_script(_request: Request) -> Response:
    """The script that tells the page where its server is, and Streamlit's frame what it says."""
    return Response(script(), media_type="text/javascript", headers={"Cache-Control": "public, max-age=3600"})


SCRIPT_ROUTE = Route(SCRIPT_PATH, show_script)


class FirstPage:
    """Pure ASGI: rewrites HTML answers to GET requests of pages; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer; an HTML page is rewritten on its way out."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _wants_page(scope):
            await self._app(scope, receive, send)
            return
        page = _Page(_language(scope), send)
        await self._app(_without_encoding(scope), receive, page.take)


def _wants_page(scope: Scope) -> bool:
    return "text/html" in Headers(scope=scope).get("accept", "")


def _language(scope: Scope) -> Language:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return next((language for language in Language if language.value == asked), Language.THAI)


def _without_encoding(scope: Scope) -> Scope:
    """The request as the application sees it: its answer is to be read here, and is not the browser's old one."""
    hidden = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in hidden]}


class _Page:
    """One answer on its way out: gathered if it is a page, else passed on."""

    def __init__(self, language: Language, send: Send) -> None:
        self._language = language
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()

    async def take(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = rewritten(bytes(self._body), self._language)
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-length"] = str(len(body))
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(start: Message) -> bool:
    """Whether it is Streamlit's page: pages of the door come with a policy of their own and are whole already."""
    headers = Headers(raw=start["headers"])
    is_ours = "content-security-policy" in headers or "content-encoding" in headers
    return headers.get("content-type", "").startswith("text/html") and not is_ours


def rewritten(html: bytes, language: Language) -> bytes:
    """The page in its language, with the start script before any other and without what it has no use for."""
    page = LANGUAGE.sub(f'<html lang="{language.value}"'.encode(), NEEDLESS.sub(b"", html), count=1)
    for part, said in (
        (HEAD, _head(language)),
        (PAGE_TITLE, f"<title>{_said(TITLE, language)}</title>"),
        (WITHOUT_SCRIPT, f"<noscript>{''.join(map(_no_script, Language))}</noscript>"),
    ):
        page = part.sub(said.encode().replace(b"\\", rb"\\"), page, count=1)
    return page


def _head(language: Language) -> str:
    return "\n    ".join(
        (
            "<head>",
            f'<script src=".{SCRIPT_PATH}"></script>',
            # Used by the charts (ui/assets/drawing.js), which need not wait for it when they come.
            f'<script async id="plotly" src=".{LIBRARY_PATH}"></script>',
            '<meta name="color-scheme" content="light dark" />',
            f'<meta name="description" content="{_said(DESCRIPTION, language)}" />',
        )
    )


def _no_script(language: Language) -> str:
    return f'<p lang="{language.value}">{_said(NO_SCRIPT, language)}</p>'


def _said(message: str, language: Language) -> str:
    return escape(wording(language).say(message), quote=True)
