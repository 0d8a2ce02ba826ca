"""What was reported of flagships: milestones complete, money committed and disbursed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select

from data_access.moment import stands
from data_access.schema import budget_reports, milestone_reports


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRow:
    """A milestone's share complete (0..1) as reported for a closing month."""

    milestone: str
    year: int
    month: int
    department: str
    complete: float
    note: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """A flagship's money since the fiscal year began, as reported for a closing month."""

    flagship: str
    year: int
    month: int
    department: str
    committed: float | None
    disbursed: float | None
    sheet: str
    cell: str


def _until(table: Table, year: int, month: int) -> ColumnElement[bool]:
    c = table.c
    return or_(c.fiscal_year < year, and_(c.fiscal_year == year, c.month <= month))


def list_milestone_reports(
    connection: Connection, *, year: int, month: int, as_of: datetime | None = None
) -> list[MilestoneRow]:
    """Every milestone report up to a closing month, oldest first."""
    c = milestone_reports.c
    query = (
        select(c.milestone, c.fiscal_year, c.month, c.department, c.complete, c.note, c.sheet, c.cell)
        .where(_until(milestone_reports, year, month), stands(milestone_reports, as_of))
        .order_by(c.fiscal_year, c.month)
    )
    return [
        MilestoneRow(
            milestone=r.milestone,
            year=r.fiscal_year,
            month=r.month,
            department=r.department,
            complete=r.complete,
            note=r.note,
            sheet=r.sheet,
            cell=r.cell,
        )
        for r in connection.execute(query)
    ]


def list_budget_reports(
    connection: Connection, *, year: int, month: int, as_of: datetime | None = None
) -> list[BudgetRow]:
    """Every budget report up to a closing month, oldest first."""
    c = budget_reports.c
    query = (
        select(c.flagship, c.fiscal_year, c.month, c.department, c.committed, c.disbursed, c.sheet, c.cell)
        .where(_until(budget_reports, year, month), stands(budget_reports, as_of))
        .order_by(c.fiscal_year, c.month)
    )
    return [
        BudgetRow(
            flagship=r.flagship,
            year=r.fiscal_year,
            month=r.month,
            department=r.department,
            committed=r.committed,
            disbursed=r.disbursed,
            sheet=r.sheet,
            cell=r.cell,
        )
        for r in connection.execute(query)
    ]
