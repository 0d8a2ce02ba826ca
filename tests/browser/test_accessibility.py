"""Everybody can use what opens over and on a page: axe finds nothing grave, on either ground."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import TALL, grave_faults, unknown_faults
from tests.browser.application import Application
from tests.browser.watching import opened, settled


@pytest.fixture(params=["light", "dark"])
def reader(request: pytest.FixtureRequest, browser: Browser, app_server: Application) -> Iterator[Page]:
    """A page of a reader, on either ground."""
    with opened(browser, app_server, size=TALL, shade=request.param) as page:
        yield page


def test_what_opens_over_a_page_is_for_everybody(reader: Page) -> None:
    reader.goto("/?lang=th")
    settled(reader).get_by_test_id("stMainMenuButton").click()
    expect(reader.get_by_test_id("stMainMenuList")).to_be_visible()
    assert unknown_faults(reader) == ""


def test_the_table_of_a_chart_is_for_everybody(reader: Page) -> None:
    reader.goto("/strategy?strategy=S3&lang=th")
    settled(reader).locator(".st-key-goals .more").click()
    expect(reader.get_by_test_id("stDownloadButton").first).to_be_visible()
    settled(reader)
    assert unknown_faults(reader) == ""


def test_a_fault_that_is_planted_is_found_also_in_a_shadow_root(reader: Page) -> None:
    reader.goto("/?lang=th")
    settled(reader).evaluate("""() => {
        const host = document.querySelector("[data-testid=stMainBlockContainer]").appendChild(document.createElement("p"))
        host.attachShadow({ mode: "open" }).innerHTML = '<span style="color:#bbb;background:#fff">pale</span><button></button>'
        document.querySelector("[data-testid=stToolbar]").insertAdjacentHTML("beforeend", "<button></button>")
    }""")
    found = {(fault.rule, fault.frame, ">>>" in fault.target) for fault in grave_faults(reader)}
    assert found == {
        ("color-contrast", False, True),
        ("button-name", False, True),
        ("button-name", True, False),
    }
