"""What was reported of flagships is published and superseded like figures."""

from datetime import datetime

from data_access.database import Database
from data_access.flagships import list_budget_reports, list_flagship_sources, list_milestone_reports
from tests.builders import KEEPER, YEAR, a_plan
from tests.data_access.builders import APPROVER, SENDER, an_answer, at, keep_plan, publish, seen

PLAN = a_plan()


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


def test_a_figure_of_a_flagship_leads_to_the_version_and_the_cell_that_it_came_from(
    database: Database,
) -> None:
    keep_plan(database, PLAN)
    first = an_answer(3, {}, milestones={"M1": 0.4, "M9": 0.1}, budgets={"F1": (90.0, None)})
    publish(database, PLAN, first, at(10))
    publish(database, PLAN, an_answer(3, {}, milestones={"M1": 0.5}, budgets={"F1": (95.0, None)}), at(20))

    def sources(as_of: datetime | None = None) -> list[tuple[str, str, float, int]]:
        rows = seen(
            database,
            lambda c: list_flagship_sources(
                c, flagship="F1", milestones=["M1"], year=YEAR, month=6, as_of=as_of
            ),
        )
        assert {(r.sent_by, r.approved_by) for r in rows} == {(SENDER, APPROVER)}
        assert {r.file_name for r in rows} == {f"{KEEPER}-{YEAR}-3.xlsx"}
        return [(r.code, r.part, r.value, r.version) for r in rows]

    assert sources() == [("M1", "complete", 0.5, 2), ("F1", "committed", 95.0, 2)]
    assert sources(at(15)) == [("M1", "complete", 0.4, 1), ("F1", "committed", 90.0, 1)]
