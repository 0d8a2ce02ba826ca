"""From a click to the painted charts, and from an address to the first screen, in a real browser.

Run by `make bench`; -s shows the figures. The databases are those of test_bench_screens: BENCH_DATA and BENCH_DATA_TEN
name prepared data folders, else they are made. A machine that is shared is noisy: beside the milliseconds stands how
long the same page takes with six st.plotly_chart in the same run, on the same machine.
"""

import os
import shutil
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.benchmarks.large import fill, large_plan, multiply
from tests.browser.application import ROOT, Application, serving
from tests.browser.watching import opened, settled
from use_cases.start_up import prepare_database

TIMES, WARMING = 20, 4
WHOLE_PAGE, DRILL, SWITCH = (160, 220), (80, 120), (300, 500)
FIRST = {"kB over the wire": 3000, "ms, empty cache": 2000, "ms, warm": 600}
SLOW = 4000
SCREEN = (1920, 1080)
PLAN = large_plan()

# Milliseconds since the click until the last chart of the new state was drawn, and until the frame after it was shown.
WATCH = """() => {
    window.told = { begun: null, drawn: null }
    window.watching?.disconnect()
    window.watching = new MutationObserver(changes => {
        if (window.told.begun === null) return
        requestAnimationFrame(() => setTimeout(() => { window.told.drawn = performance.now() - window.told.begun }))
    })
    const kinds = { subtree: true, childList: true, attributes: true, attributeFilter: ["data-drawn", "class"] }
    window.watching.observe(document.querySelector("[data-testid=stMain]"), kinds)
    const begin = () => { window.told.begun ??= performance.now() }
    for (const kind of ["mousedown", "change", "popstate"]) addEventListener(kind, begin, { once: true, capture: true })
}"""
# Milliseconds since the navigation began until all charts in sight were drawn.
PAINTED = """new MutationObserver(() => {
    const seen = [...document.querySelectorAll("figure.chart")].filter(one => one.getBoundingClientRect().top < innerHeight)
    if (window.painted === undefined && seen.length && seen.every(one => one.dataset.drawn)) {
        requestAnimationFrame(() => setTimeout(() => { window.painted ??= performance.now() }))
    }
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-drawn"] })"""
QUIET_MILLISECONDS = 600
NOT_OURS = shutil.ignore_patterns(".*cache*", ".git", ".venv", "__pycache__", "data", "docs", "tests")
# Every chart as st.plotly_chart draws it, in a copy of the application.
AS_STREAMLIT_DRAWS = """

from house_style.colours import Shade, resolved
import plotly.graph_objects as go


def show_chart(screen, make, *, key, **_):
    name = ("figure", shown_page(), key, screen.address, screen.words.language)
    drawn = screen.view(name, lambda: go.Figure(resolved(make().figure.as_dict(), Shade.LIGHT)))
    st.plotly_chart(drawn, theme=None, key=key, config={"displayModeBar": False}, on_select="rerun")
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How long something took, in milliseconds."""

    what: str
    times: list[float]

    @property
    def p50(self) -> float:
        """Half of the times are shorter."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """All but one in twenty are shorter."""
        return statistics.quantiles(self.times, n=20)[-1]

    def __str__(self) -> str:
        return f"{self.what}: p50 {self.p50:.0f} ms, p95 {self.p95:.0f} ms"


@pytest.fixture(scope="module", params=["554,400", "5,544,000"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with so many observations."""
    is_ten = request.param != "554,400"
    if given := os.environ.get("BENCH_DATA_TEN" if is_ten else "BENCH_DATA"):
        return Path(given)
    made = tmp_path_factory.mktemp("large")
    database = prepare_database(f"sqlite:///{made / 'dashboard.db'}")
    fill(database, PLAN)
    if is_ten:
        multiply(database)
    database.close()
    return made


@pytest.fixture
def as_streamlit_draws(folder: Path, tmp_path: Path) -> Iterator[Application]:
    """The application with st.plotly_chart in the place of our component."""
    root = tmp_path / "copy"
    shutil.copytree(ROOT, root, ignore=NOT_OURS)
    door = root / "ui" / "chart.py"
    drawn = door.read_text(encoding="utf-8").replace(
        "from dataclasses", "import streamlit as st\nfrom dataclasses"
    )
    door.write_text(drawn + AS_STREAMLIT_DRAWS, encoding="utf-8")
    with serving(folder, root=root) as application:
        yield application


@pytest.fixture
def reader(browser: Browser, start_app: Callable[..., Application], folder: Path) -> Iterator[Page]:
    """A reader at a projector's resolution."""
    with opened(browser, start_app(folder), size=SCREEN) as page:
        yield page


def at_rest(page: Page) -> None:
    """Everything is drawn, and nothing has changed for a while."""
    settled(page)
    expect(page.locator("figure.chart:not([data-drawn])")).to_have_count(0)
    expect(page.locator(".js-plotly-plot")).not_to_have_count(0)
    page.wait_for_timeout(QUIET_MILLISECONDS)


def taken(page: Page, act: Callable[[], object]) -> float:
    """Milliseconds from an act to the paint after the last change that it makes."""
    page.evaluate(WATCH)
    act()
    page.wait_for_timeout(QUIET_MILLISECONDS)
    at_rest(page)
    return float(page.evaluate("window.told.drawn"))


def kpi_address(number: int, **more: str) -> str:
    """A KPI with provinces: six charts."""
    # A ratio by province of several owners: trend, owners, map, regions, provinces, funnel.
    rich = [k for k in PLAN.kpis if k.grain.value == "province" and k.is_ratio]
    kpi = sorted(rich, key=lambda k: -len(k.owners))[number % 5]
    year = PLAN.calendar.shown_year(PLAN.last_year)
    return "/kpi?" + "&".join(
        f"{k}={v}" for k, v in {"lang": "th", "year": year, "kpi": kpi.code, **more}.items()
    )


def quarters_changed(page: Page) -> list[float]:
    """Milliseconds from picking another quarter of a KPI with six charts until all of it stands, warm."""
    page.goto(kpi_address(0, period="Q4"))
    at_rest(page)
    quarters = page.locator("select[name=scope_period]")
    codes = [f"Q{4 - (n + 1) % 4}" for n in range(TIMES + WARMING)]
    times = [taken(page, partial(quarters.select_option, code)) for code in codes]
    return times[WARMING:]


def test_a_change_of_a_page_of_six_charts(
    browser: Browser, reader: Page, as_streamlit_draws: Application
) -> None:
    """Another quarter is picked: head, cards and all charts of a KPI change; and the same with st.plotly_chart."""
    ours = Taken(what="another quarter, a page of six charts", times=quarters_changed(reader))
    with opened(browser, as_streamlit_draws, size=SCREEN) as page:
        theirs = Taken(what="the same page with six st.plotly_chart", times=quarters_changed(page))
    print(f"{theirs}; ours takes {ours.p50 / theirs.p50:.2f} of it")  # noqa: T201
    assert ours.p50 < theirs.p50
    report(ours, WHOLE_PAGE)


def test_a_drill_within_a_page(reader: Page) -> None:
    """From all regions to one and back: the bars of provinces take the place of those of regions."""
    reader.goto(kpi_address(0, period="Q4"))
    at_rest(reader)
    regions = reader.locator("select[name=pick_region]")
    codes = [region.code for region in PLAN.main_regions()]
    picked = ["" if n % 2 else codes[n % len(codes)] for n in range(TIMES + WARMING)]
    times = [taken(reader, partial(regions.select_option, code)) for code in picked]
    report(Taken(what="a region of a KPI", times=times[WARMING:]), DRILL)


def test_another_page(reader: Page) -> None:
    """A click on a strategy's bar on the overview: another page with its charts and tables."""
    times = []
    for n in range(TIMES):
        reader.goto("/?lang=th")
        at_rest(reader)
        row = reader.locator(".st-key-strategy_rows tbody a").nth(n % len(PLAN.strategies))
        times.append(taken(reader, row.click))
    report(Taken(what="a strategy, another page", times=times), SWITCH)


def test_the_first_screen(browser: Browser, start_app: Callable[..., Application], folder: Path) -> None:
    """From an address to the painted overview: nothing in the browser yet, a slow line, and coming back."""
    application = start_app(folder)
    with opened(browser, application, size=SCREEN) as page:
        page.goto("/?lang=th")
        at_rest(page)
    loads = [first_load(browser, application, slow=slow) for slow in (False, False, False, True)]
    for (name, wanted), times in zip(FIRST.items(), zip(*loads[:3], strict=True), strict=True):
        print(f"{name}: {statistics.median(times):.0f} (wanted {wanted})")  # noqa: T201
    print(f"at 10 Mbit/s and 40 ms: {loads[3][1]:.0f} ms (wanted {SLOW})")  # noqa: T201
    assert statistics.median(load[0] for load in loads[:3]) <= FIRST["kB over the wire"]
    assert loads[3][1] <= SLOW


def first_load(browser: Browser, application: Application, *, slow: bool) -> tuple[float, float, float]:
    """kB over the wire and milliseconds to the painted overview with an empty cache; then those with a full one."""
    with opened(browser, application, size=SCREEN) as page:
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        sizes: list[float] = []
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        if slow:
            line = {"latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
            wire.send("Network.emulateNetworkConditions", {"offline": False, **line})
        painted: list[float] = []
        total = 0.0
        for _ in range(2):
            page.goto("about:blank")
            page.add_init_script(PAINTED)
            page.goto("/?lang=th")
            at_rest(page)
            painted.append(float(page.evaluate("window.painted")))
            if len(painted) == 1:
                total = sum(sizes) / 1000
        return total, painted[0], painted[1]


def report(found: Taken, wanted: tuple[int, int]) -> None:
    """Print what was measured, and hold it to what is wanted."""
    print(f"{found} (wanted {wanted[0]} / {wanted[1]})")  # noqa: T201
    assert found.p50 <= wanted[0]
    assert found.p95 <= wanted[1]
