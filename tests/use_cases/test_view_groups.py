"""A strategy, a department, a flagship: the same figures seen from three sides."""

from dataclasses import replace
from datetime import date

import pytest

from data_access.database import Database
from domain.failures import NotFound
from domain.status import Status
from tests.data_access.builders import an_answer, at
from tests.use_cases.ministry import (
    DOP,
    DSD,
    DWF,
    PLAN,
    Q1_AT,
    Ministry,
    a_silent_ministry,
    first_quarter,
)
from use_cases.view_department import view_department, view_departments
from use_cases.view_flagship import FlagshipView, view_flagship
from use_cases.view_strategy import view_strategy

# --- a strategy -----------------------------------------------------------------------------------------------


def test_a_strategy_has_its_goals_and_kpis_in_the_order_of_the_plan(ministry: Ministry) -> None:
    seen = view_strategy(ministry.database, ministry.boards(), "S1")
    assert (seen.figure.group.score, seen.figure.status, seen.last_year) == (2.9167, Status.AT_RISK, 4.0)
    assert [(g.goal.code, g.figure.group.score) for g in seen.goals] == [("G1", 3.25), ("G2", 2.25)]
    assert [row.figure.kpi.code for row in seen.kpis] == ["SERVED", "RATE", "LEVEL", "BAND"]
    assert [point.score for point in seen.trend][-2:] == [3.0, 2.9167]  # (80 + 20 + 50) / 50 before


def test_the_departments_of_a_strategy_stand_by_what_they_own_of_it(ministry: Ministry) -> None:
    seen = view_strategy(ministry.database, ministry.boards(), "S1")
    assert {d.code: d.group.score for d in seen.departments} == {DOP: 4.0, DSD: 2.5, DWF: 2.25}
    other = view_strategy(ministry.database, ministry.boards(), "S2")
    assert {d.code: (d.group.score, d.due) for d in other.departments} == {
        DOP: (3.5, 1),
        DSD: (3.5, 1),
        DWF: (None, 0),
    }


def test_what_departments_cost_sums_to_what_their_strategy_costs(ministry: Ministry) -> None:
    for code in ("S1", "S2"):
        seen = view_strategy(ministry.database, ministry.boards(), code)
        total = sum(d.contribution or 0.0 for d in seen.departments)
        assert total == pytest.approx(seen.figure.contribution)


def test_the_regions_of_a_strategy_stand_on_its_kpis_by_province(ministry: Ministry) -> None:
    """NORTH (5.0 and 3.75) / 2, SOUTH (3.0 and 1.25) / 2, of equal weight."""
    regions = view_strategy(ministry.database, ministry.boards(), "S1").regions
    assert {r.code: r.figure.group.score for r in regions} == {"NORTH": 4.375, "SOUTH": 2.125}
    assert view_strategy(ministry.database, ministry.boards(), "S2").regions == ()


def test_a_strategy_that_the_plan_does_not_have_is_not_found(sqlite: Database) -> None:
    ministry = a_silent_ministry(sqlite)
    boards = ministry.boards()
    with pytest.raises(NotFound) as refused:
        view_strategy(sqlite, boards, "S9")
    assert (refused.value.code, refused.value.values) == ("strategy_unknown", {"code": "S9"})


# --- a department ---------------------------------------------------------------------------------------------


def test_a_department_stands_by_its_own_weights(ministry: Ministry) -> None:
    """DOP (20 × 4.0 + 10 × 3.5) / 30, DSD (20 × 2.5 + 20 × 3.5) / 40, DWF (10 × 3.5 + 10 × 1.0) / 20."""
    figures = view_departments(ministry.boards())
    assert {f.code: f.group.score for f in figures} == {DOP: 3.8333, DSD: 3.0, DWF: 2.25}


def test_a_joint_kpi_costs_each_owner_its_part_and_all_departments_the_shortfall(ministry: Ministry) -> None:
    costs = {f.code: f.contribution for f in view_departments(ministry.boards())}
    assert costs == pytest.approx({DOP: (20 + 15) / 90, DSD: (50 + 30) / 90, DWF: (15 + 40) / 90})
    assert sum(cost or 0.0 for cost in costs.values()) == pytest.approx(5 - 280 / 90)


def test_a_department_sees_its_kpis_and_its_score_a_year_ago(ministry: Ministry) -> None:
    seen = view_department(ministry.database, ministry.boards(), DOP)
    assert [row.figure.kpi.code for row in seen.kpis] == ["SERVED", "JOINT"]
    assert (seen.figure.group.score, seen.last_year.group.score) == (3.8333, 4.0)
    assert seen.figure.contribution == pytest.approx(35 / 90)


def test_a_department_sees_the_flagships_that_it_leads(ministry: Ministry) -> None:
    [led] = view_department(ministry.database, ministry.boards(), DOP).flagships
    assert (led.flagship.code, led.progress.actual, led.progress.slippage) == ("F1", 0.4, 37)
    assert led.status is Status.WATCH
    assert view_department(ministry.database, ministry.boards(), DWF).flagships == ()


def test_a_department_sees_what_it_owes_in_the_year_and_what_came_of_it(ministry: Ministry) -> None:
    seen = view_department(ministry.database, ministry.boards(), DWF)
    assert [(row.month, row.due_on, bool(row.submission)) for row in seen.returns] == [
        (3, date(2020, 1, 15), True),
        (6, date(2020, 4, 10), True),
        (9, date(2020, 6, 30), False),
        (12, date(2020, 9, 30), False),
    ]
    sent = seen.returns[1].submission
    assert sent is not None
    assert (sent.version, sent.file_name, sent.sent_by) == (1, "DWF-2020-6.xlsx", "somsri")


def test_a_department_sees_the_returns_that_stood_at_an_older_look(ministry: Ministry) -> None:
    seen = view_department(ministry.database, ministry.boards(as_of=at(150)), DSD)
    assert [bool(row.submission) for row in seen.returns] == [True, False, False, False]


def test_a_department_that_the_plan_does_not_have_is_not_found_and_the_others_are_named(
    sqlite: Database,
) -> None:
    boards = a_silent_ministry(sqlite).boards()
    with pytest.raises(NotFound) as refused:
        view_department(sqlite, boards, "NOBODY")
    assert refused.value.values == {"department": "NOBODY", "known": "DOP, DSD, DWF"}


# --- a flagship -----------------------------------------------------------------------------------------------


def flagship(ministry: Ministry, code: str = "F1", month: int = 6) -> FlagshipView:
    return view_flagship(ministry.database, ministry.boards(month), code)


def test_a_flagship_stands_by_its_progress_against_its_plan(ministry: Ministry) -> None:
    """On 31 March M1 should be done and M2 not begun: a half. M1 is at 80 %, which makes 40 %.

    The plan was at 80 % of M1 after 145 of its 182 days: 37 days ago.
    """
    card = flagship(ministry).card
    assert (card.progress.planned, card.progress.actual, card.progress.slippage) == (0.5, 0.4, 37)
    assert card.status is Status.WATCH


def test_a_flagship_shows_its_money_of_the_year(ministry: Ministry) -> None:
    budget = flagship(ministry).card.budget
    assert budget is not None
    assert (budget.planned, budget.planned_to_date) == (1000, 300)
    assert (budget.committed, budget.disbursed) == (250, 120)
    assert budget.months == ((3, 90, 50), (6, 250, 120))


def test_inside_a_quarter_the_money_planned_until_now_is_its_part(ministry: Ministry) -> None:
    budget = flagship(ministry, month=5).card.budget
    assert budget is not None
    assert budget.planned_to_date == pytest.approx(100 + 200 * 2 / 3)
    assert budget.committed == 90


def test_a_flagship_shows_what_its_kpis_say_of_its_effect(ministry: Ministry) -> None:
    seen = flagship(ministry)
    assert [row.figure.kpi.code for row in seen.kpis] == ["RATE"]
    assert seen.card.kpis.group.score == 2.5
    assert seen.card.kpis.contribution == pytest.approx(50 / 90)
    assert {d.code: d.group.score for d in seen.departments} == {DSD: 2.5}
    assert {r.code: r.figure.group.score for r in seen.regions} == {"NORTH": 3.75, "SOUTH": 1.25}


def test_a_milestone_shows_its_last_report_and_when_it_was_done(ministry: Ministry) -> None:
    ministry.take(an_answer(9, {}, milestones={"M1": 1.0, "M2": 0.5}), on=at(300))
    first, second = flagship(ministry, month=9).milestones
    assert (first.complete, first.reported_on, first.finished_on) == (
        1.0,
        date(2020, 6, 30),
        date(2020, 6, 30),
    )
    assert (second.complete, second.reported_on, second.finished_on) == (0.5, date(2020, 6, 30), None)
    first, second = flagship(ministry).milestones
    assert (first.complete, first.finished_on, second.complete) == (0.8, None, None)


def test_a_milestone_finished_after_its_planned_end_says_by_how_many_days(ministry: Ministry) -> None:
    """M1 should end on 31 March and is reported finished on 30 June; M2, which ends on 30 September, is not late."""
    ministry.take(an_answer(9, {}, milestones={"M1": 1.0, "M2": 0.5}), on=at(300))
    assert [line.days_late for line in flagship(ministry, month=9).milestones] == [91, 0]
    assert [line.days_late for line in flagship(ministry).milestones] == [0, 0]


def test_a_milestone_that_is_not_finished_is_late_until_now(ministry: Ministry) -> None:
    first, second = view_flagship(ministry.database, ministry.boards(3, year=2021), "F1").milestones
    assert (first.days_late, second.days_late) == (275, 92)  # until 31 December 2020


def test_a_milestone_reported_finished_in_the_quarter_of_its_planned_end_is_not_late(
    database: Database,
) -> None:
    """It should end on 1 February; of the quarter's days nobody says on which it was finished."""
    milestones = tuple(
        replace(m, planned_end=date(2020, 2, 1)) if m.code == "M1" else m for m in PLAN.milestones
    )
    ministry = a_silent_ministry(database, replace(PLAN, milestones=milestones))
    ministry.take(an_answer(6, {}, milestones={"M1": 1.0}), on=Q1_AT)
    assert flagship(ministry).milestones[0].days_late == 0


def test_the_curve_runs_from_the_first_planned_day_to_the_last(ministry: Ministry) -> None:
    curve = flagship(ministry).curve
    assert (curve[0].day, curve[-1].day, len(curve)) == (date(2019, 10, 31), date(2020, 9, 30), 12)
    assert {p.day: p.actual for p in curve if p.actual is not None} == {
        date(2019, 12, 31): 0.2,
        date(2020, 3, 31): 0.4,
    }
    planned = {p.day: p.planned for p in curve}
    assert (planned[date(2020, 3, 31)], planned[date(2020, 9, 30)]) == (0.5, 1.0)


def test_the_curve_goes_on_to_the_moment_where_the_plan_has_ended(ministry: Ministry) -> None:
    curve = view_flagship(ministry.database, ministry.boards(3, year=2021), "F1").curve
    assert curve[-1].day == date(2020, 12, 31)
    assert curve[-1].planned == 1.0


def test_a_flagship_without_reports_kpis_or_money_has_no_data_and_no_fault(ministry: Ministry) -> None:
    seen = flagship(ministry, "F2")
    assert (seen.card.progress.actual, seen.card.progress.slippage) == (None, None)
    assert (seen.card.status, seen.card.budget, seen.card.kpis.group.score) == (Status.NO_DATA, None, None)
    assert (seen.kpis, seen.departments, seen.regions) == ((), (), ())
    assert [line.complete for line in seen.milestones] == [None]


def test_a_flagship_at_an_older_look_is_as_far_as_it_was_then(database: Database) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(*first_quarter(), on=Q1_AT)
    ministry.take(an_answer(3, {}, milestones={"M1": 1.0}), on=at(300))
    now = view_flagship(database, ministry.boards(3), "F1")
    then = view_flagship(database, ministry.boards(3, as_of=at(299)), "F1")
    assert (now.card.progress.actual, then.card.progress.actual) == (0.5, 0.2)


def test_a_flagship_that_the_plan_does_not_have_is_not_found(sqlite: Database) -> None:
    boards = a_silent_ministry(sqlite).boards()
    with pytest.raises(NotFound) as refused:
        view_flagship(sqlite, boards, "F9")
    assert refused.value.code == "flagship_unknown"
