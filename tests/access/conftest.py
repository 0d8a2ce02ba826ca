"""A running server for the tests of the door."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from data_access.database import Database, open_database
from tests.browser.application import Application, serving

SOCKETS_OF_ONE = 3


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """A new installation, in which nothing is loaded; three sockets to a person."""
    told = {"DASHBOARD_SOCKETS_OF_ONE": str(SOCKETS_OF_ONE)}
    with serving(tmp_path_factory.mktemp("house") / "data", environment=told) as application:
        yield application


@pytest.fixture
def database(house: Application) -> Iterator[Database]:
    """Its database, from outside."""
    opened = open_database(house.database_url)
    yield opened
    opened.close()


@pytest.fixture
def now() -> datetime:
    """The present."""
    return datetime.now(UTC)
