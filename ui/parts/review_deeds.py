"""What the buttons of the planning office do. All of it runs as callbacks: what was sent may be anything."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import streamlit as st

from data_access.database import Database
from data_access.return_versions import CellReason, ReturnVersion
from domain.failures import Refusal
from domain.fiscal import FiscalCalendar
from domain.text import mark
from house_style.dates import read_day
from ui.attempts import Done, attempt
from ui.parts.return_steps import step, typed_in
from use_cases.authority import Caller
from use_cases.periods import ask_reopening, close_period, end_reopening, grant_reopening
from use_cases.review import approve, send_back


def approve_it(seen: ReturnVersion) -> None:
    """Approve what was sent."""
    step(
        "review",
        lambda d, c: approve(d, c, seen.id, revision=seen.revision),
        mark("Approved: the figures of version {version} stand on every screen from now on."),
    )


def send_it_back(seen: ReturnVersion, rows: int) -> None:
    """Send back what was sent, with reasons for single cells."""
    cells = [
        CellReason(sheet=sheet, cell=cell, reason=typed_in(f"back_why_{row}"))
        for row in range(rows)
        for sheet, _, cell in [typed_in(f"back_cell_{row}").rpartition("!")]
        if typed_in(f"back_why_{row}")
    ]
    step(
        "review",
        lambda d, c: send_back(
            d, c, seen.id, revision=seen.revision, reason=typed_in("back_reason"), cells=cells
        ),
        mark("Version {version} is sent back; its department reads why."),
    )


def close(year: int, month: int) -> None:
    """Close a period."""

    def work(database: Database, caller: Caller) -> Done:
        if st.session_state.get("close_sure") is not True:
            raise Refusal(
                "not_sure",
                mark("Nothing is done yet. Tick the box to say that you are sure, and press again."),
            )
        close_period(database, caller, year=year, month=month)
        return Done(message=mark("The period is closed."))

    attempt("period", work)


def ask(year: int, month: int, calendar: FiscalCalendar) -> None:
    """Ask to open a period again."""

    def work(database: Database, caller: Caller) -> Done:
        day = read_day(typed_in("reopen_until"))
        until = datetime.combine(day, time.max, tzinfo=ZoneInfo(calendar.zone)).astimezone(UTC)
        ask_reopening(
            database,
            caller,
            year=year,
            month=month,
            department=typed_in("reopen_department"),
            reason=typed_in("reopen_reason"),
            until=until,
        )
        return Done(message=mark("Asked for. A second person of the planning office has to grant it."))

    attempt("period", work)


def grant(number: int) -> None:
    """Grant a re-opening."""

    def work(database: Database, caller: Caller) -> Done:
        grant_reopening(database, caller, number)
        return Done(message=mark("Granted: returns can be sent again until then."))

    attempt("period", work)


def end(number: int) -> None:
    """Refuse a re-opening or end it."""

    def work(database: Database, caller: Caller) -> Done:
        end_reopening(database, caller, number)
        return Done(message=mark("Ended: the period is closed."))

    attempt("period", work)
