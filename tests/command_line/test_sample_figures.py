"""For the sample ministry the command line says what the screens show, and what the stories make true."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from data_access.database import open_database
from domain.figure import KpiFigure
from domain.group import GroupFigure
from sample_data.loading import SEED
from sample_data.stories import LOWERED, SLIDING
from sample_data.truths import homes_completed, sliding_scores, strategy_score
from tests.command_line.desk import Desk
from tests.people import ROOT
from use_cases.boards import Boards, load_boards
from use_cases.moment import Moment
from use_cases.view_department import view_departments
from use_cases.view_flagship import view_portfolio
from use_cases.view_kpi import view_kpi
from use_cases.view_overview import view_overview
from use_cases.view_region import view_region

Row = dict[str, Any]
PERIODS = [(SLIDING.year, SLIDING.months[-1]), (LOWERED.year, 6)]
GROUP = ("score", "coverage", "best", "worst", "status", "contribution")
KPI = ("actual", "target_to_date", "low", "high", "attainment", "score", "status", "contribution")


@pytest.fixture(params=PERIODS, ids=["year-end", "half-year"])
def period(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


def exported(folder: Path, year: int, month: int) -> dict[str, Row]:
    """Every figure of a period, by the words of its scope."""
    desk = Desk(folder=folder, settings={"DASHBOARD_DATA": str(folder), "DATABASE_URL": None})
    asked = ("--fiscal-year", str(year), "--period", f"M{month}")
    rows = desk.answers("export-figures", *asked)["figures"]
    return {" ".join(row["scope"].values()): row for row in rows}


def group_row(figure: GroupFigure) -> tuple[object, ...]:
    group = figure.group
    return (group.score, group.coverage, group.best, group.worst, figure.status.value, figure.contribution)


def kpi_row(figure: KpiFigure, cost: float | None) -> tuple[object, ...]:
    aim = figure.expected.to_date
    return (
        *(figure.actual, aim.value, aim.low, aim.high, figure.attainment, figure.score, figure.status.value),
        cost,
    )


def told(
    rows: dict[str, Row], scopes: Iterable[str], names: tuple[str, ...]
) -> dict[str, tuple[object, ...]]:
    return {scope: tuple(rows[scope][name] for name in names) for scope in scopes}


def shown_groups(folder: Path, year: int, month: int) -> dict[str, tuple[object, ...]]:
    """What the overview, the departments' and the regions' screens show."""
    database = open_database(f"sqlite:///{folder / 'dashboard.db'}")
    boards = load_boards(database, ROOT, Moment(year=year, month=month))
    overview, places = view_overview(database, boards), view_region(database, boards)
    database.close()
    return {
        "ministry": group_row(overview.whole),
        **{f"strategy {card.figure.code}": group_row(card.figure) for card in overview.strategies},
        **{f"department {figure.code}": group_row(figure) for figure in view_departments(boards)},
        **{f"region {place.code}": group_row(place.figure) for place in places.regions},
        **{f"province {place.code}": group_row(place.figure) for place in places.provinces},
        **{
            f"region_strategy {place.code} {code}": group_row(figure)
            for place in places.regions
            for code, figure in place.strategies.items()
        },
    }


def shown_kpis(folder: Path, year: int, month: int) -> dict[str, tuple[object, ...]]:
    """What the screens of the KPIs show: the figure itself, its owners, regions and provinces."""
    database = open_database(f"sqlite:///{folder / 'dashboard.db'}")
    boards = load_boards(database, ROOT, Moment(year=year, month=month))
    shown: dict[str, tuple[object, ...]] = {}
    for code in kpis_of_every_kind(boards):
        view = view_kpi(database, boards, code)
        shown[f"kpi {code}"] = kpi_row(view.figure, view.row.cost)
        for kind, places in (
            ("department", view.departments),
            ("region", view.regions),
            ("province", view.provinces),
        ):
            shown |= {f"kpi_{kind} {code} {p.code}": kpi_row(p.figure, p.cost) for p in places}
    database.close()
    return shown


def kpis_of_every_kind(boards: Boards) -> list[str]:
    """One KPI of each scale, polarity, aggregation and so on, by province and as a whole, as far as the plan has it."""
    kinds = {
        (kind, value, kpi.grain): kpi.code
        for kpi in boards.plan.kpis
        for kind, value in (
            ("scale", kpi.scale),
            ("polarity", kpi.polarity),
            ("aggregation", kpi.aggregation),
            ("sharing", kpi.sharing),
            ("accumulation", kpi.accumulation),
        )
    }
    return sorted(set(kinds.values()))


def test_the_groups_are_those_of_the_screens(sample_folder: Path, period: tuple[int, int]) -> None:
    rows = exported(sample_folder, *period)
    shown = shown_groups(sample_folder, *period)
    assert told(rows, shown, GROUP) == shown
    assert sum(scope.startswith("province ") for scope in shown) > 1


def test_the_kpis_are_those_of_the_screens(sample_folder: Path, period: tuple[int, int]) -> None:
    rows = exported(sample_folder, *period)
    shown = shown_kpis(sample_folder, *period)
    assert told(rows, shown, KPI) == shown
    assert any(scope.startswith("kpi_province ") for scope in shown)


def test_the_flagships_are_those_of_the_screens(sample_folder: Path, period: tuple[int, int]) -> None:
    year, month = period
    database = open_database(f"sqlite:///{sample_folder / 'dashboard.db'}")
    cards = view_portfolio(database, load_boards(database, ROOT, Moment(year=year, month=month)))
    database.close()
    shown = {
        f"flagship {card.flagship.code}": (card.progress.actual, card.progress.planned, card.status.value)
        for card in cards
    }
    rows = exported(sample_folder, year, month)
    assert told(rows, shown, ("actual", "target_to_date", "status")) == shown
    assert [scope for scope in rows if scope.startswith("flagship ")] == list(shown)


def test_the_scores_are_those_that_the_stories_make_true(
    sample_folder: Path, period: tuple[int, int]
) -> None:
    rows = exported(sample_folder, *period)
    strategies = [scope.split()[1] for scope in rows if scope.startswith("strategy ")]
    said = {"": rows["ministry"]["score"]} | {code: rows[f"strategy {code}"]["score"] for code in strategies}
    assert said == {code: pytest.approx(strategy_score(SEED, code, *period)) for code in said}


def test_a_sliding_strategy_slides_in_the_export_too(sample_folder: Path) -> None:
    scores = [
        exported(sample_folder, SLIDING.year, month)[f"strategy {SLIDING.strategy}"]["score"]
        for month in SLIDING.months
    ]
    assert scores == pytest.approx(sliding_scores(SEED))


def test_a_lowered_target_is_the_one_exported_beside_what_was_reached(sample_folder: Path) -> None:
    row = exported(sample_folder, LOWERED.year, 12)[f"kpi {LOWERED.kpi}"]
    assert row["target_to_date"] == LOWERED.after
    assert row["actual"] == pytest.approx(homes_completed(SEED))
