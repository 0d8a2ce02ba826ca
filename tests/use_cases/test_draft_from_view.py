"""The rows of a view become a department's draft, as if somebody had filled them into its workbook."""

import json
from dataclasses import replace
from functools import partial
from hashlib import sha256

import pytest

from data_access.database import Database
from data_access.files import find_file
from data_access.outside_engine import ViewRefused
from data_access.outside_view import ViewAddress
from data_access.return_versions import ReturnVersion, list_versions
from data_access.submissions import list_submissions
from domain.failures import NotFound
from domain.fiscal import Frequency, Period
from domain.submission import State
from domain.text import Language
from tests.builders import YEAR
from tests.data_access.builders import an_answer, at, seen
from tests.outside import Row, another_database, say
from tests.use_cases.handing_in import SENT_AT, an_office, filled
from tests.use_cases.ministry import DOP, DSD, a_silent_ministry
from tests.use_cases.test_authority import log_of
from use_cases.authority import Caller, Forbidden
from use_cases.draft_from_view import draft_from_view, file_name
from use_cases.hand_in import keep_draft, submit
from use_cases.import_returns import ImportedReturn
from use_cases.periods import close_period
from use_cases.return_steps import NotReady
from workbooks.reading import Upload, read_workbook

SOMSRI = Caller.operator("somsri")
SECOND = Period(year=YEAR, month=6, frequency=Frequency.QUARTER)
SERVED = {"50": 100.0, "57": 50.0, "83": 80.0, "90": 10.0}
NAME = "view-returns-2563-Q2.xlsx"
draft = partial(
    draft_from_view,
    department=DOP,
    period=SECOND,
    language=Language.THAI,
    clock=lambda: SENT_AT,
)


def second_quarter(*further: Row) -> list[Row]:
    """What DOP's own system knows: SERVED in four provinces and JOINT as a whole, with a note."""
    rows: list[Row] = [("SERVED", code, people, None, None, 2563, 6, DOP) for code, people in SERVED.items()]
    return [*rows, ("JOINT", None, 100.0, None, "ตัวเลขเบื้องต้น", 2563, 6, DOP), *further]


def versions(database: Database) -> list[ReturnVersion]:
    return seen(database, list_versions)


def codes(result: ImportedReturn) -> list[str]:
    return [one.code for one in result.findings]


# --- what is kept ---------------------------------------------------------------------------------------------------


def test_the_rows_are_kept_as_a_draft_by_the_operators_name(database: Database, bare_sqlite_url: str) -> None:
    a_silent_ministry(database)
    kept = draft(database, SOMSRI, another_database(bare_sqlite_url, *second_quarter()))
    (version,) = versions(database)
    assert (kept.version, kept.state, kept.file) == (1, State.DRAFT, NAME)
    assert (version.state, version.drafted.name, version.drafted.at) == (State.DRAFT, "somsri", SENT_AT)
    assert version.contents.answer is not None
    assert {(o.kpi, o.province): (o.numerator, o.note) for o in version.contents.answer.observations} == {
        ("JOINT", ""): (100, "ตัวเลขเบื้องต้น"),
        **{("SERVED", code): (people, "") for code, people in SERVED.items()},
    }
    assert seen(database, lambda c: list_submissions(c, years=[YEAR])) == []


def test_every_figure_leads_to_its_cell_of_the_workbook_that_is_kept(
    sqlite: Database, bare_sqlite_url: str
) -> None:
    a_silent_ministry(sqlite)
    draft(sqlite, SOMSRI, another_database(bare_sqlite_url, *second_quarter()))
    (version,) = versions(sqlite)
    file = seen(sqlite, lambda c: find_file(c, version.contents.file_sha256))
    assert file is not None
    assert (file.name, sha256(file.content).hexdigest()) == (NAME, version.contents.file_sha256)
    workbook = read_workbook(Upload(name=NAME, content=file.content))
    cells = {(s.name, cell.address): cell.value for s in workbook.sheets for cell in s.cells}
    assert version.contents.answer is not None
    found = version.contents.answer.observations
    assert [cells[o.at.sheet, o.at.cell] for o in found] == [o.numerator for o in found]
    assert len(found) == 5


def test_the_same_is_found_as_in_a_workbook_that_holds_the_same(
    sqlite: Database, bare_sqlite_url: str
) -> None:
    a_silent_ministry(sqlite)
    kept = draft(sqlite, SOMSRI, another_database(bare_sqlite_url, *second_quarter()))
    answer = an_answer(6, {**{("SERVED", code): n for code, n in SERVED.items()}, ("JOINT", ""): 100.0})
    upload = filled(sqlite, answer, NAME)
    uploaded = keep_draft(sqlite, SOMSRI, upload, read_workbook(upload), clock=lambda: at(101))
    assert kept.findings == uploaded.contents.findings
    assert codes(kept) == ["milestones_not_reported"]
    assert [v.state for v in versions(sqlite)] == [State.REPLACED, State.DRAFT]


def test_the_log_tells_from_which_view_and_never_with_which_password(
    database: Database, bare_postgres_url: str
) -> None:
    a_silent_ministry(database)
    address = another_database(bare_postgres_url, *second_quarter())
    secret = replace(address, url=address.url.replace("postgres@", "postgres:geheim@"))
    draft(database, SOMSRI, replace(secret, name="public.returns"))
    entry = log_of(database)[-1]
    (version,) = versions(database)
    assert (entry.deed, entry.object, entry.login) == ("draft_return", f"return:{DOP} {YEAR}-06", "somsri")
    assert entry.file_sha256 == version.contents.file_sha256
    assert json.loads(entry.after) == {
        "version": 1,
        "file": "view-public.returns-2563-Q2.xlsx",
        "plan": 1,
        "view": "public.returns",
    }
    assert "geheim" not in repr(log_of(database)) + repr(versions(database))


def test_a_faulty_figure_is_kept_with_its_finding_at_its_cell(sqlite: Database, bare_sqlite_url: str) -> None:
    a_silent_ministry(sqlite)
    rates: list[Row] = [("RATE", code, 20.0, 100.0, None, 2563, 6, DSD) for code in ("50", "57", "83")]
    without: Row = ("RATE", "90", 20.0, None, None, 2563, 6, DSD)
    kept = draft(sqlite, SOMSRI, another_database(bare_sqlite_url, *rates, without), department=DSD)
    (missing,) = [one for one in kept.findings if one.code == "denominator_missing"]
    assert (missing.file, missing.cell) == (NAME, "D14")
    (version,) = versions(sqlite)
    assert (kept.version, version.contents.answer) == (1, None)
    with pytest.raises(NotReady, match="has faults that must be mended first"):
        submit(sqlite, SOMSRI, version.id, revision=version.revision)


def test_what_was_said_of_the_rows_stays_with_the_draft(sqlite: Database, bare_sqlite_url: str) -> None:
    a_silent_ministry(sqlite)
    nobodys: Row = ("SERVED", "50", 7.0, None, None, None, 6, DOP)
    draft(sqlite, SOMSRI, another_database(bare_sqlite_url, *second_quarter(nobodys)))
    (version,) = versions(sqlite)
    first = version.contents.findings[0]
    assert (first.code, first.file, first.values["row"]) == ("view_row_of_nobody", NAME, "SERVED / 50")


# --- what is not ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("RATE", "50", 1.0, 2.0, None, 2563, 6, DOP), "view_kpi_not_asked"),
        (("SERVED", "50", 100.0, None, None, 2563, 6, DOP), "view_row_twice"),
        (("SERVED", "99", 1.0, None, None, 2563, 6, DOP), "view_place_unknown"),
        (("SERVED", None, 240.0, None, None, 2563, 6, DOP), "view_place_not_asked"),
    ],
)
def test_a_row_that_cannot_be_taken_leaves_no_trace_of_any(
    sqlite: Database, bare_sqlite_url: str, row: Row, code: str
) -> None:
    a_silent_ministry(sqlite)
    before = log_of(sqlite)
    refused = draft(sqlite, SOMSRI, another_database(bare_sqlite_url, *second_quarter(row)))
    assert (refused.version, refused.is_blocked, codes(refused)) == (None, True, [code])
    assert (versions(sqlite), log_of(sqlite)) == ([], before)


def test_words_and_infinity_in_place_of_figures_leave_no_trace(
    sqlite: Database, bare_sqlite_url: str
) -> None:
    a_silent_ministry(sqlite)
    address = another_database(bare_sqlite_url, *second_quarter())
    say(
        bare_sqlite_url,
        "UPDATE figures SET numerator = 'NaN' WHERE province = '50'",
        "UPDATE figures SET numerator = 9e999 WHERE kpi = 'JOINT'",
    )
    refused = draft(sqlite, SOMSRI, address)
    assert [(f.values["row"], f.values["written"]) for f in refused.findings] == [
        ("JOINT / –", "inf"),
        ("SERVED / 50", "NaN"),
    ]
    assert versions(sqlite) == []


def test_rows_without_a_single_figure_replace_no_draft(database: Database, bare_sqlite_url: str) -> None:
    office = an_office(database)
    there = office.drafted()
    blank: Row = ("JOINT", None, None, None, "ยังไม่มีข้อมูล", 2563, 6, DOP)
    refused = draft(database, SOMSRI, another_database(bare_sqlite_url, blank))
    assert (refused.version, codes(refused)) == (None, ["view_note_left_out", "nothing_reported"])
    assert versions(database) == [there]


def test_a_view_without_a_row_of_the_department_and_period_says_so(
    sqlite: Database, bare_sqlite_url: str
) -> None:
    a_silent_ministry(sqlite)
    address = another_database(bare_sqlite_url, *second_quarter())
    with pytest.raises(NotFound, match="The view “returns” has no row of DSD for 2563-Q2"):
        draft(sqlite, SOMSRI, address, department=DSD)


def test_who_may_not_or_not_now_opens_no_other_database(database: Database) -> None:
    office = an_office(database)
    nowhere = ViewAddress(url="", name="returns")
    with pytest.raises(Forbidden):
        draft(database, office.head_of_dsd, nowhere)
    with pytest.raises(NotFound, match="Nothing is asked of"):
        draft(database, SOMSRI, nowhere, period=Period(year=YEAR, month=5, frequency=Frequency.MONTH))
    close_period(database, office.somchai, year=YEAR, month=6, clock=lambda: SENT_AT)
    with pytest.raises(NotReady):
        draft(database, SOMSRI, nowhere)
    with pytest.raises(ViewRefused):
        draft(database, SOMSRI, nowhere, period=Period(year=YEAR, month=3, frequency=Frequency.QUARTER))
    assert versions(database) == []


def test_a_workbook_has_a_files_name_whatever_the_view_is_called() -> None:
    assert file_name("ผลงาน.รายไตรมาส", "2563-Q2") == "view-ผลงาน.รายไตรมาส-2563-Q2.xlsx"
    assert file_name('../a\\b"\n' + "c" * 200, "2563-Y") == f"view-.._a_b__{'c' * 72}-2563-Y.xlsx"
