"""By an invitation somebody chooses his password, once and in time, and is in."""

from datetime import timedelta

import pytest

from data_access.database import Database
from data_access.people import load_account, save_disabled
from domain.failures import NotFound
from domain.person import Role
from tests.data_access.builders import at, seen
from tests.people import ADDRESS, a_grant, somebody
from tests.use_cases.test_authority import log_of
from tests.use_cases.test_sign_in import GOOD, VISITOR, try_in, who_is_in
from use_cases.invitations import Invited, accept_invitation, find_invitation, new_invitation
from use_cases.passwords import PasswordRefused

DAYS = timedelta(days=1)


def invite(database: Database, person: int) -> str:
    return database.written(lambda connection: new_invitation(connection, person, at(0)))


def test_who_accepts_an_invitation_is_in_and_comes_in_by_the_password_from_then_on(
    database: Database,
) -> None:
    somsri = somebody(database, a_grant(Role.AUDITOR))
    link = invite(database, somsri.id)
    assert find_invitation(database, link, now=at(0)) == Invited(login="somsri", name="Name of somsri")
    token = accept_invitation(database, link, GOOD, visitor=VISITOR, now=at(0))
    assert who_is_in(database, token) == somsri
    assert who_is_in(database, try_in(database, "somsri", GOOD)) == somsri
    assert [(e.deed, e.login, e.roles, e.address) for e in log_of(database)][:2] == [
        ("accept_invitation", "somsri", ("auditor",), ADDRESS),
        ("sign_in", "somsri", ("auditor",), ADDRESS),
    ]


def test_an_invitation_serves_once_for_seven_days_and_only_the_latest_one(database: Database) -> None:
    somsri = somebody(database)
    replaced = invite(database, somsri.id)
    link = invite(database, somsri.id)
    for used in (replaced, "nonsense", ""):
        assert find_invitation(database, used, now=at(0)) is None
    assert find_invitation(database, link, now=at(0) + 7 * DAYS) is None
    with pytest.raises(NotFound, match="cannot be used any more"):
        accept_invitation(database, link, GOOD, visitor=VISITOR, now=at(0) + 7 * DAYS)
    accept_invitation(database, link, GOOD, visitor=VISITOR, now=at(0) + 6 * DAYS)
    with pytest.raises(NotFound):
        accept_invitation(database, link, "another " + GOOD, visitor=VISITOR, now=at(0) + 6 * DAYS)


def test_a_poor_password_is_refused_and_the_invitation_still_serves(database: Database) -> None:
    somsri = somebody(database)
    link = invite(database, somsri.id)
    with pytest.raises(PasswordRefused):
        accept_invitation(database, link, "short", visitor=VISITOR, now=at(0))
    assert seen(database, lambda c: load_account(c, somsri.id)).password_hash is None
    assert accept_invitation(database, link, GOOD, visitor=VISITOR, now=at(0))


def test_who_is_disabled_cannot_accept_an_invitation(database: Database) -> None:
    somsri = somebody(database)
    link = invite(database, somsri.id)
    database.written(lambda c: save_disabled(c, somsri.id, at(0)))
    assert find_invitation(database, link, now=at(0)) is None
    with pytest.raises(NotFound):
        accept_invitation(database, link, GOOD, visitor=VISITOR, now=at(0))
