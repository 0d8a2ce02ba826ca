"""From observations to an actual: first over time, then over places and departments.

A percentage is never stored alone and never averaged: numerators and denominators travel apart until
the last step. Source: the ministry's scoring rules, §1 to §3.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, isfinite

from domain.kpi import Accumulation, Aggregation, Denominator, Kpi


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What one department reported for one place and one period that closes with `month` (1..12).

    It is `restated` where another figure had been published for it, or its period had been closed without one.
    """

    month: int
    numerator: float
    denominator: float | None = None
    restated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What stands behind a figure, added up over places: all that is needed to judge it.

    `numerator` and `denominator` are sums of the figures to date of the places; `lowest` the lowest
    numerator; `places` how many have a figure this year, `reported` how many reported for this very
    period, `latest_month` the last fiscal month that any of them reported for, `restated` how many rest on a
    figure that was restated.
    """

    numerator: float = 0.0
    denominator: float = 0.0
    lowest: float | None = None
    places: int = 0
    reported: int = 0
    latest_month: int = 0
    restated: int = 0


def sums_to_date(kpi: Kpi, rows: Sequence[Reported], month: int) -> Sums:
    """The figure to date of one department and place at the end of a fiscal month; empty where none."""
    past = sorted((row for row in rows if row.month <= month), key=lambda row: row.month)
    if not past:
        return Sums()
    numerator, denominator = _over_time(kpi, past)
    return Sums(
        numerator=numerator,
        denominator=denominator,
        lowest=numerator,
        places=1,
        reported=int(past[-1].month == month),
        latest_month=past[-1].month,
        restated=int(_is_restated(kpi, past)),
    )


def _over_time(kpi: Kpi, past: Sequence[Reported]) -> tuple[float, float]:
    numerators = [row.numerator for row in past]
    denominators = [row.denominator or 0.0 for row in past]
    match kpi.accumulation:
        case Accumulation.LATEST:
            return numerators[-1], denominators[-1]
        case Accumulation.MEAN:
            return sum(numerators) / len(past), sum(denominators) / len(past)
        case Accumulation.SUM:
            same = kpi.denominator is Denominator.SAME
            return sum(numerators), sum(denominators) if same else denominators[-1]


def _is_restated(kpi: Kpi, past: Sequence[Reported]) -> bool:
    """Whether a figure to date rests on a restated one: only the newest counts where only that is shown."""
    counting = past[-1:] if kpi.accumulation is Accumulation.LATEST else past
    return any(row.restated for row in counting)


def add_up(parts: Iterable[Sums]) -> Sums:
    """Several places or departments as one; the order of the parts never matters."""
    present = [part for part in parts if part.places]
    if len(present) == 1:
        return present[0]
    lows = [part.lowest for part in present if part.lowest is not None]
    return Sums(
        numerator=fsum(part.numerator for part in present),
        denominator=fsum(part.denominator for part in present),
        lowest=min(lows, default=None),
        places=sum(part.places for part in present),
        reported=sum(part.reported for part in present),
        latest_month=max((part.latest_month for part in present), default=0),
        restated=sum(part.restated for part in present),
    )


def actual_of(kpi: Kpi, sums: Sums) -> float | None:
    """The actual in the KPI's unit; None where nothing was reported or the KPI is not shown at this level."""
    if not sums.places:
        return None
    match kpi.aggregation:
        case Aggregation.SUM:
            return sums.numerator
        case Aggregation.RATIO:
            return _ratio(kpi, sums)
        case Aggregation.MEAN:
            return sums.numerator / sums.places
        case Aggregation.LOWEST:
            return sums.lowest
        case Aggregation.NONE:
            return _own_level(kpi, sums)


def _own_level(kpi: Kpi, sums: Sums) -> float | None:
    if sums.places > 1:
        return None
    return _ratio(kpi, sums) if kpi.is_ratio else sums.numerator


def _ratio(kpi: Kpi, sums: Sums) -> float | None:
    if not sums.denominator:
        return None
    ratio = kpi.per * sums.numerator / sums.denominator
    return ratio if isfinite(ratio) else None
