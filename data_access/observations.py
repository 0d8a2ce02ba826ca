"""Single observations: where a figure came from, cell by cell."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, or_, select

from data_access.moment import stands
from data_access.schema import observations, submissions
from domain.accumulation import Reported


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """One observation and the submission, sheet and cell that it came from.

    `restated` says that an earlier version had published another figure for it, or that its period was closed before.
    """

    kpi: str
    year: int
    month: int
    department: str
    province: str
    numerator: float
    denominator: float | None
    note: str
    sheet: str
    cell: str
    published_at: datetime
    file_name: str
    file_sha256: str
    version: int
    sent_by: str
    sent_at: datetime
    approved_by: str
    restated: bool
    submission: int

    @property
    def reported(self) -> Reported:
        """The observation as the maths takes it."""
        return Reported(
            month=self.month,
            numerator=self.numerator,
            denominator=self.denominator,
            restated=self.restated,
        )


def list_provenance(
    connection: Connection, kpi: str, *, year: int, until: int, province: str, as_of: datetime | None = None
) -> list[Provenance]:
    """Every observation of a KPI and province ("" = the whole) behind its figure at a fiscal month."""
    o, s = observations.c, submissions.c
    query = (
        select(observations, s.file_name, s.file_sha256, s.version, s.sent_by, s.sent_at, s.approved_by)
        .join(submissions, s.id == o.submission_id)
        .where(o.kpi == kpi, o.fiscal_year == year, o.month <= until, o.province == province)
        .where(stands(observations, as_of))
        .order_by(o.month.desc(), o.department)
    )
    rows = connection.execute(query).all()
    return [
        Provenance(
            kpi=r.kpi,
            year=r.fiscal_year,
            month=r.month,
            department=r.department,
            province=r.province,
            numerator=r.numerator,
            denominator=r.denominator,
            note=r.note,
            sheet=r.sheet,
            cell=r.cell,
            published_at=r.published_at,
            file_name=r.file_name,
            file_sha256=r.file_sha256,
            version=r.version,
            sent_by=r.sent_by,
            sent_at=r.sent_at,
            approved_by=r.approved_by,
            restated=bool(r.restated),
            submission=r.submission_id,
        )
        for r in rows
    ]


def list_restated_periods(
    connection: Connection, kpi: str, *, years: Collection[int], as_of: datetime | None = None
) -> set[tuple[int, int]]:
    """The (fiscal year, closing month) of those years for which some standing figure of a KPI is restated."""
    o = observations.c
    query = select(o.fiscal_year, o.month).distinct().where(o.kpi == kpi, o.fiscal_year.in_(years))
    marked = query.where(o.restated == 1, stands(observations, as_of))
    return {(row.fiscal_year, row.month) for row in connection.execute(marked)}


def list_notes(
    connection: Connection, kpi: str, *, year: int, until: int, as_of: datetime | None = None
) -> list[tuple[int, str, str, str]]:
    """What departments wrote beside their figures: (month, department, province, note), newest first."""
    o = observations.c
    query = select(o.month, o.department, o.province, o.note).where(
        o.kpi == kpi, o.fiscal_year == year, o.month <= until, o.note != "", stands(observations, as_of)
    )
    return [
        (r.month, r.department, r.province, r.note)
        for r in connection.execute(query.order_by(o.month.desc()))
    ]


class PastFigure(NamedTuple):
    """One standing observation of earlier; a plain tuple, for a return looks back on a hundred thousand."""

    kpi: str
    province: str
    year: int
    month: int
    frequency: str
    numerator: float
    denominator: float | None


def list_past_figures(
    connection: Connection,
    *,
    department: str,
    kpis: Collection[str],
    first_year: int,
    year: int,
    month: int,
) -> list[PastFigure]:
    """A department's observations from a fiscal year on that were due before a closing month, oldest first."""
    o = observations.c
    earlier = or_(
        and_(o.fiscal_year >= first_year, o.fiscal_year < year),
        and_(o.fiscal_year == year, o.month < month),
    )
    query = (
        select(o.kpi, o.province, o.fiscal_year, o.month, o.frequency, o.numerator, o.denominator)
        .where(o.department == department, o.kpi.in_(kpis), earlier, stands(observations, None))
        .order_by(o.fiscal_year, o.month)
    )
    return list(map(PastFigure._make, connection.execute(query).all()))
