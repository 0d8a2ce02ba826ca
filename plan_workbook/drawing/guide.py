"""The first sheet: what each sheet and each field is for, in plain words of both languages."""

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.text import Language, mark
from plan_workbook.bilingual import label_of, languages_from, said
from plan_workbook.drawing import styles
from plan_workbook.layout.plan_sheet import PLAN, PLAN_FIELDS
from plan_workbook.layout.shape import GUIDE_SHEET, Column, SheetLayout
from plan_workbook.layout.sheets import SHEETS
from plan_workbook.layout.words import MEANINGS

TITLE = mark("How to fill in the plan workbook")
ADVICE = (
    mark(
        "Each sheet has a line of guidance, a line of labels and a line of keys; data begin below the keys. Do not change the keys."
    ),
    mark(
        "Columns marked * must be filled. Columns may stand in another order; a column that the system does not know is left out and reported."
    ),
    mark(
        "Years may be written in B.E. or C.E.; dates as a date, as 2020-03-31 or as 31/3/2563. Thai digits are understood."
    ),
    mark("Several codes or words in one cell are parted by |. Codes must stand on their own sheet as well."),
    mark(
        "A target is never overwritten: add a row with the date of the revision, its reason and its document."
    ),
    mark("Names must stand in Thai, in English or in both; a name in one language is shown in both."),
)
WIDTHS = (22.0, 30.0, 60.0, 60.0)


def draw_guide(book: Workbook, language: Language) -> None:
    """The guide, drawn as the first sheet of the book."""
    sheet: Worksheet = book.create_sheet(GUIDE_SHEET, 0)
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for words, language_of_line in ((TITLE, tongue) for tongue in languages_from(language)):
        sheet.append([said(words, language_of_line)])
        sheet.cell(sheet.max_row, 1).font = styles.TITLE_FONT
    for advice in ADVICE:
        _line(sheet, "", "", *_pair(advice, language))
    for layout in SHEETS:
        _sheet(sheet, layout, language)


def _pair(message: str, language: Language) -> tuple[str, str]:
    first, second = languages_from(language)
    return said(message, first), said(message, second)


def _sheet(sheet: Worksheet, layout: SheetLayout, language: Language) -> None:
    sheet.append([])
    _line(
        sheet,
        layout.name,
        "",
        *(
            ": ".join(pair)
            for pair in zip(_pair(layout.title, language), _pair(layout.guidance, language), strict=True)
        ),
    )
    link = sheet.cell(sheet.max_row, 1)
    link.hyperlink, link.font = f"#'{layout.name}'!A1", styles.LINK_FONT
    for column in PLAN_FIELDS if layout is PLAN else layout.columns:
        _field(sheet, column, language)


def _field(sheet: Worksheet, column: Column, language: Language) -> None:
    key = column.key + ("…" if column.family else "")
    explained = [
        f"{label_of(column, tongue)}: {said(column.meaning, tongue)}" for tongue in languages_from(language)
    ]
    _line(sheet, "", f"{key} *" if column.required else key, *explained)
    for word, meaning in MEANINGS[column.choices].items() if column.choices else ():
        _line(sheet, "", f"    {word}", *_pair(meaning, language))


def _line(sheet: Worksheet, name: str, key: str, first: str, second: str) -> None:
    sheet.append([name or None, key or None, first, second])
    for position, font in enumerate(
        (styles.BODY_FONT, styles.KEY_FONT, styles.BODY_FONT, styles.BODY_FONT), start=1
    ):
        cell = sheet.cell(sheet.max_row, position)
        cell.font, cell.alignment = font, styles.WRAPPED
