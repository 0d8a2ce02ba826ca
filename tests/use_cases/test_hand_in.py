"""An officer drafts, the head sends, the planning office approves: each by who may, each told to the log."""

from dataclasses import replace
from functools import partial

import pytest

from data_access.database import Database
from data_access.return_versions import list_versions
from data_access.submissions import list_submissions
from domain.submission import State
from tests.builders import YEAR
from tests.data_access.builders import an_answer, at, seen
from tests.use_cases.handing_in import SENT_AT, an_office, filled
from tests.use_cases.ministry import DOP, DSD, second_of_dop
from tests.use_cases.test_authority import log_of
from use_cases.authority import Forbidden
from use_cases.hand_in import discard, hand_in, judge_file, keep_draft, read_for, submit, take_back
from use_cases.mend_return import go_on_from, mend
from use_cases.return_steps import Changed, NotReady
from use_cases.review import send_back
from workbooks.reading import Upload, read_workbook


def states(database: Database) -> list[tuple[int, str]]:
    return [(v.version, v.state.value) for v in seen(database, list_versions)]


# --- drafts ---------------------------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_nobody_sees_its_figures(database: Database) -> None:
    office = an_office(database)
    kept = office.drafted()
    assert (kept.version, kept.state, kept.drafted.name) == (1, State.DRAFT, "Name of officer")
    assert office.ministry.boards().now.kpis["SERVED"].actual is None
    assert seen(database, lambda c: list_submissions(c, years=[YEAR])) == []


def test_a_draft_with_faults_is_kept_with_its_findings_and_cannot_be_sent(database: Database) -> None:
    office = an_office(database)
    too_much = replace(second_of_dop(), observations=second_of_dop().observations[:-1])
    upload = filled(database, too_much)
    kept = keep_draft(database, office.officer, upload, read_workbook(upload), clock=lambda: SENT_AT)
    mended = mend(
        database,
        office.officer,
        kept.id,
        revision=kept.revision,
        cells=[(*where_stands(kept, "SERVED", "50"), "มาก")],
        clock=lambda: at(101),
    )
    assert mended.contents.answer is None
    assert [f.code for f in mended.contents.findings if f.severity.value == "block"] == ["number_unreadable"]
    with pytest.raises(NotReady, match="has faults that must be mended first"):
        submit(database, office.head, mended.id, revision=mended.revision)


def where_stands(version: object, kpi: str, province: str) -> tuple[str, str]:
    """The sheet and the cell of a figure."""
    answer = version.contents.answer  # type: ignore[attr-defined]
    (at_,) = [o.at for o in answer.observations if (o.kpi, o.province) == (kpi, province)]
    return at_.sheet, at_.cell


def test_a_cell_mended_in_the_page_counts_and_the_file_stays_as_it_was_sent(database: Database) -> None:
    office = an_office(database)
    kept = office.drafted()
    where = where_stands(kept, "SERVED", "50")
    mended = mend(
        database,
        office.officer,
        kept.id,
        revision=kept.revision,
        cells=[(*where, "๑๒๐")],
        clock=lambda: at(101),
    )
    assert mended.contents.answer is not None
    found = {(o.kpi, o.province): o.numerator for o in mended.contents.answer.observations}
    assert found["SERVED", "50"] == 120
    assert mended.contents.file_sha256 == kept.contents.file_sha256
    assert [(e.sheet, e.cell, e.written, e.by) for e in mended.contents.edits] == [
        (*where, "๑๒๐", "Name of officer")
    ]


def test_who_mends_what_somebody_else_mended_meanwhile_is_told_and_changes_nothing(
    database: Database,
) -> None:
    office = an_office(database)
    kept = office.drafted()
    where = where_stands(kept, "SERVED", "50")
    mend(database, office.officer, kept.id, revision=kept.revision, cells=[(*where, "120")])
    with pytest.raises(Changed):
        mend(database, office.head, kept.id, revision=kept.revision, cells=[(*where, "130")])


def test_a_second_draft_replaces_the_first_and_both_are_kept(database: Database) -> None:
    office = an_office(database)
    office.drafted()
    office.drafted(second_of_dop(joint=120), on=at(101))
    assert states(database) == [(1, "replaced"), (2, "draft")]


def test_a_draft_is_thrown_away_and_stays_in_the_history(database: Database) -> None:
    office = an_office(database)
    kept = office.drafted()
    discard(database, office.officer, kept.id, revision=kept.revision)
    assert states(database) == [(1, "replaced")]
    assert log_of(database)[-1].deed == "discard_return"


# --- whose return it is ---------------------------------------------------------------------------------------------


def test_nobody_hands_in_for_another_department_whatever_the_file_says(database: Database) -> None:
    office = an_office(database)
    upload = filled(database, an_answer(6, {("JOINT", ""): 50.0}, department=DSD), "DOP.xlsx")
    with pytest.raises(Forbidden, match=f"Your role is for {DOP}"):
        judge_file(database, office.officer, upload, read_workbook(upload))
    with pytest.raises(Forbidden):
        keep_draft(database, office.officer, upload, read_workbook(upload))
    assert states(database) == []
    assert [e.deed for e in log_of(database)][-2:] == ["refused", "refused"]


def test_who_hands_in_nothing_has_no_file_opened(database: Database) -> None:
    office = an_office(database)
    for caller in (office.executive, office.auditor):
        with pytest.raises(Forbidden):
            read_for(database, caller, [Upload(name="x.xlsx", content=b"not even looked at")])


def test_an_officer_drafts_and_does_not_send(database: Database) -> None:
    office = an_office(database)
    kept = office.drafted()
    with pytest.raises(Forbidden, match="the head sends it"):
        submit(database, office.officer, kept.id, revision=kept.revision)
    with pytest.raises(Forbidden):
        submit(database, office.head_of_dsd, kept.id, revision=kept.revision)
    assert states(database) == [(1, "draft")]


def test_handing_in_keeps_nothing_where_it_may_not_be_sent(database: Database) -> None:
    office = an_office(database)
    upload = filled(database, second_of_dop())
    with pytest.raises(Forbidden):
        hand_in(database, office.officer, upload, read_workbook(upload))
    assert states(database) == []


# --- sending --------------------------------------------------------------------------------------------------------


def test_a_head_sends_a_draft_once_however_often_the_button_is_pressed(database: Database) -> None:
    office = an_office(database)
    kept = office.drafted()
    first, again = (submit(database, office.head, kept.id, revision=kept.revision) for _ in range(2))
    assert first == again
    assert (first.state, first.submitted and first.submitted.name) == (State.SUBMITTED, "Name of head")
    assert [e.deed for e in log_of(database)].count("submit_return") == 1


def test_what_is_sent_anew_takes_the_place_of_what_waits(database: Database) -> None:
    office = an_office(database)
    office.sent()
    office.sent(second_of_dop(joint=120), on=at(101))
    assert states(database) == [(1, "replaced"), (2, "submitted")]


def test_what_waits_is_taken_back_and_is_a_draft_again(database: Database) -> None:
    office = an_office(database)
    sent = office.sent()
    back = take_back(database, office.head, sent.id, revision=sent.revision)
    assert (back.state, back.submitted) == (State.DRAFT, None)
    assert submit(database, office.head, back.id, revision=back.revision).state is State.SUBMITTED


def test_a_newer_draft_stands_in_the_way_of_taking_back(database: Database) -> None:
    office = an_office(database)
    sent = office.sent()
    office.drafted(second_of_dop(joint=120), on=at(101))
    with pytest.raises(NotReady, match="newer draft"):
        take_back(database, office.head, sent.id, revision=sent.revision)


def test_findings_that_want_a_yes_are_answered_for_by_who_sends(database: Database) -> None:
    office = an_office(database)
    upload = filled(database, second_of_dop(), plan_number=9)
    send = partial(hand_in, database, office.head, upload, read_workbook(upload))
    with pytest.raises(NotReady, match="1 kinds of unusual figures are not confirmed yet"):
        send()
    assert states(database) == []
    assert send(confirmed=["plan_version"]).contents.confirmed == ("plan_version",)


# --- sent back ------------------------------------------------------------------------------------------------------


def test_what_was_sent_back_is_gone_on_from_with_its_file(database: Database) -> None:
    office = an_office(database)
    sent = office.sent()
    back = send_back(database, office.somchai, sent.id, revision=sent.revision, reason="Check Nonthaburi")
    assert (back.state, back.reason) == (State.SENT_BACK, "Check Nonthaburi")
    draft = go_on_from(database, office.officer, back.id)
    assert (draft.version, draft.state, draft.contents.file_sha256) == (
        2,
        State.DRAFT,
        sent.contents.file_sha256,
    )
    assert submit(database, office.head, draft.id, revision=draft.revision).state is State.SUBMITTED
