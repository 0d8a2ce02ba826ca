"""Ahead: where the year will end, how sure that is, and what the rest of it must bring."""

import pytest

from domain.kpi import Accumulation, Denominator, Kpi, KpiYear, Polarity
from domain.outlook import PastYear, largest_error, learnt_share, look_ahead, projected, required_run_rate
from tests.builders import YEAR, a_kpi, a_level, a_ratio

TOTAL = a_kpi()
RISING = a_level(years=(KpiYear(year=YEAR, baseline=60),))


def past(*years: tuple[float, float]) -> list[PastYear]:
    """Complete earlier years: (to date, at the end)."""
    return [
        PastYear(year=YEAR - 1 - i, to_date=to_date, final=final) for i, (to_date, final) in enumerate(years)
    ]


@pytest.mark.parametrize(("share", "end"), [(0.25, 1_200), (0.5, 600), (1, 300), (0, None)])
def test_a_total_goes_on_as_its_phasing_says(share: float, end: float | None) -> None:
    assert projected(TOTAL, 300, year=YEAR, month=6, share=share) == end


def test_a_ratio_over_a_fixed_population_comes_in_bit_by_bit_too() -> None:
    kpi = a_ratio(denominator=Denominator.LATEST)
    assert projected(kpi, 30, year=YEAR, month=6, share=0.5) == 60


@pytest.mark.parametrize(("month", "end"), [(3, 92), (6, 76), (12, 68)])
def test_a_level_with_a_baseline_goes_on_along_its_line(month: int, end: float) -> None:
    # 8 above 60
    assert projected(RISING, 68, year=YEAR, month=month, share=0.1) == end


@pytest.mark.parametrize("kpi", [a_level(), a_ratio(), a_kpi(accumulation=Accumulation.MEAN)])
def test_every_other_figure_holds(kpi: Kpi) -> None:
    assert projected(kpi, 68, year=YEAR, month=3, share=0.1) == 68


def test_a_phasing_is_learnt_from_two_complete_years_of_the_kpi_itself() -> None:
    # 100 of 400 and 200 of 600: 300 of 1,000
    assert learnt_share(past((100, 400), (200, 600))) == 0.3
    assert learnt_share(past((100, 400))) is None
    assert learnt_share([]) is None


@pytest.mark.parametrize("years", [((0, 400), (0, 600)), ((0, 0), (0, 0)), ((500, 400), (700, 600))])
def test_a_past_that_shows_no_phasing_teaches_none(years: tuple[tuple[float, float], ...]) -> None:
    assert learnt_share(past(*years)) is None


def test_an_outlook_says_when_its_phasing_was_learnt() -> None:
    history = past((100, 400), (200, 600))
    learnt = look_ahead(TOTAL, 150, history, year=YEAR, month=6, planned_share=0.5, learn=True)
    assert learnt is not None
    assert (learnt.projected, learnt.learnt) == (500, True)
    planned = look_ahead(TOTAL, 150, history, year=YEAR, month=6, planned_share=0.5, learn=False)
    assert planned is not None
    assert (planned.projected, planned.learnt) == (300, False)


def test_with_one_year_of_the_past_the_plans_phasing_is_used() -> None:
    outlook = look_ahead(TOTAL, 150, past((100, 400)), year=YEAR, month=6, planned_share=0.5, learn=True)
    assert outlook is not None
    assert (outlook.projected, outlook.learnt) == (300, False)


def test_the_band_is_the_largest_error_that_the_rule_made_before() -> None:
    # doubling: 200 for 250 (20 % off), 300 for 250 (20 %), 200 for 160 (25 %)
    history = past((100, 250), (150, 250), (100, 160))
    assert largest_error(TOTAL, history, month=6, share=0.5) == 0.25
    outlook = look_ahead(TOTAL, 100, history, year=YEAR, month=6, planned_share=0.5, learn=False)
    assert outlook is not None
    assert (outlook.low, outlook.projected, outlook.high) == (150, 200, 250)


def test_the_band_of_a_negative_projection_has_its_lower_end_below() -> None:
    outlook = look_ahead(a_level(), -10, past((80, 100)), year=YEAR, month=6, planned_share=0.5, learn=False)
    assert outlook is not None
    assert (outlook.low, outlook.projected, outlook.high) == (-12, -10, -8)


@pytest.mark.parametrize("history", [[], past((5, 0))])
def test_without_a_year_to_compare_there_is_no_band(history: list[PastYear]) -> None:
    outlook = look_ahead(TOTAL, 100, history, year=YEAR, month=6, planned_share=0.5, learn=False)
    assert outlook is not None
    assert (outlook.projected, outlook.low, outlook.high) == (200, None, None)


def test_there_is_no_outlook_at_the_end_of_the_year_or_before_anything_is_expected() -> None:
    assert look_ahead(TOTAL, 100, [], year=YEAR, month=12, planned_share=1, learn=False) is None
    assert look_ahead(TOTAL, 100, [], year=YEAR, month=1, planned_share=0, learn=False) is None


# --- required ------------------------------------------------------------------------------------------------


def test_the_remaining_periods_must_bring_what_is_missing_each_by_its_share() -> None:
    # 1,200 − 300 in two quarters of a quarter each
    even = required_run_rate(TOTAL, target=1_200, actual=300, shares=[0.25, 0.25], share_so_far=0.5)
    assert list(even) == [450, 450]
    # 600 in a fifth and two fifths
    uneven = required_run_rate(TOTAL, target=1_000, actual=400, shares=[0.2, 0.4], share_so_far=0.4)
    assert uneven == pytest.approx((200, 400))


def test_nothing_more_is_required_once_the_target_is_met() -> None:
    assert required_run_rate(TOTAL, target=1_200, actual=1_300, shares=[0.5], share_so_far=0.5) == (0,)


@pytest.mark.parametrize(
    "kpi",
    [
        a_level(),
        a_ratio(),
        a_ratio(denominator=Denominator.LATEST),
        a_kpi(polarity=Polarity.LOWER_IS_BETTER),
        a_kpi(accumulation=Accumulation.MEAN),
    ],
)
def test_a_run_rate_is_required_only_of_totals_that_are_to_grow(kpi: Kpi) -> None:
    assert required_run_rate(kpi, target=1_200, actual=300, shares=[0.5], share_so_far=0.5) == ()


def test_nothing_can_be_required_when_nothing_of_the_year_remains() -> None:
    assert required_run_rate(TOTAL, target=1_200, actual=300, shares=[], share_so_far=1.0) == ()
