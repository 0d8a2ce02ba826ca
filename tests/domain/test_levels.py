"""The levels of a scale at a moment: how they move with the target, by round, and by place."""

import pytest

from domain.expectation import Levels, Place
from domain.kpi import Accumulation, Kpi, KpiYear, LevelRow, LevelsOf, Polarity, Scale
from domain.target import Target
from tests.builders import YEAR, a_kpi, a_level, a_phasing, a_plan, a_ratio, a_target, aims, levels

OF_ACTUAL = levels(600, 700, 800, 900, 1_000)
LATE = a_phasing(0, 0, 0, 0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1)


def levels_at(kpi: Kpi, month: int, *targets: Target, place: Place | None = None) -> Levels | None:
    board = aims(a_plan(kpi, phasings=(LATE,)), *targets)
    return board.expected(kpi, year=YEAR, month=month, place=place or Place()).levels


def five(rows: tuple[LevelRow, ...] = OF_ACTUAL, levels_of: LevelsOf = LevelsOf.ACTUAL) -> Kpi:
    return a_kpi(scale=Scale.FIVE_LEVELS, levels=rows, levels_of=levels_of)


def test_levels_of_a_total_come_in_with_the_year() -> None:
    assert levels_at(five(), 6, a_target(1_000)) == (300, 350, 400, 450, 500)
    assert levels_at(five(), 12, a_target(1_000)) == (600, 700, 800, 900, 1_000)


def test_levels_in_per_cent_of_target_never_move() -> None:
    kpi = five(levels(60, 70, 80, 90, 100), LevelsOf.PERCENT_OF_TARGET)
    assert levels_at(kpi, 3, a_target(1_000)) == (60, 70, 80, 90, 100)


def test_levels_of_an_ordinary_ratio_stay_where_they_are() -> None:
    kpi = a_ratio(scale=Scale.FIVE_LEVELS, levels=levels(60, 70, 80, 90, 100), levels_of=LevelsOf.ACTUAL)
    assert levels_at(kpi, 3, a_target(80)) == (60, 70, 80, 90, 100)


def test_levels_of_a_level_move_from_the_baseline() -> None:
    # halfway from 50 to each of them
    kpi = a_level(
        scale=Scale.FIVE_LEVELS,
        levels_of=LevelsOf.ACTUAL,
        levels=levels(60, 65, 70, 75, 80),
        years=(KpiYear(year=YEAR, baseline=50),),
    )
    assert levels_at(kpi, 6, a_target(80)) == (55, 57.5, 60, 62.5, 65)


def test_levels_go_as_far_as_a_target_given_for_the_period() -> None:
    assert levels_at(five(), 6, a_target(1_000), a_target(200, month=6)) == (120, 140, 160, 180, 200)


def test_levels_given_for_a_round_are_used_as_they_are() -> None:
    kpi = five(OF_ACTUAL + levels(100, 200, 300, 400, 450, round_month=6))
    assert levels_at(kpi, 6, a_target(1_000)) == (100, 200, 300, 400, 450)
    assert levels_at(kpi, 9, a_target(1_000)) == (450, 525, 600, 675, 750)


def test_levels_of_a_year_come_before_those_of_every_year() -> None:
    kpi = five(
        levels(1, 2, 3, 4, 5) + levels(2, 4, 6, 8, 10, year=YEAR) + levels(3, 6, 9, 12, 15, year=YEAR - 1)
    )
    assert levels_at(kpi, 12, a_target(10)) == (2, 4, 6, 8, 10)


def test_the_lowest_levels_may_be_missing() -> None:
    assert levels_at(five(levels(None, None, 800, 900, 1_000)), 6, a_target(1_000)) == (
        None,
        None,
        400,
        450,
        500,
    )


def test_there_are_no_levels_while_a_phasing_expects_nothing() -> None:
    kpi = a_kpi(scale=Scale.FIVE_LEVELS, levels=OF_ACTUAL, levels_of=LevelsOf.ACTUAL, phasing="late")
    assert levels_at(kpi, 3, a_target(1_000)) is None
    assert levels_at(kpi, 9, a_target(1_000)) == (300, 350, 400, 450, 500)


def test_a_scale_without_levels_has_none() -> None:
    assert levels_at(a_kpi(), 12, a_target(1_000)) is None
    assert levels_at(five(levels(1, 2, 3, 4, 5, year=YEAR - 1)), 12, a_target(1_000)) is None


# --- milestones ----------------------------------------------------------------------------------------------


def test_a_milestone_without_levels_for_a_round_has_levels_only_at_year_end() -> None:
    kpi = a_level(scale=Scale.MILESTONE)
    assert levels_at(kpi, 6) is None
    assert levels_at(kpi, 12) == (1, 2, 3, 4, 5)


def test_a_milestone_with_levels_for_a_round_has_levels_in_that_round() -> None:
    kpi = a_level(scale=Scale.MILESTONE, levels=levels(None, None, 1, 2, 3, round_month=6))
    assert levels_at(kpi, 6) == (None, None, 1, 2, 3)
    assert levels_at(kpi, 9) is None
    assert levels_at(kpi, 12) == (1, 2, 3, 4, 5)


# --- by place ------------------------------------------------------------------------------------------------


def test_the_whole_kpis_levels_say_nothing_about_a_place_without_a_target_of_a_total() -> None:
    assert levels_at(five(), 12, a_target(1_000), place=Place(province="50")) is None


@pytest.mark.parametrize(("month", "expected"), [(12, (6, 7, 8, 9, 10)), (6, (3, 3.5, 4, 4.5, 5))])
def test_levels_of_a_total_go_as_far_in_a_place_as_its_own_target(month: int, expected: Levels) -> None:
    targets = (a_target(1_000), a_target(10, province="50"))
    assert levels_at(five(), month, *targets, place=Place(province="50")) == expected


def test_levels_of_a_total_go_as_far_in_a_region_as_the_targets_of_its_provinces() -> None:
    targets = (a_target(1_000), a_target(60, province="50"), a_target(40, province="57"))
    assert levels_at(five(), 12, *targets, place=Place(region="NORTH")) == (60, 70, 80, 90, 100)
    assert levels_at(five(), 12, *targets, place=Place(region="SOUTH")) is None


def test_levels_of_a_ratio_apply_in_every_place() -> None:
    kpi = a_ratio(scale=Scale.FIVE_LEVELS, levels=levels(60, 70, 80, 90, 100), levels_of=LevelsOf.ACTUAL)
    assert levels_at(kpi, 12, a_target(80), place=Place(province="50")) == (60, 70, 80, 90, 100)


def test_levels_of_a_falling_total_are_moved_in_their_own_order() -> None:
    kpi = a_kpi(
        polarity=Polarity.LOWER_IS_BETTER,
        accumulation=Accumulation.SUM,
        scale=Scale.FIVE_LEVELS,
        levels_of=LevelsOf.ACTUAL,
        levels=levels(100, 80, 60, 40, 20),
    )
    assert levels_at(kpi, 6, a_target(40)) == (50, 40, 30, 20, 10)
