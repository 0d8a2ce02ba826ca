"""Permission is asked on the person as the database has him then; a refusal stands in the log."""

from datetime import date, timedelta

import pytest

from data_access.audit import Wanted, list_entries
from data_access.database import Connection, Database
from data_access.people import end_grants, save_disabled
from data_access.sessions import revoke_session
from domain.audit import Deed, Record
from domain.failures import Refusal
from domain.fiscal import FiscalCalendar
from domain.permission import Action, Scope
from domain.person import Role
from tests.builders import a_kpi, a_plan
from tests.data_access.builders import at, keep_plan, seen
from tests.people import ADDRESS, a_grant, signed_in, somebody
from use_cases.authority import Actor, Caller, Forbidden, SignedOut, acting, authorise, permit, record
from use_cases.sessions import Lifetimes

DOP = Scope(department="DOP")


def log_of(database: Database) -> list[Record]:
    return [entry.record for entry in reversed(seen(database, lambda c: list_entries(c, Wanted())))]


def test_who_holds_an_open_session_acts_under_his_name_and_the_roles_of_that_day(database: Database) -> None:
    officer = a_grant(Role.DEPARTMENT_OFFICER, "DOP")
    ended = a_grant(Role.AUDITOR, until=date(2019, 12, 31))
    somsri = somebody(database, officer, ended)
    actor = permit(database, signed_in(database, somsri), Action.FILL_RETURN, DOP, now=at(5))
    assert actor == Actor(
        person=somsri.id,
        login="somsri",
        name="Name of somsri",
        roles=("department_officer",),
        address=ADDRESS,
    )
    assert log_of(database) == []


def test_who_has_the_machine_may_everything_and_is_no_person(database: Database) -> None:
    for action in Action:
        actor = permit(database, Caller.operator("root"), action)
        assert actor == Actor(person=None, login="root", name="root", roles=("operator",))


def test_a_session_without_a_token_is_nobody_and_not_who_has_the_machine(database: Database) -> None:
    for caller in (Caller.session(""), Caller.session("f" * 64), Caller()):
        with pytest.raises(SignedOut):
            permit(database, caller, Action.READ_FIGURES)


def test_who_was_disabled_signed_out_or_idle_is_nobody_any_more(database: Database) -> None:
    disabled, out, idle = (
        somebody(database, a_grant(Role.EXECUTIVE), login=login) for login in ("disabled", "out", "idle")
    )
    callers = [signed_in(database, disabled), signed_in(database, out)]
    callers.append(signed_in(database, idle, lifetimes=Lifetimes(idle=timedelta(minutes=5))))
    for caller in callers:
        permit(database, caller, Action.READ_FIGURES, now=at(0))
    database.written(lambda c: save_disabled(c, disabled.id, at(0)))
    database.written(lambda c: revoke_session(c, callers[1].token_hash, at(0)))
    for caller in callers:
        with pytest.raises(SignedOut):
            permit(database, caller, Action.READ_FIGURES, now=at(0) + timedelta(minutes=6))


def test_a_role_that_was_taken_away_is_missed_at_the_very_next_question(database: Database) -> None:
    somsri = somebody(database, a_grant(Role.PLANNING_OFFICE))
    caller = signed_in(database, somsri)
    permit(database, caller, Action.LOAD_PLAN, now=at(1))
    database.written(lambda c: end_grants(c, somsri.id, Role.PLANNING_OFFICE, "", by="root", now=at(1)))
    with pytest.raises(Forbidden, match="no role today"):
        permit(database, caller, Action.LOAD_PLAN, now=at(1))


def test_a_role_begins_with_the_day_on_the_clocks_of_the_organisation(database: Database) -> None:
    """In Tokyo the second of January begins at three in the afternoon of the first, by UTC."""
    keep_plan(database, a_plan(a_kpi("K1"), calendar=FiscalCalendar(zone="Asia/Tokyo")))
    somsri = somebody(database, a_grant(Role.EXECUTIVE, since=date(2020, 1, 2)))
    caller = signed_in(database, somsri)
    with pytest.raises(Forbidden):
        permit(database, caller, Action.READ_FIGURES, now=at(0, hour=14))
    assert permit(database, caller, Action.READ_FIGURES, now=at(0, hour=15)).roles == ("executive",)


def test_what_is_refused_leaves_nothing_but_its_entry_in_the_log(database: Database) -> None:
    somsri = somebody(database, a_grant(Role.DEPARTMENT_OFFICER, "DSD"))
    caller = signed_in(database, somsri)

    def work(connection: Connection, _actor: Actor) -> None:
        raise AssertionError("was let through")

    with pytest.raises(Forbidden) as refused:
        acting(database, caller, Action.FILL_RETURN, work, scope=DOP, now=at(1))
    assert (refused.value.code, refused.value.values) == ("forbidden", {"departments": "DSD"})
    [entry] = log_of(database)
    assert (entry.deed, entry.object, entry.login, entry.roles, entry.address) == (
        "refused",
        "fill_return",
        "somsri",
        ("department_officer",),
        ADDRESS,
    )
    assert entry.after == '{"scope":"department:DOP"}'
    assert entry.reason == "Your role is for DSD; this is about another part of the organisation."


def test_what_is_done_and_its_entry_stand_or_fall_together(database: Database) -> None:
    caller = Caller.operator("root")

    def work(connection: Connection, actor: Actor) -> str:
        record(connection, actor, Deed.LOAD_PLAN, "plan:1", before={"b": 1}, after={"a": "ก"}, now=at(1))
        return "done"

    def half(connection: Connection, actor: Actor) -> None:
        work(connection, actor)
        raise Refusal("no", "No.")

    assert acting(database, caller, Action.LOAD_PLAN, work) == "done"
    with pytest.raises(Refusal):
        acting(database, caller, Action.LOAD_PLAN, half)
    [entry] = log_of(database)
    assert (entry.at, entry.login, entry.before, entry.after) == (at(1), "root", '{"b":1}', '{"a":"ก"}')


def test_the_question_is_asked_inside_the_transaction_that_does_it(database: Database) -> None:
    somsri = somebody(database, a_grant(Role.PLANNING_OFFICE))
    caller = signed_in(database, somsri)

    def work(connection: Connection) -> None:
        end_grants(connection, somsri.id, Role.PLANNING_OFFICE, "", by="root", now=at(1))
        with pytest.raises(Forbidden):
            authorise(connection, caller, Action.LOAD_PLAN, now=at(1))

    database.written(work)
