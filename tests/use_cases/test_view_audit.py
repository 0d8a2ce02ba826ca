"""The log is searched page by page, and taken away by those who may; that it was taken away stands in it."""

import json

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from data_access.audit import list_all_entries
from data_access.database import Database
from domain.audit import Deed, Head, hash_of
from domain.person import Role
from tests.data_access.builders import at, seen
from tests.people import ROOT, everybody
from tests.use_cases.test_authority import log_of
from tests.use_cases.test_verify_audit import write
from use_cases.authority import Forbidden
from use_cases.verify_audit import verify_audit
from use_cases.view_audit import Wanted, export_audit_log, search_audit_log


def test_the_log_is_turned_page_by_page_from_the_newest_entry_to_the_first(database: Database) -> None:
    write(database, 1, 2, 3, 4, 5)
    pages, before = list[list[int]](), None
    while True:
        page = search_audit_log(database, ROOT, Wanted(), before=before, limit=2)
        pages.append([entry.seq for entry in page.entries])
        assert page.total == 5
        if page.older is None:
            break
        before = page.older
    assert pages == [[5, 4], [3, 2], [1]]


def test_a_last_page_that_is_just_full_leads_nowhere(database: Database) -> None:
    write(database, 1, 2)
    assert search_audit_log(database, ROOT, Wanted(), limit=2).older is None
    assert search_audit_log(database, ROOT, Wanted(words="nothing like it")).entries == ()


def test_what_is_taken_away_can_be_verified_by_anybody_and_is_an_entry_itself(database: Database) -> None:
    write(database, 1, 2, 3)
    rows = export_audit_log(database, ROOT, Wanted(object="plan:", since=at(2)), now=at(9))
    assert [row["object"] for row in rows] == ["plan:3", "plan:2"]
    entries = {entry.seq: entry for entry in seen(database, lambda c: list(list_all_entries(c)))}
    assert rows[0]["hash"] == hash_of(3, entries[3].record, str(rows[0]["previous_hash"]))
    assert set(rows[0]) == {*entries[3].record.__slots__, "seq", "previous_hash", "hash"}
    last = log_of(database)[-1]
    assert (last.deed, last.login, last.object) == (Deed.EXPORT_AUDIT_LOG, "root", "audit_log")
    assert json.loads(last.after) == {"entries": 2, "wanted": {"object": "plan:", "since": str(at(2))}}
    assert verify_audit(database, ROOT).head == Head(seq=4, hash=entries[4].hash)


def test_nobody_who_writes_waits_for_the_rows_of_an_export(sqlite: Database) -> None:
    write(sqlite, 1, 2)
    said: list[str] = []
    event.listen(sqlite.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    export_audit_log(sqlite, ROOT, Wanted(), now=at(9))
    [rows] = [place for place, sql in enumerate(said) if "FROM audit_log" in sql]
    [turn] = [place for place, sql in enumerate(said) if sql == "BEGIN IMMEDIATE"]
    assert rows < turn


def test_an_export_that_cannot_be_told_is_not_handed_out(sqlite: Database) -> None:
    write(sqlite, 1)
    refuse = text("CREATE TRIGGER full BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'full'); END")
    sqlite.written(lambda c: c.execute(refuse))
    with pytest.raises(IntegrityError):
        export_audit_log(sqlite, ROOT, Wanted(), now=at(9))


def test_auditors_and_administrators_read_the_log_and_nobody_else(database: Database) -> None:
    write(database, 1)
    for role, caller in everybody(database).items():
        if role in (Role.AUDITOR, Role.ADMINISTRATOR):
            assert search_audit_log(database, caller, Wanted(), now=at(1)).entries
            assert export_audit_log(database, caller, Wanted(), now=at(1))
        else:
            with pytest.raises(Forbidden):
                search_audit_log(database, caller, Wanted(), now=at(1))
            with pytest.raises(Forbidden):
                export_audit_log(database, caller, Wanted(), now=at(1))
