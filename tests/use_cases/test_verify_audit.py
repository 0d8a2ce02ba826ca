"""Whoever gets around the database's own refusal is named by the log: where, and how."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from data_access.audit import list_all_entries
from data_access.database import Connection, Database, open_database
from domain.audit import Breach, Broken, Deed, Head
from domain.failures import Refusal
from domain.person import Role
from tests.data_access.builders import at, seen
from tests.people import ROOT, everybody
from use_cases.authority import Actor, Forbidden, in_turn, record
from use_cases.verify_audit import verify_audit

SOMSRI = Actor(person=7, login="somsri", name="สมศรี", roles=("planning_office",), address="192.0.2.7")


@pytest.fixture
def anchor(tmp_path: Path) -> Path:
    return tmp_path / "audit-head.log"


@pytest.fixture
def logged(database_url: str, database: Database, anchor: Path) -> Iterator[Database]:
    """Five entries, each of a transaction of its own, written down outside as they were made."""
    del database  # made the tables
    opened = open_database(database_url, anchor)
    write(opened, 1, 2, 3, 4, 5)
    yield opened
    opened.close()


def write(database: Database, *numbers: int) -> None:
    def work(number: int, connection: Connection) -> None:
        record(connection, SOMSRI, Deed.LOAD_PLAN, f"plan:{number}", after={"number": number}, now=at(number))

    for number in numbers:
        in_turn(database, partial(work, number))


@contextmanager
def without_triggers(database: Database) -> Iterator[Connection]:
    """As somebody who owns the database and forges it."""
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit_log DISABLE TRIGGER ALL"))
        else:
            names = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ).scalars()
            for name in names.all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        yield connection


def forge(database: Database, *statements: str) -> None:
    with without_triggers(database) as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_log_that_nobody_touched_is_whole(logged: Database, anchor: Path) -> None:
    verdict = verify_audit(logged, ROOT, anchor)
    last = seen(logged, lambda c: list(list_all_entries(c)))[-1]
    assert (verdict.head, verdict.anchored, verdict.broken) == (Head(seq=5, hash=last.hash), 5, None)


def test_an_empty_log_is_whole(database: Database, anchor: Path) -> None:
    verdict = verify_audit(database, ROOT, anchor)
    assert (verdict.head.seq, verdict.anchored, verdict.broken) == (0, 0, None)


@pytest.mark.parametrize(
    ("forged", "broken"),
    [
        (["UPDATE audit_log SET login = 'somchai' WHERE seq = 3"], Broken(seq=3, breach=Breach.CHANGED)),
        (["UPDATE audit_log SET reason = 'x' WHERE seq = 5"], Broken(seq=5, breach=Breach.CHANGED)),
        (["DELETE FROM audit_log WHERE seq = 1"], Broken(seq=1, breach=Breach.MISSING)),
        (["DELETE FROM audit_log WHERE seq = 3"], Broken(seq=3, breach=Breach.MISSING)),
        (
            [
                "UPDATE audit_log SET seq = 9 WHERE seq = 2",
                "UPDATE audit_log SET seq = 2 WHERE seq = 3",
                "UPDATE audit_log SET seq = 3 WHERE seq = 9",
            ],
            Broken(seq=2, breach=Breach.CHANGED),
        ),
        (["DELETE FROM audit_log WHERE seq > 3"], Broken(seq=4, breach=Breach.CUT)),
        (["DELETE FROM audit_log"], Broken(seq=1, breach=Breach.CUT)),
        (
            [
                "DELETE FROM audit_log WHERE seq > 3",
                "UPDATE audit_head SET seq = 3, hash = (SELECT hash FROM audit_log WHERE seq = 3)",
            ],
            Broken(seq=4, breach=Breach.CUT),
        ),
    ],
)
def test_what_was_forged_is_named_by_its_first_place(
    logged: Database, anchor: Path, forged: list[str], broken: Broken
) -> None:
    forge(logged, *forged)
    assert verify_audit(logged, ROOT, anchor).broken == broken


def test_a_cut_end_under_a_new_one_is_known_by_the_anchor_only(logged: Database, anchor: Path) -> None:
    """The forger sets the end back and lets the program write on: inside all is well, and it is anchored anew."""
    forge(
        logged,
        "DELETE FROM audit_log WHERE seq > 3",
        "UPDATE audit_head SET seq = 3, hash = (SELECT hash FROM audit_log WHERE seq = 3)",
    )
    write(logged, 6, 7, 8)
    assert verify_audit(logged, ROOT).broken is None
    assert verify_audit(logged, ROOT, anchor).broken == Broken(seq=4, breach=Breach.OTHER_THAN_ANCHORED)


def test_an_anchor_that_lags_behind_is_no_breach(logged: Database, anchor: Path) -> None:
    """As after a crash between the end of a transaction and the line in the file."""
    lines = anchor.read_text().splitlines(keepends=True)
    anchor.write_text("".join(lines[:3]))
    assert verify_audit(logged, ROOT, anchor).broken is None


def test_an_anchor_that_is_none_is_refused_with_its_name(logged: Database, anchor: Path) -> None:
    anchor.write_text("what is this\n")
    with pytest.raises(Refusal, match=r"audit-head\.log cannot be read") as refused:
        verify_audit(logged, ROOT, anchor)
    assert refused.value.code == "anchor_unreadable"


def test_auditors_and_administrators_may_judge_the_log_and_nobody_else(database: Database) -> None:
    for role, caller in everybody(database).items():
        if role in (Role.AUDITOR, Role.ADMINISTRATOR):
            assert verify_audit(database, caller, now=at(1)).broken is None
        else:
            with pytest.raises(Forbidden):
                verify_audit(database, caller, now=at(1))
