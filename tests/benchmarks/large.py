"""A database as large as the brief asks: 120 KPIs × 5 years × 12 months × 77 provinces, and ten times that.

The larger one holds every figure ten times: nine restated versions behind each one that stands.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import text

from data_access.database import Database
from data_access.files import StoredFile, save_file
from data_access.moment import raise_data_version
from data_access.plans import PlanVersion, save_plan_version, save_targets
from data_access.return_versions import next_version
from data_access.submissions import Sending, save_submission
from data_access.sums import renew_sums
from domain.fiscal import Frequency, Period
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    Kpi,
    LevelRow,
    LevelsOf,
    Owner,
    Scale,
    Sharing,
)
from domain.kpi_return import Cell, KpiReturn, Observation
from domain.plan import Goal, Plan
from domain.target import Target, TargetKey
from domain.text import Text
from sample_data.plan_versions import sample_versions

KPIS = 120
GOALS_PER_STRATEGY = 3
EARLIER_VERSIONS = 9
SENDER = "benchmark"
RULES = (
    (Accumulation.SUM, Denominator.NONE, Aggregation.SUM),
    (Accumulation.LATEST, Denominator.SAME, Aggregation.RATIO),
    (Accumulation.SUM, Denominator.LATEST, Aggregation.RATIO),
    (Accumulation.MEAN, Denominator.NONE, Aggregation.MEAN),
)


def large_plan() -> Plan:
    """The sample ministry with 120 monthly KPIs, each reported by every province."""
    plan = sample_versions()[-1].plan
    inside = [department.code for department in plan.departments if department.inside]
    goals = [
        Goal(code=f"{s.code}-{n}", strategy=s.code, name=Text.same(f"{s.code}-{n}"))
        for s in plan.strategies
        for n in range(GOALS_PER_STRATEGY)
    ]
    kpis = [_kpi(n, goals[n % len(goals)].code, inside[n % len(inside)]) for n in range(KPIS)]
    return replace(plan, goals=tuple(goals), kpis=tuple(kpis), flagships=(), milestones=(), budgets=())


def _kpi(number: int, goal: str, owner: str) -> Kpi:
    accumulation, denominator, aggregation = RULES[number % len(RULES)]
    return replace(
        sample_versions()[-1].plan.kpis[0],
        code=f"B{number:03}",
        goal=goal,
        name=Text.same(f"B{number:03}"),
        accumulation=accumulation,
        denominator=denominator,
        aggregation=aggregation,
        scale=Scale.FIVE_LEVELS,
        levels_of=LevelsOf.PERCENT_OF_TARGET,
        levels=(LevelRow(values=(60.0, 70.0, 80.0, 90.0, 100.0)),),
        weight=100 / KPIS,
        owners=(Owner(department=owner, keeper=True),),
        sharing=Sharing.KEEPER,
        frequency=Frequency.MONTH,
        grain=Grain.PROVINCE,
        per=100.0 if denominator is not Denominator.NONE else 1.0,
        years=(),
        provinces=(),
        flagship="",
        phasing="",
        due_from=None,
        cancelled_on=None,
        target_in_every_place=True,
    )


def large_targets(plan: Plan) -> list[Target]:
    """A target for every KPI and year, and for every province of a total."""
    rows = []
    for kpi in plan.kpis:
        for year in range(plan.first_year, plan.last_year + 1):
            whole = 80.0 if kpi.is_ratio else 60.0 * (12 if kpi.accumulation is Accumulation.SUM else 1)
            total = kpi.aggregation is Aggregation.SUM
            rows.append(
                Target(
                    key=TargetKey(kpi=kpi.code, year=year),
                    value=whole * (len(plan.provinces) if total else 1),
                )
            )
            if total:
                rows.extend(
                    Target(key=TargetKey(kpi=kpi.code, year=year, province=p.code), value=whole)
                    for p in plan.provinces
                )
    return rows


def fill(database: Database, plan: Plan, *, years: Sequence[int] | None = None) -> int:
    """Publish every month's return of every department; answers how many observations stand."""
    digest = sha256(b"benchmark").hexdigest()
    begin = datetime(plan.first_year - 1, 10, 1, tzinfo=UTC)
    with database.writing() as connection:
        instant = raise_data_version(connection, begin)
        save_file(
            connection, StoredFile(sha256=digest, name="b", size=9, content=b"benchmark", received_at=instant)
        )
        save_plan_version(
            connection,
            PlanVersion(
                number=1, plan=plan, file_sha256=digest, file_name="b", loaded_by=SENDER, published_at=instant
            ),
        )
        save_targets(connection, large_targets(plan), plan_number=1, published_at=instant)
    count, dice = 0, random.Random(2560)  # noqa: S311 - figures, not secrets
    for year in years or range(plan.first_year, plan.last_year + 1):
        for month in range(1, 13):
            for department in sorted({kpi.keepers[0] for kpi in plan.kpis}):
                count += _publish(database, plan, department, year, month, digest, dice)
    return count


def _publish(
    database: Database, plan: Plan, department: str, year: int, month: int, digest: str, dice: random.Random
) -> int:
    kpis = [kpi for kpi in plan.kpis if kpi.keepers[0] == department]
    period = Period(year=year, month=month, frequency=Frequency.MONTH)
    observations = tuple(
        Observation(
            kpi=kpi.code,
            period=period,
            department=department,
            province=province.code,
            numerator=float(dice.randint(30, 80)),
            denominator=100.0 if kpi.is_ratio else None,
            at=Cell(sheet="B", cell="C7"),
        )
        for kpi in kpis
        for province in plan.provinces
    )
    sent = datetime.combine(plan.calendar.ends_on(year, month), datetime.min.time(), tzinfo=UTC) + timedelta(
        days=9
    )
    with database.writing() as connection:
        instant = raise_data_version(connection, sent)
        sending = Sending(
            version=next_version(connection, department, year, month),
            plan_number=1,
            file_sha256=digest,
            file_name="b.xlsx",
            sent_by=SENDER,
            sent_at=sent,
            approved_by=SENDER,
        )
        answered = KpiReturn(
            department=department, year=year, month=month, plan_number=1, observations=observations
        )
        save_submission(connection, answered, sending, published_at=instant)
        renew_sums(connection, kpis, published_at=instant, year=year, department=department, from_month=month)
    return len(observations)


def multiply(database: Database) -> None:
    """Put nine earlier, superseded versions behind every observation and every kept sum."""
    for table, columns in (
        (
            "observations",
            (
                "submission_id, kpi, fiscal_year, month, frequency, department, province, numerator, denominator,"
                " note, sheet, cell"
            ),
        ),
        (
            "sums",
            (
                "kpi, fiscal_year, month, department, region, numerator, denominator, lowest, places, reported,"
                " latest_month"
            ),
        ),
    ):
        for _ in range(EARLIER_VERSIONS):
            with database.writing() as connection:
                connection.execute(
                    text(
                        f"INSERT INTO {table} ({columns}, published_at, superseded_at) "
                        f"SELECT {columns}, published_at, published_at FROM {table} WHERE superseded_at IS NULL"
                    )
                )
    with database.writing() as connection:
        connection.execute(text("ANALYZE"))
