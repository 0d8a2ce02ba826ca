"""What is still to be sent, as a list on a page and as a calendar to take along."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from html import escape

import streamlit as st

from domain.reporting import Owed, Reminder
from domain.status import Status
from house_style.reminders import SHAPES, say_owed, say_what
from ui.heads import show_note
from ui.navigation import anchor
from ui.screen import Screen
from ui.session import caller, origin
from use_cases.reminder_calendar import render_calendar
from use_cases.reminders import list_reminders

LOOKS = {
    Owed.SENT_BACK: Status.AT_RISK,
    Owed.LATE: Status.CRITICAL,
    Owed.DUE: Status.WATCH,
    Owed.DRAFT: Status.WATCH,
    Owed.DUE_SOON: Status.NO_DATA,
}


def load_reminders(screen: Screen, department: str = "") -> tuple[Reminder, ...]:
    """What whoever looks at the screen has to send, of one department where it is named; nothing where he looks back."""
    if screen.moment.as_of is not None:
        return ()
    found = list_reminders(screen.database, caller())
    return tuple(r for r in found if department in ("", r.department))


def show_reminders(screen: Screen, reminders: Sequence[Reminder], *, heading: str) -> None:
    """Each return that is owed, the most pressing first, with a way to it; and all of them as a calendar file."""
    words = screen.words
    if not reminders:
        show_note(words.say("Nothing has to be sent at the moment."), heading=heading)
        return
    items = "".join(_item(screen, reminder) for reminder in reminders)
    st.html(f'<h2>{escape(heading)}</h2><ul class="reminders">{items}</ul>')
    make = partial(
        render_calendar, reminders, screen.plan, words.language, url=origin(), now=datetime.now(UTC)
    )
    st.download_button(
        words.say("As a calendar (.ics)"),
        make,
        file_name="returns.ics",
        mime="text/calendar",
        key="reminders_ics",
        help=words.say("Due dates for Outlook, Google Calendar and phones"),
    )


def _item(screen: Screen, reminder: Reminder) -> str:
    address = screen.here.at(department=reminder.department)
    address = address.but(**screen.named(reminder.year, reminder.month))
    if reminder.version is not None:
        address = address.but(submission=str(reminder.version))
    way = anchor("returns", address, label=say_what(reminder, screen.plan, screen.words))
    sign = f'<span class="sign {LOOKS[reminder.owed]}" aria-hidden="true">{SHAPES[reminder.owed]}</span>'
    said = escape(say_owed(reminder, screen.plan, screen.words))
    reason = f"<small>{escape(reminder.reason)}</small>" if reminder.reason else ""
    return f"<li>{sign} {way} <span>{said}</span>{reason}</li>"
