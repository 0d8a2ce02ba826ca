"""A table is taken away by who may take it at that moment, and the log tells of it."""

from hashlib import sha256

import pytest

from data_access.database import Database
from domain.audit import Deed
from domain.permission import Action
from domain.person import Role
from tests.data_access.builders import at
from tests.people import ROOT, a_grant, signed_in, somebody
from tests.use_cases.test_authority import log_of
from use_cases.authority import Forbidden, SignedOut
from use_cases.manage_people import end_role
from use_cases.sessions import close_session
from use_cases.take_away import Taken, take_away

WHAT = Taken(page="kpi", table="trend", address={"kpi": "K110", "year": "2564"}, rows=12, kind="csv")


def content() -> bytes:
    return b"a,b\n1,2\n"


def test_what_was_taken_stands_in_the_log_with_the_hash_of_the_file(database: Database) -> None:
    caller = signed_in(database, somebody(database, a_grant(Role.EXECUTIVE)))
    assert take_away(database, caller, WHAT, content, now=at(1)) == content()
    last = log_of(database)[-1]
    assert (last.deed, last.login, last.object) == (Deed.EXPORT_FIGURES, "somsri", "table:kpi/trend")
    assert last.after == '{"address":{"kpi":"K110","year":"2564"},"file":"csv","rows":12}'
    assert last.file_sha256 == sha256(content()).hexdigest()


def test_whose_session_ended_meanwhile_gets_no_file(database: Database) -> None:
    caller = signed_in(database, somebody(database, a_grant(Role.EXECUTIVE)))
    close_session(database, caller.token_hash, now=at(1))
    with pytest.raises(SignedOut):
        take_away(database, caller, WHAT, content, now=at(1))
    assert Deed.EXPORT_FIGURES not in [entry.deed for entry in log_of(database)]


def test_whose_role_ended_meanwhile_gets_no_file_and_the_refusal_is_recorded(database: Database) -> None:
    caller = signed_in(database, somebody(database, a_grant(Role.EXECUTIVE)))
    end_role(database, ROOT, "somsri", Role.EXECUTIVE, now=at(1))
    with pytest.raises(Forbidden):
        take_away(database, caller, WHAT, content, now=at(1))
    last = log_of(database)[-1]
    assert (last.deed, last.object) == (Deed.REFUSED, Action.EXPORT_FIGURES)
