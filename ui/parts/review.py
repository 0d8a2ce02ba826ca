"""The parts of the page of reviewing: what waits, the decision, and the period."""

from functools import partial

import streamlit as st

from domain.submission import State
from house_style.dates import say_date, say_instant
from house_style.wording import one_way
from ui.attempts import is_refused, show_refusal
from ui.heads import show_heading, show_note, show_title
from ui.navigation import Drill
from ui.parts import review_deeds as deeds
from ui.parts.return_changes import show_what_changes_in_short
from ui.parts.return_next import approves, is_second
from ui.parts.return_words import say_closing, say_department, say_hand
from ui.parts.review_cells import show_cell_reasons
from ui.screen import Screen
from ui.session import caller
from ui.tables import Column, Shown, show_rows
from use_cases.view_returns import PeriodView, QueueRow, ReturnView, list_queue, view_period

TO_VERSION = Drill(page="review", parameter="submission")
CELL_ROWS = 5


def show_review_head(screen: Screen) -> None:
    """The head of the page."""
    below = screen.words.say(
        "What was sent, what it changes, and who has not reported. Nobody approves what he sent himself."
    )
    show_title(screen, screen.words.say("Review"), below=below)


def show_queue(screen: Screen, *, heading: str) -> None:
    """What waits for a decision; a click leads to it."""
    words, rows = screen.words, list_queue(screen.database, caller())
    show_heading(f"{heading} ({len(rows):,})")
    if not rows:
        show_note(words.say("Nothing waits for a decision."))
        return
    columns = [
        Column(
            heading=words.say("Department"),
            values=[say_department(screen, row.version.department) for row in rows],
            wide=True,
        ),
        Column(
            heading=words.say("Return to the end of"),
            values=[say_closing(screen, row.version.year, row.version.month) for row in rows],
        ),
        Column(heading=words.say("Version"), values=[str(row.version.version) for row in rows]),
        Column(heading=words.say("Sent by"), values=[say_hand(screen, row.sent) for row in rows]),
        Column(heading=words.say("Due on"), values=[_due(screen, row) for row in rows]),
        Column(
            heading=words.say("Confirmed findings"),
            values=[row.confirmed for row in rows],
            shown=Shown.NUMBER,
        ),
        Column(heading=words.say("Evidence"), values=[row.evidence for row in rows], shown=Shown.NUMBER),
    ]
    codes = [str(row.version.id) for row in rows]
    show_rows(screen, columns, key="queue", caption=heading, codes=codes, drill=TO_VERSION)


def _due(screen: Screen, row: QueueRow) -> str:
    return say_date(row.due_on, screen.words, screen.calendar.era)


def show_decision(screen: Screen, view: ReturnView) -> None:
    """Approve it, or send it back with reasons."""
    words, seen = screen.words, view.version
    is_open = is_refused("review")
    show_refusal(screen, "review")
    if seen.state is not State.SUBMITTED:
        return
    if view.rehearsal is not None:
        show_what_changes_in_short(screen, view.rehearsal)
    if approves(screen, view):
        st.button(
            words.say("Approve: publish these figures"),
            key="approve",
            type="primary",
            on_click=deeds.approve_it,
            args=(seen,),
        )
    with (
        st.expander(words.say("Send back with reasons"), expanded=is_open),
        st.form(key="back_form", border=False, enter_to_submit=False),
    ):
        st.text_area(words.say("Why; its department reads it"), key="back_reason", max_chars=2000)
        show_cell_reasons(screen, view, rows=CELL_ROWS)
        st.form_submit_button(
            words.say("Send back"), key="back_submit", on_click=deeds.send_it_back, args=(seen, CELL_ROWS)
        )


def show_period(screen: Screen, *, heading: str) -> None:
    """Whether the chosen period is closed; the forms to close it and to open it again."""
    words, moment = screen.words, screen.moment
    view = view_period(screen.database, caller(), year=moment.year, month=moment.month)
    month = say_closing(screen, moment.year, moment.month)
    show_heading(f"{heading}: {month}")
    is_open = is_refused("period")
    show_refusal(screen, "period")
    if view.closed is None:
        show_note(words.say("It is open: returns are taken in."))
        _show_closing(screen, month, is_open=is_open)
        return
    show_note(words.say("Closed by {who}.", who=say_hand(screen, view.closed)))
    _show_reopenings(screen, view)
    _show_asking(screen, month, is_open=is_open)


def _show_closing(screen: Screen, month: str, *, is_open: bool) -> None:
    words, moment = screen.words, screen.moment
    with (
        st.expander(words.say("Close the period {month}", month=month), expanded=is_open),
        st.form(key="close_form", border=False, enter_to_submit=False),
    ):
        show_note(
            words.say(
                "A closed period takes in no returns. It can be opened again by two people, with a reason and for a while; "
                "what changes then is marked as restated."
            )
        )
        st.checkbox(words.say("Yes, I am sure"), key="close_sure")
        st.form_submit_button(
            words.say("Close it now"),
            key="close_submit",
            on_click=deeds.close,
            args=(moment.year, moment.month),
        )


def _show_reopenings(screen: Screen, view: PeriodView) -> None:
    words, calendar = screen.words, screen.calendar
    for asked in view.reopenings:
        whose = say_department(screen, asked.department) if asked.department else words.say("all departments")
        until = say_instant(asked.until, words, calendar.era, zone=calendar.zone)
        state = words.say("open") if asked.lets_in(asked.department, view.now) else words.say("over")
        if asked.waits(view.now):
            state = words.say("waits for a second person")
        show_note(
            words.say(
                "{whose}, until {until}: {state}. {who} asked: {reason}",
                whose=whose,
                until=until,
                state=state,
                who=asked.asked.name,
                reason=one_way(asked.reason),
            )
        )
        with st.container(horizontal=True):
            if asked.waits(view.now) and is_second(screen, asked.asked):
                st.button(
                    words.say("Grant it"), key=f"grant_{asked.id}", on_click=deeds.grant, args=(asked.id,)
                )
            if asked.ended is None and view.now < asked.until:
                st.button(words.say("End it"), key=f"end_{asked.id}", on_click=deeds.end, args=(asked.id,))


def _show_asking(screen: Screen, month: str, *, is_open: bool) -> None:
    words, moment = screen.words, screen.moment
    named = {
        "": words.say("all departments"),
        **{d.code: say_department(screen, d.code) for d in screen.plan.departments},
    }
    with (
        st.expander(words.say("Open the period {month} again for a while", month=month), expanded=is_open),
        st.form(key="reopen_form", border=False, enter_to_submit=False),
    ):
        st.selectbox(
            words.say("For whom"),
            [*named],
            format_func=lambda code: named.get(code, code),
            key="reopen_department",
        )
        st.text_input(
            words.say("Until the end of the day (day/month/year)"), key="reopen_until", max_chars=20
        )
        st.text_area(words.say("Why; it stands in the audit log"), key="reopen_reason", max_chars=1000)
        st.form_submit_button(
            words.say("Ask for it"),
            key="reopen_submit",
            on_click=partial(deeds.ask, moment.year, moment.month, screen.calendar),
        )
