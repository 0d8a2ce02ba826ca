"""Fiscal years and the periods inside them."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.failures import NotFound
from domain.text import mark

BUDDHIST_ERA_OFFSET = 543
EARLIEST_BUDDHIST_YEAR = 2400


class Era(StrEnum):
    """How years are written: พ.ศ. or ค.ศ. Stored years are always of the common era."""

    BUDDHIST = "BE"
    COMMON = "CE"


class Frequency(StrEnum):
    """The kind of period that a KPI is reported for."""

    MONTH = "month"
    QUARTER = "quarter"
    ROUND = "round"
    YEAR = "year"


LETTERS = {"M": Frequency.MONTH, "Q": Frequency.QUARTER, "R": Frequency.ROUND, "Y": Frequency.YEAR}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """A span inside a fiscal year, named by its end.

    `year` is the fiscal year in the common era, `month` the number (1..12) of the fiscal month with
    which the period closes, `frequency` its kind.
    """

    year: int
    month: int
    frequency: Frequency


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalCalendar:
    """How an organisation cuts its years.

    `first_month` is the calendar month (1..12) with which a fiscal year begins; a year is named after
    the calendar year in which it ends. `rounds` are the fiscal months (1..12) that close a round. `zone` names
    the time zone of the organisation's clocks (IANA).
    """

    era: Era = Era.BUDDHIST
    first_month: int = 10
    rounds: tuple[int, ...] = (6, 9, 12)
    zone: str = "Asia/Bangkok"

    def starts_on(self, year: int) -> date:
        """The first day of a fiscal year."""
        return date(year - 1 if self.first_month > 1 else year, self.first_month, 1)

    def ends_on(self, year: int, month: int) -> date:
        """The last day of a fiscal month (1..12) of a fiscal year."""
        start = self.starts_on(year)
        position = start.month - 1 + month - 1
        civil_year, civil_month = start.year + position // 12, position % 12 + 1
        return date(civil_year, civil_month, calendar.monthrange(civil_year, civil_month)[1])

    def month_of(self, day: date) -> tuple[int, int]:
        """The fiscal year and fiscal month (1..12) in which a day lies."""
        year = day.year + 1 if self.first_month > 1 and day.month >= self.first_month else day.year
        return year, (day.month - self.first_month) % 12 + 1

    def closing_months(self, frequency: Frequency) -> tuple[int, ...]:
        """The fiscal months that close a period of that kind, in order."""
        match frequency:
            case Frequency.MONTH:
                return tuple(range(1, 13))
            case Frequency.QUARTER:
                return (3, 6, 9, 12)
            case Frequency.ROUND:
                return tuple(sorted(self.rounds))
            case Frequency.YEAR:
                return (12,)

    def round_month(self, month: int) -> int:
        """The fiscal month that closes the round in which a month lies (the next round end)."""
        return next((end for end in sorted(self.rounds) if end >= month), 12)

    def latest_closed(self, frequency: Frequency, month: int) -> int | None:
        """The last closing month of that kind that is not after `month`; None before the first."""
        return max((end for end in self.closing_months(frequency) if end <= month), default=None)

    def day_after_close(self, year: int, month: int, days: int) -> date:
        """The day that many days after a fiscal month has closed."""
        return self.ends_on(year, month) + timedelta(days=days)

    def shown_year(self, year: int) -> int:
        """A stored year as the organisation writes it."""
        return year + BUDDHIST_ERA_OFFSET if self.era is Era.BUDDHIST else year

    def period_code(self, period: Period) -> str:
        """A short code for addresses and commands, such as "2563-Q2"; the year as it is written."""
        year = self.shown_year(period.year)
        if period.frequency is Frequency.YEAR:
            return f"{year}-Y"
        number = self.closing_months(period.frequency).index(period.month) + 1
        letter = next(letter for letter, kind in LETTERS.items() if kind is period.frequency)
        return f"{year}-{letter}{number}"

    def read_period(self, text: str, *, year: int | None = None) -> Period:
        """Read "2563-Q2", "2020-M5", "Q2", "R1", "Y" or a bare fiscal month "6".

        A code without a year needs `year` (of the common era). Raises NotFound for anything else.
        """
        head, _, tail = text.strip().upper().rpartition("-")
        number = tail[1:] if tail[:1].isalpha() else tail
        letter = tail[: len(tail) - len(number)] or "M"
        try:
            kind = LETTERS[letter]
            named = common_era(int(head)) if head else year
            ends = self.closing_months(kind)
            position = 1 if kind is Frequency.YEAR and not number else int(number)
            outside = bool(head) and not date.min.year < (named or 0) < date.max.year
            if named is None or outside or position < 1:
                raise ValueError
            return Period(year=named, month=ends[position - 1], frequency=kind)
        except (KeyError, ValueError, IndexError) as error:
            raise NotFound(
                "period_unknown",
                mark("“{text}” is not a period. Write for example 2563-Q2, M5 or R1."),
                {"text": text},
            ) from error


def common_era(year: int) -> int:
    """A year as someone wrote it (พ.ศ. or ค.ศ.), in the common era."""
    return year - BUDDHIST_ERA_OFFSET if year >= EARLIEST_BUDDHIST_YEAR else year
