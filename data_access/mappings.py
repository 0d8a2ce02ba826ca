"""How departments' own workbooks are read: kept for the department, offered again for a workbook of the same layout."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, insert, select, update

from data_access.return_versions import hand_row
from data_access.schema_of_returns import mappings
from domain.submission import Hand

Document = Mapping[str, object]


def save_mapping(
    connection: Connection, department: str, fingerprint: str, name: str, document: Document, hand: Hand
) -> None:
    """Keep a mapping in place of the one that was kept for the same layout; `name` is that of the file."""
    m = mappings.c
    key = {"department": department, "fingerprint": fingerprint}
    values = {"name": name, "document": json.dumps(document, ensure_ascii=False), **hand_row("kept", hand)}
    same = (m.department == department, m.fingerprint == fingerprint)
    if not connection.execute(update(mappings).where(*same).values(values)).rowcount:
        connection.execute(insert(mappings).values({**key, **values}))


def list_mappings(connection: Connection, department: str) -> list[Document]:
    """The mappings that are kept for a department, the newest first."""
    m = mappings.c
    query = select(m.document).where(m.department == department).order_by(m.kept_at.desc())
    return [json.loads(document) for document in connection.execute(query).scalars()]
