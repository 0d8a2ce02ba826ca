"""A KPI that contradicts itself is found when the plan is loaded, at its cell."""

from dataclasses import replace
from datetime import date

from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    KpiYear,
    LevelRow,
    LevelsOf,
    Owner,
    Polarity,
    Scale,
    Sharing,
)
from domain.plan import Bands, Phasing
from tests.plan_workbook.builders import a_kpi, a_percentage, a_plan, t
from tests.plan_workbook.reading_back import faults, write

EVENLY = tuple(month / 12 for month in range(1, 13))
LEVELS = (60.0, 70.0, 80.0, 90.0, 100.0)


def test_a_sound_plan_has_no_findings() -> None:
    assert faults(a_plan(a_kpi("K1", weight=60.0), a_percentage("K2", weight=40.0))) == []


def test_a_percentage_is_never_summed_averaged_or_compared() -> None:
    for aggregation in (Aggregation.SUM, Aggregation.MEAN, Aggregation.LOWEST):
        assert faults(a_plan(a_percentage(aggregation=aggregation))) == [
            ("kpis.aggregation.1", "ratio_averaged")
        ]


def test_a_percentage_may_stay_unaggregated() -> None:
    assert faults(a_plan(a_percentage(aggregation=Aggregation.NONE))) == []


def test_aggregation_ratio_needs_a_denominator() -> None:
    assert faults(a_plan(a_kpi(aggregation=Aggregation.RATIO))) == [
        ("kpis.denominator.1", "ratio_without_denominator")
    ]


def test_a_fixed_population_goes_only_with_a_sum() -> None:
    fixed = a_percentage(denominator=Denominator.LATEST)
    assert faults(a_plan(fixed)) == []
    found = faults(a_plan(replace(fixed, accumulation=Accumulation.MEAN)))
    assert found == [("kpis.denominator.1", "latest_denominator_without_sum")]


def test_a_band_is_scored_in_proportion_only() -> None:
    band = a_kpi(polarity=Polarity.WITHIN_BAND, scale=Scale.FIVE_LEVELS, levels=(LevelRow(values=LEVELS),))
    assert ("kpis.scale.1", "band_not_proportional") in faults(a_plan(band))
    assert faults(a_plan(replace(band, scale=Scale.PROPORTIONAL, levels=()))) == []


def test_a_milestone_has_no_denominator_and_higher_is_better() -> None:
    milestone = a_percentage(scale=Scale.MILESTONE, polarity=Polarity.LOWER_IS_BETTER)
    assert faults(a_plan(milestone)) == [
        ("kpis.denominator.1", "milestone_with_denominator"),
        ("kpis.polarity.1", "milestone_not_rising"),
    ]


def test_settings_of_a_ratio_without_a_denominator_are_to_be_confirmed() -> None:
    assert faults(a_plan(a_kpi(numerator_within_denominator=True, per=100.0))) == [
        ("kpis.numerator_within_denominator.1", "within_no_denominator"),
        ("kpis.per.1", "per_without_denominator"),
    ]


def test_phasing_touches_only_what_comes_in_bit_by_bit() -> None:
    evenly = Phasing(code="even", name=t("เท่ากัน"), cumulative=EVENLY)
    phased = a_kpi(phasing="even")
    found = ("kpis.phasing.1", "phasing_without_effect")
    assert faults(a_plan(phased, phasings=(evenly,))) == []
    assert (
        faults(a_plan(a_percentage(denominator=Denominator.LATEST, phasing="even"), phasings=(evenly,))) == []
    )
    assert faults(a_plan(replace(phased, accumulation=Accumulation.LATEST), phasings=(evenly,))) == [found]
    assert faults(a_plan(a_percentage(phasing="even"), phasings=(evenly,))) == [found]


def test_a_phasing_rises_and_ends_at_one() -> None:
    falling = Phasing(code="bad", name=t("ผิด"), cumulative=(*EVENLY[:4], 0.2, *EVENLY[5:11], 0.95))
    assert faults(a_plan(phasings=(falling,))) == [
        ("phasings.month_5.1", "phasing_falls"),
        ("phasings.month_12.1", "phasing_not_whole"),
    ]


def test_the_plausible_limits_and_the_life_of_a_kpi_run_forwards() -> None:
    """A KPI without a life weighs nothing, so the weights of its year do not reach 100 either."""
    kpi = a_kpi(minimum=10.0, maximum=9.0, due_from=date(2020, 4, 1), cancelled_on=date(2020, 3, 1))
    assert faults(a_plan(kpi)) == [
        ("kpis.maximum.1", "limits_reversed"),
        ("kpis.cancelled_on.1", "life_reversed"),
        ("kpis.weight.1", "weights_not_a_hundred"),
    ]


def test_a_scale_of_levels_needs_levels_for_every_year() -> None:
    five = a_kpi(scale=Scale.FIVE_LEVELS)
    assert faults(a_plan(five)) == [("kpis.scale.1", "levels_missing")]
    one_of_two = replace(five, levels=(LevelRow(values=LEVELS, year=2020),))
    assert faults(a_plan(one_of_two)) == []
    assert faults(a_plan(one_of_two, last_year=2021)) == [("kpis.scale.1", "levels_missing")]


def test_levels_that_could_not_be_read_are_not_called_missing() -> None:
    kpi = a_kpi(scale=Scale.FIVE_LEVELS, levels=(LevelRow(values=LEVELS),))
    assert faults(a_plan(kpi), None, write("levels", "level_5", 1, "ร้อย")) == [
        ("levels.level_5.1", "number_unreadable")
    ]


def test_levels_rise_where_more_is_better_and_fall_where_less_is() -> None:
    kpi = a_kpi(
        scale=Scale.FIVE_LEVELS,
        levels_of=LevelsOf.ACTUAL,
        levels=(LevelRow(values=(10.0, 20.0, 20.0, 15.0, 100.0)),),
    )
    assert faults(a_plan(kpi)) == [
        ("levels.level_3.1", "levels_not_monotone"),
        ("levels.level_4.1", "levels_not_monotone"),
    ]
    less = a_kpi(polarity=Polarity.LOWER_IS_BETTER, scale=Scale.FIVE_STEPS, levels_of=LevelsOf.ACTUAL)
    assert faults(a_plan(replace(less, levels=(LevelRow(values=(180.0, 160.0, 140.0, 120.0, 100.0)),)))) == []
    rising = replace(less, levels=(LevelRow(values=(10.0, 20.0, 30.0, 40.0, 100.0)),))
    assert [code for _, code in faults(a_plan(rising))] == ["levels_not_monotone"] * 4


def test_percents_of_a_target_rise_even_where_less_is_better() -> None:
    less = a_kpi(
        polarity=Polarity.LOWER_IS_BETTER, scale=Scale.FIVE_LEVELS, levels=(LevelRow(values=LEVELS),)
    )
    assert faults(a_plan(less)) == []
    falling = replace(less, levels=(LevelRow(values=LEVELS[::-1]),))
    assert ("levels.level_2.1", "levels_not_monotone") in faults(a_plan(falling))


def test_only_the_lowest_of_five_levels_may_be_blank() -> None:
    kpi = a_kpi(scale=Scale.FIVE_LEVELS, levels=(LevelRow(values=(None, None, 80.0, 90.0, 100.0)),))
    assert faults(a_plan(kpi)) == []
    gap = replace(kpi, levels=(LevelRow(values=(60.0, None, 80.0, 90.0, None)),))
    assert ("levels.level_2.1", "level_missing") in faults(a_plan(gap))


def test_three_steps_take_their_own_columns_and_all_of_them() -> None:
    steps = a_kpi(
        scale=Scale.THREE_STEPS, levels_of=LevelsOf.ACTUAL, levels=(LevelRow(values=(70.0, 80.0, 100.0)),)
    )
    assert faults(a_plan(steps)) == []
    assert faults(a_plan(steps), None, write("levels", "level_1", 1, 60.0)) == [
        ("levels.level_1.1", "levels_of_other_scale")
    ]
    assert faults(a_plan(steps), None, write("levels", "points_50", 1, None)) == [
        ("levels.points_50.1", "level_missing")
    ]


def test_levels_stand_once_for_a_year_and_round() -> None:
    row = LevelRow(values=LEVELS, year=2020, round_month=6)
    kpi = a_kpi(scale=Scale.FIVE_LEVELS, levels=(row, row))
    assert faults(a_plan(kpi)) == [("levels.kpi.2", "row_twice")]


def test_levels_of_a_round_that_the_plan_does_not_have() -> None:
    kpi = a_kpi(scale=Scale.FIVE_LEVELS, levels=(LevelRow(values=LEVELS),))
    assert faults(a_plan(kpi), None, write("levels", "round", 1, 4)) == [("levels.round.1", "round_unknown")]


def test_levels_of_a_proportional_scale_are_to_be_confirmed() -> None:
    assert faults(a_plan(a_kpi(levels=(LevelRow(values=LEVELS),)))) == [("levels.kpi.1", "levels_unused")]


def test_a_target_that_earns_less_than_on_track_is_to_be_confirmed() -> None:
    """Levels 80 to 120 percent of target: a figure of exactly 100 percent reaches level 3, below 4."""
    kpi = a_kpi(scale=Scale.FIVE_LEVELS, levels=(LevelRow(values=(80.0, 90.0, 100.0, 110.0, 120.0)),))
    assert faults(a_plan(kpi)) == [("kpis.scale.1", "target_below_on_track")]
    assert faults(a_plan(kpi, bands=Bands(on_track=3.0, watch=2.0, at_risk=1.0))) == []


def test_every_kpi_has_an_owner() -> None:
    assert faults(a_plan(a_kpi(owners=()))) == [("kpis.code.1", "owner_missing")]


def test_owners_of_parts_have_no_keeper() -> None:
    owners = (Owner(department="D1", keeper=True), Owner(department="D2"))
    found = faults(a_plan(a_kpi(sharing=Sharing.PARTS, owners=owners)))
    assert found == [("kpi_owners.keeper.1", "keeper_of_parts")]


def test_one_keeper_not_two_and_not_none_of_several() -> None:
    two = (Owner(department="D1", keeper=True), Owner(department="D2", keeper=True))
    assert faults(a_plan(a_kpi(owners=two))) == [("kpi_owners.keeper.2", "keeper_twice")]
    none = (Owner(department="D1"), Owner(department="D2"))
    assert faults(a_plan(a_kpi(owners=none))) == [("kpis.sharing.1", "keeper_unnamed")]


def test_a_baseline_moves_only_a_level() -> None:
    kpi = a_kpi(years=(KpiYear(year=2020, baseline=50.0),))
    assert faults(a_plan(kpi)) == [("kpi_years.baseline.1", "baseline_without_effect")]
    assert faults(a_plan(replace(kpi, accumulation=Accumulation.LATEST))) == []


def test_weights_by_round_are_given_for_all_rounds_or_for_none() -> None:
    kpi = a_kpi(years=(KpiYear(year=2020, round_weights=(100.0, 100.0)),))
    assert faults(a_plan(kpi)) == [("kpi_years.weight_round_3.1", "round_weights_incomplete")]


def test_weights_that_do_not_sum_to_a_hundred_are_noticed() -> None:
    """Rounds of 30, 30 and 40 beside a KPI of 70: 100, 100 and 110."""
    by_round = a_kpi("K1", years=(KpiYear(year=2020, round_weights=(30.0, 30.0, 40.0)),))
    plan = a_plan(by_round, a_kpi("K2", weight=70.0))
    assert faults(plan) == [("kpis.weight.1", "weights_not_a_hundred")]


def test_a_kpi_that_is_cancelled_does_not_weigh() -> None:
    gone = a_kpi("K2", weight=40.0, cancelled_on=date(2019, 10, 1))
    assert faults(a_plan(a_kpi("K1"), gone)) == []


def test_a_kpi_by_province_needs_provinces() -> None:
    nowhere = {"schemes": (), "regions": (), "provinces": ()}
    found = faults(a_plan(a_kpi(grain=Grain.PROVINCE), **nowhere))
    assert found == [("kpis.grain.1", "grain_without_provinces")]


def test_a_list_of_provinces_on_a_whole_is_to_be_confirmed() -> None:
    assert faults(a_plan(a_kpi(provinces=("10",)))) == [("kpis.provinces.1", "provinces_without_effect")]
