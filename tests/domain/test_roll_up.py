"""Upwards: weighted scores, what stands behind them, and who costs how much."""

import pytest

from domain.roll_up import Gap, GroupScore, Weighed, contributions, roll_up, split_by_gap, split_by_weight
from tests.builders import due

#          weight  score
BOARD = [due("K1", 50, 4.0), due("K2", 30, 2.0), due("K3", 20, None)]


def test_a_group_scores_the_weighted_mean_of_what_is_certified() -> None:
    # (50 × 4 + 30 × 2) / 80
    assert roll_up(BOARD).score == 3.25


def test_coverage_is_the_certified_weight_of_the_due_weight() -> None:
    assert roll_up(BOARD).coverage == 0.8


def test_what_is_missing_may_still_turn_out_full_or_empty() -> None:
    group = roll_up(BOARD)
    # 260 are earned; the missing 20 bring 100 at best, nothing at worst, of 100
    assert (group.best, group.worst) == (3.6, 2.6)


def test_a_complete_group_can_be_no_better_and_no_worse() -> None:
    assert roll_up(BOARD[:2]) == GroupScore(score=3.25, coverage=1.0, best=3.25, worst=3.25)


def test_a_group_without_a_certified_kpi_has_no_score_and_may_still_be_anything() -> None:
    assert roll_up([due("K3", 20, None)]) == GroupScore(score=None, coverage=0.0, best=5.0, worst=0.0)


@pytest.mark.parametrize("rows", [[], [due("K1", 0, 4.0)], [due("K1", 0, None), due("K2", 0, 1.0)]])
def test_a_group_in_which_nothing_is_due_has_nothing_to_say(rows: list[Weighed]) -> None:
    assert roll_up(rows) == GroupScore(score=None, coverage=None, best=None, worst=None)


def test_a_kpi_without_weight_changes_nothing() -> None:
    assert roll_up([*BOARD, due("K4", 0, 0.0), due("K5", 0, None)]) == roll_up(BOARD)


def test_weights_need_not_sum_to_a_hundred() -> None:
    assert roll_up([due("K1", 5, 4.0), due("K2", 3, 2.0)]).score == 3.25


def test_a_strategy_is_the_mean_of_its_kpis_and_not_of_its_goals() -> None:
    # a goal of one KPI and a goal of two: (10 × 5 + 10 × 2 + 10 × 2) / 30, not (5 + 2) / 2
    rows = [due("G1-K1", 10, 5.0), due("G2-K1", 10, 2.0), due("G2-K2", 10, 2.0)]
    assert roll_up(rows).score == 3.0


# --- contributions -------------------------------------------------------------------------------------------


def test_every_certified_kpi_takes_its_part_from_full_marks() -> None:
    # 50 × 1 / 80 and 30 × 3 / 80; together 1.75 = 5 − 3.25
    assert contributions(BOARD) == {"K1": 0.625, "K2": 1.125}


def test_where_nothing_is_certified_nothing_is_taken() -> None:
    assert contributions([due("K3", 20, None), due("K4", 0, 1.0)]) == {}


def test_departments_share_a_joint_kpis_contribution_by_their_weights() -> None:
    assert split_by_weight(1.2, {"DOP": 3, "DSD": 1}) == pytest.approx({"DOP": 0.9, "DSD": 0.3})
    assert split_by_weight(1.2, {"DOP": 0, "DSD": 0}) == {}
    assert split_by_weight(1.2, {}) == {}


def test_places_share_a_contribution_by_their_signed_gap_to_full_marks() -> None:
    # short by 30 and 40, ahead by 10: of the 60 that are missing in all
    gaps = [Gap(code="50", gap=30), Gap(code="57", gap=-10), Gap(code="83", gap=40)]
    assert split_by_gap(0.6, gaps) == pytest.approx({"50": 0.3, "57": -0.1, "83": 0.4})


def test_places_share_nothing_where_one_of_them_has_no_target() -> None:
    assert split_by_gap(0.6, [Gap(code="50", gap=30), Gap(code="57", gap=None)]) == {}


@pytest.mark.parametrize("gaps", [[], [0.0, 0.0], [30.0, -30.0]])
def test_places_share_nothing_where_no_gap_is_left(gaps: list[float]) -> None:
    assert split_by_gap(0.6, [Gap(code=str(i), gap=gap) for i, gap in enumerate(gaps)]) == {}
