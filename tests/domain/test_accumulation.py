"""From observations to an actual: first over time, then over places and departments."""

import pytest

from domain.accumulation import Sums, actual_of, add_up, sums_to_date
from domain.kpi import Accumulation, Aggregation, Denominator
from tests.builders import a_kpi, a_level, a_ratio, reported, sums

# Three quarters of one province.          month  served  of
YEAR_SO_FAR = [reported(3, 50, 1_000), reported(6, 100, 1_000), reported(9, 150, 1_000)]


@pytest.mark.parametrize(
    ("accumulation", "to_date"),
    [(Accumulation.SUM, 300.0), (Accumulation.LATEST, 150.0), (Accumulation.MEAN, 100.0)],
)
def test_a_figure_accumulates_over_the_year_as_its_kpi_says(
    accumulation: Accumulation, to_date: float
) -> None:
    kpi = a_kpi(accumulation=accumulation)
    assert actual_of(kpi, sums_to_date(kpi, YEAR_SO_FAR, 9)) == to_date


def test_what_comes_after_the_month_does_not_count() -> None:
    kpi = a_kpi()
    assert actual_of(kpi, sums_to_date(kpi, YEAR_SO_FAR, 8)) == 150.0
    assert actual_of(kpi, sums_to_date(kpi, YEAR_SO_FAR, 2)) is None


def test_three_hundred_of_a_thousand_are_not_of_three_thousand() -> None:
    fixed = a_ratio(denominator=Denominator.LATEST)
    growing = a_ratio(denominator=Denominator.SAME)
    assert actual_of(fixed, sums_to_date(fixed, YEAR_SO_FAR, 9)) == 30.0
    assert actual_of(growing, sums_to_date(growing, YEAR_SO_FAR, 9)) == 10.0


def test_three_hundred_served_in_six_months_are_thirty_per_cent_of_a_thousand_not_five_of_six_thousand() -> (
    None
):
    months = [reported(month, 50, 1_000) for month in range(1, 7)]
    fixed = a_ratio(denominator=Denominator.LATEST)
    growing = a_ratio(denominator=Denominator.SAME)
    assert sums_to_date(fixed, months, 6).denominator == 1_000
    assert actual_of(fixed, sums_to_date(fixed, months, 6)) == 30.0
    assert actual_of(growing, sums_to_date(growing, months, 6)) == 5.0


def test_the_population_that_was_counted_last_is_the_fixed_one() -> None:
    kpi = a_ratio(denominator=Denominator.LATEST)
    assert actual_of(kpi, sums_to_date(kpi, [reported(3, 50, 900), reported(6, 100, 1_000)], 6)) == 15.0


def test_the_latest_ratio_takes_both_its_parts_from_the_same_period() -> None:
    kpi = a_ratio(accumulation=Accumulation.LATEST)
    assert actual_of(kpi, sums_to_date(kpi, [reported(3, 10, 100), reported(6, 90, 300)], 6)) == 30.0


def test_the_mean_of_a_ratio_is_the_ratio_of_the_means() -> None:
    kpi = a_ratio(accumulation=Accumulation.MEAN)
    # 10 % and 30 % would be 20 % on average; 100 of 400 are 25 %
    assert actual_of(kpi, sums_to_date(kpi, [reported(3, 10, 100), reported(6, 90, 300)], 6)) == 25.0


def test_a_period_that_was_not_reported_is_no_zero_in_a_mean() -> None:
    kpi = a_kpi(accumulation=Accumulation.MEAN)
    assert actual_of(kpi, sums_to_date(kpi, [reported(3, 80), reported(9, 100)], 9)) == 90.0


def test_a_reported_zero_is_a_figure_and_nothing_reported_is_none() -> None:
    kpi = a_kpi()
    assert actual_of(kpi, sums_to_date(kpi, [reported(3, 0)], 3)) == 0.0
    assert actual_of(kpi, sums_to_date(kpi, [], 3)) is None


def test_an_older_figure_keeps_its_age_and_is_not_reported_for_this_period() -> None:
    older = sums_to_date(a_level(), [reported(3, 80)], 6)
    assert (older.places, older.reported, older.latest_month) == (1, 0, 3)
    fresh = sums_to_date(a_level(), [reported(3, 80), reported(6, 85)], 6)
    assert (fresh.places, fresh.reported, fresh.latest_month) == (1, 1, 6)


#             numerator  denominator
CHIANG_MAI = sums(90, 100, month=6)
PHUKET = sums(30, 300, month=3, reported=0)


@pytest.mark.parametrize(
    ("aggregation", "actual"),
    [
        (Aggregation.SUM, 120.0),
        (Aggregation.MEAN, 60.0),
        (Aggregation.LOWEST, 30.0),
        (Aggregation.NONE, None),
    ],
)
def test_places_come_together_as_the_kpi_says(aggregation: Aggregation, actual: float | None) -> None:
    assert actual_of(a_kpi(aggregation=aggregation), add_up([CHIANG_MAI, PHUKET])) == actual


def test_a_percentage_is_never_averaged_over_places() -> None:
    # 90 % and 10 % would be 50 % on average; 120 of 400 are 30 %
    assert actual_of(a_ratio(), add_up([CHIANG_MAI, PHUKET])) == 30.0


def test_a_rate_in_a_thousand_is_written_in_a_thousand() -> None:
    assert actual_of(a_ratio(per=1_000.0), sums(7, 2_000)) == 3.5


def test_a_figure_that_does_not_add_up_is_shown_at_its_own_level() -> None:
    assert actual_of(a_kpi(aggregation=Aggregation.NONE), CHIANG_MAI) == 90.0
    assert actual_of(a_ratio(aggregation=Aggregation.NONE), CHIANG_MAI) == 90.0


def test_a_ratio_of_nobody_is_no_figure() -> None:
    assert actual_of(a_ratio(), sums(0, 0)) is None


def test_places_are_counted_and_those_without_a_figure_are_left_out() -> None:
    together = add_up([CHIANG_MAI, Sums(), PHUKET])
    assert (together.places, together.reported, together.latest_month) == (2, 1, 6)
    assert add_up([]) == Sums()
    assert add_up([Sums(), Sums()]) == Sums()
