"""Numbers and years as people write them in cells.

`float()` alone is no reader of words: it accepts "1_000", "nan", "inf", scientific notation and digits
of other scripts. Here a number is what a clerk would call one, and anything else is refused.
"""

import re
from decimal import Decimal
from math import isfinite

from domain.fiscal import common_era

THAI_DIGITS = str.maketrans({chr(0x0E50 + digit): str(digit) for digit in range(10)})
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
MINUS_SIGN = "\u2212"
PLAIN = re.compile(rf"[+\-{MINUS_SIGN}]?(?:[0-9]+|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+)(?:\.[0-9]+)?\s*%?")
YEAR = re.compile(r"(?:[^\W\d]\.?[^\W\d]\.?\s*)?([0-9]{4})")
LONGEST = 40
# From here on a spreadsheet no longer keeps every digit of a whole number.
LARGEST = 1e15
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200


def read_number(words: str) -> tuple[float, bool] | None:
    """The number that words say, and whether a percent sign stands behind it; None where they say none.

    Understood are Thai digits, well placed thousands commas, a leading sign and spaces around. "85%" is
    (85.0, True): the number in front of the sign, not a share.
    """
    plain = INVISIBLE.sub("", words).strip().translate(THAI_DIGITS)
    if len(plain) > LONGEST or not PLAIN.fullmatch(plain):
        return None
    number = float(plain.rstrip("%").rstrip().replace(",", "").replace(MINUS_SIGN, "-"))
    return (number, plain.endswith("%")) if is_usable(number) else None


def is_usable(number: float) -> bool:
    """Whether a number is finite and small enough to be exact."""
    return abs(number) < LARGEST and isfinite(number)


def percent_of(share: float) -> float:
    """A share as a number of percent, without the noise of binary fractions: 0.57 is 57."""
    return float(Decimal(repr(share)) * 100)


def share_of(percent: float) -> float:
    """A number of percent as a share: 57 is 0.57."""
    return float(Decimal(repr(percent)) / 100)


def read_year(value: str | float) -> int | None:
    """A year of either era, alone or behind the era's short name, in the common era; None where it is none."""
    words = f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
    found = YEAR.fullmatch(INVISIBLE.sub("", words).strip().translate(THAI_DIGITS))
    if found is None:
        return None
    year = common_era(int(found[1]))
    return year if EARLIEST_YEAR <= year <= LATEST_YEAR else None
