"""The sample plan shows every way in which a KPI can be measured: each word of the plan occurs in it."""

from collections.abc import Callable
from enum import StrEnum

import pytest

from domain.expectation import Aims, Place
from domain.figure import period_due, weight_at
from domain.fiscal import Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    Kpi,
    LevelsOf,
    Polarity,
    Projection,
    Scale,
    Sharing,
)
from domain.target import target_lines
from sample_data.plan_versions import sample_versions

FIRST, REVISED, LAST = sample_versions()
PLAN = LAST.plan
KPIS = {kpi.code: kpi for kpi in PLAN.kpis}
AIMS = Aims(plan=PLAN, lines=target_lines(LAST.targets))

WORDS: dict[type[StrEnum], Callable[[Kpi], StrEnum]] = {
    Polarity: lambda kpi: kpi.polarity,
    Accumulation: lambda kpi: kpi.accumulation,
    Denominator: lambda kpi: kpi.denominator,
    Aggregation: lambda kpi: kpi.aggregation,
    Scale: lambda kpi: kpi.scale,
    LevelsOf: lambda kpi: kpi.levels_of,
    Grain: lambda kpi: kpi.grain,
    Sharing: lambda kpi: kpi.sharing,
    Projection: lambda kpi: kpi.projection,
    Frequency: lambda kpi: kpi.frequency,
}


@pytest.mark.parametrize("kind", list(WORDS), ids=lambda kind: kind.__name__)
def test_every_word_of_a_list_occurs_in_the_plan(kind: type[StrEnum]) -> None:
    assert {WORDS[kind](kpi) for kpi in PLAN.kpis} == set(kind)


def test_every_accumulation_occurs_with_every_denominator_that_is_allowed() -> None:
    found = {(kpi.accumulation, kpi.denominator) for kpi in PLAN.kpis}
    everything = {(a, d) for a in Accumulation for d in Denominator}
    forbidden = {(Accumulation.LATEST, Denominator.LATEST), (Accumulation.MEAN, Denominator.LATEST)}
    assert found == everything - forbidden


def test_every_scale_of_levels_is_read_against_actuals_and_against_percent_of_the_target() -> None:
    found = {(kpi.scale, kpi.levels_of) for kpi in PLAN.kpis}
    scales = (Scale.FIVE_LEVELS, Scale.FIVE_STEPS, Scale.THREE_STEPS)
    assert {(scale, of) for scale in scales for of in LevelsOf} <= found


def test_every_phasing_is_used_by_some_kpi() -> None:
    used = {kpi.phasing for kpi in PLAN.kpis}
    assert {phasing.code for phasing in PLAN.phasings} - {"linear"} <= used
    assert "" in used


def test_the_weights_of_the_kpis_that_are_due_sum_to_a_hundred_in_every_round_of_every_version() -> None:
    for version in sample_versions():
        plan = version.plan
        for year in range(plan.first_year, plan.last_year + 1):
            due = [kpi for kpi in plan.kpis if period_due(plan, kpi, year, 12)]
            sums = [sum(weight_at(plan, kpi, year, month) for kpi in due) for month in plan.calendar.rounds]
            assert sums == pytest.approx([100.0, 100.0, 100.0])


SPECIAL_CASES: dict[str, Callable[[Kpi], bool]] = {
    "the lowest levels are missing": lambda kpi: (
        kpi.scale is Scale.FIVE_LEVELS and any(row.values[0] is None for row in kpi.levels)
    ),
    "levels are given for a round": lambda kpi: any(row.round_month for row in kpi.levels),
    "a milestone scale has levels for a round": lambda kpi: (
        kpi.scale is Scale.MILESTONE and any(row.round_month for row in kpi.levels)
    ),
    "a milestone scale has none for a round": lambda kpi: (
        kpi.scale is Scale.MILESTONE and not any(row.round_month for row in kpi.levels)
    ),
    "levels differ by year": lambda kpi: len({row.year for row in kpi.levels}) > 1,
    "weights differ by round": lambda kpi: any(len(set(row.round_weights)) > 1 for row in kpi.years),
    "weights differ by year": lambda kpi: any(row.weight is not None for row in kpi.years),
    "a level moves from a baseline": lambda kpi: (
        kpi.accumulation is Accumulation.LATEST and any(row.baseline is not None for row in kpi.years)
    ),
    "a level has no baseline": lambda kpi: (
        kpi.accumulation is Accumulation.LATEST and all(row.baseline is None for row in kpi.years)
    ),
    "less is better and the target is none at all": lambda kpi: (
        kpi.polarity is Polarity.LOWER_IS_BETTER and AIMS.expected(kpi, year=2021, month=12).year.value == 0
    ),
    "less is better on levels of an actual": lambda kpi: (
        kpi.polarity is Polarity.LOWER_IS_BETTER and kpi.levels_of is LevelsOf.ACTUAL
    ),
    "a band comes in bit by bit": lambda kpi: (
        kpi.polarity is Polarity.WITHIN_BAND and kpi.denominator is Denominator.LATEST
    ),
    "it is cancelled": lambda kpi: kpi.cancelled_on is not None,
    "it starts late": lambda kpi: kpi.due_from is not None,
    "it is monthly in the last two years only": lambda kpi: (
        [kpi.frequency_in(year) is Frequency.MONTH for year in range(2017, 2022)]
        == [False, False, False, True, True]
    ),
    "only some provinces report it": lambda kpi: bool(kpi.provinces),
    "its target is not asked of every place": lambda kpi: not kpi.target_in_every_place,
    "one keeper of several owners reports it": lambda kpi: (
        len(kpi.owners) > 1 and kpi.sharing is Sharing.KEEPER and len(kpi.keepers) == 1
    ),
    "an owner outside reports a part": lambda kpi: (
        kpi.sharing is Sharing.PARTS
        and not {d.code for d in PLAN.departments if d.inside} >= set(kpi.keepers)
    ),
    "its owners weigh it unlike": lambda kpi: len({owner.weight for owner in kpi.owners}) > 1,
    "it belongs to a flagship": lambda kpi: bool(kpi.flagship),
    "it is a rate in a thousand": lambda kpi: kpi.per == 1000,
    "a target is given for a quarter": lambda kpi: any(
        target.key.kpi == kpi.code and target.key.month for target in LAST.targets
    ),
    "departments have targets for their parts of a total": lambda kpi: (
        not kpi.is_ratio and any(t.key.kpi == kpi.code and t.key.department for t in LAST.targets)
    ),
}


@pytest.mark.parametrize("case", list(SPECIAL_CASES))
def test_a_special_case_of_the_rules_occurs(case: str) -> None:
    assert [kpi.code for kpi in PLAN.kpis if SPECIAL_CASES[case](kpi)] != []


def test_a_regions_target_is_known_where_every_province_has_one() -> None:
    aim = AIMS.expected(KPIS["K102"], year=2021, month=12, place=Place(region="R6N")).year
    north = {province.code for province in PLAN.provinces_in("R6N")}
    targets = [
        t.value
        for t in LAST.targets
        if t.key.kpi == "K102" and t.key.year == 2021 and t.key.province in north
    ]
    assert len(targets) == len(north) == 9
    assert aim.value == sum(value for value in targets if value is not None)


def test_a_regions_target_is_unknown_where_a_province_has_none() -> None:
    homes = KPIS["K208"]
    assert AIMS.expected(homes, year=2021, month=12, place=Place(region="R6C")).year.value is None
    assert AIMS.expected(homes, year=2021, month=12, place=Place(region="R6S")).year.value is not None


def test_the_parts_of_a_total_sum_to_its_target() -> None:
    parts = [
        t.value or 0 for t in LAST.targets if t.key.kpi == "K303" and t.key.year == 2021 and t.key.department
    ]
    assert parts == [460, 345, 345, 805, 345]
    assert AIMS.expected(KPIS["K303"], year=2021, month=12).year.value == 2300


def test_the_revised_edition_brings_a_kpi_and_ends_another() -> None:
    before, after = ({kpi.code: kpi for kpi in version.plan.kpis} for version in (FIRST, REVISED))
    assert set(after) - set(before) == {"K309"}
    assert {code for code in before if before[code].cancelled_on != after[code].cancelled_on} == {"K308"}


def test_no_version_takes_a_target_back() -> None:
    assert set(FIRST.targets) < set(REVISED.targets) < set(LAST.targets)
    assert [t.revised_on is not None for t in LAST.targets if t not in REVISED.targets] == [True, True]
