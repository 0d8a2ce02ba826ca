"""What a reader meets before there is any figure."""

from collections.abc import Callable
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Page, expect

from tests.browser.application import Application
from tests.browser.watching import opened, settled


def test_an_empty_installation_opens_without_a_fault(
    browser: Browser, start_app: Callable[..., Application]
) -> None:
    with opened(browser, start_app()) as page:
        page.goto("/")
        expect(settled(page).get_by_test_id("stMain")).to_be_visible()


def test_the_letters_come_from_the_readers_own_system(page: Page) -> None:
    page.goto("/")
    fonts = settled(page).evaluate("getComputedStyle(document.body).fontFamily")
    assert fonts.startswith("Sarabun,")
    assert "Loma" in fonts


def test_the_server_says_that_it_is_well(app_server: Application) -> None:
    with urlopen(f"{app_server.url}/_stcore/health", timeout=10) as answer:
        assert answer.read() == b"ok"


def test_a_bundle_leaves_compressed_and_may_be_kept_for_a_year(page: Page, app_server: Application) -> None:
    with page.expect_response("**/static/js/index.*.js") as caught:
        page.goto("/")
    settled(page)
    asked = Request(caught.value.url, headers={"Accept-Encoding": "gzip"})
    with urlopen(asked, timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert len(answer.read()) < 200_000
