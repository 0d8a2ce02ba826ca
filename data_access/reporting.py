"""What has been reported of a fiscal year, counted by the database: a few rows however many figures there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, cast, func, select

from data_access.schema import observations, submissions
from data_access.schema_of_returns import versions
from domain.submission import State


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version of a return without what it holds: its number, how far it is, when it was sent, how many figures it has.

    `figures` is None where a finding blocks its answer, and once that is published; `reason` is why it was sent back.
    """

    id: int
    department: str
    year: int
    month: int
    version: int
    state: State
    submitted_at: datetime | None
    figures: int | None
    reason: str


def list_version_lines(
    connection: Connection, years: Collection[int], *, departments: Collection[str] | None = None
) -> list[VersionLine]:
    """The versions of those fiscal years, of each return the newest last."""
    v = versions.c
    query = select(
        v.id,
        v.department,
        v.fiscal_year.label("year"),
        v.month,
        v.version,
        v.state,
        v.submitted_at,
        _figures(connection, v.answer).label("figures"),
        v.reason,
    ).where(v.fiscal_year.in_(years))
    if departments is not None:
        query = query.where(v.department.in_(departments))
    rows = connection.execute(query.order_by(v.fiscal_year, v.month, v.department, v.version)).mappings()
    return [VersionLine(**{**row, "state": State(row["state"])}) for row in rows]


def _figures(connection: Connection, answer: ColumnElement[str]) -> ColumnElement[Any]:
    """How many observations an answer holds that is kept as JSON; NULL where it is empty."""
    told = func.nullif(answer, "")
    if connection.dialect.name == "postgresql":
        return func.json_array_length(cast(told, JSON)["observations"])
    return func.json_array_length(told, "$.observations")


def count_standing_figures(
    connection: Connection, years: Collection[int], departments: Collection[str]
) -> dict[tuple[str, int, int, str], int]:
    """How many figures of those departments stand for each (department, fiscal year, closing month, KPI)."""
    o = observations.c
    key = (o.department, o.fiscal_year, o.month, o.kpi)
    query = select(*key, func.count()).where(o.department.in_(departments), o.fiscal_year.in_(years))
    query = query.where(o.superseded_at.is_(None))
    return {(row[0], row[1], row[2], row[3]): row[4] for row in connection.execute(query.group_by(*key))}


def list_first_sent(connection: Connection, years: Collection[int]) -> dict[tuple[str, int, int], datetime]:
    """When what was published first for a (department, fiscal year, closing month) was sent, of those years."""
    s = submissions.c
    key = (s.department, s.fiscal_year, s.month)
    query = select(*key, func.min(s.sent_at).label("sent_at")).where(s.fiscal_year.in_(years))
    return {(row[0], row[1], row[2]): row[3] for row in connection.execute(query.group_by(*key))}
