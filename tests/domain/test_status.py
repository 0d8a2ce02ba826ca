"""Status: a word for a score, by the bands of the plan's version."""

import pytest

from domain.plan import Bands
from domain.status import Status, limit_near, status_of, status_of_progress

STRICT = Bands(on_track=4.5, watch=3.5, at_risk=2.5, minimum_coverage=0.8)


@pytest.mark.parametrize(
    ("score", "status"),
    [
        (5, Status.ON_TRACK),
        (4, Status.ON_TRACK),
        (3.99995, Status.ON_TRACK),  # 4.0000 with four decimals
        (3.9999, Status.WATCH),
        (3, Status.WATCH),
        (2.9999, Status.AT_RISK),
        (2, Status.AT_RISK),
        (1.9999, Status.CRITICAL),
        (0, Status.CRITICAL),
        (None, Status.NO_DATA),
    ],
)
def test_a_status_follows_from_the_score_with_four_decimals(score: float | None, status: Status) -> None:
    assert status_of(score, Bands()) is status


@pytest.mark.parametrize(
    ("score", "status"), [(4.4, Status.WATCH), (2.4, Status.CRITICAL), (4.5, Status.ON_TRACK)]
)
def test_the_bands_belong_to_the_plan(score: float, status: Status) -> None:
    assert status_of(score, STRICT) is status


@pytest.mark.parametrize(
    ("coverage", "status"), [(1.0, Status.ON_TRACK), (0.5, Status.ON_TRACK), (0.4999, Status.NO_DATA)]
)
def test_below_the_coverage_limit_a_score_is_not_called_anything(coverage: float, status: Status) -> None:
    assert status_of(5, Bands(), coverage=coverage) is status


def test_the_coverage_limit_belongs_to_the_plan_too() -> None:
    assert status_of(5, STRICT, coverage=0.79) is Status.NO_DATA
    assert status_of(5, STRICT, coverage=0.8) is Status.ON_TRACK


@pytest.mark.parametrize(
    ("ahead", "status"),
    [
        (0.1, Status.ON_TRACK),
        (-0.05, Status.ON_TRACK),
        (0.75 - 0.80, Status.ON_TRACK),  # −0.05000000000000004 in binary
        (-0.06, Status.WATCH),
        (-0.15, Status.WATCH),
        (-0.16, Status.AT_RISK),
        (-0.30, Status.AT_RISK),
        (-0.31, Status.CRITICAL),
        (None, Status.NO_DATA),
    ],
)
def test_a_flagship_has_a_status_of_its_own_from_how_far_it_is_behind(
    ahead: float | None, status: Status
) -> None:
    assert status_of_progress(ahead, Bands()) is status


@pytest.mark.parametrize(
    ("score", "limit"),
    [
        (1.5, (Status.AT_RISK, 2.0)),
        (2.87, (Status.WATCH, 3.0)),  # “ต่ำกว่าเกณฑ์เฝ้าระวัง 3.00”
        (3.4, (Status.ON_TRACK, 4.0)),
        (4.2, (Status.ON_TRACK, 4.0)),
    ],
)
def test_a_status_is_explained_by_the_limit_that_was_missed(
    score: float, limit: tuple[Status, float]
) -> None:
    assert limit_near(score, Bands()) == limit
