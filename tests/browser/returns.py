"""Returns of the sample ministry that are on their way, and the workbooks that its people hold in hand."""

from collections.abc import Mapping
from io import BytesIO

from openpyxl import load_workbook

from data_access.database import Database, open_database
from data_access.files import load_file
from data_access.return_versions import ReturnVersion, list_versions
from data_access.submissions import list_submissions
from domain.submission import State
from tests.browser.application import Application
from tests.browser.visitors import SOME_DEPARTMENT
from tests.people import ROOT
from use_cases.hand_in import keep_draft, submit
from workbooks.reading import Upload, read_workbook

Cells = Mapping[tuple[str, str], str | float]
# The third quarter of fiscal year 2564.
YEAR, MONTH, WHEN = 2021, 9, "year=2564&period=Q3"
ANOTHER_DEPARTMENT = "06101"
WHOLE, PROVINCES = "ตัวชี้วัดภาพรวม", "ตัวชี้วัดรายจังหวัด"
# No number where one should stand, a numerator above its denominator, and another target than the plan's.
FAULTS: Cells = {(WHOLE, "G6"): "?", (PROVINCES, "C12"): 40_000, (WHOLE, "E10"): 99}


def a_workbook(
    application: Application,
    cells: Cells,
    *,
    name: str = "return.xlsx",
    department: str = SOME_DEPARTMENT,
) -> Upload:
    """The workbook that a department sent for that quarter, with something else in some cells."""
    database = open_database(application.database_url)
    try:
        return _workbook(database, cells, name, department)
    finally:
        database.close()


def a_draft(application: Application) -> int:
    """The number of a draft with faults; made once."""
    return _number(application, SOME_DEPARTMENT, FAULTS, State.DRAFT)


def a_sent_one(application: Application) -> int:
    """The number of a return that waits for approval; made once."""
    return _number(application, ANOTHER_DEPARTMENT, {}, State.SUBMITTED)


def _number(application: Application, department: str, cells: Cells, state: State) -> int:
    database = open_database(application.database_url)
    try:
        with database.reading() as connection:
            known = list_versions(connection, departments=[department], states=[state])
        return known[0].id if known else _made(database, department, cells, state).id
    finally:
        database.close()


def _made(database: Database, department: str, cells: Cells, state: State) -> ReturnVersion:
    upload = _workbook(database, cells, "return.xlsx", department)
    kept = keep_draft(database, ROOT, upload, read_workbook(upload))
    if state is State.DRAFT:
        return kept
    confirmed = {finding.code for finding in kept.contents.findings}
    return submit(database, ROOT, kept.id, revision=kept.revision, confirmed=confirmed)


def _workbook(database: Database, cells: Cells, name: str, department: str) -> Upload:
    with database.reading() as connection:
        [sent] = [
            s for s in list_submissions(connection, years=[YEAR], department=department) if s.month == MONTH
        ]
        book = load_workbook(BytesIO(load_file(connection, sent.file_sha256).content))
    for (sheet, cell), value in cells.items():
        book[sheet][cell] = value
    stream = BytesIO()
    book.save(stream)
    return Upload(name=name, content=stream.getvalue())
