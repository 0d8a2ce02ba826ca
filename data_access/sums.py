"""The sums behind every figure, kept per period, department and region when a return is published.

What a screen costs follows what it shows, not what is stored: a figure of a year is one row for each
period and department, however many places stand behind it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    case,
    func,
    insert,
    literal,
    null,
    select,
    update,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from data_access.moment import stands
from data_access.schema import memberships, observations, sums
from domain.accumulation import Sums
from domain.kpi import Accumulation, Denominator, Kpi


@dataclass(frozen=True, slots=True, kw_only=True)
class SumsRow:
    """Sums to date of one KPI, department and region (or province) at the end of a fiscal month."""

    kpi: str
    year: int
    month: int
    department: str
    place: str
    sums: Sums


def _upto(rows: ColumnElement[bool], months: Select[Any] | None, month: int | None) -> CTE:
    """Every observation beside each later closing month that it counts towards."""
    o = observations
    if months is None:
        at: ColumnElement[int] = literal(month)
        source: FromClause = o
        reach: ColumnElement[bool] = o.c.month <= month
    else:
        ends = months.subquery("ends")
        at = ends.c.at
        same = and_(
            ends.c.kpi == o.c.kpi, ends.c.department == o.c.department, ends.c.fiscal_year == o.c.fiscal_year
        )
        source, reach = o.join(ends, same), o.c.month <= ends.c.at
    key = (at, o.c.kpi, o.c.fiscal_year, o.c.department, o.c.province)
    age = func.row_number().over(partition_by=key, order_by=o.c.month.desc()).label("age")
    columns = (
        at.label("at"),
        *key[1:],
        o.c.month,
        o.c.numerator,
        func.coalesce(o.c.denominator, 0.0).label("denominator"),
        o.c.restated,
    )
    return select(*columns, age).select_from(source).where(rows, reach).cte("upto")


def _over_time(
    u: ReadOnlyColumnCollection[str, Any], accumulation: Accumulation, denominator: Denominator
) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Numerator and denominator to date, by the KPI's rule."""
    last_top, last_below = (func.max(case((u.age == 1, column))) for column in (u.numerator, u.denominator))
    match accumulation:
        case Accumulation.SUM:
            same = denominator is Denominator.SAME
            return func.sum(u.numerator), func.sum(u.denominator) if same else last_below
        case Accumulation.LATEST:
            return last_top, last_below
        case Accumulation.MEAN:
            return func.avg(u.numerator), func.avg(u.denominator)


def _restated(u: ReadOnlyColumnCollection[str, Any], accumulation: Accumulation) -> ColumnElement[int]:
    """Whether a figure to date rests on a restated one: only the newest counts where only that is shown."""
    if accumulation is Accumulation.LATEST:
        return func.max(case((u.age == 1, u.restated)))
    return func.max(u.restated)


def _by_place(upto: CTE, accumulation: Accumulation, denominator: Denominator) -> CTE:
    """First over time: the figure to date of each department and place."""
    u = upto.c
    top, below = _over_time(u, accumulation, denominator)
    key = (u["at"], u.kpi, u.fiscal_year, u.department, u.province)
    reported = func.max(case((u.month == u["at"], 1), else_=0)).label("reported")
    return (
        select(
            *key,
            top.label("numerator"),
            below.label("denominator"),
            reported,
            func.max(u.month).label("latest"),
            _restated(u, accumulation).label("restated"),
        )
        .group_by(*key)
        .cte("by_place")
    )


def _over_places(by_place: CTE, region: ColumnElement[str], source: FromClause) -> Select[Any]:
    """Second over places: one row for each region."""
    p = by_place.c
    key = (p.kpi, p.fiscal_year, p["at"], p.department, region)
    return (
        select(
            *key,
            func.sum(p.numerator),
            func.sum(p.denominator),
            func.min(p.numerator),
            func.count(),
            func.sum(p.reported),
            func.max(p.latest),
            func.sum(p.restated),
        )
        .select_from(source)
        .group_by(*key)
    )


def _by_rule(kpis: Iterable[Kpi]) -> list[tuple[Accumulation, Denominator, list[str]]]:
    def rule(kpi: Kpi) -> tuple[Accumulation, Denominator]:
        return kpi.accumulation, kpi.denominator

    return [(*key, [kpi.code for kpi in group]) for key, group in groupby(sorted(kpis, key=rule), key=rule)]


def renew_sums(
    connection: Connection,
    kpis: Sequence[Kpi],
    *,
    published_at: datetime,
    year: int | None = None,
    department: str | None = None,
    from_month: int = 1,
) -> None:
    """Make the sums of these KPIs anew from the observations that stand, from a fiscal month onwards.

    `year` and `department` narrow what is made anew; the rows that stood until now are superseded.
    """
    scope = and_(
        literal(True) if year is None else observations.c.fiscal_year == year,
        literal(True) if department is None else observations.c.department == department,
    )
    kept = and_(
        literal(True) if year is None else sums.c.fiscal_year == year,
        literal(True) if department is None else sums.c.department == department,
    )
    codes = [kpi.code for kpi in kpis]
    connection.execute(
        update(sums)
        .where(sums.c.superseded_at.is_(None), kept, sums.c.kpi.in_(codes), sums.c.month >= from_month)
        .values(superseded_at=published_at)
    )
    for accumulation, denominator, members in _by_rule(kpis):
        _insert_sums(connection, accumulation, denominator, members, scope, from_month, published_at)


def _insert_sums(
    connection: Connection,
    accumulation: Accumulation,
    denominator: Denominator,
    codes: Sequence[str],
    scope: ColumnElement[bool],
    from_month: int,
    published_at: datetime,
) -> None:
    o = observations.c
    rows = and_(o.superseded_at.is_(None), o.kpi.in_(codes), scope)
    ends = (
        select(o.kpi, o.department, o.fiscal_year, o.month.label("at"))
        .where(rows, o.month >= from_month)
        .distinct()
    )
    by_place = _by_place(_upto(rows, ends, None), accumulation, denominator)
    joined = by_place.join(memberships, memberships.c.province == by_place.c.province)
    made = _over_places(by_place, memberships.c.region, joined).add_columns(
        literal(published_at, type_=sums.c.published_at.type), null()
    )
    columns = [column.name for column in sums.c if column.name != "id"]
    connection.execute(insert(sums).from_select(columns, made))


def list_sums(
    connection: Connection,
    *,
    years: Collection[int],
    regions: Collection[str] = ("",),
    as_of: datetime | None = None,
    kpis: Collection[str] | None = None,
    department: str | None = None,
    until: int = 12,
    months: Collection[int] | None = None,
) -> list[SumsRow]:
    """The sums of those fiscal years and regions ("" is everywhere), for every period up to a fiscal month.

    `months` names the only closing months that are wanted.
    """
    query = select(
        sums.c.kpi,
        sums.c.fiscal_year,
        sums.c.month,
        sums.c.department,
        sums.c.region,
        sums.c.numerator,
        sums.c.denominator,
        sums.c.lowest,
        sums.c.places,
        sums.c.reported,
        sums.c.latest_month,
        sums.c.restated,
    ).where(
        sums.c.region.in_(regions), sums.c.fiscal_year.in_(years), sums.c.month <= until, stands(sums, as_of)
    )
    if kpis is not None:
        query = query.where(sums.c.kpi.in_(kpis))
    if department is not None:
        query = query.where(sums.c.department == department)
    if months is not None:
        query = query.where(sums.c.month.in_(months))
    return [_as_row(row) for row in connection.execute(query).all()]


def list_place_sums(
    connection: Connection,
    *,
    kpis: Sequence[Kpi],
    year: int,
    month: int,
    as_of: datetime | None = None,
    province: str | None = None,
    provinces: Collection[str] | None = None,
) -> list[SumsRow]:
    """The figures to date of single provinces at the end of a fiscal month, one row a department and province."""
    o = observations.c
    found: list[SumsRow] = []
    for accumulation, denominator, codes in _by_rule(kpis):
        rows = and_(stands(observations, as_of), o.kpi.in_(codes), o.fiscal_year == year)
        if province is not None:
            rows = and_(rows, o.province == province)
        if provinces is not None:
            rows = and_(rows, o.province.in_(provinces))
        by_place = _by_place(_upto(rows, None, month), accumulation, denominator)
        query = _over_places(by_place, by_place.c.province, by_place)
        found.extend(_as_row(row) for row in connection.execute(query).all())
    return found


def _as_row(row: Any) -> SumsRow:
    (
        kpi,
        year,
        month,
        department,
        place,
        numerator,
        denominator,
        lowest,
        places,
        reported,
        latest,
        restated,
    ) = row
    return SumsRow(
        kpi=kpi,
        year=year,
        month=month,
        department=department,
        place=place,
        sums=Sums(
            numerator=numerator,
            denominator=denominator,
            lowest=lowest,
            places=places,
            reported=int(reported),
            latest_month=latest,
            restated=int(restated),
        ),
    )
