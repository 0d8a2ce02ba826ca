"""From an actual to a score of 0 to 5, by the KPI's scale."""

import pytest

from domain.expectation import Levels
from domain.kpi import Kpi, LevelsOf, Polarity, Scale
from domain.score import full_marks_actual, score_of
from tests.builders import a_kpi, expecting

PERCENT: Levels = (60, 70, 80, 90, 100)
FALLING: Levels = (10, 8, 6, 4, 2)


def on(
    scale: Scale, levels_of: LevelsOf = LevelsOf.ACTUAL, polarity: Polarity = Polarity.HIGHER_IS_BETTER
) -> Kpi:
    return a_kpi(scale=scale, levels_of=levels_of, polarity=polarity)


def score(
    kpi: Kpi,
    actual: float | None,
    target: float | None = None,
    levels: Levels | None = None,
    middle: float = 75.0,
) -> float | None:
    return score_of(kpi, actual, expecting(target, levels=levels), middle_points=middle)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [(59, 1), (60, 1), (65, 1.5), (70, 2), (78.7, 2.87), (82.5, 3.25), (100, 5), (104, 5), (0, 1), (-9, 1)],
)
def test_five_levels_are_read_between_neighbours(actual: float, expected: float) -> None:
    assert score(on(Scale.FIVE_LEVELS), actual, levels=PERCENT) == expected


@pytest.mark.parametrize(("actual", "expected"), [(11, 1), (10, 1), (9, 1.5), (5, 3.5), (2, 5), (0, 5)])
def test_where_less_is_better_the_levels_fall(actual: float, expected: float) -> None:
    kpi = on(Scale.FIVE_LEVELS, polarity=Polarity.LOWER_IS_BETTER)
    assert score(kpi, actual, levels=FALLING) == expected


@pytest.mark.parametrize(("actual", "expected"), [(79.99, 1), (80, 3), (85, 3.5), (100, 5)])
def test_below_the_lowest_given_level_the_score_is_one(actual: float, expected: float) -> None:
    assert score(on(Scale.FIVE_LEVELS), actual, levels=(None, None, 80, 90, 100)) == expected


@pytest.mark.parametrize(("actual", "expected"), [(59, 1), (69.9, 1), (70, 2), (89.99, 3), (90, 4), (100, 5)])
def test_five_steps_are_not_read_between(actual: float, expected: float) -> None:
    assert score(on(Scale.FIVE_STEPS), actual, levels=PERCENT) == expected


@pytest.mark.parametrize(("actual", "expected"), [(11, 1), (9, 1), (8, 2), (2, 5)])
def test_five_steps_fall_where_less_is_better(actual: float, expected: float) -> None:
    kpi = on(Scale.FIVE_STEPS, polarity=Polarity.LOWER_IS_BETTER)
    assert score(kpi, actual, levels=FALLING) == expected


@pytest.mark.parametrize(("actual", "expected"), [(0, 0), (0.9, 0), (1, 1), (2, 2), (2.9, 2), (5, 5), (6, 5)])
def test_a_milestone_scores_the_level_that_was_reached(actual: float, expected: float) -> None:
    assert score(on(Scale.MILESTONE), actual, levels=(1, 2, 3, 4, 5)) == expected


def test_a_milestone_is_read_against_its_levels_whatever_the_levels_are_said_to_be_of() -> None:
    for levels_of in LevelsOf:
        assert score(on(Scale.MILESTONE, levels_of), 3, levels=(1, 2, 3, 4, 5)) == 3
        falling = on(Scale.MILESTONE, levels_of, Polarity.LOWER_IS_BETTER)
        assert score(falling, 5, levels=FALLING) == 3


@pytest.mark.parametrize(
    ("actual", "middle", "points"),
    [
        (69.99, 75, 0),
        (70, 75, 50),
        (75, 75, 62.5),
        (80, 75, 75),
        (85, 75, 87.5),
        (90, 75, 100),
        (95, 75, 100),
        (69.99, 70, 0),
        (70, 70, 50),
        (75, 70, 60),
        (80, 70, 70),
        (85, 70, 85),
        (90, 70, 100),
    ],
)
def test_three_steps_give_points_of_a_hundred(actual: float, middle: float, points: float) -> None:
    assert score(on(Scale.THREE_STEPS), actual, levels=(70, 80, 90), middle=middle) == points / 20


@pytest.mark.parametrize(("actual", "expected"), [(0, 0), (50, 2.5), (100, 5), (180, 5), (-3, 0)])
def test_a_proportional_score_is_the_attainment_of_the_target(actual: float, expected: float) -> None:
    assert score(on(Scale.PROPORTIONAL), actual, target=100) == expected


def test_a_score_has_four_decimals() -> None:
    assert score(on(Scale.PROPORTIONAL), 1, target=3) == 1.6667
    assert score(on(Scale.FIVE_LEVELS), 90, levels=(83.36, 87.52, 91.68, 95.84, 100)) == 2.5962


def test_levels_in_per_cent_are_read_against_attainment_to_date() -> None:
    kpi = on(Scale.FIVE_LEVELS, LevelsOf.PERCENT_OF_TARGET)
    # 1,180 of 1,500 are 78.67 per cent: 0.867 of the way from level 2 to level 3
    assert score(kpi, 1_180, target=1_500, levels=PERCENT) == 2.8667


def test_levels_in_per_cent_rise_even_where_less_is_better() -> None:
    kpi = on(Scale.FIVE_LEVELS, LevelsOf.PERCENT_OF_TARGET, Polarity.LOWER_IS_BETTER)
    # a target of 8 against an actual of 10 is 80 per cent
    assert score(kpi, 10, target=8, levels=PERCENT) == 3
    assert score(kpi, 8, target=8, levels=PERCENT) == 5
    assert score(kpi, 0, target=8, levels=PERCENT) == 5


@pytest.mark.parametrize(
    ("actual", "target", "reached"),
    # 0.57, 0.58 and 0.29 have no exact binary form; nor has a tenth of three thousand million baht
    [(57, 100, 57), (58, 100, 58), (29, 100, 29), (0.3, 1, 30), (1.1, 1, 110)],
)
def test_binary_dust_never_costs_a_level(actual: float, target: float, reached: float) -> None:
    kpi = on(Scale.FIVE_STEPS, LevelsOf.PERCENT_OF_TARGET)
    assert score(kpi, actual, target=target, levels=(None, None, None, None, reached)) == 5


@pytest.mark.parametrize("magnitude", [1e-3, 1.0, 1e3, 1e6, 1e9, 1e12])
def test_binary_dust_costs_no_level_of_large_sums_of_money(magnitude: float) -> None:
    level = (0.1 + 0.2) * magnitude
    assert score(on(Scale.FIVE_STEPS), 0.3 * magnitude, levels=(None, None, None, None, level)) == 5


def test_binary_dust_costs_no_level_that_is_zero() -> None:
    assert score(on(Scale.FIVE_STEPS), 0.0, levels=(None, None, None, None, 0.1 + 0.2 - 0.3)) == 5


@pytest.mark.parametrize("scale", list(Scale))
def test_nothing_reported_is_no_score(scale: Scale) -> None:
    assert score(on(scale), None, target=100, levels=PERCENT) is None


@pytest.mark.parametrize("scale", [scale for scale in Scale if scale is not Scale.PROPORTIONAL])
def test_a_scale_of_levels_gives_no_score_without_them(scale: Scale) -> None:
    assert score(on(scale), 50, target=100) is None


@pytest.mark.parametrize("target", [None, 0, -5])
def test_where_attainment_cannot_be_told_neither_can_a_score_that_rests_on_it(target: float | None) -> None:
    assert score(on(Scale.PROPORTIONAL), 50, target=target) is None
    assert score(on(Scale.FIVE_LEVELS, LevelsOf.PERCENT_OF_TARGET), 50, target=target, levels=PERCENT) is None
    assert score(on(Scale.FIVE_LEVELS), 50, target=target, levels=PERCENT) == 1


def test_within_a_band_the_score_is_full_and_falls_outside() -> None:
    kpi = on(Scale.PROPORTIONAL, polarity=Polarity.WITHIN_BAND)
    marks = [score_of(kpi, x, expecting(low=20, high=40), middle_points=75) for x in (10, 15, 20, 40, 50, 70)]
    assert marks == [2.5, 3.75, 5, 5, 2.5, 0]


# --- where full marks begin ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kpi", "target", "levels", "full"),
    [
        (on(Scale.PROPORTIONAL), 80, None, 80),
        (on(Scale.FIVE_LEVELS), 80, PERCENT, 100),
        (on(Scale.FIVE_LEVELS, LevelsOf.PERCENT_OF_TARGET), 80, (60, 70, 80, 90, 110), 88),
        (
            on(Scale.FIVE_LEVELS, LevelsOf.PERCENT_OF_TARGET, Polarity.LOWER_IS_BETTER),
            80,
            (60, 70, 80, 90, 125),
            64,
        ),
        (on(Scale.THREE_STEPS), 80, (70, 80, 90), 90),
        (on(Scale.MILESTONE, LevelsOf.PERCENT_OF_TARGET), None, (1, 2, 3, 4, 5), 5),
        (on(Scale.FIVE_LEVELS), 80, None, None),
        (on(Scale.FIVE_LEVELS, LevelsOf.PERCENT_OF_TARGET), None, PERCENT, None),
    ],
)
def test_full_marks_begin_at_one_actual(
    kpi: Kpi, target: float | None, levels: Levels | None, full: float | None
) -> None:
    assert full_marks_actual(kpi, expecting(target, levels=levels)) == (
        None if full is None else pytest.approx(full)
    )
    if full is not None:
        assert score(kpi, full, target=target, levels=levels) == 5
