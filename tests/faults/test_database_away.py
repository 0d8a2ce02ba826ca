"""A database that goes away while somebody hands in or approves: a number for him, nothing half-written, and on it goes."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from data_access.database import Connection, Database, DatabaseRefused, open_database
from data_access.return_versions import list_versions
from tests.data_access.builders import seen
from tests.faults.test_disk_full import prepared
from tests.faults.test_killed import assert_done
from tests.faults.whole import reckoned
from tests.use_cases.handing_in import an_office

MOST_STATEMENTS = 200


@pytest.mark.postgres
@pytest.mark.parametrize("deed", ["hand-in", "approve"])
def test_a_server_that_ends_the_conversation_at_any_point_has_taken_in_nothing(
    postgres_url: str, deed: str
) -> None:
    database, other = open_database(postgres_url), open_database(postgres_url)
    do, before = prepared(an_office(database), deed), reckoned(other)
    broken = 0
    for statement in range(1, MOST_STATEMENTS, 3):
        with ended_at(database, other, statement) as is_reached:
            try:
                do()
            except OperationalError:
                broken += 1
                assert reckoned(other) == before
        if not is_reached():
            break
    # The connection that was cut is not asked again: the first try without a cut is done.
    assert broken > 3
    assert_done(before, reckoned(database))
    database.close()
    other.close()


@contextmanager
def ended_at(database: Database, other: Database, statement: int) -> Iterator[Callable[[], bool]]:
    """The server ends the conversation before the nth statement of a transaction that writes; whether it came to that."""
    statements, reached = count(1), list[int]()

    def end(connection: Connection, *_: object) -> None:
        if connection.get_execution_options().get("writes") and next(statements) == statement:
            reached.append(statement)
            number = connection.connection.driver_connection.info.backend_pid  # type: ignore[union-attr]
            with other.writing() as another:
                another.execute(text("SELECT pg_terminate_backend(:number, 5000)"), {"number": number})

    event.listen(database.engine, "before_cursor_execute", end)
    try:
        yield lambda: bool(reached)
    finally:
        event.remove(database.engine, "before_cursor_execute", end)


def test_a_file_that_is_gone_is_not_written_to_behind_everybodys_back(
    sqlite: Database, database_file: Path
) -> None:
    do = prepared(an_office(sqlite), "approve")
    moved = database_file.with_name("moved.db")
    checkpoint(sqlite)
    database_file.rename(moved)
    database_file.mkdir()
    with pytest.raises(DatabaseRefused, match="The database cannot be opened"):
        do()
    database_file.rmdir()
    moved.rename(database_file)
    before = reckoned(sqlite)
    assert before.states == [(1, "submitted")]
    do()
    assert_done(before, reckoned(sqlite))


def test_a_file_that_was_put_in_its_place_is_the_database_from_now_on(
    sqlite: Database, database_file: Path
) -> None:
    office = an_office(sqlite)
    checkpoint(sqlite)
    backup = database_file.with_name("backup.db")
    shutil.copy(database_file, backup)
    office.sent()
    assert len(seen(sqlite, list_versions)) == 1
    checkpoint(sqlite)
    backup.replace(database_file)
    assert seen(sqlite, list_versions) == []
    assert reckoned(sqlite).states == []


def checkpoint(database: Database) -> None:
    """Write everything back into the one file, as a backup does."""
    with database.asking() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
