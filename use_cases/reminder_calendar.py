"""Due dates as a calendar file (.ics) that other programs take in."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from icalendar import Alarm, Calendar, Event, vDuration

from domain.fiscal import Frequency, Period
from domain.plan import Plan
from domain.reporting import Reminder
from domain.text import Language
from house_style.reminders import say_owed, say_what
from house_style.wording import Wording, wording
from use_cases.authority import day_in

DAYS_OF_WARNING = 3


def render_calendar(
    reminders: Iterable[Reminder], plan: Plan, language: Language, *, url: str = "", now: datetime
) -> bytes:
    """A day for each return that is owed: the one on which it is due, or today where that is over.

    Its title is in `language`, its description in every language. Taken in again, a return stays one entry: its name
    does not change. `url` is where readers reach the dashboard; without it no entry carries a link.
    """
    words, today = wording(language), day_in(plan.calendar.zone, now)
    calendar = Calendar()
    calendar.add("prodid", "-//strategy-dashboard//returns//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words.say("Returns that are due"))
    for reminder in reminders:
        calendar.add_component(_event(reminder, plan, words, url, max(reminder.due_on, today), now))
    rendered: bytes = calendar.to_ical()
    return rendered


def _event(reminder: Reminder, plan: Plan, words: Wording, url: str, day: date, now: datetime) -> Event:
    event, link = Event(), link_to(reminder, plan, url)
    summary = f"{say_what(reminder, plan, words)}: {say_owed(reminder, plan, words)}"
    event.add("uid", f"return-{reminder.department}-{reminder.year}-{reminder.month:02}@strategy-dashboard")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", summary)
    event.add("description", "\n".join([*_described(reminder, plan, words), *([link] if link else [])]))
    if link:
        event.add("url", link)
    event.add_component(_alarm(summary))
    return event


def _described(reminder: Reminder, plan: Plan, words: Wording) -> list[str]:
    """The title in every language, the reader's first, and why the return came back."""
    others = [wording(language) for language in Language if language is not words.language]
    said = [f"{say_what(reminder, plan, w)}: {say_owed(reminder, plan, w)}" for w in (words, *others)]
    return [*said, *([reminder.reason] if reminder.reason else [])]


def _alarm(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", vDuration(-timedelta(days=DAYS_OF_WARNING)))
    return alarm


def link_to(reminder: Reminder, plan: Plan, url: str) -> str:
    """The address of a return's page; empty where nobody has said where readers reach the dashboard."""
    if not url:
        return ""
    calendar = plan.calendar
    period = Period(year=reminder.year, month=reminder.month, frequency=Frequency.MONTH)
    named = {
        "year": calendar.shown_year(reminder.year),
        "period": calendar.period_code(period).partition("-")[2],
        "department": reminder.department,
    }
    return f"{url}/returns?{urlencode(named)}"
