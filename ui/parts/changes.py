"""What changed since a chosen earlier instant, or since the quarter before; on the overview and on the pages below."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.expectation import Aim
from domain.text import mark
from house_style.dates import say_date, say_fiscal_year, say_instant, say_month, say_period
from house_style.numbers import change_in_score, kpi_cell
from house_style.reasons import say_owners
from ui.heads import show_note
from ui.parts.kpi import department_name
from ui.parts.kpi_rows import TO_KPI, aim_in_cell
from ui.pickers import picker_of_moment, show_pickers
from ui.scope import days_by_instant
from ui.screen import Screen
from ui.tables import Column, Shown, show_table
from use_cases.restatements import MovedTarget, RestatedFigure
from use_cases.status_changes import StatusChange
from use_cases.view_changes import Changes, KpiEffect, view_changes

MOST_EFFECTS = 8
SMALLEST_EFFECT = 0.005


def load_changes(screen: Screen) -> Changes:
    """What changed since the instant that the address names."""
    since = screen.since
    return screen.view(("changes", since), lambda: view_changes(screen.database, screen.boards, since))


def show_since_picker(screen: Screen, *, heading: str) -> None:
    """Since when changes are told: the quarter before, or a day on which something was published."""
    words = screen.words
    zone, era = screen.calendar.zone, screen.calendar.era
    options = {"": words.say("The quarter before"), **days_by_instant(screen)}
    if screen.since is not None and screen.address.since not in options:
        options[screen.address.since] = say_instant(screen.since, words, era, zone=zone)
    chosen = screen.address.since if screen.since else ""
    label = words.say("Compared with what was shown on")
    picker = picker_of_moment(screen, "since", label, options, chosen)
    show_pickers([picker], key="since", heading=heading)


def show_risen_and_fallen(screen: Screen, changes: Changes) -> None:
    """What is better or worse now, and what that did to the score of the whole."""
    effects = _noticeable(changes)
    if changes.flips:
        _show_statuses(screen, changes.flips, key="changes", heading=mark("Status changed"))
    if effects:
        _show_effects(screen, effects, changes)
    if not changes.flips and not effects:
        show_note(screen.words.say("No status and no score changed in that time."))


def show_changed_afterwards(screen: Screen, changes: Changes) -> None:
    """Figures and targets that are others now for one and the same period; nothing where there are none."""
    if changes.restated:
        _show_restated(screen, changes.restated)
    if changes.moved_targets:
        _show_moved(screen, changes.moved_targets)


def show_come_and_gone(screen: Screen, changes: Changes) -> None:
    """What lost its data and what is judged for the first time; nothing where there are none."""
    if changes.without_data:
        _show_statuses(screen, changes.without_data, key="silent", heading=mark("Newly without data"))
    if changes.newly_judged:
        _show_statuses(screen, changes.newly_judged, key="judged", heading=mark("Judged for the first time"))


def show_changes(screen: Screen, changes: Changes) -> None:
    """What changed in some of the KPIs, one kind below another."""
    if changes.flips:
        _show_statuses(screen, changes.flips, key="changes", heading=mark("Status changed"))
    show_changed_afterwards(screen, changes)
    show_come_and_gone(screen, changes)
    kinds = (changes.flips, changes.restated, changes.moved_targets, changes.without_data)
    if not any(kinds) and not changes.newly_judged:
        show_note(screen.words.say("No status, figure or target changed in that time."))


def say_since(screen: Screen) -> str:
    """With what is compared, for a card."""
    if screen.since is None:
        return screen.words.say("Since a quarter ago")
    day = screen.since.astimezone(ZoneInfo(screen.calendar.zone)).date()
    return screen.words.say("Since {day}", day=say_date(day, screen.words, screen.calendar.era))


def _heading(screen: Screen, heading: str, count: int) -> str:
    return f"{screen.words.say(heading)} ({count})"


def _show_statuses(screen: Screen, changes: Sequence[StatusChange], *, key: str, heading: str) -> None:
    """What a KPI was then and what it is now."""
    words = screen.words
    then, now = [change.then for change in changes], [change.now for change in changes]

    def columns() -> list[Column]:
        return [
            Column(heading=words.say("Then"), values=[f.status for f in then], shown=Shown.STATUS),
            Column(heading=words.say("Now"), values=[f.status for f in now], shown=Shown.STATUS),
            Column(heading=words.say("KPI"), values=[screen.text(f.kpi.name) for f in now], wide=True),
            Column(heading=words.say("Score then"), values=[f.score for f in then], shown=Shown.SCORE),
            Column(heading=words.say("Score"), values=[f.score for f in now], shown=Shown.SCORE),
            Column(heading=words.say("Owner"), values=[say_owners(f.kpi, screen.plan, words) for f in now]),
        ]

    caption = _heading(screen, heading, len(changes))
    codes = [f.kpi.code for f in now]
    show_table(screen, columns, key=key, heading=caption, caption=caption, codes=codes, drill=TO_KPI)


def _noticeable(changes: Changes) -> tuple[KpiEffect, ...]:
    """The effects that show in two decimals, the largest first, be it a fall or a rise."""
    felt = [effect for effect in changes.effects if abs(effect.effect) >= SMALLEST_EFFECT]
    return tuple(sorted(felt, key=lambda effect: -abs(effect.effect))[:MOST_EFFECTS])


def _show_effects(screen: Screen, effects: Sequence[KpiEffect], changes: Changes) -> None:
    """Which KPIs moved the score of the whole, and what of the change they do not explain."""
    words = screen.words
    caption = _heading(screen, mark("What moved the score of the whole"), len(effects))
    show_table(
        screen,
        lambda: [
            Column(
                heading=words.say("KPI"), values=[screen.text(e.now.kpi.name) for e in effects], wide=True
            ),
            Column(
                heading=words.say("Effect on the score of the whole"),
                values=[e.effect for e in effects],
                shown=Shown.CHANGE,
            ),
            Column(
                heading=words.say("Score then"), values=[e.then.score for e in effects], shown=Shown.SCORE
            ),
            Column(heading=words.say("Score"), values=[e.now.score for e in effects], shown=Shown.SCORE),
        ],
        key="effects",
        heading=caption,
        caption=caption,
        codes=[e.now.kpi.code for e in effects],
        drill=TO_KPI,
    )
    if changes.remainder is not None and abs(changes.remainder) >= SMALLEST_EFFECT:
        show_note(
            words.say(
                "Other KPIs certified and other weights: {change}.",
                change=change_in_score(changes.remainder, words),
            )
        )


def _show_restated(screen: Screen, rows: Sequence[RestatedFigure]) -> None:
    """Figures of one and the same period that are others now."""
    words, calendar = screen.words, screen.calendar
    caption = _heading(screen, mark("Figures restated"), len(rows))
    show_table(
        screen,
        lambda: [
            Column(heading=words.say("KPI"), values=[screen.text(r.kpi.name) for r in rows], wide=True),
            Column(heading=words.say("Period"), values=[say_period(r.period, words, calendar) for r in rows]),
            Column(
                heading=words.say("Department"), values=[department_name(screen, r.department) for r in rows]
            ),
            Column(
                heading=words.say("Actual then"),
                values=[(r.then, kpi_cell(r.then, r.kpi, words)) for r in rows],
                shown=Shown.AMOUNT,
            ),
            Column(
                heading=words.say("Actual"),
                values=[(r.now, kpi_cell(r.now, r.kpi, words)) for r in rows],
                shown=Shown.AMOUNT,
            ),
            Column(heading=words.say("Places touched"), values=[r.cells for r in rows], shown=Shown.NUMBER),
            Column(
                heading=words.say("Changed"),
                values=[say_instant(r.changed_at, words, calendar.era, zone=calendar.zone) for r in rows],
            ),
            Column(heading=words.say("File"), values=[r.file_name for r in rows]),
            Column(heading=words.say("Version"), values=[str(r.version) for r in rows]),
        ],
        key="restated",
        heading=caption,
        caption=caption,
        codes=[r.kpi.code for r in rows],
        drill=TO_KPI,
    )


def _show_moved(screen: Screen, rows: Sequence[MovedTarget]) -> None:
    """Targets that were revised, with the reason and the document."""
    words, calendar = screen.words, screen.calendar
    caption = _heading(screen, mark("Targets moved"), len(rows))

    def aimed(row: MovedTarget, aim: Aim) -> tuple[float | None, str]:
        places = words.say("{count} provinces", count=row.places)
        return (None, places) if row.places else aim_in_cell(screen, row.kpi, aim)

    show_table(
        screen,
        lambda: [
            Column(heading=words.say("KPI"), values=[screen.text(r.kpi.name) for r in rows], wide=True),
            Column(heading=words.say("Target of"), values=[_of(screen, r) for r in rows]),
            Column(
                heading=words.say("Target then"), values=[aimed(r, r.then) for r in rows], shown=Shown.AMOUNT
            ),
            Column(heading=words.say("Target"), values=[aimed(r, r.now) for r in rows], shown=Shown.AMOUNT),
            Column(
                heading=words.say("Revised on"),
                values=[say_date(r.revised_on, words, calendar.era) if r.revised_on else "" for r in rows],
            ),
            Column(heading=words.say("Reason"), values=[r.reason for r in rows]),
            Column(heading=words.say("Document"), values=[r.document for r in rows]),
        ],
        key="moved",
        heading=caption,
        caption=caption,
        codes=[r.kpi.code for r in rows],
        drill=TO_KPI,
    )


def _of(screen: Screen, row: MovedTarget) -> str:
    """What a target is of: a fiscal year, or the time to the end of a month of it."""
    if row.month is None:
        return say_fiscal_year(row.year, screen.words, screen.calendar)
    return say_month(row.year, row.month, screen.words, screen.calendar)


def show_returns_since(screen: Screen, changes: Changes, *, heading: str) -> None:
    """What came of the returns in that time, in a sentence."""
    words, returns = screen.words, changes.returns
    show_note(
        words.say(
            "Since then {arrived} returns arrived, {late} became late, {still} were late already.",
            arrived=len(returns.arrived),
            late=len(returns.newly_late),
            still=len(returns.already_late),
        ),
        heading=heading,
    )
