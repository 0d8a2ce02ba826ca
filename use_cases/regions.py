"""Where: regions of the main scheme and their provinces, judged over all KPIs that reach them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from data_access.database import Connection
from data_access.plans import list_targets
from data_access.sums import SumsRow, list_place_sums, list_sums
from domain.expectation import Aims, Place
from domain.figure import KpiFigure
from domain.group import GroupFigure, group_of
from domain.kpi import Grain, Kpi
from domain.plan import Plan
from domain.target import target_lines
from use_cases.boards import Boards
from use_cases.figures import SumsTable, judge_places, sums_table


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceScore:
    """A region or province: its score over KPIs reported there, in all and by strategy."""

    code: str
    figure: GroupFigure
    strategies: dict[str, GroupFigure]
    kpis: tuple[KpiFigure, ...] = ()


def aims_with_provinces(connection: Connection, boards: Boards, kpis: Collection[str] | None = None) -> Aims:
    """The year's targets together with those of single provinces."""
    rows = list_targets(connection, years=[boards.moment.year], as_of=boards.moment.as_of, kpis=kpis)
    return Aims(plan=boards.plan, lines=target_lines(rows))


def placed_kpis(plan: Plan, kpis: Collection[str] | None = None) -> list[Kpi]:
    """The KPIs that are reported by province."""
    return [k for k in plan.kpis if k.grain is Grain.PROVINCE and (kpis is None or k.code in kpis)]


def list_region_scores(
    connection: Connection, boards: Boards, kpis: Collection[str] | None = None
) -> tuple[PlaceScore, ...]:
    """Every region of the main scheme, over the KPIs reported by province (only those named, if given)."""
    plan = boards.plan
    regions = plan.main_regions()
    members = placed_kpis(plan, kpis)
    if not regions or not members:
        return ()
    aims = aims_with_provinces(connection, boards, [k.code for k in members])
    sums = region_sums(connection, boards, members)
    return place_scores(aims, sums, members, boards, {r.code: Place(region=r.code) for r in regions})


def list_province_scores(connection: Connection, boards: Boards) -> tuple[PlaceScore, ...]:
    """Every province, over the KPIs reported by province."""
    kpis = placed_kpis(boards.plan)
    kept = [row for found in boards.sums.rows.values() for rows in found.values() for row in rows]
    sums = sums_table([*kept, *list_province_rows(connection, boards, kpis)])
    aims = aims_with_provinces(connection, boards)
    return place_scores(
        aims, sums, kpis, boards, {p.code: Place(province=p.code) for p in boards.plan.provinces}
    )


def region_sums(connection: Connection, boards: Boards, kpis: Sequence[Kpi]) -> SumsTable:
    """The kept sums of every region of the main scheme beside those of the whole.

    A region has rows for the same months as the whole; only the last ones that count are read.
    """
    moment = boards.moment
    whole = [r for k in kpis for rows in boards.sums.of(k.code, moment.year).values() for r in rows]
    last: dict[tuple[str, str], int] = {}
    for row in whole:
        period = boards.now.kpis[row.kpi].period
        if row.month <= (period.month if period else moment.month):
            last[row.kpi, row.department] = max(row.month, last.get((row.kpi, row.department), 0))
    regions = [region.code for region in boards.plan.main_regions()]
    rows = list_sums(
        connection,
        years=[moment.year],
        regions=regions,
        as_of=moment.as_of,
        kpis=[k.code for k in kpis],
        months=set(last.values()),
    )
    return sums_table([*whole, *rows])


def place_scores(
    aims: Aims, sums: SumsTable, kpis: Sequence[Kpi], boards: Boards, places: Mapping[str, Place]
) -> tuple[PlaceScore, ...]:
    """Regions or provinces, judged from sums kept under their codes."""
    moment = boards.moment
    judged = [
        judge_places(aims, sums, kpi, year=moment.year, month=moment.month, places=places) for kpi in kpis
    ]
    return tuple(_place_score(boards.plan, code, [figures[code] for figures in judged]) for code in places)


def _place_score(plan: Plan, code: str, figures: Sequence[KpiFigure]) -> PlaceScore:
    by_strategy: dict[str, list[KpiFigure]] = {strategy.code: [] for strategy in plan.strategies}
    for figure in figures:
        by_strategy[plan.strategy_of(figure.kpi)].append(figure)
    return PlaceScore(
        code=code,
        figure=group_of(code, figures, plan.bands),
        strategies={s: group_of(s, members, plan.bands) for s, members in by_strategy.items()},
        kpis=tuple(figures),
    )


def list_province_rows(
    connection: Connection, boards: Boards, kpis: Sequence[Kpi], *, provinces: Collection[str] | None = None
) -> list[SumsRow]:
    """Figures to date of single provinces, each KPI at its own latest period that has ended."""
    moment = boards.moment
    by_month: dict[int, list[Kpi]] = {}
    for kpi in kpis:
        period = boards.now.kpis[kpi.code].period
        by_month.setdefault(period.month if period else moment.month, []).append(kpi)
    return [
        row
        for month, members in by_month.items()
        for row in list_place_sums(
            connection, kpis=members, year=moment.year, month=month, as_of=moment.as_of, provinces=provinces
        )
    ]
