"""The HTML that a browser receives first: its language is said, and where the server lives is told.

Streamlit's page looks for its server below the page's own address first (/strategy/_stcore/…), which costs a round
trip and an error in the browser's console on every link to a page; told where the server is, it asks there at once.
"""

import re
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.drawing_library import LIBRARY_PATH

SCRIPT_PATH = "/assets/start.js"
SCRIPT = """const here = new URL("./", document.baseURI).href
window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: here, MAIN_PAGE_BASE_URL: here }

// A change of page made by the server arrives in two steps: first the parameters, on the old page, then the page.
// Both would be entries of the history, and Back would seem to do nothing; the second takes the first one's place.
let step = null
const push = history.pushState.bind(history)


// Links in our own HTML: Streamlit follows an address that the history brings, without loading itself anew.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.go")
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  history.pushState({}, "", link.href)
  dispatchEvent(new PopStateEvent("popstate"))
})

history.pushState = (state, title, url) => {
  const to = new URL(url ?? location.href, location.href)
  const finishes = step && to.search === step.search && to.pathname !== step.pathname && Date.now() - step.at < 2000
  step = to.pathname === location.pathname ? { search: to.search, pathname: to.pathname, at: Date.now() } : null
  return finishes ? history.replaceState(state, title, url) : push(state, title, url)
}
"""
LANGUAGES = ("th", "en")
HEAD = re.compile(rb"<head>")
LANGUAGE = re.compile(rb'<html lang="[a-z]*"')


async def show_script(_request: Request) -> Response:
    """The script that tells the page where its server is."""
    return Response(SCRIPT, media_type="text/javascript", headers={"Cache-Control": "public, max-age=3600"})


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


def _language(scope: Scope) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _without_encoding(scope: Scope) -> Scope:
    """The request as the application sees it: its answer is to be read here, and is not the browser's old one."""
    hidden = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in hidden]}


class _Page:
    """One answer on its way out: gathered if it is a page, else passed on."""

    def __init__(self, language: str, send: Send) -> None:
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
    headers = Headers(raw=start["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers


def rewritten(html: bytes, language: str) -> bytes:
    """The page with its language and the start script."""
    spoken = LANGUAGE.sub(f'<html lang="{language}"'.encode(), html, count=1)
    scripts = (
        f'<script src=".{SCRIPT_PATH}"></script><script async id="plotly" src=".{LIBRARY_PATH}"></script>'
    )
    return HEAD.sub(f"<head>\n    {scripts}".encode(), spoken, count=1)
