"""One transaction: all of it happens, or nothing of it; and all reads of one look see one moment."""

import logging
import sqlite3
import threading
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from data_access.database import Connection, Database, open_database
from data_access.files import StoredFile, find_file, save_file
from data_access.moment import load_data_version, load_last_instant, raise_data_version
from data_access.observations import list_provenance
from data_access.submissions import list_submissions
from data_access.sums import list_sums
from tests.builders import YEAR, a_kpi, a_plan
from tests.data_access.builders import (
    a_file,
    an_answer,
    at,
    keep_plan,
    publish,
    publish_within,
    seen,
)

PLAN = a_plan(a_kpi("K1"))


class Broken(Exception):
    """Something that goes wrong in the middle."""


# --- all or nothing -------------------------------------------------------------------------------------------


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    keep_plan(database, PLAN)

    def half(connection: Connection) -> None:
        publish_within(connection, PLAN, an_answer(3, {("K1", ""): 10}), at(1))
        raise Broken

    with pytest.raises(Broken):
        database.written(half)
    assert seen(database, load_data_version) == 1
    assert seen(database, load_last_instant) == at(0)
    assert seen(database, lambda c: list_submissions(c, years=[YEAR])) == []
    assert seen(database, lambda c: list_provenance(c, "K1", year=YEAR, until=12, province="")) == []
    assert seen(database, lambda c: list_sums(c, years=[YEAR])) == []
    assert (
        seen(database, lambda c: c.execute(text("SELECT count(*) FROM files")).scalar_one()) == 1
    )  # the plan's


def test_a_failed_transaction_does_not_stop_the_next_one(database: Database) -> None:
    keep_plan(database, PLAN)

    def half(connection: Connection) -> None:
        raise_data_version(connection, at(1))
        raise Broken

    with pytest.raises(Broken):
        database.written(half)
    publish(database, PLAN, an_answer(3, {("K1", ""): 10}), at(2))
    assert seen(database, load_last_instant) == at(2)


def test_reads_of_one_look_see_one_moment(database: Database) -> None:
    keep_plan(database, PLAN)
    with database.reading() as looking:
        before = load_data_version(looking)
        publish(database, PLAN, an_answer(3, {("K1", ""): 10}), at(1))
        assert load_data_version(looking) == before == 1
        assert list_sums(looking, years=[YEAR]) == []
    assert seen(database, load_data_version) == 2


def test_one_question_sees_what_was_published_before_it_and_leaves_nothing_behind(database: Database) -> None:
    keep_plan(database, PLAN)
    with database.asking() as asked:
        assert load_data_version(asked) == 1
        publish(database, PLAN, an_answer(3, {("K1", ""): 10}), at(1))
        assert load_data_version(asked) == 2
    with database.reading() as looking:
        assert load_data_version(looking) == 2
        publish(database, PLAN, an_answer(6, {("K1", ""): 10}), at(2))
        assert load_data_version(looking) == 2


# --- two at once ----------------------------------------------------------------------------------------------


def test_two_who_publish_at_once_both_succeed_one_after_the_other(database: Database) -> None:
    keep_plan(database, PLAN)
    start, instants = threading.Barrier(2), dict[str, datetime]()

    def send(department: str, value: float) -> None:
        start.wait()
        answered = an_answer(3, {("K1", ""): value}, department=department)
        instants[department] = publish(database, PLAN, answered, at(1))

    threads = [threading.Thread(target=send, args=pair) for pair in (("DOP", 10.0), ("DSD", 20.0))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(instants.values()) == [at(1), at(1) + timedelta(microseconds=1)]
    assert seen(database, load_data_version) == 3
    assert seen(database, load_last_instant) == max(instants.values())
    found = {
        row.department: row.sums.numerator for row in seen(database, lambda c: list_sums(c, years=[YEAR]))
    }
    assert found == {"DOP": 10.0, "DSD": 20.0}


def test_two_versions_of_one_return_sent_at_once_both_stay_and_one_stands(database: Database) -> None:
    keep_plan(database, PLAN)
    start = threading.Barrier(2)

    def send(value: float) -> None:
        start.wait()
        publish(database, PLAN, an_answer(3, {("K1", ""): value}), at(1))

    threads = [threading.Thread(target=send, args=(value,)) for value in (10.0, 20.0)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = seen(database, lambda c: list_submissions(c, years=[YEAR], all_versions=True))
    assert [(s.version, s.superseded_at is None) for s in kept] == [(1, False), (2, True)]
    (row,) = seen(database, lambda c: list_provenance(c, "K1", year=YEAR, until=12, province=""))
    (kept_sum,) = seen(database, lambda c: list_sums(c, years=[YEAR]))
    assert kept_sum.sums.numerator == row.numerator


@pytest.mark.postgres
def test_a_transaction_that_another_one_overtook_is_done_again_from_its_start(
    postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    database = open_database(postgres_url)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE counter (n integer)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))
    tries: list[int] = []

    def work(connection: Connection) -> int:
        tries.append(connection.execute(text("SELECT n FROM counter")).scalar_one())
        if len(tries) == 1:
            with database.writing() as other:
                other.execute(text("UPDATE counter SET n = n + 10"))
        connection.execute(text("UPDATE counter SET n = n + 1"))
        return tries[-1]

    with caplog.at_level(logging.WARNING):
        assert database.written(work) == 10
    assert tries == [0, 10]
    assert "tried again (1 of 5)" in caplog.text
    assert seen(database, lambda c: c.execute(text("SELECT n FROM counter")).scalar_one()) == 11
    database.close()


def test_what_can_wait_is_not_written_while_another_writes_and_keeps_nobody_waiting(
    database_url: str, database: Database
) -> None:
    """As the time at which somebody was last seen, while a plan is being loaded."""
    other = open_database(database_url)
    with database.writing() as connection:
        raise_data_version(connection, at(1))
        began = time.monotonic()
        assert not other.written_if_free(lambda c: raise_data_version(c, at(2)))
        assert time.monotonic() - began < 5  # a writer that waits has fifteen seconds
    assert other.written_if_free(lambda c: raise_data_version(c, at(3)))
    assert seen(database, load_last_instant) == at(3)
    database.written(lambda c: raise_data_version(c, at(4)))  # and patience is back
    other.close()


def test_a_fault_of_what_can_wait_is_no_sign_of_another_writer(database: Database) -> None:
    with pytest.raises(DBAPIError, match="no_such_table"):
        database.written_if_free(lambda c: c.execute(text("INSERT INTO no_such_table VALUES (1)")))


# --- SQLite ---------------------------------------------------------------------------------------------------


def test_sqlite_takes_the_lock_of_a_write_at_its_start_and_none_for_a_read(sqlite: Database) -> None:
    said: list[str] = []
    event.listen(sqlite.engine, "before_cursor_execute", lambda _c, _u, statement, *_: said.append(statement))
    with sqlite.writing() as connection:
        connection.execute(text("SELECT 1"))
    with sqlite.reading() as connection:
        connection.execute(text("SELECT 1"))
    assert said == ["BEGIN IMMEDIATE", "SELECT 1", "BEGIN", "SELECT 1"]


def test_sqlite_lets_nobody_write_while_another_writes(sqlite_url: str, sqlite: Database) -> None:
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)
    with sqlite.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")  # and lets others in as soon as it is done
    other.execute("ROLLBACK")
    other.close()


def test_sqlite_is_opened_for_safety(sqlite: Database) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15_000}
    with sqlite.reading() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
    assert found == wanted


def test_the_folder_of_a_database_is_made_where_there_is_none(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'new' / 'deeper' / 'dashboard.db'}")
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE anything (n integer)"))
    database.close()
    assert (tmp_path / "new" / "deeper" / "dashboard.db").exists()


def test_any_usual_address_of_postgresql_means_the_driver_that_is_installed() -> None:
    for name in ("postgres", "postgresql", "postgresql+psycopg"):
        assert open_database(f"{name}://someone@nowhere/db").engine.driver == "psycopg"


# --- instants -------------------------------------------------------------------------------------------------

BANGKOK = timezone(timedelta(hours=7))


def test_an_instant_comes_back_in_utc_whatever_the_clock_on_the_wall_said(database: Database) -> None:
    noon = datetime(2020, 4, 10, 12, 30, 15, 123456, tzinfo=BANGKOK)
    with database.writing() as connection:
        raise_data_version(connection, noon)
    found = seen(database, load_last_instant)
    assert found == datetime(2020, 4, 10, 5, 30, 15, 123456, tzinfo=UTC)
    assert found is not None
    assert found.utcoffset() == timedelta(0)


def test_instants_only_grow_even_where_a_clock_goes_back(database: Database) -> None:
    given = [at(5), at(3), at(5), at(6)]
    stood = []
    for now in given:
        with database.writing() as connection:
            stood.append(raise_data_version(connection, now))
    tick = timedelta(microseconds=1)
    assert stood == [at(5), at(5) + tick, at(5) + 2 * tick, at(6)]
    assert seen(database, load_data_version) == 4


# --- files ----------------------------------------------------------------------------------------------------


def test_a_file_is_kept_byte_for_byte_under_its_hash(database: Database) -> None:
    file = a_file(bytes(range(256)) * 3, "ผลงาน ไตรมาส 2.xlsx")
    with database.writing() as connection:
        save_file(connection, file)
    assert seen(database, lambda c: find_file(c, file.sha256)) == file
    assert seen(database, lambda c: find_file(c, "0" * 64)) is None


def test_a_file_that_is_kept_already_stays_as_it_was_received_first(database: Database) -> None:
    first = a_file(b"the same", "first.xlsx")
    again = StoredFile(sha256=first.sha256, name="again.xlsx", size=8, content=b"the same", received_at=at(9))
    with database.writing() as connection:
        save_file(connection, first)
        save_file(connection, again)
    assert seen(database, lambda c: find_file(c, first.sha256)) == first


def test_what_was_asked_with_stands_in_no_fault_that_a_log_could_keep(database: Database) -> None:
    """Among it are what people typed at the door, and hashes of passwords."""
    with pytest.raises(DBAPIError) as fault, database.reading() as connection:
        connection.execute(text("SELECT nothing FROM nowhere WHERE login = :login"), {"login": "a secret"})
    assert "nowhere" in str(fault.value)
    assert "a secret" not in str(fault.value)
