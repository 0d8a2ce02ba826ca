"""People are invited, given roles and shut out; the last administrator stays, whoever tries at the same time."""

import json
import threading
from collections.abc import Callable
from datetime import date

import pytest

from data_access.database import Database
from data_access.people import list_accounts, load_account
from domain.failures import NotFound, Refusal
from domain.person import Grant, Person, Role
from tests.builders import KEEPER, a_kpi, a_plan
from tests.data_access.builders import at, keep_plan, seen
from tests.people import ALWAYS, ROOT, a_grant, everybody, signed_in, somebody
from tests.use_cases.test_authority import log_of
from tests.use_cases.test_sign_in import GOOD, HASH, VISITOR, try_in, who_is_in
from use_cases.admission import SignInRefused
from use_cases.authority import Caller, Forbidden, SignedOut
from use_cases.invitations import accept_invitation, find_invitation
from use_cases.manage_people import (
    disable_person,
    enable_person,
    end_role,
    end_sessions,
    grant_role,
    invite_person,
    reset_password,
    set_password,
)
from use_cases.passwords import PasswordRefused
from use_cases.person_changes import LastAdministrator
from use_cases.sessions import enter
from use_cases.view_people import list_people

ADMINISTRATOR = a_grant(Role.ADMINISTRATOR)
AUDITOR = a_grant(Role.AUDITOR)


def an_administrator(database: Database, login: str = "admin") -> tuple[Person, Caller]:
    person = somebody(database, ADMINISTRATOR, login=login, password_hash=HASH)
    return person, signed_in(database, person)


def grants_of(database: Database, login: str) -> tuple[Grant, ...]:
    [found] = [a.person.grants for a in seen(database, list_accounts) if a.person.login == login]
    return found


# --- invited ------------------------------------------------------------------------------------------------------


def test_the_first_administrator_is_made_at_the_machine_and_invites_the_next_person(
    database: Database,
) -> None:
    link = invite_person(database, ROOT, login="Admin", name="ผู้ดูแล", grants=[ADMINISTRATOR], now=at(0))
    accept_invitation(database, link, GOOD, visitor=VISITOR, now=at(0))
    admin = signed_in(database, next(a.person for a in seen(database, list_accounts)))
    link = invite_person(database, admin, login=" SOMSRI ", name=" สมศรี ใจดี ", grants=[AUDITOR], now=at(0))
    token = accept_invitation(database, link, GOOD, visitor=VISITOR, now=at(0))
    person = who_is_in(database, token)
    assert person is not None
    assert (person.login, person.name, person.grants) == ("somsri", "สมศรี ใจดี", (AUDITOR,))
    told = [(e.deed, e.login, e.object, e.after) for e in log_of(database) if e.object == "person:somsri"]
    assert told[:2] == [
        ("invite_person", "admin", "person:somsri", '{"name":"สมศรี ใจดี","roles":[]}'),
        ("grant_role", "admin", "person:somsri", '{"roles":[{"role":"auditor","since":"2000-01-01"}]}'),
    ]


def test_nobody_but_an_administrator_manages_people(database: Database) -> None:
    for role, caller in everybody(database).items():
        if role is Role.ADMINISTRATOR:
            continue
        for attempt in (
            lambda c=caller: list_people(database, c, now=at(1)),
            lambda c=caller: invite_person(database, c, login="x", name="x", now=at(1)),
            lambda c=caller: grant_role(database, c, "auditor", ADMINISTRATOR, now=at(1)),
            lambda c=caller: end_role(database, c, "administrator", Role.ADMINISTRATOR, now=at(1)),
            lambda c=caller: disable_person(database, c, "administrator", now=at(1)),
            lambda c=caller: enable_person(database, c, "administrator", now=at(1)),
            lambda c=caller: end_sessions(database, c, "administrator", now=at(1)),
            lambda c=caller: reset_password(database, c, "administrator", now=at(1)),
        ):
            with pytest.raises(Forbidden, match="Only an administrator"):
                attempt()
    entries = log_of(database)
    assert len(entries) == 5 * 8
    assert {(entry.deed, entry.object) for entry in entries} == {("refused", "manage_people")}
    with pytest.raises(SignedOut):
        list_people(database, Caller.session("f" * 64))


@pytest.mark.parametrize(
    ("login", "name", "code"),
    [
        ("", "สมศรี", "login_unusable"),
        ("som sri", "สมศรี", "login_unusable"),
        ("ADMIN", "สมศรี", "login_taken"),
        ("somsri", "  ", "name_unusable"),
        ("somsri", "สมศรี\nใจดี", "name_unusable"),
        ("somsri", "x" * 201, "name_unusable"),
    ],
)
def test_a_person_needs_a_login_of_his_own_and_a_name(
    database: Database, login: str, name: str, code: str
) -> None:
    _, admin = an_administrator(database)
    with pytest.raises(Refusal) as refused:
        invite_person(database, admin, login=login, name=name, now=at(1))
    assert refused.value.code == code
    assert [a.person.login for a in seen(database, list_accounts)] == ["admin"]
    assert log_of(database) == []


def test_an_invitation_with_a_role_that_cannot_be_given_invites_nobody(database: Database) -> None:
    keep_plan(database, a_plan(a_kpi("K1")))
    with pytest.raises(NotFound, match="no department"):
        invite_person(
            database, ROOT, login="x", name="x", grants=[a_grant(Role.DEPARTMENT_HEAD, "NOWHERE")], now=at(1)
        )
    assert seen(database, list_accounts) == []


# --- roles --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grant", "code"),
    [
        (a_grant(Role.DEPARTMENT_OFFICER), "grant_without_department"),
        (a_grant(Role.DEPARTMENT_HEAD, "NOWHERE"), "department_unknown"),
        (a_grant(Role.EXECUTIVE, KEEPER), "grant_with_department"),
        (a_grant(Role.EXECUTIVE, since=date(2020, 2, 1), until=date(2020, 1, 31)), "grant_ends_early"),
        (a_grant(Role.AUDITOR, since=date(2020, 6, 1)), "grant_held"),
    ],
)
def test_a_role_that_cannot_be_given_like_that(database: Database, grant: Grant, code: str) -> None:
    keep_plan(database, a_plan(a_kpi("K1")))
    somebody(database, AUDITOR)
    with pytest.raises(Refusal) as refused:
        grant_role(database, ROOT, "somsri", grant, now=at(1))
    assert refused.value.code == code
    assert grants_of(database, "somsri") == (AUDITOR,)


def test_the_same_role_is_given_for_other_days_and_for_another_department(database: Database) -> None:
    keep_plan(database, a_plan(a_kpi("K1")))
    spring = a_grant(Role.AUDITOR, since=date(2020, 3, 1), until=date(2020, 5, 31))
    summer = a_grant(Role.AUDITOR, since=date(2020, 6, 1))
    head = a_grant(Role.DEPARTMENT_HEAD, KEEPER)
    somebody(database)
    for grant in (summer, spring, head):
        grant_role(database, ROOT, "Somsri", grant, now=at(1))
    assert set(grants_of(database, "somsri")) == {spring, summer, head}


def test_a_role_is_ended_at_once_and_the_log_tells_what_was_held_before_and_after(database: Database) -> None:
    _, admin = an_administrator(database)
    somsri = somebody(database, AUDITOR, a_grant(Role.EXECUTIVE))
    end_role(database, admin, "somsri", Role.AUDITOR, reason="ย้ายไปสำนักงานปลัดฯ", now=at(1))
    assert grants_of(database, "somsri") == (a_grant(Role.EXECUTIVE),)
    [entry] = log_of(database)
    executive, auditor = ({"role": role, "since": ALWAYS.isoformat()} for role in ("executive", "auditor"))
    assert json.loads(entry.before) == {"roles": [auditor, executive]}
    assert json.loads(entry.after) == {"roles": [executive]}
    assert (entry.login, entry.object) == ("admin", f"person:{somsri.login}")
    assert entry.reason == "ย้ายไปสำนักงานปลัดฯ"
    with pytest.raises(NotFound, match="does not hold"):
        end_role(database, admin, "somsri", Role.AUDITOR, now=at(1))


def test_nobody_is_somebody_by_a_login_that_there_is_not(database: Database) -> None:
    with pytest.raises(NotFound, match="nobody with the login “ghost”"):
        disable_person(database, ROOT, "ghost")


# --- shut out -----------------------------------------------------------------------------------------------------


def test_who_is_disabled_is_out_everywhere_and_stays_out_until_let_in_again(database: Database) -> None:
    _, admin = an_administrator(database)
    link = invite_person(database, admin, login="somsri", name="สมศรี", grants=[AUDITOR], now=at(0))
    somsri = next(a.person for a in seen(database, list_accounts) if a.person.login == "somsri")
    sessions = [signed_in(database, somsri), signed_in(database, somsri)]
    disable_person(database, admin, "somsri", reason="left the ministry", now=at(1))
    disable_person(database, admin, "somsri", now=at(1))  # again changes nothing
    assert [enter(database, caller.token_hash, now=at(1)) for caller in sessions] == [None, None]
    assert find_invitation(database, link, now=at(1)) is None
    enable_person(database, admin, "somsri", now=at(2))
    enable_person(database, admin, "somsri", now=at(2))
    assert [enter(database, caller.token_hash, now=at(2)) for caller in sessions] == [None, None]
    assert find_invitation(database, link, now=at(2)) is None
    assert enter(database, signed_in(database, somsri).token_hash, now=at(2)) is not None
    assert [(e.deed, e.after, e.reason) for e in log_of(database)[2:]] == [
        ("disable_person", '{"sessions_ended":2}', "left the ministry"),
        ("enable_person", "", ""),
    ]


def test_what_a_person_has_open_is_ended_without_disabling_him(database: Database) -> None:
    _, admin = an_administrator(database)
    somsri = somebody(database, password_hash=HASH)
    caller = signed_in(database, somsri)
    assert end_sessions(database, admin, "somsri", now=at(1)) == 1
    assert enter(database, caller.token_hash, now=at(1)) is None
    assert who_is_in(database, try_in(database, "somsri", GOOD)) == somsri


def test_a_password_that_was_reset_is_none_any_more_and_the_link_gives_a_new_one(database: Database) -> None:
    _, admin = an_administrator(database)
    somsri = somebody(database, password_hash=HASH)
    caller = signed_in(database, somsri)
    link = reset_password(database, admin, "somsri", now=at(0))
    assert enter(database, caller.token_hash, now=at(0)) is None
    with pytest.raises(SignInRefused):
        try_in(database, "somsri", GOOD)
    accept_invitation(database, link, "another " + GOOD, visitor=VISITOR, now=at(0))
    assert who_is_in(database, try_in(database, "somsri", "another " + GOOD)) == somsri


def test_only_who_has_the_machine_sets_a_password_for_somebody_and_a_good_one(database: Database) -> None:
    _, admin = an_administrator(database)
    somsri = somebody(database)
    with pytest.raises(Refusal, match="command line"):
        set_password(database, admin, "somsri", GOOD, now=at(0))
    with pytest.raises(PasswordRefused):
        set_password(database, ROOT, "somsri", "short", now=at(0))
    set_password(database, ROOT, "somsri", GOOD, now=at(0))
    assert who_is_in(database, try_in(database, "somsri", GOOD)) == somsri


def test_those_who_are_there_for_trying_out_stay_as_they_are(database: Database) -> None:
    somebody(database, ADMINISTRATOR, login="demo-administrator", is_demonstration=True)
    attempts: list[Callable[[], object]] = [
        lambda: disable_person(database, ROOT, "demo-administrator"),
        lambda: grant_role(database, ROOT, "demo-administrator", AUDITOR),
        lambda: set_password(database, ROOT, "demo-administrator", GOOD),
    ]
    for attempt in attempts:
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.code == "demonstration_account"


# --- the last administrator ---------------------------------------------------------------------------------------


def test_the_last_administrator_neither_is_disabled_nor_loses_the_role(database: Database) -> None:
    admin, caller = an_administrator(database)
    invited = somebody(database, ADMINISTRATOR, login="invited")  # and has never come
    for asking in (caller, ROOT):
        with pytest.raises(LastAdministrator):
            disable_person(database, asking, "admin", now=at(1))
        with pytest.raises(LastAdministrator):
            end_role(database, asking, "admin", Role.ADMINISTRATOR, now=at(1))
    account = seen(database, lambda c: load_account(c, admin.id))
    assert (account.person.disabled, account.person.grants) == (False, (ADMINISTRATOR,))
    assert log_of(database) == []
    set_password(database, ROOT, invited.login, GOOD, now=at(1))
    end_role(database, caller, "admin", Role.ADMINISTRATOR, now=at(1))


def test_an_administrator_for_some_days_does_not_stand_in_for_one_without_an_end(database: Database) -> None:
    _, caller = an_administrator(database)
    some_days = a_grant(Role.ADMINISTRATOR, until=date(2020, 6, 30))
    somebody(database, some_days, login="deputy", password_hash=HASH)
    with pytest.raises(LastAdministrator):
        disable_person(database, caller, "admin", now=at(1))
    disable_person(database, caller, "deputy", now=at(1))


def test_the_password_of_the_last_administrator_can_be_reset(database: Database) -> None:
    an_administrator(database)
    link = reset_password(database, ROOT, "admin", now=at(0))
    assert accept_invitation(database, link, GOOD, visitor=VISITOR, now=at(0))


@pytest.mark.parametrize("way", ["disable", "end_role"])
def test_two_administrators_who_remove_each_other_at_the_same_time_are_not_both_removed(
    database: Database, way: str
) -> None:
    callers = {login: an_administrator(database, login)[1] for login in ("one", "two")}
    start, told = threading.Barrier(2), dict[str, str]()

    def remove(mine: str, other: str) -> None:
        start.wait()
        try:
            if way == "disable":
                disable_person(database, callers[mine], other, now=at(1))
            else:
                end_role(database, callers[mine], other, Role.ADMINISTRATOR, now=at(1))
            told[mine] = "done"
        except (Forbidden, SignedOut) as refusal:
            told[mine] = refusal.code

    threads = [threading.Thread(target=remove, args=pair) for pair in (("one", "two"), ("two", "one"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    late = {"disable": "signed_out", "end_role": "forbidden"}[way]
    assert sorted(told.values()) == sorted(["done", late])
    left = [a for a in seen(database, list_accounts) if a.person.roles_on(date(2020, 1, 2))]
    assert len(left) == 1


def test_two_at_the_machine_who_remove_one_each_leave_one(database: Database) -> None:
    """Neither is an administrator that the other could have shut out before."""
    for login in ("one", "two"):
        an_administrator(database, login)
    start, told = threading.Barrier(2), list[str]()

    def remove(login: str) -> None:
        start.wait()
        try:
            disable_person(database, ROOT, login, now=at(1))
            told.append("done")
        except LastAdministrator as refusal:
            told.append(refusal.code)

    threads = [threading.Thread(target=remove, args=(login,)) for login in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", "last_administrator"]


# --- listed -------------------------------------------------------------------------------------------------------


def test_people_are_listed_with_the_roles_of_today_and_what_they_have_open(database: Database) -> None:
    _, admin = an_administrator(database)
    ended = a_grant(Role.EXECUTIVE, until=date(2019, 12, 31))
    somsri = somebody(database, AUDITOR, ended)
    signed_in(database, somsri)
    signed_in(database, somsri)
    members = list_people(database, admin, now=at(1))
    assert [(m.account.person.login, m.roles, m.open_sessions) for m in members] == [
        ("admin", (ADMINISTRATOR,), 1),
        ("somsri", (AUDITOR,), 2),
    ]
