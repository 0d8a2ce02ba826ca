"""Get the database ready before the first screen."""

from data_access.database import Database, open_database
from data_access.upgrading import upgrade_database


def prepare_database(url: str) -> Database:
    """Open the database and bring it to this version's tables. Raises DatabaseRefused."""
    database = open_database(url)
    try:
        upgrade_database(database)
    except BaseException:
        database.close()
        raise
    return database
