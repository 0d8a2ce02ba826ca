"""People in miniature: whom a test needs to be somebody, and to be signed in."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from data_access.database import Connection, Database
from data_access.people import load_account, save_grant, save_password, save_person
from domain.person import Grant, Person, Role
from tests.data_access.builders import at
from use_cases.authority import Caller
from use_cases.sessions import Lifetimes, hash_token, open_session

DAY = date(2020, 1, 1)
ALWAYS = date(2000, 1, 1)
ADDRESS = "192.0.2.7"
ROOT = Caller.operator("root")


def a_grant(role: Role, department: str = "", *, since: date = ALWAYS, until: date | None = None) -> Grant:
    """A role that is held always."""
    return Grant(role=role, department=department, since=since, until=until)


def a_person(*grants: Grant, login: str = "somsri", disabled: bool = False) -> Person:
    """Somebody with those roles."""
    return Person(id=1, login=login, name=f"Name of {login}", grants=grants, disabled=disabled)


def somebody(
    database: Database,
    *grants: Grant,
    login: str = "somsri",
    password_hash: str | None = None,
    is_demonstration: bool = False,
) -> Person:
    """Somebody whom the database knows, with those roles."""

    def work(connection: Connection) -> Person:
        person = save_person(
            connection, login=login, name=f"Name of {login}", now=at(0), is_demonstration=is_demonstration
        )
        for grant in grants:
            save_grant(connection, person, grant, by="root", now=at(0))
        save_password(connection, person, password_hash)
        return load_account(connection, person).person

    return database.written(work)


def signed_in(
    database: Database, person: Person, *, now: datetime | None = None, lifetimes: Lifetimes | None = None
) -> Caller:
    """The holder of an open session; it lasts longer than any test unless a test says how long."""
    token = database.written(
        lambda connection: open_session(
            connection,
            person,
            address=ADDRESS,
            agent="Firefox",
            now=now or at(0),
            lifetimes=lifetimes or Lifetimes(idle=timedelta(days=900), longest=timedelta(days=999)),
        )
    )
    return Caller.session(hash_token(token), ADDRESS)


def everybody(database: Database) -> Mapping[Role, Caller]:
    """Somebody signed in for each role; those of a department for DOP."""
    department = {Role.DEPARTMENT_HEAD: "DOP", Role.DEPARTMENT_OFFICER: "DOP"}
    return {
        role: signed_in(
            database, somebody(database, a_grant(role, department.get(role, "")), login=role.value)
        )
        for role in Role
    }
