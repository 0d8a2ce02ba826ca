"""Whoever comes in is let in, and whoever is not is told one sentence; what happened stands in the log."""

import threading
import time
from datetime import timedelta
from functools import partial

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from data_access.database import Database, open_database
from data_access.people import load_account, save_disabled, save_identity, save_password
from domain.person import Person, Role
from tests.data_access.builders import at, seen
from tests.people import ADDRESS, a_grant, somebody
from tests.use_cases.test_authority import log_of
from use_cases import passwords, throttle
from use_cases.admission import SignInRefused, Visitor
from use_cases.passwords import Busy, hash_password
from use_cases.sessions import Lifetimes, enter, hash_token
from use_cases.sign_in import (
    KnownAs,
    SignInThrottled,
    begin_flow,
    sign_in_known,
    sign_in_local,
    take_answered_flow,
)

GOOD = "ช้างสามเศียร 2563"
HASH = hash_password(GOOD)
VISITOR = Visitor(address=ADDRESS, agent="Firefox")
ISSUER = "https://id.example"


def try_in(database: Database, login: str, password: str, minutes: float = 0, address: str = ADDRESS) -> str:
    return sign_in_local(
        database,
        login=login,
        password=password,
        visitor=Visitor(address=address),
        now=at(0) + timedelta(minutes=minutes),
    )


def who_is_in(database: Database, token: str, minutes: float = 0) -> Person | None:
    entrance = enter(database, hash_token(token), now=at(0) + timedelta(minutes=minutes))
    return entrance.person if entrance else None


# --- with a password ----------------------------------------------------------------------------------------------


def test_who_has_the_password_comes_in_however_the_login_is_written(database: Database) -> None:
    somsri = somebody(database, a_grant(Role.AUDITOR), password_hash=HASH)
    for login in ("somsri", " SOMSRI ", "ｓｏｍｓｒｉ"):
        assert who_is_in(database, try_in(database, login, GOOD)) == somsri
    entry = log_of(database)[0]
    assert (entry.deed, entry.person, entry.login, entry.roles) == (
        "sign_in",
        somsri.id,
        "somsri",
        ("auditor",),
    )
    assert (entry.object, entry.after, entry.address) == ("person:somsri", '{"way":"password"}', ADDRESS)


def test_a_session_lasts_as_long_as_the_process_says(database: Database) -> None:
    somebody(database, password_hash=HASH)
    short = Visitor(
        address=ADDRESS, lifetimes=Lifetimes(idle=timedelta(minutes=5), longest=timedelta(hours=1))
    )
    token = sign_in_local(database, login="somsri", password=GOOD, visitor=short, now=at(0))
    assert who_is_in(database, token, 4) is not None
    assert who_is_in(database, token, 10) is None


def test_every_cause_of_a_refusal_is_told_in_one_sentence_and_logged_with_its_own(database: Database) -> None:
    somebody(database, password_hash=HASH)
    somebody(database, login="without")
    disabled = somebody(database, login="disabled", password_hash=HASH)
    database.written(lambda c: save_disabled(c, disabled.id, at(0)))
    tries = {
        "somsri": "wrong",
        "without": GOOD,
        "disabled": GOOD,
        "my secret password 1": "typed into the login",
    }
    told = set[str]()
    for login, password in tries.items():
        with pytest.raises(SignInRefused) as refused:
            try_in(database, login, password)
        told.add(str(refused.value))
    assert len(told) == 1
    entries = log_of(database)
    assert [(entry.object, entry.reason) for entry in entries] == [
        ("person:somsri", "wrong password"),
        ("person:without", "no password"),
        ("person:disabled", "disabled"),
        ("", "no such account"),
    ]
    assert {(entry.deed, entry.person, entry.login) for entry in entries} == {("sign_in_refused", None, "")}
    assert "secret" not in str(entries)


def test_a_person_without_a_role_comes_in_and_may_nothing_yet(database: Database) -> None:
    somsri = somebody(database, password_hash=HASH)
    assert who_is_in(database, try_in(database, "somsri", GOOD)) == somsri


def test_who_was_disabled_while_the_password_was_worked_out_stays_outside(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    somsri = somebody(database, password_hash=HASH)

    def meanwhile(password: str, password_hash: str | None) -> bool:
        database.written(lambda c: save_disabled(c, somsri.id, at(0)))
        return passwords.is_password(password, password_hash)

    monkeypatch.setattr("use_cases.sign_in.is_password", meanwhile)
    with pytest.raises(SignInRefused):
        try_in(database, "somsri", GOOD)
    assert [entry.reason for entry in log_of(database)] == ["changed meanwhile"]


def test_a_password_that_was_kept_at_another_cost_is_kept_at_todays_after_signing_in(
    database: Database,
) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=1_024, parallelism=1).hash(passwords._prepared(GOOD))
    somsri = somebody(database, password_hash=cheap)
    try_in(database, "somsri", GOOD)
    kept = seen(database, lambda c: load_account(c, somsri.id)).password_hash
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert who_is_in(database, try_in(database, "somsri", GOOD)) == somsri


@pytest.mark.parametrize("login", ["som\0sri", "som\ud800sri", "som\nsri", ""])
def test_a_login_that_no_database_keeps_is_one_that_there_is_not(database: Database, login: str) -> None:
    with pytest.raises(SignInRefused):
        try_in(database, login, GOOD)
    with pytest.raises(SignInRefused):
        sign_in_known(
            database, KnownAs(issuer=ISSUER, subject="17", logins=(login,)), visitor=VISITOR, now=at(0)
        )


def test_what_is_far_too_long_is_turned_away_without_reading_all_of_it(database: Database) -> None:
    somebody(database, password_hash=HASH)
    began = time.perf_counter()
    for login, password in (("ก" * 20_000_000, GOOD), ("somsri", GOOD + "ก" * 20_000_000)):
        with pytest.raises(SignInRefused):
            try_in(database, login, password)
    assert time.perf_counter() - began < 5


# --- guessing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["somsri", "nobody"])
def test_after_five_failures_an_account_waits_twice_as_long_each_time_whether_there_is_one_or_not(
    database: Database, login: str
) -> None:
    """Half a minute, one, two …, and never more than a quarter of an hour; what comes meanwhile is not judged."""
    somebody(database, password_hash=HASH)
    for number in range(5):
        with pytest.raises(SignInRefused):
            try_in(database, login, "wrong", address=f"198.51.100.{number}")
    now, waits = 0.0, list[float]()
    for _ in range(7):
        with pytest.raises(SignInThrottled):
            try_in(database, login, GOOD, now)
        wait = next(wait for wait in (0.5, 1, 2, 4, 8, 15) if not throttled(database, login, now + wait))
        waits.append(wait)
        now += wait
        with pytest.raises(SignInRefused):
            try_in(database, login, "wrong", now)
    assert waits == [0.5, 1, 2, 4, 8, 15, 15]
    with pytest.raises(SignInThrottled) as told:
        try_in(database, login, GOOD, now + 0.5)
    assert told.value.values == {"minutes": 15}


def throttled(database: Database, login: str, minutes: float) -> bool:
    """Whether an attempt at that moment would have to wait; nothing of it stays."""
    with database.writing() as connection:
        found = throttle.begin_attempt(
            connection, login=login, address="", now=at(0) + timedelta(minutes=minutes)
        )
        connection.rollback()
    return isinstance(found, timedelta)


def test_who_succeeds_begins_anew_and_after_an_hour_all_is_forgotten(database: Database) -> None:
    somebody(database, password_hash=HASH)
    for _ in range(4):
        with pytest.raises(SignInRefused):
            try_in(database, "somsri", "wrong")
    try_in(database, "somsri", GOOD)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            try_in(database, "somsri", "wrong")
    with pytest.raises(SignInThrottled):
        try_in(database, "somsri", GOOD)
    try_in(database, "somsri", GOOD, 61)


@pytest.mark.parametrize(
    ("addresses", "other"),
    [
        (["2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2:ffff::3"], "2001:db8:1:3::1"),
        (["203.0.113.7", "::ffff:203.0.113.7", "203.0.113.7"], "::ffff:203.0.113.8"),
    ],
)
def test_who_has_many_addresses_of_one_network_is_braked_as_one(
    database: Database, monkeypatch: pytest.MonkeyPatch, addresses: list[str], other: str
) -> None:
    monkeypatch.setitem(throttle.FREE, throttle.ADDRESS, 3)
    for number, address in enumerate(addresses):
        with pytest.raises(SignInRefused):
            try_in(database, f"nobody-{number}", "wrong", address=address)
    with pytest.raises(SignInThrottled):
        try_in(database, "nobody-4", "wrong", address=addresses[0])
    with pytest.raises(SignInRefused):
        try_in(database, "nobody-5", "wrong", address=other)


def test_an_attempt_that_is_held_back_stands_in_the_log_of_the_process_without_what_was_typed(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(5):
        with pytest.raises(SignInRefused):
            try_in(database, "my secret", "wrong", address=f"198.51.100.{number}")
    with caplog.at_level("WARNING"), pytest.raises(SignInThrottled):
        try_in(database, "my secret", GOOD, address="203.0.113.7")
    assert caplog.messages == ["an attempt to sign in from 203.0.113.7 is held back for 0:00:30"]


def test_an_address_from_which_many_accounts_are_tried_waits_and_other_addresses_do_not(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(throttle.FREE, throttle.ADDRESS, 3)
    somebody(database, password_hash=HASH)
    for number in range(3):
        with pytest.raises(SignInRefused):
            try_in(database, f"account-{number}", "wrong")
    with pytest.raises(SignInThrottled):
        try_in(database, "somsri", GOOD)
    try_in(database, "somsri", GOOD, address="198.51.100.9")
    # An account of one's own does not wipe the slate of the address from which others are guessed.
    with pytest.raises(SignInThrottled):
        try_in(database, "somsri", GOOD)
    try_in(database, "somsri", GOOD, 1)
    with pytest.raises(SignInThrottled):
        try_in(database, "account-9", "wrong", 0.4)


def test_a_hundred_guesses_at_once_are_no_hundred_guesses(database: Database) -> None:
    somebody(database, password_hash=HASH)
    found, start = list[str](), threading.Barrier(12)

    def guess(number: int) -> None:
        start.wait()
        try:
            try_in(database, "somsri", f"guess number {number}", address=f"198.51.100.{number}")
        except (SignInRefused, SignInThrottled) as refusal:
            found.append(refusal.code)

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["sign_in_refused"] * 5 + ["sign_in_throttled"] * 7


def test_every_replica_knows_the_failures_of_the_others(database_url: str, database: Database) -> None:
    somebody(database, password_hash=HASH)
    replica = open_database(database_url)
    for which in (database, replica, database, replica, database):
        with pytest.raises(SignInRefused):
            try_in(which, "somsri", "wrong")
    with pytest.raises(SignInThrottled):
        try_in(replica, "somsri", GOOD)
    replica.close()


def test_who_was_not_judged_because_too_many_were_at_the_door_has_not_failed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody(database, password_hash=HASH)
    monkeypatch.setattr(passwords, "_places", threading.BoundedSemaphore(1))
    monkeypatch.setattr(passwords, "PATIENCE_SECONDS", 0.01)
    with passwords._place():
        for _ in range(6):
            with pytest.raises(Busy):
                try_in(database, "somsri", GOOD)
    left = text("SELECT count(*) FROM sign_in_failures")
    assert seen(database, lambda c: c.execute(left).scalar_one()) == 0
    assert who_is_in(database, try_in(database, "somsri", GOOD)) is not None


# --- by an account elsewhere --------------------------------------------------------------------------------------


def come(database: Database, subject: str, *logins: str) -> str:
    return sign_in_known(
        database, KnownAs(issuer=ISSUER, subject=subject, logins=logins), visitor=VISITOR, now=at(0)
    )


def test_who_comes_for_the_first_time_is_found_by_a_login_and_later_by_the_providers_subject(
    database: Database,
) -> None:
    somsri = somebody(database, login="somsri@dop.example")
    assert who_is_in(database, come(database, "42", "unknown", "Somsri@DOP.example")) == somsri
    assert who_is_in(database, come(database, "42", "somebody.else@dop.example")) == somsri
    assert [(e.deed, e.login, e.after) for e in log_of(database)] == [
        ("link_identity", "somsri@dop.example", '{"issuer":"https://id.example","subject":"42"}'),
        ("sign_in", "somsri@dop.example", '{"way":"https://id.example"}'),
        ("sign_in", "somsri@dop.example", '{"way":"https://id.example"}'),
    ]


def test_an_account_elsewhere_is_no_account_here(database: Database) -> None:
    somebody(database, login="demo", is_demonstration=True)
    for logins in ((), ("stranger@dop.example",), ("demo",)):
        with pytest.raises(SignInRefused):
            come(database, "42", *logins)
    assert {entry.object for entry in log_of(database)} == {"identity:https://id.example 42"}


def test_a_second_subject_cannot_take_over_an_account_that_the_provider_knows_by_another(
    database: Database,
) -> None:
    """As when a mail address is given to somebody else at the provider."""
    somebody(database)
    come(database, "42", "somsri")
    with pytest.raises(SignInRefused):
        come(database, "43", "somsri")


def test_who_is_disabled_does_not_come_in_by_a_provider_either(database: Database) -> None:
    linked, fresh = somebody(database), somebody(database, login="fresh")
    database.written(lambda c: save_identity(c, linked.id, ISSUER, "42", at(0)))
    for person in (linked, fresh):
        database.written(partial(save_disabled, person=person.id, at=at(0)))
    for subject, login in (("42", "somsri"), ("43", "fresh")):
        with pytest.raises(SignInRefused):
            come(database, subject, login)


def test_a_password_that_was_taken_away_lets_nobody_in(database: Database) -> None:
    somsri = somebody(database, password_hash=HASH)
    database.written(lambda c: save_password(c, somsri.id, None))
    with pytest.raises(SignInRefused):
        try_in(database, "somsri", GOOD)


def test_an_address_has_a_hundred_questions_open_and_not_one_more(database: Database) -> None:
    """Nothing is written for what is too much; who comes back, and ten minutes, make room."""

    def ask(number: int, *, minutes: int = 0, address: str = "192.0.2.7") -> None:
        now = at(0) + timedelta(minutes=minutes)
        begin_flow(
            database, state=f"{number}", nonce="n", verifier="v", return_to="/", address=address, now=now
        )

    def open_ones() -> int:
        return int(
            database.written(lambda c: c.execute(text("SELECT count(*) FROM sign_in_flows")).scalar_one())
        )

    for number in range(100):
        ask(number)
    with pytest.raises(SignInThrottled) as refusal:
        ask(100)
    assert (refusal.value.values, open_ones()) == ({"minutes": 10}, 100)
    ask(101, address="192.0.2.8")
    assert take_answered_flow(database, "7", address="192.0.2.7", now=at(0)) is not None
    ask(102)
    with pytest.raises(SignInThrottled):
        ask(103, minutes=9)
    ask(104, minutes=11)
    assert open_ones() == 1  # those that ran out are gone


def test_a_question_that_nobody_asked_makes_no_room(database: Database) -> None:
    for number in range(100):
        begin_flow(
            database,
            state=f"{number}",
            nonce="n",
            verifier="v",
            return_to="/",
            address="192.0.2.7",
            now=at(0),
        )
    assert take_answered_flow(database, "made up", address="192.0.2.7", now=at(0)) is None
    with pytest.raises(SignInThrottled):
        begin_flow(
            database, state="x", nonce="n", verifier="v", return_to="/", address="192.0.2.7", now=at(0)
        )


def test_what_a_provider_was_asked_is_remembered_for_ten_minutes_and_answered_once(
    database: Database,
) -> None:
    begin_flow(database, state="s", nonce="n", verifier="v", return_to="/kpi?kpi=1", now=at(0))
    assert take_answered_flow(database, "other", now=at(0)) is None
    flow = take_answered_flow(database, "s", now=at(0) + timedelta(minutes=9))
    assert flow is not None
    assert (flow.nonce, flow.verifier, flow.return_to) == ("n", "v", "/kpi?kpi=1")
    assert take_answered_flow(database, "s", now=at(0)) is None
    begin_flow(database, state="t", nonce="n", verifier="v", return_to="/", now=at(0))
    assert take_answered_flow(database, "t", now=at(0) + timedelta(minutes=10)) is None
