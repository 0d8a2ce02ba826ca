"""What other programs are given is what the screens show, figure by figure."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from data_access.database import Database
from domain.figure import KpiFigure
from domain.group import GroupFigure
from domain.person import Role
from tests.data_access.builders import at
from tests.people import ROOT, a_grant, signed_in, somebody
from tests.use_cases.ministry import PLAN, Ministry, a_silent_ministry
from tests.use_cases.test_authority import log_of
from use_cases.authority import Forbidden
from use_cases.export_figures import ExportedFigure, export_figures, record_export
from use_cases.view_department import view_department
from use_cases.view_flagship import view_flagship
from use_cases.view_kpi import view_kpi
from use_cases.view_overview import view_overview
from use_cases.view_region import view_region
from use_cases.view_strategy import view_strategy

Scope = tuple[tuple[str, str], ...]


class Exported:
    """The exported figures, found by their scope."""

    def __init__(self, rows: list[ExportedFigure]) -> None:
        self.rows = {tuple(row.scope.items()): row for row in rows}
        assert len(self.rows) == len(rows)  # no scope twice

    def at(self, kind: str, **codes: str) -> ExportedFigure:
        return self.rows[tuple({"kind": kind, **codes}.items())]


@pytest.fixture
def exported(ministry: Ministry) -> Exported:
    return Exported(export_figures(ministry.database, ROOT, ministry.boards()))


def says_group(row: ExportedFigure, figure: GroupFigure) -> bool:
    group = figure.group
    return (row.score, row.coverage, row.best, row.worst, row.status, row.contribution) == (
        group.score,
        group.coverage,
        group.best,
        group.worst,
        figure.status.value,
        figure.contribution,
    )


def says_kpi(row: ExportedFigure, figure: KpiFigure, cost: float | None) -> bool:
    aim = figure.expected.to_date
    return (row.actual, row.target_to_date, row.low, row.high, row.attainment, row.score, row.status) == (
        figure.actual,
        aim.value,
        aim.low,
        aim.high,
        figure.attainment,
        figure.score,
        figure.status.value,
    ) and row.contribution == (None if cost is None else pytest.approx(cost))


def test_there_is_one_figure_for_everything_that_a_screen_shows(exported: Exported) -> None:
    """Two KPIs are reported by province: in two regions and four provinces; the joint one has two owners."""
    kinds = Counter(row.scope["kind"] for row in exported.rows.values())
    assert kinds == {
        "ministry": 1,
        "strategy": 2,
        "goal": 3,
        "department": 3,
        "kpi": 6,
        "kpi_department": 7,
        "region": 2,
        "region_strategy": 4,
        "kpi_region": 4,
        "province": 4,
        "province_strategy": 8,
        "kpi_province": 8,
        "flagship": 2,
    }


def test_the_overview_and_the_strategies_say_the_same(ministry: Ministry, exported: Exported) -> None:
    boards = ministry.boards()
    assert says_group(exported.at("ministry"), view_overview(ministry.database, boards).whole)
    for code in ("S1", "S2"):
        seen = view_strategy(ministry.database, boards, code)
        assert says_group(exported.at("strategy", strategy=code), seen.figure)
        for goal in seen.goals:
            assert says_group(exported.at("goal", goal=goal.goal.code), goal.figure)


def test_the_departments_say_the_same(ministry: Ministry, exported: Exported) -> None:
    for department in PLAN.departments:
        seen = view_department(ministry.database, ministry.boards(), department.code)
        assert says_group(exported.at("department", department=department.code), seen.figure)


def test_every_kpi_says_the_same_everywhere(ministry: Ministry, exported: Exported) -> None:
    boards = ministry.boards()
    for kpi in PLAN.kpis:
        seen = view_kpi(ministry.database, boards, kpi.code)
        assert says_kpi(exported.at("kpi", kpi=kpi.code), seen.figure, seen.row.cost)
        for kind, places in (
            ("department", seen.departments),
            ("region", seen.regions),
            ("province", seen.provinces),
        ):
            for place in places:
                row = exported.at(f"kpi_{kind}", kpi=kpi.code, **{kind: place.code})
                assert says_kpi(row, place.figure, place.cost)


def test_regions_and_provinces_say_the_same(ministry: Ministry, exported: Exported) -> None:
    seen = view_region(ministry.database, ministry.boards())
    for kind, places in (("region", seen.regions), ("province", seen.provinces)):
        for place in places:
            assert says_group(exported.at(kind, **{kind: place.code}), place.figure)
            for code, figure in place.strategies.items():
                row = exported.at(f"{kind}_strategy", **{kind: place.code, "strategy": code})
                assert says_group(row, figure)


def test_the_flagships_say_the_same(ministry: Ministry, exported: Exported) -> None:
    for flagship in PLAN.flagships:
        card = view_flagship(ministry.database, ministry.boards(), flagship.code).card
        row = exported.at("flagship", flagship=flagship.code)
        assert (row.actual, row.target_to_date) == (card.progress.actual, card.progress.planned)
        assert (row.score, row.status) == (card.kpis.group.score, card.status.value)


def test_a_figure_says_how_many_places_stand_behind_it(exported: Exported) -> None:
    served, joint = exported.at("kpi", kpi="SERVED"), exported.at("kpi", kpi="JOINT")
    assert (served.places_reported, served.places_expected, served.coverage) == (4, 4, 1.0)
    assert (joint.places_reported, joint.places_expected, joint.coverage) == (None, 1, None)  # parts
    part = exported.at("kpi_department", kpi="JOINT", department="DSD")
    assert (part.places_reported, part.coverage) == (1, 1.0)


def test_the_figures_worked_out_by_hand_stand_in_the_export(exported: Exported) -> None:
    assert exported.at("ministry").score == 3.1111
    assert exported.at("kpi_province", kpi="SERVED", province="90").score == 1.0
    assert exported.at("kpi_region", kpi="RATE", region="SOUTH").actual == 25


def test_a_figure_can_be_written_as_json(exported: Exported) -> None:
    row = json.loads(json.dumps(exported.at("kpi", kpi="BAND").as_dict(), allow_nan=False))
    assert row["scope"] == {"kind": "kpi", "kpi": "BAND"}
    assert (row["low"], row["high"], row["target_to_date"], row["status"]) == (10, 20, None, "critical")


def test_a_silent_ministry_can_be_exported_too(database: Database) -> None:
    ministry = a_silent_ministry(database)
    rows = export_figures(database, ROOT, ministry.boards())
    assert {row.status for row in rows} == {"no_data"}
    assert {row.score for row in rows} == {row.actual for row in rows} == {None}


def test_a_plan_without_places_and_flagships_can_be_exported(sqlite: Database) -> None:
    bare = replace(PLAN, regions=(), schemes=(), provinces=(), flagships=(), milestones=(), budgets=())
    ministry = a_silent_ministry(sqlite, bare)
    kinds = {row.scope["kind"] for row in export_figures(sqlite, ROOT, ministry.boards())}
    assert kinds == {"ministry", "strategy", "goal", "department", "kpi", "kpi_department"}


def test_what_is_taken_away_stands_in_the_log_with_who_took_it(database: Database) -> None:
    ministry = a_silent_ministry(database)
    auditor = signed_in(database, somebody(database, a_grant(Role.AUDITOR)))
    rows = export_figures(database, auditor, ministry.boards(), now=at(100))
    record_export(database, auditor, "table:kpis", {"rows": 6}, file_sha256="a" * 64, now=at(100))
    figures, table = log_of(database)
    year, month = ministry.boards().moment.year, ministry.boards().moment.month
    assert (figures.deed, figures.login, figures.object) == (
        "export_figures",
        "somsri",
        f"figures:{year}-{month:02}",
    )
    assert json.loads(figures.after) == {"figures": len(rows), "plan": 1, "as_of": ""}
    assert (table.object, table.after, table.file_sha256) == ("table:kpis", '{"rows":6}', "a" * 64)


def test_who_sees_no_figures_takes_none_away(database: Database) -> None:
    ministry = a_silent_ministry(database)
    administrator = signed_in(database, somebody(database, a_grant(Role.ADMINISTRATOR)))
    with pytest.raises(Forbidden):
        export_figures(database, administrator, ministry.boards(), now=at(100))
    with pytest.raises(Forbidden):
        record_export(database, administrator, "table:kpis", {}, now=at(100))
    assert {entry.deed for entry in log_of(database)} == {"refused"}
