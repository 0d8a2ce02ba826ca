"""The pickers of fiscal year, period, as-of and language; what is picked stands in the address."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import streamlit as st

from domain.fiscal import Frequency, Period
from domain.text import Language
from house_style.dates import say_date, say_fiscal_year, say_period_alone
from house_style.labels import say_label
from house_style.wording import wording
from ui.house import publishing_days
from ui.navigation import go
from ui.screen import Screen, here
from use_cases.view_start import list_periods

YEAR, PERIOD, AS_OF, LANGUAGE = "scope_year", "scope_period", "scope_as_of", "scope_language"


def show_scope(screen: Screen) -> None:
    """Draw the pickers; a change leads to the same page at another moment."""
    with st.container(horizontal=True, vertical_alignment="center", key="scope", width="content"):
        _show_year(screen)
        _show_period(screen)
        _show_as_of(screen)
        show_language(screen)


def _pick(key: str, parameter: str) -> None:
    """A callback: the picked value becomes part of the address."""
    value = st.session_state[key]
    changes = {parameter: str(value or "")}
    if parameter == "year":
        changes["period"] = ""
    go(here().but(**changes))


def _show_year(screen: Screen) -> None:
    plan, calendar = screen.plan, screen.calendar
    st.session_state[YEAR] = str(calendar.shown_year(screen.moment.year))
    years = {str(calendar.shown_year(y)): y for y in range(plan.first_year, plan.last_year + 1)}
    st.selectbox(
        screen.words.say("Fiscal year"),
        list(years),
        format_func=lambda shown: (
            say_fiscal_year(years[shown], screen.words, calendar) if shown in years else shown
        ),
        key=YEAR,
        on_change=_pick,
        args=(YEAR, "year"),
        width=190,
        label_visibility="collapsed",
    )


def shown_period(screen: Screen) -> Period:
    """The period that the screen shows: a quarter where one closes with its month, else the month."""
    moment = screen.moment
    known = (p for p in list_periods(screen.plan, moment.year) if p.month == moment.month)
    return next(known, Period(year=moment.year, month=moment.month, frequency=Frequency.MONTH))


def _show_period(screen: Screen) -> None:
    calendar, moment, now = screen.calendar, screen.moment, shown_period(screen)
    periods = {period_code(screen, p): p for p in list_periods(screen.plan, moment.year)}
    st.session_state[PERIOD] = period_code(screen, now)
    periods.setdefault(period_code(screen, now), now)
    st.selectbox(
        screen.words.say("Period to the end of"),
        list(periods),
        format_func=lambda code: (
            say_period_alone(periods[code], screen.words, calendar) if code in periods else code
        ),
        key=PERIOD,
        on_change=_pick,
        args=(PERIOD, "period"),
        width=150,
        label_visibility="collapsed",
    )


def period_code(screen: Screen, period: Period) -> str:
    """A period's code without its year, as it stands in the address."""
    return screen.calendar.period_code(period).partition("-")[2]


def _show_as_of(screen: Screen) -> None:
    options = {"": screen.words.say("Newest"), **days_by_instant(screen)}
    chosen = screen.address.asof if screen.moment.as_of else ""
    if chosen not in options and screen.moment.as_of is not None:
        options[chosen] = _say(screen, screen.moment.as_of.date())
    st.session_state[AS_OF] = chosen
    st.selectbox(
        screen.words.say("Figures as of"),
        list(options),
        format_func=lambda code: options.get(code, code),
        key=AS_OF,
        on_change=_pick,
        args=(AS_OF, "asof"),
        width=230,
        label_visibility="collapsed",
    )


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


def show_language(screen: Screen) -> None:
    """The switch between the languages; each is named in itself."""
    names = {language.value: say_label(language, wording(language)) for language in Language}
    st.session_state[LANGUAGE] = screen.words.language.value
    st.segmented_control(
        screen.words.say("Language"),
        list(names),
        format_func=lambda code: names.get(code, code),
        key=LANGUAGE,
        on_change=_pick,
        args=(LANGUAGE, "lang"),
        label_visibility="collapsed",
        required=True,
    )
