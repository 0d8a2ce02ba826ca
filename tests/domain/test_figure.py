"""One KPI at one moment for one place: due, certified, judged."""

import pytest

from domain.accumulation import Sums, add_up, sums_to_date
from domain.expectation import Place
from domain.figure import Cause, missing_keepers
from domain.fiscal import Frequency, Period
from domain.kpi import Aggregation, Denominator, Grain, Kpi, LevelsOf, Owner, Scale, Sharing
from domain.status import Status
from tests.builders import (
    KEEPER,
    OTHER_KEEPER,
    YEAR,
    a_kpi,
    a_ratio,
    a_target,
    judged,
    levels,
    reported,
    sums,
)

PARTS = (Owner(department=KEEPER), Owner(department=OTHER_KEEPER))


# --- certified -----------------------------------------------------------------------------------------------


def test_a_figure_that_was_reported_for_its_period_is_scored() -> None:
    figure = judged(a_kpi(), sums(300, month=6), a_target(1_200), month=8)
    assert (figure.period, figure.actual, figure.attainment) == (
        Period(year=YEAR, month=6, frequency=Frequency.QUARTER),
        300,
        0.5,
    )
    assert (figure.score, figure.status, figure.cause, figure.is_due) == (
        2.5,
        Status.AT_RISK,
        Cause.SCORED,
        True,
    )


def test_an_older_figure_is_shown_with_its_age_and_not_scored() -> None:
    figure = judged(a_kpi(), sums(300, month=3, reported=0), a_target(1_200), month=6)
    assert (figure.actual, figure.sums.latest_month, figure.attainment) == (300, 3, 0.5)
    assert (figure.score, figure.status, figure.cause) == (None, Status.NO_DATA, Cause.NOT_CERTIFIED)
    assert (figure.is_due, figure.missing) == (True, (KEEPER,))


def test_a_figure_counts_only_when_every_keeper_of_a_part_has_reported() -> None:
    kpi = a_kpi(owners=PARTS, sharing=Sharing.PARTS)
    one = judged(kpi, {KEEPER: sums(300)}, a_target(1_200))
    assert (one.actual, one.score, one.missing) == (300, None, (OTHER_KEEPER,))
    both = judged(kpi, {KEEPER: sums(300), OTHER_KEEPER: sums(900)}, a_target(1_200))
    assert (both.actual, both.score, both.missing) == (1_200, 5, ())


def test_only_the_keeper_of_a_joint_result_is_waited_for() -> None:
    owners = (Owner(department=OTHER_KEEPER), Owner(department=KEEPER, keeper=True))
    kpi = a_kpi(owners=owners, sharing=Sharing.KEEPER)
    assert kpi.keepers == (KEEPER,)
    assert missing_keepers(kpi, {KEEPER: sums(1)}) == ()
    assert missing_keepers(kpi, {OTHER_KEEPER: sums(1)}) == (KEEPER,)


def test_the_first_owner_keeps_a_joint_result_where_none_is_named() -> None:
    assert a_kpi(owners=PARTS, sharing=Sharing.KEEPER).keepers == (KEEPER,)


def test_a_province_is_not_certified_by_the_reports_of_others() -> None:
    kpi = a_ratio(grain=Grain.PROVINCE)
    figure = judged(kpi, Sums(), a_target(80), place=Place(province="50"), missing=())
    assert (figure.score, figure.cause, figure.is_due) == (None, Cause.NOT_CERTIFIED, True)


def test_some_provinces_are_enough_to_certify_and_their_number_stands_beside() -> None:
    kpi = a_ratio(grain=Grain.PROVINCE)
    figure = judged(kpi, sums(240, 300, places=3), a_target(80))
    assert (figure.score, figure.sums.reported, figure.places_expected) == (5, 3, 4)


def test_a_kpi_that_is_not_due_owes_nothing() -> None:
    figure = judged(a_kpi(frequency=Frequency.YEAR), None, a_target(1_200), month=6)
    assert (figure.period, figure.cause, figure.is_due, figure.missing) == (None, Cause.NOT_DUE, False, ())
    assert figure.status is Status.NO_DATA


# --- where there is nothing to judge by ----------------------------------------------------------------------


@pytest.mark.parametrize("report", [None, sums(300)])
@pytest.mark.parametrize(
    "kpi",
    [
        a_kpi(),
        a_kpi(scale=Scale.FIVE_LEVELS, levels=levels(60, 70, 80, 90, 100)),
        a_kpi(scale=Scale.FIVE_LEVELS, levels_of=LevelsOf.ACTUAL),
    ],
)
def test_without_anything_to_judge_by_a_kpi_is_not_due_whether_it_was_reported_or_not(
    kpi: Kpi, report: Sums | None
) -> None:
    figure = judged(kpi, report)
    assert (figure.cause, figure.score, figure.is_due) == (Cause.NO_TARGET, None, False)


def test_a_place_without_a_target_of_a_total_shows_its_actual_and_no_score() -> None:
    kpi = a_kpi(
        grain=Grain.PROVINCE,
        scale=Scale.FIVE_LEVELS,
        levels=levels(600, 700, 800, 900, 1_000),
        levels_of=LevelsOf.ACTUAL,
    )
    figure = judged(kpi, sums(10), a_target(1_000), place=Place(province="50"))
    assert (figure.actual, figure.score, figure.cause) == (10, None, Cause.NO_TARGET)


def test_a_place_with_a_target_of_a_total_is_judged_by_its_own_levels() -> None:
    kpi = a_kpi(
        grain=Grain.PROVINCE,
        scale=Scale.FIVE_LEVELS,
        levels=levels(600, 700, 800, 900, 1_000),
        levels_of=LevelsOf.ACTUAL,
    )
    targets = (a_target(1_000), a_target(10, province="50"))
    assert judged(kpi, sums(9), *targets, place=Place(province="50")).score == 4


def test_a_level_without_a_target_is_judged_by_its_levels() -> None:
    kpi = a_kpi(scale=Scale.FIVE_LEVELS, levels=levels(60, 70, 80, 90, 100), levels_of=LevelsOf.ACTUAL)
    figure = judged(kpi, sums(85))
    assert (figure.score, figure.attainment, figure.cause) == (3.5, None, Cause.SCORED)


@pytest.mark.parametrize("report", [{}, {KEEPER: sums(50)}, {KEEPER: sums(90, places=2)}])
def test_a_kpi_that_does_not_add_up_is_not_shown_above_its_places_however_few_report(
    report: dict[str, Sums],
) -> None:
    kpi = a_kpi(grain=Grain.PROVINCE, aggregation=Aggregation.NONE)
    figure = judged(kpi, report, a_target(100))
    assert (figure.actual, figure.score, figure.cause, figure.is_due) == (
        None,
        None,
        Cause.NOT_SHOWN_HERE,
        False,
    )


def test_a_kpi_that_does_not_add_up_is_judged_in_its_own_place() -> None:
    kpi = a_kpi(grain=Grain.PROVINCE, aggregation=Aggregation.NONE, target_in_every_place=True)
    assert judged(kpi, sums(50), a_target(100), place=Place(province="50")).score == 2.5


def test_a_province_owes_nothing_of_a_kpi_that_does_not_reach_it() -> None:
    kpi = a_ratio(grain=Grain.PROVINCE, provinces=("83",))
    figure = judged(kpi, Sums(), a_target(80), place=Place(province="50"), missing=())
    assert (figure.cause, figure.is_due, figure.places_expected) == (Cause.NOT_SHOWN_HERE, False, 0)


# --- the whole way -------------------------------------------------------------------------------------------


def test_figures_of_provinces_go_over_time_then_over_places_then_are_judged() -> None:
    kpi = a_ratio(
        grain=Grain.PROVINCE,
        denominator=Denominator.LATEST,
        scale=Scale.FIVE_LEVELS,
        levels=levels(60, 70, 80, 90, 100),
    )
    #                       month  served  of      month  served  of      to date
    chiang_mai = [reported(3, 100, 1_000), reported(6, 200, 1_000)]  # 300 of 1,000
    phuket = [reported(3, 60, 400), reported(6, 62, 400)]  # 122 of 400
    places = add_up([sums_to_date(kpi, rows, 6) for rows in (chiang_mai, phuket)])
    figure = judged(kpi, places, a_target(80), month=6)
    # 422 of 1,400 are 30.14 %, of 40 % that half a year should bring: 75.36 %, between 70 and 80
    assert figure.actual == pytest.approx(30.142857)
    assert figure.expected.to_date.value == 40
    assert figure.attainment == pytest.approx(0.753571)
    assert (figure.score, figure.status) == (2.5357, Status.AT_RISK)
