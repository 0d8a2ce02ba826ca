"""Days as people write them in cells: real dates, or words of either era."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from domain import kpi_return
from domain.failures import NotFound
from domain.fiscal import common_era
from domain.text import Language, mark
from house_style.dates import long_month, read_day, short_month
from house_style.wording import wording
from kpi_returns.entries import DASHES, LONGEST_SHOWN, folded, words_of
from workbooks.cells import Cell, CellKind

# Day 0 of spreadsheets that count from 1900; a date whose cell has lost its format comes as such a count.
DAY_ZERO = date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR = 1950, 2800
ERAS = mark("B.E. C.E.")
NAMED = re.compile(r"(?P<day>\d{1,2})(?P<month>\D{2,20})(?P<year>\d{4}|\d{2})")
SHORT_YEAR = 2
# "64" behind a month in Thai letters is 2564. Below 43 it may as well be a common year: "26" is 2526 or 2026.
BUDDHIST_CENTURY, FIRST_SHORT_YEAR = 2500, 43
ISO_DAY = 10
MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry:
    """A cell for a day. `day` None where there is none; `written` says what could not be read."""

    at: kpi_return.Cell
    day: date | None = None
    written: str = ""

    @property
    def is_unreadable(self) -> bool:
        """Whether something stands there that is no day."""
        return self.day is None and self.written != ""


def read_day_entry(cell: Cell | None, at: kpi_return.Cell, not_reported: Collection[str]) -> DayEntry:
    """What a cell for a day says; a dash and the plan's words for what is not there (folded) say none."""
    words = words_of(cell)
    if cell is None or not words or words in DASHES or folded(words) in not_reported:
        return DayEntry(at=at)
    day = _day_of(cell, words)
    return DayEntry(at=at, day=day) if day else DayEntry(at=at, written=words[:LONGEST_SHOWN])


def _day_of(cell: Cell, words: str) -> date | None:
    match cell.kind:
        case CellKind.DATE:
            return _typed_day(words[:ISO_DAY])
        case CellKind.NUMBER:
            return _counted_day(cell.value)
        case CellKind.TEXT:
            return _typed_day(words) or _named_day(words)
        case CellKind.BOOLEAN | CellKind.ERROR | CellKind.UNCALCULATED:
            return None


def _typed_day(words: str) -> date | None:
    try:
        return read_day(words)
    except NotFound:
        return None


def _counted_day(count: str | float) -> date | None:
    """The day that a count of days means; a year of the Buddhist era is taken as one."""
    if isinstance(count, str) or not (DAY_ZERO.replace(year=FIRST_YEAR) - DAY_ZERO).days <= count:
        return None
    if count > (DAY_ZERO.replace(year=LAST_YEAR) - DAY_ZERO).days:
        return None
    return _typed_day((DAY_ZERO + timedelta(days=int(count))).isoformat())


def _named_day(words: str) -> date | None:
    """A day whose month has a name: "31 มี.ค. 63", "31 มีนาคม พ.ศ. 2563", "31 March 2020"."""
    found = NAMED.fullmatch(_plain(words))
    month = _month_names().get(found["month"]) if found else None
    year = _year(found["month"], found["year"]) if found else None
    if found is None or month is None or year is None:
        return None
    return _typed_day(f"{found['day']}/{month}/{common_era(year)}")


def _year(month: str, digits: str) -> int | None:
    """The year behind a month's name; two digits say one only in Thai, where they are of the Buddhist era."""
    year = int(digits)
    if len(digits) > SHORT_YEAR:
        return year
    return BUDDHIST_CENTURY + year if month in _thai_months() and year >= FIRST_SHORT_YEAR else None


@cache
def _month_names() -> dict[str, int]:
    """Every way to name a month, in both languages, short and in full, with and without an era behind it."""
    eras = ("", *(era for language in Language for era in _eras(language)))
    return {name + era: month for language in Language for name, month in _names(language) for era in eras}


@cache
def _thai_months() -> frozenset[str]:
    """Those in Thai letters, with the Buddhist era behind them or none."""
    buddhist, _ = _eras(Language.THAI)
    return frozenset(name + era for name, _ in _names(Language.THAI) for era in ("", buddhist))


def _names(language: Language) -> Iterator[tuple[str, int]]:
    words = wording(language)
    for month in MONTHS:
        yield _plain(short_month(month, words)), month
        yield _plain(long_month(month, words)), month


def _eras(language: Language) -> list[str]:
    return [_plain(era) for era in wording(language).say(ERAS).split()]


def _plain(words: str) -> str:
    return folded(words).replace(".", "").replace(",", "")
