"""Two clicks from the plan to a province and one more to the cell, and all the way back; on a desk and on a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.application import Application
from tests.browser.watching import opened, settled

PHONE = (390, 844)
# What is drawn of the mark with that code, as plotly.js keeps it.
FIND = """(plot, code) => {
    for (const trace of plot.querySelectorAll(".barlayer .trace")) {
        const told = trace.__data__[0].trace.customdata ?? []
        const point = [...trace.querySelectorAll(".point")].find(p => String([told[p.__data__.i]].flat()[0]) === code)
        if (point) return point
    }
    throw new Error(`There is no bar ${code}.`)
}"""
ADDRESSES = [
    "/",
    "/strategy?strategy=S3",
    "/kpi",
    "/kpi?kpi=K110&region=R6N&province=58",
    "/flagship?flagship=FS07",
    "/department",
    "/region?region=R6N&province=58",
]


@pytest.fixture
def phone(browser: Browser, app_server: Application) -> Iterator[Page]:
    """A page as wide as a hand."""
    with opened(browser, app_server, size=PHONE) as page:
        yield page


def _arrive(page: Page, *parts: str) -> None:
    """Wait until the address has all of these and the page stands still."""
    page.wait_for_url(lambda url: all(part in url for part in parts))
    settled(page)


def _click_bar(page: Page, key: str, code: str) -> None:
    """Point at a bar, as people do before they click, then click it."""
    plot = page.locator(f".st-key-{key} .js-plotly-plot")
    expect(page.locator(f".st-key-{key} figure.chart[data-drawn]")).to_be_visible()
    bar = plot.evaluate_handle(FIND, code).as_element()
    assert bar is not None
    bar.scroll_into_view_if_needed()
    bar.hover(force=True)  # what is drawn lies below Plotly's own layer that takes the mouse
    expect(plot.locator(".hoverlayer .hovertext")).not_to_have_count(0)
    bar.click(force=True)


def _click_row(page: Page, key: str, row: int) -> None:
    """Click a row of a table, beside its link."""
    page.locator(f".st-key-{key} tbody tr").nth(row).locator("td").last.click()


def _title(page: Page) -> Locator:
    return page.locator("h1.title")


def _picker(page: Page, name: str) -> Locator:
    return page.locator(f"select[name=pick_{name}] option:checked")


def test_from_the_plan_to_a_strategy_to_a_kpi_and_back(page: Page) -> None:
    page.goto("/")
    plan = _title(settled(page)).inner_text()
    _click_bar(page, "strategies", "S3")
    _arrive(page, "/strategy?", "strategy=S3", "year=2564", "period=Q4")
    strategy = _title(page).inner_text()
    assert strategy.startswith("บูรณาการทุกภาคส่วน")
    _click_row(page, "strategy_kpis", 0)
    _arrive(page, "/kpi?", "kpi=K3", "year=2564", "period=Q4")
    expect(page.locator(".crumbs")).to_contain_text(strategy)
    page.go_back()
    _arrive(page, "/strategy?", "strategy=S3")
    expect(_title(page)).to_have_text(strategy)
    page.go_back()
    settled(page)
    expect(_title(page)).to_have_text(plan)
    expect(page.locator(".st-key-strategies .js-plotly-plot")).to_be_visible()


def test_who_goes_back_faster_than_the_pages_answer_comes_to_where_he_began(page: Page) -> None:
    page.goto("/strategy?strategy=S3")
    strategy = _title(settled(page)).inner_text()
    steps = page.evaluate("history.length")
    for _ in range(3):
        page.locator(".st-key-strategy_kpis tbody a").first.click()
        page.go_back()
    expect(_title(settled(page))).to_have_text(strategy)
    expect(page.locator(".st-key-goals figure.chart[data-drawn]")).to_be_visible()
    assert page.url.partition("?")[0].endswith("/strategy")
    assert page.evaluate("history.length") == steps + 1


def test_from_the_count_of_critical_kpis_to_those_of_a_department_and_back(page: Page) -> None:
    page.goto("/")
    settled(page).locator(".chips a.critical").click()
    _arrive(page, "/kpi?", "status=critical", "year=2564")
    rows = page.locator(".table tbody tr")
    expect(rows).to_have_count(2)
    page.locator("select[name=filter_department]").select_option("NHA")
    _arrive(page, "status=critical", "department=NHA")
    expect(page.locator(".why")).to_contain_text("แสดง 1 จาก 47 ตัวชี้วัด")
    expect(rows).to_have_count(1)
    page.go_back()
    page.wait_for_url(lambda url: "department" not in url)
    expect(settled(page).locator("select[name=filter_department]")).to_have_value("")
    expect(rows).to_have_count(2)


def test_from_a_kpi_to_a_region_to_a_province_to_the_cell_and_back(page: Page) -> None:
    page.goto("/kpi?kpi=K110")
    settled(page)
    _click_bar(page, "kpi_regions", "R6N")
    _arrive(page, "region=R6N")
    expect(_picker(page, "region")).to_have_text("ภาคเหนือ")
    _click_bar(page, "kpi_provinces", "58")
    _arrive(page, "region=R6N", "province=58")
    expect(_picker(page, "province")).to_have_text("แม่ฮ่องสอน")
    newest = page.locator(".st-key-provenance tbody tr", has_text="พก. 2564-12").locator("td")
    expect(newest.get_by_text(re.compile(r"\.xlsx$"))).to_be_attached()
    expect(newest.get_by_text(re.compile(r"^[A-Z]{1,2}\d+$"))).to_be_attached()
    page.go_back()
    page.wait_for_url(lambda url: "province" not in url)
    expect(_picker(settled(page), "province")).to_have_text("โปรดเลือกจังหวัด")
    expect(_picker(page, "region")).to_have_text("ภาคเหนือ")
    page.go_back()
    page.wait_for_url(lambda url: "region" not in url)
    expect(_picker(settled(page), "region")).to_have_text("ทุกภาค")
    expect(page.locator(".st-key-kpi_regions .js-plotly-plot")).to_be_visible()


def test_a_copied_address_shows_somebody_else_the_same(
    browser: Browser, app_server: Application, page: Page
) -> None:
    page.goto("/kpi?kpi=K110&year=2563&period=Q2")
    settled(page)
    _click_bar(page, "kpi_regions", "R6N")
    _arrive(page, "region=R6N", "year=2563", "period=Q2")
    with opened(browser, app_server) as other:
        other.goto(page.url)
        settled(other)
        for reader in (page, other):
            expect(reader.locator(".st-key-kpi_provinces .js-plotly-plot")).to_be_visible()
        assert _as_heard(other) == _as_heard(page)


def _as_heard(page: Page) -> str:
    """The page as a screen reader tells it: headings, pickers with what is picked, charts by their alternatives."""
    return page.get_by_test_id("stMain").aria_snapshot()


def test_the_same_figure_as_of_another_day_is_another_address(page: Page) -> None:
    page.goto("/kpi?kpi=K203&province=30&year=2563&period=Q2&asof=2020-09-08T16:59:59Z")
    expect(settled(page).get_by_text("8 ก.ย. 2563 23:59 น.").first).to_be_visible()


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_scrolls_sideways_on_a_phone(phone: Page, address: str) -> None:
    phone.goto(address)
    settled(phone)
    wider = "element => element.scrollWidth - element.clientWidth"
    assert phone.locator("html").evaluate(wider) == 0
    assert phone.get_by_test_id("stMain").evaluate(wider) == 0
