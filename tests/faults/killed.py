"""A program that the tests start: does one deed again and again, each time in a process that does not live to its end.

Its arguments are the address of a database, the hash of somebody's session, and the deed: `hand-in FILE` or
`approve NUMBER`. Each line of its input is one try:

    after N     the process kills itself, as `kill -9` would, after so many statements
    before 1    the same just before the end of the first transaction that writes; `behind 1` just behind it
    below N     no file of the process may grow beyond so many bytes, as on a disk that is full

It answers with a line to a try: killed, full or done.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import PoolProxiedConnection

from data_access.database import WRITES, Database, open_database
from use_cases.authority import Caller
from use_cases.hand_in import hand_in
from use_cases.review import approve
from workbooks.reading import Upload, read_workbook

FULL = 28  # what a process that found the disk full ends with
Deed = Callable[[Database], object]


def main() -> None:
    """Answer a line after a line."""
    url, token_hash, deed, about = sys.argv[1:]
    do = _deed(Caller.session(token_hash), deed, about)
    for line in sys.stdin:
        bound, number = line.split()
        print(_tried(url, do, bound, int(number)), flush=True)  # noqa: T201


def _deed(caller: Caller, deed: str, about: str) -> Deed:
    if deed == "approve":
        return lambda database: approve(database, caller, int(about), revision=2)
    upload = Upload(name="return.xlsx", content=Path(about).read_bytes())
    result = read_workbook(upload)
    return lambda database: hand_in(database, caller, upload, result)


def _tried(url: str, do: Deed, bound: str, number: int) -> str:
    child = os.fork()
    if child == 0:
        _do(url, do, bound, number)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return "killed"
    return {0: "done", FULL: "full"}[os.waitstatus_to_exitcode(status)]


def _do(url: str, do: Deed, bound: str, number: int) -> None:
    """The life of one process; never returns."""
    database = open_database(url)
    if bound == "after":
        _kill_after(database.engine, number)
    elif bound in ("before", "behind"):
        _kill_at_the_end(database.engine, is_done=bound == "behind")
    else:
        # Python ignores the signal that would end the process, so a write fails as it does on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    try:
        do(database)
    except OperationalError:
        os._exit(FULL)
    os._exit(0)  # as little tidying up as a killed process does


def _kill_after(engine: Engine, number: int) -> None:
    statements = count(1)

    def spoken(*_: object) -> None:
        if next(statements) >= number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "after_cursor_execute", spoken)


def _kill_at_the_end(engine: Engine, *, is_done: bool) -> None:
    end = engine.dialect.do_commit

    def ended(dbapi_connection: PoolProxiedConnection) -> None:
        if is_done:
            end(dbapi_connection)
        os.kill(os.getpid(), signal.SIGKILL)

    def ending(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES):
            engine.dialect.do_commit = ended  # type: ignore[method-assign]

    event.listen(engine, "commit", ending)


if __name__ == "__main__":
    main()
