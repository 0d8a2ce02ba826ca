"""A role is held from one day to another, and a login is one however it is written."""

from datetime import date

import pytest

from domain.person import Role, comparable_login, is_login
from tests.people import a_grant, a_person

APRIL, JUNE = date(2020, 4, 1), date(2020, 6, 30)
FOR_A_QUARTER = a_grant(Role.AUDITOR, since=APRIL, until=JUNE)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2020, 3, 31), set()),
        (APRIL, {Role.AUDITOR}),
        (JUNE, {Role.AUDITOR}),
        (date(2020, 7, 1), set()),
    ],
)
def test_a_role_is_held_on_its_first_and_on_its_last_day_and_not_outside(day: date, held: set[Role]) -> None:
    assert a_person(FOR_A_QUARTER).roles_on(day) == held


def test_a_person_has_all_roles_that_hold_that_day_and_none_while_disabled() -> None:
    grants = (FOR_A_QUARTER, a_grant(Role.EXECUTIVE), a_grant(Role.DEPARTMENT_HEAD, "DOP", since=JUNE))
    assert a_person(*grants).roles_on(APRIL) == {Role.AUDITOR, Role.EXECUTIVE}
    assert a_person(*grants, disabled=True).roles_on(APRIL) == frozenset()


@pytest.mark.parametrize("written", ["Somsri", " somsri ", "SOMSRI", "ＳＯＭＳＲＩ", "ｓｏｍｓｒｉ"])
def test_a_login_is_the_same_in_capitals_in_wide_letters_and_with_blanks_around_it(written: str) -> None:
    assert comparable_login(written) == "somsri"


@pytest.mark.parametrize("written", ["somsri", "somsri@dop.example", "สมศรี.ใจดี", "x" * 120])
def test_what_can_serve_as_a_login(written: str) -> None:
    assert is_login(written)


@pytest.mark.parametrize("written", ["", "   ", "som sri", "som\tsri", "som\0sri", "som\u202esri", "x" * 121])
def test_what_cannot_serve_as_a_login(written: str) -> None:
    assert not is_login(written)
