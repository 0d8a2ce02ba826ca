"""Bring a database to this version's tables, or refuse it with a sentence."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError

from data_access.database import Database, DatabaseRefused, unreachable
from data_access.schema import state
from domain.text import mark

ADVISORY_LOCK = 7_560_756
FOLDER = Path(__file__).parent / "migrations"
__all__ = ["DatabaseRefused", "upgrade_database"]


def upgrade_database(database: Database) -> None:
    """Apply every missing migration in one transaction.

    Raises DatabaseRefused where it cannot be reached or was written by a newer version of the program.
    """
    _check_reachable(database)
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            _wait_for_others(connection)
        config = _config(connection)
        _refuse_newer(connection, config)
        command.upgrade(config, "head")
        if connection.execute(select(state.c.id)).first() is None:
            connection.execute(insert(state).values(id=1, data_version=0))


def _check_reachable(database: Database) -> None:
    """The first question: what fails here is the address, the server or the file, not our work."""
    try:
        with database.reading() as connection:
            connection.execute(select(1))
    except DBAPIError as fault:
        raise unreachable(fault.orig or fault) from fault


def _wait_for_others(connection: Connection) -> None:
    """One at a time; and whoever waited must see what the others did meanwhile, not what was there before."""
    connection.execute(text("SET TRANSACTION ISOLATION LEVEL READ COMMITTED"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _refuse_newer(connection: Connection, config: Config) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in known:
        raise DatabaseRefused(
            "database_newer",
            mark(
                "The database was written by a newer version of this program (step {step}). "
                "Install that version, or restore a backup made by this one."
            ),
            {"step": found},
        )
