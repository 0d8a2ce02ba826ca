"""Nothing that people or files say takes effect on a page: it is shown as the letters that it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data_access.database import open_database
from domain.person import Role
from tests.browser.application import Application, serving
from tests.browser.hostile import ATTACKS, LONG, OUTSIDE, poison
from tests.browser.visitors import put_in
from tests.browser.watching import opened, settled
from tests.people import ROOT
from tests.sample import copied
from use_cases.manage_people import disable_person

READER, KEEPER, LOG_READER = Role.EXECUTIVE, Role.ADMINISTRATOR, Role.AUDITOR
OFFICE = Role.PLANNING_OFFICE
PAGES = [
    (READER, "/"),
    (READER, "/strategy?strategy=S1"),
    (READER, "/kpi"),
    (READER, "/kpi?kpi=K101&region=R6N&province=58"),
    (READER, "/flagship"),
    (READER, "/flagship?flagship=FS07"),
    (READER, "/department"),
    (READER, "/department?department=06103"),
    (READER, "/region?region=R6N&province=58"),
    (KEEPER, "/people"),
    (KEEPER, "/people?person=hostile"),
    (LOG_READER, "/audit"),
    (LOG_READER, "/audit?deed=disable_person"),
    (OFFICE, "/returns?department=06103"),
    (OFFICE, "/review"),
]
# What would be there if any of it had taken effect.
EFFECTS = f"""() => [
    ...document.querySelectorAll(
        '[src*="{OUTSIDE}"], [href*="{OUTSIDE}"], iframe, #planted, [onerror], [onload], [href^="javascript"], .katex'),
    ...[...document.querySelectorAll("b, strong, em, code, span")].filter(e => ["b", "x", "x^2"].includes(e.textContent)),
    ...(window.hit ? [document.body] : []),
].map(e => e.outerHTML.slice(0, 200))"""
SHOWN = """() => [document.title, document.body.textContent, ...[...document.querySelectorAll("[aria-label], [title]")]
    .map(e => `${e.ariaLabel} ${e.title}`), ...[...document.querySelectorAll("input")].map(e => e.value)].join(" ")"""


@pytest.fixture(scope="module")
def hostile(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The application over a ministry that is all attacks, people included."""
    folder = copied(sample_folder, tmp_path_factory.mktemp("hostile") / "data")
    poison(folder)
    with serving(folder) as application:
        for role in (READER, KEEPER, LOG_READER, OFFICE):
            put_in(application, role, login=f"hostile-{role.value}")
        put_in(application, Role.PLANNING_OFFICE, login="hostile")
        database = open_database(application.database_url)
        disable_person(database, ROOT, "hostile", reason=" ".join(ATTACKS))
        database.close()
        with closing(sqlite3.connect(folder / "dashboard.db")) as connection, connection:
            connection.execute("UPDATE people SET name = name || ?", (" ".join(ATTACKS),))
        yield application


def with_all_opened(page: Page) -> Page:
    """The page with every table and every entry that can be opened."""
    for more in page.locator(".more:visible, .log summary, [data-testid=stExpander] summary").all()[:12]:
        more.click()
        settled(page)
    expect(page.locator(".chart:not([data-drawn])")).to_have_count(0)
    return page


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(("role", "address"), PAGES, ids=str)
def test_nothing_takes_effect(
    browser: Browser, hostile: Application, role: Role, address: str, language: str
) -> None:
    """The page itself fails the test on a request to the outside, and on what its Content-Security-Policy forbids."""
    with opened(browser, hostile, role=role) as page:
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        expect(settled(page).locator("h1.title")).to_be_visible()
        with_all_opened(page)
        assert page.evaluate(EFFECTS) == []
        assert "**b** $x^2$ :red[x]" in page.evaluate(SHOWN)


def test_a_name_of_five_thousand_letters_stays_inside_the_page(
    browser: Browser, hostile: Application
) -> None:
    with opened(browser, hostile, size=(390, 844)) as page:
        page.goto("/kpi?kpi=K101&lang=en")
        expect(settled(page).locator("h1.title")).to_contain_text(LONG)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_would_take_effect_would_be_found(browser: Browser, hostile: Application) -> None:
    with opened(browser, hostile) as page:
        page.goto("/")
        settled(page).evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<b id=planted>planted</b><strong>b</strong>')"
        )
        assert len(page.evaluate(EFFECTS)) == 2
