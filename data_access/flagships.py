"""What was reported of flagships: milestones complete, money committed and disbursed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, or_, select

from data_access.moment import stands
from data_access.schema import budget_reports, milestone_reports, submissions


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagshipSource:
    """Where a reported figure of a flagship came from: of a milestone (`part` complete) or of its money.

    `value` is a share (0..1) or an amount in the plan's currency; `submission` the number of the return.
    """

    code: str
    part: str
    year: int
    month: int
    department: str
    value: float
    sheet: str
    cell: str
    file_name: str
    version: int
    sent_by: str
    sent_at: datetime
    approved_by: str
    submission: int


def list_flagship_sources(
    connection: Connection,
    *,
    flagship: str,
    milestones: Collection[str],
    year: int,
    month: int,
    as_of: datetime | None = None,
) -> list[FlagshipSource]:
    """Every reported figure of a flagship up to a closing month, the newest first."""
    m, b = milestone_reports.c, budget_reports.c
    asked = (
        (milestone_reports, m.milestone, "complete", m.complete, m.milestone.in_(milestones)),
        (budget_reports, b.flagship, "committed", b.committed, b.flagship == flagship),
        (budget_reports, b.flagship, "disbursed", b.disbursed, b.flagship == flagship),
    )
    found: list[FlagshipSource] = []
    for table, code, part, value, wanted in asked:
        query = _sources(table, code, value).where(
            wanted, value.is_not(None), _until(table, year, month), stands(table, as_of)
        )
        found += [FlagshipSource(part=part, **row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda source: (source.year, source.month), reverse=True)


def _sources(table: Table, code: ColumnElement[str], value: ColumnElement[float]) -> Select[Any]:
    c, s = table.c, submissions.c
    return select(
        code.label("code"),
        c.fiscal_year.label("year"),
        c.month,
        c.department,
        value.label("value"),
        c.sheet,
        c.cell,
        s.file_name,
        s.version,
        s.sent_by,
        s.sent_at,
        s.approved_by,
        s.id.label("submission"),
    ).join_from(table, submissions, s.id == c.submission_id)
