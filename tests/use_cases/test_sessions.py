"""A session lets in whoever holds its token, as he is now, until it ends; then on every replica at once."""

import sqlite3
import time
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import event, text

from data_access.database import Database, open_database
from data_access.people import save_disabled
from data_access.sessions import find_visit
from domain.person import Role
from tests.data_access.builders import at, seen
from tests.people import ADDRESS, a_grant, signed_in, somebody
from tests.use_cases.test_authority import log_of
from use_cases.sessions import Lifetimes, close_session, enter, hash_token, new_token, open_session

HOUR = Lifetimes(idle=timedelta(minutes=60), longest=timedelta(hours=12))
LATER = timedelta(minutes=1)


def test_a_token_is_256_bits_that_nobody_can_guess_and_only_its_hash_is_kept(database: Database) -> None:
    somsri = somebody(database)
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}  # 32 bytes, six bits to a letter
    token = database.written(
        lambda c: open_session(c, somsri, address=ADDRESS, agent="x\0" * 400, now=at(0), lifetimes=HOUR)
    )
    assert hash_token(token) == sha256(token.encode()).hexdigest()
    row = seen(database, lambda c: c.execute(text("SELECT * FROM sessions")).mappings().one())
    assert token not in str(dict(row))
    assert (row["token_hash"], row["agent"]) == (hash_token(token), "x" * 300)


def test_a_token_that_is_no_text_of_ours_finds_nobody(database: Database) -> None:
    for token in ("", "x" * 100_000, "\ud800", "'; DROP TABLE sessions"):
        assert enter(database, hash_token(token)) is None


def test_who_comes_in_is_known_with_his_day_and_the_data_version(database: Database) -> None:
    somsri = somebody(database, a_grant(Role.EXECUTIVE))
    caller = signed_in(database, somsri, lifetimes=HOUR)
    entrance = enter(database, caller.token_hash, now=at(0, hour=9))
    assert entrance is not None
    assert (entrance.person, entrance.data_version) == (somsri, 0)
    late = signed_in(database, somsri, now=at(0, hour=17), lifetimes=HOUR)
    tomorrow = enter(database, late.token_hash, now=at(0, hour=17) + LATER)
    assert tomorrow is not None
    assert (tomorrow.today - entrance.today).days == 1  # after midnight in Bangkok


def test_a_session_that_is_used_stays_and_one_that_is_not_ends(database: Database) -> None:
    caller = signed_in(database, somebody(database), lifetimes=HOUR)
    for minutes in range(0, 12 * 60, 59):
        assert enter(database, caller.token_hash, now=at(0) + timedelta(minutes=minutes)) is not None
    assert enter(database, caller.token_hash, now=at(0) + timedelta(hours=12)) is None  # whatever was done
    idle = signed_in(database, somebody(database, login="idle"), lifetimes=HOUR)
    assert enter(database, idle.token_hash, now=at(0) + timedelta(minutes=60)) is None


def test_an_entrance_costs_one_question_and_is_written_down_once_a_minute(sqlite: Database) -> None:
    caller = signed_in(sqlite, somebody(sqlite, a_grant(Role.AUDITOR)), lifetimes=HOUR)
    said: list[str] = []
    event.listen(sqlite.engine, "before_cursor_execute", lambda _c, _u, sql, *_: said.append(sql[:6]))
    for seconds in (1, 30, 59, 60, 61, 119, 120):
        enter(sqlite, caller.token_hash, now=at(0) + timedelta(seconds=seconds))
    assert (said.count("SELECT"), said.count("UPDATE")) == (7, 2)


def test_nobody_waits_at_the_door_while_somebody_else_is_writing(sqlite_url: str, sqlite: Database) -> None:
    caller = signed_in(sqlite, somebody(sqlite), lifetimes=HOUR)
    writer = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert enter(sqlite, caller.token_hash, now=at(0) + timedelta(minutes=5)) is not None
    writer.execute("ROLLBACK")
    writer.close()
    visit = seen(sqlite, lambda c: find_visit(c, caller.token_hash))
    assert visit is not None
    assert visit.session.seen_at == at(0)


def test_who_ends_a_session_that_there_is_not_takes_nobodys_turn(sqlite_url: str, sqlite: Database) -> None:
    """Anybody can send that to the door, as often as he likes."""
    ended = signed_in(sqlite, somebody(sqlite), lifetimes=HOUR)
    close_session(sqlite, ended.token_hash, now=at(0))
    writer = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    for token_hash in (hash_token("made up"), ended.token_hash):
        close_session(sqlite, token_hash, now=at(0))
    assert time.monotonic() - began < 10  # whoever writes waits for fifteen seconds
    writer.execute("ROLLBACK")
    writer.close()


def test_who_signs_out_is_out_on_every_replica_and_only_with_this_session(
    database_url: str, database: Database
) -> None:
    somsri = somebody(database, a_grant(Role.AUDITOR))
    here, elsewhere = signed_in(database, somsri), signed_in(database, somsri)
    replica = open_database(database_url)
    assert enter(replica, here.token_hash, now=at(0)) is not None
    close_session(database, here.token_hash, address=ADDRESS, now=at(0))
    close_session(database, here.token_hash, now=at(0))
    assert enter(replica, here.token_hash, now=at(0)) is None
    assert enter(replica, elsewhere.token_hash, now=at(0)) is not None
    [entry] = log_of(database)
    assert (entry.deed, entry.login, entry.roles, entry.address) == (
        "sign_out",
        "somsri",
        ("auditor",),
        ADDRESS,
    )
    replica.close()


def test_who_is_disabled_is_out_at_the_next_entrance(database: Database) -> None:
    somsri = somebody(database)
    caller = signed_in(database, somsri)
    assert enter(database, caller.token_hash, now=at(0)) is not None
    database.written(lambda c: save_disabled(c, somsri.id, at(0)))
    assert enter(database, caller.token_hash, now=at(0)) is None
