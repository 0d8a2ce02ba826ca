"""Periods and rounds as a plan workbook writes them, as fiscal months."""

from domain.failures import NotFound
from domain.fiscal import FiscalCalendar, Frequency, Period


def is_whole_year(written: str) -> bool:
    """Whether a target's period means the year: blank or Y."""
    return written.strip().upper() in ("", "Y")


def find_closing_month(calendar: FiscalCalendar, written: str, year: int) -> int | None:
    """The fiscal month that closes a target's period; None where it is no period of that year."""
    period = _period(calendar, written, year)
    return period.month if period is not None and period.year == year else None


def find_round_month(calendar: FiscalCalendar, written: str) -> int | None:
    """The fiscal month that closes a round, written 1 or R1; None where the plan has no such round."""
    plain = written.strip().upper()
    period = _period(calendar, plain if plain.startswith("R") else f"R{plain}", 0)
    return period.month if period is not None and period.frequency is Frequency.ROUND else None


def _period(calendar: FiscalCalendar, written: str, year: int) -> Period | None:
    try:
        return calendar.read_period(written, year=year)
    except NotFound:
        return None
