"""The door to the database: reading, writing, and nothing else."""

import logging
import sqlite3
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DisconnectionError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from data_access.anchor import LAST_HEAD, append_head
from data_access.shelf import Shelf
from domain.failures import Refusal
from domain.text import mark

WRITES = "writes"
IMPATIENT = "impatient"
ASKS = "asks"
FILE = "file"
BUSY_MILLISECONDS = 15_000
SHORT_MILLISECONDS = 20
SERIALISATION_FAULTS = {"40001", "40P01"}
LOCK_NOT_AVAILABLE = "55P03"
TRIES = 5
MOST_MADE = 16
T = TypeVar("T")

log = logging.getLogger(__name__)
__all__ = ["Connection", "Database", "DatabaseRefused", "open_database"]  # a Connection is known from here


class DatabaseRefused(Refusal):
    """A database that cannot be opened, or that this version must not touch."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open database, SQLite or PostgreSQL.

    `shelf` keeps what can never change once it is stored, such as a plan version, by its number; `made` what was
    made of one version of the data. `anchor` is the file outside the database that is told where the audit log ends.
    """

    engine: Engine
    anchor: Path | None = None
    shelf: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)
    made: Shelf = field(default_factory=partial(Shelf, MOST_MADE), compare=False, repr=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reads; all of them see one moment."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection for one question, which needs no transaction around it: half as much talk with the database."""
        is_sqlite = self.engine.dialect.name == "sqlite"
        options: dict[str, Any] = {ASKS: True} if is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        with self.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def writing(self, *, impatient: bool = False) -> Iterator[Connection]:
        """One transaction that writes: all of it happens, or nothing of it.

        An impatient one fails where another one is writing just now.
        """
        options = {WRITES: True, IMPATIENT: impatient}
        with self.engine.connect().execution_options(**options) as connection:
            connection.info.pop(LAST_HEAD, None)
            with connection.begin():
                yield connection
            head = connection.info.pop(LAST_HEAD, None)
        if head is not None:
            append_head(self.anchor, head)

    def written_if_free(self, work: Callable[[Connection], object]) -> bool:
        """Do work in one writing transaction, unless another one is writing just now; whether it was done.

        For what may as well be written a little later: nobody is kept waiting for it.
        """
        try:
            with self.writing(impatient=True) as connection:
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {SHORT_MILLISECONDS}")
                work(connection)
        except OperationalError as fault:
            if not _is_busy(fault):
                raise
            return False
        return True

    def written(self, work: Callable[[Connection], T]) -> T:
        """Do work in one writing transaction; again from its start where the database asks for that."""
        for attempt in range(1, TRIES + 1):
            try:
                with self.writing() as connection:
                    return work(connection)
            except OperationalError as error:
                if attempt == TRIES or getattr(error.orig, "sqlstate", "") not in SERIALISATION_FAULTS:
                    raise
                log.warning("the transaction is tried again (%s of %s)", attempt, TRIES)
                time.sleep(0.05 * 2**attempt)
        raise AssertionError("unreachable")

    def make_once(self, connection: Connection, key: Hashable, make: Callable[[], T]) -> T:
        """What is made of the data of a version, which the key names; made once for all who only read.

        A transaction that writes makes its own: until it has ended, what it sees is nobody else's.
        """
        if connection.get_execution_options().get(WRITES):
            return make()
        return self.made.get(key, make)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_database(url: str, anchor: Path | None = None) -> Database:
    """Open the database at a URL such as sqlite:///data/dashboard.db or postgresql://…; makes the folder.

    `anchor` is the file that is told where the audit log ends. Raises DatabaseRefused where the URL, or the folder that it names, is none.
    """
    try:
        parsed = _with_driver(make_url(url))
        if parsed.get_backend_name() == "sqlite":
            return Database(_sqlite(parsed), anchor)
        engine = create_engine(
            parsed, pool_pre_ping=True, isolation_level="REPEATABLE READ", hide_parameters=True
        )
        return Database(engine, anchor)
    except (ArgumentError, ModuleNotFoundError, OSError) as fault:
        raise unreachable(fault) from fault


def unreachable(fault: BaseException) -> DatabaseRefused:
    """A database that cannot be opened. Where it is and what it said is for the log only."""
    log.error("the database cannot be opened: %s", fault)
    return DatabaseRefused(
        "database_unreachable",
        mark(
            "The database cannot be opened. Check the settings DATABASE_URL and DASHBOARD_DATA, and that the "
            "database server is running; the log says more."
        ),
    )


def _with_driver(url: URL) -> URL:
    """Any usual way to write a PostgreSQL address means the driver that is installed."""
    if url.drivername in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    return url


def _sqlite(url: URL) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    if not in_memory:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    shared: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True, **shared)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if not in_memory:
        _watch_file(engine, Path(str(url.database)))
    return engine


def _watch_file(engine: Engine, file: Path) -> None:
    """Go on with the file that has the name: not, unseen by everybody, with one that was moved away or replaced."""

    def note(_: object, record: ConnectionPoolEntry) -> None:
        record.info[FILE] = _identity(file)

    def compare(_: object, record: ConnectionPoolEntry, __: object) -> None:
        if not file.is_file():
            raise unreachable(FileNotFoundError(file))
        if record.info[FILE] != _identity(file):
            raise DisconnectionError("the file is another one")  # the pool opens it anew

    event.listen(engine, "connect", note)
    event.listen(engine, "checkout", compare)


def _identity(file: Path) -> tuple[int, int]:
    """What stays the same of a file while it is open, whatever its name becomes."""
    found = file.stat()
    return found.st_dev, found.st_ino


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves; the driver must not
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    _write_ahead(connection)
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "cache_size = -32768",
        "mmap_size = 268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: Any) -> None:
    """Turn on WAL. While another process does so on a new file, SQLite refuses at once instead of waiting."""
    for attempt in range(TRIES):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if attempt == TRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)


def _begin_sqlite(connection: Connection) -> None:
    """A write takes its lock at the start: a read that turns into a write fails at once in SQLite."""
    options = connection.get_execution_options()
    if options.get(ASKS, False):
        return  # SQLite gives every statement a moment of its own
    if not options.get(IMPATIENT, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES, False) else "BEGIN")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {SHORT_MILLISECONDS}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def _is_busy(fault: OperationalError) -> bool:
    """Whether another one is writing what was to be written."""
    if isinstance(fault.orig, sqlite3.OperationalError):
        return fault.orig.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    return getattr(fault.orig, "sqlstate", "") in SERIALISATION_FAULTS | {LOCK_NOT_AVAILABLE}
