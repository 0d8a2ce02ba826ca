"""The sheets of a workbook: the fast reader's values, corrected by the marks that it does not tell."""

import io
import zipfile
from collections.abc import Iterable, Iterator

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from workbooks.answer import ERROR, TEXT, UNCALCULATED, Located, SheetAnswer, say_value
from workbooks.csv_cells import ERRORS, SHEET, list_csv_rows
from workbooks.limits import Limits
from workbooks.marks import SheetMarks, check_areas
from workbooks.ods_marks import scan_ods
from workbooks.refusals import refused
from workbooks.xls_marks import scan_xls
from workbooks.xlsb_marks import scan_xlsb
from workbooks.xlsx_marks import scan_xlsx
from workbooks.xml_parts import check_document_types

SCANNERS = {"xlsx": scan_xlsx, "xlsm": scan_xlsx, "xlsb": scan_xlsb, "ods": scan_ods}


def list_sheets(form: str, content: bytes, limits: Limits) -> list[dict[str, object]]:
    """The sheets of a file of that format in the words of the answer.

    Raises WorkbookRefused, or whatever the readers raise about a damaged file.
    """
    if form == "csv":
        sheets = [_csv_sheet(content, limits)]
    else:
        marks = _list_marks(form, content, limits)
        check_areas(list(marks.values()), limits)
        sheets = list(_list_worksheets(load_workbook(io.BytesIO(content)), marks, limits))
    if not any(sheet.said["rows"] for sheet in sheets):
        raise refused("no_cells")
    if sum(sheet.characters for sheet in sheets) > limits.answer // 4:
        raise refused("too_much_text")
    return [sheet.said for sheet in sheets]


def check_bounds(form: str, content: bytes, limits: Limits) -> None:
    """Refuse a file that hides entities or spreads over too large an area. Raises as list_sheets does."""
    check_areas(list(_list_marks(form, content, limits).values()), limits)


def _list_marks(form: str, content: bytes, limits: Limits) -> dict[str, SheetMarks]:
    if form == "xls":
        return scan_xls(content, limits)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        check_document_types(archive)
        return SCANNERS[form](archive, limits)


def _list_worksheets(
    workbook: CalamineWorkbook, marks: dict[str, SheetMarks], limits: Limits
) -> Iterator[SheetAnswer]:
    for sheet in workbook.sheets_metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet:
            hidden = sheet.visible is not SheetVisibleEnum.Visible
            answer = SheetAnswer(sheet.name, hidden, marks[sheet.name].merged, limits)
            cells = _list_cells(workbook.get_sheet_by_name(sheet.name), marks[sheet.name])
            answer.take(cells, marks[sheet.name].percents)
            yield answer


def _list_cells(sheet: CalamineSheet, marks: SheetMarks) -> Iterable[Located]:
    corrected: list[Located] = [(*place, ERROR, text) for place, text in marks.errors.items()]
    corrected += [(*place, UNCALCULATED, "") for place in marks.uncalculated - marks.errors.keys()]
    if not corrected:
        return _list_values(sheet)
    places = marks.errors.keys() | marks.uncalculated
    values = [cell for cell in _list_values(sheet) if cell[:2] not in places]
    return sorted(values + corrected, key=lambda cell: cell[:2])


def _list_values(sheet: CalamineSheet) -> Iterator[Located]:
    if sheet.start is None:
        return
    # The reader's rows begin at the sheet's first row, its columns at the first used column.
    first_column = sheet.start[1] + 1
    for row, values in enumerate(sheet.iter_rows(), start=1):
        for column, value in enumerate(values, start=first_column):
            if value != "":
                yield row, column, *say_value(value)


def _csv_sheet(content: bytes, limits: Limits) -> SheetAnswer:
    answer = SheetAnswer(SHEET, False, [], limits)
    rows = list_csv_rows(content, limits)
    cells = (
        (row, column, ERROR if text in ERRORS else TEXT, text)
        for row, texts in enumerate(rows, start=1)
        for column, text in enumerate(texts, start=1)
        if text != ""
    )
    answer.take(cells, set())
    return answer
