"""One sheet drawn: guidance, labels, keys, then data."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.text import Language
from plan_workbook.bilingual import in_both, label_in_both, languages_from, said
from plan_workbook.drawing import styles
from plan_workbook.drawing.plan_rows import Row, Written
from plan_workbook.drawing.validation import validation_of
from plan_workbook.layout.plan_sheet import KEY, MEANING, PLAN_FIELDS, VALUE
from plan_workbook.layout.shape import Column, Kind, SheetLayout

GUIDANCE_ROW, LABEL_ROW, KEY_ROW, FIRST_ROW = 1, 2, 3, 4
SPARE_ROWS = 300
FORMATS = {
    Kind.TEXT: styles.TEXT_FORMAT,
    Kind.CODE: styles.TEXT_FORMAT,
    Kind.CODES: styles.TEXT_FORMAT,
    Kind.WORDS: styles.TEXT_FORMAT,
    Kind.WHOLES: styles.TEXT_FORMAT,
    Kind.DAY: styles.DATE_FORMAT,
    Kind.SHARE: styles.SHARE_FORMAT,
    Kind.YEAR: styles.YEAR_FORMAT,
}


def draw_table(
    book: Workbook, layout: SheetLayout, columns: Sequence[Column], rows: Iterable[Row], language: Language
) -> None:
    """A sheet of rows, with spare rows below that are formatted and checked like them."""
    sheet = _headed(book, layout, columns, language)
    count = 0
    for count, row in enumerate(rows, start=1):
        for position, column in enumerate(columns, start=1):
            _fill(_cell(sheet, FIRST_ROW + count - 1, position), column, row.get(column.key))
    for position, column in enumerate(columns, start=1):
        _guide_column(sheet, position, column, language, last_row=FIRST_ROW + count + SPARE_ROWS)


def draw_settings(
    book: Workbook, layout: SheetLayout, settings: Mapping[str, Written], language: Language
) -> None:
    """The sheet of settings: a line to each, with its explanation beside it."""
    sheet = _headed(book, layout, layout.columns, language)
    places = {column.key: position for position, column in enumerate(layout.columns, start=1)}
    for row, field in enumerate(PLAN_FIELDS, start=FIRST_ROW):
        _fill(_cell(sheet, row, places[KEY]), layout.columns[0], field.key)
        value = _cell(sheet, row, places[VALUE])
        _fill(value, field, settings.get(field.key))
        value.number_format = FORMATS.get(field.kind, "General")
        value.alignment, value.border = styles.WRAPPED, styles.UNDERLINED
        meaning = sheet.cell(row, places[MEANING], _explained(field, language))
        meaning.font, meaning.alignment = styles.GUIDANCE_FONT, styles.WRAPPED
        _check(sheet, field, language, f"{value.coordinate}")


def _explained(field: Column, first: Language) -> str:
    label = label_in_both(field, first).split("\n")
    return "\n".join(
        f"{words} : {said(field.meaning, language)}"
        for words, language in zip(label, languages_from(first), strict=True)
    )


def _headed(book: Workbook, layout: SheetLayout, columns: Sequence[Column], language: Language) -> Worksheet:
    sheet: Worksheet = book.create_sheet(layout.name)
    guidance = sheet.cell(GUIDANCE_ROW, 1, in_both(layout.guidance, language))
    guidance.font, sheet.row_dimensions[GUIDANCE_ROW].height = styles.GUIDANCE_FONT, 32
    sheet.row_dimensions[LABEL_ROW].height = 44
    for position, column in enumerate(columns, start=1):
        label = sheet.cell(LABEL_ROW, position, label_in_both(column, language))
        label.font, label.fill, label.alignment = styles.LABEL_FONT, styles.LABEL_FILL, styles.CENTRED
        key = sheet.cell(KEY_ROW, position, column.key)
        key.font, key.fill = styles.KEY_FONT, styles.REQUIRED_FILL if column.required else styles.KEY_FILL
        sheet.column_dimensions[get_column_letter(position)].width = column.width
    sheet.freeze_panes = f"B{FIRST_ROW}"
    return sheet


def _guide_column(
    sheet: Worksheet, position: int, column: Column, language: Language, *, last_row: int
) -> None:
    letter = get_column_letter(position)
    sheet.column_dimensions[letter].number_format = FORMATS.get(column.kind, "General")
    _check(sheet, column, language, f"{letter}{FIRST_ROW}:{letter}{last_row}")


def _check(sheet: Worksheet, column: Column, language: Language, cells: str) -> None:
    rule = validation_of(column, language, first_row=FIRST_ROW)
    if rule is not None:
        rule.add(cells)
        sheet.add_data_validation(rule)


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell to write in; this book merges none."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(cell.coordinate)
    return cell


def _fill(cell: Cell, column: Column, value: Written) -> None:
    """One value. Words are written as words even where they begin like a formula."""
    if value is None or value == "":
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font = styles.BODY_FONT
    if isinstance(value, str | date) or column.kind in (Kind.SHARE, Kind.YEAR):
        cell.number_format = FORMATS.get(column.kind, "General")
