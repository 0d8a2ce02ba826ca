"""A session is one row that says who is in; it ends by being revoked, by idling, and in any case some day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event

from data_access.database import Database
from data_access.people import end_grants, save_disabled
from data_access.sessions import (
    Session,
    count_open_sessions,
    delete_sessions_before,
    find_visit,
    load_zone,
    revoke_session,
    revoke_sessions_of,
    save_seen,
    save_session,
)
from domain.fiscal import FiscalCalendar
from domain.person import Role
from tests.builders import a_kpi, a_plan
from tests.data_access.builders import at, keep_plan, seen
from tests.people import a_grant, somebody

NINE = at(1)


def a_session(person: int, token_hash: str = "a" * 64, **told: object) -> Session:
    """Open from nine until nine in the evening, unless an hour goes by without a request."""
    usual = Session(
        token_hash=token_hash,
        person_id=person,
        created_at=NINE,
        seen_at=NINE,
        idle_minutes=60,
        expires_at=NINE + timedelta(hours=12),
        address="192.0.2.7",
        agent="Firefox",
    )
    return replace(usual, **told)  # type: ignore[arg-type]


def keep(database: Database, *sessions: Session) -> None:
    for session in sessions:
        database.written(partial(save_session, session=session))


@pytest.mark.parametrize(
    ("told", "after_nine", "is_open"),
    [
        ({}, timedelta(minutes=59, seconds=59), True),
        ({}, timedelta(minutes=60), False),
        ({"seen_at": NINE + timedelta(minutes=30)}, timedelta(minutes=80), True),
        ({"idle_minutes": 15}, timedelta(minutes=15), False),
        ({"seen_at": NINE + timedelta(hours=11, minutes=50)}, timedelta(hours=12), False),
        ({"revoked_at": NINE}, timedelta(seconds=1), False),
    ],
)
def test_a_session_is_open_until_it_idles_runs_out_or_is_revoked(
    told: Mapping[str, Any], after_nine: timedelta, is_open: bool
) -> None:
    assert a_session(1, **told).is_open(NINE + after_nine) is is_open


def test_one_question_answers_all_that_a_request_has_to_know(database: Database) -> None:
    plan = a_plan(a_kpi("K1"), calendar=FiscalCalendar(zone="Asia/Tokyo"))
    keep_plan(database, a_plan(a_kpi("K1")))
    keep_plan(database, plan)
    grants = (a_grant(Role.AUDITOR), a_grant(Role.DEPARTMENT_HEAD, "DOP", since=date(2020, 1, 1)))
    somsri = somebody(database, *grants)
    keep(database, a_session(somsri.id))
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda _c, _u, sql, *_: asked.append(sql))
    visit = seen(database, lambda c: find_visit(c, "a" * 64))
    assert len([sql for sql in asked if sql.startswith("SELECT")]) == 1
    assert visit is not None
    assert (visit.session, visit.person) == (a_session(somsri.id), somsri)
    assert (visit.data_version, visit.zone) == (2, "Asia/Tokyo")


def test_a_session_of_somebody_without_a_role_and_without_a_plan_is_found_too(database: Database) -> None:
    somsri = somebody(database)
    keep(database, a_session(somsri.id))
    visit = seen(database, lambda c: find_visit(c, "a" * 64))
    assert visit is not None
    assert (visit.person.grants, visit.data_version, visit.zone) == ((), 0, "Asia/Bangkok")
    assert seen(database, load_zone) == "Asia/Bangkok"


def test_a_token_that_nobody_was_given_finds_nothing(database: Database) -> None:
    keep(database, a_session(somebody(database).id))
    assert seen(database, lambda c: find_visit(c, "b" * 64)) is None
    assert seen(database, lambda c: find_visit(c, "")) is None


def test_a_person_is_seen_as_he_is_now_and_not_as_he_was_when_he_signed_in(database: Database) -> None:
    somsri = somebody(database, a_grant(Role.AUDITOR))
    keep(database, a_session(somsri.id))
    database.written(lambda c: end_grants(c, somsri.id, Role.AUDITOR, "", by="root", now=at(2)))
    database.written(lambda c: save_disabled(c, somsri.id, at(2)))
    visit = seen(database, lambda c: find_visit(c, "a" * 64))
    assert visit is not None
    assert (visit.person.grants, visit.person.disabled) == ((), True)


def test_a_session_is_revoked_once_and_the_others_of_its_person_stay(database: Database) -> None:
    somsri = somebody(database)
    keep(database, a_session(somsri.id), a_session(somsri.id, "b" * 64))
    assert database.written(lambda c: revoke_session(c, "a" * 64, at(2)))
    assert not database.written(lambda c: revoke_session(c, "a" * 64, at(3)))
    assert not database.written(lambda c: revoke_session(c, "c" * 64, at(3)))
    assert seen(database, lambda c: count_open_sessions(c, at(1))) == {somsri.id: 1}
    other = seen(database, lambda c: find_visit(c, "b" * 64))
    assert other is not None
    assert other.session.revoked_at is None


def test_all_sessions_of_one_person_end_together(database: Database) -> None:
    somsri, other = somebody(database), somebody(database, login="somchai")
    keep(database, *(a_session(somsri.id, letter * 64) for letter in "abc"), a_session(other.id, "d" * 64))
    database.written(lambda c: revoke_session(c, "a" * 64, NINE))
    assert seen(database, lambda c: count_open_sessions(c, NINE)) == {somsri.id: 2, other.id: 1}
    assert database.written(lambda c: revoke_sessions_of(c, somsri.id, NINE)) == 2
    assert seen(database, lambda c: count_open_sessions(c, NINE)) == {other.id: 1}
    assert seen(database, lambda c: count_open_sessions(c, NINE + timedelta(hours=12))) == {}


def test_when_a_session_was_used_is_kept_and_old_ones_are_forgotten(database: Database) -> None:
    somsri = somebody(database)
    keep(database, a_session(somsri.id), a_session(somsri.id, "b" * 64, expires_at=at(40)))
    database.written(lambda c: save_seen(c, "a" * 64, NINE + timedelta(minutes=7)))
    visit = seen(database, lambda c: find_visit(c, "a" * 64))
    assert visit is not None
    assert visit.session.seen_at == NINE + timedelta(minutes=7)
    database.written(lambda c: delete_sessions_before(c, at(30)))
    assert seen(database, lambda c: find_visit(c, "a" * 64)) is None
    assert seen(database, lambda c: find_visit(c, "b" * 64)) is not None
