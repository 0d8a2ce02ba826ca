"""The tables of returns on their way: versions that nobody sees yet, what is said of them, and closed periods.

What is approved stands in the tables of schema.py, as ever. A version keeps its answer until then, as JSON.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from data_access.schema import BigId, Code, Instant, metadata
from data_access.schema_of_people import people

IS_DRAFT, IS_SUBMITTED = text("state = 'draft'"), text("state = 'submitted'")
KEY = ("department", "fiscal_year", "month")


def _hand(step: str, *, always: bool = False) -> list[Column[object]]:
    """Who did a step: his number in people (none at the command line), his login and name then, the instant."""
    return [
        Column(f"{step}_person", BigId, ForeignKey(people.c.id)),
        Column(f"{step}_login", Text, nullable=not always),
        Column(f"{step}_by", Text, nullable=not always),
        Column(f"{step}_at", Instant, nullable=not always),
    ]


versions = Table(
    "return_versions",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("department", Code, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    # Raised with every change: who changes something says which he saw.
    Column("revision", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("plan_number", Integer, ForeignKey("plan_versions.number"), nullable=False),
    Column("file_sha256", String(64), ForeignKey("files.sha256"), nullable=False),
    Column("file_name", Text, nullable=False),
    # JSON: the answer (empty where a finding blocks it, and once it is published), its findings, the codes of those
    # that were confirmed, what was mended in the page, how a foreign workbook was read.
    Column("answer", Text, nullable=False),
    Column("findings", Text, nullable=False),
    Column("confirmed", Text, nullable=False),
    Column("edits", Text, nullable=False),
    Column("mapping", Text, nullable=False),
    *_hand("drafted", always=True),
    *_hand("submitted"),
    *_hand("decided"),
    Column("reason", Text, nullable=False),
    UniqueConstraint(*KEY, "version"),
    Index("ux_return_versions_draft", *KEY, unique=True, sqlite_where=IS_DRAFT, postgresql_where=IS_DRAFT),
    Index(
        "ux_return_versions_submitted",
        *KEY,
        unique=True,
        sqlite_where=IS_SUBMITTED,
        postgresql_where=IS_SUBMITTED,
    ),
    Index("ix_return_versions_state", "state", "fiscal_year", "month"),
)

cell_reasons = Table(
    "cell_reasons",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("version_id", BigId, ForeignKey("return_versions.id"), nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "version_id"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("version_id", BigId, ForeignKey("return_versions.id"), nullable=False),
    Column("kpi", Code, nullable=False),
    Column("title", Text, nullable=False),
    # One of the two: a file of `files`, or an address.
    Column("file_sha256", String(64), ForeignKey("files.sha256")),
    Column("link", Text, nullable=False),
    *_hand("attached", always=True),
    CheckConstraint("(file_sha256 IS NULL) <> (link = '')", name="a_file_or_a_link"),
    Index(None, "version_id"),
)

explanations = Table(
    "explanations",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("submission_id", BigId, ForeignKey("submissions.id"), nullable=False),
    Column("kpi", Code, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("department", Code, nullable=False),
    Column("cause", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("by_day", Date),
    Column("support", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", String(40), nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("superseded_at", Instant),
    Index("ix_explanations_kpi", "kpi", "fiscal_year", "month"),
)

closings = Table(
    "closings",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("fiscal_year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    *_hand("closed", always=True),
    UniqueConstraint("fiscal_year", "month"),
)

reopenings = Table(
    "reopenings",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("fiscal_year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    # Empty where all departments may send again.
    Column("department", Code, nullable=False),
    Column("reason", Text, nullable=False),
    Column("until", Instant, nullable=False),
    *_hand("asked", always=True),
    *_hand("granted"),
    *_hand("ended"),
    Index(None, "fiscal_year", "month"),
)

reminder_mails = Table(
    "reminder_mails",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("person_id", BigId, ForeignKey("people.id"), nullable=False),
    Column("day", Date, nullable=False),
    # Claimed before it is sent, so that nobody gets two; what was claimed and never sent may be claimed again.
    Column("claimed_at", Instant, nullable=False),
    Column("sent_at", Instant),
    UniqueConstraint("person_id", "day"),
)

mappings = Table(
    "mappings",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("department", Code, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("document", Text, nullable=False),
    *_hand("kept", always=True),
    UniqueConstraint("department", "fingerprint"),
)
