"""Returns come in as workbooks: what nothing stops is published, what is blocked leaves no trace."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from hashlib import sha256

import pytest

from data_access.database import Database
from data_access.files import find_file
from data_access.moment import load_data_version
from data_access.people import save_disabled
from data_access.return_versions import list_versions
from data_access.submissions import list_submissions
from data_access.sums import list_sums
from domain.failures import NotFound
from domain.finding import Severity
from domain.kpi_return import KpiReturn
from domain.person import Role
from domain.submission import State
from domain.text import Language
from kpi_returns.writing import render_filled_return
from tests.builders import YEAR
from tests.data_access.builders import an_answer, at, seen
from tests.people import a_grant, signed_in, somebody
from tests.use_cases.ministry import (
    DOP,
    DSD,
    DWF,
    Ministry,
    a_ministry,
    a_silent_ministry,
    first_quarter,
    second_of_dop,
    second_quarter,
)
from tests.use_cases.test_authority import log_of
from use_cases.authority import Caller, SignedOut
from use_cases.forms import blank_return, load_form
from use_cases.import_returns import ImportedReturn, approve_by_command, import_returns
from use_cases.return_steps import NotReady
from use_cases.view_kpi import view_kpi, view_provenance
from use_cases.view_overview import view_overview
from workbooks.cells import Workbook
from workbooks.reading import Upload, WorkbookRefused, read_workbooks

SOMSRI, APPROVER = Caller.operator("somsri"), "prasit"


def filled(database: Database, answered: KpiReturn, name: str = "") -> Upload:
    """The department's own workbook, filled in."""
    with database.reading() as connection:
        form = load_form(
            database,
            connection,
            department=answered.department,
            year=answered.year,
            month=answered.month,
        )
    content = render_filled_return(form, answered, Language.THAI)
    return Upload(name=name or f"{answered.department}.xlsx", content=content)


def send(database: Database, *uploads: Upload, on: datetime) -> list[ImportedReturn]:
    return import_returns(database, SOMSRI, uploads, approver=APPROVER, clock=lambda: on)


def blocks(imported: ImportedReturn) -> set[str]:
    return {finding.code for finding in imported.findings if finding.severity is Severity.BLOCK}


def scores(ministry: Ministry) -> dict[str, float | None]:
    return {code: figure.score for code, figure in ministry.boards().now.kpis.items()}


# --- published ------------------------------------------------------------------------------------------------


def test_returns_sent_as_workbooks_make_the_figures_worked_out_by_hand(database: Database) -> None:
    ministry = a_silent_ministry(database)
    answers = [*first_quarter(), *second_quarter()]
    results = send(
        database, *(filled(database, a, f"{a.department}-{a.month}.xlsx") for a in answers), on=at(100)
    )
    assert [r.version for r in results] == [1] * 6
    assert not any(r.is_blocked for r in results)
    assert scores(ministry) == {
        "SERVED": 4.0,
        "RATE": 2.5,
        "LEVEL": 3.5,
        "BAND": 1.0,
        "JOINT": 3.5,
        "STEPS": None,
    }
    assert ministry.boards().now.whole.group.score == 3.1111
    cards = view_overview(database, ministry.boards()).flagships
    assert cards[0].progress.actual == 0.4
    assert cards[0].budget is not None
    assert (cards[0].budget.committed, cards[0].budget.disbursed) == (250, 120)


def test_what_was_read_is_what_was_published(database: Database) -> None:
    a_silent_ministry(database)
    answered = second_of_dop()
    (result,) = send(database, filled(database, answered), on=at(100))
    assert result.answered is not None
    assert {(o.kpi, o.province, o.numerator) for o in result.answered.observations} == {
        (o.kpi, o.province, o.numerator) for o in answered.observations
    }


def test_a_published_figure_leads_to_its_file_and_its_cell(database: Database) -> None:
    ministry = a_silent_ministry(database)
    upload = filled(database, second_of_dop(), "ผลงาน.xlsx")
    (result,) = send(database, upload, on=at(100))
    assert result.answered is not None
    (row,) = view_provenance(database, ministry.boards(), "SERVED", "83")
    (cell,) = [o.at for o in result.answered.observations if (o.kpi, o.province) == ("SERVED", "83")]
    assert (row.sheet, row.cell, row.file_name) == (cell.sheet, cell.cell, "ผลงาน.xlsx")
    assert (row.sent_by, row.sent_at, row.version) == ("somsri", at(100), 1)
    file = seen(database, lambda c: find_file(c, row.file_sha256))
    assert file is not None
    assert file.content == upload.content


def test_a_return_sent_again_supersedes_the_first_and_takes_away_what_it_leaves_out(
    database: Database,
) -> None:
    ministry = a_silent_ministry(database)
    send(database, filled(database, second_of_dop()), on=at(100))
    again = an_answer(6, {("JOINT", ""): 250.0})
    (result,) = send(database, filled(database, again), on=at(200))
    assert result.version == 2
    kpis = ministry.boards().now.kpis
    assert (kpis["JOINT"].actual, kpis["SERVED"].actual) == (250, None)
    then = ministry.boards(as_of=at(199)).now.kpis
    assert (then["JOINT"].actual, then["SERVED"].actual) == (100, 240)


def test_a_late_return_for_an_earlier_period_moves_the_figures_to_date(database: Database) -> None:
    ministry = a_silent_ministry(database)
    send(database, filled(database, second_of_dop()), on=at(100))
    (dop, *_) = first_quarter()
    send(database, filled(database, dop), on=at(200))
    assert ministry.boards().now.kpis["SERVED"].actual == 480
    assert ministry.boards(as_of=at(199)).now.kpis["SERVED"].actual == 240


def test_several_files_are_published_in_the_order_given_each_at_its_own_instant(database: Database) -> None:
    a_silent_ministry(database)
    first, second, third = first_quarter()
    send(database, *(filled(database, a) for a in (third, first, second)), on=at(100))
    kept = seen(database, lambda c: list_submissions(c, years=[YEAR]))
    assert [s.department for s in kept] == [DWF, DOP, DSD]
    assert len({s.published_at for s in kept}) == 3
    assert seen(database, load_data_version) == 4


def test_the_same_file_sent_twice_stands_once_and_its_sender_is_told(database: Database) -> None:
    ministry = a_silent_ministry(database)
    upload = filled(database, second_of_dop())
    first, second = send(database, upload, upload, on=at(100))
    assert (first.version, second.version) == (1, 1)
    assert "already_loaded" in [finding.code for finding in second.findings]
    kept = seen(database, lambda c: list_submissions(c, years=[YEAR], all_versions=True))
    assert [(s.version, s.superseded_at is None) for s in kept] == [(1, True)]
    trend = view_kpi(database, ministry.boards(), "JOINT").trend
    assert [(p.actual, p.restated) for p in trend.points[-1:]] == [(100, False)]


# --- stopped --------------------------------------------------------------------------------------------------


def nothing_happened(database: Database) -> bool:
    """Whether only the plan has ever been published."""
    silent = not seen(database, lambda c: list_submissions(c, years=[YEAR], all_versions=True))
    return silent and seen(database, load_data_version) == 1


def test_a_blank_return_is_blocked_and_leaves_no_trace(database: Database) -> None:
    a_silent_ministry(database)
    content = blank_return(database, SOMSRI, department=DOP, year=YEAR, month=6, language=Language.THAI)
    (result,) = send(database, Upload(name="blank.xlsx", content=content), on=at(100))
    assert blocks(result) == {"nothing_reported"}
    assert (result.version, result.answered, result.is_blocked) == (None, None, True)
    assert nothing_happened(database)


def test_a_file_that_cannot_be_read_is_a_finding_like_any_other(database: Database) -> None:
    a_silent_ministry(database)
    (result,) = send(database, Upload(name="torn.xlsx", content=b"PK\x03\x04 torn"), on=at(100))
    assert result.is_blocked
    assert [(f.file, f.severity) for f in result.findings] == [("torn.xlsx", Severity.BLOCK)]
    assert nothing_happened(database)


def test_a_bad_file_does_not_stop_the_good_ones_beside_it(database: Database) -> None:
    a_silent_ministry(database)
    good = filled(database, second_of_dop())
    torn = Upload(name="torn.xlsx", content=b"PK\x03\x04 torn")
    results = send(database, torn, good, on=at(100))
    assert [r.version for r in results] == [None, 1]
    assert [r.file for r in results] == ["torn.xlsx", "DOP.xlsx"]


def test_a_period_of_which_nothing_is_asked_is_blocked(database: Database) -> None:
    """The return of a plan that asked for it, sent to one that no longer does."""
    old = a_silent_ministry(database)
    upload = filled(old.database, next(a for a in second_quarter() if a.department == DSD))
    fewer = replace(old.plan, kpis=(), flagships=())
    a_silent_ministry(database, fewer)
    (result,) = send(database, upload, on=at(100))
    assert blocks(result) == {"return_not_asked"}
    assert seen(database, lambda c: list_submissions(c, years=[YEAR])) == []


def test_a_blocked_correction_leaves_the_figures_as_they_stand(database: Database) -> None:
    ministry = a_silent_ministry(database)
    send(database, filled(database, second_of_dop()), on=at(100))
    content = blank_return(database, SOMSRI, department=DOP, year=YEAR, month=6, language=Language.THAI)
    (result,) = send(database, Upload(name="blank.xlsx", content=content), on=at(200))
    assert result.is_blocked
    assert ministry.boards().now.kpis["SERVED"].actual == 240
    rows = seen(database, lambda c: list_sums(c, years=[YEAR], kpis=["SERVED"]))
    assert [row.sums.numerator for row in rows] == [240]


def test_no_files_are_no_results(sqlite: Database) -> None:
    a_ministry(sqlite)
    assert send(sqlite, on=at(100)) == []


# --- by whom --------------------------------------------------------------------------------------------------


def test_a_return_is_sent_under_the_name_of_who_imported_it_and_told_to_the_log(database: Database) -> None:
    a_silent_ministry(database)
    planner = signed_in(database, somebody(database, a_grant(Role.PLANNING_OFFICE)))
    first = filled(database, second_of_dop())
    results = [
        result
        for _ in range(2)  # the same file again changes nothing
        for result in import_returns(database, planner, [first], clock=lambda: at(100))
    ]
    assert [(r.version, r.state) for r in results] == [(1, State.SUBMITTED)] * 2
    assert [f.code for f in results[1].findings][-1:] == ["already_sent"]
    assert seen(database, lambda c: list_submissions(c, years=[YEAR], all_versions=True)) == []
    entries = [entry for entry in log_of(database) if entry.deed.endswith("_return")]
    assert [(e.deed, e.object, e.login) for e in entries] == [
        ("draft_return", f"return:{DOP} {YEAR}-06", "somsri"),
        ("submit_return", f"return:{DOP} {YEAR}-06", "somsri"),
    ]
    assert json.loads(entries[0].after) == {"version": 1, "plan": 1, "file": "DOP.xlsx"}
    assert entries[1].file_sha256 == sha256(first.content).hexdigest()


def test_what_was_imported_is_published_when_somebody_else_is_named_who_approves_it(
    database: Database,
) -> None:
    a_silent_ministry(database)
    (sent,) = import_returns(database, SOMSRI, [filled(database, second_of_dop())], clock=lambda: at(100))
    assert sent.state is State.SUBMITTED
    approve = partial(
        approve_by_command,
        database,
        SOMSRI,
        department=DOP,
        year=YEAR,
        month=6,
        clock=lambda: at(110),
    )
    with pytest.raises(NotReady, match="sent this return and cannot approve it"):
        approve(approver="somsri")
    assert approve(approver="prasit").state is State.APPROVED
    (kept,) = seen(database, lambda c: list_submissions(c, years=[YEAR]))
    assert (kept.sent_by, kept.approved_by, kept.published_at) == ("somsri", "prasit", at(110))
    with pytest.raises(NotFound, match="No return of DOP waits"):
        approve(approver="prasit")


def test_an_approver_who_has_an_account_must_have_the_right_to(database: Database) -> None:
    a_silent_ministry(database)
    somebody(database, a_grant(Role.EXECUTIVE), login="minister")
    somebody(database, a_grant(Role.PLANNING_OFFICE), login="planner")
    upload = filled(database, second_of_dop())
    with pytest.raises(NotReady, match="Only the planning office may approve"):
        import_returns(database, SOMSRI, [upload], approver="Minister", clock=lambda: at(100))
    assert seen(database, list_versions) == []
    (result,) = import_returns(database, SOMSRI, [upload], approver="planner", clock=lambda: at(100))
    assert result.state is State.APPROVED


def test_who_loses_the_role_while_files_are_read_imports_no_more_of_them(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_silent_ministry(database)
    planner = somebody(database, a_grant(Role.PLANNING_OFFICE))
    caller, upload = signed_in(database, planner), filled(database, second_of_dop())

    def meanwhile(uploads: Sequence[Upload]) -> list[Workbook | WorkbookRefused]:
        database.written(partial(save_disabled, person=planner.id, at=at(99)))
        return read_workbooks(uploads)

    monkeypatch.setattr("use_cases.import_returns.read_workbooks", meanwhile)
    with pytest.raises(SignedOut):
        import_returns(database, caller, [upload], clock=lambda: at(100))
    assert seen(database, lambda c: list_submissions(c, years=[YEAR])) == []


def test_an_imported_return_is_judged_beside_what_was_reported_before(database: Database) -> None:
    """SERVED had 50 50 75 75 and 100 at Chiang Mai; 100,000 are people in another unit, M1 fell from 80 %."""
    a_ministry(database)
    served = {
        ("SERVED", "50"): 75_000.0,
        ("SERVED", "57"): 50.0,
        ("SERVED", "83"): 80.0,
        ("SERVED", "90"): 10.0,
    }
    answered = an_answer(
        9, {**served, ("JOINT", ""): 100.0}, milestones={"M1": 0.7, "M2": 0.1}, budgets={"F1": (240.0, 130.0)}
    )
    (result,) = send(database, filled(database, answered), on=at(300))
    assert [f.code for f in result.findings] == ["unit_jump", "milestone_fell", "money_fell"]
    assert (result.is_blocked, result.version) == (False, 1)
