"""What got worse since an earlier instant: what was shown then against what is shown now.

Between the first quarter (published on day 100) and the second (day 200), by their weights of 90 in all:

    KPI      then             now              does to the whole
    SERVED   4.0  on track    4.0  on track    –
    RATE     1.0  critical    2.5  at risk     20 × +1.5 / 90 = +0.3333
    LEVEL    5.0  on track    3.5  watch       10 × −1.5 / 90 = −0.1667
    JOINT    4.0  on track    3.5  watch       30 × −0.5 / 90 = −0.1667
    BAND     not due          1.0  critical    in the remainder
    whole    270/80 = 3.375   280/90 = 3.1111  −0.2639
"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from data_access.database import Database
from domain.expectation import Aim
from domain.failures import NotFound
from domain.plan import Bands
from domain.status import Status
from tests.builders import YEAR, a_kpi, a_target
from tests.data_access.builders import an_answer, at, keep_plan
from tests.use_cases.ministry import (
    DOP,
    DSD,
    DWF,
    KPIS,
    PLAN,
    Q1_AT,
    Q2_AT,
    Ministry,
    a_ministry,
    a_silent_ministry,
    first_quarter,
    second_of_dop,
)
from use_cases.moment import Moment
from use_cases.status_changes import StatusChange
from use_cases.view_changes import Changes, view_changes

BETWEEN, AFTER = at(150), at(250)


def changes(
    ministry: Ministry, since: datetime | None, month: int = 6, *, as_of: datetime | None = None
) -> Changes:
    return view_changes(ministry.database, ministry.boards(month, as_of=as_of), since)


def told(rows: tuple[StatusChange, ...]) -> list[tuple[str, Status, Status, int]]:
    return [(row.code, row.then.status, row.now.status, row.steps) for row in rows]


# --- status ---------------------------------------------------------------------------------------------------


def test_then_is_the_newest_period_of_that_time_as_it_was_shown(ministry: Ministry) -> None:
    seen = changes(ministry, BETWEEN)
    assert seen.moment_then == Moment(year=YEAR, month=3, as_of=BETWEEN)
    assert (seen.whole.then is not None and seen.whole.then.group.score) == 3.375
    assert seen.then.kpis["RATE"].actual == 10


def test_the_deepest_fall_comes_first_and_of_equal_ones_the_costlier(ministry: Ministry) -> None:
    assert told(changes(ministry, BETWEEN).flips) == [
        ("JOINT", Status.ON_TRACK, Status.WATCH, -1),
        ("LEVEL", Status.ON_TRACK, Status.WATCH, -1),
        ("RATE", Status.CRITICAL, Status.AT_RISK, 1),
    ]


def test_a_kpi_that_is_judged_for_the_first_time_neither_fell_nor_rose(ministry: Ministry) -> None:
    seen = changes(ministry, BETWEEN)
    assert told(seen.newly_judged) == [("BAND", Status.NO_DATA, Status.CRITICAL, 0)]
    assert seen.without_data == ()


def test_a_kpi_whose_keeper_is_silent_now_lost_its_status_and_did_not_fall(database: Database) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(*first_quarter(), on=Q1_AT)
    ministry.take(second_of_dop(), on=Q2_AT)
    assert told(changes(ministry, BETWEEN).without_data) == [
        ("RATE", Status.CRITICAL, Status.NO_DATA, 0),
        ("LEVEL", Status.ON_TRACK, Status.NO_DATA, 0),
        ("JOINT", Status.ON_TRACK, Status.NO_DATA, 0),
    ]


def test_a_screen_of_an_earlier_period_is_compared_with_that_period_as_it_was_then(
    ministry: Ministry,
) -> None:
    ministry.take(second_of_dop(joint=250.0), on=at(300))
    seen = changes(ministry, AFTER, month=3)
    assert seen.moment_then == Moment(year=YEAR, month=3, as_of=AFTER)
    assert (seen.flips, seen.restated) == ((), ())


def test_a_status_is_the_one_that_the_bands_of_that_time_gave(ministry: Ministry) -> None:
    """SERVED has 4.0 both times; the new plan calls that watch."""
    keep_plan(ministry.database, replace(PLAN, bands=Bands(on_track=4.5)), on=AFTER)
    assert told(changes(ministry, at(240)).flips) == [("SERVED", Status.ON_TRACK, Status.WATCH, -1)]


def test_a_kpi_of_only_one_of_the_two_plans_is_told_apart(ministry: Ministry) -> None:
    keep_plan(ministry.database, replace(PLAN, kpis=(*KPIS[:-1], a_kpi("NEW"))), on=AFTER)
    seen = changes(ministry, at(240))
    assert [figure.kpi.code for figure in seen.new_kpis] == ["NEW"]
    assert [figure.kpi.code for figure in seen.gone_kpis] == ["STEPS"]


def test_before_anything_was_reported_every_status_is_new(ministry: Ministry) -> None:
    seen = changes(ministry, at(0))
    assert (seen.flips, seen.remainder, seen.whole.difference) == ((), None, None)
    assert {change.code for change in seen.newly_judged} == {"SERVED", "RATE", "LEVEL", "BAND", "JOINT"}


def test_before_the_first_plan_there_is_nothing_to_compare_with(ministry: Ministry) -> None:
    with pytest.raises(NotFound) as refused:
        changes(ministry, at(-1))
    assert refused.value.code == "no_plan_then"


# --- scores ---------------------------------------------------------------------------------------------------


def test_the_change_of_the_score_is_told_by_kpi_and_what_remains_is_named(ministry: Ministry) -> None:
    seen = changes(ministry, BETWEEN)
    assert {e.now.kpi.code: e.effect for e in seen.effects} == pytest.approx(
        {"RATE": 30 / 90, "LEVEL": -15 / 90, "JOINT": -15 / 90}
    )
    assert [e.effect for e in seen.effects] == sorted(e.effect for e in seen.effects)
    assert seen.remainder == pytest.approx(280 / 90 - 270 / 80)
    assert seen.whole.difference == pytest.approx(-0.2639)
    assert [(s.code, s.difference) for s in seen.strategies] == [("S1", -0.0833), ("S2", -0.5)]


def test_a_restated_figure_of_the_same_period_leaves_no_remainder(ministry: Ministry) -> None:
    """JOINT rises from 3.5 to 5.0: 30 × 1.5 / 90."""
    ministry.take(second_of_dop(joint=250.0), on=at(300))
    seen = changes(ministry, AFTER)
    assert {e.now.kpi.code: e.effect for e in seen.effects} == pytest.approx({"JOINT": 0.5})
    assert (seen.remainder, seen.whole.difference) == (0.0, 0.5)


# --- what was changed afterwards ------------------------------------------------------------------------------


def test_a_restated_figure_says_what_the_kpi_was_and_is_for_that_period(ministry: Ministry) -> None:
    """JOINT of DOP 100 + 100, then 100 + 250; DSD reported 150 both times."""
    ministry.take(second_of_dop(joint=250.0), on=at(300))
    (row,) = changes(ministry, AFTER).restated
    assert (row.kpi.code, row.period.year, row.period.month, row.department) == ("JOINT", YEAR, 6, DOP)
    assert (row.then, row.now, row.cells) == (350, 500, 1)
    assert (row.version, row.file_name, row.changed_at) == (2, "DOP-2020-6.xlsx", at(300))


def test_moved_targets_say_from_what_to_what_and_why_those_of_places_are_counted(ministry: Ministry) -> None:
    """A target that was not there before, as that of next year, was not moved."""
    reason = {"revised_on": date(2020, 6, 1), "reason": "budget cut", "document": "No. 7"}
    keep_plan(
        ministry.database,
        PLAN,
        a_target(600, kpi="JOINT", **reason),  # type: ignore[arg-type]
        a_target(500, kpi="SERVED", province="50", **reason),  # type: ignore[arg-type]
        a_target(300, kpi="SERVED", province="57", **reason),  # type: ignore[arg-type]
        a_target(5, kpi="STEPS", year=YEAR + 1),
        on=AFTER,
    )
    places, whole = changes(ministry, at(240)).moved_targets
    assert (places.kpi.code, places.places, places.then, places.now) == ("SERVED", 2, Aim(), Aim())
    assert (whole.kpi.code, whole.year, whole.places) == ("JOINT", YEAR, 0)
    assert (whole.then, whole.now) == (Aim(value=1000), Aim(value=600))
    assert (whole.revised_on, whole.reason, whole.document) == (date(2020, 6, 1), "budget cut", "No. 7")
    assert changes(ministry, AFTER).moved_targets == ()


# --- returns --------------------------------------------------------------------------------------------------


def test_returns_are_newly_late_were_late_already_or_have_arrived(database: Database) -> None:
    """On 10 April, the day itself, the second quarter is not late yet; the first was due on 15 January."""
    ministry = a_silent_ministry(database)
    ministry.take(*(r for r in first_quarter() if r.department != DWF), on=Q1_AT)
    ministry.take(second_of_dop(), on=Q2_AT)
    returns = changes(ministry, at(100, hour=10)).returns
    assert [(r.month, r.department) for r in returns.newly_late] == [(6, DSD), (6, DWF)]
    assert [(r.month, r.department) for r in returns.already_late] == [(3, DWF)]
    assert [(r.month, r.department, r.due_on, r.published_at) for r in returns.arrived] == [
        (6, DOP, date(2020, 4, 10), Q2_AT)
    ]


def test_what_is_not_yet_due_at_the_as_of_is_not_late(database: Database) -> None:
    returns = changes(a_silent_ministry(database), at(50), as_of=at(99)).returns
    assert returns.newly_late == ()
    assert {row.month for row in returns.already_late} == {3}


def test_a_second_version_is_no_arrival(ministry: Ministry) -> None:
    ministry.take(second_of_dop(joint=250.0), on=at(300))
    assert changes(ministry, AFTER).returns.arrived == ()


def test_arrivals_go_back_to_the_fiscal_year_of_the_earlier_instant(ministry: Ministry) -> None:
    ministry.take(an_answer(12, {("SERVED", "50"): 1.0}), on=at(280))
    ministry.take(an_answer(3, {("SERVED", "50"): 1.0}, year=YEAR + 1), on=at(380))
    seen = view_changes(ministry.database, ministry.boards(3, year=YEAR + 1), AFTER)
    assert [(r.year, r.month) for r in seen.returns.arrived] == [(YEAR, 12), (YEAR + 1, 3)]
    assert (YEAR, 12, DSD) in {(r.year, r.month, r.department) for r in seen.returns.newly_late}


# --- no instant, no change ------------------------------------------------------------------------------------


def test_without_an_instant_it_is_the_quarter_before_at_the_same_as_of(ministry: Ministry) -> None:
    ministry.take(second_of_dop(joint=250.0), on=at(300))
    seen = changes(ministry, None, as_of=AFTER)
    assert seen.moment_then == Moment(year=YEAR, month=3, as_of=AFTER)
    assert [change.code for change in seen.flips] == ["JOINT", "LEVEL", "RATE"]
    assert (seen.restated, seen.moved_targets) == ((), ())
    assert len(seen.returns.arrived) == 6  # both quarters came after 31 December


def test_told_of_some_kpis_the_whole_stays(ministry: Ministry) -> None:
    ministry.take(second_of_dop(joint=250.0), on=at(300))
    seen = changes(ministry, BETWEEN)
    only = seen.of({"RATE"})
    assert [change.code for change in only.flips] == [e.now.kpi.code for e in only.effects] == ["RATE"]
    assert (only.newly_judged, only.restated) == ((), ())
    assert only.whole == seen.whole


def test_since_the_very_instant_that_is_shown_nothing_has_changed(sqlite: Database) -> None:
    ministry = a_ministry(sqlite)
    ministry.take(second_of_dop(joint=250.0), on=at(300))
    shown = [(at(day), at(day)) for day in (50, 100, 150, 200, 250, 300)] + [
        (None, at(300)),
        (at(250), at(400)),
    ]
    for as_of, since in shown:
        for month in range(1, 13):
            seen = changes(ministry, since, month, as_of=as_of)
            assert (seen.flips, seen.without_data, seen.newly_judged, seen.effects) == ((), (), (), ())
            assert (seen.new_kpis, seen.gone_kpis, seen.restated, seen.moved_targets) == ((), (), (), ())
            assert seen.remainder in (0.0, None)
            assert seen.whole.now == seen.whole.then
            assert seen.returns.arrived == ()
            assert seen.returns.newly_late == () or as_of is None
