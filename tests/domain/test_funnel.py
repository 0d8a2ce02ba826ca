"""Chance limits: which provinces differ from the whole by more than chance allows for their size."""

import pytest

from domain.funnel import chance_limits


def test_the_limits_follow_from_the_size_of_the_place() -> None:
    # half of a hundred: one standard error is 0.05
    limits = chance_limits(0.5, 100)
    assert limits is not None
    assert limits.warning == pytest.approx((0.402, 0.598))
    assert limits.alarm == pytest.approx((0.3455, 0.6545))


def test_the_limits_never_leave_what_a_share_can_be() -> None:
    # a tenth of nine: one standard error is 0.1
    limits = chance_limits(0.1, 9)
    assert limits is not None
    assert limits.warning == pytest.approx((0, 0.296))
    assert limits.alarm == pytest.approx((0, 0.409))


def test_where_all_or_none_are_reached_chance_has_no_room() -> None:
    for share in (0.0, 1.0):
        limits = chance_limits(share, 100)
        assert limits is not None
        assert limits.warning == limits.alarm == (share, share)


@pytest.mark.parametrize(("share", "size"), [(0.5, 0), (0.5, -3), (-0.1, 100), (1.1, 100)])
def test_limits_that_cannot_be_drawn_are_none(share: float, size: float) -> None:
    assert chance_limits(share, size) is None
