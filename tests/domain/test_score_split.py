"""Where the change of a score comes from: which KPI did how much, and what other KPIs or weights did."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.roll_up import Weighed, contributions, roll_up, split_change
from tests.builders import due


def test_with_the_same_kpis_and_weights_the_effects_are_the_whole_change() -> None:
    """A 4.0 → 3.0 at 10 of 40, B 2.0 → 3.0 at 30 of 40: −0.25 and +0.75, from 2.5 to 3.0."""
    split = split_change([due("A", 10, 4.0), due("B", 30, 2.0)], [due("A", 10, 3.0), due("B", 30, 3.0)])
    assert split is not None
    assert split.effects == pytest.approx({"A": -0.25, "B": 0.75})
    assert split.remainder == 0.0


def test_a_kpi_that_is_certified_only_now_is_no_effect_but_remains() -> None:
    """A stays at 4.0; B comes in at 1.0 with the same weight: the score falls from 4.0 to 2.5."""
    split = split_change([due("A", 10, 4.0), due("B", 10, None)], [due("A", 10, 4.0), due("B", 10, 1.0)])
    assert split is not None
    assert split.effects == {"A": 0.0}
    assert split.remainder == pytest.approx(-1.5)


def test_another_weight_moves_the_score_though_no_kpi_did() -> None:
    """5.0 and 1.0 at equal weights are 3.0; at 30 to 10 they are 4.0."""
    split = split_change([due("A", 10, 5.0), due("B", 10, 1.0)], [due("A", 30, 5.0), due("B", 10, 1.0)])
    assert split is not None
    assert split.effects == {"A": 0.0, "B": 0.0}
    assert split.remainder == pytest.approx(1.0)


def test_without_a_score_on_one_side_there_is_no_change_to_split() -> None:
    assert split_change([due("A", 10, None)], [due("A", 10, 4.0)]) is None
    assert split_change([due("A", 10, 4.0)], []) is None


SCORES = some.one_of(some.none(), some.floats(0, 5, allow_subnormal=False))
ROWS = some.lists(some.tuples(some.sampled_from([1.0, 10.0, 30.0]), SCORES, SCORES), min_size=1, max_size=6)


@given(ROWS)
def test_effects_and_remainder_always_make_up_the_change(
    rows: list[tuple[float, float | None, float | None]],
) -> None:
    then = [Weighed(code=str(n), weight=w, score=s) for n, (w, s, _) in enumerate(rows)]
    now = [Weighed(code=str(n), weight=w, score=s) for n, (w, _, s) in enumerate(rows)]
    split, before, after = split_change(then, now), roll_up(then).score, roll_up(now).score
    if split is None:
        assert before is None or after is None
        return
    assert before is not None
    assert after is not None
    assert sum(split.effects.values()) + split.remainder == pytest.approx(after - before, abs=2e-4)
    if all((one is None) == (other is None) for _, one, other in rows):
        costs, costs_now = contributions(then), contributions(now)
        assert split.effects == pytest.approx({c: costs[c] - costs_now[c] for c in costs}, abs=1e-9)
        assert split.remainder == 0.0
