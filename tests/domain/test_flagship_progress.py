"""How far a flagship is, against its plan."""

from datetime import date

import pytest

from domain.flagship_progress import actual_progress, planned_progress, progress_of
from tests.builders import a_milestone

# A quarter of the work in ten days of January, the rest in the next ten.
DESIGN = a_milestone("M1", start=date(2020, 1, 1), end=date(2020, 1, 11), weight=1)
BUILD = a_milestone("M2", start=date(2020, 1, 11), end=date(2020, 1, 21), weight=3)
WORK = [DESIGN, BUILD]


def january(day: int) -> date:
    return date(2020, 1, day)


@pytest.mark.parametrize(("day", "planned"), [(1, 0), (6, 0.125), (11, 0.25), (16, 0.625), (21, 1), (31, 1)])
def test_the_plan_runs_straight_between_planned_dates(day: int, planned: float) -> None:
    assert planned_progress(WORK, january(day)) == planned


def test_before_it_begins_nothing_is_planned() -> None:
    assert planned_progress(WORK, date(2019, 6, 1)) == 0


def test_actual_progress_is_weighed_and_what_was_not_reported_has_not_begun() -> None:
    assert actual_progress(WORK, {"M1": 1.0, "M2": 0.5}) == 0.625
    assert actual_progress(WORK, {"M1": 0.8}) == pytest.approx(0.2)
    assert actual_progress(WORK, {"M9": 1.0}) is None
    assert actual_progress(WORK, {}) is None


@pytest.mark.parametrize(
    ("day", "complete", "slippage"),
    [
        (16, {"M1": 1.0, "M2": 0.5}, 0),
        # where the plan was on the eleventh: five days late
        (16, {"M1": 1.0, "M2": 0.0}, 5),
        (16, {"M1": 0.5}, 10),
        (11, {"M1": 0.0}, 10),
        # where the plan will be on the sixteenth: ten days ahead
        (6, {"M1": 1.0, "M2": 0.5}, -10),
        # finished on time, and five days before it
        (31, {"M1": 1.0, "M2": 1.0}, 0),
        (16, {"M1": 1.0, "M2": 1.0}, -5),
        # not finished ten days after the end, where the plan was on the sixteenth
        (31, {"M1": 1.0, "M2": 0.5}, 15),
    ],
)
def test_slippage_is_the_days_since_the_plan_stood_there(
    day: int, complete: dict[str, float], slippage: int
) -> None:
    assert progress_of(WORK, complete, january(day)).slippage == slippage


def test_while_the_plan_rests_a_flagship_that_rests_is_not_late() -> None:
    rest = [DESIGN, a_milestone("M2", start=january(21), end=january(31), weight=3)]
    assert progress_of(rest, {"M1": 1.0}, january(21)).slippage == 0
    assert progress_of(rest, {"M1": 1.0}, january(16)).slippage == -5
    assert progress_of(rest, {"M1": 1.0}, january(26)).slippage == 5


def test_a_single_day_that_was_missed_is_late_from_the_day_before() -> None:
    opening = [a_milestone("M1", start=january(10), end=january(10))]
    assert progress_of(opening, {"M1": 0.0}, january(20)).slippage == 11
    assert planned_progress(opening, january(9)) == 0
    assert planned_progress(opening, january(10)) == 1


def test_a_flagship_without_a_report_has_a_plan_and_nothing_else() -> None:
    progress = progress_of(WORK, {}, january(16))
    assert (progress.planned, progress.actual, progress.slippage, progress.ahead) == (0.625, None, None, None)


def test_a_flagship_is_ahead_or_behind_by_the_difference() -> None:
    assert progress_of(WORK, {"M1": 1.0}, january(16)).ahead == -0.375
    assert progress_of(WORK, {"M1": 1.0, "M2": 1.0}, january(16)).ahead == 0.375


def test_a_flagship_without_milestones_plans_nothing() -> None:
    progress = progress_of([], {}, january(1))
    assert (progress.planned, progress.actual, progress.slippage) == (0, None, None)
