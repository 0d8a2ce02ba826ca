"""Lists that several screens show: returns that are late, groups by score."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from domain.group import GroupFigure
from house_style.dates import say_date, say_month
from ui.heads import show_note
from ui.navigation import Drill
from ui.parts.kpi import department_name
from ui.screen import Screen
from ui.tables import Column, Shown, show_table
from use_cases.view_department import ReturnDue
from use_cases.view_overview import LateReturn


def show_late(screen: Screen, rows: Sequence[LateReturn]) -> None:
    """Who has not reported, and since when."""
    words, calendar = screen.words, screen.calendar
    if not rows:
        show_note(words.say("Every return that closes by now is there."))
        return
    show_table(
        screen,
        lambda: [
            Column(
                heading=words.say("Department"), values=[department_name(screen, r.department) for r in rows]
            ),
            Column(
                heading=words.say("Return to the end of"),
                values=[say_month(r.year, r.month, words, calendar) for r in rows],
            ),
            Column(
                heading=words.say("Due on"), values=[say_date(r.due_on, words, calendar.era) for r in rows]
            ),
        ],
        key="late",
        caption=words.say("Who has not reported"),
        codes=[r.department for r in rows],
        drill=Drill(page="department", parameter="department"),
    )


def show_returns(screen: Screen, rows: Sequence[ReturnDue], *, heading: str) -> None:
    """A department's returns of the year: when due, when sent, which version."""
    words, calendar = screen.words, screen.calendar
    year = screen.moment.year
    show_table(
        screen,
        lambda: [
            Column(
                heading=words.say("Return to the end of"),
                values=[say_month(year, r.month, words, calendar) for r in rows],
            ),
            Column(
                heading=words.say("Due on"), values=[say_date(r.due_on, words, calendar.era) for r in rows]
            ),
            Column(heading=words.say("Sent on"), values=[_sent_on(screen, r) for r in rows]),
            Column(
                heading=words.say("Days late"),
                values=[_days_late(screen, r) for r in rows],
                shown=Shown.NUMBER,
            ),
            Column(
                heading=words.say("Version"),
                values=[str(r.submission.version) if r.submission else "" for r in rows],
            ),
            Column(
                heading=words.say("File"),
                values=[r.submission.file_name if r.submission else "" for r in rows],
            ),
        ],
        key="returns",
        heading=heading,
        caption=heading,
    )


def _days_late(screen: Screen, row: ReturnDue) -> int | None:
    """Days from the due day to the day of sending, on the organisation's clocks; none where it was in time."""
    if row.submission is None:
        return None
    sent = row.submission.sent_at.astimezone(ZoneInfo(screen.calendar.zone)).date()
    return max(0, (sent - row.due_on).days)


def _sent_on(screen: Screen, row: ReturnDue) -> str:
    if row.submission is None:
        return screen.words.say("not reported")
    return say_date(
        row.submission.sent_at.astimezone(ZoneInfo(screen.calendar.zone)).date(),
        screen.words,
        screen.calendar.era,
    )


def show_groups(
    screen: Screen,
    groups: Sequence[GroupFigure],
    names: Mapping[str, str],
    *,
    key: str,
    drill: Drill,
    heading: str,
) -> None:
    """Groups of KPIs with score, coverage and the scores still possible."""
    words = screen.words
    show_table(
        screen,
        lambda: [
            Column(heading=words.say("Status"), values=[g.status for g in groups], shown=Shown.STATUS),
            Column(heading=heading, values=[names.get(g.code, g.code) for g in groups], wide=True),
            Column(heading=words.say("Score"), values=[g.group.score for g in groups], shown=Shown.SCORE),
            Column(
                heading=words.say("Coverage"), values=[g.group.coverage for g in groups], shown=Shown.PERCENT
            ),
            Column(
                heading=words.say("Worst possible"), values=[g.group.worst for g in groups], shown=Shown.SCORE
            ),
            Column(
                heading=words.say("Best possible"), values=[g.group.best for g in groups], shown=Shown.SCORE
            ),
            Column(heading=words.say("KPIs due"), values=[g.due for g in groups], shown=Shown.NUMBER),
        ],
        key=key,
        caption=heading,
        codes=[g.code for g in groups],
        drill=drill,
    )
