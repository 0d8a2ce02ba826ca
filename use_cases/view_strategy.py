"""Why is this strategy where it is?"""

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.database import Database
from domain.figure import KpiFigure
from domain.group import GroupFigure, group_of
from domain.lookup import load_strategy
from domain.plan import Goal, Strategy
from domain.roll_up import split_by_weight
from use_cases.boards import Boards, KpiRow, ScorePoint, kpi_row, points_of
from use_cases.regions import PlaceScore, list_region_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRows:
    """A goal and its KPIs."""

    goal: Goal
    figure: GroupFigure
    kpis: tuple[KpiRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyView:
    """A strategy with its goals and KPIs, and how its departments and regions stand on them."""

    strategy: Strategy
    figure: GroupFigure
    last_year: float | None
    trend: tuple[ScorePoint, ...]
    goals: tuple[GoalRows, ...]
    departments: tuple[GroupFigure, ...]
    regions: tuple[PlaceScore, ...]

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


def split_among_owners(figure: KpiFigure, cost: float) -> Mapping[str, float]:
    """A KPI's contribution by owner, in the ratio of the owners' weights."""
    weights = {
        owner.department: figure.weight if owner.weight is None else owner.weight
        for owner in figure.kpi.owners
    }
    return split_by_weight(cost, weights)


def owner_costs(figures: list[KpiFigure], costs: Mapping[str, float], department: str) -> Mapping[str, float]:
    """A department's own part of the contribution of each KPI that has one."""
    return {
        figure.kpi.code: split_among_owners(figure, costs[figure.kpi.code]).get(department, 0.0)
        for figure in figures
        if figure.kpi.code in costs
    }
