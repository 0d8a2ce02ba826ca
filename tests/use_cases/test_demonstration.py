"""The sample ministry can be tried out in each role without a password; a real one never."""

from collections import Counter

import pytest

from data_access.database import Database
from domain.person import Role
from tests.builders import a_kpi, a_plan
from tests.data_access.builders import SENDER, at, keep_plan
from tests.people import somebody
from tests.use_cases.test_authority import log_of
from tests.use_cases.test_sign_in import VISITOR, try_in, who_is_in
from use_cases.admission import SignInRefused
from use_cases.demonstration import (
    Demonstration,
    end_demonstration,
    is_sample,
    list_demonstration_roles,
    prepare_demonstration,
    sign_in_demonstration,
)

NAMES = {role: f"The sample's {role.value}" for role in Role}
# The builders load every plan under this name.
SAMPLE = Demonstration(planner=SENDER, names=NAMES)
REAL = Demonstration(planner="somebody else", names=NAMES)


def enter_as(database: Database, role: Role, demonstration: Demonstration = SAMPLE) -> str:
    return sign_in_demonstration(database, demonstration, role, visitor=VISITOR, now=at(0))


def test_every_role_of_the_sample_can_be_tried_out(database: Database) -> None:
    keep_plan(database, a_plan(a_kpi("K1")))
    prepare_demonstration(database, SAMPLE, now=at(0))
    prepare_demonstration(database, SAMPLE, now=at(0))  # at the next start
    assert list_demonstration_roles(database, SAMPLE) == NAMES
    for role in Role:
        person = who_is_in(database, enter_as(database, role))
        assert person is not None
        assert (person.name, [grant.role for grant in person.grants]) == (NAMES[role], [role])
        assert {bool(grant.department) for grant in person.grants} == {role.value.startswith("department")}
    entries = log_of(database)
    assert {e.after for e in entries if e.deed == "sign_in"} == {'{"way":"demonstration"}'}
    assert Counter(e.deed for e in entries) == {"invite_person": len(Role), "sign_in": len(Role)}
    assert {e.login for e in entries if e.deed == "invite_person"} == {"demonstration"}


def test_where_anything_else_than_the_sample_was_loaded_nobody_can_try_out_anything(
    database: Database,
) -> None:
    assert not is_sample(database, SAMPLE)  # nothing is loaded at all
    keep_plan(database, a_plan(a_kpi("K1")))
    prepare_demonstration(database, REAL)
    assert list_demonstration_roles(database, SAMPLE) == {}
    prepare_demonstration(database, SAMPLE)
    assert list_demonstration_roles(database, REAL) == {}
    with pytest.raises(SignInRefused):
        enter_as(database, Role.EXECUTIVE, REAL)
    assert log_of(database)[-1].reason == "no demonstration here"


def test_an_account_for_trying_out_has_no_password(database: Database) -> None:
    keep_plan(database, a_plan(a_kpi("K1")))
    prepare_demonstration(database, SAMPLE)
    for password in ("", "demo-executive", "None"):
        with pytest.raises(SignInRefused):
            try_in(database, "demo-executive", password)


def test_when_the_demonstration_is_over_nobody_is_in_any_more(database: Database) -> None:
    keep_plan(database, a_plan(a_kpi("K1")))
    prepare_demonstration(database, SAMPLE)
    token = enter_as(database, Role.EXECUTIVE)
    end_demonstration(database, now=at(0))
    assert who_is_in(database, token) is None
    assert list_demonstration_roles(database, SAMPLE) == {}
    with pytest.raises(SignInRefused):
        enter_as(database, Role.EXECUTIVE)
    prepare_demonstration(database, SAMPLE)
    assert who_is_in(database, token) is None  # what was open stays closed
    assert who_is_in(database, enter_as(database, Role.EXECUTIVE)) is not None
    about = [e.deed for e in log_of(database) if e.object == "person:demo-executive"]
    changes = ["invite_person", "sign_in", "disable_person", "sign_in_refused", "enable_person", "sign_in"]
    assert about == changes


def test_a_person_who_happens_to_be_called_so_is_nobody_to_try_out(database: Database) -> None:
    keep_plan(database, a_plan(a_kpi("K1")))
    somebody(database, login="demo-executive")
    prepare_demonstration(database, SAMPLE)
    assert Role.EXECUTIVE not in list_demonstration_roles(database, SAMPLE)
    with pytest.raises(SignInRefused):
        enter_as(database, Role.EXECUTIVE)
