"""Which figures of a period are others now than at an earlier instant, and which version made them so."""

from datetime import datetime

from data_access.database import Database
from data_access.restated import Restated, list_restated_since
from tests.builders import KEEPER, OTHER_KEEPER, YEAR, a_kpi, a_plan
from tests.data_access.builders import Figures, an_answer, at, keep_plan, publish, seen

PLAN = a_plan(a_kpi("K1"), a_kpi("K2"))


def restated(
    database: Database, since: datetime, *, as_of: datetime | None = None, year: int = YEAR, month: int = 12
) -> list[Restated]:
    return seen(database, lambda c: list_restated_since(c, since, year=year, month=month, as_of=as_of))


def take(database: Database, day: int, figures: Figures, *, month: int = 3, department: str = KEEPER) -> None:
    publish(database, PLAN, an_answer(month, figures, department=department), at(day))


def test_a_changed_an_added_and_a_withdrawn_place_are_three_cells(database: Database) -> None:
    """50   57   83   90      and K2 as before
    then    10   20   30    -
    now     11   20    -   40
    """
    keep_plan(database, PLAN)
    take(database, 10, {("K1", "50"): 10, ("K1", "57"): 20, ("K1", "83"): 30, ("K2", ""): 1})
    take(database, 20, {("K1", "50"): 11, ("K1", "57"): 20, ("K1", "90"): 40, ("K2", ""): 1})
    assert restated(database, at(15)) == [
        Restated(
            kpi="K1",
            year=YEAR,
            month=3,
            department=KEEPER,
            cells=3,
            version=2,
            file_name="DOP-2020-3.xlsx",
            published_at=at(20),
        )
    ]


def test_only_the_two_ends_are_compared_whatever_was_published_between_them(database: Database) -> None:
    keep_plan(database, PLAN)
    for day, value in ((10, 1), (20, 2), (30, 1)):
        take(database, day, {("K1", ""): value})
    assert restated(database, at(10)) == []
    assert [(r.version, r.published_at) for r in restated(database, at(10), as_of=at(29))] == [(2, at(20))]
    assert [(r.version, r.published_at) for r in restated(database, at(20))] == [(3, at(30))]
    assert restated(database, at(30)) == []


def test_what_nobody_had_reported_before_is_new_and_not_restated(database: Database) -> None:
    keep_plan(database, PLAN)
    take(database, 10, {("K1", ""): 1})
    take(database, 20, {("K1", ""): 1, ("K2", ""): 5})
    take(database, 21, {("K1", ""): 7}, month=6)
    assert restated(database, at(15)) == []


def test_another_denominator_is_another_figure(database: Database) -> None:
    keep_plan(database, PLAN)
    take(database, 10, {("K1", "50"): (10.0, 40.0), ("K1", "57"): (10.0, 40.0)})
    take(database, 20, {("K1", "50"): (10.0, 50.0), ("K1", "57"): (10.0, 40.0)})
    assert [row.cells for row in restated(database, at(10))] == [1]


def test_restated_are_periods_up_to_the_one_looked_at_the_newest_change_first(database: Database) -> None:
    keep_plan(database, PLAN)
    for day, value in ((10, 1), (20, 2)):
        take(database, day, {("K1", ""): value}, month=3)
        take(database, day, {("K1", ""): value}, month=6, department=OTHER_KEEPER)
    found = restated(database, at(10, hour=23))
    assert [(r.month, r.department) for r in found] == [(6, OTHER_KEEPER), (3, KEEPER)]
    assert [r.month for r in restated(database, at(10, hour=23), month=5)] == [3]
    assert len(restated(database, at(10, hour=23), year=YEAR + 1, month=1)) == 2
    assert restated(database, at(10, hour=23), year=YEAR - 1) == []
