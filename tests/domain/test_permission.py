"""Who may do what, and the reason that is given to who may not. The table itself is held against docs/roles.md."""

from datetime import date

import pytest

from domain.permission import EVERYTHING, TABLE, Action, Decision, Scope, may, may_somewhere
from domain.person import OF_A_DEPARTMENT, Role
from tests.people import DAY, a_grant, a_person

ALLOWED = Decision(allowed=True)
DOP, DSD = Scope(department="DOP"), Scope(department="DSD")


def test_every_action_has_somebody_who_may_do_it_and_somebody_who_may_not() -> None:
    assert set(TABLE) == set(Action)
    assert all(roles and roles < set(Role) for roles in TABLE.values())


def test_an_officer_fills_in_returns_of_the_own_department_and_of_no_other() -> None:
    officer = a_person(a_grant(Role.DEPARTMENT_OFFICER, "DOP"))
    assert may(officer, Action.FILL_RETURN, DOP, today=DAY) == ALLOWED
    refused = may(officer, Action.FILL_RETURN, DSD, today=DAY)
    assert (refused.allowed, refused.values) == (False, {"departments": "DOP"})
    assert not may(officer, Action.FILL_RETURN, EVERYTHING, today=DAY).allowed


def test_who_reports_for_two_departments_may_for_both() -> None:
    both = a_person(a_grant(Role.DEPARTMENT_HEAD, "DOP"), a_grant(Role.DEPARTMENT_OFFICER, "DSD"))
    assert may(both, Action.FILL_RETURN, DOP, today=DAY) == ALLOWED
    assert may(both, Action.FILL_RETURN, DSD, today=DAY) == ALLOWED
    refused = may(both, Action.FILL_RETURN, Scope(department="DWF"), today=DAY)
    assert refused.values == {"departments": "DOP, DSD"}


def test_who_reports_for_one_department_may_hand_something_in_and_who_reports_for_none_may_not() -> None:
    officer, executive = a_person(a_grant(Role.DEPARTMENT_OFFICER, "DOP")), a_person(a_grant(Role.EXECUTIVE))
    assert may_somewhere(officer, Action.FILL_RETURN, today=DAY)
    assert not may_somewhere(officer, Action.LOAD_PLAN, today=DAY)
    assert not may_somewhere(executive, Action.FILL_RETURN, today=DAY)
    assert not may_somewhere(a_person(), Action.FILL_RETURN, today=DAY)


@pytest.mark.parametrize("role", sorted(OF_A_DEPARTMENT))
def test_a_department_reads_and_exports_the_figures_of_all(role: Role) -> None:
    person = a_person(a_grant(role, "DOP"))
    for action in (Action.READ_FIGURES, Action.EXPORT_FIGURES):
        assert may(person, action, EVERYTHING, today=DAY) == ALLOWED
        assert may(person, action, DSD, today=DAY) == ALLOWED


def test_a_role_of_a_department_that_names_none_reaches_nothing() -> None:
    nowhere = a_person(a_grant(Role.DEPARTMENT_OFFICER, ""))
    assert not may(nowhere, Action.FILL_RETURN, EVERYTHING, today=DAY).allowed
    assert not may(nowhere, Action.FILL_RETURN, DOP, today=DAY).allowed


def test_an_administrator_sees_no_figures_and_an_auditor_changes_nothing() -> None:
    administrator, auditor = a_person(a_grant(Role.ADMINISTRATOR)), a_person(a_grant(Role.AUDITOR))
    refused = may(administrator, Action.READ_FIGURES, today=DAY)
    assert refused == Decision(allowed=False, reason="Your roles do not include reading figures.")
    for action in (Action.LOAD_PLAN, Action.SUBMIT_RETURN, Action.FILL_RETURN, Action.MANAGE_PEOPLE):
        assert not may(auditor, action, today=DAY).allowed


def test_roles_add_up() -> None:
    both = a_person(a_grant(Role.ADMINISTRATOR), a_grant(Role.PLANNING_OFFICE))
    assert may(both, Action.MANAGE_PEOPLE, today=DAY) == may(both, Action.LOAD_PLAN, today=DAY) == ALLOWED


@pytest.mark.parametrize(
    ("since", "until", "allowed"),
    [
        (date(2020, 1, 1), None, True),
        (date(2020, 1, 2), None, False),
        (date(2019, 1, 1), date(2019, 12, 31), False),
        (date(2019, 1, 1), date(2020, 1, 1), True),
    ],
)
def test_a_role_counts_on_its_days_only(since: date, until: date | None, allowed: bool) -> None:
    person = a_person(a_grant(Role.EXECUTIVE, since=since, until=until))
    decision = may(person, Action.READ_FIGURES, today=DAY)
    assert decision.allowed is allowed
    assert ("no role today" in decision.reason) is not allowed


def test_who_is_disabled_may_nothing_and_is_told_so() -> None:
    person = a_person(*(a_grant(role) for role in Role), disabled=True)
    decisions = {may(person, action, today=DAY).reason for action in Action}
    assert decisions == {"This account is disabled."}
