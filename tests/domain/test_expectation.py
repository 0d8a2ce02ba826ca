"""What is expected at a moment: the target to date."""

from datetime import date

import pytest

from domain.expectation import Place, is_phased, places_expected
from domain.kpi import Accumulation, Aggregation, Denominator, Grain, Kpi, KpiYear, Owner, Sharing
from domain.plan import Plan
from domain.target import Target
from tests.builders import (
    KEEPER,
    OTHER_KEEPER,
    YEAR,
    a_kpi,
    a_level,
    a_phasing,
    a_plan,
    a_ratio,
    a_target,
    aims,
)

# Little in the first half of the year, most of it in the last quarter; a tenth by March.
LATE = a_phasing(0, 0, 0.02, 0.04, 0.06, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1)
NORTH, CHIANG_MAI, PHUKET = Place(region="NORTH"), Place(province="50"), Place(province="83")


def target_to_date(
    kpi: Kpi,
    month: int,
    *targets: Target,
    place: Place | None = None,
    plan: Plan | None = None,
    original: bool = False,
) -> float | None:
    board = aims(plan or a_plan(kpi, phasings=(LATE,)), *targets)
    expected = board.expected(kpi, year=YEAR, month=month, place=place or Place(), original=original)
    return expected.to_date.value


@pytest.mark.parametrize(("month", "target"), [(1, 100), (3, 300), (6, 600), (9, 900), (12, 1_200)])
def test_a_total_is_expected_month_by_month(month: int, target: float) -> None:
    assert target_to_date(a_kpi(), month, a_target(1_200)) == target


@pytest.mark.parametrize(("month", "target"), [(1, 0), (6, 120), (9, 480), (12, 1_200)])
def test_a_total_with_a_phasing_is_expected_as_the_phasing_says(month: int, target: float) -> None:
    assert target_to_date(a_kpi(phasing="late"), month, a_target(1_200)) == target


def test_a_target_that_is_given_for_the_period_wins() -> None:
    targets = (a_target(1_200), a_target(200, month=6))
    assert target_to_date(a_kpi(), 6, *targets) == 200
    assert target_to_date(a_kpi(), 9, *targets) == 900


def test_a_target_of_zero_that_is_given_for_the_period_wins_too() -> None:
    assert target_to_date(a_kpi(), 3, a_target(1_200), a_target(0, month=3)) == 0


@pytest.mark.parametrize(
    ("kpi", "phased"),
    [
        (a_kpi(), True),
        (a_ratio(denominator=Denominator.LATEST), True),
        (a_ratio(denominator=Denominator.SAME), False),
        (a_kpi(accumulation=Accumulation.MEAN), False),
        (a_level(), False),
        (a_ratio(accumulation=Accumulation.LATEST), False),
    ],
)
def test_phasing_touches_only_totals_and_ratios_of_a_fixed_population(kpi: Kpi, phased: bool) -> None:
    assert is_phased(kpi) is phased
    assert target_to_date(kpi, 6, a_target(80)) == (40 if phased else 80)


@pytest.mark.parametrize(("month", "target"), [(3, 65), (6, 70), (12, 80)])
def test_a_level_with_a_baseline_is_expected_on_a_straight_line(month: int, target: float) -> None:
    # from 60 at the start of the year to 80 at its end
    kpi = a_level(years=(KpiYear(year=YEAR, baseline=60),))
    assert target_to_date(kpi, month, a_target(80)) == target


def test_a_level_that_is_to_fall_is_expected_on_a_line_that_falls() -> None:
    kpi = a_level(years=(KpiYear(year=YEAR, baseline=12),))
    assert target_to_date(kpi, 6, a_target(8)) == 10


def test_a_baseline_counts_only_in_its_year_and_only_for_a_level() -> None:
    assert target_to_date(a_level(years=(KpiYear(year=YEAR - 1, baseline=60),)), 6, a_target(80)) == 80
    assert target_to_date(a_level(), 6, a_target(80)) == 80
    assert target_to_date(a_kpi(years=(KpiYear(year=YEAR, baseline=60),)), 6, a_target(80)) == 40


def test_both_ends_of_a_band_move_with_a_total() -> None:
    kpi = a_kpi()
    expected = aims(a_plan(kpi), a_target(low=100, high=200)).expected(kpi, year=YEAR, month=6)
    assert (expected.to_date.low, expected.to_date.high) == (50, 100)
    assert (expected.year.low, expected.year.high) == (100, 200)


def test_nothing_is_expected_where_the_plan_gives_no_target() -> None:
    kpi = a_kpi()
    board = aims(a_plan(kpi), a_target(1_200, year=YEAR + 1), a_target(1_200, kpi="K2"))
    assert not board.expected(kpi, year=YEAR, month=6).to_date.is_given


# --- by place ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kpi", [a_ratio(), a_level(), a_kpi(aggregation=Aggregation.LOWEST)])
def test_a_ratio_or_a_level_is_expected_of_every_place(kpi: Kpi) -> None:
    for place in (NORTH, CHIANG_MAI):
        assert target_to_date(kpi, 12, a_target(80), place=place) == 80


def test_a_place_with_a_target_of_its_own_is_judged_by_it() -> None:
    assert target_to_date(a_ratio(), 12, a_target(80), a_target(70, province="50"), place=CHIANG_MAI) == 70
    assert target_to_date(a_ratio(), 12, a_target(80), a_target(70, province="50"), place=PHUKET) == 80


def test_a_total_is_not_expected_of_a_place_that_has_no_target() -> None:
    assert target_to_date(a_kpi(), 12, a_target(1_200), place=CHIANG_MAI) is None
    assert target_to_date(a_kpi(), 6, a_target(1_200), a_target(400, province="50"), place=CHIANG_MAI) == 200


def test_a_ratio_is_not_expected_of_every_place_where_the_plan_says_no() -> None:
    kpi = a_ratio(target_in_every_place=False)
    targets = (a_target(80), a_target(70, province="50"), a_target(60, province="57"))
    assert target_to_date(kpi, 12, *targets, place=CHIANG_MAI) == 70
    assert target_to_date(kpi, 12, *targets, place=PHUKET) is None
    # percentages of two provinces do not add up to one of their region
    assert target_to_date(kpi, 12, *targets, place=NORTH) is None


def test_a_region_is_expected_to_bring_what_its_provinces_bring_together() -> None:
    targets = (a_target(400, province="50"), a_target(200, province="57"))
    assert target_to_date(a_kpi(), 12, *targets, place=NORTH) == 600
    assert target_to_date(a_kpi(), 6, *targets, place=NORTH) == 300


def test_a_region_has_no_target_while_one_of_its_provinces_has_none() -> None:
    assert target_to_date(a_kpi(), 12, a_target(1_200), a_target(400, province="50"), place=NORTH) is None


def test_a_province_that_does_not_report_the_kpi_is_not_waited_for() -> None:
    kpi = a_kpi(provinces=("50", "83"))
    assert target_to_date(kpi, 12, a_target(400, province="50"), place=NORTH) == 400


def test_period_targets_of_a_region_count_only_where_every_province_has_one() -> None:
    years = (a_target(400, province="50"), a_target(200, province="57"))
    march = a_target(50, month=6, province="50")
    assert target_to_date(a_kpi(), 6, *years, march, place=NORTH) == 300
    assert target_to_date(a_kpi(), 6, *years, march, a_target(40, month=6, province="57"), place=NORTH) == 90


def test_the_whole_kpis_baseline_says_nothing_about_a_part_of_a_total() -> None:
    # 100 centres now, 200 at the end of the year; this province is to have 5
    kpi = a_kpi(accumulation=Accumulation.LATEST, years=(KpiYear(year=YEAR, baseline=100),))
    targets = (a_target(200), a_target(5, province="50"))
    assert target_to_date(kpi, 6, *targets) == 150
    assert target_to_date(kpi, 6, *targets, place=CHIANG_MAI) == 5


# --- by department -------------------------------------------------------------------------------------------

TWO = (Owner(department=KEEPER, keeper=True), Owner(department=OTHER_KEEPER))


def test_the_owners_of_a_joint_result_share_its_target() -> None:
    joint = a_kpi(owners=TWO, sharing=Sharing.KEEPER)
    for department in (KEEPER, OTHER_KEEPER):
        assert target_to_date(joint, 12, a_target(1_200), place=Place(department=department)) == 1_200


def test_the_part_of_an_owner_has_its_own_target_or_none() -> None:
    parts = a_kpi(owners=TWO, sharing=Sharing.PARTS)
    targets = (a_target(1_200), a_target(500, department=KEEPER))
    assert target_to_date(parts, 12, *targets, place=Place(department=KEEPER)) == 500
    assert target_to_date(parts, 12, *targets, place=Place(department=OTHER_KEEPER)) is None


def test_a_percentage_is_expected_of_every_owner_of_a_part() -> None:
    parts = a_ratio(owners=TWO, sharing=Sharing.PARTS)
    assert target_to_date(parts, 12, a_target(80), place=Place(department=OTHER_KEEPER)) == 80


# --- revisions -----------------------------------------------------------------------------------------------


def test_a_revised_target_is_in_force_and_the_original_can_still_be_drawn() -> None:
    targets = (a_target(1_200), a_target(600, revised_on=date(2020, 3, 1), reason="งบประมาณลดลง"))
    assert target_to_date(a_kpi(), 6, *targets) == 300
    assert target_to_date(a_kpi(), 6, *targets, original=True) == 600


# --- how many places owe a figure ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "expected"), [(Place(), 4), (NORTH, 2), (CHIANG_MAI, 1), (Place(region="NOWHERE"), 0)]
)
def test_every_province_of_a_place_owes_a_figure(place: Place, expected: int) -> None:
    assert places_expected(a_plan(), a_kpi(grain=Grain.PROVINCE), place) == expected


@pytest.mark.parametrize(
    ("place", "expected"), [(Place(), 2), (NORTH, 1), (CHIANG_MAI, 1), (Place(province="57"), 0)]
)
def test_only_provinces_that_a_kpi_reaches_owe_a_figure(place: Place, expected: int) -> None:
    kpi = a_kpi(grain=Grain.PROVINCE, provinces=("50", "83"))
    assert places_expected(a_plan(), kpi, place) == expected


def test_a_kpi_reported_as_a_whole_owes_one_figure() -> None:
    assert places_expected(a_plan(), a_kpi(grain=Grain.WHOLE)) == 1
