"""A browser page that holds what a reader would not see against the test: errors, lost files, calls to the outside."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    Response,
    expect,
)

from domain.person import Role
from tests.browser.application import Application
from tests.browser.visitors import enter
from tests.browser.windows import window

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_ONE = (
    "The browser tests need Chromium and found none. `make test` installs it on Debian as root; elsewhere install "
    "it with your system's packages, or say where it is with CHROMIUM=/path/to/chromium."
)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
MILLISECONDS_TO_SETTLE = 30_000
DESKTOP = (1440, 900)


@dataclass  # without slots: Playwright hangs its own wrappers on it
class Faults:
    """What went wrong while a page was open, in the order in which it happened."""

    host: str
    seen: list[str] = field(default_factory=list)

    @contextmanager
    def watching(self, page: Page) -> Iterator[None]:
        """Write down every fault of the page as long as this lasts."""
        ears: tuple[tuple[Any, Callable[..., None]], ...] = (
            ("console", self._console),
            ("pageerror", self._script),
            ("request", self._request),
            ("response", self._response),
        )
        for event, ear in ears:
            page.on(event, ear)
        try:
            yield
        finally:
            for event, ear in ears:
                page.remove_listener(event, ear)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.seen.append(f"console error: {message.text} ({message.location['url']})")

    def _script(self, error: Error) -> None:
        self.seen.append(f"script error: {error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self.host:
            self.seen.append(f"request to the outside: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.seen.append(f"HTTP {response.status}: {response.url}")


def launched(playwright: Playwright) -> Browser:
    """Chromium of this machine; raises with what to do when there is none."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise RuntimeError(HOW_TO_GET_ONE)
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, *as_root])


@contextmanager
def opened(
    browser: Browser,
    application: Application,
    *,
    size: tuple[int, int] = DESKTOP,
    language: str = "th-TH",
    shade: Literal["light", "dark"] = "light",
    role: Role | None = Role.EXECUTIVE,
) -> Iterator[Page]:
    """A page of somebody who is signed in with a role, or of a stranger where that is None; the test fails on leaving if the page or the server had anything to complain of."""
    already = len(application.log.read_bytes())
    faults = Faults(host=urlsplit(application.url).netloc)
    with window(browser, application.url, language) as page:
        if role is not None:
            enter(page.context, application, role)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=shade)
        with faults.watching(page):
            yield page
    assert not faults.seen, "\n".join(faults.seen)
    said = application.said(since=already)
    assert "Traceback" not in said, said


def settled(page: Page) -> Page:
    """Wait until the script has run to its end and nothing of an earlier run is left on the page."""
    finished = (
        '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
    )
    expect(page.locator(finished)).to_be_attached(timeout=MILLISECONDS_TO_SETTLE)
    expect(page.locator('[data-stale="true"]')).to_have_count(0, timeout=MILLISECONDS_TO_SETTLE)
    expect(page.locator('[data-testid="stSkeleton"]')).to_have_count(0, timeout=MILLISECONDS_TO_SETTLE)
    return page
