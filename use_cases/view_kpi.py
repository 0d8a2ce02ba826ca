"""What is behind this figure?"""

from dataclasses import dataclass

from data_access.database import Connection, Database
from data_access.observations import Provenance, list_notes, list_provenance
from data_access.submissions import list_explanations
from domain.expectation import Place
from domain.figure import KpiFigure
from domain.kpi import Grain, Kpi
from domain.kpi_return import Explanation
from domain.lookup import load_kpi
from use_cases.boards import Boards, KpiRow, kpi_row
from use_cases.costs import list_place_costs, split_among_owners
from use_cases.figures import judge_from, judge_places, sums_table
from use_cases.regions import aims_with_provinces, list_province_rows, region_sums
from use_cases.trend import KpiTrend, load_trend


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFigure:
    """A KPI in a department, region or province; `cost` is its part of the KPI's contribution (score points)."""

    code: str
    figure: KpiFigure
    cost: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a department wrote beside a figure of a closing month."""

    month: int
    department: str
    province: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Why a KPI is where it is, as a department said it for a closing month."""

    month: int
    department: str
    explanation: Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiView:
    """A KPI's screen. Regions and provinces are empty where it is reported as a whole."""

    row: KpiRow
    trend: KpiTrend
    departments: tuple[PlaceFigure, ...]
    regions: tuple[PlaceFigure, ...]
    provinces: tuple[PlaceFigure, ...]
    notes: tuple[Note, ...]
    explained: tuple[Explained, ...]

    @property
    def figure(self) -> KpiFigure:
        """The KPI's figure at the moment, everywhere."""
        return self.row.figure


def view_kpi(database: Database, boards: Boards, code: str) -> KpiView:
    """Everything on a KPI's screen. Raises NotFound."""
    kpi = load_kpi(boards.plan, code)
    row = kpi_row(boards, code)
    until = row.figure.period.month if row.figure.period else boards.moment.month
    moment = boards.moment
    with database.reading() as connection:
        placed = kpi.grain is Grain.PROVINCE
        notes = list_notes(connection, code, year=moment.year, until=until, as_of=moment.as_of)
        explained = list_explanations(connection, code, year=moment.year, until=until, as_of=moment.as_of)
        return KpiView(
            row=row,
            trend=load_trend(connection, boards, kpi),
            departments=owner_figures(boards, row.figure),
            regions=_regions(connection, boards, kpi) if placed else (),
            provinces=_provinces(connection, boards, row) if placed else (),
            notes=tuple(Note(month=m, department=d, province=p, words=w) for m, d, p, w in notes),
            explained=tuple(Explained(month=m, department=d, explanation=e) for m, d, e in explained),
        )


def owner_figures(boards: Boards, joint: KpiFigure) -> tuple[PlaceFigure, ...]:
    """Every owner; a keeper with its own part, the others with the joint result."""
    kpi, moment, cost = joint.kpi, boards.moment, boards.now.costs.get(joint.kpi.code)
    costs = split_among_owners(joint, cost) if cost is not None else {}

    def figure(department: str) -> KpiFigure:
        if len(kpi.keepers) < 2 or department not in kpi.keepers:
            return joint
        place = Place(department=department)
        return judge_from(boards.aims, boards.sums, kpi, year=moment.year, month=moment.month, place=place)

    return tuple(
        PlaceFigure(code=o.department, figure=figure(o.department), cost=costs.get(o.department))
        for o in kpi.owners
    )


def _regions(connection: Connection, boards: Boards, kpi: Kpi) -> tuple[PlaceFigure, ...]:
    moment, regions = boards.moment, boards.plan.main_regions()
    aims = aims_with_provinces(connection, boards, [kpi.code])
    sums = region_sums(connection, boards, [kpi])
    places = {region.code: Place(region=region.code) for region in regions}
    figures = judge_places(aims, sums, kpi, year=moment.year, month=moment.month, places=places)
    return tuple(PlaceFigure(code=code, figure=figure) for code, figure in figures.items())


def _provinces(connection: Connection, boards: Boards, row: KpiRow) -> tuple[PlaceFigure, ...]:
    """Every province that owes a figure, with its part of the KPI's contribution where all have a target."""
    kpi, moment = row.figure.kpi, boards.moment
    kept = [row for rows in boards.sums.of(kpi.code, moment.year).values() for row in rows]
    sums = sums_table([*kept, *list_province_rows(connection, boards, [kpi])])
    aims = aims_with_provinces(connection, boards, [kpi.code])
    places = {
        p.code: Place(province=p.code)
        for p in boards.plan.provinces
        if not kpi.provinces or p.code in kpi.provinces
    }
    figures = judge_places(aims, sums, kpi, year=moment.year, month=moment.month, places=places)
    costs = list_place_costs(row.cost, list(figures.items()))
    return tuple(PlaceFigure(code=code, figure=f, cost=costs.get(code)) for code, f in figures.items())


def view_provenance(database: Database, boards: Boards, code: str, province: str) -> tuple[Provenance, ...]:
    """Every cell behind the figure of a province ("" where the KPI is reported as a whole), newest first."""
    load_kpi(boards.plan, code)
    period = boards.now.kpis[code].period
    until = period.month if period else boards.moment.month
    moment = boards.moment
    with database.reading() as connection:
        rows = list_provenance(
            connection, code, year=moment.year, until=until, province=province, as_of=moment.as_of
        )
    return tuple(rows)
