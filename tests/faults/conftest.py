"""The small ministry on each of the two engines, with everybody signed in; nothing has been reported yet."""

from pathlib import Path

import pytest

from data_access.database import Database
from tests.use_cases.conftest import database, sqlite
from tests.use_cases.handing_in import Office, an_office

__all__ = ["database", "sqlite"]


@pytest.fixture
def office(database: Database) -> Office:
    """The people of the ministry; its database may be opened by other processes too."""
    return an_office(database)


@pytest.fixture
def database_file(sqlite_url: str) -> Path:
    """The file of the SQLite database."""
    return Path(sqlite_url.removeprefix("sqlite:///"))
