"""Attainment: the actual against the target to date, polarity heeded.

Source: the ministry's scoring rules, §5. A ratio of 0..2 where 1.0 means met; never infinite.
"""

from domain.expectation import Aim
from domain.kpi import Polarity

HIGHEST = 2.0


def attainment_of(polarity: Polarity, actual: float | None, aim: Aim) -> float | None:
    """Actual against target, clamped to 0..2; None where there is no actual or nothing to divide by."""
    if actual is None:
        return None
    match polarity:
        case Polarity.HIGHER_IS_BETTER:
            return _higher(actual, aim.value)
        case Polarity.LOWER_IS_BETTER:
            return _lower(actual, aim.value)
        case Polarity.WITHIN_BAND:
            return _within(actual, aim.low, aim.high)


def _higher(actual: float, target: float | None) -> float | None:
    if target is None or target <= 0:
        return None
    return _clamped(actual / target) if actual < HIGHEST * target else HIGHEST


def _lower(actual: float, target: float | None) -> float | None:
    if target is None or target < 0:
        return None
    if target == 0:
        return 1.0 if actual <= 0 else 0.0
    return _clamped(target / actual) if actual * HIGHEST > target else HIGHEST


def _within(actual: float, low: float | None, high: float | None) -> float | None:
    if low is None or high is None or low >= high:
        return None
    outside = max(low - actual, actual - high, 0.0)
    return _clamped(1.0 - outside / (high - low))


def _clamped(ratio: float) -> float:
    return min(max(ratio, 0.0), HIGHEST)
