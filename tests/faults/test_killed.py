"""A process that is killed at any point of handing in or approving leaves all of it or nothing of it."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data_access.database import open_database
from tests.faults.whole import Whole, reckoned
from tests.use_cases.handing_in import Office, filled
from tests.use_cases.ministry import second_of_dop
from use_cases.authority import Caller

ROOT = Path(__file__).parents[2]
STRIDE, FEWEST, MOST_STATEMENTS = 4, 6, 400
Try = Callable[[str], str]


@contextmanager
def dying(url: str, caller: Caller, deed: str, about: object) -> Iterator[Try]:
    """A program whose tries do not live to their end; asked with a line, it answers how a try ended."""
    command = [sys.executable, "-m", "tests.faults.killed", url, caller.token_hash, deed, str(about)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        requests, answers = program.stdin, program.stdout
        assert requests is not None
        assert answers is not None

        def ask(line: str) -> str:
            requests.write(f"{line}\n")
            requests.flush()
            return answers.readline().strip()

        yield ask
        requests.close()


def handing_in(office: Office, url: str, folder: Path) -> tuple[str, Caller, str, object]:
    """What the program needs to hand in a return."""
    file = folder / "return.xlsx"
    file.write_bytes(filled(office.database, second_of_dop()).content)
    return url, office.head, "hand-in", file


def approving(office: Office, url: str, folder: Path) -> tuple[str, Caller, str, object]:
    """What the program needs to approve what was sent."""
    return url, office.somchai, "approve", office.sent().id


DEEDS = pytest.mark.parametrize("deed", [handing_in, approving])
Prepare = Callable[[Office, str, Path], tuple[str, Caller, str, object]]


@DEEDS
def test_killed_after_a_statement_it_has_done_nothing(
    office: Office, database_url: str, tmp_path: Path, deed: Prepare
) -> None:
    prepared = deed(office, database_url, tmp_path)
    before, killed = reckoned(office.database), 0
    with dying(*prepared) as attempt:
        while attempt(f"after {1 + STRIDE * killed}") == "killed":
            killed += 1
            assert anew(database_url) == before
    assert killed >= FEWEST
    assert_done(before, anew(database_url))


@DEEDS
def test_killed_just_before_the_end_it_has_done_nothing_and_just_behind_it_all(
    office: Office, database_url: str, tmp_path: Path, deed: Prepare
) -> None:
    prepared = deed(office, database_url, tmp_path)
    before = reckoned(office.database)
    with dying(*prepared) as attempt:
        assert (attempt("before 1"), anew(database_url)) == ("killed", before)
        assert attempt("behind 1") == "killed"
        after = anew(database_url)
        assert_done(before, after)
        # Whoever was killed before he was told presses again, and is told that it is done.
        assert (attempt(f"after {MOST_STATEMENTS}"), anew(database_url)) == ("done", after)


@DEEDS
def test_killed_from_outside_at_any_moment_it_has_done_all_or_nothing(
    office: Office, database_url: str, tmp_path: Path, deed: Prepare
) -> None:
    prepared, dice = deed(office, database_url, tmp_path), random.Random(2568)  # noqa: S311 - no secret
    before, after = reckoned(office.database), None
    command = [
        sys.executable,
        "-m",
        "tests.faults.killed",
        prepared[0],
        prepared[1].token_hash,
        *map(str, prepared[2:]),
    ]
    for _ in range(3):
        program = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, process_group=0
        )
        assert program.stdin is not None
        program.stdin.write(f"after {MOST_STATEMENTS}\n")
        program.stdin.flush()
        time.sleep(dice.uniform(1.0, 3.0))  # its libraries take about two seconds to load
        os.killpg(program.pid, signal.SIGKILL)
        program.communicate()
        found = anew(database_url)
        assert found in (before, after) or after is None
        if found != before:
            after = found
            assert_done(before, after)


def anew(url: str) -> Whole:
    """What the database holds, opened anew as after a start."""
    database = open_database(url)
    try:
        return reckoned(database)
    finally:
        database.close()


def assert_done(before: Whole, after: Whole) -> None:
    """The return is sent, or what was sent is approved: with all that belongs to it."""
    assert after.states == [(1, "approved" if before.states else "submitted")]
    assert bool(after.standing) is bool(before.states)
