"""Numbers as they are read out: thousands apart, ล้าน for millions, a real minus, and never a made-up zero.

Two signs have one rule each, on screens, in charts and in what is spoken:

- Below zero and in a change stands the typographic minus "−", never the hyphen "-".
- A percentage that is read as part of a sentence, on a card or on hovering is said by the language: "ร้อยละ 78.7" in
  Thai, "78.7%" in English (`percent`, `kpi_full`, `kpi_short`). Where numbers stand below each other or beside a mark, in
  cells, on axes and bars, it is "78.7%" in every language (`percent_cell`, `percent_mark`, `kpi_cell`). A column's head says ร้อยละ.
"""

from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from domain.kpi import Kpi
from domain.text import Text, mark
from house_style.wording import Wording

NOT_REPORTED = mark("not reported")
PERCENT_UNIT = mark("percent")
MILLION = 1_000_000
CARD_DIGITS = 3
SCORE_DECIMALS = 2
PERCENT_DECIMALS = 1
PER_HUNDRED = 100
MOST_CARD_DECIMALS = 4
MINUS = "−"


def is_known(value: float | None) -> bool:
    """Whether there is a number: neither missing nor one that no calculation should have made."""
    return value is not None and isfinite(value)


def full(value: float | None, words: Wording, *, decimals: int = 0) -> str:
    """All digits, with exactly that many decimals: "1,234,567.8"."""
    return _fixed(value, decimals) if value is not None and isfinite(value) else words.say(NOT_REPORTED)


def short(value: float | None, words: Wording, *, unit: str = "") -> str:
    """For a card: at most three significant digits, "1.23 ล้าน", with the unit if given."""
    if value is None or not isfinite(value):
        return words.say(NOT_REPORTED)
    rounded = _to_card_digits(Decimal(str(value)))
    if abs(rounded) < MILLION:
        return _with_unit(_tidy(rounded), unit, words)
    number = _tidy(rounded / MILLION)
    if unit:
        return words.say(mark("{number} million {unit}"), number=number, unit=unit)
    return words.say(mark("{number} million"), number=number)


def percent(ratio: float | None, words: Wording, *, decimals: int = PERCENT_DECIMALS) -> str:
    """A share (1.0 is the whole) as a percentage in a sentence: "ร้อยละ 78.7"; at most that many decimals."""
    if ratio is None or not isfinite(ratio):
        return words.say(NOT_REPORTED)
    return words.say(mark("{number}%"), number=_at_most(PER_HUNDRED * Decimal(str(ratio)), decimals))


def percent_mark(ratio: float | None, words: Wording, *, decimals: int = PERCENT_DECIMALS) -> str:
    """A share (1.0 is the whole) as a percentage beside a mark, where room is scarce: "78.7%"."""
    if ratio is None or not isfinite(ratio):
        return words.say(NOT_REPORTED)
    return _at_most(PER_HUNDRED * Decimal(str(ratio)), decimals) + "%"


def percent_cell(ratio: float | None, words: Wording) -> str:
    """A share (1.0 is the whole) as a percentage in a column, always with one decimal: "78.0%"."""
    if ratio is None or not isfinite(ratio):
        return words.say(NOT_REPORTED)
    return _fixed(float(PER_HUNDRED * Decimal(str(ratio))), PERCENT_DECIMALS) + "%"


def score(value: float | None, words: Wording) -> str:
    """A score (0..5) with two decimals: "2.87"."""
    return full(value, words, decimals=SCORE_DECIMALS)


def score_beside(value: float, limit: float, words: Wording) -> str:
    """A score with so many decimals that it never looks like a limit which it misses: "3.9996", not "4.00"."""
    looks_equal = value != limit and _fixed(value, SCORE_DECIMALS) == _fixed(limit, SCORE_DECIMALS)
    return full(value, words, decimals=4 if looks_equal else SCORE_DECIMALS)


def change(value: float | None, words: Wording, *, decimals: int = 0) -> str:
    """A difference in the KPI's unit with its sign: "+1,200", "−3"; no change is "0"."""
    if value is None or not isfinite(value):
        return words.say(NOT_REPORTED)
    written = _fixed(value, decimals)
    return written if written.startswith(MINUS) or not _shows_something(written) else "+" + written


def change_in_points(difference: float | None, words: Wording) -> str:
    """A difference of two shares (0.012) in percentage points: "+1.2 จุดร้อยละ"."""
    if difference is None or not isfinite(difference):
        return words.say(NOT_REPORTED)
    number = change(PER_HUNDRED * difference, words, decimals=PERCENT_DECIMALS)
    return words.say(mark("{number} percentage points"), number=number)


def change_of_score(now: float | None, then: float | None, words: Wording) -> str:
    """How far a score has come: the difference of the two numbers as they are shown, so that they add up."""
    if now is None or then is None:
        return words.say(NOT_REPORTED)
    return change_in_score(round(now, SCORE_DECIMALS) - round(then, SCORE_DECIMALS), words)


def change_in_score(difference: float | None, words: Wording) -> str:
    """A difference of two scores: "−0.25 คะแนน"."""
    if difference is None or not isfinite(difference):
        return words.say(NOT_REPORTED)
    return words.say(mark("{number} score points"), number=change(difference, words, decimals=SCORE_DECIMALS))


def money(value: float | None, words: Wording, currency: Text) -> str:
    """An amount for a card: "1.23 ล้านบาท"."""
    return short(value, words, unit=words.text(currency))


def full_money(value: float | None, words: Wording, currency: Text, *, decimals: int = 0) -> str:
    """An amount with all its digits: "1,234,567 บาท"."""
    if not is_known(value):
        return words.say(NOT_REPORTED)
    return _with_unit(full(value, words, decimals=decimals), words.text(currency), words)


def is_percentage(kpi: Kpi, words: Wording) -> bool:
    """Whether a KPI's figures read as percentages: a ratio in a hundred, or one whose unit is the word itself."""
    unit = words.text(kpi.unit).strip().casefold()
    return (kpi.is_ratio and kpi.per == PER_HUNDRED) or unit == words.say(PERCENT_UNIT).casefold()


def kpi_full(value: float | None, kpi: Kpi, words: Wording, *, with_unit: bool = True) -> str:
    """A figure in a KPI's unit with all the decimals that the KPI shows: "1,180 คน", "ร้อยละ 78.70"."""
    written = full(value, words, decimals=kpi.decimals)
    return _in_unit_of(kpi, written, words) if with_unit and is_known(value) else written


def kpi_cell(value: float | None, kpi: Kpi, words: Wording) -> str:
    """The same where numbers stand below each other: "1,180 คน", "78.70%"."""
    written = full(value, words, decimals=kpi.decimals)
    return _in_cell(kpi, written, words) if is_known(value) else written


def kpi_band(low: float, high: float, kpi: Kpi, words: Wording) -> str:
    """The two ends of a band in a KPI's unit: "10–20 คน", "ร้อยละ 2.0–4.0"."""
    return _in_unit_of(kpi, _band(low, high, kpi, words), words)


def kpi_band_cell(low: float, high: float, kpi: Kpi, words: Wording) -> str:
    """The same where numbers stand below each other: "2.0–4.0%"."""
    return _in_cell(kpi, _band(low, high, kpi, words), words)


def kpi_short(value: float | None, kpi: Kpi, words: Wording, *, with_unit: bool = True) -> str:
    """A figure in a KPI's unit for a card: at most three significant digits, and no more decimals than the KPI shows;
    those it keeps, so that figures beside each other are alike: "1.23 ล้านคน", "ร้อยละ 86.0".
    """
    if value is None or not isfinite(value):
        return words.say(NOT_REPORTED)
    rounded = _to_card_digits(Decimal(str(value)))
    if abs(rounded) >= MILLION:
        return short(value, words, unit=words.text(kpi.unit) if with_unit else "")
    decimals = min(kpi.decimals, max(0, CARD_DIGITS - 1 - rounded.adjusted()))
    written = _fixed(float(rounded), decimals)
    return _in_unit_of(kpi, written, words) if with_unit else written


def kpi_change(difference: float | None, kpi: Kpi, words: Wording) -> str:
    """A difference in a KPI's unit: percentage points for a percentage, else a signed number with its unit."""
    if difference is None or not isfinite(difference):
        return words.say(NOT_REPORTED)
    number = change(difference, words, decimals=kpi.decimals)
    if is_percentage(kpi, words):
        return words.say(mark("{number} percentage points"), number=number)
    return _with_unit(number, words.text(kpi.unit), words)


def _in_unit_of(kpi: Kpi, written: str, words: Wording) -> str:
    if is_percentage(kpi, words):
        return words.say(mark("{number}%"), number=written)
    return _with_unit(written, words.text(kpi.unit), words)


def _in_cell(kpi: Kpi, written: str, words: Wording) -> str:
    return f"{written}%" if is_percentage(kpi, words) else _in_unit_of(kpi, written, words)


def _band(low: float, high: float, kpi: Kpi, words: Wording) -> str:
    return "–".join(full(end, words, decimals=kpi.decimals) for end in (low, high))


def _with_unit(number: str, unit: str, words: Wording) -> str:
    return words.say(mark("{number} {unit}"), number=number, unit=unit) if unit else number


def _to_card_digits(value: Decimal) -> Decimal:
    """Rounded to three significant digits, and never finer than four decimals."""
    if not value:
        return Decimal(0)
    last = max(value.adjusted() - CARD_DIGITS + 1, -MOST_CARD_DECIMALS)
    return value.quantize(Decimal(1).scaleb(last), rounding=ROUND_HALF_UP)


def _fixed(value: float, decimals: int) -> str:
    return _written(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def _at_most(value: Decimal, decimals: int) -> str:
    return _tidy(value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def _tidy(value: Decimal) -> str:
    """Without zeros at the end of its decimals."""
    written = _written(value)
    return written.rstrip("0").rstrip(".") if "." in written else written


def _written(value: Decimal) -> str:
    written = f"{abs(value):,f}"
    return MINUS + written if value < 0 else written


def _shows_something(written: str) -> bool:
    return any(digit in "123456789" for digit in written)
