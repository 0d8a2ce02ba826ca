"""What was sent is approved or comes back; never by who sent it, never twice, never after the period is closed."""

import threading
from functools import partial

import pytest

from data_access.database import Database
from data_access.periods import list_reopenings
from data_access.return_versions import CellReason, ReturnVersion, list_cell_reasons, list_versions
from data_access.submissions import find_published, list_submissions
from domain.failures import Refusal
from domain.person import Role
from domain.submission import State
from tests.builders import YEAR
from tests.data_access.builders import an_answer, at, seen
from tests.people import a_grant, signed_in, somebody
from tests.use_cases.handing_in import FOR_EVER, REVIEWED_AT, SENT_AT, Office, an_office, filled
from tests.use_cases.ministry import DOP, DSD, MONTH, second_of_dop
from tests.use_cases.test_authority import log_of
from use_cases.authority import Caller, Forbidden
from use_cases.hand_in import hand_in, keep_draft, submit
from use_cases.periods import ask_reopening, close_period, end_reopening, grant_reopening
from use_cases.return_steps import Changed, NotReady
from use_cases.review import approve, send_back
from workbooks.reading import read_workbook

CLOSED_AT = at(300)
WHOLE, PROVINCES, FLAGSHIPS = "ตัวชี้วัดภาพรวม", "ตัวชี้วัดรายจังหวัด", "โครงการสำคัญ"
close = partial(close_period, year=YEAR, month=MONTH, clock=lambda: CLOSED_AT)


def decided(office: Office, sent: ReturnVersion, by: Caller) -> ReturnVersion:
    return approve(office.database, by, sent.id, revision=sent.revision, clock=lambda: REVIEWED_AT)


def test_approval_publishes_what_was_sent_with_both_names(database: Database) -> None:
    office = an_office(database)
    approved = decided(office, office.sent(), office.somchai)
    assert (approved.state, approved.contents.answer) == (State.APPROVED, None)
    assert office.ministry.boards().now.kpis["SERVED"].actual == 240
    (standing,) = seen(database, lambda c: list_submissions(c, years=[YEAR]))
    assert (standing.version, standing.sent_by, standing.approved_by) == (
        1,
        "Name of head",
        "Name of somchai",
    )
    assert standing.published_at == REVIEWED_AT
    answer = seen(database, lambda c: find_published(c, DOP, YEAR, MONTH))
    assert answer is not None
    sent = {(o.kpi, o.province, o.numerator) for o in second_of_dop().observations}
    assert {(o.kpi, o.province, o.numerator) for o in answer.observations} == sent
    assert [(m.milestone, m.complete) for m in answer.milestones] == [("M1", 0.8)]
    assert [(b.flagship, b.committed, b.disbursed) for b in answer.budgets] == [("F1", 250, 120)]


def test_nobody_approves_what_he_sent_himself_also_of_the_planning_office(database: Database) -> None:
    office = an_office(database)
    upload = filled(database, second_of_dop())
    sent = hand_in(database, office.somchai, upload, read_workbook(upload))
    with pytest.raises(NotReady, match="Name of somchai sent this return and cannot approve it"):
        decided(office, sent, office.somchai)
    assert decided(office, sent, office.malee).state is State.APPROVED


def test_whoever_is_head_and_planner_at_once_does_not_approve_his_own(database: Database) -> None:
    office = an_office(database)
    both = somebody(database, a_grant(Role.DEPARTMENT_HEAD, DOP), a_grant(Role.PLANNING_OFFICE), login="both")
    caller, upload = signed_in(database, both, lifetimes=FOR_EVER), filled(database, second_of_dop())
    sent = hand_in(database, caller, upload, read_workbook(upload))
    with pytest.raises(NotReady):
        decided(office, sent, caller)


@pytest.mark.parametrize("who", ["officer", "head", "auditor", "executive"])
def test_only_the_planning_office_decides(sqlite: Database, who: str) -> None:
    office = an_office(sqlite)
    sent, caller = office.sent(), getattr(office, who)
    with pytest.raises(Forbidden):
        decided(office, sent, caller)
    with pytest.raises(Forbidden):
        send_back(sqlite, caller, sent.id, revision=sent.revision, reason="no")
    assert seen(sqlite, list_versions)[0].state is State.SUBMITTED


def test_approved_twice_by_one_person_is_approved_once(database: Database) -> None:
    office = an_office(database)
    sent = office.sent()
    assert decided(office, sent, office.somchai) == decided(office, sent, office.somchai)
    assert [e.deed for e in log_of(database)].count("approve_return") == 1
    with pytest.raises(Changed):
        decided(office, sent, office.malee)


def test_what_was_sent_anew_meanwhile_is_not_approved_unseen(database: Database) -> None:
    office = an_office(database)
    first = office.sent()
    office.sent(second_of_dop(joint=120), on=at(101))
    with pytest.raises(Changed):
        decided(office, first, office.somchai)
    assert seen(database, lambda c: list_submissions(c, years=[YEAR])) == []


def test_a_return_comes_back_with_reasons_for_its_cells(database: Database) -> None:
    office = an_office(database)
    sent = office.sent()
    reasons = [
        CellReason(sheet=WHOLE, cell="G6", reason="Too high"),
        CellReason(sheet=WHOLE, cell="G7", reason=" "),
    ]
    back = send_back(
        database, office.somchai, sent.id, revision=sent.revision, reason="Look again", cells=reasons
    )
    assert (back.state, back.decided and back.decided.name) == (State.SENT_BACK, "Name of somchai")
    assert seen(database, lambda c: list_cell_reasons(c, back.id)) == reasons[:1]
    entry = log_of(database)[-1]
    assert (entry.deed, entry.reason) == ("send_back_return", "Look again")


@pytest.mark.parametrize(
    ("sheet", "cell", "said"),
    [
        (
            "",
            "G6",
            f"G6 is on none of the sheets that this return fills: {WHOLE}, {PROVINCES}, {FLAGSHIPS}. ",
        ),
        ("Sheet1", "G6", "Sheet1!G6 is on none of the sheets that this return fills: "),
        (WHOLE, "", "Choose the cell that “Too high” is said of"),
        (WHOLE, "G", "Choose the cell that “Too high” is said of"),
    ],
    ids=["no sheet", "no such sheet", "no cell", "no address"],
)
def test_a_reason_for_a_cell_that_is_nowhere_sends_nothing_back(
    sqlite: Database, sheet: str, cell: str, said: str
) -> None:
    office = an_office(sqlite)
    sent = office.sent()
    reasons = [CellReason(sheet=sheet, cell=cell, reason="Too high")]
    with pytest.raises(NotReady, match=said):
        send_back(sqlite, office.somchai, sent.id, revision=sent.revision, reason="Look again", cells=reasons)
    assert seen(sqlite, list_versions)[0].state is State.SUBMITTED
    assert seen(sqlite, lambda c: list_cell_reasons(c, sent.id)) == []


def test_where_a_return_fills_one_sheet_only_its_cells_need_not_name_it(database: Database) -> None:
    office = an_office(database)
    upload = filled(database, an_answer(6, {("JOINT", ""): 50.0}, department=DSD))
    sent = hand_in(database, office.head_of_dsd, upload, read_workbook(upload), clock=lambda: SENT_AT)
    reasons = [CellReason(sheet="", cell="G6", reason="Too high")]
    back = send_back(
        database, office.somchai, sent.id, revision=sent.revision, reason="Look again", cells=reasons
    )
    assert seen(database, lambda c: list_cell_reasons(c, back.id)) == [
        CellReason(sheet=WHOLE, cell="G6", reason="Too high")
    ]


def test_without_a_reason_nothing_comes_back(database: Database) -> None:
    office = an_office(database)
    sent = office.sent()
    with pytest.raises(NotReady, match="Say why"):
        send_back(database, office.somchai, sent.id, revision=sent.revision, reason="  ")


# --- closed periods -------------------------------------------------------------------------------------------------


def test_a_closed_period_takes_nothing_in(database: Database) -> None:
    office = an_office(database)
    kept = office.drafted()
    close(database, office.somchai)
    upload = filled(database, second_of_dop(joint=120))
    with pytest.raises(NotReady, match="This period is closed"):
        keep_draft(database, office.officer, upload, read_workbook(upload), clock=lambda: at(301))
    with pytest.raises(NotReady, match="This period is closed"):
        submit(database, office.head, kept.id, revision=kept.revision, clock=lambda: at(301))


def test_a_period_with_returns_that_wait_is_not_closed(database: Database) -> None:
    office = an_office(database)
    office.sent()
    with pytest.raises(NotReady, match=f"1 returns of this period wait for a decision: {DOP}"):
        close(database, office.somchai)


def test_a_period_that_is_not_over_is_not_closed(database: Database) -> None:
    office = an_office(database)
    with pytest.raises(NotReady, match="not over yet"):
        close_period(database, office.somchai, year=YEAR, month=12, clock=lambda: at(0))


def test_two_people_open_a_period_again_for_one_department_and_a_while(database: Database) -> None:
    office = an_office(database)
    close(database, office.somchai)
    number = ask_reopening(
        database,
        office.somchai,
        year=YEAR,
        month=MONTH,
        department=DOP,
        reason="A province was forgotten",
        until=at(320),
        clock=lambda: at(310),
    )
    with pytest.raises(NotReady, match="A second person has to"):
        grant_reopening(database, office.somchai, number, clock=lambda: at(311))
    upload = filled(database, second_of_dop())
    send = partial(hand_in, database, office.head, upload, read_workbook(upload))
    with pytest.raises(NotReady, match="closed"):
        send(clock=lambda: at(312))
    grant_reopening(database, office.malee, number, clock=lambda: at(313))
    other = filled(database, an_answer(6, {("JOINT", ""): 50.0}, department="DSD"))
    with pytest.raises(NotReady, match="closed"):  # it was opened for DOP only
        hand_in(database, office.head_of_dsd, other, read_workbook(other), clock=lambda: at(314))
    sent = send(clock=lambda: at(314))
    assert sent.state is State.SUBMITTED
    with pytest.raises(NotReady, match="closed"):
        approve(database, office.malee, sent.id, revision=sent.revision, clock=lambda: at(321))


def test_a_re_opening_is_ended_before_its_time(database: Database) -> None:
    office = an_office(database)
    close(database, office.somchai)
    number = ask_reopening(
        database,
        office.somchai,
        year=YEAR,
        month=MONTH,
        department="",
        reason="All of them",
        until=at(320),
        clock=lambda: at(310),
    )
    grant_reopening(database, office.malee, number, clock=lambda: at(311))
    end_reopening(database, office.somchai, number, clock=lambda: at(312))
    upload = filled(database, second_of_dop())
    with pytest.raises(NotReady, match="closed"):
        hand_in(database, office.head, upload, read_workbook(upload), clock=lambda: at(313))
    (asked,) = seen(database, lambda c: list_reopenings(c, years=[YEAR]))
    assert asked.ended is not None


# --- at once --------------------------------------------------------------------------------------------------------


def test_of_two_who_decide_at_once_one_does(database: Database) -> None:
    office = an_office(database)
    sent = office.sent()
    start, outcomes = threading.Barrier(2), list[object]()

    def attempt(work: object) -> None:
        start.wait()
        try:
            outcomes.append(work())  # type: ignore[operator]
        except Refusal as refusal:
            outcomes.append(refusal.code)

    works = (
        partial(approve, database, office.somchai, sent.id, revision=sent.revision),
        partial(send_back, database, office.malee, sent.id, revision=sent.revision, reason="no"),
    )
    threads = [threading.Thread(target=attempt, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(outcome, str) for outcome in outcomes) == [False, True]
    assert "changed_meanwhile" in outcomes
    (version,) = seen(database, list_versions)
    published = seen(database, lambda c: list_submissions(c, years=[YEAR]))
    assert bool(published) is (version.state is State.APPROVED)
