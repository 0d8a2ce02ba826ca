"""A department's own workbook is read as somebody points out, kept, and offered so for the next one like it."""

from io import BytesIO

import pytest
from openpyxl import Workbook as OpenWorkbook

from data_access.database import Database
from data_access.mappings import list_mappings
from data_access.return_versions import list_versions
from domain.submission import State
from kpi_returns.foreign.grid import list_grids
from kpi_returns.foreign.mapping import Mapping, PlacesIn
from kpi_returns.foreign.pointing import point_at_column, with_fingerprint
from kpi_returns.layout import Part
from tests.builders import YEAR
from tests.data_access.builders import at, seen
from tests.use_cases.handing_in import SENT_AT, an_office
from tests.use_cases.ministry import DOP, DSD, MONTH, PLAN
from use_cases.authority import Forbidden
from use_cases.hand_in import hand_in, judge_file, keep_draft
from use_cases.judging import Foreign
from use_cases.map_workbook import offer_mapping
from use_cases.mend_return import mend
from use_cases.return_steps import Place
from workbooks.cells import Workbook
from workbooks.reading import Upload, read_workbook

HERE = Place(DOP, YEAR, MONTH)
NAMES = [province.name.th for province in PLAN.provinces if province.code in ("50", "57", "83")]


def a_table(*figures: float, heading: str = "ผู้รับบริการ", name: str = "ตาราง.xlsx") -> Upload:
    """A title, a row of headers, and a province to a row."""
    book = OpenWorkbook()
    sheet = book.worksheets[0]
    sheet.title = "งาน"
    for row in (["ผลงานของกอง"], ["จังหวัด", heading], *zip(NAMES, figures, strict=True)):
        sheet.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return Upload(name=name, content=stream.getvalue())


def pointed(workbook: Workbook, place: Place = HERE) -> Foreign:
    """SERVED stands in column B, under its header."""
    source = point_at_column(list_grids(workbook)[0], "B", 2, kpi="SERVED", part=Part.NUMERATOR)
    mapping = Mapping(
        sheets=("งาน",),
        places=PlacesIn.COLUMN,
        place_column="A",
        header_row=2,
        first_row=3,
        sources=(source,),
    )
    return Foreign(place=place, mapping=with_fingerprint(workbook, mapping))


def test_figures_are_taken_from_where_they_were_pointed_out_with_the_cells_of_that_file(
    database: Database,
) -> None:
    office, upload = an_office(database), a_table(120, 60, 30)
    workbook = read_workbook(upload)
    kept = keep_draft(database, office.officer, upload, workbook, foreign=pointed(workbook))
    assert kept.contents.answer is not None
    found = {(o.kpi, o.numerator, o.at.sheet, o.at.cell) for o in kept.contents.answer.observations}
    assert found == {
        ("SERVED", 120, "งาน", "B3"),
        ("SERVED", 60, "งาน", "B4"),
        ("SERVED", 30, "งาน", "B5"),
    }


def test_without_pointing_nothing_of_it_is_taken(database: Database) -> None:
    office, upload = an_office(database), a_table(120, 60, 30)
    judged = judge_file(database, office.officer, upload, read_workbook(upload))
    assert (judged.place, [f.code for f in judged.findings]) == (None, ["identity_missing"])


def test_a_workbook_like_one_that_was_read_before_is_offered_so_and_another_department_knows_nothing_of_it(
    database: Database,
) -> None:
    office, upload = an_office(database), a_table(120, 60, 30)
    workbook = read_workbook(upload)
    assert not offer_mapping(database, office.officer, workbook, HERE).is_kept
    foreign = pointed(workbook)
    keep_draft(database, office.officer, upload, workbook, foreign=foreign, clock=lambda: SENT_AT)
    later = read_workbook(a_table(130, 70, 40))
    offer = offer_mapping(database, office.officer, later, HERE)
    assert (offer.is_kept, offer.mapping) == (True, foreign.mapping)
    there = Place(DSD, YEAR, MONTH)
    assert not offer_mapping(database, office.head_of_dsd, later, there).is_kept


def test_pointed_out_anew_for_the_same_layout_only_the_newest_is_kept(database: Database) -> None:
    office = an_office(database)
    for number, on in ((120, at(100)), (130, at(101))):
        upload = a_table(number, 60, 30)
        workbook = read_workbook(upload)
        keep_draft(
            database, office.officer, upload, workbook, foreign=pointed(workbook), clock=lambda on=on: on
        )
    assert len(seen(database, lambda c: list_mappings(c, DOP))) == 1


def test_a_header_that_is_another_stops_the_file(database: Database) -> None:
    office, upload = an_office(database), a_table(120, 60, 30)
    foreign = pointed(read_workbook(upload))
    changed = a_table(120, 60, 30, heading="งบประมาณ")
    judged = judge_file(database, office.officer, changed, read_workbook(changed), foreign=foreign)
    assert (judged.answered, judged.is_blocked, judged.place) == (None, True, HERE)


def test_it_is_sent_in_one_go_or_nothing_of_it_is_kept(database: Database) -> None:
    office, upload = an_office(database), a_table(120, 60, 30)
    workbook = read_workbook(upload)
    foreign = pointed(workbook)
    with pytest.raises(Forbidden):
        hand_in(database, office.officer, upload, workbook, foreign=foreign)
    assert seen(database, list_versions) == []
    assert seen(database, lambda c: list_mappings(c, DOP)) == []
    judged = judge_file(database, office.head, upload, workbook, foreign=foreign)
    sent = hand_in(database, office.head, upload, workbook, foreign=foreign, confirmed=judged.to_confirm)
    assert sent.state is State.SUBMITTED


def test_nobody_points_out_a_return_of_another_department(database: Database) -> None:
    office, upload = an_office(database), a_table(120, 60, 30)
    workbook = read_workbook(upload)
    there = Place(DSD, YEAR, MONTH)
    with pytest.raises(Forbidden):
        offer_mapping(database, office.officer, workbook, there)
    with pytest.raises(Forbidden):
        keep_draft(database, office.officer, upload, workbook, foreign=pointed(workbook, there))


def test_a_cell_of_it_is_mended_in_the_page_like_any_other(database: Database) -> None:
    office, upload = an_office(database), a_table(120, 60, 30)
    workbook = read_workbook(upload)
    kept = keep_draft(database, office.officer, upload, workbook, foreign=pointed(workbook))
    mended = mend(database, office.officer, kept.id, revision=kept.revision, cells=[("งาน", "B4", "65")])
    assert mended.contents.answer is not None
    assert {o.at.cell: o.numerator for o in mended.contents.answer.observations}["B4"] == 65
    assert mended.contents.mapping == kept.contents.mapping
