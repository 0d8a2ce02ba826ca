"""A disk that is full takes nothing in: what was there stays, whole, and the same deed is done once there is room again."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from data_access.database import Database, open_database
from tests.faults.test_killed import DEEDS, Prepare, anew, assert_done, dying
from tests.faults.whole import reckoned
from tests.use_cases.handing_in import Office, an_office, filled
from tests.use_cases.ministry import second_of_dop
from use_cases.hand_in import hand_in
from use_cases.review import approve
from workbooks.reading import read_workbook

PAGE, ROOM = 4096, 400
# What PostgreSQL says when it cannot write a row any more.
NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
    $$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END$$
"""
WRITTEN = {
    "hand-in": ["files", "return_versions", "audit_log"],
    "approve": ["submissions", "observations", "milestone_reports", "budget_reports", "sums", "audit_log"],
}
PLACES = [(deed, table) for deed, tables in WRITTEN.items() for table in tables]


@DEEDS
def test_no_file_may_grow_and_nothing_is_half_written(
    sqlite: Database, sqlite_url: str, database_file: Path, tmp_path: Path, deed: Prepare
) -> None:
    office = an_office(sqlite)
    prepared = deed(office, sqlite_url, tmp_path)
    before, ended = reckoned(sqlite), list[str]()
    sqlite.close()  # and with it the file of what was not yet written back
    with dying(*prepared) as attempt:
        for pages in range(0, ROOM, 7):
            ended.append(attempt(f"below {pages * PAGE}"))
            found = anew(sqlite_url)
            if ended[-1] == "done":
                break
            assert (ended[-1], found) == ("full", before)
    assert "full" in ended
    assert ended[-1] == "done"
    assert_done(before, anew(sqlite_url))


@pytest.mark.postgres
@pytest.mark.parametrize(("deed", "table"), PLACES)
def test_a_server_without_room_takes_nothing_in(postgres_url: str, deed: str, table: str) -> None:
    database = open_database(postgres_url)
    office = an_office(database)
    do, before = prepared(office, deed), reckoned(database)
    said(database, NO_ROOM)
    said(
        database, f"CREATE TRIGGER full_disk BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION no_room()"
    )
    with pytest.raises(OperationalError):
        do()
    assert reckoned(database) == before
    said(database, f"DROP TRIGGER full_disk ON {table}")
    do()
    assert_done(before, reckoned(database))
    database.close()


def test_an_anchor_that_cannot_be_written_is_reported_and_stops_nobody(
    sqlite: Database, caplog: pytest.LogCaptureFixture
) -> None:
    full = Path("/dev/full")
    office = an_office(Database(sqlite.engine, full))
    with caplog.at_level(logging.ERROR):
        office.sent()
    assert reckoned(sqlite).states == [(1, "submitted")]
    assert "cannot be written to /dev/full" in caplog.text


def prepared(office: Office, deed: str) -> Callable[[], object]:
    """A deed that was not done yet."""
    if deed == "approve":
        sent = office.sent()
        return partial(approve, office.database, office.somchai, sent.id, revision=sent.revision)
    upload = filled(office.database, second_of_dop())
    return partial(hand_in, office.database, office.head, upload, read_workbook(upload))


def said(database: Database, statement: str) -> None:
    with database.writing() as connection:
        connection.execute(text(statement))
