"""The parts of the page of returns: whose, what is due, the blank one, and what became of each."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from domain.failures import NotFound
from domain.permission import Action, Scope, list_departments_of, may, may_somewhere
from domain.reporting import Stage
from domain.submission import State
from domain.text import mark
from house_style.dates import say_date, say_year
from house_style.wording import one_way
from ui.heads import Crumb, show_heading, show_note, show_title
from ui.navigation import Drill
from ui.parts.return_signs import Sign, sign_of
from ui.parts.return_words import say_closing, say_department, say_hand
from ui.pickers import picker_of, show_pickers
from ui.screen import Screen
from ui.session import caller
from ui.tables import Column, Shown, show_rows
from use_cases.forms import blank_return
from use_cases.view_returns import DepartmentReturns, DueReturn, view_returns

TO_DEPARTMENT = Drill(page="returns", parameter="department")
TO_VERSION = Drill(page="returns", parameter="submission", keep=("department",))


def show_returns_head(screen: Screen, code: str) -> None:
    """The head of the page: whose returns they are, and what its reader does here."""
    words, department = screen.words, say_department(screen, code)
    if _fills(screen, code):
        below = words.say(
            "{department}: take the pre-filled workbook, fill it in, and see what it will change before it is sent.",
            department=department,
        )
    else:
        below = words.say("{department}: its returns and every version of them.", department=department)
    show_title(screen, words.say("Returns"), below=below)


def departments_of(screen: Screen) -> Mapping[str, str]:
    """The departments whose returns the reader may see, by code."""
    own = list_departments_of(screen.person, Action.READ_RETURNS, today=screen.entrance.today)
    return {
        d.code: say_department(screen, d.code)
        for d in screen.plan.departments
        if own is None or d.code in own
    }


def find_department(screen: Screen) -> str:
    """The department of the address, or the reader's first. Raises NotFound where he has none."""
    own = departments_of(screen)
    if screen.address.department:
        return screen.address.department
    if not own:
        raise NotFound("no_department", mark("Your roles name no department of this plan."))
    return next(iter(own))


def show_department_picker(screen: Screen, code: str) -> None:
    """A list of the reader's departments, where he has several."""
    own = departments_of(screen)
    if len(own) > 1:
        show_pickers(
            [picker_of(screen, screen.words.say("Department"), own, code, TO_DEPARTMENT)],
            key="returns_pick",
        )


def load_returns(screen: Screen, code: str) -> DepartmentReturns:
    """What a department owes in the chosen fiscal year."""
    return view_returns(screen.database, caller(), department=code, year=screen.moment.year)


def find_due(returns: DepartmentReturns, month: int) -> DueReturn | None:
    """The return of a month; None where nothing is asked then."""
    return next((due for due in returns.due if due.month == month), None)


def show_due(screen: Screen, returns: DepartmentReturns, *, heading: str) -> None:
    """Every return of the year: when it is due and how far it is; a click leads to the newest version."""
    words, year = screen.words, returns.year
    show_heading(heading)
    if not returns.due:
        show_note(words.say("Nothing is asked of this department in this fiscal year."))
        return
    columns = [
        Column(
            heading=words.say("Return to the end of"),
            values=[say_closing(screen, year, due.month) for due in returns.due],
            wide=True,
        ),
        Column(
            heading=words.say("How far it is"),
            values=[_sign(screen, due) for due in returns.due],
            shown=Shown.SIGN,
        ),
        Column(
            heading=words.say("Due on"),
            values=[say_date(due.due_on, words, screen.calendar.era) for due in returns.due],
        ),
        Column(heading=words.say("Version"), values=[_version(due) for due in returns.due]),
        Column(heading=words.say("Sent by"), values=[_sent(screen, due) for due in returns.due]),
        Column(heading=words.say("Decided by"), values=[_decided(screen, due) for due in returns.due]),
        Column(
            heading=words.say("Period"),
            values=[words.say("open") if due.takes_in else words.say("closed") for due in returns.due],
        ),
    ]
    codes = [str(due.newest.id) if due.newest else "" for due in returns.due]
    drill = TO_VERSION if any(codes) else None
    show_rows(screen, columns, key="due", caption=heading, codes=codes, drill=drill)


def _sign(screen: Screen, due: DueReturn) -> Sign:
    if due.newest is not None:
        return sign_of(screen, due.newest.state)
    if due.standing is not None:
        return sign_of(screen, State.APPROVED)
    return sign_of(screen, Stage.LATE if screen.entrance.today > due.due_on else Stage.NOT_DUE)


def _version(due: DueReturn) -> str:
    found = due.newest or due.standing
    return str(found.version) if found else ""


def _sent(screen: Screen, due: DueReturn) -> str:
    if due.newest is not None:
        return say_hand(screen, due.newest.submitted)
    return due.standing.sent_by if due.standing else ""


def _decided(screen: Screen, due: DueReturn) -> str:
    if due.newest is not None:
        return say_hand(screen, due.newest.decided)
    return due.standing.approved_by if due.standing else ""


def show_blank(screen: Screen, returns: DepartmentReturns, *, heading: str) -> None:
    """The pre-filled workbook of the chosen period, to take away; nothing for who only reads."""
    if not _fills(screen, returns.department):
        return
    words, month = screen.words, screen.moment.month
    due = find_due(returns, month)
    if due is None:
        show_note(
            words.say(
                "Nothing is asked of this department for {month}. Choose another period above.",
                month=say_closing(screen, returns.year, month),
            ),
            heading=heading,
        )
        return
    show_heading(heading)
    show_note(
        words.say(
            "To the end of {month}, due on {day}. Provinces, targets and what was reached before are filled in already.",
            month=say_closing(screen, returns.year, month),
            day=say_date(due.due_on, words, screen.calendar.era),
        )
    )
    st.download_button(
        words.say("Take the blank return (.xlsx)"),
        partial(
            blank_return,
            screen.database,
            caller(),
            department=returns.department,
            year=returns.year,
            month=month,
            language=words.language,
        ),
        file_name=_file_name(screen, returns.department, returns.year, month),
        key="blank_return",
        type="primary",
    )


def _file_name(screen: Screen, department: str, year: int, month: int) -> str:
    """The name by which a clerk knows it: with the month of the calendar, not of the fiscal year."""
    end = screen.calendar.ends_on(year, month)
    return f"return-{department}-{say_year(end.year, screen.words, screen.calendar.era)}-{end.month:02}.xlsx"


def _fills(screen: Screen, department: str) -> bool:
    scope = Scope(department=department)
    return may(screen.person, Action.FILL_RETURN, scope, today=screen.entrance.today).allowed


def show_versions(screen: Screen, returns: DepartmentReturns, *, heading: str) -> None:
    """Every version of the year, the newest first; a click leads to it."""
    words = screen.words
    show_heading(f"{heading} ({len(returns.versions):,})")
    if not returns.versions:
        show_note(words.say("Nothing has been handed in on this page yet."))
        return
    kept = returns.versions
    columns = [
        Column(
            heading=words.say("Return to the end of"),
            values=[say_closing(screen, v.year, v.month) for v in kept],
            wide=True,
        ),
        Column(heading=words.say("Version"), values=[str(v.version) for v in kept]),
        Column(
            heading=words.say("How far it is"),
            values=[sign_of(screen, v.state) for v in kept],
            shown=Shown.SIGN,
        ),
        Column(heading=words.say("File"), values=[one_way(v.contents.file_name) for v in kept]),
        Column(heading=words.say("Drafted by"), values=[say_hand(screen, v.drafted) for v in kept]),
        Column(heading=words.say("Why it came back"), values=[one_way(v.reason) for v in kept]),
    ]
    codes = [str(version.id) for version in kept]
    show_rows(screen, columns, key="versions", caption=heading, codes=codes, drill=TO_VERSION)


def crumbs_to(screen: Screen, department: str, page: str = "returns") -> list[Crumb]:
    """The way back from one version."""
    label = screen.words.say("Returns") if page == "returns" else screen.words.say("Review")
    codes = {"department": department} if page == "returns" else {}
    return [Crumb(page=page, label=label, address=screen.here.at(**codes))]


def hands_in(screen: Screen) -> bool:
    """Whether the reader hands in for anybody."""
    return may_somewhere(screen.person, Action.FILL_RETURN, today=screen.entrance.today)
