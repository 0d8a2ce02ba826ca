"""Where: regions of the main scheme and their provinces, judged over all KPIs that reach them."""

from collections.abc import Collection, Sequence
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
from use_cases.figures import SumsTable, judge_from, sums_table


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
    return tuple(
        place_score(aims, sums, members, boards, Place(region=region.code), region.code) for region in regions
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


def place_score(
    aims: Aims, sums: SumsTable, kpis: Sequence[Kpi], boards: Boards, place: Place, key: str
) -> PlaceScore:
    """One region or province, judged from sums kept under its code."""
    moment, plan = boards.moment, boards.plan
    figures = [
        judge_from(aims, sums, k, year=moment.year, month=moment.month, place=place, key=key) for k in kpis
    ]
    by_strategy = {s.code: [f for f in figures if plan.strategy_of(f.kpi) == s.code] for s in plan.strategies}
    return PlaceScore(
        code=key,
        figure=group_of(key, figures, plan.bands),
        strategies={code: group_of(code, members, plan.bands) for code, members in by_strategy.items()},
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
