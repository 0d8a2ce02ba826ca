"""What was restated: when a return is published, and between two instants.

A figure is restated where another one had been published for it before, or where its period had been closed without
one. That is found once, when it is published, and kept beside it; whatever shows figures shows that mark.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from data_access.moment import stands
from data_access.schema import observations, submissions
from data_access.schema_of_returns import closings
from domain.kpi_return import KpiReturn, Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class _Earlier:
    """A figure that was published before, and when first."""

    figure: tuple[float, float]
    first_at: datetime


def list_restated_places(
    connection: Connection, answered: KpiReturn, published_at: datetime
) -> set[tuple[str, str]]:
    """The (KPI, province) for which an answer restates something if it is published at that instant."""
    c = closings.c
    closing = select(c.closed_at).where(c.fiscal_year == answered.year, c.month == answered.month)
    closed_at = connection.execute(closing.where(c.closed_at < published_at)).scalar()
    earlier = _list_earlier(connection, answered)
    return {
        (row.kpi, row.province)
        for row in answered.observations
        if _is_restated(row, earlier.get((row.kpi, row.province), []), closed_at)
    }


def _is_restated(row: Observation, earlier: list[_Earlier], closed_at: datetime | None) -> bool:
    if any(before.figure != (row.numerator, row.denominator or 0.0) for before in earlier):
        return True
    return closed_at is not None and all(before.first_at > closed_at for before in earlier)


def _list_earlier(connection: Connection, answered: KpiReturn) -> dict[tuple[str, str], list[_Earlier]]:
    """Every figure that was published for the places of a department's month, each once however often it was."""
    o, s = observations.c, submissions.c
    denominator = func.coalesce(o.denominator, 0.0)
    key = (o.kpi, o.province, o.numerator, denominator)
    query = (
        select(*key, func.min(o.published_at))
        .join_from(submissions, observations, o.submission_id == s.id)
        .where(
            s.department == answered.department,
            s.fiscal_year == answered.year,
            s.month == answered.month,
        )
        .group_by(*key)
    )
    found: dict[tuple[str, str], list[_Earlier]] = {}
    for kpi, province, top, below, first_at in connection.execute(query):
        found.setdefault((kpi, province), []).append(_Earlier(figure=(top, below), first_at=first_at))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """A KPI of a return whose figures are others now, and the version that made them so.

    `cells` counts the places whose figure was changed, added or withdrawn.
    """

    kpi: str
    year: int
    month: int
    department: str
    cells: int
    version: int
    file_name: str
    published_at: datetime


def list_restated_since(
    connection: Connection, since: datetime, *, year: int, month: int, as_of: datetime | None = None
) -> list[Restated]:
    """KPIs that a return held at `since` and whose figures are others at `as_of`, for periods up to a fiscal
    month of a fiscal year; the newest change first.
    """
    pairs = _replaced(since, as_of, year, month)
    cells = _compared(pairs)
    p, c = pairs.c, cells.c
    changed = func.sum(c.differs)
    query = (
        select(c.kpi, p.fiscal_year, p.month, p.department, changed, p.version, p.file_name, p.published_at)
        .join_from(pairs, cells, c.new_id == p.new_id)
        .group_by(
            p.new_id, c.kpi, p.fiscal_year, p.month, p.department, p.version, p.file_name, p.published_at
        )
        .having(changed > 0, func.sum(c.was_there) > 0)
        .order_by(p.published_at.desc(), p.department, c.kpi)
    )
    return [_as_restated(row) for row in connection.execute(query)]


def _replaced(since: datetime, as_of: datetime | None, year: int, month: int) -> CTE:
    """Returns that stood at both instants in different versions: the numbers of both, and the newer one."""
    old, new = submissions.alias("old"), submissions.alias("new")
    same = and_(
        old.c.department == new.c.department,
        old.c.fiscal_year == new.c.fiscal_year,
        old.c.month == new.c.month,
    )
    reach = or_(new.c.fiscal_year < year, and_(new.c.fiscal_year == year, new.c.month <= month))
    return (
        select(
            old.c.id.label("old_id"),
            new.c.id.label("new_id"),
            new.c.department,
            new.c.fiscal_year,
            new.c.month,
            new.c.version,
            new.c.file_name,
            new.c.published_at,
        )
        .join_from(old, new, same)
        .where(reach, new.c.published_at > since, stands(new, as_of), stands(old, since))
        .cte("replaced")
    )


def _compared(pairs: CTE) -> CTE:
    """Cell by cell: whether a figure is another in the newer version, and whether the older one had it."""
    p, o = pairs.c, observations.c
    both = union_all(
        select(p.new_id, p.old_id.label("submission_id"), literal(1).label("is_old")),
        select(p.new_id, p.new_id.label("submission_id"), literal(0).label("is_old")),
    ).cte("both_versions")
    alone = func.count() < 2
    differs = or_(alone, _varies(o.numerator), _varies(func.coalesce(o.denominator, 0.0)))
    query: Select[Any] = (
        select(
            both.c.new_id,
            o.kpi,
            case((differs, 1), else_=0).label("differs"),
            func.max(both.c.is_old).label("was_there"),
        )
        .join_from(both, observations, o.submission_id == both.c.submission_id)
        .group_by(both.c.new_id, o.kpi, o.province)
    )
    return query.cte("compared")


def _varies(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return func.max(column) != func.min(column)


def _as_restated(row: Any) -> Restated:
    kpi, year, month, department, cells, version, file_name, published_at = row
    return Restated(
        kpi=kpi,
        year=year,
        month=month,
        department=department,
        cells=int(cells),
        version=version,
        file_name=file_name,
        published_at=published_at,
    )
