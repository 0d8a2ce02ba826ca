"""The pages run under a strict Content-Security-Policy: nothing in them is inline, evaluated or from elsewhere."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from access.headers import POLICY
from tests.browser.application import Application
from tests.browser.watching import opened, settled

# Streamlit's protobuf looks once whether it may use WebAssembly for 64-bit numbers, and does without where it may not.
HARMLESS = [["script-src", "wasm-eval"]]
WATCH = """window.forbidden = []
document.addEventListener("securitypolicyviolation", event => {
    window.forbidden.push([event.effectiveDirective, event.blockedURI])
})"""


@pytest.fixture
def visitor(browser: Browser, app_server: Application) -> Iterator[Page]:
    """A page under the policy, which remembers what was forbidden."""
    with opened(browser, app_server) as page:
        page.add_init_script(WATCH)
        yield page
        page.context.close()  # the script would stay in the window


def forbidden(page: Page) -> list[list[str]]:
    """The directive and the address of everything that the policy has kept from the page."""
    kept: list[list[str]] = page.evaluate("window.forbidden")
    return [one for one in kept if one not in HARMLESS]


@pytest.mark.parametrize("address", ["/", "/strategy?strategy=S3", "/kpi?kpi=K110&region=R6N", "/region"])
def test_a_page_opens_under_the_policy(visitor: Page, address: str) -> None:
    answer = visitor.goto(address)
    assert answer is not None
    assert answer.headers["content-security-policy"] == POLICY
    expect(settled(visitor).locator("h1.title")).to_be_visible()
    assert forbidden(visitor) == []


def plant_a_handler(browser: Browser, app_server: Application) -> None:
    """A visit on which a handler is written into the page itself."""
    with opened(browser, app_server) as page:
        page.add_init_script(WATCH)
        page.goto("/")
        settled(page).evaluate("""() => {
            document.body.appendChild(document.createElement("p")).setAttribute("onclick", "window.pressed = true")
            document.body.lastElementChild.click()
        }""")
        assert forbidden(page) == [["script-src-attr", "inline"]]
        page.context.close()


def test_a_handler_in_the_page_itself_would_be_told_by_the_page_and_by_its_console(
    browser: Browser, app_server: Application
) -> None:
    with pytest.raises(AssertionError, match="Content Security Policy directive 'script-src 'self''"):
        plant_a_handler(browser, app_server)
