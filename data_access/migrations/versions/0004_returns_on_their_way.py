"""returns on their way, evidence, explanations, and closed periods"""

import json
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "closings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("closed_person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("closed_login", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["closed_person"], ["people.id"], name=op.f("fk_closings_closed_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closings")),
        sa.UniqueConstraint("fiscal_year", "month", name=op.f("uq_closings_fiscal_year_month")),
    )
    op.create_table(
        "reminder_mails",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminder_mails_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_mails")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_reminder_mails_person_id_day")),
    )
    op.create_table(
        "mappings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("department", sa.String(length=80), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("kept_person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kept_login", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kept_person"], ["people.id"], name=op.f("fk_mappings_kept_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mappings")),
        sa.UniqueConstraint("department", "fingerprint", name=op.f("uq_mappings_department_fingerprint")),
    )
    op.create_table(
        "reopenings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("asked_login", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("granted_login", sa.Text(), nullable=True),
        sa.Column("granted_by", sa.Text(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ended_login", sa.Text(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_person"], ["people.id"], name=op.f("fk_reopenings_asked_person")),
        sa.ForeignKeyConstraint(["ended_person"], ["people.id"], name=op.f("fk_reopenings_ended_person")),
        sa.ForeignKeyConstraint(["granted_person"], ["people.id"], name=op.f("fk_reopenings_granted_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopenings")),
    )
    with op.batch_alter_table("reopenings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reopenings_fiscal_year_month"), ["fiscal_year", "month"], unique=False
        )

    op.create_table(
        "return_versions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("department", sa.String(length=80), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("plan_number", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Text(), nullable=False),
        sa.Column("edits", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("drafted_person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("drafted_login", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.Text(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("submitted_login", sa.Text(), nullable=True),
        sa.Column("submitted_by", sa.Text(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_login", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_person"], ["people.id"], name=op.f("fk_return_versions_decided_person")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_person"], ["people.id"], name=op.f("fk_return_versions_drafted_person")
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["files.sha256"], name=op.f("fk_return_versions_file_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["plan_number"], ["plan_versions.number"], name=op.f("fk_return_versions_plan_number")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_person"], ["people.id"], name=op.f("fk_return_versions_submitted_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_versions")),
        sa.UniqueConstraint(
            "department",
            "fiscal_year",
            "month",
            "version",
            name=op.f("uq_return_versions_department_fiscal_year_month_version"),
        ),
    )
    with op.batch_alter_table("return_versions", schema=None) as batch_op:
        batch_op.create_index("ix_return_versions_state", ["state", "fiscal_year", "month"], unique=False)
        batch_op.create_index(
            "ux_return_versions_draft",
            ["department", "fiscal_year", "month"],
            unique=True,
            sqlite_where=sa.text("state = 'draft'"),
            postgresql_where=sa.text("state = 'draft'"),
        )
        batch_op.create_index(
            "ux_return_versions_submitted",
            ["department", "fiscal_year", "month"],
            unique=True,
            sqlite_where=sa.text("state = 'submitted'"),
            postgresql_where=sa.text("state = 'submitted'"),
        )

    op.create_table(
        "cell_reasons",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("cell", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["return_versions.id"], name=op.f("fk_cell_reasons_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cell_reasons")),
    )
    with op.batch_alter_table("cell_reasons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cell_reasons_version_id"), ["version_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kpi", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("attached_person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("attached_login", sa.Text(), nullable=False),
        sa.Column("attached_by", sa.Text(), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(file_sha256 IS NULL) <> (link = '')", name=op.f("ck_evidence_a_file_or_a_link")),
        sa.ForeignKeyConstraint(["attached_person"], ["people.id"], name=op.f("fk_evidence_attached_person")),
        sa.ForeignKeyConstraint(["file_sha256"], ["files.sha256"], name=op.f("fk_evidence_file_sha256")),
        sa.ForeignKeyConstraint(["version_id"], ["return_versions.id"], name=op.f("fk_evidence_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_version_id"), ["version_id"], unique=False)

    op.create_table(
        "explanations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kpi", sa.String(length=80), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=80), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("by_day", sa.Date(), nullable=True),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("cell", sa.String(length=40), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_explanations_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanations")),
    )
    with op.batch_alter_table("explanations", schema=None) as batch_op:
        batch_op.create_index("ix_explanations_kpi", ["kpi", "fiscal_year", "month"], unique=False)
    _mark_what_was_restated()


def _mark_what_was_restated() -> None:
    """Columns for the mark, and the mark of what stands in the tables already: another figure had been published."""
    for table in ("observations", "sums"):
        op.add_column(table, sa.Column("restated", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.execute(OBSERVATIONS)
    documents = op.get_bind().execute(sa.text("SELECT document FROM plan_versions")).scalars()
    kpis = [kpi for document in documents for kpi in json.loads(document)["kpis"]]
    codes = sorted({kpi["code"] for kpi in kpis if kpi["accumulation"] == "latest"})
    # No KPI has an empty code; a list of none is no list in SQL.
    latest: sa.BindParameter[list[str]] = sa.bindparam("latest", value=codes or [""], expanding=True)
    op.get_bind().execute(sa.text(SUMS).bindparams(latest))


OBSERVATIONS = """
    UPDATE observations SET restated = 1 WHERE EXISTS (
        SELECT 1 FROM observations AS before
        WHERE before.kpi = observations.kpi AND before.fiscal_year = observations.fiscal_year
        AND before.month = observations.month AND before.department = observations.department
        AND before.province = observations.province AND before.published_at < observations.published_at
        AND (before.numerator <> observations.numerator
            OR coalesce(before.denominator, 0) <> coalesce(observations.denominator, 0))
    )
"""
# Of a KPI of which only the latest figure is shown, only that one counts.
SUMS = """
    UPDATE sums SET restated = (
        SELECT count(DISTINCT o.province) FROM observations AS o
        JOIN memberships AS m ON m.province = o.province AND m.region = sums.region
        WHERE o.kpi = sums.kpi AND o.fiscal_year = sums.fiscal_year AND o.department = sums.department
        AND o.restated = 1 AND o.month <= sums.month AND o.published_at <= sums.published_at
        AND (o.superseded_at IS NULL OR o.superseded_at > sums.published_at)
        AND (sums.kpi NOT IN :latest OR NOT EXISTS (
            SELECT 1 FROM observations AS later
            WHERE later.kpi = o.kpi AND later.fiscal_year = o.fiscal_year AND later.department = o.department
            AND later.province = o.province AND later.month > o.month AND later.month <= sums.month
            AND later.published_at <= sums.published_at
            AND (later.superseded_at IS NULL OR later.superseded_at > sums.published_at)
        ))
    ) WHERE sums.kpi IN (SELECT kpi FROM observations WHERE restated = 1)
"""
