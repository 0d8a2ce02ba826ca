"""The audit log is only ever added to: the database itself refuses anything else, on both engines."""

import logging
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data_access.anchor import append_head, read_anchor
from data_access.audit import (
    Wanted,
    count_entries,
    list_all_entries,
    list_entries,
    load_head,
    save_record,
    wait_for_turn,
)
from data_access.database import Connection, Database, open_database
from domain.audit import NOTHING_BEFORE, Entry, Head, Record, find_break
from tests.data_access.builders import at, seen

SOMSRI = Record(
    at=at(1),
    person=7,
    login="somsri",
    roles=("auditor", "planning_office"),
    address="192.0.2.7",
    deed="load_plan",
    object="plan:2",
    before='{"number":1}',
    after='{"number":2,"ชื่อ":"แผน"}',
    reason="revised",
    file_sha256="a" * 64,
)


def write(database: Database, *records: Record) -> None:
    for record in records:
        database.written(partial(save_record, record=record))


def places(entries: list[Entry]) -> list[int]:
    return [entry.seq for entry in entries]


# --- added to ---------------------------------------------------------------------------------------------------


def test_an_entry_comes_back_as_it_was_written_and_is_linked_to_the_one_before(database: Database) -> None:
    assert seen(database, load_head) == Head(seq=0, hash=NOTHING_BEFORE)
    write(database, SOMSRI, replace(SOMSRI, person=None, roles=("operator",), at=at(2)))
    first, second = seen(database, lambda c: list(list_all_entries(c)))
    assert first.record == SOMSRI
    assert (second.seq, second.record.person, second.previous_hash) == (2, None, first.hash)
    assert seen(database, load_head) == Head(seq=2, hash=second.hash)
    assert find_break([first, second], {}, head=Head(seq=2, hash=second.hash)) is None


def test_a_transaction_that_fails_leaves_no_entry_and_no_gap(database: Database) -> None:
    def half(connection: Connection) -> None:
        save_record(connection, SOMSRI)
        raise KeyError

    with pytest.raises(KeyError):
        database.written(half)
    write(database, SOMSRI)
    assert places(seen(database, lambda c: list(list_all_entries(c)))) == [1]


def test_signs_that_no_database_keeps_are_left_out_before_the_hash_is_made(database: Database) -> None:
    write(database, replace(SOMSRI, reason="a\0b\ud800c"))
    [entry] = seen(database, lambda c: list(list_all_entries(c)))
    assert entry.record.reason == "ab?c"
    assert find_break([entry], {}, head=seen(database, load_head)) is None


def test_a_long_log_is_read_batch_by_batch_and_whole(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_access.audit.AT_ONCE", 2)
    write(database, *[SOMSRI] * 5)
    assert places(seen(database, lambda c: list(list_all_entries(c)))) == [1, 2, 3, 4, 5]


# --- never changed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET login = 'somchai' WHERE seq = 1",
        "UPDATE audit_log SET seq = 3 WHERE seq = 2",
        "DELETE FROM audit_log WHERE seq = 2",
        "DELETE FROM audit_log",
        "INSERT INTO audit_log SELECT * FROM audit_log WHERE seq = 1",
    ],
)
def test_the_database_refuses_to_change_an_entry(database: Database, statement: str) -> None:
    write(database, SOMSRI, SOMSRI)
    before = seen(database, lambda c: list(list_all_entries(c)))
    with (
        pytest.raises(DBAPIError, match=r"only ever added to|uplicate key"),
        database.writing() as connection,
    ):
        connection.execute(text(statement))
    assert seen(database, lambda c: list(list_all_entries(c))) == before


def test_sqlite_refuses_to_replace_an_entry_although_that_asks_no_trigger_of_deletion(
    sqlite: Database,
) -> None:
    write(sqlite, SOMSRI)
    forged = (
        "REPLACE INTO audit_log SELECT seq, at, person_id, 'somchai', roles, address, deed, object, before,"
    )
    forged += " after, reason, file_sha256, previous_hash, hash FROM audit_log"
    with pytest.raises(DBAPIError, match="only ever added to"), sqlite.writing() as connection:
        connection.execute(text(forged))


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE audit_log",
        "INSERT INTO audit_log SELECT * FROM audit_log ON CONFLICT (seq) DO UPDATE SET login = 'somchai'",
        "SET LOCAL session_replication_role = replica; DELETE FROM audit_log",
    ],
)
def test_postgresql_refuses_its_own_ways_around_too(postgres_database: Database, statement: str) -> None:
    write(postgres_database, SOMSRI)
    with (
        pytest.raises(DBAPIError, match="only ever added to"),
        postgres_database.writing() as connection,
    ):
        connection.exec_driver_sql(statement)
    assert count(postgres_database, Wanted()) == 1


# --- several at once ----------------------------------------------------------------------------------------------


def test_many_who_write_at_once_make_one_chain_and_nobody_has_to_begin_again(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """As eight who sign in at the same moment; each looks at the data before it writes."""
    start, faults = threading.Barrier(8), list[BaseException]()

    def work(connection: Connection) -> None:
        wait_for_turn(connection)
        load_head(connection)
        save_record(connection, SOMSRI)

    def send() -> None:
        start.wait()
        try:
            for _ in range(5):
                database.written(work)
        except BaseException as fault:  # noqa: BLE001 - whatever it is, the test must tell
            faults.append(fault)

    with caplog.at_level(logging.WARNING):
        threads = [threading.Thread(target=send) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert faults == []
    assert "tried again" not in caplog.text
    entries = seen(database, lambda c: list(list_all_entries(c)))
    assert places(entries) == list(range(1, 41))
    assert find_break(entries, {}, head=seen(database, load_head)) is None


def test_who_did_not_wait_for_a_turn_and_was_overtaken_begins_again(
    postgres_database: Database,
) -> None:
    tries: list[int] = []

    def work(connection: Connection) -> None:
        tries.append(load_head(connection).seq)
        if len(tries) == 1:
            write(postgres_database, SOMSRI)
        save_record(connection, SOMSRI)

    postgres_database.written(work)
    assert tries == [0, 1]
    entries = seen(postgres_database, lambda c: list(list_all_entries(c)))
    assert find_break(entries, {}, head=seen(postgres_database, load_head)) is None
    assert places(entries) == [1, 2]


# --- searched -----------------------------------------------------------------------------------------------------


def count(database: Database, wanted: Wanted) -> int:
    return seen(database, lambda c: count_entries(c, wanted))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [4, 3, 2, 1]),
        (Wanted(login="somchai"), [3, 2]),
        (Wanted(deed="sign_in"), [2]),
        (Wanted(object="plan:"), [4, 1]),
        (Wanted(since=at(2)), [4, 3, 2]),
        (Wanted(until=at(2)), [1]),
        (Wanted(since=at(2), until=at(3)), [2]),
        (Wanted(words="REVISED"), [4, 1]),
        (Wanted(words="แผน"), [4, 1]),
        (Wanted(words="100%"), [3]),
        (Wanted(words="_"), [3]),
        (Wanted(login="somsri", words="100%"), []),
    ],
)
def test_the_log_is_searched_by_who_what_when_and_words_the_newest_first(
    database: Database, wanted: Wanted, found: list[int]
) -> None:
    somchai = replace(SOMSRI, login="somchai", object="return:DOP", before="", after="", reason="")
    write(
        database,
        SOMSRI,
        replace(somchai, deed="sign_in", at=at(2)),
        replace(somchai, deed="import_return", reason="of 100% and a_b", at=at(3)),
        replace(SOMSRI, at=at(4)),
    )
    assert places(seen(database, lambda c: list_entries(c, wanted))) == found
    assert count(database, wanted) == len(found)


def test_the_log_is_read_page_by_page(database: Database) -> None:
    write(database, *[SOMSRI] * 5)
    first = seen(database, lambda c: list_entries(c, Wanted(), limit=2))
    second = seen(database, lambda c: list_entries(c, Wanted(), limit=2, before=first[-1].seq))
    assert (places(first), places(second)) == ([5, 4], [3, 2])


# --- anchored outside ---------------------------------------------------------------------------------------------


def test_where_the_log_ends_is_written_down_outside_when_it_is_certain(
    database_url: str, database: Database, tmp_path: Path
) -> None:
    anchor = tmp_path / "elsewhere" / "heads.log"
    anchored = open_database(database_url, anchor)

    def two(connection: Connection) -> None:
        save_record(connection, SOMSRI)
        save_record(connection, SOMSRI)

    def half(connection: Connection) -> None:
        save_record(connection, SOMSRI)
        raise KeyError

    anchored.written(two)
    with pytest.raises(KeyError):
        anchored.written(half)
    assert anchored.written_if_free(lambda c: save_record(c, SOMSRI))
    with anchored.writing() as connection:  # adds nothing, so nothing is written down
        load_head(connection)
    entries = seen(database, lambda c: list(list_all_entries(c)))
    assert read_anchor(anchor) == {2: entries[1].hash, 3: entries[2].hash}
    assert anchor.stat().st_mode & 0o777 == 0o600
    anchored.close()


def test_an_anchor_that_cannot_be_written_is_reported_and_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    append_head(tmp_path / "file" / "heads.log", Head(seq=3, hash="c" * 64))
    assert "cannot be written" in caplog.text


def test_the_process_tells_its_own_log_too_where_the_audit_log_ends(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        append_head(None, Head(seq=3, hash="c" * 64))
    assert f"the audit log ends at 3 with {'c' * 64}" in caplog.text


def test_a_line_that_a_crash_has_torn_does_not_count_and_another_that_is_none_is_no_anchor(
    tmp_path: Path,
) -> None:
    anchor = tmp_path / "heads.log"
    assert read_anchor(anchor) == {}
    append_head(anchor, Head(seq=1, hash="a" * 64))
    append_head(anchor, Head(seq=1, hash="f" * 64))  # what was written down first counts
    with anchor.open("a") as file:
        file.write("2 bbbb")
    assert read_anchor(anchor) == {1: "a" * 64}
    anchor.write_text("nonsense\n")
    with pytest.raises(ValueError, match="unpack"):
        read_anchor(anchor)


def test_the_time_of_an_entry_is_kept_to_the_microsecond(database: Database) -> None:
    moment = datetime(2020, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
    write(database, replace(SOMSRI, at=moment), replace(SOMSRI, at=moment + timedelta(microseconds=1)))
    entries = seen(database, lambda c: list(list_all_entries(c)))
    assert [entry.record.at - moment for entry in entries] == [timedelta(0), timedelta(microseconds=1)]
    assert find_break(entries, {}, head=seen(database, load_head)) is None
