"""Two people at the same instant: one outcome, words for who was slower, nothing lost and nothing half-done."""

from collections.abc import Callable
from functools import partial

import pytest

from data_access.database import Database
from domain.kpi_return import KpiReturn
from domain.person import Role
from tests.builders import YEAR
from tests.data_access.builders import an_answer, at
from tests.faults.at_once import at_once, refused
from tests.faults.whole import reckoned
from tests.people import a_grant, signed_in, somebody
from tests.use_cases.handing_in import FOR_EVER, Office, filled
from tests.use_cases.ministry import DOP, DSD, DWF, MONTH, second_of_dop
from tests.use_cases.test_hand_in import where_stands
from use_cases.authority import Caller
from use_cases.hand_in import discard, hand_in, keep_draft, submit, take_back
from use_cases.mend_return import mend
from use_cases.periods import ask_reopening, close_period, end_reopening, grant_reopening
from use_cases.review import approve, send_back
from workbooks.reading import read_workbook

PLACES = ("50", "57", "83", "90")
CLOSED_AT, ASKED_AT, GRANTED_AT, UNTIL = at(300), at(310), at(311), at(320)
# Whoever is first in one round may be second in another.
ROUNDS = pytest.mark.parametrize("nth", range(2))


def sends(office: Office, who: Caller, answered: KpiReturn | None = None) -> Callable[[], object]:
    """Somebody sends a file that was read already."""
    upload = filled(office.database, answered or second_of_dop())
    return partial(hand_in, office.database, who, upload, read_workbook(upload))


def drafts(office: Office, who: Caller, answered: KpiReturn) -> Callable[[], object]:
    """Somebody keeps a file as the draft."""
    upload = filled(office.database, answered)
    return partial(keep_draft, office.database, who, upload, read_workbook(upload))


def of_dsd() -> KpiReturn:
    """A quarter of DSD in which nothing is critical: 180 of 400 make 45 % of a target of 40 %."""
    return an_answer(
        6, {**{("RATE", code): (45.0, 100.0) for code in PLACES}, ("JOINT", ""): 250.0}, department=DSD
    )


def of_dwf() -> KpiReturn:
    """A round of DWF in which nothing is critical."""
    return an_answer(6, {("LEVEL", ""): 20.0, ("BAND", ""): 15.0}, department=DWF)


def closes(office: Office, who: Caller) -> Callable[[], object]:
    """Somebody of the planning office closes the period."""
    return partial(close_period, office.database, who, year=YEAR, month=MONTH)


def another_planner(database: Database, login: str = "third") -> Caller:
    """One more person of the planning office."""
    return signed_in(
        database, somebody(database, a_grant(Role.PLANNING_OFFICE), login=login), lifetimes=FOR_EVER
    )


@ROUNDS
def test_of_two_people_who_send_the_same_return_one_has_sent_it_and_the_other_is_told(
    office: Office, nth: int
) -> None:
    first, second = sends(office, office.head), sends(office, office.somchai, second_of_dop(joint=120))
    found = at_once(first, second)
    whole = reckoned(office.database)
    if refused(found):
        assert refused(found) == ["changed_meanwhile"]
        assert whole.states == [(1, "submitted")]
    else:  # the slower one began when the faster one was done, and saw what was sent
        assert whole.states == [(1, "replaced"), (2, "submitted")]
    assert whole.told("submit_return") == len(whole.states)


@ROUNDS
def test_of_two_people_who_draft_the_same_return_none_overwrites_the_other_unseen(
    office: Office, nth: int
) -> None:
    found = at_once(
        drafts(office, office.officer, second_of_dop()),
        drafts(office, office.head, second_of_dop(joint=120)),
    )
    whole = reckoned(office.database)
    assert whole.states in ([(1, "draft")], [(1, "replaced"), (2, "draft")])
    assert refused(found) == ([] if len(whole.states) == 2 else ["changed_meanwhile"])


def test_departments_that_send_at_once_all_have_sent(office: Office) -> None:
    third = somebody(office.database, a_grant(Role.DEPARTMENT_HEAD, DWF), login="head-of-dwf")
    heads = (office.head, office.head_of_dsd, signed_in(office.database, third, lifetimes=FOR_EVER))
    said = (second_of_dop(), of_dsd(), of_dwf())
    sent = at_once(*(sends(office, who, one) for who, one in zip(heads, said, strict=True)))
    assert refused(sent) == []
    works = [
        partial(approve, office.database, office.somchai, version.id, revision=version.revision)  # type: ignore[attr-defined]
        for version in sent
    ]
    assert refused(at_once(*works)) == []
    whole = reckoned(office.database)
    assert sorted(whole.returns) == [(code, 1, "approved") for code in (DOP, DSD, DWF)]
    assert len(whole.standing) == sum(len(one.observations) for one in said)


@ROUNDS
def test_what_is_sent_anew_while_it_is_approved_is_either_approved_before_or_looked_at_anew(
    office: Office, nth: int
) -> None:
    sent = office.sent()
    found = at_once(
        partial(approve, office.database, office.somchai, sent.id, revision=sent.revision),
        sends(office, office.head, second_of_dop(joint=120)),
    )
    whole = reckoned(office.database)
    joint = {number for _, kpi, _, number in whole.standing if kpi == "JOINT"}
    if refused(found):
        assert (refused(found), found[0]) == (["changed_meanwhile"], "changed_meanwhile")
        assert (whole.states, joint) == ([(1, "replaced"), (2, "submitted")], set())
    else:
        assert (whole.states, joint) == ([(1, "approved"), (2, "submitted")], {100.0})


@ROUNDS
def test_what_is_taken_back_while_it_is_approved_is_one_of_both(office: Office, nth: int) -> None:
    sent = office.sent()
    found = at_once(
        partial(approve, office.database, office.somchai, sent.id, revision=sent.revision),
        partial(take_back, office.database, office.head, sent.id, revision=sent.revision),
    )
    whole = reckoned(office.database)
    assert refused(found) == ["changed_meanwhile"]
    state = "draft" if found[0] == "changed_meanwhile" else "approved"
    assert whole.states == [(1, state)]
    assert bool(whole.standing) is (state == "approved")


@ROUNDS
def test_of_those_who_decide_at_once_one_decides(office: Office, nth: int) -> None:
    sent, third = office.sent(), another_planner(office.database)
    found = at_once(
        partial(approve, office.database, office.somchai, sent.id, revision=sent.revision),
        partial(send_back, office.database, office.malee, sent.id, revision=sent.revision, reason="no"),
        partial(approve, office.database, third, sent.id, revision=sent.revision),
    )
    assert refused(found) == ["changed_meanwhile"] * 2
    whole = reckoned(office.database)
    assert whole.told("approve_return") + whole.told("send_back_return") == 1


@ROUNDS
def test_a_period_that_is_closed_while_a_return_is_sent_is_closed_or_waits_for_it(
    office: Office, nth: int
) -> None:
    found = at_once(closes(office, office.malee), sends(office, office.head))
    whole = reckoned(office.database)
    if found[0] is None:
        assert (refused(found), whole.states, whole.closed) == (["period_closed"], [], 1)
    else:
        assert (refused(found), whole.states, whole.closed) == (["returns_wait"], [(1, "submitted")], 0)


@ROUNDS
def test_a_period_that_is_closed_while_a_draft_is_kept_is_closed_in_any_case(
    office: Office, nth: int
) -> None:
    found = at_once(closes(office, office.malee), drafts(office, office.officer, second_of_dop()))
    whole = reckoned(office.database)
    assert (found[0], whole.closed) == (None, 1)
    assert whole.states == ([] if refused(found) else [(1, "draft")])
    assert refused(found) in ([], ["period_closed"])


@ROUNDS
def test_a_period_that_is_closed_while_its_last_return_is_approved_waits_or_is_closed(
    office: Office, nth: int
) -> None:
    sent = office.sent()
    found = at_once(
        closes(office, office.malee),
        partial(approve, office.database, office.somchai, sent.id, revision=sent.revision),
    )
    whole = reckoned(office.database)
    assert whole.states == [(1, "approved")]
    assert (refused(found), whole.closed) in ((["returns_wait"], 0), ([], 1))


@ROUNDS
def test_a_draft_that_is_mended_while_it_is_sent_is_sent_as_its_sender_saw_it_or_not_at_all(
    office: Office, nth: int
) -> None:
    kept = office.drafted()
    cells = [(*where_stands(kept, "SERVED", "50"), "120")]
    found = at_once(
        partial(submit, office.database, office.head, kept.id, revision=kept.revision),
        partial(mend, office.database, office.officer, kept.id, revision=kept.revision, cells=cells),
    )
    whole = reckoned(office.database)
    assert refused(found) == ["changed_meanwhile"]
    was_sent = found[1] == "changed_meanwhile"
    assert whole.states == [(1, "submitted" if was_sent else "draft")]
    assert whole.told("mend_return") == (0 if was_sent else 1)


@ROUNDS
def test_of_two_who_mend_at_once_one_mends(office: Office, nth: int) -> None:
    kept = office.drafted()
    where = where_stands(kept, "SERVED", "50")
    works = [
        partial(mend, office.database, who, kept.id, revision=kept.revision, cells=[(*where, words)])
        for who, words in ((office.officer, "120"), (office.head, "130"))
    ]
    assert refused(at_once(*works)) == ["changed_meanwhile"]
    assert reckoned(office.database).told("mend_return") == 1


@ROUNDS
def test_a_draft_that_is_thrown_away_while_it_is_sent_is_one_of_both(office: Office, nth: int) -> None:
    kept = office.drafted()
    found = at_once(
        partial(submit, office.database, office.head, kept.id, revision=kept.revision),
        partial(discard, office.database, office.officer, kept.id, revision=kept.revision),
    )
    assert refused(found) == ["changed_meanwhile"]
    assert reckoned(office.database).states[0][1] in ("submitted", "replaced")


@ROUNDS
def test_of_two_who_close_a_period_one_closes_it_and_the_other_finds_it_closed(
    office: Office, nth: int
) -> None:
    assert at_once(closes(office, office.malee), closes(office, office.somchai)) == [None, None]
    assert reckoned(office.database).closed == 1


def asked_to_open(office: Office) -> int:
    """The number of what somchai asked for: a closed period to be open again for DOP."""
    close_period(office.database, office.somchai, year=YEAR, month=MONTH, clock=lambda: CLOSED_AT)
    return ask_reopening(
        office.database,
        office.somchai,
        year=YEAR,
        month=MONTH,
        department=DOP,
        reason="A province was forgotten",
        until=UNTIL,
        clock=lambda: ASKED_AT,
    )


@ROUNDS
def test_of_two_who_grant_a_re_opening_one_grants_it(office: Office, nth: int) -> None:
    number, third = asked_to_open(office), another_planner(office.database)
    works = [
        partial(grant_reopening, office.database, who, number, clock=lambda: GRANTED_AT)
        for who in (office.malee, third)
    ]
    assert refused(at_once(*works)) == ["reopening_decided"]
    assert reckoned(office.database).opened == 1


@ROUNDS
def test_a_re_opening_that_is_granted_while_it_is_refused_ends_refused(office: Office, nth: int) -> None:
    number = asked_to_open(office)
    found = at_once(
        partial(grant_reopening, office.database, office.malee, number, clock=lambda: GRANTED_AT),
        partial(end_reopening, office.database, office.somchai, number, clock=lambda: GRANTED_AT),
    )
    assert found[1] is None
    assert refused(found) in ([], ["reopening_decided"])
    whole = reckoned(office.database)
    assert (whole.opened, whole.told("end_reopening")) == (0 if refused(found) else 1, 1)
    upload = filled(office.database, second_of_dop())
    late = partial(
        hand_in, office.database, office.head, upload, read_workbook(upload), clock=lambda: at(312)
    )
    assert at_once(late) == ["period_closed"]
