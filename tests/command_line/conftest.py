"""Desks at which the command line is tried."""

from pathlib import Path

import pytest

from tests.command_line.builders import small_plan
from tests.command_line.desk import Desk, Walk, an_sqlite_desk, walk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty folder and a database that does not exist yet."""
    return an_sqlite_desk(tmp_path)


@pytest.fixture
def planned(desk: Desk) -> Desk:
    """A desk whose database holds the small plan."""
    desk.does("import-plan", desk.plan(small_plan()))
    return desk


@pytest.fixture(scope="session")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The whole walk, done once; to be looked at only."""
    return walk(an_sqlite_desk(tmp_path_factory.mktemp("walk")))
