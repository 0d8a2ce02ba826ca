"""Flagships, milestones, budgets, phasings and due dates, as rows of keys and values."""

from collections.abc import Iterator

from domain.plan import Plan
from plan_workbook.drawing.plan_rows import Row, both, joined


def flagship_rows(plan: Plan) -> Iterator[Row]:
    """A row to each flagship."""
    for flagship in plan.flagships:
        yield {
            "code": flagship.code,
            **both("name", flagship.name),
            "lead": flagship.lead,
            "departments": joined(flagship.departments),
            "strategy": flagship.strategy,
            **both("description", flagship.description),
            **both("responsible", flagship.responsible),
        }


def milestone_rows(plan: Plan) -> Iterator[Row]:
    """A row to each milestone."""
    for milestone in plan.milestones:
        yield {
            "code": milestone.code,
            "flagship": milestone.flagship,
            **both("name", milestone.name),
            "weight": milestone.weight,
            "planned_start": milestone.planned_start,
            "planned_end": milestone.planned_end,
            "department": milestone.department,
        }


def budget_rows(plan: Plan) -> Iterator[Row]:
    """A row to each budget year of a flagship."""
    for budget in plan.budgets:
        yield {
            "flagship": budget.flagship,
            "year": plan.calendar.shown_year(budget.year),
            **{f"q{position}": amount for position, amount in enumerate(budget.quarters, start=1)},
        }


def phasing_rows(plan: Plan) -> Iterator[Row]:
    """A row to each phasing."""
    for phasing in plan.phasings:
        yield {
            "code": phasing.code,
            **both("name", phasing.name),
            **{f"month_{month}": share for month, share in enumerate(phasing.cumulative, start=1)},
        }


def due_date_rows(plan: Plan) -> Iterator[Row]:
    """A row to each closing month."""
    for due in plan.due_dates:
        yield {"closing_month": due.month, "days_after": due.days_after}
