"""Why is this strategy where it is?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_access.database import Database
from domain.figure import KpiFigure
from domain.group import GroupFigure, group_of, weighed
from domain.lookup import load_strategy
from domain.plan import Goal, Plan, Strategy
from domain.roll_up import contributions
from use_cases.boards import Boards, KpiRow, ScorePoint, kpi_row, points_of
from use_cases.costs import list_place_costs, owner_costs, split_among_owners
from use_cases.regions import PlaceScore, list_region_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRows:
    """A goal and its KPIs."""

    goal: Goal
    figure: GroupFigure
    kpis: tuple[KpiRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a department or region takes from a strategy's full marks, in score points."""

    code: str
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyView:
    """A strategy with its goals and KPIs, and how its departments and regions stand on them.

    `department_costs` and `region_costs` each sum to its shortfall (5 minus its score); of the regions, "" is
    what no region answers for, as a KPI reported for the whole.
    """

    strategy: Strategy
    figure: GroupFigure
    last_year: float | None
    trend: tuple[ScorePoint, ...]
    goals: tuple[GoalRows, ...]
    departments: tuple[GroupFigure, ...]
    regions: tuple[PlaceScore, ...]
    department_costs: tuple[Cost, ...]
    region_costs: tuple[Cost, ...]

    @property
    def kpis(self) -> tuple[KpiRow, ...]:
        """All KPIs of the strategy, goal by goal."""
        return tuple(row for goal in self.goals for row in goal.kpis)


def view_strategy(database: Database, boards: Boards, code: str) -> StrategyView:
    """Everything on a strategy's screen. Raises NotFound."""
    strategy = load_strategy(boards.plan, code)
    goals = tuple(_goal_rows(boards, goal) for goal in boards.plan.goals if goal.strategy == code)
    members = [row.figure for goal in goals for row in goal.kpis]
    with database.reading() as connection:
        regions = list_region_scores(connection, boards, {f.kpi.code for f in members})
    return StrategyView(
        strategy=strategy,
        figure=boards.now.strategies[code],
        last_year=boards.last_year.strategies[code].group.score,
        trend=points_of(boards.boards, strategy=code),
        goals=goals,
        departments=department_groups(boards, members),
        regions=regions,
        department_costs=list_department_costs(members),
        region_costs=list_region_costs(boards.plan, members, regions),
    )


def _goal_rows(boards: Boards, goal: Goal) -> GoalRows:
    rows = tuple(kpi_row(boards, code) for code, f in boards.now.kpis.items() if f.kpi.goal == goal.code)
    return GoalRows(goal=goal, figure=boards.now.goals[goal.code], kpis=rows)


def department_groups(boards: Boards, figures: list[KpiFigure]) -> tuple[GroupFigure, ...]:
    """Departments over the KPIs they own among those given, each by its own weights; owners only.

    A joint KPI's contribution is split among its owners, so that the departments' sum to that of the KPIs.
    """
    groups = []
    for department in boards.plan.departments:
        weights = owner_weights(figures, department.code)
        if weights:
            owned = [f for f in figures if f.kpi.code in weights]
            costs = owner_costs(owned, boards.now.costs, department.code)
            groups.append(group_of(department.code, owned, boards.plan.bands, weights=weights, costs=costs))
    return tuple(groups)


def owner_weights(figures: list[KpiFigure], department: str) -> Mapping[str, float]:
    """What each KPI weighs in a department's own score; only KPIs that it owns."""
    return {
        figure.kpi.code: figure.weight if owner.weight is None else owner.weight
        for figure in figures
        for owner in figure.kpi.owners
        if owner.department == department
    }


def list_department_costs(figures: Sequence[KpiFigure]) -> tuple[Cost, ...]:
    """What departments take from a group's full marks, the costliest first; a joint KPI's part by its owners' weights.

    They sum to 5 minus the group's score (not rounded); empty where it has none.
    """
    totals: dict[str, float] = {}
    costs = contributions(weighed(figures))
    for figure in figures:
        if figure.kpi.code in costs:
            for code, cost in split_among_owners(figure, costs[figure.kpi.code]).items():
                totals[code] = totals.get(code, 0.0) + cost
    return _costliest_first(totals)


def list_region_costs(
    plan: Plan, figures: Sequence[KpiFigure], regions: Sequence[PlaceScore]
) -> tuple[Cost, ...]:
    """What regions take from a group's full marks, the costliest first; the rest, which no region answers for, is "".

    Only a KPI with a target and a figure in every region that owes one can be shared out, and only where every
    province that reports lies in one of them. A region above full marks takes less than nothing.
    """
    totals: dict[str, float] = {}
    placed = {province.code for region in regions for province in plan.provinces_in(region.code)}
    for code, cost in contributions(weighed(figures)).items():
        there = [(r.code, f) for r in regions for f in r.kpis if f.kpi.code == code and f.places_expected]
        reached = not there or {p.code for p in plan.provinces if _reports(there[0][1], p.code)} <= placed
        parts = list_place_costs(cost, there) if reached else {}
        for region, part in (parts or {"": cost}).items():
            totals[region] = totals.get(region, 0.0) + part
    return _costliest_first(totals)


def _reports(figure: KpiFigure, province: str) -> bool:
    return not figure.kpi.provinces or province in figure.kpi.provinces


def _costliest_first(totals: Mapping[str, float]) -> tuple[Cost, ...]:
    return tuple(Cost(code=code, cost=cost) for code, cost in sorted(totals.items(), key=lambda t: -t[1]))
