"""The door in a browser: by keyboard and without a script, to where one wanted to go, and out when the session ends."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data_access.database import open_database
from data_access.people import save_password
from domain.person import Role
from tests.access.provider import CLIENT, SECRET, Provider, serving_provider
from tests.browser.accessibility import grave_faults
from tests.browser.application import Application
from tests.browser.visitors import COOKIE, enter, put_in
from tests.browser.watching import opened, settled
from tests.people import a_grant, somebody
from tests.sample import copied
from use_cases.invitations import new_invitation
from use_cases.passwords import hash_password
from use_cases.sessions import close_session, hash_token

GOOD = "ช้างสามเศียร 2563"
PHONE, PROJECTOR = (390, 844), (1920, 1080)
THAI, LATIN = re.compile("[ก-๛]"), re.compile("[A-Za-z]{3}")
DEEP = "/strategy?strategy=S3&lang=th"


@pytest.fixture
def stranger(browser: Browser, app_server: Application) -> Iterator[Page]:
    """A page of somebody who is not in yet."""
    with opened(browser, app_server, role=None) as page:
        yield page


@pytest.fixture
def unwatched(browser: Browser, app_server: Application) -> Iterator[Page]:
    """A page of a stranger who will be refused something, which the browser's console tells of."""
    context = browser.new_context(base_url=app_server.url, locale="th-TH")
    yield context.new_page()
    context.close()


def test_a_link_from_a_message_leads_by_the_door_to_its_screen(stranger: Page) -> None:
    stranger.goto(DEEP)
    expect(stranger.get_by_role("heading", name="เข้าสู่ระบบ")).to_be_visible()
    stranger.get_by_role("button", name="ผู้บริหาร").click()
    expect(settled(stranger).locator("h1.title")).to_have_text(
        "บูรณาการทุกภาคส่วนให้มีส่วนร่วมในการพัฒนาสังคม (ข้อมูลตัวอย่าง)"
    )
    assert stranger.url.endswith(DEEP)


def test_the_door_opens_by_keyboard_alone(stranger: Page, app_server: Application) -> None:
    with_password(app_server, "kbd")
    stranger.goto("/?lang=en")
    expect(stranger.get_by_label("Login")).to_be_focused()
    stranger.keyboard.type("kbd")
    stranger.keyboard.press("Tab")
    stranger.keyboard.type(GOOD)
    stranger.keyboard.press("Enter")
    expect(settled(stranger).locator("h1.title")).to_be_visible()
    expect(stranger.locator("form.who[method=post]")).to_contain_text("Name of kbd")


def with_password(application: Application, login: str) -> None:
    """Let there be an executive with that login and the password GOOD."""
    database = open_database(application.database_url)
    person = somebody(database, a_grant(Role.EXECUTIVE), login=login)
    database.written(lambda connection: save_password(connection, person.id, hash_password(GOOD)))
    database.close()


def test_the_door_needs_no_script(browser: Browser, app_server: Application) -> None:
    context = browser.new_context(base_url=app_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(DEEP)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_role("button", name="Executive").click()
    assert page.url.endswith("/strategy?strategy=S3&lang=en")
    context.close()


def test_the_way_out_is_on_every_screen_and_leads_back_to_the_door(
    browser: Browser, app_server: Application
) -> None:
    with opened(browser, app_server) as page:
        page.goto("/?lang=th")
        page.wait_for_load_state(
            "networkidle"
        )  # who leaves breaks off what is still on its way, and the browser says so
        settled(page).get_by_role("button", name="ออกจากระบบ").click()
        expect(page.get_by_role("status")).to_have_text("ท่านออกจากระบบแล้ว")
        page.go_back()
        expect(page.get_by_role("heading", name="เข้าสู่ระบบ")).to_be_visible()


def test_an_open_page_leads_to_the_door_when_its_session_has_ended_and_back_to_its_screen(
    unwatched: Page, app_server: Application
) -> None:
    enter(unwatched.context, app_server)
    unwatched.goto(DEEP)
    end_session_of(settled(unwatched), app_server)
    unwatched.get_by_role("link", name="ภาพรวม").first.click()
    expect(unwatched.get_by_role("status")).to_contain_text("หมดเวลาการใช้งานแล้ว")
    unwatched.get_by_role("button", name="ผู้บริหาร").click()
    expect(settled(unwatched).locator("h1.title")).to_be_visible()
    assert "/sign-in" not in unwatched.url


def end_session_of(page: Page, application: Application) -> None:
    """End the session of a page as the administrator does, without its knowing."""
    [token] = [cookie["value"] for cookie in page.context.cookies() if cookie.get("name") == COOKIE]
    database = open_database(application.database_url)
    close_session(database, hash_token(token))
    database.close()


def test_an_organisations_own_account_opens_the_door_and_leads_to_the_screen(
    browser: Browser, start_app: Callable[..., Application], sample_folder: Path, tmp_path: Path
) -> None:
    with serving_provider() as provider:
        provider.person |= {"name": "สมศรี ใจดี"}
        put_in_rules(tmp_path / "rules.toml", provider)
        application = start_app(
            copied(sample_folder, tmp_path / "ministry"),
            DASHBOARD_OIDC_ISSUER=provider.issuer,
            DASHBOARD_OIDC_CLIENT_ID=CLIENT,
            DASHBOARD_OIDC_CLIENT_SECRET=SECRET,
            DASHBOARD_OIDC_RULES=str(tmp_path / "rules.toml"),
        )
        context = browser.new_context(base_url=application.url)
        page = context.new_page()
        page.goto(DEEP)
        page.get_by_role("link", name="เข้าสู่ระบบด้วยบัญชีของหน่วยงาน").click()
        expect(settled(page).locator("h1.title")).to_be_visible()
        expect(page.locator("form.who[method=post]")).to_contain_text("สมศรี ใจดี")
        assert page.url == f"{application.url}{DEEP}"
        context.close()


def put_in_rules(file: Path, provider: Provider) -> None:
    """A rule by which the provider's person is an executive."""
    rule = f'[[rule]]\nclaim = "sub"\nvalue = "{provider.person["sub"]}"\nrole = "executive"\n'
    file.write_text(rule, encoding="utf-8")


# --- for everybody -------------------------------------------------------------------------------------------------


def sign_in_page(page: Page, application: Application) -> None:
    page.goto("/sign-in?told=ended")


def invitation_page(page: Page, application: Application) -> None:
    database = open_database(application.database_url)
    now = datetime.now(UTC)
    person = somebody(database, a_grant(Role.EXECUTIVE), login=f"invited-{now.timestamp()}")
    token = database.written(lambda connection: new_invitation(connection, person.id, now))
    database.close()
    page.goto(f"/invitation/{token}")


def already_in_page(page: Page, application: Application) -> None:
    token = put_in(application, Role.EXECUTIVE)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": application.url}])
    page.goto("/sign-in")
    page.context.clear_cookies()


PAGES: list[Callable[[Page, Application], None]] = [sign_in_page, invitation_page, already_in_page]


@pytest.mark.parametrize("size", [PHONE, PROJECTOR])
@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize("show", PAGES)
def test_a_page_of_the_door_is_for_everybody_and_fits_on_its_screen(
    browser: Browser,
    app_server: Application,
    show: Callable[[Page, Application], None],
    shade: str,
    size: tuple[int, int],
) -> None:
    with opened(
        browser, app_server, role=None, shade="dark" if shade == "dark" else "light", size=size
    ) as page:
        show(page, app_server)
        assert [str(fault) for fault in grave_faults(page)] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_was_refused_is_for_everybody_too(unwatched: Page) -> None:
    unwatched.goto("/sign-in")
    unwatched.get_by_label("ชื่อผู้ใช้").fill("somsri")
    unwatched.get_by_label("รหัสผ่าน").fill("guessed wrong")
    unwatched.keyboard.press("Enter")
    expect(unwatched.get_by_role("alert")).to_contain_text("เข้าสู่ระบบไม่สำเร็จ")
    expect(unwatched.get_by_label("รหัสผ่าน")).to_be_focused()
    expect(unwatched.get_by_label("รหัสผ่าน")).to_have_accessible_description(re.compile("เข้าสู่ระบบไม่สำเร็จ"))
    assert [str(fault) for fault in grave_faults(unwatched)] == []


def test_the_door_speaks_one_language_at_a_time(stranger: Page) -> None:
    """The names of people and of the languages are what they are."""
    read = "[...document.querySelectorAll('header, main')].map(part => part.innerText).join(' ')"
    stranger.goto("/sign-in?lang=en")
    stranger.evaluate("document.querySelectorAll('small').forEach(name => name.remove())")
    assert not THAI.search(stranger.evaluate(read))
    stranger.goto("/sign-in?lang=th")
    assert not LATIN.search(stranger.evaluate(read))
