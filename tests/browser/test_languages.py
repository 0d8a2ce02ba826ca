"""A page in one language shows no other, but for what the plan itself says."""

import re
import sqlite3
from contextlib import closing
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from domain.person import Role
from tests.browser.application import Application
from tests.browser.returns import a_draft, a_sent_one
from tests.browser.visitors import SOME_DEPARTMENT, enter, put_in
from tests.browser.watching import settled

PAGES = {
    "overview": ("/", {}),
    "strategy": ("/strategy", {"strategy": "S3"}),
    "kpi": ("/kpi", {"kpi": "K110", "region": "R6N", "province": "58"}),
    "all kpis": ("/kpi", {}),
    "flagship": ("/flagship", {"flagship": "FS07"}),
    "department": ("/department", {}),
    "region": ("/region", {"region": "R6N", "province": "58"}),
    "people": ("/people", {}),
    "person": ("/people", {"person": "somsri"}),
    "audit": ("/audit", {"first": "2569"}),
    "entries": ("/audit", {"check": "1"}),
    "returns": ("/returns", {"department": SOME_DEPARTMENT}),
    "draft": ("/returns", {}),
    "review": ("/review", {}),
    "decision": ("/review", {}),
}
# Whoever reads figures does not look after people.
ROLES = {
    **dict.fromkeys(("people", "person", "audit", "entries"), Role.ADMINISTRATOR),
    **dict.fromkeys(("returns", "draft", "review", "decision"), Role.PLANNING_OFFICE),
}
# Versions that are looked at, by their number.
VERSIONS = {"draft": a_draft, "decision": a_sent_one}
THAI, LATIN = re.compile("[\u0e00-\u0e7f]+"), re.compile("[A-Za-z]{2,}")
# The log tells of files and entries by these; that of what this very test does is newer than what was told.
HASH = re.compile(r"\b[0-9a-f]{64}\b")
HYPHEN_FOR_MINUS = re.compile(r"(?<![\w.])-\d")
# Thai says ร้อยละ in words or "%" at the number; English writes "%" at the number.
PERCENT_APART = re.compile(r"\d %|ร้อยละ [\d.,]+ ?%")
# The switch names each language in itself; kinds of files and programs have one name everywhere.
NO_LANGUAGE = {
    "Enter",
    "SHA",
    "UTC",
    "XLSX",
    "CSV",
    "Excel",
    "xlsx",
    "English",
    "Streamlit",
    "KPI",
    "ไทย",
    "OpenDocument",
    "https",
    "MB",
    "XLSM",
    "XLSB",
    "XLS",
    "ODS",
    "ics",
}
# All that a reader can see, hear or hover over, also in shadow roots; the ligatures that draw icons are no words.
READ = """() => {
    const said = []
    const take = root => root.querySelectorAll("*").forEach(element => {
        if (element.closest("script, style, noscript, [data-testid=stIconMaterial]")) return
        for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"])
            if (element.getAttribute(name)) said.push(element.getAttribute(name))
        for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.data)
        if (element.shadowRoot) take(element.shadowRoot)
    })
    take(document)
    return said.map(text => text.trim()).filter(text => text)
}"""


@pytest.fixture(autouse=True)
def somebody_to_look_after(app_server: Application) -> None:
    """Somebody whose account is on the page of people."""
    put_in(app_server, Role.PLANNING_OFFICE, login="somsri")


@pytest.fixture
def told(app_server: Application) -> str:
    """All text that the ministry's own plan and returns brought with them."""
    address = f"file:{app_server.log.parent / 'dashboard.db'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for table in tables for row in database.execute(f"SELECT DISTINCT * FROM {table}")]
    return " ".join({value for row in rows for value in row if isinstance(value, str)})


def foreign(said: list[str], letters: re.Pattern[str], told: str) -> set[str]:
    """Texts with words in those letters that neither the plan told nor every language writes so.

    A chart breaks a long name where it likes, so a piece of a name counts as told.
    """
    return {
        text
        for text in said
        if any(word not in told for word in letters.findall(HASH.sub("", text)) if word not in NO_LANGUAGE)
    }


def opened(page: Page, name: str, language: str, application: Application) -> Page:
    """A page with a language in its address, come to rest."""
    path, parameters = PAGES[name]
    if name in VERSIONS:
        parameters = {**parameters, "submission": str(VERSIONS[name](application))}
    enter(page.context, application, ROLES.get(name, Role.EXECUTIVE))
    page.goto(f"{path}?{urlencode({**parameters, 'lang': language})}")
    expect(settled(page).locator("h1.title")).to_be_visible()
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_english_shows_no_thai_but_the_plans(
    page: Page, app_server: Application, name: str, told: str
) -> None:
    assert foreign(opened(page, name, "en", app_server).evaluate(READ), THAI, told) == set()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_thai_shows_no_english_but_the_plans(
    page: Page, app_server: Application, name: str, told: str
) -> None:
    assert foreign(opened(page, name, "th", app_server).evaluate(READ), LATIN, told) == set()


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_numbers_carry_the_signs_of_the_house(
    page: Page, app_server: Application, name: str, language: str, told: str
) -> None:
    said = opened(page, name, language, app_server).evaluate(READ)
    assert [text for text in said if HYPHEN_FOR_MINUS.search(text) and text not in told] == []
    assert [text for text in said if PERCENT_APART.search(text) and text not in told] == []


def test_a_foreign_word_would_be_found(page: Page, app_server: Application, told: str) -> None:
    opened(page, "overview", "th", app_server).evaluate("document.body.append('Untranslated')")
    assert foreign(page.evaluate(READ), LATIN, told) == {"Untranslated"}


def test_the_menu_of_the_frame_is_in_the_language_of_the_page(page: Page, app_server: Application) -> None:
    opened(page, "overview", "th", app_server).get_by_test_id("stMainMenuButton").click()
    menu = page.get_by_role("menu", name="เมนูหลัก")
    expect(menu.get_by_role("menuitemradio")).to_have_text(
        [re.compile("ตามเครื่อง"), re.compile("สว่าง"), re.compile("มืด")]
    )
    expect(menu.get_by_role("menuitem").first).to_have_text("พิมพ์")


def test_the_frame_follows_when_the_language_is_switched_and_back(
    page: Page, app_server: Application
) -> None:
    menu = opened(page, "overview", "th", app_server).get_by_test_id("stMainMenuButton")
    expect(menu).to_have_attribute("aria-label", "เมนูหลัก")
    page.locator(".languages").get_by_text("English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(menu).to_have_attribute("aria-label", "Main menu")
    settled(page).go_back()
    expect(page.locator("html")).to_have_attribute("lang", "th")
    expect(menu).to_have_attribute("aria-label", "เมนูหลัก")
    settled(page)


def test_a_name_of_the_plan_that_is_a_word_of_the_frame_stays_as_it_is(
    page: Page, app_server: Application
) -> None:
    opened(page, "overview", "th", app_server).evaluate("""() => {
        document.querySelector("h1.title").textContent = "Search"
        document.querySelector(".head p span").textContent = "Print"
    }""")
    expect(page.locator("h1.title")).to_have_text("Search")
    expect(page.locator(".head p span").first).to_have_text("Print")
