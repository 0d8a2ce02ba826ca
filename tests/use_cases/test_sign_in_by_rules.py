"""Whom a provider knows and the rules let in has an account, and the roles that are said of him today."""

from datetime import timedelta

import pytest

from data_access.database import Database
from data_access.people import find_account, save_disabled
from domain.person import Person, Role
from tests.data_access.builders import at
from tests.people import a_grant, somebody
from tests.use_cases.test_authority import log_of
from tests.use_cases.test_sign_in import VISITOR, who_is_in
from use_cases.admission import SignInRefused
from use_cases.sign_in import KnownAs
from use_cases.sign_in_by_rules import Claimed, sign_in_by_rules

ISSUER = "https://id.example"
TODAY = at(0).date()
EXECUTIVE, HEAD = (Role.EXECUTIVE, ""), (Role.DEPARTMENT_HEAD, "06103")


def come_in(
    database: Database, *roles: tuple[Role, str], subject: str = "17", logins: tuple[str, ...] = ("Somsri",)
) -> Person:
    """Who is in after a provider has told of somebody what the rules make those roles of."""
    known = KnownAs(issuer=ISSUER, subject=subject, logins=logins)
    claimed = Claimed(known=known, name="สมศรี ใจดี", roles=roles)
    person = who_is_in(database, sign_in_by_rules(database, claimed, visitor=VISITOR, now=at(0)))
    assert person is not None
    return person


def held_by(person: Person) -> set[tuple[Role, str]]:
    return {(grant.role, grant.department) for grant in person.grants}


def deeds(database: Database) -> list[tuple[str, str]]:
    return [(entry.deed, entry.after or entry.before) for entry in log_of(database)]


def test_who_comes_for_the_first_time_gets_an_account_with_his_roles(database: Database) -> None:
    person = come_in(database, EXECUTIVE, HEAD)
    assert (person.login, person.name, held_by(person)) == ("somsri", "สมศรี ใจดี", {EXECUTIVE, HEAD})
    assert deeds(database) == [
        ("link_identity", '{"account":"new","issuer":"https://id.example","subject":"17"}'),
        ("grant_role", f'{{"by":"rules","department":"06103","role":"department_head","since":"{TODAY}"}}'),
        ("grant_role", f'{{"by":"rules","role":"executive","since":"{TODAY}"}}'),
        ("sign_in", '{"way":"https://id.example"}'),
    ]


def test_who_comes_again_is_the_same_person_whatever_he_is_called_now(database: Database) -> None:
    first = come_in(database, EXECUTIVE)
    again = come_in(database, EXECUTIVE, logins=("somsri.jaidee",))
    assert (again.id, again.login) == (first.id, "somsri")
    assert [deed for deed, _ in deeds(database)] == ["link_identity", "grant_role", "sign_in", "sign_in"]


def test_roles_follow_what_is_said_today(database: Database) -> None:
    come_in(database, EXECUTIVE)
    assert held_by(come_in(database, HEAD)) == {HEAD}
    assert ("end_role", f'{{"by":"rules","role":"executive","since":"{TODAY}"}}') in deeds(database)


def test_a_role_that_an_administrator_gave_stays(database: Database) -> None:
    somebody(database, a_grant(Role.EXECUTIVE), a_grant(Role.AUDITOR))
    assert held_by(come_in(database, EXECUTIVE)) == {EXECUTIVE, (Role.AUDITOR, "")}
    assert held_by(come_in(database, HEAD)) == {HEAD, EXECUTIVE, (Role.AUDITOR, "")}


def test_the_last_administrator_stays_one_until_there_is_another(database: Database) -> None:
    administrator = (Role.ADMINISTRATOR, "")
    come_in(database, administrator)
    assert held_by(come_in(database, EXECUTIVE)) == {EXECUTIVE, administrator}
    come_in(database, administrator, subject="18", logins=("malee",))
    assert held_by(come_in(database, EXECUTIVE)) == {EXECUTIVE}


@pytest.mark.parametrize("other", ["for today only", "disabled", "never came in", "guest", "from tomorrow"])
def test_somebody_who_will_not_be_there_tomorrow_is_no_other_administrator(
    database: Database, other: str
) -> None:
    """Rules that no longer make somebody an administrator leave him one as long as nobody else can come in as one."""
    administrator, tomorrow = (Role.ADMINISTRATOR, ""), TODAY + timedelta(days=1)
    since = tomorrow if other == "from tomorrow" else TODAY
    until = TODAY if other == "for today only" else None
    malee = somebody(
        database,
        a_grant(Role.ADMINISTRATOR, since=since, until=until),
        login="malee",
        password_hash=None if other == "never came in" else "$argon2id$",
        is_demonstration=other == "guest",
    )
    if other == "disabled":
        database.written(lambda c: save_disabled(c, malee.id, at(0)))
    come_in(database, administrator)
    assert held_by(come_in(database, EXECUTIVE)) == {EXECUTIVE, administrator}
    assert [deed for deed, _ in deeds(database)].count("end_role") == 0


def test_an_administrator_who_can_come_in_here_lets_the_rules_end_the_role(database: Database) -> None:
    somebody(database, a_grant(Role.ADMINISTRATOR), login="malee", password_hash="$argon2id$")
    come_in(database, (Role.ADMINISTRATOR, ""))
    assert held_by(come_in(database, EXECUTIVE)) == {EXECUTIVE}


def test_who_was_invited_here_before_keeps_his_account(database: Database) -> None:
    invited = somebody(database, login="somsri")
    assert come_in(database, EXECUTIVE).id == invited.id


def test_nobody_takes_over_the_account_of_somebody_who_has_the_same_name(database: Database) -> None:
    first = come_in(database, EXECUTIVE, subject="17")
    with pytest.raises(SignInRefused):
        come_in(database, EXECUTIVE, subject="18")
    other = come_in(database, HEAD, subject="18", logins=("somsri", "somsri@m-society.go.th"))
    assert (other.login, other.id != first.id) == ("somsri@m-society.go.th", True)


@pytest.mark.parametrize("login", ["", " ", "a b", "x" * 121])
def test_what_cannot_be_a_login_makes_no_account(sqlite: Database, login: str) -> None:
    with pytest.raises(SignInRefused):
        come_in(sqlite, EXECUTIVE, logins=(login,))
    assert sqlite.written(lambda c: find_account(c, login)) is None


def test_who_is_disabled_here_stays_out_and_no_role_of_his_changes(database: Database) -> None:
    person = come_in(database, EXECUTIVE)
    database.written(lambda c: save_disabled(c, person.id, at(0)))
    with pytest.raises(SignInRefused):
        come_in(database, HEAD)
    account = database.written(lambda c: find_account(c, "somsri"))
    assert account is not None
    assert held_by(account.person) == {EXECUTIVE}
    assert deeds(database)[-1][0] == "sign_in_refused"
