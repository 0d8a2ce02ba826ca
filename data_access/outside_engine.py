"""The door to a database of somebody else: reads only, and only for a while.

What a driver says of a fault may hold parts of the address, and so of its password: only codes go into the log.
"""

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from domain.failures import Refusal
from domain.text import mark

QUERY_CANCELED = "57014"
SECONDS_TO_CONNECT = 10
# A value that is longer ends the reading; nothing that a return asks for comes near.
LONGEST_VALUE = 1_000_000
STEPS_BETWEEN_LOOKS = 10_000
log = logging.getLogger(__name__)


class ViewRefused(Refusal):
    """A view of another database that cannot be read as a return; nothing of its address is in the words."""


@contextmanager
def opened_outside(url: str, until: float) -> Iterator[Connection]:
    """A connection that can only read, in one transaction, and not after `until` (of the monotonic clock).

    Raises ViewRefused where the URL is none, or nobody answers there.
    """
    try:
        connection = _engine(url, until).connect()
    except ArgumentError:
        raise _no_address() from None
    except (SQLAlchemyError, ValueError) as fault:
        raise _unreachable(fault) from None
    with connection:
        bound(connection, until)
        yield connection


def bound(connection: Connection, until: float) -> None:
    """Let the next statements end by `until`; SQLite looks at the clock by itself."""
    if connection.dialect.name == "postgresql":
        left = max(1, int((until - time.monotonic()) * 1000))
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {left}")


def is_too_slow(fault: SQLAlchemyError) -> bool:
    """Whether a statement was ended because its time was over."""
    return code_of(fault) in {QUERY_CANCELED, "SQLITE_INTERRUPT"}


def code_of(fault: BaseException) -> str:
    """What may be told of a fault: the database's own code of it, or its kind."""
    cause = fault.orig if isinstance(fault, DBAPIError) else fault
    told = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)
    return str(told or type(cause).__name__)


def _engine(url: str, until: float) -> Engine:
    """Raises ArgumentError where there is no such address; its words may hold parts of it."""
    try:
        parsed = make_url(url)
    except ValueError:
        raise _no_address() from None
    match parsed.get_backend_name():
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return _sqlite(Path(parsed.database), until)
        case "postgres" | "postgresql":
            return _postgres(parsed)
        case _:
            raise _no_address()


def _sqlite(file: Path, until: float) -> Engine:
    def connect() -> sqlite3.Connection:
        left = max(0.0, until - time.monotonic())
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=left)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.set_progress_handler(lambda: time.monotonic() > until, STEPS_BETWEEN_LOOKS)
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)


def _postgres(url: URL) -> Engine:
    """The settings of ours come behind those of the URL, so that they hold."""
    said = url.query.get("options", "")
    options = said if isinstance(said, str) else " ".join(said)
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={
            "options": f"{options} -c default_transaction_read_only=on",
            "connect_timeout": SECONDS_TO_CONNECT,
            # A server that has fallen silent is noticed, too.
            "tcp_user_timeout": SECONDS_TO_CONNECT * 1000,
            "keepalives_idle": SECONDS_TO_CONNECT,
            "keepalives_interval": 2,
            "keepalives_count": 3,
        },
        poolclass=NullPool,
        hide_parameters=True,
    )


def _no_address() -> ViewRefused:
    return ViewRefused(
        "view_address_unreadable",
        mark(
            "The setting RETURN_VIEW_URL is no address of a database that can be read: write sqlite:////folder/file.db "
            "or postgresql://user:password@host/name."
        ),
    )


def _unreachable(fault: BaseException) -> ViewRefused:
    log.error("the other database cannot be opened: %s", code_of(fault))
    return ViewRefused(
        "view_unreachable",
        mark(
            "The database of the setting RETURN_VIEW_URL cannot be opened ({code}). Check the address, the "
            "password, and that its server is running."
        ),
        {"code": code_of(fault)},
    )
