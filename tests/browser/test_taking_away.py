"""A file is made for who may have it at the click, and stands in the audit log; whoever may not is told why."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from data_access.database import open_database
from data_access.people import end_grants, find_account
from domain.audit import Deed, Record
from domain.person import Role
from tests.browser.application import Application
from tests.browser.visitors import put_in
from tests.browser.watching import opened, settled
from tests.people import ROOT
from use_cases.view_audit import Wanted, search_audit_log


def entries(application: Application, *, deed: str = "", login: str = "") -> list[Record]:
    """What the log of a running application tells, the newest first."""
    database = open_database(application.database_url)
    try:
        return [
            entry.record for entry in search_audit_log(database, ROOT, Wanted(deed=deed, login=login)).entries
        ]
    finally:
        database.close()


def end_the_role(application: Application, login: str, role: Role) -> None:
    """Somebody loses a role while his screen stands open."""
    database = open_database(application.database_url)
    try:
        account = database.written(lambda connection: find_account(connection, login))
        assert account is not None
        number, now = account.person.id, datetime.now(UTC)
        database.written(lambda c: end_grants(c, number, role, "", by="root", now=now))
    finally:
        database.close()


def with_its_table(page: Page) -> Page:
    """The first screen with the table of its strategies."""
    page.goto("/?lang=th")
    settled(page).locator(".st-key-strategies .more").click()
    expect(page.locator(".st-key-strategies_xlsx button")).to_be_visible()
    return settled(page)


def test_what_is_taken_away_stands_in_the_log(page: Page, app_server: Application) -> None:
    with with_its_table(page).expect_download() as taken:
        page.locator(".st-key-strategies_xlsx button").click()
    content = Path(taken.value.path()).read_bytes()
    last = entries(app_server, deed=Deed.EXPORT_FIGURES.value)[0]
    assert (last.object, last.roles) == ("table:overview/strategies", (Role.EXECUTIVE.value,))
    assert '"rows":4' in last.after
    assert last.file_sha256 == sha256(content).hexdigest()


def test_whose_role_ended_meanwhile_gets_a_sentence_and_no_file(
    browser: Browser, app_server: Application
) -> None:
    login = "late-reader"
    taken: list[str] = []
    token = put_in(app_server, Role.EXECUTIVE, login=login)
    with opened(browser, app_server, role=None) as page:
        page.context.add_cookies(
            [{"name": "session", "value": token, "url": app_server.url, "httpOnly": True}]
        )
        page.on("download", lambda download: taken.append(download.url))
        with_its_table(page)
        end_the_role(app_server, login, Role.EXECUTIVE)
        page.locator(".st-key-strategies_xlsx button").click()
        expect(page.get_by_text("วันนี้บัญชีของท่านยังไม่มีบทบาทใด")).to_be_visible()
        settled(page)
    assert taken == []
    assert {record.deed for record in entries(app_server, login=login)} == {Deed.SIGN_IN, Deed.REFUSED}


def test_the_log_itself_is_taken_away_by_an_auditor(browser: Browser, app_server: Application) -> None:
    with opened(browser, app_server, role=Role.AUDITOR) as page:
        page.goto("/audit?lang=en&deed=load_plan")
        with settled(page).expect_download() as taken:
            page.locator(".st-key-audit_xlsx button").click()
    assert taken.value.suggested_filename == "audit-log.xlsx"
    assert entries(app_server, deed=Deed.EXPORT_AUDIT_LOG.value)
