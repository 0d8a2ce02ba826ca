"""What is remembered at the door: failures for an hour, invitations until they are used, questions for minutes."""

from datetime import timedelta

from data_access.database import Database
from data_access.sign_ins import (
    Failures,
    Flow,
    count_failures,
    delete_failure,
    delete_failures_before,
    delete_failures_of,
    find_invited,
    save_failure,
    save_flow,
    save_invitation,
    take_flow,
    use_invitation,
    void_invitations,
)
from tests.data_access.builders import at, seen
from tests.people import somebody

SOMSRI, BUILDING = "5" * 64, "b" * 64


def failures(database: Database, kind: str, key: str, since: int = 0) -> Failures:
    return seen(database, lambda c: count_failures(c, kind, key, at(since)))


def fail(database: Database, kind: str, key: str, day: int) -> int:
    return database.written(lambda c: save_failure(c, kind, key, at(day)))


def test_failures_are_counted_by_account_and_by_address_since_an_instant(database: Database) -> None:
    for day in (1, 2, 3):
        fail(database, "account", SOMSRI, day)
    fail(database, "address", BUILDING, 2)
    assert failures(database, "account", SOMSRI) == Failures(count=3, last_at=at(3))
    assert failures(database, "account", SOMSRI, since=2) == Failures(count=1, last_at=at(3))
    assert failures(database, "address", BUILDING) == Failures(count=1, last_at=at(2))
    assert failures(database, "address", SOMSRI) == Failures(count=0, last_at=None)


def test_failures_are_forgotten_one_by_one_by_key_or_by_age(database: Database) -> None:
    first = fail(database, "account", SOMSRI, 1)
    fail(database, "account", SOMSRI, 2)
    fail(database, "address", BUILDING, 3)
    database.written(lambda c: delete_failure(c, first))
    assert failures(database, "account", SOMSRI).count == 1
    database.written(lambda c: delete_failures_of(c, "account", SOMSRI))
    assert failures(database, "account", SOMSRI).count == 0
    assert failures(database, "address", BUILDING).count == 1
    database.written(lambda c: delete_failures_before(c, at(4)))
    assert failures(database, "address", BUILDING).count == 0


def test_an_invitation_is_used_once_in_time_and_only_the_latest_one(database: Database) -> None:
    somsri = somebody(database).id

    def invite(letter: str) -> None:
        database.written(lambda c: save_invitation(c, letter * 64, somsri, now=at(1), expires_at=at(8)))

    invite("a")
    invite("b")
    assert seen(database, lambda c: find_invited(c, "a" * 64, at(2))) is None
    assert seen(database, lambda c: find_invited(c, "b" * 64, at(2))) == somsri
    assert seen(database, lambda c: find_invited(c, "b" * 64, at(8))) is None
    assert not database.written(lambda c: use_invitation(c, "b" * 64, at(8)))
    assert database.written(lambda c: use_invitation(c, "b" * 64, at(7)))
    assert not database.written(lambda c: use_invitation(c, "b" * 64, at(7)))
    assert seen(database, lambda c: find_invited(c, "b" * 64, at(7))) is None
    invite("c")
    database.written(lambda c: void_invitations(c, somsri))
    assert seen(database, lambda c: find_invited(c, "c" * 64, at(2))) is None


def test_a_question_asked_of_a_provider_is_answered_once_and_in_time(database: Database) -> None:
    def a_flow(letter: str) -> Flow:
        return Flow(state_hash=letter * 64, nonce="n", verifier="v", return_to="/kpi?kpi=1", expires_at=at(2))

    database.written(lambda c: save_flow(c, a_flow("a"), at(1)))
    assert database.written(lambda c: take_flow(c, "a" * 64, at(1))) == a_flow("a")
    assert database.written(lambda c: take_flow(c, "a" * 64, at(1))) is None
    database.written(lambda c: save_flow(c, a_flow("b"), at(1)))
    assert database.written(lambda c: take_flow(c, "b" * 64, at(2))) is None
    database.written(lambda c: save_flow(c, a_flow("c"), at(1)))
    database.written(lambda c: save_flow(c, a_flow("d"), at(2) + timedelta(seconds=1)))
    assert database.written(lambda c: take_flow(c, "c" * 64, at(1))) is None  # nobody answered it in time
