"""What a return looks back on: a department's own standing figures of earlier closing months."""

from data_access.database import Database
from data_access.observations import PastFigure, list_past_figures
from tests.builders import YEAR, a_kpi, a_plan
from tests.data_access.builders import an_answer, at, keep_plan, publish, seen

PLAN = a_plan(a_kpi("K1"), a_kpi("K2"))


def looked_back(database: Database, *, first_year: int = YEAR - 1, month: int = 6) -> list[PastFigure]:
    return seen(
        database,
        lambda c: list_past_figures(
            c, department="DOP", kpis=["K1"], first_year=first_year, year=YEAR, month=month
        ),
    )


def figures(found: list[PastFigure]) -> list[tuple[int, int, float]]:
    return [(row.year, row.month, row.numerator) for row in found]


def test_earlier_figures_come_oldest_first_and_nobody_elses_among_them(database: Database) -> None:
    keep_plan(database, PLAN)
    for year, month, value in ((YEAR, 6, 6.0), (YEAR, 3, 3.0), (YEAR - 1, 12, 2.0), (YEAR - 2, 12, 1.0)):
        publish(database, PLAN, an_answer(month, {("K1", ""): value, ("K2", ""): 99.0}, year=year), at(month))
    publish(database, PLAN, an_answer(3, {("K1", ""): 98.0}, department="DSD"), at(20))
    assert figures(looked_back(database)) == [(YEAR - 1, 12, 2.0), (YEAR, 3, 3.0)]
    assert figures(looked_back(database, first_year=YEAR, month=9)) == [(YEAR, 3, 3.0), (YEAR, 6, 6.0)]


def test_a_figure_that_was_superseded_is_no_past(database: Database) -> None:
    keep_plan(database, PLAN)
    publish(database, PLAN, an_answer(3, {("K1", ""): 3.0}), at(1))
    publish(database, PLAN, an_answer(3, {("K1", ""): (4.0, 8.0)}), at(2))
    (row,) = looked_back(database)
    assert (row.numerator, row.denominator, row.frequency) == (4.0, 8.0, "quarter")
