"""Numbers, years and dates as people write them in cells.

`float()` is not used on words: it accepts "1_000", "nan" and digits of other scripts.
"""

import re
from datetime import date
from unicodedata import decimal

from domain.fiscal import common_era

PLAIN = re.compile(r"[+\-−]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?", re.ASCII)
SLASHED_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
THAI_ZERO, THAI_NINE = 0x0E50, 0x0E59


def with_plain_digits(words: str) -> str:
    """Thai digits as 0 to 9; digits of other scripts stay and are refused later."""
    return "".join(str(decimal(sign)) if THAI_ZERO <= ord(sign) <= THAI_NINE else sign for sign in words)


def number_in(words: str) -> float | None:
    """The number that words say; a percentage as a share of 1. None where they say none."""
    plain = with_plain_digits(words).strip()
    is_percent = plain.endswith("%")
    digits = plain.removesuffix("%").rstrip()
    if not PLAIN.fullmatch(digits):
        return None
    value = float(digits.replace(",", "").replace("−", "-"))
    return value / 100 if is_percent else value


def year_in(value: float) -> int | None:
    """A year of the common era from one written in either era; None where it is none."""
    if not value.is_integer():
        return None
    year = common_era(int(value))
    return year if EARLIEST_YEAR <= year <= LATEST_YEAR else None


def day_in(words: str) -> date | None:
    """A date written 2020-03-31 or 31/3/2020, in either era; None where it is none. A time of day is left out."""
    plain = with_plain_digits(words).strip()
    iso, slashed = ISO_DAY.fullmatch(plain), SLASHED_DAY.fullmatch(plain)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    return _day(int(slashed[3]), int(slashed[2]), int(slashed[1])) if slashed else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(common_era(year), month, day)
    except ValueError:
        return None
    return found if EARLIEST_YEAR <= found.year <= LATEST_YEAR else None
