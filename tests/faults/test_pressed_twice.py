"""A button that is pressed twice, at once or one press after the other, does one thing and says that it was done."""

from collections.abc import Callable
from functools import partial

import pytest

from data_access.return_versions import ReturnVersion
from tests.builders import YEAR
from tests.data_access.builders import at
from tests.faults.at_once import at_once
from tests.faults.test_at_once import ASKED_AT, GRANTED_AT, UNTIL, asked_to_open, closes, drafts, sends
from tests.faults.whole import Whole, reckoned
from tests.use_cases.handing_in import Office
from tests.use_cases.ministry import DOP, MONTH, second_of_dop
from tests.use_cases.test_hand_in import where_stands
from use_cases.hand_in import discard, submit, take_back
from use_cases.mend_return import go_on_from, mend
from use_cases.periods import ask_reopening, close_period, end_reopening, grant_reopening
from use_cases.return_steps import Changed, NotReady
from use_cases.review import approve, send_back

Press = Callable[[], object]


def keeps_a_draft(office: Office) -> Press:
    return drafts(office, office.officer, second_of_dop())


def sends_a_file(office: Office) -> Press:
    return sends(office, office.head)


def sends_a_draft(office: Office) -> Press:
    kept = office.drafted()
    return partial(submit, office.database, office.head, kept.id, revision=kept.revision)


def mends_a_draft(office: Office) -> Press:
    kept = office.drafted()
    cells = [(*where_stands(kept, "SERVED", "50"), "120"), (*where_stands(kept, "SERVED", "57"), "60")]
    return partial(mend, office.database, office.officer, kept.id, revision=kept.revision, cells=cells)


def throws_a_draft_away(office: Office) -> Press:
    kept = office.drafted()
    return partial(discard, office.database, office.officer, kept.id, revision=kept.revision)


def takes_back(office: Office) -> Press:
    sent = office.sent()
    return partial(take_back, office.database, office.head, sent.id, revision=sent.revision)


def approves(office: Office) -> Press:
    sent = office.sent()
    return partial(approve, office.database, office.somchai, sent.id, revision=sent.revision)


def sends_back(office: Office) -> Press:
    sent = office.sent()
    return partial(send_back, office.database, office.somchai, sent.id, revision=sent.revision, reason="no")


def goes_on(office: Office) -> Press:
    sent = office.sent()
    back = send_back(office.database, office.somchai, sent.id, revision=sent.revision, reason="no")
    return partial(go_on_from, office.database, office.officer, back.id)


def closes_a_period(office: Office) -> Press:
    return closes(office, office.malee)


def asks_to_open_it(office: Office) -> Press:
    close_period(office.database, office.somchai, year=YEAR, month=MONTH, clock=lambda: at(300))
    asked = partial(
        ask_reopening, office.database, office.somchai, year=YEAR, month=MONTH, clock=lambda: ASKED_AT
    )
    return partial(asked, department=DOP, reason="A province was forgotten", until=UNTIL)


def grants_it(office: Office) -> Press:
    number = asked_to_open(office)
    return partial(grant_reopening, office.database, office.malee, number, clock=lambda: GRANTED_AT)


def refuses_it(office: Office) -> Press:
    number = asked_to_open(office)
    return partial(end_reopening, office.database, office.malee, number, clock=lambda: GRANTED_AT)


PRESSED = pytest.mark.parametrize(
    ("press", "deed"),
    [
        (keeps_a_draft, "draft_return"),
        (sends_a_file, "submit_return"),
        (sends_a_draft, "submit_return"),
        (mends_a_draft, "mend_return"),
        (throws_a_draft_away, "discard_return"),
        (takes_back, "take_back_return"),
        (approves, "approve_return"),
        (sends_back, "send_back_return"),
        (goes_on, "draft_return"),
        (closes_a_period, "close_period"),
        (asks_to_open_it, "ask_reopening"),
        (grants_it, "grant_reopening"),
        (refuses_it, "end_reopening"),
    ],
)


@PRESSED
def test_pressed_twice_at_once_it_is_done_once(
    office: Office, press: Callable[[Office], Press], deed: str
) -> None:
    work = press(office)
    before = reckoned(office.database)
    first, second = at_once(work, work)
    assert (first, isinstance(first, str)) == (second, False)
    assert_done_once(before, reckoned(office.database), deed)


@PRESSED
def test_pressed_again_after_it_was_done_it_is_not_done_again(
    office: Office, press: Callable[[Office], Press], deed: str
) -> None:
    work = press(office)
    before = reckoned(office.database)
    first = work()
    done = reckoned(office.database)
    assert work() == first
    assert reckoned(office.database) == done
    assert_done_once(before, done, deed)


def assert_done_once(before: Whole, after: Whole, deed: str) -> None:
    """The log tells of one more deed of that kind, and there is one more version at most."""
    assert after.told(deed) == before.told(deed) + 1
    assert len(after.returns) - len(before.returns) == after.told("draft_return") - before.told(
        "draft_return"
    )
    assert len(after.returns) - len(before.returns) <= 1


# --- what only looks like the same press ----------------------------------------------------------------------------


def test_who_sent_a_return_back_is_not_told_that_he_approved_it(office: Office) -> None:
    sent = office.sent()
    send_back(office.database, office.somchai, sent.id, revision=sent.revision, reason="no")
    with pytest.raises(Changed):
        approve(office.database, office.somchai, sent.id, revision=sent.revision)


def test_a_draft_that_another_one_replaced_was_not_thrown_away(office: Office) -> None:
    kept = office.drafted()
    office.drafted(second_of_dop(joint=120), on=at(101))
    with pytest.raises(Changed):
        discard(office.database, office.officer, kept.id, revision=kept.revision)


def test_the_same_file_in_place_of_what_was_mended_in_the_page_is_a_draft_of_its_own(office: Office) -> None:
    keep = keeps_a_draft(office)
    kept = keep()
    assert isinstance(kept, ReturnVersion)
    cells = [(*where_stands(kept, "SERVED", "50"), "120")]
    mend(office.database, office.officer, kept.id, revision=kept.revision, cells=cells)
    keep()
    assert reckoned(office.database).states == [(1, "replaced"), (2, "draft")]


def test_what_came_back_is_sent_anew_with_the_very_same_file(office: Office) -> None:
    press = sends_a_file(office)
    sent = press()
    assert isinstance(sent, ReturnVersion)
    send_back(office.database, office.somchai, sent.id, revision=sent.revision, reason="no")
    press()
    assert reckoned(office.database).states == [(1, "sent_back"), (2, "submitted")]


def test_going_on_from_what_came_back_never_replaces_a_newer_draft(office: Office) -> None:
    go_on = goes_on(office)
    office.drafted(second_of_dop(joint=120), on=at(101))
    with pytest.raises(NotReady, match="newer draft beside it"):
        go_on()
    assert reckoned(office.database).states == [(1, "sent_back"), (2, "draft")]
