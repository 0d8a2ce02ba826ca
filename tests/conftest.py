"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.data_access.builders import a_database
from tests.postgres import Server, running_server
from tests.sample import copied, load_sample_once

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres, id="postgresql")]

# On a shared machine a slow example is a slow machine, not a fault; the same examples are tried every time.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The PostgreSQL server of this run; every worker has its own."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> Iterator[str]:
    """The name of a PostgreSQL database with this version's tables, made once to be copied."""
    with postgres_server.new_database() as name:
        a_database(postgres_server.url(name)).close()
        yield name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with this version's tables, made once to be copied."""
    file = tmp_path_factory.mktemp("template") / "dashboard.db"
    a_database(f"sqlite:///{file}").close()
    assert [path.name for path in file.parent.iterdir()] == [file.name]  # all of it is in the one file
    return file


@pytest.fixture
def postgres_url(postgres_server: Server, postgres_template: str) -> Iterator[str]:
    """The address of a PostgreSQL database with this version's tables and nothing in them."""
    with postgres_server.new_database(postgres_template) as name:
        yield postgres_server.url(name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of an SQLite database with this version's tables and nothing in them."""
    shutil.copy(sqlite_template, tmp_path / "dashboard.db")
    return f"sqlite:///{tmp_path / 'dashboard.db'}"


@pytest.fixture
def bare_postgres_url(postgres_server: Server) -> Iterator[str]:
    """The address of a PostgreSQL database in which nothing is."""
    with postgres_server.new_database() as name:
        yield postgres_server.url(name)


@pytest.fixture
def bare_sqlite_url(tmp_path: Path) -> str:
    """The address of an SQLite database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'bare.db'}"


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database with empty tables: the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=BOTH)
def bare_url(request: pytest.FixtureRequest) -> str:
    """The same of a database before its first migration."""
    url: str = request.getfixturevalue(f"bare_{request.param}_url")
    return url


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the loaded sample ministry, to be read only; loaded once for all workers."""
    base = tmp_path_factory.getbasetemp()
    return load_sample_once(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture
def own_sample_folder(sample_folder: Path, tmp_path: Path) -> Path:
    """A data folder of the sample ministry that the test may change."""
    return copied(sample_folder, tmp_path / "sample")
