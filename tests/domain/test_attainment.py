"""Attainment: the actual against the target to date, 0 to 2, polarity heeded."""

import pytest

from domain.attainment import attainment_of
from domain.expectation import Aim
from domain.kpi import Polarity


@pytest.mark.parametrize(
    ("actual", "target", "attainment"),
    [
        (50, 100, 0.5),
        (100, 100, 1.0),
        (150, 100, 1.5),
        (200, 100, 2.0),
        (900, 100, 2.0),
        (0, 100, 0.0),
        (-5, 100, 0.0),
        (5, 0, None),
        (0, 0, None),
        (5, -10, None),
        (None, 100, None),
        (5, None, None),
    ],
)
def test_where_more_is_better_the_actual_is_divided_by_the_target(
    actual: float | None, target: float | None, attainment: float | None
) -> None:
    assert attainment_of(Polarity.HIGHER_IS_BETTER, actual, Aim(value=target)) == attainment


@pytest.mark.parametrize(
    ("actual", "target", "attainment"),
    [
        (200, 100, 0.5),
        (100, 100, 1.0),
        (80, 100, 1.25),
        (50, 100, 2.0),
        (10, 100, 2.0),
        (0, 100, 2.0),
        (-5, 100, 2.0),
        (0, 0, 1.0),
        (3, 0, 0.0),
        (3, -1, None),
        (0, -1, None),
        (None, 100, None),
        (5, None, None),
    ],
)
def test_where_less_is_better_the_target_is_divided_by_the_actual(
    actual: float | None, target: float | None, attainment: float | None
) -> None:
    assert attainment_of(Polarity.LOWER_IS_BETTER, actual, Aim(value=target)) == attainment


@pytest.mark.parametrize(
    ("actual", "attainment"),
    # a band of 20 to 40, twenty wide
    [
        (20, 1.0),
        (30, 1.0),
        (40, 1.0),
        (45, 0.75),
        (50, 0.5),
        (15, 0.75),
        (60, 0.0),
        (0, 0.0),
        (99, 0.0),
        (-99, 0.0),
    ],
)
def test_outside_its_band_a_figure_falls_to_nothing_within_one_width(
    actual: float, attainment: float
) -> None:
    assert attainment_of(Polarity.WITHIN_BAND, actual, Aim(low=20, high=40)) == attainment


@pytest.mark.parametrize(
    "aim", [Aim(), Aim(low=20), Aim(high=40), Aim(low=40, high=20), Aim(low=30, high=30), Aim(value=30)]
)
def test_without_a_proper_band_there_is_no_attainment(aim: Aim) -> None:
    assert attainment_of(Polarity.WITHIN_BAND, 30, aim) is None


def test_nothing_reported_is_no_attainment_whatever_the_polarity() -> None:
    for polarity in Polarity:
        assert attainment_of(polarity, None, Aim(value=10, low=5, high=15)) is None
