"""People who are signed in to a running application, and how a browser or a client of another kind shows it."""

from datetime import UTC, datetime

import httpx2
from playwright.sync_api import BrowserContext

from data_access.database import Connection, Database, open_database
from data_access.people import find_account
from domain.person import OF_A_DEPARTMENT, Person, Role
from tests.browser.application import Application
from tests.people import a_grant, somebody
from use_cases.admission import Visitor, admit

COOKIE = "session"
SOME_DEPARTMENT = "06103"


def signed_in(application: Application, role: Role = Role.EXECUTIVE) -> str:
    """The token of a new session: by the sample ministry's guest of that role, else by somebody put into the database."""
    form = {"role": role.value, "next": "/"}
    answer = httpx2.post(
        f"{application.url}/sign-in/demonstration", data=form, headers={"Origin": application.url}
    )
    return answer.cookies[COOKIE] if answer.status_code == 303 else put_in(application, role)


def put_in(application: Application, role: Role, *, login: str = "") -> str:
    """The token of a new session of somebody with that role, whom the database is told of at its back door."""
    database = open_database(application.database_url)
    try:
        person = find_person(database, login or f"test-{role.value}") or somebody(
            database,
            a_grant(role, SOME_DEPARTMENT if role in OF_A_DEPARTMENT else ""),
            login=login or f"test-{role.value}",
        )
        return database.written(
            lambda connection: admit(connection, person, "test", Visitor(address=""), datetime.now(UTC))
        )
    finally:
        database.close()


def find_person(database: Database, login: str) -> Person | None:
    """Whoever has that login."""

    def work(connection: Connection) -> Person | None:
        account = find_account(connection, login)
        return account.person if account else None

    return database.written(work)


def enter(context: BrowserContext, application: Application, role: Role = Role.EXECUTIVE) -> None:
    """Let the windows of a browser be those of somebody who is signed in."""
    token = signed_in(application, role)
    context.add_cookies([{"name": COOKIE, "value": token, "url": application.url, "httpOnly": True}])
