"""Who knows his password may change it; whoever only found his browser open may not."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from data_access.database import Database
from data_access.people import load_account, save_disabled
from domain.failures import Refusal
from domain.person import Role
from tests.data_access.builders import at, seen
from tests.people import a_grant, signed_in, somebody
from tests.use_cases.test_authority import log_of
from tests.use_cases.test_sign_in import GOOD, HASH, VISITOR, try_in, who_is_in
from use_cases.admission import SignInRefused
from use_cases.authority import Caller, SignedOut
from use_cases.own_password import PasswordUnknown, change_password, has_password
from use_cases.passwords import PasswordRefused
from use_cases.sessions import enter
from use_cases.sign_in import SignInThrottled

NEW = "แม่น้ำสี่สาย 2475"


def change(database: Database, caller: Caller, present: str = GOOD, chosen: str = NEW) -> str:
    return change_password(database, caller, present=present, chosen=chosen, visitor=VISITOR, now=at(0))


def test_a_changed_password_is_the_only_one_and_ends_what_was_open_elsewhere(database: Database) -> None:
    somsri = somebody(database, a_grant(Role.AUDITOR), password_hash=HASH)
    here, elsewhere = signed_in(database, somsri), signed_in(database, somsri)
    token = change(database, here)
    assert who_is_in(database, token) == somsri
    assert enter(database, here.token_hash, now=at(0)) is None
    assert enter(database, elsewhere.token_hash, now=at(0)) is None
    assert who_is_in(database, try_in(database, "somsri", NEW)) == somsri
    with pytest.raises(SignInRefused):
        try_in(database, "somsri", GOOD)
    told = [(e.deed, e.login, e.object, e.after) for e in log_of(database)][:2]
    assert told == [
        ("set_password", "somsri", "person:somsri", '{"sessions_ended":2}'),
        ("sign_in", "somsri", "person:somsri", '{"way":"password"}'),
    ]


def test_who_does_not_know_the_present_password_changes_nothing_and_is_recorded(database: Database) -> None:
    somsri = somebody(database, password_hash=HASH)
    caller = signed_in(database, somsri)
    with pytest.raises(PasswordUnknown):
        change(database, caller, present="a wrong one")
    assert seen(database, lambda c: load_account(c, somsri.id)).password_hash == HASH
    assert enter(database, caller.token_hash, now=at(0)) is not None
    assert [(e.deed, e.object, e.reason) for e in log_of(database)] == [
        ("refused", "person:somsri", "wrong present password")
    ]


def test_the_present_password_is_guessed_at_no_faster_than_at_the_door(database: Database) -> None:
    caller = signed_in(database, somebody(database, password_hash=HASH))
    for _ in range(5):
        with pytest.raises(PasswordUnknown):
            change(database, caller, present="a wrong one")
    with pytest.raises(SignInThrottled):
        change(database, caller)


def test_a_poor_password_is_refused_before_the_present_one_is_asked(database: Database) -> None:
    caller = signed_in(database, somebody(database, password_hash=HASH))
    for _ in range(6):
        with pytest.raises(PasswordRefused):
            change(database, caller, chosen="password1234")
    change(database, caller)


def test_nobody_without_a_session_or_a_password_changes_one(database: Database) -> None:
    with pytest.raises(SignedOut):
        change(database, Caller.session("0" * 64))
    with pytest.raises(SignedOut):
        change(database, Caller.operator("root"))
    by_provider = signed_in(database, somebody(database, login="mali"))
    assert not has_password(database, by_provider, now=at(0))
    with pytest.raises(PasswordUnknown):
        change(database, by_provider)
    guest = signed_in(database, somebody(database, login="guest", is_demonstration=True))
    with pytest.raises(Refusal, match="only for trying out"):
        change(database, guest)


def test_who_is_disabled_or_signed_out_while_the_password_is_worked_out_changes_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    somsri = somebody(database, password_hash=HASH)
    caller = signed_in(database, somsri)
    assert has_password(database, caller, now=at(0))

    def meanwhile(password: str) -> str:
        database.written(lambda c: save_disabled(c, somsri.id, at(0)))
        return "another hash"

    monkeypatch.setattr("use_cases.own_password.hash_password", meanwhile)
    with pytest.raises(SignedOut):
        change(database, caller)
    assert seen(database, lambda c: load_account(c, somsri.id)).password_hash == HASH


def test_an_idle_session_changes_nothing(database: Database) -> None:
    caller = signed_in(database, somebody(database, password_hash=HASH))
    database.written(lambda c: c.execute(text("UPDATE sessions SET idle_minutes = 60")))
    with pytest.raises(SignedOut):
        change_password(
            database, caller, present=GOOD, chosen=NEW, visitor=VISITOR, now=at(0) + timedelta(minutes=61)
        )
