"""The first screen: are we on course, what got worse, what needs a decision, who is late."""

from datetime import date

import pytest

from data_access.database import Database
from domain.status import Status
from tests.builders import YEAR, a_plan
from tests.data_access.builders import an_answer
from tests.use_cases.ministry import (
    DOP,
    DSD,
    DWF,
    PLAN,
    Q1_AT,
    Q2_AT,
    Ministry,
    a_silent_ministry,
    first_quarter,
    second_of_dop,
)
from use_cases.late_returns import due_on
from use_cases.view_overview import Overview, view_overview


def overview(ministry: Ministry, month: int = 6) -> Overview:
    return view_overview(ministry.database, ministry.boards(month))


def test_the_whole_now_a_quarter_and_a_year_ago(ministry: Ministry) -> None:
    seen = overview(ministry)
    assert (seen.whole.group.score, seen.whole_before.group.score) == (3.1111, 3.375)
    assert seen.whole_last_year.group.score == 4.0
    assert [point.score for point in seen.trend][-2:] == [3.375, 3.1111]


def test_every_strategy_has_its_card(ministry: Ministry) -> None:
    cards = overview(ministry).strategies
    assert [(c.figure.code, c.figure.group.score, c.last_year) for c in cards] == [
        ("S1", 2.9167, 4.0),
        ("S2", 3.5, None),
    ]
    assert [c.figure.status for c in cards] == [Status.AT_RISK, Status.WATCH]


def test_exceptions_are_the_red_ones_the_costliest_first(ministry: Ministry) -> None:
    """RATE costs more than BAND, though BAND scores less."""
    rows = overview(ministry).exceptions
    assert [(r.figure.kpi.code, r.figure.status) for r in rows] == [
        ("RATE", Status.AT_RISK),
        ("BAND", Status.CRITICAL),
    ]
    assert [r.cost for r in rows] == pytest.approx([50 / 90, 40 / 90])


def test_changes_are_the_kpis_whose_status_moved_those_that_fell_first(ministry: Ministry) -> None:
    """JOINT costs more than LEVEL. BAND is not among them: a quarter ago it was not due, which is no fall."""
    rows = overview(ministry).changes
    assert [(r.figure.kpi.code, r.before.status, r.figure.status) for r in rows] == [
        ("JOINT", Status.ON_TRACK, Status.WATCH),
        ("LEVEL", Status.ON_TRACK, Status.WATCH),
        ("RATE", Status.CRITICAL, Status.AT_RISK),
    ]


def test_nothing_is_late_where_all_has_come(ministry: Ministry) -> None:
    assert overview(ministry).late == ()


def test_late_are_the_returns_of_the_year_that_are_not_there_the_oldest_first(database: Database) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(*(r for r in first_quarter() if r.department != DWF), on=Q1_AT)
    ministry.take(second_of_dop(), on=Q2_AT)
    late = overview(ministry).late
    assert [(row.month, row.department, row.due_on) for row in late] == [
        (3, DWF, date(2020, 1, 15)),  # 31 December and 15 days
        (6, DSD, date(2020, 4, 10)),
        (6, DWF, date(2020, 4, 10)),
    ]
    assert {row.year for row in late} == {YEAR}


def test_a_return_is_late_only_where_something_is_asked_and_the_period_has_closed(database: Database) -> None:
    ministry = a_silent_ministry(database)
    assert {row.month for row in overview(ministry, 5).late} == {3}
    assert overview(ministry, 2).late == ()


def test_an_empty_return_is_there_all_the_same(database: Database) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(an_answer(3, {}, department=DWF), on=Q1_AT)
    assert [row.department for row in overview(ministry, 3).late] == [DOP, DSD]


def test_a_return_is_due_on_the_day_of_closing_where_the_plan_says_nothing() -> None:
    assert due_on(PLAN, YEAR, 9) == date(2020, 6, 30)


def test_the_overview_of_a_plan_without_anything_is_empty(database: Database) -> None:
    bare = a_plan(strategies=(), goals=(), departments=(), regions=(), schemes=(), provinces=(), flagships=())
    seen = overview(a_silent_ministry(database, bare))
    assert (seen.strategies, seen.flagships, seen.exceptions, seen.changes, seen.late) == ((), (), (), (), ())
    assert seen.whole.status is Status.NO_DATA


def test_a_period_before_anything_was_reported_is_shown_without_a_fault(database: Database) -> None:
    seen = overview(a_silent_ministry(database))
    assert (seen.whole.group.score, seen.exceptions, seen.changes) == (None, (), ())
    assert {card.figure.status for card in seen.strategies} == {Status.NO_DATA}
    assert {row.department for row in seen.late} == {DOP, DSD, DWF}
