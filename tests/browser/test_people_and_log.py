"""The screens of people and of the audit log as they are used: by keyboard, on a phone, and back again."""

import re

from playwright.sync_api import Browser, expect

from domain.person import Role
from tests.browser.application import Application
from tests.browser.visitors import put_in
from tests.browser.watching import opened, settled

PHONE = (390, 844)
# What a finger has to hit: boxes of forms, headings that open, buttons; a box's own field lies inside it.
TARGETS = """() => [...document.querySelectorAll(
    '.st-key-people :is(button, summary, [data-testid=stTextInputRootElement], [role=group], [data-testid=stCheckbox] label)')]
    .filter(e => e.checkVisibility()).map(e => [e.textContent.slice(0, 40), Math.round(e.getBoundingClientRect().height)])
    .filter(([, height]) => height < 44)"""

# Where things begin, from the left and from the top.
EDGES = """() => Object.fromEntries(Object.entries({
    title: "h1.title", name: ".who > span", out: ".who[method=post] button", password: ".who[method=get] button",
    languages: ".languages a"})
    .map(([name, found]) => [name, document.querySelector(found).getBoundingClientRect()])
    .map(([name, box]) => [name, [Math.round(box.left), Math.round(box.top)]]))"""


def test_the_log_is_searched_by_keyboard_and_the_way_back_is_there(
    browser: Browser, app_server: Application
) -> None:
    put_in(app_server, Role.EXECUTIVE, login="wanted")
    with opened(browser, app_server, role=Role.AUDITOR) as page:
        page.goto("/audit?lang=en")
        settled(page).get_by_label("Who (login)").fill("wanted")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"who=wanted"))
        said = settled(page).locator(".log .said")
        expect(said.first).to_have_text("wanted signed in.")
        assert set(said.all_inner_texts()) == {"wanted signed in."}
        page.get_by_label("From", exact=True).fill("yesterday")
        page.get_by_role("button", name="Search", exact=True).click()
        expect(page.get_by_text("“yesterday” is not a day.")).to_be_visible()
        expect(page.get_by_label("From", exact=True)).to_have_attribute("aria-invalid", "true")
        expect(settled(page).locator(".log")).to_have_count(0)
        page.go_back()
        expect(settled(page).locator(".log .said").first).to_have_text("wanted signed in.")
        expect(page.get_by_label("From", exact=True)).to_have_value("")


def test_a_finger_hits_what_it_is_meant_to_hit(browser: Browser, app_server: Application) -> None:
    put_in(app_server, Role.EXECUTIVE, login="wanted")
    with opened(browser, app_server, role=Role.ADMINISTRATOR, size=PHONE) as page:
        page.goto("/people?person=wanted&lang=th")
        for closed in settled(page).locator("[data-testid=stExpander] summary").all():
            closed.click()
        expect(page.get_by_role("button", name="ระงับทันที")).to_be_visible()
        assert page.evaluate(TARGETS) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_on_a_phone_the_way_out_stands_below_ones_name(browser: Browser, app_server: Application) -> None:
    """One's name begins where the heading does, and what one can do stands below it in one line."""
    with opened(browser, app_server, role=Role.ADMINISTRATOR, size=PHONE) as page:
        page.goto("/people?lang=th")
        edges = settled(page).evaluate(EDGES)
        assert edges["name"][0] == edges["out"][0] == edges["title"][0]
        assert edges["out"][1] == edges["password"][1] == edges["languages"][1] > edges["name"][1]


def test_a_refusal_keeps_the_form_open_and_what_was_typed(browser: Browser, app_server: Application) -> None:
    with opened(browser, app_server, role=Role.ADMINISTRATOR) as page:
        page.goto("/people?lang=en")
        settled(page).get_by_text("Invite somebody").click()
        page.get_by_label("Name, as everybody").fill("<b>Somsri</b>")
        page.get_by_label("Login, for example").fill("two words")
        page.get_by_role("button", name="Invite", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("no blank among them")
        expect(page.get_by_label("Name, as everybody")).to_have_value("<b>Somsri</b>")
        expect(page.get_by_label("Login, for example")).to_have_value("two words")
        page.get_by_label("Login, for example").fill("typed.at.a.keyboard")
        page.get_by_role("button", name="Invite", exact=True).click()
        expect(page.get_by_text("is invited.")).to_have_text("<b>Somsri</b> is invited.")
        expect(page.locator("code")).to_contain_text(f"{app_server.url}/invitation/")
        expect(settled(page).get_by_label("Login, for example")).to_have_value("")
