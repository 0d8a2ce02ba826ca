"""Every page, in each language and on each ground: it speaks that language, and everybody can use it."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from domain.person import Role
from tests.browser.accessibility import TALL, unknown_faults
from tests.browser.application import Application
from tests.browser.languages import LATIN, READ, THAI, foreign, list_strange_numbers, read_told
from tests.browser.pages import PAGES, SOMEBODY
from tests.browser.visitors import put_in
from tests.browser.watching import opened, settled

OTHER_LETTERS = {"th": LATIN, "en": THAI}


@pytest.fixture(scope="module")
def told(app_server: Application) -> str:
    """All text that is the ministry's own, with the returns that are on their way and somebody to look after."""
    put_in(app_server, Role.PLANNING_OFFICE, login=SOMEBODY)
    for shown in PAGES.values():
        shown.address(app_server, "th")
    return read_told(app_server)


@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody_and_in_its_language(
    browser: Browser,
    app_server: Application,
    told: str,
    name: str,
    language: str,
    shade: Literal["light", "dark"],
) -> None:
    shown = PAGES[name]
    with opened(browser, app_server, size=TALL, shade=shade, role=shown.role) as page:
        page.goto(shown.address(app_server, language))
        expect(settled(page).locator("h1.title")).to_be_visible()
        for closed in page.locator("[data-testid=stExpander] summary").all():
            closed.click()
        said = settled(page).evaluate(READ)
        assert foreign(said, OTHER_LETTERS[language], told) == set()
        assert list_strange_numbers(said, told) == []
        assert unknown_faults(page) == ""


def test_a_foreign_word_and_a_strange_number_would_be_found(
    browser: Browser, app_server: Application, told: str
) -> None:
    with opened(browser, app_server) as page:
        page.goto("/?lang=th")
        settled(page).evaluate("document.body.append('Untranslated', document.createElement('p'), '-5 %')")
        said = page.evaluate(READ)
        assert foreign(said, LATIN, told) == {"Untranslated"}
        assert list_strange_numbers(said, told) == ["-5 %"]
