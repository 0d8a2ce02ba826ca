"""What is asked of a view of another database: its fixed columns, for one department and period, no value too long."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    and_,
    case,
    cast,
    column,
    func,
    null,
    or_,
    select,
    table,
)
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.sql import Select
from sqlalchemy.types import Double, Float, Numeric, TypeEngine

from domain.fiscal import BUDDHIST_ERA_OFFSET

FIXED = ("kpi", "province", "numerator", "denominator", "note", "fiscal_year", "month")
DEPARTMENT = "department"
# One letter more than may stand there is enough to see that it is too many.
LONGEST_NAME, LONGEST_FIGURE, LONGEST_NOTE = 200, 60, 2_001
Columns = Mapping[str, ReflectedColumn]


def select_rows(
    columns: Columns,
    view: str,
    schema: str | None,
    dialect: str,
    *,
    department: str,
    year: int,
    month: int,
) -> Select[*tuple[Any, ...]]:
    """The rows of a department and period, and those that do not say whose they are (`is_placed` false).

    `columns` are the view's, by their fixed names. Names go into the statement quoted, values as parameters.
    """
    source = table(view, *(column(one["name"]) for one in columns.values()), schema=schema)
    named = {name: source.c[one["name"]] for name, one in columns.items()}
    years = (year, year + BUDDHIST_ERA_OFFSET)
    wanted = {"fiscal_year": _is_number(named["fiscal_year"], columns["fiscal_year"]["type"], *years)}
    wanted["month"] = _is_number(named["month"], columns["month"]["type"], month)
    if DEPARTMENT in named:
        wanted[DEPARTMENT] = func.trim(cast(named[DEPARTMENT], String)) == department
    return select(
        *(_short(named[name], LONGEST_NAME).label(name) for name in ("kpi", "province")),
        *(
            _figure(named[name], columns[name]["type"], dialect).label(name)
            for name in ("numerator", "denominator")
        ),
        _short(named["note"], LONGEST_NOTE).label("note"),
        and_(*(named[name].is_not(None) for name in wanted)).label("is_placed"),
    ).where(*(or_(is_it, named[name].is_(null())) for name, is_it in wanted.items()))


def _is_number(asked: ColumnElement[Any], type_: TypeEngine[Any], *numbers: int) -> ColumnElement[bool]:
    """Whether a column holds one of these whole numbers, be it kept as a number or as digits."""
    if _counts(type_):
        return asked.in_(numbers)
    written = [f"{number}{tail}" for number in numbers for tail in ("", ".0")]
    return func.trim(cast(asked, String)).in_(written)


def _figure(asked: ColumnElement[Any], type_: TypeEngine[Any], dialect: str) -> ColumnElement[Any]:
    """A number as it is; of anything else so many words as a finding shows."""
    if dialect == "sqlite":
        # Whatever the column is called, each row may hold another kind of value.
        is_number = func.typeof(asked).in_(("integer", "real"))
        return case((is_number, asked), else_=_short(asked, LONGEST_FIGURE))
    return asked if _counts(type_) else _short(asked, LONGEST_FIGURE)


def _short(asked: ColumnElement[Any], longest: int) -> ColumnElement[str]:
    return func.substr(cast(asked, String), 1, longest)


def _counts(type_: TypeEngine[Any]) -> bool:
    return isinstance(type_, Integer | Numeric | Float | Double)
