"""Plan versions and the ledger of targets."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from data_access.schema import memberships, plan_versions, targets
from domain.plan import Plan
from domain.target import Target, TargetKey


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """A plan as loaded: its number (from 1), when, by whom, and from which file."""

    number: int
    plan: Plan
    file_sha256: str
    file_name: str
    loaded_by: str
    published_at: datetime


def save_plan_version(connection: Connection, version: PlanVersion) -> None:
    """Keep a plan version and make its regions the ones that sums are kept for."""
    connection.execute(
        insert(plan_versions).values(
            number=version.number,
            document=msgspec.json.encode(version.plan).decode(),
            file_sha256=version.file_sha256,
            file_name=version.file_name,
            loaded_by=version.loaded_by,
            published_at=version.published_at,
            zone=version.plan.calendar.zone,
        )
    )
    connection.execute(delete(memberships))
    pairs = [{"province": p.code, "region": r} for p in version.plan.provinces for r in ("", *p.regions)]
    connection.execute(insert(memberships), [{"province": "", "region": ""}, *pairs])


def find_plan_number(connection: Connection, as_of: datetime | None) -> int | None:
    """The number of the plan version in force at an instant (now if None); None where none was loaded."""
    query = select(func.max(plan_versions.c.number))
    if as_of is not None:
        query = query.where(plan_versions.c.published_at <= as_of)
    number: int | None = connection.execute(query).scalar_one()
    return number


def load_plan_version(connection: Connection, number: int) -> PlanVersion:
    """The plan version with that number; raises NoResultFound where there is none."""
    row = connection.execute(select(plan_versions).where(plan_versions.c.number == number)).mappings().one()
    plan = msgspec.json.decode(row["document"], type=Plan)
    return PlanVersion(
        plan=plan, **{key: value for key, value in row.items() if key not in {"document", "zone"}}
    )


def list_loaders(connection: Connection) -> set[str]:
    """Under whose names plans were loaded."""
    return set(connection.execute(select(plan_versions.c.loaded_by).distinct()).scalars())


def save_targets(
    connection: Connection, rows: Iterable[Target], *, plan_number: int, published_at: datetime
) -> None:
    """Add rows to the ledger; what stands there is never touched."""
    values = [
        {
            "plan_number": plan_number,
            "published_at": published_at,
            "kpi": row.key.kpi,
            "fiscal_year": row.key.year,
            "month": row.key.month,
            "department": row.key.department,
            "province": row.key.province,
            "value": row.value,
            "low": row.low,
            "high": row.high,
            "revised_on": row.revised_on,
            "reason": row.reason,
            "document": row.document,
        }
        for row in rows
    ]
    if values:
        connection.execute(insert(targets), values)


def list_targets(
    connection: Connection,
    *,
    years: Sequence[int] | None = None,
    as_of: datetime | None = None,
    kpis: Collection[str] | None = None,
    with_provinces: bool = True,
    after: datetime | None = None,
) -> list[Target]:
    """The ledger's rows of those fiscal years (all if None) as it stood at an instant, oldest first.

    `after` asks only for rows that were added after an instant.
    """
    query = select(targets).order_by(targets.c.id)
    if kpis is not None:
        query = query.where(targets.c.kpi.in_(kpis))
    if not with_provinces:
        query = query.where(targets.c.province == "")
    if years is not None:
        query = query.where(targets.c.fiscal_year.in_(years))
    if as_of is not None:
        query = query.where(targets.c.published_at <= as_of)
    if after is not None:
        query = query.where(targets.c.published_at > after)
    return [
        Target(
            key=TargetKey(
                kpi=row.kpi,
                year=row.fiscal_year,
                month=row.month,
                department=row.department,
                province=row.province,
            ),
            value=row.value,
            low=row.low,
            high=row.high,
            revised_on=row.revised_on,
            reason=row.reason,
            document=row.document,
        )
        for row in connection.execute(query).all()
    ]
