"""A view of another database, read and never written: the rows of one department and period.

No name of the settings becomes part of a statement as text: views and columns are those that the database itself lists.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Inspector, RowMapping, inspect
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import Select

from data_access.outside_engine import ViewRefused, bound, code_of, is_too_slow, opened_outside
from data_access.outside_query import DEPARTMENT, FIXED, Columns, select_rows
from domain.text import mark
from domain.view_row import ViewRow

NAMES_SHOWN = 20
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewAddress:
    """Where a view is: the other database's URL, which may hold a password, and "view" or "schema.view"."""

    url: str = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLimits:
    """How much may be read, and how long that may take."""

    rows: int = 20_000
    seconds: float = 20.0


USUAL = ViewLimits()


def list_view_rows(
    address: ViewAddress, *, department: str, year: int, month: int, limits: ViewLimits = USUAL
) -> list[ViewRow]:
    """The rows of a department (its code) and a closing fiscal month, sorted by KPI and province.

    `year` is of the common era; the view may count in either. Rows that name no department, year or month come too,
    marked as such. Raises ViewRefused.
    """
    until = time.monotonic() + limits.seconds
    with opened_outside(address.url, until) as connection:
        try:
            query = _query(connection, address.name, department, year, month)
            bound(connection, until)
            found = connection.execute(query.limit(limits.rows + 1)).mappings().all()
        except SQLAlchemyError as fault:
            raise _failed(fault, address.name, limits) from None
    if len(found) > limits.rows:
        raise ViewRefused(
            "view_too_long",
            mark(
                "The view “{view}” has more than {limit} rows of this department and period, far more than a "
                "return asks for."
            ),
            {"view": address.name, "limit": limits.rows},
        )
    return sorted(map(_row, found), key=lambda row: (row.kpi, row.province))


def _query(
    connection: Connection, name: str, department: str, year: int, month: int
) -> Select[*tuple[Any, ...]]:
    inspector = inspect(connection)
    schema, view = _find_view(inspector, name)
    columns = _columns(inspector.get_columns(view, schema), name)
    return select_rows(
        columns, view, schema, connection.dialect.name, department=department, year=year, month=month
    )


def _find_view(inspector: Inspector, name: str) -> tuple[str | None, str]:
    """Schema and view, as the database lists them. Raises ViewRefused."""
    head, _, view = name.rpartition(".")
    schema = head or None
    is_there = schema is None or schema in inspector.get_schema_names()
    known = _list_views(inspector, schema) if is_there else []
    if view not in known:
        raise ViewRefused(
            "view_unknown",
            mark("The other database has no view “{view}”. The views that it has there are: {known}."),
            {"view": name, "known": ", ".join(sorted(known)[:NAMES_SHOWN]) or "–"},
        )
    return schema, view


def _list_views(inspector: Inspector, schema: str | None) -> list[str]:
    views = inspector.get_view_names(schema)
    if inspector.dialect.name != "postgresql":
        return views
    return [*views, *inspector.get_materialized_view_names(schema)]


def _columns(columns: Sequence[ReflectedColumn], view: str) -> Columns:
    """The columns that are read, by their fixed names; capitals do not matter. Raises ViewRefused."""
    found = {one["name"].casefold(): one for one in columns} | {one["name"]: one for one in columns}
    missing = [name for name in FIXED if name not in found]
    if missing:
        raise ViewRefused(
            "view_columns_missing",
            mark("The view “{view}” lacks the columns {missing}. A view for returns has {fixed}."),
            {"view": view, "missing": ", ".join(missing), "fixed": ", ".join(FIXED)},
        )
    return {name: found[name] for name in (*FIXED, DEPARTMENT) if name in found}


def _row(row: RowMapping) -> ViewRow:
    words: Mapping[str, str] = {name: row[name] or "" for name in ("kpi", "province", "note")}
    return ViewRow(
        **words,
        numerator=row["numerator"],
        denominator=row["denominator"],
        is_placed=bool(row["is_placed"]),
    )


def _failed(fault: SQLAlchemyError, view: str, limits: ViewLimits) -> ViewRefused:
    if is_too_slow(fault):
        return ViewRefused(
            "view_too_slow",
            mark("The view “{view}” did not answer within {seconds} seconds."),
            {"view": view, "seconds": limits.seconds},
        )
    log.error("the view of the other database cannot be read: %s", code_of(fault))
    return ViewRefused(
        "view_failed",
        mark(
            "The view “{view}” cannot be read: the other database answers {code}. Ask whoever looks after it."
        ),
        {"view": view, "code": code_of(fault)},
    )
