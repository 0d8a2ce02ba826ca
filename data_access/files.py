"""Original files, kept byte for byte under their SHA-256."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from data_access.schema import files


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file as it was received; `name` is the sender's and is only ever shown."""

    sha256: str
    name: str
    size: int
    content: bytes
    received_at: datetime


def save_file(connection: Connection, file: StoredFile) -> None:
    """Keep a file; one that is already kept stays as it is."""
    known = connection.execute(select(files.c.sha256).where(files.c.sha256 == file.sha256)).first()
    if known is None:
        connection.execute(
            insert(files).values(
                sha256=file.sha256,
                name=file.name,
                size=file.size,
                content=file.content,
                received_at=file.received_at,
            )
        )


def find_file(connection: Connection, sha256: str) -> StoredFile | None:
    """The file with that hash, or None."""
    row = connection.execute(select(files).where(files.c.sha256 == sha256)).mappings().first()
    return StoredFile(**row) if row else None


def load_file(connection: Connection, sha256: str) -> StoredFile:
    """The same; raises LookupError where there is none."""
    found = find_file(connection, sha256)
    if found is None:
        raise LookupError(sha256)
    return found
