"""The tables of the door: who may come in, who is in, and the log of what was done.

Who may come in is never deleted, only disabled or ended. The log is append-only; triggers of the database itself
refuse anything else (step 0003). Tokens are kept as their SHA-256 only.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
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
)

from data_access.schema import BigId, Code, Instant, metadata

Hash = String(64)

people = Table(
    "people",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("login", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("password_hash", Text),
    Column("is_demonstration", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
    UniqueConstraint("login"),
)

identities = Table(
    "identities",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("person_id", BigId, ForeignKey("people.id"), nullable=False),
    Column("linked_at", Instant, nullable=False),
    Index(None, "person_id"),
)

grants = Table(
    "grants",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("person_id", BigId, ForeignKey("people.id"), nullable=False),
    Column("role", String(40), nullable=False),
    Column("department", Code, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("granted_by", Text, nullable=False),
    Column("granted_at", Instant, nullable=False),
    Column("ended_by", Text),
    Column("ended_at", Instant),
    Index(None, "person_id"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", Hash, primary_key=True),
    Column("person_id", BigId, ForeignKey("people.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("idle_minutes", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Index(None, "person_id"),
    Index(None, "expires_at"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", Hash, primary_key=True),
    Column("person_id", BigId, ForeignKey("people.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Index(None, "person_id"),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("key_hash", Hash, nullable=False),
    Column("failed_at", Instant, nullable=False),
    Index(None, "kind", "key_hash", "failed_at"),
    Index(None, "failed_at"),
)

sign_in_flows = Table(
    "sign_in_flows",
    metadata,
    Column("state_hash", Hash, primary_key=True),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("return_to", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("person_id", BigInteger),
    Column("login", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("deed", String(40), nullable=False),
    Column("object", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("previous_hash", Hash, nullable=False),
    Column("hash", Hash, nullable=False),
    Index(None, "at"),
    Index(None, "login", "seq"),
    Index(None, "deed", "seq"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Hash, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
