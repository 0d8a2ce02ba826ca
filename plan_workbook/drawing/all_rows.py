"""Every sheet's rows of a plan and its targets, under the sheet's name."""

from collections.abc import Iterable

from domain.plan import Plan
from domain.target import Target
from plan_workbook.drawing.kpi_rows import kpi_rows, level_rows, owner_rows, target_rows, year_rows
from plan_workbook.drawing.plan_rows import (
    Row,
    department_rows,
    goal_rows,
    province_rows,
    region_rows,
    scheme_rows,
    strategy_rows,
    target_group_rows,
)
from plan_workbook.drawing.project_rows import (
    budget_rows,
    due_date_rows,
    flagship_rows,
    milestone_rows,
    phasing_rows,
)


def rows_of(plan: Plan, targets: Iterable[Target]) -> dict[str, tuple[Row, ...]]:
    """The rows of every sheet but "plan", which is a list of settings."""
    return {
        "strategies": tuple(strategy_rows(plan)),
        "goals": tuple(goal_rows(plan)),
        "target_groups": tuple(target_group_rows(plan)),
        "departments": tuple(department_rows(plan)),
        "schemes": tuple(scheme_rows(plan)),
        "regions": tuple(region_rows(plan)),
        "provinces": tuple(province_rows(plan)),
        "kpis": tuple(kpi_rows(plan)),
        "kpi_owners": tuple(owner_rows(plan)),
        "kpi_years": tuple(year_rows(plan)),
        "levels": tuple(level_rows(plan)),
        "targets": tuple(target_rows(plan, targets)),
        "flagships": tuple(flagship_rows(plan)),
        "milestones": tuple(milestone_rows(plan)),
        "budgets": tuple(budget_rows(plan)),
        "phasings": tuple(phasing_rows(plan)),
        "calendar": tuple(due_date_rows(plan)),
    }
