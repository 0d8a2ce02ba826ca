"""What is usual: the median and five robust spreads to either side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.spread import usual_of


def test_limits_are_five_robust_spreads_from_the_median() -> None:
    """1 2 4 6 9: median 4, deviations 3 2 0 2 5 with the median 2; 5 × 1.4826 × 2 = 14.826."""
    usual = usual_of([1, 2, 4, 6, 9], least=0.1)
    assert usual.median == 4
    assert [usual.low, usual.high] == pytest.approx([-10.826, 18.826])


def test_one_wild_value_moves_no_limit_far() -> None:
    assert usual_of([10, 11, 12, 13, 14, 15, 16], least=1).high == pytest.approx(13 + 5 * 1.4826 * 2)
    assert usual_of([10, 11, 12, 13, 14, 15, 9_999], least=1).high == pytest.approx(13 + 5 * 1.4826 * 2)


@pytest.mark.parametrize(
    ("values", "least", "reach"), [([200, 200, 200], 1, 100), ([0, 0, 0], 1, 5), ([-200, -200], 1, 100)]
)
def test_what_never_changed_has_limits_all_the_same(values: list[float], least: float, reach: float) -> None:
    usual = usual_of(values, least=least)
    assert (usual.low, usual.high) == (usual.median - reach, usual.median + reach)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1))
def test_the_median_is_usual_and_so_are_most_values(values: list[float]) -> None:
    usual = usual_of(values, least=1.0)
    assert usual.has(usual.median)
    assert sum(map(usual.has, values)) * 2 >= len(values)
