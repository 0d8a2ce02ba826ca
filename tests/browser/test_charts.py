"""The chart under the hand: keys walk its marks, a change moves them, a click on a name leads on, paper holds it."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.application import Application
from tests.browser.watching import opened, settled

OVERVIEW, KPI = "/?year=2564&period=Q4", "/kpi?kpi=K110&year=2564&period=Q4"
A4_LANDSCAPE: ViewportSize = {"width": 1043, "height": 718}


def chart(page: Page, key: str) -> Locator:
    """A chart that stands drawn."""
    found = page.locator(f".st-key-{key} figure.chart")
    expect(found).to_have_attribute("data-drawn", "1")
    return found


def spoken(page: Page) -> str:
    """What a screen reader says of the mark that has the focus."""
    said: str = page.evaluate(
        "() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent ?? ''"
    )
    return said


def test_arrow_keys_walk_the_marks_and_enter_opens_the_one_that_is_spoken(page: Page) -> None:
    page.goto(OVERVIEW)
    marks = chart(settled(page), "strategies").get_by_role("listbox")
    marks.focus()
    first = spoken(page)
    page.keyboard.press("ArrowDown")
    second = spoken(page)
    assert first.startswith("ส่งเสริมและพัฒนาคุณภาพชีวิต")
    assert second.startswith("สร้างความเป็นธรรมและความเสมอภาคในสังคม")
    expect(page.locator(".st-key-strategies .ring")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/strategy?" in url and "strategy=S2" in url)
    expect(page.locator("h1.title")).to_contain_text("สร้างความเป็นธรรม")


def test_home_and_end_go_to_the_first_and_the_last_mark_and_escape_leaves(page: Page) -> None:
    page.goto(OVERVIEW)
    chart(settled(page), "strategies").get_by_role("listbox").focus()
    page.keyboard.press("End")
    assert spoken(page).startswith("บริหารจัดการองค์กร")
    page.keyboard.press("Home")
    assert spoken(page).startswith("ส่งเสริมและพัฒนาคุณภาพชีวิต")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-strategies .ring")).to_be_hidden()


def test_on_a_map_the_arrows_go_to_the_neighbour(page: Page) -> None:
    """Chiang Rai, Phayao and Nan stand side by side in the uppermost row of the map."""
    page.goto(KPI)
    chart(settled(page), "kpi_map").get_by_role("listbox").focus()
    page.keyboard.press("Home")
    walked = [spoken(page).partition(",")[0]]
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        walked.append(spoken(page).partition(",")[0])
    assert walked == ["เชียงราย", "พะเยา", "น่าน", "พะเยา"]


def test_a_chart_tells_its_finding_to_who_cannot_see_it(page: Page) -> None:
    page.goto(OVERVIEW)
    name = chart(settled(page), "strategies").get_by_role("listbox").get_attribute("aria-label")
    assert name is not None
    assert "ต่ำสุดคือ บูรณาการทุกภาคส่วน" in name


def test_a_click_on_a_name_leads_where_a_click_on_the_bar_leads(page: Page) -> None:
    page.goto(OVERVIEW)
    name = chart(settled(page), "strategies").locator(".words text", has_text="บูรณาการทุกภาคส่วน")
    name.click(force=True)  # what is drawn lies below Plotly's own layer that takes the mouse
    page.wait_for_url(lambda url: "/strategy?" in url and "strategy=S3" in url)


def test_another_moment_moves_the_marks_and_keeps_the_drawing(page: Page) -> None:
    page.goto(KPI)
    drawn = chart(settled(page), "trend")
    drawn.evaluate("figure => { figure.querySelector('.main-svg').mine = true }")
    page.evaluate(
        "() => document.dispatchEvent(new CustomEvent('go', { detail: '/kpi?kpi=K110&year=2563&period=Q2' }))"
    )
    expect(drawn).to_have_attribute("data-drawn", "2")
    assert drawn.evaluate("figure => figure.querySelector('.main-svg').mine") is True


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_a_chart_takes_the_colours_of_the_readers_ground(
    browser: Browser, app_server: Application, shade: Literal["light", "dark"]
) -> None:
    with opened(browser, app_server, shade=shade) as page:
        page.goto(OVERVIEW)
        fill = chart(settled(page), "strategies").evaluate(
            "figure => getComputedStyle(figure.querySelector('.barlayer .trace:nth-of-type(3) path')).fill"
        )
    assert fill == {"light": "rgb(47, 54, 61)", "dark": "rgb(220, 225, 230)"}[shade]


def test_below_a_chart_its_table_opens_with_its_files(page: Page) -> None:
    page.goto(OVERVIEW)
    chart(settled(page), "strategies").get_by_role("button", name="ตารางและดาวน์โหลด").click()
    table = page.locator(".st-key-strategies_taken table")
    expect(table.locator("tbody tr")).to_have_count(4)
    with page.expect_download() as taken:
        page.locator(".st-key-strategies_xlsx button").click()
    assert taken.value.suggested_filename == "strategies.xlsx"
    assert Path(taken.value.path()).read_bytes().startswith(b"PK")


def test_a_table_is_sorted_by_its_headings_up_down_and_as_it_came(page: Page) -> None:
    page.goto(OVERVIEW)
    table = settled(page).locator(".st-key-strategy_rows table")
    score = table.locator("th").nth(2)

    def scores() -> list[str]:
        return table.locator("tbody td.score:nth-child(3)").all_inner_texts()

    expect(table.locator("tbody tr")).to_have_count(4)
    came = scores()
    orders = []
    for _ in range(3):
        score.get_by_role("button").click()
        orders.append((score.get_attribute("aria-sort"), scores()))
    assert orders == [("ascending", sorted(came)), ("descending", sorted(came, reverse=True)), (None, came)]


def test_a_row_is_a_link_that_another_tab_can_open(page: Page) -> None:
    page.goto(OVERVIEW)
    link = settled(page).locator(".st-key-strategy_rows tbody a").first
    assert link.get_attribute("href") == "./strategy?lang=th&year=2564&period=Q4&strategy=S1"
    with page.context.expect_page() as other:
        link.click(modifiers=["Control"])
    assert other.value.url.endswith("/strategy?lang=th&year=2564&period=Q4&strategy=S1")


def test_on_paper_charts_are_light_whole_and_as_wide_as_the_sheet(
    browser: Browser, app_server: Application
) -> None:
    with opened(browser, app_server, shade="dark") as page:
        page.goto(KPI)
        drawn = chart(settled(page), "trend")
        page.set_viewport_size(A4_LANDSCAPE)
        page.emulate_media(media="print")
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        fill = drawn.evaluate("figure => getComputedStyle(figure.querySelector('.xtick text')).fill")
        wide = page.evaluate("document.documentElement.scrollWidth")
        cut = page.locator("figure.chart").evaluate_all(
            "figures => figures.filter(f => f.querySelector('.main-svg').clientWidth > f.clientWidth + 1).length"
        )
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert fill == "rgb(84, 91, 98)"
    assert wide <= A4_LANDSCAPE["width"]
    assert cut == 0


def test_what_was_zoomed_stays_zoomed_at_another_moment(page: Page) -> None:
    page.goto(KPI)
    drawn = chart(settled(page), "trend")
    drawn.get_by_role("listbox").focus()
    page.keyboard.press("+")
    seen = "figure => figure.querySelector('.js-plotly-plot').layout.xaxis.range.map(Math.round)"
    expect(drawn.locator(".xtick")).not_to_have_count(0)
    zoomed = drawn.evaluate(seen)
    page.locator("select[name=scope_period]").select_option("Q2")
    expect(drawn).to_have_attribute("data-drawn", "2")
    assert drawn.evaluate(seen) == zoomed
    drawn.get_by_role("listbox").focus()
    page.keyboard.press("0")
    expect(drawn.locator(".xtick").filter(has_text="60")).to_be_visible()
    assert drawn.evaluate(seen) != zoomed


def test_a_drill_draws_only_what_is_another_now(page: Page) -> None:
    """The trend and the funnel of a KPI are the same whichever region is looked at; the map outlines it."""
    page.goto(KPI)
    still, outlined = [chart(settled(page), key) for key in ("trend", "kpi_funnel")], chart(page, "kpi_map")
    expect(outlined).to_have_attribute("data-drawn", "1")
    page.locator("select[name=pick_region]").select_option("R6N")
    expect(page.locator(".st-key-kpi_provinces figure.chart")).to_have_attribute("data-drawn", "1")
    for drawn in still:
        expect(drawn).to_have_attribute("data-drawn", "1")
    expect(outlined).to_have_attribute("data-drawn", "2")
    widths = "figure => new Set(figure.querySelector('.js-plotly-plot').data.flatMap(t => t.marker.line.width)).size"
    assert outlined.evaluate(widths) == 2
    page.locator(".st-key-kpi_map .words text").first.scroll_into_view_if_needed()
    outlined.get_by_role("listbox").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "region=R6N" in url and "province=57" in url)
