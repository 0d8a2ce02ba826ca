"""The sample's figures are the same every time, and could have been reported."""

import pytest

from domain.kpi import Scale
from sample_data.figures import FigureKey, TrueFigure, true_figures
from sample_data.generator import DEFAULT_SEED
from sample_data.performance import latest_kpis
from sample_data.plan_measures import YEARS
from sample_data.reported import department_sums, reported_figures
from sample_data.truths import strategy_score

KPIS = latest_kpis()


def figures_of(code: str) -> dict[tuple[int, FigureKey], TrueFigure]:
    return {(year, key): row for year in YEARS for key, row in true_figures(DEFAULT_SEED, code, year).items()}


def test_the_same_seed_makes_the_same_figures() -> None:
    first = dict(true_figures(7, "K101", 2020))
    true_figures.cache_clear()
    assert true_figures(7, "K101", 2020) == first


def test_another_seed_makes_other_figures() -> None:
    assert true_figures(7, "K101", 2020) != true_figures(8, "K101", 2020)


def test_a_figure_does_not_depend_on_which_ones_were_made_before() -> None:
    true_figures.cache_clear()
    alone = true_figures(7, "K204", 2021)
    true_figures.cache_clear()
    for code in KPIS:
        true_figures(7, code, 2021)
    assert true_figures(7, "K204", 2021) == alone


@pytest.mark.parametrize("code", list(KPIS))
def test_a_figure_is_never_negative_and_keeps_to_the_bounds_of_its_kpi(code: str) -> None:
    kpi = KPIS[code]
    low, high = kpi.minimum or 0.0, float("inf") if kpi.maximum is None else kpi.maximum
    assert [row for row in figures_of(code).values() if not low <= row.numerator <= high] == []


@pytest.mark.parametrize("code", [code for code, kpi in KPIS.items() if kpi.is_ratio])
def test_a_ratio_has_a_denominator_and_a_part_is_never_more_than_its_whole(code: str) -> None:
    for row in figures_of(code).values():
        assert row.denominator is not None
        assert row.denominator > 0
        if KPIS[code].numerator_within_denominator:
            assert row.numerator <= row.denominator


@pytest.mark.parametrize("code", [code for code, kpi in KPIS.items() if not kpi.is_ratio])
def test_a_figure_of_no_ratio_has_no_denominator(code: str) -> None:
    assert {row.denominator for row in figures_of(code).values()} == {None}


@pytest.mark.parametrize("code", list(KPIS))
def test_counts_are_whole_numbers_and_nothing_is_finer_than_its_decimals(code: str) -> None:
    decimals = 0 if KPIS[code].is_ratio else KPIS[code].decimals
    assert [row for row in figures_of(code).values() if row.numerator != round(row.numerator, decimals)] == []


def test_a_level_reached_is_between_none_and_five() -> None:
    codes = [code for code, kpi in KPIS.items() if kpi.scale is Scale.MILESTONE]
    assert {row.numerator for code in codes for row in figures_of(code).values()} <= {0, 1, 2, 3, 4, 5}


def test_a_cancelled_kpi_has_no_figures_after_its_end_and_a_late_one_none_before_its_start() -> None:
    assert [bool(true_figures(DEFAULT_SEED, "K308", year)) for year in YEARS] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert [bool(true_figures(DEFAULT_SEED, "K309", year)) for year in YEARS] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_some_places_are_blank_but_few() -> None:
    true = sum(len(true_figures(DEFAULT_SEED, "K201", year)) for year in YEARS)
    reported = sum(len(reported_figures(DEFAULT_SEED, "K201", year)) for year in YEARS)
    assert 0.95 * true < reported < true


def test_the_whole_is_what_its_departments_reported() -> None:
    rows = [row for key, row in reported_figures(DEFAULT_SEED, "K303", 2020).items() if key.month <= 6]
    sums = department_sums(DEFAULT_SEED, "K303", 2020, 6)
    assert len(sums) == 5
    assert sum(part.numerator for part in sums.values()) == sum(row.numerator for row in rows)


def test_the_picture_is_mixed_and_each_strategy_has_its_own() -> None:
    whole = [strategy_score(DEFAULT_SEED, "", year, 12) or 0 for year in YEARS]
    assert all(3.2 < score < 4.2 for score in whole)
    assert 3.4 < whole[-1] < 4.0
    assert len({round(strategy_score(DEFAULT_SEED, f"S{n}", 2021, 12) or 0, 1) for n in range(1, 5)}) == 4
