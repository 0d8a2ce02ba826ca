"""The plan judged at a moment: scores, coverage, what each KPI costs, and what came before."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import pytest

from data_access.database import Database
from domain.failures import NotFound
from domain.figure import Cause
from domain.person import Role
from domain.status import Status
from tests.builders import YEAR
from tests.data_access.builders import an_answer, at
from tests.people import ROOT, a_grant, signed_in, somebody
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
    second_quarter,
)
from use_cases.authority import Forbidden
from use_cases.boards import kpi_row, load_boards, points_of
from use_cases.moment import Moment, NoPlan

BEFORE_ALL = at(-1)
T = TypeVar("T")


def test_the_kpis_score_as_worked_out_by_hand(ministry: Ministry) -> None:
    kpis = ministry.boards().now.kpis
    assert {code: (f.actual, f.score, f.status) for code, f in kpis.items()} == {
        "SERVED": (480, 4.0, Status.ON_TRACK),
        "RATE": (30, 2.5, Status.AT_RISK),
        "LEVEL": (33, 3.5, Status.WATCH),
        "BAND": (2, 1.0, Status.CRITICAL),
        "JOINT": (350, 3.5, Status.WATCH),
        "STEPS": (None, None, Status.NO_DATA),
    }
    assert kpis["STEPS"].cause is Cause.NOT_DUE
    assert kpis["LEVEL"].expected.to_date.value == pytest.approx(30)
    assert kpis["SERVED"].places_expected == kpis["SERVED"].sums.reported == 4


def test_goals_strategies_and_the_whole_are_flat_weighted_means(ministry: Ministry) -> None:
    now = ministry.boards().now
    assert {code: g.group.score for code, g in now.goals.items()} == {"G1": 3.25, "G2": 2.25, "G3": 3.5}
    assert {code: g.group.score for code, g in now.strategies.items()} == {"S1": 2.9167, "S2": 3.5}
    assert (now.whole.group.score, now.whole.status) == (3.1111, Status.WATCH)
    assert (now.whole.due, now.whole.certified, now.whole.group.coverage) == (5, 5, 1.0)
    assert now.whole.by_status[Status.NO_DATA] == 1


def test_what_the_kpis_cost_sums_to_the_shortfall(ministry: Ministry) -> None:
    now = ministry.boards().now
    assert now.costs == pytest.approx(
        {"SERVED": 20 / 90, "RATE": 50 / 90, "LEVEL": 15 / 90, "BAND": 40 / 90, "JOINT": 45 / 90}
    )
    assert sum(now.costs.values()) == pytest.approx(5 - 280 / 90)
    assert now.whole.contribution == pytest.approx(170 / 90)
    assert {code: g.contribution for code, g in now.strategies.items()} == pytest.approx(
        {"S1": 125 / 90, "S2": 45 / 90}
    )


def test_a_keeper_who_is_silent_takes_its_kpis_out_of_the_score_but_not_out_of_what_is_due(
    database: Database,
) -> None:
    """Without DSD: RATE and the joint KPI are not certified; SERVED, LEVEL and BAND make (80 + 35 + 10) / 40."""
    ministry = a_silent_ministry(database)
    ministry.take(*first_quarter(), on=Q1_AT)
    ministry.take(*(r for r in second_quarter() if r.department != DSD), on=Q2_AT)
    now = ministry.boards().now
    assert now.whole.group.score == 3.125
    assert now.whole.group.coverage == pytest.approx(40 / 90)
    assert now.whole.group.best == pytest.approx((125 + 5 * 50) / 90, abs=1e-4)
    assert now.whole.group.worst == pytest.approx(125 / 90, abs=1e-4)
    assert now.whole.status is Status.NO_DATA  # less than half of the weight is certified
    assert now.kpis["JOINT"].missing == (DSD,)
    assert (now.kpis["JOINT"].actual, now.kpis["JOINT"].score) == (300, None)
    rate = now.kpis["RATE"]
    assert (rate.actual, rate.score, rate.cause, rate.sums.latest_month) == (10, None, Cause.NOT_CERTIFIED, 3)
    assert "RATE" not in now.costs


def test_one_province_that_is_silent_leaves_the_kpi_certified_and_its_coverage_of_places_lower(
    database: Database,
) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(*first_quarter(), on=Q1_AT)
    ministry.take(an_answer(6, {("SERVED", "50"): 110.0, ("SERVED", "57"): 10.0}), on=Q2_AT)
    served = ministry.boards().now.kpis["SERVED"]
    assert (served.actual, served.score) == (360, 3.0)
    assert (served.sums.reported, served.sums.places, served.places_expected) == (2, 4, 4)


def test_the_board_of_the_quarter_before_and_of_last_year(ministry: Ministry) -> None:
    boards = ministry.boards()
    assert (boards.before.year, boards.before.month) == (YEAR, 3)
    assert {c: f.score for c, f in boards.before.kpis.items() if f.score is not None} == {
        "SERVED": 4.0,
        "RATE": 1.0,
        "LEVEL": 5.0,
        "JOINT": 4.0,
    }
    assert boards.before.whole.group.score == 3.375  # (80 + 20 + 50 + 120) / 80
    assert (boards.last_year.year, boards.last_year.month) == (YEAR - 1, 6)
    assert boards.last_year.kpis["SERVED"].score == 4.0
    assert boards.last_year.kpis["RATE"].cause is Cause.NO_TARGET


@pytest.mark.parametrize("month", range(1, 13))
def test_last_year_is_always_the_same_month_and_before_is_the_end_of_an_earlier_quarter(
    sqlite: Database, month: int
) -> None:
    boards = a_silent_ministry(sqlite).boards(month)
    assert (boards.last_year.year, boards.last_year.month) == (YEAR - 1, month)
    assert (boards.now.year, boards.now.month) == (YEAR, month)
    ends = [(board.year, board.month) for board in boards.boards]
    assert ends == sorted(ends)
    assert len(ends) == 6
    assert all(end % 3 == 0 for _, end in ends[:-1])
    assert (YEAR * 12 + month) - (ends[-2][0] * 12 + ends[-2][1]) in (1, 2, 3)


def test_the_trend_of_scores_runs_over_quarters_into_the_moment(ministry: Ministry) -> None:
    points = points_of(ministry.boards().boards)
    assert [(p.year, p.month, p.score) for p in points] == [
        (2019, 3, 4.0),
        (2019, 6, 4.0),
        (2019, 9, 4.6667),
        (2019, 12, 5.0),
        (2020, 3, 3.375),
        (2020, 6, 3.1111),
    ]
    assert [p.score for p in points_of(ministry.boards().boards, strategy="S2")][-2:] == [4.0, 3.5]


def test_a_row_of_a_list_says_now_before_and_a_year_ago(ministry: Ministry) -> None:
    row = kpi_row(ministry.boards(), "SERVED")
    assert (row.strategy, row.figure.score, row.before.score, row.last_year.score) == ("S1", 4.0, 4.0, 4.0)
    assert row.cost == pytest.approx(20 / 90)
    assert [p.score for p in row.trend] == [4.0, 4.0, 4.6667, 5.0, 4.0, 4.0]
    assert kpi_row(ministry.boards(), "STEPS").cost is None


# --- as of ----------------------------------------------------------------------------------------------------


def test_an_older_look_shows_what_stood_then(ministry: Ministry) -> None:
    assert ministry.boards(3, as_of=Q1_AT).now.whole.group.score is not None
    ministry.take(second_of_dop(joint=250.0), on=at(300))
    assert ministry.boards().now.kpis["JOINT"].score == 5.0
    then = ministry.boards(as_of=at(299)).now
    assert (then.kpis["JOINT"].actual, then.kpis["JOINT"].score) == (350, 3.5)
    assert then.whole.group.score == 3.1111


def test_before_anything_of_a_period_was_published_it_has_no_data(ministry: Ministry) -> None:
    now = ministry.boards(as_of=at(150)).now
    assert (now.whole.group.score, now.whole.group.coverage, now.whole.status) == (None, 0.0, Status.NO_DATA)
    assert (now.whole.group.best, now.whole.group.worst) == (5.0, 0.0)
    assert now.kpis["SERVED"].actual == 240  # the figure of the first quarter, shown and not scored
    assert now.kpis["SERVED"].score is None


def test_before_the_plan_was_loaded_there_was_none(ministry: Ministry) -> None:
    with pytest.raises(NoPlan) as refused:
        ministry.boards(as_of=BEFORE_ALL)
    assert refused.value.code == "no_plan"


def test_neighbouring_quarters_share_their_years_and_boards(ministry: Ministry) -> None:
    kept: dict[Hashable, Any] = {}
    asked: list[Hashable] = []

    def keep(key: Hashable, make: Callable[[], T], /) -> T:
        asked.append(key)
        if key not in kept:
            kept[key] = make()
        found: T = kept[key]
        return found

    first = load_boards(ministry.database, ROOT, Moment(year=YEAR, month=6), keep=keep)
    made = set(kept)
    then = load_boards(ministry.database, ROOT, Moment(year=YEAR, month=9), keep=keep)
    assert set(kept) - made == {("board", YEAR, 9, None)}
    assert then.before is first.now
    assert (then.boards, then.last_year) == (
        ministry.boards(month=9).boards,
        ministry.boards(month=9).last_year,
    )


def test_boards_of_another_instant_are_not_shared(ministry: Ministry) -> None:
    kept: dict[Hashable, Any] = {}

    def keep(key: Hashable, make: Callable[[], T], /) -> T:
        found: T = kept.setdefault(key, None) or make()
        kept[key] = found
        return found

    now = load_boards(ministry.database, ROOT, Moment(year=YEAR, month=6), keep=keep).now
    then = load_boards(ministry.database, ROOT, Moment(year=YEAR, month=6, as_of=Q1_AT), keep=keep).now
    assert (now.kpis["SERVED"].score, then.kpis["SERVED"].score) == (4.0, None)


# --- nothing there --------------------------------------------------------------------------------------------


def test_an_empty_database_says_that_there_is_no_plan(database: Database) -> None:
    with pytest.raises(NoPlan, match="No plan is loaded yet"):
        load_boards(database, ROOT, Moment(year=YEAR, month=6))


@pytest.mark.parametrize("role", Role)
def test_boards_are_had_by_who_may_read_figures(ministry: Ministry, role: Role) -> None:
    caller = signed_in(ministry.database, somebody(ministry.database, a_grant(role)))
    if role is not Role.ADMINISTRATOR:
        assert load_boards(ministry.database, caller, Moment(year=YEAR, month=6), now=at(1)).now.whole.due
        return
    with pytest.raises(Forbidden):
        load_boards(ministry.database, caller, Moment(year=YEAR, month=6), now=at(1))


def test_nothing_reported_means_no_data_and_no_fault(database: Database) -> None:
    now = a_silent_ministry(database).boards().now
    assert {figure.status for figure in now.kpis.values()} == {Status.NO_DATA}
    assert now.whole.due == 5
    assert now.costs == {}
    assert now.kpis["JOINT"].missing == (DOP, DSD)
    assert now.kpis["BAND"].missing == (DWF,)


def test_in_the_first_year_of_the_plan_the_year_before_is_empty_and_not_a_fault(database: Database) -> None:
    boards = a_silent_ministry(database).boards(3, year=PLAN.first_year)
    assert boards.last_year.year == PLAN.first_year - 1
    assert (boards.last_year.whole.group.score, boards.last_year.whole.due) == (None, 0)
    assert boards.before.whole.due == 0


@pytest.mark.parametrize(("year", "month"), [(2017, 6), (2022, 6), (2020, 0), (2020, 13)])
def test_a_moment_outside_the_plan_does_not_exist(sqlite: Database, year: int, month: int) -> None:
    with pytest.raises(NotFound) as refused:
        a_silent_ministry(sqlite).boards(month, year=year)
    assert refused.value.code == "year_outside_plan"
    assert refused.value.values == {"first": 2561, "last": 2564, "year": year + 543}
