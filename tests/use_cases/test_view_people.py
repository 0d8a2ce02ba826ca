"""Who looks after people sees everybody, and when each was in last."""

import pytest

from data_access.database import Database
from domain.failures import NotFound
from domain.person import Role
from tests.data_access.builders import at
from tests.people import ROOT, a_grant, everybody, signed_in, somebody
from use_cases.admission import Visitor, admit
from use_cases.authority import Forbidden
from use_cases.view_people import list_people, load_person


def test_the_last_of_several_sign_ins_is_told(database: Database) -> None:
    person = somebody(database, a_grant(Role.AUDITOR))
    somebody(database, login="new")
    for day in (3, 9, 5):
        database.written(lambda c, day=day: admit(c, person, "test", Visitor(address=""), at(day)))  # type: ignore[misc]
    seen = {member.account.person.login: member.last_sign_in for member in list_people(database, ROOT)}
    assert seen == {"somsri": at(9), "new": None}


def test_one_is_found_however_his_login_is_written(database: Database) -> None:
    person = somebody(database, a_grant(Role.AUDITOR))
    signed_in(database, person)
    found = load_person(database, ROOT, " ＳOMSRI ", now=at(1))
    assert (found.account.person, found.open_sessions) == (person, 1)


def test_nobody_of_that_login_is_refused_in_a_sentence(database: Database) -> None:
    with pytest.raises(NotFound, match="nobody with the login “x”"):
        load_person(database, ROOT, "x")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_sees_people(database: Database, role: Role) -> None:
    caller = everybody(database)[role]
    with pytest.raises(Forbidden):
        load_person(database, caller, "somsri", now=at(1))
