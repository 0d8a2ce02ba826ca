"""Returns in miniature, published as the use cases publish them, but without a workbook."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TypeVar

from data_access.database import Connection, Database, open_database
from data_access.files import StoredFile, save_file
from data_access.moment import raise_data_version
from data_access.plans import PlanVersion, find_plan_number, save_plan_version, save_targets
from data_access.return_versions import next_version
from data_access.submissions import Sending, list_reported_kpis, save_submission
from data_access.sums import SumsRow, renew_sums
from data_access.upgrading import upgrade_database
from domain.fiscal import Frequency, Period
from domain.kpi_return import BudgetReport, Cell, KpiReturn, MilestoneReport, Observation
from domain.plan import Plan
from domain.target import Target
from tests.builders import KEEPER, YEAR

Figure = float | tuple[float, float]
Figures = Mapping[tuple[str, str], Figure]
T = TypeVar("T")
SENDER, APPROVER = "somsri", "prasert"


def at(day: int, *, hour: int = 9) -> datetime:
    """An instant (UTC) so many days into 2020; every test keeps its own time."""
    return datetime(2020, 1, 1, hour, tzinfo=UTC) + timedelta(days=day)


def a_database(url: str) -> Database:
    """An empty database with this version's tables."""
    database = open_database(url)
    upgrade_database(database)
    return database


def a_file(content: bytes = b"PK", name: str = "plan.xlsx") -> StoredFile:
    """A file as it was received."""
    return StoredFile(
        sha256=sha256(content).hexdigest(), name=name, size=len(content), content=content, received_at=at(0)
    )


def keep_plan(database: Database, plan: Plan, *targets: Target, on: datetime | None = None) -> datetime:
    """Keep a plan and rows of its ledger as the next version; the instant at which it stands."""

    def work(connection: Connection) -> datetime:
        instant = raise_data_version(connection, on or at(0))
        number = (find_plan_number(connection, None) or 0) + 1
        save_file(connection, a_file())
        save_plan_version(connection, a_version(plan, number=number, on=instant))
        save_targets(connection, targets, plan_number=number, published_at=instant)
        return instant

    return database.written(work)


def a_version(plan: Plan, *, number: int = 1, on: datetime | None = None) -> PlanVersion:
    """A plan version as loaded from the file above."""
    return PlanVersion(
        number=number,
        plan=plan,
        file_sha256=a_file().sha256,
        file_name="plan.xlsx",
        loaded_by=SENDER,
        published_at=on or at(0),
    )


def an_answer(
    month: int,
    figures: Figures,
    *,
    department: str = KEEPER,
    year: int = YEAR,
    milestones: Mapping[str, float] | None = None,
    budgets: Mapping[str, tuple[float | None, float | None]] | None = None,
    notes: Mapping[tuple[str, str], str] | None = None,
) -> KpiReturn:
    """What a department answered for a closing month: (kpi, province) → a number, or (numerator, denominator)."""
    return KpiReturn(
        department=department,
        year=year,
        month=month,
        plan_number=1,
        observations=tuple(
            _observation(kpi, province, figure, row, department, year, month, (notes or {}))
            for row, ((kpi, province), figure) in enumerate(figures.items(), start=2)
        ),
        milestones=tuple(
            MilestoneReport(milestone=code, complete=share, at=Cell(sheet="M", cell="E2"), note="")
            for code, share in (milestones or {}).items()
        ),
        budgets=tuple(
            BudgetReport(
                flagship=code, committed=committed, disbursed=disbursed, at=Cell(sheet="M", cell="D9")
            )
            for code, (committed, disbursed) in (budgets or {}).items()
        ),
    )


def _observation(
    kpi: str,
    province: str,
    figure: Figure,
    row: int,
    department: str,
    year: int,
    month: int,
    notes: Mapping[tuple[str, str], str],
) -> Observation:
    numerator, denominator = figure if isinstance(figure, tuple) else (figure, None)
    return Observation(
        kpi=kpi,
        period=Period(year=year, month=month, frequency=Frequency.QUARTER),
        department=department,
        province=province,
        numerator=numerator,
        denominator=denominator,
        at=Cell(sheet="KPI", cell=f"C{row}"),
        note=notes.get((kpi, province), ""),
    )


def publish(database: Database, plan: Plan, answered: KpiReturn, on: datetime) -> datetime:
    """Publish a return and renew the sums that it touches; the instant at which it stands."""
    return database.written(lambda connection: publish_within(connection, plan, answered, on))


def publish_within(connection: Connection, plan: Plan, answered: KpiReturn, on: datetime) -> datetime:
    """The same inside a transaction that is already open."""
    instant = raise_data_version(connection, on)
    content = repr(answered).encode()
    name = f"{answered.department}-{answered.year}-{answered.month}.xlsx"
    save_file(connection, a_file(content, name))
    where = (answered.department, answered.year, answered.month)
    touched = list_reported_kpis(connection, *where) | {row.kpi for row in answered.observations}
    sending = Sending(
        version=next_version(connection, *where),
        plan_number=1,
        file_sha256=sha256(content).hexdigest(),
        file_name=name,
        sent_by=SENDER,
        sent_at=on,
        approved_by=APPROVER,
    )
    save_submission(connection, answered, sending, published_at=instant)
    renew_sums(
        connection,
        [kpi for kpi in plan.kpis if kpi.code in touched],
        published_at=instant,
        year=answered.year,
        department=answered.department,
        from_month=answered.month,
    )
    return instant


def seen(database: Database, read: Callable[[Connection], T]) -> T:
    """What one read finds."""
    with database.reading() as connection:
        return read(connection)


def table_of(rows: Sequence[SumsRow]) -> dict[tuple[int, str], tuple[float, float, int, int]]:
    """Sums of one KPI and department by month and place: numerator, denominator, places, reported."""
    return {
        (row.month, row.place): (
            row.sums.numerator,
            row.sums.denominator,
            row.sums.places,
            row.sums.reported,
        )
        for row in rows
    }
