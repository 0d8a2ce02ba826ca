"""The small ministry on each of the two engines."""

from collections.abc import Iterator

import pytest

from data_access.database import Database, open_database
from tests.use_cases.ministry import Ministry, a_ministry


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database with this version's tables and nothing in them; once SQLite, once PostgreSQL."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    """The same on SQLite only, for what does not depend on the engine."""
    opened = open_database(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def ministry(database: Database) -> Ministry:
    """The small ministry at the end of the second quarter."""
    return a_ministry(database)
