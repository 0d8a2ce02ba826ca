"""The pickers of fiscal year, period and as-of; what is picked stands in the address."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.fiscal import Frequency, Period
from house_style.dates import say_date, say_fiscal_year, say_period_alone
from ui.house import publishing_days
from ui.pickers import Picker, picker_of_moment, show_pickers
from ui.screen import Screen
from use_cases.view_start import list_periods


def show_scope(screen: Screen, *, of_figures: bool) -> None:
    """Draw the pickers; a change leads to the same page at another moment. Only figures have an as-of."""
    pickers = [_year(screen), _period(screen)]
    show_pickers([*pickers, _as_of(screen)] if of_figures else pickers, key="scope", is_quiet=True)


def _year(screen: Screen) -> Picker:
    plan, calendar, words = screen.plan, screen.calendar, screen.words
    years = range(plan.first_year, plan.last_year + 1)
    options = {str(calendar.shown_year(year)): say_fiscal_year(year, words, calendar) for year in years}
    chosen = str(calendar.shown_year(screen.moment.year))
    return picker_of_moment(screen, "year", words.say("Fiscal year"), options, chosen)


def shown_period(screen: Screen) -> Period:
    """The period that the screen shows: a quarter where one closes with its month, else the month."""
    moment = screen.moment
    known = (p for p in list_periods(screen.plan, moment.year) if p.month == moment.month)
    return next(known, Period(year=moment.year, month=moment.month, frequency=Frequency.MONTH))


def _period(screen: Screen) -> Picker:
    calendar, words, now = screen.calendar, screen.words, shown_period(screen)
    periods = [*list_periods(screen.plan, screen.moment.year), now]
    options = {period_code(screen, p): say_period_alone(p, words, calendar) for p in periods}
    return picker_of_moment(
        screen, "period", words.say("Period to the end of"), options, period_code(screen, now)
    )


def period_code(screen: Screen, period: Period) -> str:
    """A period's code without its year, as it stands in the address."""
    return screen.calendar.period_code(period).partition("-")[2]


def _as_of(screen: Screen) -> Picker:
    words = screen.words
    options = {"": words.say("Newest figures"), **days_by_instant(screen)}
    chosen = screen.address.asof if screen.moment.as_of else ""
    if chosen not in options and screen.moment.as_of is not None:
        options[chosen] = _say(screen, screen.moment.as_of.date())
    return picker_of_moment(screen, "asof", words.say("Figures as of"), options, chosen)


def days_by_instant(screen: Screen) -> dict[str, str]:
    """The days on which something was published, the newest first, each by its last instant as addresses have it."""
    zone = screen.calendar.zone

    def said() -> dict[str, str]:
        days = publishing_days(screen.house, screen.start.data_version, zone)
        return {end_of_day(day, zone): _say(screen, day) for day in days}

    return screen.view(("days", screen.words.language), said)


def _say(screen: Screen, day: date) -> str:
    return say_date(day, screen.words, screen.calendar.era)


def end_of_day(day: date, zone: str) -> str:
    """The last instant of a day on the organisation's clocks, in UTC, as it stands in the address."""
    last = datetime.combine(day, time.max, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return last.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
