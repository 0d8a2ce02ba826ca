from hypothesis import given
from hypothesis import strategies as st

from charts.scales import every, round_ticks


def test_ticks_are_round_and_reach_past_every_value() -> None:
    assert round_ticks([120, 1300]) == (0, 500, 1000, 1500)
    assert round_ticks([0.31, -0.04], most=4) == (-0.2, 0.0, 0.2, 0.4)


def test_marks_that_differ_only_by_place_need_no_zero() -> None:
    assert round_ticks([71, 79], from_zero=False) == (70, 72, 74, 76, 78, 80)


def test_nothing_known_still_gives_a_scale() -> None:
    assert round_ticks([None, None]) == (0.0, 1.0)
    assert round_ticks([0.0]) == (0.0, 1.0)


def test_the_newest_period_is_always_labelled() -> None:
    assert every(10, most=4) == (0, 3, 6, 9)
    assert every(9, most=4) == (2, 5, 8)
    assert every(3, most=4) == (0, 1, 2)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=8))
def test_ticks_always_span_zero_and_all_values(values: list[float]) -> None:
    ticks = round_ticks(values)
    room = 1e-6 * max(1.0, *map(abs, values))
    assert ticks[0] <= min(0.0, *values, 0.0) + room
    assert ticks[-1] >= max(0.0, *values, 0.0) - room
    assert len(ticks) <= 8
