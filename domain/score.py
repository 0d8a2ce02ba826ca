"""From an actual to a score of 0 to 5, by the KPI's scale.

Source: the ministry's scoring rules, §6; the five levels with interpolation follow the Thai public
sector's practice, the three steps a published annual report. More of a good thing never lowers a score.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from domain.attainment import attainment_of
from domain.expectation import Expectation, Levels
from domain.kpi import Kpi, Polarity, Scale

FULL_MARKS = 5.0
LOWEST_ON_LEVELS = 1.0
MOST_LEVELS_KEPT = 4096
POINTS_PER_SCORE = 20.0


def score_of(kpi: Kpi, actual: float | None, expected: Expectation, *, middle_points: float) -> float | None:
    """The score (0..5, 4 decimals) of an actual in the KPI's unit; None where it cannot be judged.

    `middle_points` (0..100) are the points of the middle value of a three_steps scale.
    """
    if actual is None:
        return None
    attainment = attainment_of(kpi.polarity, actual, expected.to_date)
    if kpi.scale is Scale.PROPORTIONAL:
        return None if attainment is None else round(min(attainment, 1.0) * FULL_MARKS, 4)
    reading = _reading(kpi, actual, attainment)
    if reading is None or expected.levels is None:
        return None
    return round(_on_levels(kpi.scale, _tidy(reading), _upwards(kpi, expected.levels), middle_points), 4)


def _tidy(value: float) -> float:
    """Binary dust must not cost a level: 57 of 100 is 57 %, not 56.99999999999999 %.

    Nine decimals for dust near zero, twelve figures for dust on large sums of money.
    """
    return float(f"{round(value, 9):.12g}")


def _reading(kpi: Kpi, actual: float, attainment: float | None) -> float | None:
    """What the levels are read against, turned so that more is better."""
    if kpi.reads_attainment:
        return None if attainment is None else attainment * 100.0
    return -actual if kpi.polarity is Polarity.LOWER_IS_BETTER else actual


def _upwards(kpi: Kpi, levels: Levels) -> Levels:
    return _turned(
        levels, -1.0 if kpi.polarity is Polarity.LOWER_IS_BETTER and not kpi.reads_attainment else 1.0
    )


@lru_cache(MOST_LEVELS_KEPT)
def _turned(levels: Levels, sign: float) -> Levels:
    """The same levels serve every place."""
    return tuple(None if level is None else _tidy(sign * level) for level in levels)


def _on_levels(scale: Scale, reading: float, levels: Levels, middle_points: float) -> float:
    if scale is Scale.THREE_STEPS:
        points = _interpolated(reading, _given(levels, (50.0, middle_points, 100.0)), below=0.0)
        return points / POINTS_PER_SCORE
    given = _given(levels, (1.0, 2.0, 3.0, 4.0, 5.0))
    if scale is Scale.FIVE_LEVELS:
        return _interpolated(reading, given, below=LOWEST_ON_LEVELS)
    return _stepped(reading, given, below=0.0 if scale is Scale.MILESTONE else LOWEST_ON_LEVELS)


def _given(levels: Levels, marks: Sequence[float]) -> list[tuple[float, float]]:
    return [(level, mark) for level, mark in zip(levels, marks, strict=True) if level is not None]


def _interpolated(reading: float, given: Sequence[tuple[float, float]], *, below: float) -> float:
    if not given or reading < given[0][0]:
        return below
    for (low, low_mark), (high, high_mark) in pairwise(given):
        if reading < high:
            return low_mark + (high_mark - low_mark) * (reading - low) / (high - low)
    return given[-1][1]


def _stepped(reading: float, given: Sequence[tuple[float, float]], *, below: float) -> float:
    return max((mark for level, mark in given if reading >= level), default=below)


def full_marks_actual(kpi: Kpi, expected: Expectation) -> float | None:
    """The actual (in the KPI's unit) at which the score becomes full; None where no single one does."""
    target, levels = expected.to_date.value, expected.levels
    if kpi.scale is Scale.PROPORTIONAL:
        return target
    if levels is None or levels[-1] is None:
        return None
    if not kpi.reads_attainment:
        return levels[-1]
    if target is None or levels[-1] <= 0:
        return None
    ratio = levels[-1] / 100.0
    return target / ratio if kpi.polarity is Polarity.LOWER_IS_BETTER else target * ratio
