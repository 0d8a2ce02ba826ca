"""Ahead: where the year will end, how sure that is, and what the rest of it must bring.

Source: the ministry's scoring rules, §9.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isfinite

from domain.expectation import YEAR_END, is_phased, line_baseline
from domain.kpi import Kpi, Polarity

YEARS_TO_LEARN_FROM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PastYear:
    """A complete earlier year of a KPI: its actual to date at the same month, and at year end."""

    year: int
    to_date: float
    final: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The year-end projection in the KPI's unit; `low` and `high` bound it by past error (None without past).

    `learnt` says that the phasing was learnt from the KPI's own past.
    """

    projected: float
    low: float | None = None
    high: float | None = None
    learnt: bool = False


def projected(kpi: Kpi, actual: float, *, year: int, month: int, share: float) -> float | None:
    """The year-end value that the rule of §9 gives; `share` is Φ (0..1) at the month. None at Φ = 0."""
    if is_phased(kpi):
        end = actual / share if share > 0 else None
        return end if end is not None and isfinite(end) else None
    baseline = line_baseline(kpi, year)
    if baseline is not None:
        return baseline + (actual - baseline) * YEAR_END / month
    return actual


def learnt_share(past: Sequence[PastYear]) -> float | None:
    """Φ as the KPI's own past shows it: Σ to date / Σ final over complete years; None below two of them."""
    total = fsum(row.final for row in past)
    if len(past) < YEARS_TO_LEARN_FROM or total <= 0:
        return None
    share = fsum(row.to_date for row in past) / total
    return share if 0 < share <= 1 else None


def largest_error(kpi: Kpi, past: Sequence[PastYear], *, month: int, share: float) -> float | None:
    """The largest relative error of the rule at this month in complete earlier years; None without any."""
    guesses = [
        (projected(kpi, row.to_date, year=row.year, month=month, share=share), row.final) for row in past
    ]
    errors = [abs(guess - final) / abs(final) for guess, final in guesses if guess is not None and final]
    return max(errors, default=None)


def look_ahead(
    kpi: Kpi,
    actual: float,
    past: Sequence[PastYear],
    *,
    year: int,
    month: int,
    planned_share: float,
    learn: bool,
) -> Outlook | None:
    """The projection with its band; None where the rule gives none or the year is over."""
    if month >= YEAR_END:
        return None
    learnt = learnt_share(past) if learn and is_phased(kpi) else None
    share = planned_share if learnt is None else learnt
    end = projected(kpi, actual, year=year, month=month, share=share)
    if end is None:
        return None
    error = largest_error(kpi, past, month=month, share=share)
    reach = None if error is None else abs(end) * error
    if reach is None or not isfinite(end + reach) or not isfinite(end - reach):
        return Outlook(projected=end, learnt=learnt is not None)
    return Outlook(projected=end, low=end - reach, high=end + reach, learnt=learnt is not None)


def required_run_rate(
    kpi: Kpi, *, target: float, actual: float, shares: Sequence[float], share_so_far: float
) -> tuple[float, ...]:
    """What each remaining period must bring: max(0, T − actual) × share_k / (1 − Φ).

    `shares` are Φ's steps (0..1) of the remaining periods. Empty where the KPI's total does not come in bit
    by bit, where less is better, or where nothing of the year remains.
    """
    if (
        not is_phased(kpi)
        or kpi.is_ratio
        or kpi.polarity is not Polarity.HIGHER_IS_BETTER
        or share_so_far >= 1
    ):
        return ()
    left = max(0.0, target - actual)
    return tuple(left * (share / (1 - share_so_far)) for share in shares)
