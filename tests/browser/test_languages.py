"""The frame around a page speaks the page's language too, and leaves the plan's own words alone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.watching import settled


def overview(page: Page) -> Page:
    """The first page in Thai, come to rest."""
    page.goto("/?lang=th")
    return settled(page)


def test_the_menu_of_the_frame_is_in_the_language_of_the_page(page: Page) -> None:
    overview(page).get_by_test_id("stMainMenuButton").click()
    menu = page.get_by_role("menu", name="เมนูหลัก")
    expect(menu.get_by_role("menuitemradio")).to_have_text(
        [re.compile("ตามเครื่อง"), re.compile("สว่าง"), re.compile("มืด")]
    )
    expect(menu.get_by_role("menuitem").first).to_have_text("พิมพ์")


def test_the_frame_follows_when_the_language_is_switched_and_back(page: Page) -> None:
    menu = overview(page).get_by_test_id("stMainMenuButton")
    expect(menu).to_have_attribute("aria-label", "เมนูหลัก")
    page.locator(".languages").get_by_text("English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(menu).to_have_attribute("aria-label", "Main menu")
    settled(page).go_back()
    expect(page.locator("html")).to_have_attribute("lang", "th")
    expect(menu).to_have_attribute("aria-label", "เมนูหลัก")
    settled(page)


def test_a_name_of_the_plan_that_is_a_word_of_the_frame_stays_as_it_is(page: Page) -> None:
    overview(page).evaluate("""() => {
        document.querySelector("h1.title").textContent = "Search"
        document.querySelector(".head p span").textContent = "Print"
    }""")
    expect(page.locator("h1.title")).to_have_text("Search")
    expect(page.locator(".head p span").first).to_have_text("Print")
