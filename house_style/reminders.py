"""Reminders as sentences: of which return, until when, and what is to be done."""

from collections.abc import Mapping

from domain.lookup import load_department
from domain.plan import Plan
from domain.reporting import Owed, Reminder
from domain.text import mark
from house_style.dates import say_date, say_month
from house_style.wording import Wording

# What is to be done, and by when or since when.
SENTENCES: Mapping[Owed, str] = {
    Owed.SENT_BACK: mark("Sent back: mend it and send it again"),
    Owed.LATE: mark("Overdue by {days} days: send it now"),
    Owed.DUE: mark("Due today: send it"),
    Owed.DRAFT: mark("Kept as a draft and not sent; due on {day}"),
    Owed.DUE_SOON: mark("Due in {days} days, on {day}"),
}
SHAPES: Mapping[Owed, str] = {
    Owed.SENT_BACK: "◆",
    Owed.LATE: "■",
    Owed.DUE: "▲",
    Owed.DRAFT: "◇",
    Owed.DUE_SOON: "○",
}


def say_what(reminder: Reminder, plan: Plan, words: Wording) -> str:
    """Which return: "แบบรายงานผลของ ผส. ถึงสิ้นเดือน มี.ค. 2563"."""
    department = load_department(plan, reminder.department)
    return words.say(
        "Return of {department} to the end of {month}",
        department=words.text(department.short) or words.text(department.name),
        month=say_month(reminder.year, reminder.month, words, plan.calendar),
    )


def say_owed(reminder: Reminder, plan: Plan, words: Wording) -> str:
    """What is to be done with it."""
    day = say_date(reminder.due_on, words, plan.calendar.era)
    return words.say(SENTENCES[reminder.owed], days=abs(reminder.days), day=day)
