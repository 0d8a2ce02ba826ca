"""The tables. History is append-only: a row is published at an instant and later superseded, never changed.

Fiscal years are of the common era, months are fiscal months (1..12), instants are UTC. An empty province,
department or region code means the whole.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=CONVENTION)
Code = String(80)
BigId = BigInteger().with_variant(Integer, "sqlite")


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; always with its time zone in Python, also where the database keeps none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Turn any moment into UTC."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """Give the moment its time zone back."""
        if value is None:
            return None
        moment: datetime = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment


def _history() -> list[Column[Any]]:
    return [Column("published_at", Instant, nullable=False), Column("superseded_at", Instant)]


IS_CURRENT = text("superseded_at IS NULL")

state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("data_version", BigInteger, nullable=False),
    Column("published_at", Instant),
    CheckConstraint("id = 1", name="one_row"),
)

files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("received_at", Instant, nullable=False),
)

plan_versions = Table(
    "plan_versions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
    Column("file_sha256", String(64), ForeignKey("files.sha256"), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("loaded_by", Text, nullable=False),
    Column("published_at", Instant, nullable=False),
    # The organisation's clocks, beside the document: who comes in is asked for his roles of today.
    Column("zone", Text),
)

memberships = Table(
    "memberships",
    metadata,
    Column("province", Code, primary_key=True),
    Column("region", Code, primary_key=True),
)

targets = Table(
    "targets",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("plan_number", Integer, ForeignKey("plan_versions.number"), nullable=False),
    Column("kpi", Code, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("month", Integer),
    Column("department", Code, nullable=False),
    Column("province", Code, nullable=False),
    Column("value", Double),
    Column("low", Double),
    Column("high", Double),
    Column("revised_on", Date),
    Column("reason", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("published_at", Instant, nullable=False),
    Index(None, "fiscal_year", "kpi"),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("department", Code, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("plan_number", Integer, ForeignKey("plan_versions.number"), nullable=False),
    Column("file_sha256", String(64), ForeignKey("files.sha256"), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sent_by", Text, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("approved_by", Text, nullable=False),
    *_history(),
    UniqueConstraint("department", "fiscal_year", "month", "version"),
)

observations = Table(
    "observations",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("submission_id", BigId, ForeignKey("submissions.id"), nullable=False),
    Column("kpi", Code, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("frequency", String(10), nullable=False),
    Column("department", Code, nullable=False),
    Column("province", Code, nullable=False),
    Column("numerator", Double, nullable=False),
    Column("denominator", Double),
    Column("note", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", String(40), nullable=False),
    # 1 where another figure had been published for it, or the period had been closed without one.
    Column("restated", Integer, nullable=False, server_default=text("0")),
    *_history(),
    Index("ix_observations_kpi", "kpi", "fiscal_year", "month"),
    Index("ix_observations_submission_id", "submission_id"),
    Index(
        "ix_observations_current_kpi",
        "kpi",
        "fiscal_year",
        "department",
        "month",
        sqlite_where=IS_CURRENT,
        postgresql_where=IS_CURRENT,
    ),
    Index(
        "ix_observations_current_province",
        "province",
        "fiscal_year",
        "month",
        sqlite_where=IS_CURRENT,
        postgresql_where=IS_CURRENT,
    ),
    Index(
        "ux_observations_current",
        "department",
        "fiscal_year",
        "month",
        "kpi",
        "province",
        unique=True,
        sqlite_where=IS_CURRENT,
        postgresql_where=IS_CURRENT,
    ),
)

sums = Table(
    "sums",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("kpi", Code, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("department", Code, nullable=False),
    Column("region", Code, nullable=False),
    Column("numerator", Double, nullable=False),
    Column("denominator", Double, nullable=False),
    Column("lowest", Double, nullable=False),
    Column("places", Integer, nullable=False),
    Column("reported", Integer, nullable=False),
    Column("latest_month", Integer, nullable=False),
    # How many of the places rest on an observation that is restated.
    Column("restated", Integer, nullable=False, server_default=text("0")),
    *_history(),
    Index(
        "ux_sums_current",
        "region",
        "fiscal_year",
        "kpi",
        "department",
        "month",
        unique=True,
        sqlite_where=IS_CURRENT,
        postgresql_where=IS_CURRENT,
    ),
    Index("ix_sums_history", "region", "fiscal_year", "published_at"),
)

milestone_reports = Table(
    "milestone_reports",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("submission_id", BigId, ForeignKey("submissions.id"), nullable=False),
    Column("milestone", Code, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("department", Code, nullable=False),
    Column("complete", Double, nullable=False),
    Column("note", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", String(40), nullable=False),
    *_history(),
    Index("ix_milestone_reports_milestone", "milestone", "fiscal_year", "month"),
)

budget_reports = Table(
    "budget_reports",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("submission_id", BigId, ForeignKey("submissions.id"), nullable=False),
    Column("flagship", Code, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("department", Code, nullable=False),
    Column("committed", Double),
    Column("disbursed", Double),
    Column("sheet", Text, nullable=False),
    Column("cell", String(40), nullable=False),
    *_history(),
    Index("ix_budget_reports_flagship", "flagship", "fiscal_year", "month"),
)
