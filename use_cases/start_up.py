"""Get the database ready before the first screen."""

from pathlib import Path

from data_access.database import Database, open_database
from data_access.upgrading import upgrade_database


def prepare_database(url: str, anchor: Path | None = None) -> Database:
    """Open the database and bring it to this version's tables. Raises DatabaseRefused.

    `anchor` is the file that is told where the audit log ends.
    """
    database = open_database(url, anchor)
    try:
        upgrade_database(database)
    except BaseException:
        database.close()
        raise
    return database
