"""The table of docs/roles.md is what the program does: every role, every action, in one's department and outside."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data_access.audit import Wanted
from data_access.database import Database
from domain.permission import EVERYTHING, Action, Scope, may
from domain.person import OF_A_DEPARTMENT, Grant, Role
from domain.text import Language
from house_style.labels import say_label
from house_style.wording import wording
from plan_workbook.writing import render_plan
from tests.builders import YEAR
from tests.data_access.builders import an_answer, at
from tests.people import DAY, ROOT, a_grant, a_person, signed_in, somebody
from tests.use_cases.handing_in import filled
from tests.use_cases.ministry import DOP, DSD, PLAN, TARGETS, a_ministry
from tests.use_cases.test_authority import log_of
from use_cases.authority import Caller, Forbidden, SignedOut
from use_cases.boards import load_boards
from use_cases.export_figures import export_figures
from use_cases.forms import blank_return
from use_cases.import_returns import import_return
from use_cases.load_plan import judge_plan, load_plan
from use_cases.moment import Moment
from use_cases.verify_audit import verify_audit
from use_cases.view_audit import export_audit_log, search_audit_log
from use_cases.view_people import list_people
from use_cases.view_returns import list_queue, view_period, view_returns
from workbooks.reading import Upload, read_workbook

PAGE = Path(__file__).parents[2] / "docs" / "roles.md"
OWN, OTHER = Scope(department=DOP), Scope(department=DSD)
REACH = {"all": (True, True, True), "own": (True, False, False), "–": (False, False, False)}
TODAY = at(0)
ALL = [(role, action) for role in Role for action in Action]
DAYS = timedelta(days=1)


def read_table() -> dict[tuple[Role, Action], str]:
    """The cells of the page; the names at its edges are those of the program in both languages."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    head, *lines = rows
    roles = [Role(cell.split()[0]) for cell in head[1:]]
    return {
        (role, Action(line[0].split()[0])): cell
        for line in lines
        for role, cell in zip(roles, line[1:], strict=True)
    }


TABLE = read_table()


def held(role: Role, **told: object) -> Grant:
    grant = a_grant(role, DOP if role in OF_A_DEPARTMENT else "")
    return replace(grant, **told)  # type: ignore[arg-type]


def test_the_page_has_every_role_and_every_action_under_its_thai_name() -> None:
    assert set(TABLE) == set(ALL)
    words, page = wording(Language.THAI), PAGE.read_text(encoding="utf-8")
    for choice in (*Role, *Action):
        assert re.search(rf"\| {choice.value} {re.escape(say_label(choice, words))} \|", page), choice


@pytest.mark.parametrize(("role", "action"), ALL)
def test_the_rules_say_what_the_page_says(role: Role, action: Action) -> None:
    person = a_person(held(role))
    found = tuple(may(person, action, scope, today=DAY).allowed for scope in (OWN, OTHER, EVERYTHING))
    assert found == REACH[TABLE[role, action]]


@pytest.mark.parametrize(("role", "action"), ALL)
def test_nobody_may_before_the_first_or_after_the_last_day_or_while_disabled(
    role: Role, action: Action
) -> None:
    ended, future = held(role, until=DAY - DAYS), held(role, since=DAY + DAYS)
    for nobody in (
        a_person(ended),
        a_person(future),
        a_person(ended, future),
        a_person(held(role), disabled=True),
    ):
        for scope in (OWN, OTHER, EVERYTHING):
            decision = may(nobody, action, scope, today=DAY)
            assert (decision.allowed, bool(decision.reason)) == (False, True)


@pytest.mark.parametrize(("role", "action"), ALL)
def test_whoever_may_not_is_told_why_in_thai_too(role: Role, action: Action) -> None:
    decision = may(a_person(held(role)), action, OTHER, today=DAY)
    said = wording(Language.THAI).say(decision.reason, **decision.values)
    assert bool(re.search("[ก-๙]", said)) is not decision.allowed


# --- through the doors themselves -----------------------------------------------------------------------------------


def ways(database: Database, caller: Caller) -> Mapping[str, tuple[Action, Scope, Callable[[], object]]]:
    """Every use case that asks, what it asks for, and about what."""
    plan = Upload(name="plan.xlsx", content=render_plan(PLAN, TARGETS, Language.THAI))
    boards, clock = load_boards(database, ROOT, Moment(year=YEAR, month=6)), lambda: TODAY

    def blank(department: str) -> object:
        return blank_return(
            database, caller, department=department, year=YEAR, month=6, language=Language.THAI, now=TODAY
        )

    def versions(department: str) -> object:
        return view_returns(database, caller, department=department, year=YEAR, clock=clock)

    def send(department: str) -> object:
        upload = filled(database, an_answer(6, {("JOINT", ""): 50.0}, department=department))
        return import_return(database, caller, upload, read_workbook(upload), now=TODAY)

    return {
        "look at figures": (
            Action.READ_FIGURES,
            EVERYTHING,
            lambda: load_boards(database, caller, Moment(year=YEAR, month=6), now=TODAY),
        ),
        "export figures": (
            Action.EXPORT_FIGURES,
            EVERYTHING,
            lambda: export_figures(database, caller, boards, now=TODAY),
        ),
        "the own return": (Action.FILL_RETURN, OWN, lambda: blank(DOP)),
        "another's return": (Action.FILL_RETURN, OTHER, lambda: blank(DSD)),
        "read the own versions": (Action.READ_RETURNS, OWN, lambda: versions(DOP)),
        "read another's versions": (Action.READ_RETURNS, OTHER, lambda: versions(DSD)),
        "send the own return": (Action.SUBMIT_RETURN, OWN, lambda: send(DOP)),
        "send another's return": (Action.SUBMIT_RETURN, OTHER, lambda: send(DSD)),
        "decide": (Action.REVIEW_RETURNS, EVERYTHING, lambda: list_queue(database, caller, clock=clock)),
        "close a period": (
            Action.CLOSE_PERIODS,
            EVERYTHING,
            lambda: view_period(database, caller, year=YEAR, month=6, clock=clock),
        ),
        "judge a plan": (Action.LOAD_PLAN, EVERYTHING, lambda: judge_plan(database, caller, plan, now=TODAY)),
        "load a plan": (Action.LOAD_PLAN, EVERYTHING, lambda: load_plan(database, caller, plan, now=TODAY)),
        "list people": (Action.MANAGE_PEOPLE, EVERYTHING, lambda: list_people(database, caller, now=TODAY)),
        "read the log": (
            Action.READ_AUDIT_LOG,
            EVERYTHING,
            lambda: search_audit_log(database, caller, Wanted(), now=TODAY),
        ),
        "judge the log": (
            Action.READ_AUDIT_LOG,
            EVERYTHING,
            lambda: verify_audit(database, caller, now=TODAY),
        ),
        "export the log": (
            Action.EXPORT_AUDIT_LOG,
            EVERYTHING,
            lambda: export_audit_log(database, caller, Wanted(), now=TODAY),
        ),
    }


def test_every_use_case_lets_through_whom_the_page_names_and_refuses_the_others_on_record(
    sqlite: Database,
) -> None:
    a_ministry(sqlite)
    for role in Role:
        caller = signed_in(sqlite, somebody(sqlite, held(role), login=role.value))
        for name, (action, scope, go) in ways(sqlite, caller).items():
            index = (OWN, OTHER, EVERYTHING).index(scope)
            before = len(log_of(sqlite))
            if REACH[TABLE[role, action]][index]:
                go()
                continue
            with pytest.raises(Forbidden):
                go()
            entries = log_of(sqlite)[before:]
            assert [(e.deed, e.object, e.login) for e in entries] == [
                ("refused", action.value, role.value)
            ], name


def test_every_use_case_refuses_who_is_signed_out(sqlite: Database) -> None:
    a_ministry(sqlite)
    asked = set[Action]()
    for action, _, go in ways(sqlite, Caller.session("f" * 64)).values():
        asked.add(action)
        with pytest.raises(SignedOut):
            go()
    assert asked == set(Action)  # an action without a way in this list is tried by nobody
