"""Days, fiscal years, periods and instants as they are read out; พ.ศ. or ค.ศ. by the plan's calendar."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.failures import NotFound
from domain.fiscal import BUDDHIST_ERA_OFFSET, Era, FiscalCalendar, Frequency, Period, common_era
from domain.text import mark
from house_style.wording import Wording

SHORT_MONTHS = mark("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d{4})")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2999
YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
LONG_MONTHS = mark("January February March April May June July August September October November December")


def say_year(year: int, words: Wording, era: Era) -> str:
    """A year of the common era as it is written: "2564"; in English a Buddhist year says so."""
    if era is Era.COMMON:
        return str(year)
    return words.say(mark("{year} BE"), year=year + BUDDHIST_ERA_OFFSET)


def say_date(day: date, words: Wording, era: Era) -> str:
    """A day, short: "30 ก.ย. 2564"."""
    return f"{day.day} {short_month(day.month, words)} {say_year(day.year, words, era)}"


def say_long_date(day: date, words: Wording, era: Era) -> str:
    """A day, its month in full: "30 กันยายน 2564"."""
    return f"{day.day} {long_month(day.month, words)} {say_year(day.year, words, era)}"


def short_month(month: int, words: Wording) -> str:
    """A calendar month (1..12), short: "ก.ย."."""
    return words.say(SHORT_MONTHS).split()[month - 1]


def long_month(month: int, words: Wording) -> str:
    """A calendar month (1..12) in full: "กันยายน"."""
    return words.say(LONG_MONTHS).split()[month - 1]


def say_fiscal_year(year: int, words: Wording, calendar: FiscalCalendar) -> str:
    """A fiscal year of the common era: "ปีงบประมาณ 2564"."""
    return words.say(mark("fiscal year {year}"), year=say_year(year, words, calendar.era))


def say_month(year: int, month: int, words: Wording, calendar: FiscalCalendar) -> str:
    """A fiscal month (1..12) of a fiscal year by its calendar name: "มี.ค. 2563"."""
    end = calendar.ends_on(year, month)
    return f"{short_month(end.month, words)} {say_year(end.year, words, calendar.era)}"


def say_period(period: Period, words: Wording, calendar: FiscalCalendar) -> str:
    """A period with its year: "ไตรมาส 2 ปีงบประมาณ 2563", "มี.ค. 2563", "ปีงบประมาณ 2563"."""
    if period.frequency is Frequency.MONTH:
        return say_month(period.year, period.month, words, calendar)
    year = say_fiscal_year(period.year, words, calendar)
    if period.frequency is Frequency.YEAR:
        return year
    return words.say(mark("{period}, {year}"), period=say_period_alone(period, words, calendar), year=year)


def say_period_alone(period: Period, words: Wording, calendar: FiscalCalendar) -> str:
    """A period where its year is plain: "ไตรมาส 2", "มี.ค.", "รอบ 6 เดือน", "ทั้งปี"."""
    match period.frequency:
        case Frequency.MONTH:
            return short_month(calendar.ends_on(period.year, period.month).month, words)
        case Frequency.QUARTER:
            return words.say(mark("quarter {number}"), number=period.month // 3)
        case Frequency.ROUND:
            return words.say(mark("{months}-month round"), months=period.month)
        case Frequency.YEAR:
            return words.say(mark("whole year"))


def axis_label(period: Period, words: Wording, calendar: FiscalCalendar) -> str:
    """A period under an axis: "Q2/63", "มี.ค. 63", "6 ด./63", "2563"."""
    fiscal = _two_digits(calendar.shown_year(period.year))
    match period.frequency:
        case Frequency.MONTH:
            end = calendar.ends_on(period.year, period.month)
            return f"{short_month(end.month, words)} {_two_digits(calendar.shown_year(end.year))}"
        case Frequency.QUARTER:
            return words.say(mark("Q{number}/{year}"), number=period.month // 3, year=fiscal)
        case Frequency.ROUND:
            return words.say(mark("{months}m/{year}"), months=period.month, year=fiscal)
        case Frequency.YEAR:
            return str(calendar.shown_year(period.year))


def month_axis_label(day: date, words: Wording, era: Era) -> str:
    """A day under an axis by its month: "ก.ย. 64"."""
    shown = day.year + BUDDHIST_ERA_OFFSET if era is Era.BUDDHIST else day.year
    return f"{short_month(day.month, words)} {_two_digits(shown)}"


def say_instant(instant: datetime, words: Wording, era: Era, *, zone: str) -> str:
    """An instant on the clocks of a zone: "24 พ.ย. 2569 14:05 น.". Raises ValueError without a time zone."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs its time zone.")
    local = instant.astimezone(ZoneInfo(zone))
    return words.say(mark("{date} {time}"), date=say_date(local, words, era), time=f"{local:%H:%M}")


def say_as_of(instant: datetime, words: Wording, era: Era, *, zone: str) -> str:
    """Whose figures are shown: "ข้อมูล ณ วันที่ 24 พ.ย. 2569 14:05 น."."""
    return words.say(mark("Data as of {instant}"), instant=say_instant(instant, words, era, zone=zone))


def read_day(text: str) -> date:
    """A day as somebody typed it: "31/12/2569", "31.12.2026", or as machines write it, "2026-12-31". Raises NotFound.

    A year from 2400 on is of the Buddhist era. Thai digits are digits.
    """
    found = DAY_FIRST.fullmatch(text.strip()) or YEAR_FIRST.fullmatch(text.strip())
    try:
        if found is None or not EARLIEST_YEAR <= common_era(int(found["year"])) <= LATEST_YEAR:
            raise ValueError(text)
        return date(common_era(int(found["year"])), int(found["month"]), int(found["day"]))
    except ValueError as fault:
        raise NotFound(
            "day_unknown",
            mark("“{text}” is not a day. Write day, month and year, as in 31/12/2569 or 31/12/2026."),
            {"text": text},
        ) from fault


def _two_digits(year: int) -> str:
    return f"{year % 100:02d}"
