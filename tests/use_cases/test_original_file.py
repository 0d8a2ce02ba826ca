"""A file is handed out again as it was sent; with its marks it says what was mended on the page and why it came back."""

from io import BytesIO

from openpyxl import load_workbook

from data_access.database import Database
from data_access.return_versions import CellReason
from domain.text import Language
from tests.use_cases.handing_in import Office, an_office, filled
from tests.use_cases.ministry import second_of_dop
from tests.use_cases.test_hand_in import where_stands
from use_cases.hand_in import keep_draft
from use_cases.mend_return import mend
from use_cases.original_file import take_annotated, take_sent_file
from use_cases.review import send_back
from workbooks.reading import read_workbook


def told_of(office: Office, number: int, cell: tuple[str, str]) -> str:
    """What the marked workbook says beside a cell."""
    taken = take_annotated(office.database, office.officer, number, language=Language.ENGLISH)
    sheet, address = cell
    comment = load_workbook(BytesIO(taken.content))[sheet][address].comment
    assert comment is not None
    return str(comment.text)


def test_the_file_stays_as_it_was_sent_and_its_marks_say_what_was_mended_on_the_page(
    sqlite: Database,
) -> None:
    office = an_office(sqlite)
    upload = filled(office.database, second_of_dop())
    kept = keep_draft(office.database, office.officer, upload, read_workbook(upload))
    cell = where_stands(kept, "SERVED", "50")
    again = mend(office.database, office.officer, kept.id, revision=kept.revision, cells=[(*cell, "120")])
    taken = take_sent_file(office.database, office.officer, again.id)
    assert taken.content == upload.content
    said = told_of(office, again.id, cell)
    assert "wrote “120” here; this file does not have it" in said


def test_the_marks_say_why_a_cell_came_back(
    sqlite: Database,
) -> None:
    office = an_office(sqlite)
    sent = office.sent()
    sheet, address = where_stands(sent, "SERVED", "50")
    reason = CellReason(sheet=sheet, cell=address, reason="Counted twice")
    send_back(
        office.database, office.malee, sent.id, revision=sent.revision, reason="See there", cells=[reason]
    )
    assert "Counted twice" in told_of(office, sent.id, (sheet, address))
