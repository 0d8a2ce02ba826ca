"""Every figure that the screens show, as plain rows for other programs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data_access.database import Database
from domain.audit import Deed
from domain.figure import KpiFigure
from domain.group import GroupFigure
from domain.permission import Action
from use_cases.authority import Caller, acting, authorise, record, refusals_recorded
from use_cases.boards import Boards
from use_cases.costs import list_place_costs
from use_cases.flagships import FlagshipCard, list_flagship_cards
from use_cases.regions import PlaceScore, list_province_scores, list_region_scores
from use_cases.view_department import view_departments
from use_cases.view_kpi import owner_figures


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFigure:
    """One figure. `scope` has its kind and the codes that name it; shares are 0..1, scores 0..5."""

    scope: Mapping[str, str]
    status: str
    actual: float | None = None
    target_to_date: float | None = None
    attainment: float | None = None
    score: float | None = None
    coverage: float | None = None
    best: float | None = None
    worst: float | None = None
    contribution: float | None = None
    places_reported: int | None = None
    places_expected: int | None = None
    low: float | None = None
    high: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """The figure as JSON takes it."""
        return {name: getattr(self, name) for name in self.__slots__}


def export_figures(
    database: Database, caller: Caller, boards: Boards, *, now: datetime | None = None
) -> list[ExportedFigure]:
    """All figures of a moment: the whole, strategies, goals, KPIs, departments, regions, provinces, flagships.

    Raises SignedOut, Forbidden; that they were taken away stands in the log.
    """
    figures = _all_figures(database, caller, boards, now)
    moment = boards.moment
    as_of = moment.as_of.isoformat() if moment.as_of else ""
    told = {"figures": len(figures), "plan": boards.version.number, "as_of": as_of}
    record_export(database, caller, f"figures:{moment.year}-{moment.month:02}", told, now=now)
    return figures


def record_export(
    database: Database,
    caller: Caller,
    what: str,
    told: Mapping[str, object],
    *,
    file_sha256: str = "",
    now: datetime | None = None,
) -> None:
    """Tell the log that figures are taken away, before they are: a table, a file. Raises SignedOut, Forbidden."""
    acting(
        database,
        caller,
        Action.EXPORT_FIGURES,
        lambda connection, actor: record(
            connection, actor, Deed.EXPORT_FIGURES, what, after=told, file_sha256=file_sha256, now=now
        ),
        now=now,
    )


def _all_figures(
    database: Database, caller: Caller, boards: Boards, now: datetime | None
) -> list[ExportedFigure]:
    with refusals_recorded(database), database.reading() as connection:
        authorise(connection, caller, Action.EXPORT_FIGURES, now=now)
        regions = list_region_scores(connection, boards)
        provinces = list_province_scores(connection, boards)
        cards = list_flagship_cards(connection, boards.plan, boards.now, boards.moment)
    costs = _province_costs(boards, provinces)
    return [
        *_of_groups(boards),
        *_of_kpis(boards),
        *(row for place in regions for row in _of_place("region", place, {})),
        *(row for place in provinces for row in _of_place("province", place, costs)),
        *(_of_flagship(card) for card in cards),
    ]


def _of_groups(boards: Boards) -> Iterator[ExportedFigure]:
    now = boards.now
    yield _group({"kind": "ministry"}, now.whole)
    for code, figure in now.strategies.items():
        yield _group({"kind": "strategy", "strategy": code}, figure)
    for code, figure in now.goals.items():
        yield _group({"kind": "goal", "goal": code}, figure)
    for figure in view_departments(boards):
        yield _group({"kind": "department", "department": figure.code}, figure)


def _of_kpis(boards: Boards) -> Iterator[ExportedFigure]:
    for code, figure in boards.now.kpis.items():
        yield _kpi({"kind": "kpi", "kpi": code}, figure, boards.now.costs.get(code))
        for owner in owner_figures(boards, figure):
            yield _kpi(
                {"kind": "kpi_department", "kpi": code, "department": owner.code}, owner.figure, owner.cost
            )


def _of_place(
    kind: str, place: PlaceScore, costs: Mapping[tuple[str, str], float]
) -> Iterator[ExportedFigure]:
    yield _group({"kind": kind, kind: place.code}, place.figure)
    for strategy, figure in place.strategies.items():
        yield _group({"kind": f"{kind}_strategy", kind: place.code, "strategy": strategy}, figure)
    for kpi in place.kpis:
        scope = {"kind": f"kpi_{kind}", "kpi": kpi.kpi.code, kind: place.code}
        yield _kpi(scope, kpi, costs.get((kpi.kpi.code, place.code)))


def _province_costs(boards: Boards, provinces: Sequence[PlaceScore]) -> dict[tuple[str, str], float]:
    by_kpi: dict[str, list[tuple[str, KpiFigure]]] = {}
    for place in provinces:
        for figure in place.kpis:
            if figure.places_expected:
                by_kpi.setdefault(figure.kpi.code, []).append((place.code, figure))
    return {
        (kpi, province): cost
        for kpi, figures in by_kpi.items()
        for province, cost in list_place_costs(boards.now.costs.get(kpi), figures).items()
    }


def _of_flagship(card: FlagshipCard) -> ExportedFigure:
    return ExportedFigure(
        scope={"kind": "flagship", "flagship": card.flagship.code},
        status=card.status.value,
        actual=card.progress.actual,
        target_to_date=card.progress.planned,
        score=card.kpis.group.score,
        coverage=card.kpis.group.coverage,
        best=card.kpis.group.best,
        worst=card.kpis.group.worst,
        contribution=card.kpis.contribution,
    )


def _group(scope: Mapping[str, str], figure: GroupFigure) -> ExportedFigure:
    group = figure.group
    return ExportedFigure(
        scope=scope,
        status=figure.status.value,
        score=group.score,
        coverage=group.coverage,
        best=group.best,
        worst=group.worst,
        contribution=figure.contribution,
    )


def _kpi(scope: Mapping[str, str], figure: KpiFigure, cost: float | None) -> ExportedFigure:
    aim = figure.expected.to_date
    # Of parts, several departments report one place: how many places have reported is not to be told.
    by_parts = len(figure.kpi.keepers) > 1 and not figure.place.department
    reported, expected = None if by_parts else figure.sums.reported, figure.places_expected
    return ExportedFigure(
        scope=scope,
        status=figure.status.value,
        actual=figure.actual,
        target_to_date=aim.value,
        low=aim.low,
        high=aim.high,
        attainment=figure.attainment,
        score=figure.score,
        coverage=min(1.0, reported / expected) if expected and reported is not None else None,
        contribution=cost,
        places_reported=reported,
        places_expected=expected,
    )
