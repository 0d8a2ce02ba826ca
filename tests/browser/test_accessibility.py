"""Everybody can use the screens: axe finds nothing grave on any page, on either ground, in either language."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.person import Role
from tests.browser.accessibility import TALL, Fault, Known, grave_faults
from tests.browser.application import Application
from tests.browser.returns import a_draft, a_sent_one
from tests.browser.visitors import SOME_DEPARTMENT, enter, put_in
from tests.browser.watching import settled

PAGES = {
    "overview": ("/", {}),
    "strategy": ("/strategy", {"strategy": "S3"}),
    "kpi": ("/kpi", {"kpi": "K110", "region": "R6N", "province": "58"}),
    "flagship": ("/flagship", {"flagship": "FS07"}),
    "department": ("/department", {}),
    "region": ("/region", {"region": "R6N", "province": "58"}),
    "people": ("/people", {}),
    "person": ("/people", {"person": "somsri"}),
    "audit": ("/audit", {"first": "no day"}),
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
# A new version of Streamlit may take lines away from here; nothing of ours belongs here.
KNOWN: tuple[Known, ...] = ()


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request: pytest.FixtureRequest, browser: Browser, app_server: Application) -> Iterator[Page]:
    """One page to a ground, led from address to address."""
    context = browser.new_context(
        base_url=app_server.url,
        color_scheme=request.param,
        locale="th-TH",
        timezone_id="Asia/Bangkok",
        viewport={"width": TALL[0], "height": TALL[1]},
    )
    enter(context, app_server)
    put_in(app_server, Role.PLANNING_OFFICE, login="somsri")
    yield context.new_page()
    context.close()


def unknown(faults: list[Fault]) -> str:
    """What nobody has accounted for, to be read."""
    return "\n".join(str(fault) for fault in faults if not any(known.is_of(fault) for known in KNOWN))


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(reader: Page, app_server: Application, name: str, language: str) -> None:
    path, parameters = PAGES[name]
    if name in VERSIONS:
        parameters = {**parameters, "submission": str(VERSIONS[name](app_server))}
    enter(reader.context, app_server, ROLES.get(name, Role.EXECUTIVE))
    reader.goto(f"{path}?{urlencode({**parameters, 'lang': language})}")
    expect(settled(reader).locator("h1.title")).to_be_visible()
    for closed in reader.locator("[data-testid=stExpander] summary").all():
        closed.click()
    assert unknown(grave_faults(reader)) == ""


def test_what_opens_over_a_page_is_for_everybody(reader: Page, app_server: Application) -> None:
    enter(reader.context, app_server)
    reader.goto("/?lang=th")
    settled(reader).get_by_test_id("stMainMenuButton").click()
    expect(reader.get_by_test_id("stMainMenuList")).to_be_visible()
    assert unknown(grave_faults(reader)) == ""


def test_the_table_of_a_chart_is_for_everybody(reader: Page, app_server: Application) -> None:
    enter(reader.context, app_server)
    reader.goto("/strategy?strategy=S3&lang=th")
    settled(reader).locator(".st-key-goals .more").click()
    expect(reader.get_by_test_id("stDownloadButton").first).to_be_visible()
    settled(reader)
    assert unknown(grave_faults(reader)) == ""


def test_a_fault_that_is_planted_is_found_also_in_a_shadow_root(
    reader: Page, app_server: Application
) -> None:
    enter(reader.context, app_server)
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
