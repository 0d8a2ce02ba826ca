"""A figure leads to its cell and its people, and says where another one had been published before."""

from datetime import UTC, datetime

import pytest

from data_access.database import Database
from data_access.observations import list_notes, list_provenance, list_restated_periods
from data_access.periods import save_closing
from domain.accumulation import Reported
from domain.submission import Hand
from tests.builders import KEEPER, OTHER_KEEPER, YEAR, a_kpi, a_plan
from tests.data_access.builders import APPROVER, SENDER, an_answer, at, keep_plan, publish, seen

PLAN = a_plan(a_kpi("K1"))
WHOLE = ("K1", "")


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

    def restated(as_of: datetime | None) -> set[tuple[int, int]]:
        return seen(database, lambda c: list_restated_periods(c, "K1", years=[YEAR], as_of=as_of))

    assert restated(at(19)) == set()
    assert restated(at(20)) == restated(None) == {(YEAR, 3)}
    assert seen(database, lambda c: list_restated_periods(c, "K1", years=[YEAR - 1])) == set()


def test_what_was_changed_and_changed_back_stays_marked(sqlite: Database) -> None:
    keep_plan(sqlite, PLAN)
    for day, value in ((10, 100), (20, 120), (30, 100)):
        publish(sqlite, PLAN, an_answer(3, {WHOLE: value}), at(day))
    (row,) = seen(sqlite, lambda c: list_provenance(c, "K1", year=YEAR, until=3, province=""))
    assert (row.numerator, row.restated) == (100, True)


def close(database: Database, day: int) -> None:
    with database.writing() as connection:
        save_closing(connection, YEAR, 3, Hand(person=None, login="prasert", name="prasert", at=at(day)))


@pytest.mark.parametrize(("published_on", "restated"), [(14, False), (16, True)])
def test_what_comes_after_its_period_was_closed_is_restated(
    database: Database, published_on: int, restated: bool
) -> None:
    keep_plan(database, PLAN)
    close(database, 15)
    publish(database, PLAN, an_answer(3, {WHOLE: 100}), at(published_on))
    publish(database, PLAN, an_answer(6, {WHOLE: 100}), at(published_on))
    rows = seen(database, lambda c: list_provenance(c, "K1", year=YEAR, until=6, province=""))
    assert [(row.month, row.restated) for row in rows] == [(6, False), (3, restated)]


def test_what_is_sent_again_as_it_was_when_its_period_was_closed_is_not_restated(database: Database) -> None:
    keep_plan(database, PLAN)
    publish(database, PLAN, an_answer(3, {("K1", "50"): 1, ("K1", "57"): 2}), at(10))
    close(database, 15)
    publish(database, PLAN, an_answer(3, {("K1", "50"): 1, ("K1", "57"): 3, ("K1", "83"): 4}), at(20))
    with database.reading() as c:
        rows = [
            *list_provenance(c, "K1", year=YEAR, until=3, province="50"),
            *list_provenance(c, "K1", year=YEAR, until=3, province="57"),
            *list_provenance(c, "K1", year=YEAR, until=3, province="83"),
        ]
    assert [(row.province, row.restated) for row in rows] == [("50", False), ("57", True), ("83", True)]
    # Sent once more: what came late stays late.
    publish(database, PLAN, an_answer(3, {("K1", "50"): 1, ("K1", "83"): 4}), at(30))
    (late,) = seen(database, lambda c: list_provenance(c, "K1", year=YEAR, until=3, province="83"))
    assert late.restated


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
