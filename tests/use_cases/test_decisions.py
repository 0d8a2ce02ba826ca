"""What needs a decision: the KPIs that fell, the projects that lag, the departments that owe returns."""

from datetime import date

import pytest

from data_access.database import Database
from domain.decision import FlagshipBehind, KpiCritical, KpiFell, ReturnsLate, weightiest
from domain.status import Status
from tests.data_access.builders import an_answer, at
from tests.use_cases.ministry import (
    DOP,
    DSD,
    DWF,
    Q1_AT,
    Q2_AT,
    Ministry,
    a_silent_ministry,
    first_quarter,
    second_quarter,
)
from use_cases.decisions import list_decisions
from use_cases.view_changes import view_changes
from use_cases.view_overview import view_overview


def test_a_flagship_too_many_days_behind_is_brought_to_its_lead(ministry: Ministry) -> None:
    """F1 is where the plan was after 145 of 182 days: 37 behind. Its KPI, RATE, takes 50/90."""
    _, found = view_overview(ministry.database, ministry.boards()).decisions
    assert isinstance(found, FlagshipBehind)
    assert (found.flagship, found.departments, found.progress.slippage) == ("F1", (DOP,), 37)
    assert found.at_stake == pytest.approx(50 / 90)


def test_how_many_days_are_too_many_can_be_set(ministry: Ministry) -> None:
    boards = ministry.boards()
    cards = view_overview(ministry.database, boards).flagships
    told = {days: list_decisions(boards, (), cards, (), most_days_behind=days) for days in (36, 37)}
    assert [d.code for d in told[37]] == ["BAND"]
    assert [d.code for d in told[36]] == ["BAND", "F1"]


def test_a_kpi_that_stays_critical_is_brought_to_its_owners(ministry: Ministry) -> None:
    """BAND scores 1.00 as in the quarter before and takes 10 × 4 / 90."""
    found, _ = view_overview(ministry.database, ministry.boards()).decisions
    assert isinstance(found, KpiCritical)
    assert (found.code, found.departments) == ("BAND", (DWF,))
    assert found.at_stake == pytest.approx(40 / 90)


def test_a_kpi_that_fell_and_is_red_is_brought_to_its_owners(ministry: Ministry) -> None:
    """LEVEL 39 scores 0 and takes 10 × 5 / 90, as much as F1: a KPI stands before a flagship."""
    ministry.take(an_answer(6, {("LEVEL", ""): 39.0, ("BAND", ""): 2.0}, department=DWF), on=at(300))
    first, second, third = view_overview(ministry.database, ministry.boards()).decisions
    assert isinstance(first, KpiFell)
    assert (first.code, first.before, first.figure.status) == ("LEVEL", Status.ON_TRACK, Status.CRITICAL)
    assert first.departments == (DWF,)
    assert first.at_stake == pytest.approx(50 / 90)
    assert (second.code, third.code) == ("BAND", "F1")


def test_what_counts_as_fallen_follows_the_instant_that_was_chosen(ministry: Ministry) -> None:
    """Since day 250 LEVEL fell from watch, not from on track."""
    ministry.take(an_answer(6, {("LEVEL", ""): 39.0, ("BAND", ""): 2.0}, department=DWF), on=at(300))
    boards = ministry.boards()
    flips = view_changes(ministry.database, boards, at(250)).flips
    first, *_ = view_overview(ministry.database, boards, flips).decisions
    assert isinstance(first, KpiFell)
    assert first.before is Status.WATCH


def test_overdue_returns_are_one_matter_to_a_department(database: Database) -> None:
    """RATE and JOINT wait for DSD: 50 of the 90 that are due, so 5 × 50 / 90 points are still open."""
    ministry = a_silent_ministry(database)
    ministry.take(*(r for r in first_quarter() if r.department != DSD), on=Q1_AT)
    ministry.take(*(r for r in second_quarter() if r.department != DSD), on=Q2_AT)
    found = next(d for d in view_overview(database, ministry.boards()).decisions if d.code == DSD)
    assert isinstance(found, ReturnsLate)
    assert (found.department, found.returns, found.since) == (DSD, 2, date(2020, 1, 15))
    assert found.at_stake == pytest.approx(5 * 50 / 90)


def test_a_return_that_is_not_yet_due_needs_no_decision(database: Database) -> None:
    """Asked on 9 April, a day before the second quarter is due."""
    ministry = a_silent_ministry(database)
    ministry.take(*first_quarter(), on=at(90))
    assert not [d for d in view_overview(database, ministry.boards(as_of=at(99))).decisions if d.code == DSD]


def test_what_is_critical_stands_before_what_has_more_at_stake(ministry: Ministry) -> None:
    critical, _ = view_overview(ministry.database, ministry.boards()).decisions
    late = ReturnsLate(department="A", returns=1, since=date(2020, 4, 10), at_stake=4.0)
    assert weightiest([late, critical]) == (critical, late)


def test_at_most_five_are_told_the_weightiest_first_and_equal_ones_by_their_code() -> None:
    rows = [
        ReturnsLate(department=code, returns=1, since=date(2020, 4, 10), at_stake=stake)
        for code, stake in (("F", 1.0), ("E", 2.0), ("D", 1.0), ("C", 1.0), ("B", 3.0), ("A", 1.0))
    ]
    assert [d.code for d in weightiest(rows)] == ["B", "E", "A", "C", "D"]
    assert weightiest(rows[::-1]) == weightiest(rows)
