"""An empty database on each of the two engines."""

from collections.abc import Iterator

import pytest

from data_access.database import Database, open_database


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database with this version's tables and nothing in them; once SQLite, once PostgreSQL."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    """The same on SQLite only."""
    opened = open_database(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[Database]:
    """The same on PostgreSQL only."""
    opened = open_database(postgres_url)
    yield opened
    opened.close()
