"""Chance limits of a league table of proportions.

Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in
Medicine 24 (2005): limits of a proportion p for size n are p ± z·√(p(1 − p)/n).
"""

from dataclasses import dataclass
from math import sqrt

WARNING_Z = 1.96
ALARM_Z = 3.09


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceLimits:
    """Within `warning` lie 95 %, within `alarm` 99.8 % of places that do not differ from the whole (shares, 0..1)."""

    warning: tuple[float, float]
    alarm: tuple[float, float]


def chance_limits(proportion: float, size: float) -> ChanceLimits | None:
    """The limits for a place of that size (its denominator); None where they cannot be drawn."""
    if size <= 0 or not 0 <= proportion <= 1:
        return None
    error = sqrt(proportion * (1 - proportion) / size)
    return ChanceLimits(
        warning=_around(proportion, WARNING_Z * error), alarm=_around(proportion, ALARM_Z * error)
    )


def _around(middle: float, reach: float) -> tuple[float, float]:
    return max(0.0, middle - reach), min(1.0, middle + reach)
