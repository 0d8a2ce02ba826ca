"""A return is published, a later version supersedes it, and an older look still shows the older figure."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from data_access.database import Database
from data_access.flagships import list_budget_reports, list_milestone_reports
from data_access.moment import raise_data_version
from data_access.observations import list_notes, list_provenance, list_restated
from data_access.submissions import (
    Sending,
    find_latest_period,
    list_instants,
    list_reported_kpis,
    list_submissions,
    save_submission,
)
from domain.accumulation import Reported
from tests.builders import KEEPER, OTHER_KEEPER, YEAR, a_kpi, a_plan
from tests.data_access.builders import (
    APPROVER,
    SENDER,
    Figures,
    an_answer,
    at,
    keep_plan,
    publish,
    seen,
)

PLAN = a_plan(a_kpi("K1"), a_kpi("K2"))
WHOLE = ("K1", "")


def figures(database: Database, *, as_of: datetime | None = None, kpi: str = "K1") -> dict[int, float]:
    """The whole's numerators by month as they stood."""
    rows = seen(database, lambda c: list_provenance(c, kpi, year=YEAR, until=12, province="", as_of=as_of))
    return {row.month: row.numerator for row in rows}


# --- versions -------------------------------------------------------------------------------------------------


def test_a_later_version_supersedes_and_an_older_look_still_shows_the_older_figure(database: Database) -> None:
    keep_plan(database, PLAN)
    publish(database, PLAN, an_answer(3, {WHOLE: 100}), at(10))
    publish(database, PLAN, an_answer(3, {WHOLE: 120}), at(20))
    assert figures(database) == {3: 120}
    assert {day: figures(database, as_of=at(day)) for day in (9, 10, 19, 20)} == {
        9: {},
        10: {3: 100},
        19: {3: 100},
        20: {3: 120},
    }


def test_versions_are_counted_for_each_department_and_period(database: Database) -> None:
    keep_plan(database, PLAN)
    for department, month in [(KEEPER, 3), (KEEPER, 3), (OTHER_KEEPER, 3), (KEEPER, 6)]:
        publish(database, PLAN, an_answer(month, {WHOLE: 1}, department=department), at(1))
    kept = seen(database, lambda c: list_submissions(c, years=[YEAR], all_versions=True))
    assert [(s.department, s.month, s.version) for s in kept] == [
        (KEEPER, 3, 1),
        (KEEPER, 3, 2),
        (OTHER_KEEPER, 3, 1),
        (KEEPER, 6, 1),
    ]


def test_the_submissions_of_an_instant_are_those_that_stood_then(database: Database) -> None:
    keep_plan(database, PLAN)
    publish(database, PLAN, an_answer(3, {WHOLE: 100}), at(10))
    publish(database, PLAN, an_answer(3, {WHOLE: 120}), at(20))

    def versions(as_of: datetime | None, *, all_versions: bool = False) -> list[int]:
        found = seen(
            database,
            lambda c: list_submissions(c, years=[YEAR], as_of=as_of, all_versions=all_versions),
        )
        return [s.version for s in found]

    assert versions(at(9)) == []
    assert versions(at(15)) == [1]
    assert versions(None) == [2]
    assert versions(at(15), all_versions=True) == [1]
    assert versions(None, all_versions=True) == [1, 2]


def test_submissions_are_found_by_year_and_department(database: Database) -> None:
    keep_plan(database, PLAN)
    publish(database, PLAN, an_answer(3, {WHOLE: 1}), at(1))
    publish(database, PLAN, an_answer(3, {WHOLE: 1}, year=YEAR - 1), at(2))
    publish(database, PLAN, an_answer(3, {WHOLE: 1}, department=OTHER_KEEPER), at(3))
    found = seen(database, lambda c: list_submissions(c, years=[YEAR], department=KEEPER))
    assert [(s.department, s.year, s.month) for s in found] == [(KEEPER, YEAR, 3)]
    both = seen(database, lambda c: list_submissions(c, years=[YEAR, YEAR - 1]))
    assert [s.published_at for s in both] == [at(1), at(2), at(3)]


def test_the_same_figure_cannot_stand_twice(database: Database) -> None:
    keep_plan(database, PLAN)
    once = an_answer(3, {WHOLE: 1})
    twice = replace(once, observations=once.observations * 2)
    with pytest.raises(IntegrityError):
        publish(database, PLAN, twice, at(1))
    assert seen(database, lambda c: list_submissions(c, years=[YEAR])) == []


def test_a_return_must_name_a_file_that_is_kept(database: Database) -> None:
    keep_plan(database, PLAN)
    sending = Sending(
        plan_number=1,
        file_sha256="0" * 64,
        file_name="lost.xlsx",
        sent_by=SENDER,
        sent_at=at(1),
        approved_by=APPROVER,
    )
    with pytest.raises(IntegrityError), database.writing() as connection:
        instant = raise_data_version(connection, at(1))
        save_submission(connection, an_answer(3, {WHOLE: 1}), sending, published_at=instant)


# --- what was reported ----------------------------------------------------------------------------------------


def test_what_a_later_version_leaves_out_is_reported_no_longer(database: Database) -> None:
    keep_plan(database, PLAN)
    both: Figures = {WHOLE: 100, ("K2", ""): 7}
    publish(database, PLAN, an_answer(3, both), at(10))
    assert seen(database, lambda c: list_reported_kpis(c, KEEPER, YEAR, 3)) == {"K1", "K2"}
    publish(database, PLAN, an_answer(3, {WHOLE: 100}), at(20))
    assert seen(database, lambda c: list_reported_kpis(c, KEEPER, YEAR, 3)) == {"K1"}
    assert figures(database, kpi="K2") == {}
    assert figures(database, kpi="K2", as_of=at(15)) == {3: 7}


def test_an_empty_return_stands_as_a_submission_without_figures(database: Database) -> None:
    keep_plan(database, PLAN)
    publish(database, PLAN, an_answer(3, {}), at(1))
    assert [s.version for s in seen(database, lambda c: list_submissions(c, years=[YEAR]))] == [1]
    assert seen(database, lambda c: list_reported_kpis(c, KEEPER, YEAR, 3)) == set()


def test_the_latest_period_is_the_last_one_for_which_anything_stood(database: Database) -> None:
    keep_plan(database, PLAN)
    assert seen(database, lambda c: find_latest_period(c, None)) is None
    publish(database, PLAN, an_answer(9, {WHOLE: 1}, year=YEAR - 1), at(1))
    publish(database, PLAN, an_answer(3, {WHOLE: 1}), at(2))
    assert seen(database, lambda c: find_latest_period(c, None)) == (YEAR, 3)
    assert seen(database, lambda c: find_latest_period(c, at(1))) == (YEAR - 1, 9)
    assert seen(database, lambda c: find_latest_period(c, at(0))) is None
    assert set(seen(database, list_instants)) == {at(1), at(2)}


# --- where a figure came from ---------------------------------------------------------------------------------


def test_a_figure_leads_to_its_cell_and_to_who_sent_and_who_approved_it(database: Database) -> None:
    keep_plan(database, PLAN)
    answered = an_answer(3, {("K1", "50"): (12, 40)}, notes={("K1", "50"): "ฝนตกหนัก"})
    published = publish(database, PLAN, answered, datetime(2020, 1, 15, 8, tzinfo=UTC))
    (row,) = seen(database, lambda c: list_provenance(c, "K1", year=YEAR, until=3, province="50"))
    assert (row.kpi, row.year, row.month, row.department, row.province) == ("K1", YEAR, 3, KEEPER, "50")
    assert (row.numerator, row.denominator, row.note) == (12, 40, "ฝนตกหนัก")
    assert (row.sheet, row.cell, row.file_name) == ("KPI", "C2", "DOP-2020-3.xlsx")
    assert (row.sent_by, row.approved_by, row.version) == (SENDER, APPROVER, 1)
    assert row.published_at == row.sent_at == published
    assert row.reported == Reported(month=3, numerator=12, denominator=40)
    assert not row.restated


def test_the_cells_behind_a_figure_are_those_of_its_year_and_place_up_to_then_newest_first(
    database: Database,
) -> None:
    keep_plan(database, PLAN)
    for month, value in ((3, 1), (6, 2), (9, 4)):
        publish(database, PLAN, an_answer(month, {("K1", "50"): value, ("K1", "83"): 99}), at(month))
    publish(database, PLAN, an_answer(12, {("K1", "50"): 50}, year=YEAR - 1), at(20))
    publish(database, PLAN, an_answer(6, {("K1", "50"): 3}, department=OTHER_KEEPER), at(21))
    rows = seen(database, lambda c: list_provenance(c, "K1", year=YEAR, until=6, province="50"))
    assert [(r.month, r.department, r.numerator) for r in rows] == [
        (6, KEEPER, 2),
        (6, OTHER_KEEPER, 3),
        (3, KEEPER, 1),
    ]


@pytest.mark.parametrize(
    ("first", "then", "restated"),
    [
        (100.0, 100.0, False),
        (100.0, 120.0, True),
        ((10.0, 40.0), (10.0, 40.0), False),
        ((10.0, 40.0), (10.0, 50.0), True),
        ((10.0, 40.0), (12.0, 40.0), True),
    ],
)
def test_a_figure_is_restated_where_another_one_had_been_published(
    sqlite: Database, first: float | tuple[float, float], then: float | tuple[float, float], restated: bool
) -> None:
    keep_plan(sqlite, PLAN)
    publish(sqlite, PLAN, an_answer(3, {("K1", "50"): first, ("K1", "83"): 5}), at(10))
    publish(sqlite, PLAN, an_answer(3, {("K1", "50"): then, ("K1", "83"): 5}), at(20))
    (row,) = seen(sqlite, lambda c: list_provenance(c, "K1", year=YEAR, until=3, province="50"))
    (same,) = seen(sqlite, lambda c: list_provenance(c, "K1", year=YEAR, until=3, province="83"))
    assert (row.restated, same.restated) == (restated, False)
    assert row.version == 2


def test_the_mark_of_restating_is_as_old_as_the_second_figure(database: Database) -> None:
    keep_plan(database, PLAN)
    publish(database, PLAN, an_answer(3, {WHOLE: 100}), at(10))
    publish(database, PLAN, an_answer(6, {WHOLE: 100}), at(11))
    publish(database, PLAN, an_answer(3, {WHOLE: 120}), at(20))

    def restated(as_of: datetime | None, month: int | None = None) -> set[tuple[int, str, str]]:
        return seen(database, lambda c: list_restated(c, "K1", year=YEAR, month=month, as_of=as_of))

    assert restated(at(19)) == set()
    assert restated(at(20)) == restated(None) == restated(None, 3) == {(3, KEEPER, "")}
    assert restated(None, 6) == set()
    assert seen(database, lambda c: list_restated(c, "K1", year=YEAR, province="50")) == set()


def test_notes_are_those_that_stand_newest_first(database: Database) -> None:
    keep_plan(database, PLAN)
    publish(database, PLAN, an_answer(3, {WHOLE: 1, ("K1", "50"): 2}, notes={WHOLE: "old"}), at(1))
    publish(database, PLAN, an_answer(3, {WHOLE: 1}, notes={WHOLE: "new"}), at(2))
    publish(database, PLAN, an_answer(6, {("K1", "50"): 2}, notes={("K1", "50"): "later"}), at(3))
    assert seen(database, lambda c: list_notes(c, "K1", year=YEAR, until=6)) == [
        (6, KEEPER, "50", "later"),
        (3, KEEPER, "", "new"),
    ]
    assert seen(database, lambda c: list_notes(c, "K1", year=YEAR, until=3, as_of=at(1))) == [
        (3, KEEPER, "", "old")
    ]


# --- flagships ------------------------------------------------------------------------------------------------


def test_reports_of_flagships_stand_and_are_superseded_like_figures(database: Database) -> None:
    keep_plan(database, PLAN)
    publish(
        database,
        PLAN,
        an_answer(3, {}, milestones={"M1": 0.4, "M2": 0.1}, budgets={"F1": (90.0, None)}),
        at(10),
    )
    publish(database, PLAN, an_answer(3, {}, milestones={"M1": 0.5}, budgets={"F1": (95.0, 20.0)}), at(20))
    publish(database, PLAN, an_answer(6, {}, milestones={"M1": 0.9}), at(30))

    def milestones(month: int, as_of: datetime | None = None) -> list[tuple[int, str, float]]:
        rows = seen(database, lambda c: list_milestone_reports(c, year=YEAR, month=month, as_of=as_of))
        return [(r.month, r.milestone, r.complete) for r in rows]

    def money(as_of: datetime | None = None) -> list[tuple[str, float | None, float | None]]:
        rows = seen(database, lambda c: list_budget_reports(c, year=YEAR, month=6, as_of=as_of))
        return [(r.flagship, r.committed, r.disbursed) for r in rows]

    assert milestones(3) == [(3, "M1", 0.5)]
    assert milestones(6) == [(3, "M1", 0.5), (6, "M1", 0.9)]
    assert sorted(milestones(6, at(15))) == [(3, "M1", 0.4), (3, "M2", 0.1)]
    assert money() == [("F1", 95.0, 20.0)]
    assert money(at(15)) == [("F1", 90.0, None)]


def test_reports_of_earlier_years_come_first_and_those_of_later_ones_not_at_all(database: Database) -> None:
    keep_plan(database, PLAN)
    for year, month, share in ((2020, 3, 0.5), (2019, 12, 0.4), (2021, 3, 0.9), (2020, 9, 0.7)):
        publish(database, PLAN, an_answer(month, {}, year=year, milestones={"M1": share}), at(1))
    rows = seen(database, lambda c: list_milestone_reports(c, year=2020, month=6))
    assert [(r.year, r.month, r.complete) for r in rows] == [(2019, 12, 0.4), (2020, 3, 0.5)]
    assert (rows[0].department, rows[0].sheet, rows[0].cell) == (KEEPER, "M", "E2")
