"""How far a return is, and by how many days it is late."""

from datetime import date

import pytest

from domain.reporting import Stage, days_late, stage_of
from domain.submission import State


@pytest.mark.parametrize(
    ("stands", "latest", "is_overdue", "stage"),
    [
        (False, None, False, Stage.NOT_DUE),
        (False, None, True, Stage.LATE),
        (False, State.DRAFT, False, Stage.DRAFT),
        (False, State.DRAFT, True, Stage.DRAFT),
        (False, State.SUBMITTED, True, Stage.SUBMITTED),
        (False, State.SENT_BACK, True, Stage.SENT_BACK),
        (True, None, True, Stage.APPROVED),
        (True, State.DRAFT, True, Stage.APPROVED),
        (True, State.APPROVED, True, Stage.APPROVED),
    ],
)
def test_what_stands_comes_first_then_what_is_on_its_way_then_the_calendar(
    stands: bool, latest: State | None, is_overdue: bool, stage: Stage
) -> None:
    assert stage_of(stands=stands, latest=latest, is_overdue=is_overdue, sees_drafts=True) is stage


@pytest.mark.parametrize("is_overdue", [False, True])
def test_who_may_not_see_what_is_on_its_way_is_told_the_same_whatever_it_is(is_overdue: bool) -> None:
    told = {
        stage_of(stands=False, latest=latest, is_overdue=is_overdue, sees_drafts=False)
        for latest in (None, *State)
    }
    assert told == {Stage.NOT_REPORTED if is_overdue else Stage.NOT_DUE}


@pytest.mark.parametrize(
    ("sent_on", "late"), [(date(2020, 4, 9), 0), (date(2020, 4, 10), 0), (date(2020, 4, 12), 2)]
)
def test_a_return_is_late_from_the_day_after_the_one_on_which_it_was_due(sent_on: date, late: int) -> None:
    assert days_late(date(2020, 4, 10), sent_on) == late
