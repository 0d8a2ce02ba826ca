"""A return is published, a later version supersedes it, and an older look still shows the older figure."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy.exc import IntegrityError

from data_access.database import Database
from data_access.observations import list_provenance
from data_access.submissions import (
    Sending,
    find_latest_period,
    list_instants,
    list_reported_kpis,
    list_submissions,
    save_submission,
)
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


def test_a_later_version_supersedes_and_an_older_look_still_shows_the_older_figure(
    database: Database,
) -> None:
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
        version=1,
        plan_number=1,
        file_sha256="0" * 64,
        file_name="lost.xlsx",
        sent_by=SENDER,
        sent_at=at(1),
        approved_by=APPROVER,
    )
    answered = an_answer(3, {WHOLE: 1})
    with pytest.raises(IntegrityError):
        database.written(lambda c: save_submission(c, answered, sending, published_at=at(1)))


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
