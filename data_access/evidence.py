"""Evidence that a sender attached to a KPI's figure: a file, kept by its hash, or a link."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, delete, insert, select

from data_access.return_versions import hand_row, load_hand
from data_access.schema_of_returns import evidence
from domain.submission import Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece: `title` is the file's name or what the link is; one of `file_sha256` and `link` is there."""

    id: int
    version_id: int
    kpi: str
    title: str
    file_sha256: str | None
    link: str
    attached: Hand


def save_evidence(
    connection: Connection,
    *,
    version_id: int,
    kpi: str,
    title: str,
    attached: Hand,
    file_sha256: str | None = None,
    link: str = "",
) -> int:
    """Keep a piece of evidence; its number."""
    values = {
        "version_id": version_id,
        "kpi": kpi,
        "title": title,
        "file_sha256": file_sha256,
        "link": link,
        **hand_row("attached", attached),
    }
    return int(connection.execute(insert(evidence).values(values).returning(evidence.c.id)).scalar_one())


def list_evidence(connection: Connection, version_ids: Collection[int]) -> list[Evidence]:
    """What was attached to those versions, in the order in which it was."""
    query = select(evidence).where(evidence.c.version_id.in_(version_ids)).order_by(evidence.c.id)
    return [_as_evidence(row) for row in connection.execute(query).mappings()]


def find_evidence(connection: Connection, number: int) -> Evidence | None:
    """The piece with that number, or None."""
    row = connection.execute(select(evidence).where(evidence.c.id == number)).mappings().first()
    return None if row is None else _as_evidence(row)


def remove_evidence(connection: Connection, number: int) -> None:
    """Take a piece off a draft; its file stays among the files."""
    connection.execute(delete(evidence).where(evidence.c.id == number))


def copy_evidence(connection: Connection, earlier: int, later: int) -> None:
    """What was attached to a version holds for the one that follows it, too."""
    columns = [column for column in evidence.c if column.name not in ("id", "version_id")]
    rows = connection.execute(select(*columns).where(evidence.c.version_id == earlier)).mappings().all()
    if rows:
        connection.execute(insert(evidence), [{**row, "version_id": later} for row in rows])


def _as_evidence(row: RowMapping) -> Evidence:
    return Evidence(
        id=row["id"],
        version_id=row["version_id"],
        kpi=row["kpi"],
        title=row["title"],
        file_sha256=row["file_sha256"],
        link=row["link"],
        attached=load_hand(row, "attached"),
    )
