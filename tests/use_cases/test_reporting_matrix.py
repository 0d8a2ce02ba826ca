"""Who has reported what, and when, over a fiscal year of the small ministry.

What is asked, in figures, and when it is due:

    closing month    3 (15 January)   6 (10 April)   9 (30 June)   12 (30 September)
    DOP              4 + 1            4 + 1          4 + 1         4 + 1
    DSD              4 + 1            4 + 1          4 + 1         4 + 1
    DWF              1                1 + 1          1 + 1         1 + 1 + 1
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event

from data_access.database import Database
from data_access.periods import find_reopening, save_closing, save_granted, save_reopening
from data_access.return_versions import Step
from domain.failures import NotFound
from domain.fiscal import Frequency
from domain.person import Role
from domain.reporting import Stage
from domain.submission import State
from tests.builders import YEAR
from tests.data_access.builders import an_answer, at
from tests.people import ROOT, a_grant, everybody, signed_in, somebody
from tests.use_cases.ministry import (
    DOP,
    DSD,
    DWF,
    PLAN,
    Ministry,
    a_silent_ministry,
    first_quarter,
    second_quarter,
)
from tests.use_cases.on_their_way import a_hand, drafted, sent, sent_back, stepped
from use_cases.authority import Caller, Forbidden
from use_cases.reporting_matrix import MatrixCell, ReportingMatrix, view_reporting_matrix

APRIL_1, APRIL_20 = at(91), at(110)


def matrix(ministry: Ministry, now: datetime, caller: Caller = ROOT, *, year: int = YEAR) -> ReportingMatrix:
    return view_reporting_matrix(ministry.database, caller, year=year, now=now)


def cell(found: ReportingMatrix, department: str, month: int) -> MatrixCell:
    (row,) = [row for row in found.rows if row.department.code == department]
    (one,) = [cell for cell in row.cells if cell.month == month]
    return one


def stages(found: ReportingMatrix) -> dict[str, list[Stage]]:
    return {row.department.code: [cell.stage for cell in row.cells] for row in found.rows}


@pytest.fixture
def silent(database: Database) -> Ministry:
    """The small ministry, of which nothing has been reported."""
    return a_silent_ministry(database)


def test_months_in_which_nobody_is_asked_are_left_out(silent: Ministry) -> None:
    found = matrix(silent, APRIL_1)
    assert (found.year, found.today, found.months) == (YEAR, date(2020, 4, 1), (3, 6, 9, 12))
    assert [cell(found, code, 12).asked for code in (DOP, DSD, DWF)] == [5, 5, 3]
    assert [cell(found, DWF, month).asked for month in found.months] == [1, 2, 2, 3]


def test_what_is_over_its_day_and_not_there_is_late_and_the_rest_is_not_due_yet(silent: Ministry) -> None:
    found = matrix(silent, APRIL_1)
    assert stages(found) == {code: [Stage.LATE] + [Stage.NOT_DUE] * 3 for code in (DOP, DSD, DWF)}
    # From 15 January to 1 April: 16 + 29 + 31 + 1 days.
    assert (cell(found, DOP, 3).due_on, cell(found, DOP, 3).late_by) == (date(2020, 1, 15), 77)
    assert (cell(found, DOP, 6).late_by, cell(found, DOP, 6).reported) == (0, 0)


def test_a_department_of_which_a_month_asks_nothing_says_so(database: Database) -> None:
    monthly = replace(
        PLAN,
        kpis=tuple(replace(k, frequency=Frequency.MONTH) if k.code == "SERVED" else k for k in PLAN.kpis),
    )
    found = matrix(a_silent_ministry(database, monthly), APRIL_1)
    assert found.months == tuple(range(1, 13))
    assert cell(found, DSD, 1).stage is Stage.NOT_ASKED
    assert cell(found, DSD, 1).due_on is None
    assert cell(found, DOP, 1).asked == 4


def test_what_stands_is_complete_by_the_figures_asked_and_late_by_its_first_sending(silent: Ministry) -> None:
    silent.take(an_answer(3, {("SERVED", "50"): 1.0, ("SERVED", "57"): 2.0, ("JOINT", ""): 3.0}), on=at(10))
    silent.take(an_answer(6, {("SERVED", "50"): 1.0}), on=at(103))
    silent.take(an_answer(6, {("SERVED", "50"): 1.0, ("JOINT", ""): 3.0}), on=at(120))
    found = matrix(silent, at(200))
    first, second = cell(found, DOP, 3), cell(found, DOP, 6)
    assert (first.stage, first.reported, first.asked) == (Stage.APPROVED, 3, 5)
    assert (first.first_sent_on, first.late_by) == (date(2020, 1, 11), 0)
    # Sent on 13 April and again later; due on 10 April.
    assert (second.reported, second.first_sent_on, second.late_by) == (2, date(2020, 4, 13), 3)


def test_a_figure_of_a_kpi_that_is_not_asked_does_not_make_a_return_complete(silent: Ministry) -> None:
    silent.take(an_answer(3, {("BAND", ""): 1.0}, department=DWF), on=at(10))
    assert (cell(matrix(silent, at(20)), DWF, 3).reported, cell(matrix(silent, at(20)), DWF, 3).asked) == (
        0,
        1,
    )


def test_drafts_what_waits_and_what_came_back_are_told_apart(silent: Ministry) -> None:
    dop, dsd, dwf = second_quarter()
    drafted(silent.database, dop, at(95))
    sent(silent.database, dsd, at(96))
    sent_back(silent.database, sent(silent.database, dwf, at(97)), at(98), "ค่าไม่ตรงกับหลักฐาน")
    found = matrix(silent, APRIL_20)
    assert [cell(found, code, 6).stage for code in (DOP, DSD, DWF)] == [
        Stage.DRAFT,
        Stage.SUBMITTED,
        Stage.SENT_BACK,
    ]
    assert [cell(found, code, 6).reported for code in (DOP, DSD, DWF)] == [5, 5, 2]
    # The draft is not sent yet, ten days after 10 April; the others were in time.
    assert [cell(found, code, 6).late_by for code in (DOP, DSD, DWF)] == [10, 0, 0]
    assert cell(found, DSD, 6).first_sent_on == date(2020, 4, 6)
    assert cell(found, DWF, 6).reason == "ค่าไม่ตรงกับหลักฐาน"


def test_of_a_draft_that_a_finding_blocks_nobody_knows_how_complete_it_is(silent: Ministry) -> None:
    (dop, *_) = second_quarter()
    drafted(silent.database, dop, at(95), is_blocked=True)
    assert cell(matrix(silent, APRIL_1), DOP, 6).reported is None


def test_a_newer_version_of_what_stands_is_told_beside_it(silent: Ministry) -> None:
    (dop, *_) = second_quarter()
    silent.take(dop, on=at(95))
    drafted(silent.database, an_answer(6, {("JOINT", ""): 1.0}), at(96))
    found = cell(matrix(silent, APRIL_20), DOP, 6)
    assert (found.stage, found.next_stage, found.reported) == (Stage.APPROVED, Stage.DRAFT, 5)


def test_a_draft_thrown_away_leaves_what_was_before(silent: Ministry) -> None:
    (dop, *_) = second_quarter()
    stepped(silent.database, drafted(silent.database, dop, at(95)), Step(state=State.REPLACED))
    assert cell(matrix(silent, APRIL_1), DOP, 6).stage is Stage.NOT_DUE


def test_sent_in_time_and_sent_back_stays_in_time_whenever_it_is_approved(silent: Ministry) -> None:
    (dop, *_) = second_quarter()
    sent_back(silent.database, sent(silent.database, dop, at(95)), at(120))
    silent.take(dop, on=at(140))
    found = cell(matrix(silent, at(150)), DOP, 6)
    assert (found.stage, found.first_sent_on, found.late_by) == (Stage.APPROVED, date(2020, 4, 5), 0)


def test_of_other_departments_only_what_is_approved_is_told(silent: Ministry) -> None:
    dop, dsd, dwf = second_quarter()
    silent.take(dwf, on=at(95))
    drafted(silent.database, an_answer(6, {("LEVEL", ""): 1.0}, department=DWF), at(96))
    for answered in (dop, dsd):
        sent(silent.database, answered, at(95))
    head = signed_in(silent.database, somebody(silent.database, a_grant(Role.DEPARTMENT_HEAD, DOP)))
    found = matrix(silent, APRIL_20, head)
    own, other, approved = (cell(found, code, 6) for code in (DOP, DSD, DWF))
    assert [row.sees_drafts for row in found.rows] == [True, False, False]
    assert (own.stage, own.first_sent_on, own.reported) == (Stage.SUBMITTED, date(2020, 4, 5), 5)
    assert (other.stage, other.first_sent_on, other.reported) == (Stage.NOT_REPORTED, None, 0)
    assert (other.late_by, other.reason, other.next_stage) == (0, "", None)
    assert (approved.stage, approved.next_stage, approved.reported) == (Stage.APPROVED, None, 2)


def test_whoever_reads_figures_sees_it_and_who_reads_returns_sees_all_of_it(silent: Ministry) -> None:
    for answered in second_quarter():
        sent(silent.database, answered, at(95))
    seen = {}
    for role, caller in everybody(silent.database).items():
        try:
            seen[role] = sum(row.sees_drafts for row in matrix(silent, APRIL_1, caller).rows)
        except Forbidden:
            seen[role] = -1
    assert seen == {
        Role.EXECUTIVE: 0,
        Role.DEPARTMENT_HEAD: 1,
        Role.DEPARTMENT_OFFICER: 1,
        Role.PLANNING_OFFICE: 3,
        Role.AUDITOR: 3,
        Role.ADMINISTRATOR: -1,
    }


def test_a_closed_period_is_marked_and_so_is_one_that_is_open_again(silent: Ministry) -> None:
    def close(now: datetime) -> None:
        with silent.database.writing() as connection:
            save_closing(connection, YEAR, 3, a_hand(now))
            number = save_reopening(
                connection,
                year=YEAR,
                month=3,
                department=DOP,
                reason="why",
                until=now + timedelta(days=5),
                asked=a_hand(now),
            )
            asked = find_reopening(connection, number)
            assert asked is not None
            assert save_granted(connection, asked, a_hand(now, "prasert"))

    close(at(60))

    def marks(now: datetime) -> list[tuple[bool, bool]]:
        found = matrix(silent, now)
        cells = [cell(found, DOP, 3), cell(found, DSD, 3), cell(found, DOP, 6)]
        return [(c.is_closed, c.is_open_again) for c in cells]

    assert marks(at(62)) == [(True, True), (True, False), (False, False)]
    assert marks(at(66)) == [(True, False), (True, False), (False, False)]


def test_a_year_outside_the_plan_is_not_found(silent: Ministry) -> None:
    with pytest.raises(NotFound):
        matrix(silent, APRIL_1, year=2030)


def test_a_year_costs_as_many_queries_with_many_returns_as_with_none(silent: Ministry) -> None:
    said: list[str] = []
    event.listen(silent.database.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    matrix(silent, APRIL_1)  # the plan is read once and kept
    said.clear()
    matrix(silent, APRIL_1)
    without = len(said)
    silent.take(*first_quarter(), on=at(100))
    for answered in second_quarter():
        sent(silent.database, answered, at(101))
    said.clear()
    matrix(silent, APRIL_20)
    assert len(said) == without
