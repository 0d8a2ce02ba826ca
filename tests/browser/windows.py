"""Windows of a browser, used by one test after another, each as if nobody had been there before."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

AT_MOST = 3
# A browser remembers fifty steps back, and a test may count its own.
MOST_STEPS = 30
Key = tuple[Browser, str, str]
# Windows that no test has open, the one that was left last at the end.
_free: OrderedDict[Page, Key] = OrderedDict()


@contextmanager
def window(browser: Browser, url: str, language: str) -> Iterator[Page]:
    """A window in which nobody is signed in and nothing is kept, but for the scripts that every browser keeps.

    To load and compile those anew costs more than all else that most tests do. A window that a test has closed, or
    in which it failed, is not used again.
    """
    key = (browser, url, language)
    page = next((page for page, own in reversed(_free.items()) if own == key), None)
    if page is None:
        page = browser.new_context(base_url=url, locale=language, timezone_id="Asia/Bangkok").new_page()
    else:
        del _free[page]
    try:
        yield page
    except BaseException:
        page.context.close()
        raise
    if page.is_closed():
        return
    if page.evaluate("history.length") > MOST_STEPS:
        page.context.close()
        return
    _leave(page)
    _free[page] = key
    if len(_free) > AT_MOST:
        _free.popitem(last=False)[0].context.close()


def _leave(page: Page) -> None:
    """Let nothing stay of who was here; the door is the page that asks for least."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
    page.emulate_media(media="null")
