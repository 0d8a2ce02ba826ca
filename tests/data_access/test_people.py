"""People are kept with the roles that they hold; nothing of them is ever deleted."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from data_access.database import Database
from data_access.people import (
    end_grants,
    find_account,
    find_account_known_as,
    has_identity,
    list_accounts,
    list_ends_of,
    load_account,
    save_disabled,
    save_grant,
    save_identity,
    save_password,
    save_person,
)
from domain.person import Grant, Role
from tests.data_access.builders import at, seen
from tests.people import DAY, a_grant, somebody

OFFICER = a_grant(Role.DEPARTMENT_OFFICER, "DOP", since=date(2020, 1, 1), until=date(2020, 9, 30))
AUDITOR = a_grant(Role.AUDITOR, since=date(2019, 1, 1))


def test_a_person_is_found_by_login_with_all_roles_the_oldest_first(database: Database) -> None:
    somsri = somebody(database, OFFICER, AUDITOR)
    somebody(database, login="somchai")
    account = seen(database, lambda c: find_account(c, "somsri"))
    assert account is not None
    assert (account.person, account.password_hash) == (somsri, None)
    assert account.person.grants == (AUDITOR, OFFICER)
    assert (account.created_at, account.disabled_at, account.is_demonstration) == (at(0), None, False)
    assert seen(database, lambda c: find_account(c, "nobody")) is None
    assert [a.person.login for a in seen(database, list_accounts)] == ["somchai", "somsri"]


def test_two_people_never_have_one_login(database: Database) -> None:
    somebody(database)
    with pytest.raises(IntegrityError):
        somebody(database)


def test_who_is_disabled_is_so_at_once_and_can_be_let_in_again(database: Database) -> None:
    somsri = somebody(database)
    database.written(lambda c: save_disabled(c, somsri.id, at(3)))
    account = seen(database, lambda c: load_account(c, somsri.id))
    assert (account.person.disabled, account.disabled_at) == (True, at(3))
    database.written(lambda c: save_disabled(c, somsri.id, None))
    assert not seen(database, lambda c: load_account(c, somsri.id)).person.disabled


def test_a_password_is_changed_and_taken_away(database: Database) -> None:
    somsri = somebody(database, password_hash="$argon2id$first")
    for kept in ("$argon2id$second", None):
        database.written(partial(save_password, person=somsri.id, password_hash=kept))
        assert seen(database, lambda c: load_account(c, somsri.id)).password_hash == kept


def test_a_role_is_ended_for_one_department_and_stays_on_record(database: Database) -> None:
    in_dsd = Grant(role=Role.DEPARTMENT_OFFICER, department="DSD", since=DAY)
    somsri, other = somebody(database, OFFICER, in_dsd), somebody(database, OFFICER, login="somchai")
    ended = database.written(
        lambda c: end_grants(c, somsri.id, Role.DEPARTMENT_OFFICER, "DOP", by="root", now=at(9))
    )
    assert ended == 1
    assert seen(database, lambda c: load_account(c, somsri.id)).person.grants == (in_dsd,)
    assert seen(database, lambda c: load_account(c, other.id)).person.grants == (OFFICER,)
    kept = text("SELECT ended_by FROM grants WHERE department = 'DOP' ORDER BY id")
    assert list(seen(database, lambda c: c.execute(kept).scalars().all())) == ["root", None]
    again = database.written(
        lambda c: end_grants(c, somsri.id, Role.DEPARTMENT_OFFICER, "DOP", by="root", now=at(10))
    )
    assert again == 0


def test_a_provider_knows_a_person_by_its_own_subject(database: Database) -> None:
    somsri, other = somebody(database), somebody(database, login="somchai")
    database.written(lambda c: save_identity(c, somsri.id, "https://a.example", "42", at(1)))
    database.written(lambda c: save_identity(c, other.id, "https://b.example", "42", at(1)))

    def known(issuer: str, subject: str) -> str | None:
        account = seen(database, lambda c: find_account_known_as(c, issuer, subject))
        return account.person.login if account else None

    assert known("https://a.example", "42") == "somsri"
    assert known("https://b.example", "42") == "somchai"
    assert known("https://a.example", "43") is None
    assert seen(database, lambda c: has_identity(c, somsri.id, "https://a.example"))
    assert not seen(database, lambda c: has_identity(c, somsri.id, "https://b.example"))
    with pytest.raises(IntegrityError):  # one subject is one person
        database.written(lambda c: save_identity(c, other.id, "https://a.example", "42", at(2)))


def test_only_those_who_can_come_in_today_count_as_administrators(database: Database) -> None:
    administrator, soon, kept = a_grant(Role.ADMINISTRATOR), date(2020, 1, 2), "$argon2id$…"
    until_today = a_grant(Role.ADMINISTRATOR, until=DAY)
    until_yesterday = a_grant(Role.ADMINISTRATOR, until=date(2019, 12, 31))
    somebody(database, administrator, login="always", password_hash=kept)
    somebody(database, until_today, login="until-today", password_hash=kept)
    somebody(database, until_yesterday, login="until-yesterday", password_hash=kept)
    somebody(database, a_grant(Role.ADMINISTRATOR, since=soon), login="tomorrow", password_hash=kept)
    somebody(database, administrator, login="trying", password_hash=kept, is_demonstration=True)
    somebody(database, administrator, login="only-invited")
    disabled = somebody(database, administrator, login="disabled", password_hash=kept)
    database.written(lambda c: save_disabled(c, disabled.id, at(0)))
    ended = somebody(database, administrator, login="ended", password_hash=kept)
    database.written(lambda c: end_grants(c, ended.id, Role.ADMINISTRATOR, "", by="root", now=at(0)))
    somebody(database, a_grant(Role.AUDITOR), login="auditor", password_hash=kept)
    assert set(seen(database, lambda c: list_ends_of(c, Role.ADMINISTRATOR, DAY))) == {None, DAY}
    assert seen(database, lambda c: list_ends_of(c, Role.ADMINISTRATOR, soon)) == [None, None]
    linked = somebody(database, administrator, login="by-a-provider")
    database.written(lambda c: save_identity(c, linked.id, "https://a.example", "42", at(1)))
    assert seen(database, lambda c: list_ends_of(c, Role.ADMINISTRATOR, soon)) == [None, None, None]


def test_a_person_is_added_with_nothing_but_a_name(database: Database) -> None:
    number = database.written(lambda c: save_person(c, login="ก", name="สมศรี ใจดี", now=at(0)))
    database.written(lambda c: save_grant(c, number, AUDITOR, by="root", now=at(1)))
    account = seen(database, lambda c: load_account(c, number))
    assert (account.person.name, account.person.grants) == ("สมศรี ใจดี", (AUDITOR,))
