"""From kept sums to judged figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data_access.sums import SumsRow
from domain.accumulation import Sums
from domain.expectation import WHOLE, Aims, Place
from domain.figure import KpiFigure, judge, missing_keepers, terms_of
from domain.group import GroupFigure, group_of, weighed
from domain.kpi import Kpi
from domain.plan import Plan
from domain.roll_up import contributions

Key = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class SumsTable:
    """Kept sums, found by KPI, fiscal year and place; each department's rows in the order of months."""

    rows: Mapping[Key, Mapping[str, tuple[SumsRow, ...]]]

    def of(self, kpi: str, year: int, place: str = "") -> Mapping[str, tuple[SumsRow, ...]]:
        """Each department's rows of a fiscal year, in the order of months."""
        return self.rows.get((kpi, year, place), {})

    def at(self, kpi: str, year: int, place: str, month: int) -> dict[str, Sums]:
        """Each department's sums to date at a fiscal month; what was last reported where nothing newer is."""
        found: dict[str, Sums] = {}
        for department, rows in self.of(kpi, year, place).items():
            last = next((row for row in reversed(rows) if row.month <= month), None)
            if last is not None:
                found[department] = last.sums if last.month == month else replace(last.sums, reported=0)
        return found


def sums_table(rows: Iterable[SumsRow]) -> SumsTable:
    """Sort kept sums so that they are found quickly."""
    table: dict[Key, dict[str, list[SumsRow]]] = {}
    for row in sorted(rows, key=lambda row: row.month):
        table.setdefault((row.kpi, row.year, row.place), {}).setdefault(row.department, []).append(row)
    return SumsTable({key: {d: tuple(found) for d, found in by.items()} for key, by in table.items()})


def judge_from(
    aims: Aims, sums: SumsTable, kpi: Kpi, *, year: int, month: int, place: Place = WHOLE
) -> KpiFigure:
    """Judge a KPI for the whole, or for a department's own part of it."""
    terms = terms_of(aims.plan, kpi, year, month)
    by_department = sums.at(kpi.code, year, "", terms.ends)
    if place.department:
        part = {code: own for code, own in by_department.items() if code == place.department}
        return judge(aims, terms, part, place=place, missing=())
    return judge(aims, terms, by_department)


def judge_places(
    aims: Aims, sums: SumsTable, kpi: Kpi, *, year: int, month: int, places: Mapping[str, Place]
) -> dict[str, KpiFigure]:
    """Judge a KPI for regions and provinces, by the codes under which their sums are kept.

    A place is certified only where the KPI's keepers have all reported for the period.
    """
    terms = terms_of(aims.plan, kpi, year, month)
    missing = missing_keepers(kpi, sums.at(kpi.code, year, "", terms.ends))
    return {
        code: judge(aims, terms, sums.at(kpi.code, year, code, terms.ends), place=place, missing=missing)
        for code, place in places.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The whole plan judged at one moment: every KPI, every goal and strategy, and the whole.

    `costs` are the KPIs' contributions to the whole's shortfall, in score points.
    """

    year: int
    month: int
    kpis: Mapping[str, KpiFigure]
    goals: Mapping[str, GroupFigure]
    strategies: Mapping[str, GroupFigure]
    whole: GroupFigure
    costs: Mapping[str, float]


def judge_board(aims: Aims, sums: SumsTable, *, year: int, month: int) -> Board:
    """Judge the whole plan at the end of a fiscal month."""
    plan = aims.plan
    figures = {kpi.code: judge_from(aims, sums, kpi, year=year, month=month) for kpi in plan.kpis}
    costs = contributions(weighed(figures.values()))
    goals = {goal.code: _members(plan, figures, goal=goal.code) for goal in plan.goals}
    strategies = {s.code: _members(plan, figures, strategy=s.code) for s in plan.strategies}
    return Board(
        year=year,
        month=month,
        kpis=figures,
        goals={code: group_of(code, members, plan.bands, costs=costs) for code, members in goals.items()},
        strategies={
            code: group_of(code, members, plan.bands, costs=costs) for code, members in strategies.items()
        },
        whole=group_of("", figures.values(), plan.bands, costs=costs),
        costs=costs,
    )


def _members(
    plan: Plan, figures: Mapping[str, KpiFigure], *, goal: str = "", strategy: str = ""
) -> list[KpiFigure]:
    goals = {goal} if goal else {g.code for g in plan.goals if g.strategy == strategy}
    return [figure for figure in figures.values() if figure.kpi.goal in goals]


def quarter_before(year: int, month: int) -> tuple[int, int]:
    """The (year, month) of the quarter end before a fiscal month."""
    before = (month - 1) // 3 * 3
    return (year, before) if before else (year - 1, 12)
