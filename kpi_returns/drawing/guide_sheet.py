"""The first sheet: whose return it is, what to do, and a way to each sheet."""

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.kpi_return import ReturnForm
from domain.text import Language, mark
from house_style.dates import say_fiscal_year, say_month
from house_style.wording import wording
from kpi_returns.drawing.sheet import print_wide, protect, put
from kpi_returns.drawing.styles import Style
from kpi_returns.layout import IDENTITY_SHEET

STEPS = (
    mark("Fill in the light yellow cells only; all others are locked. Grey cells are not asked for."),
    mark("A blank cell means “not reported”. If the figure is zero, write 0."),
    mark(
        "Where a KPI is a ratio, write how many (numerator) of how many (denominator); never the percentage."
    ),
    mark("Figures are those of this period alone unless the definition of the KPI says otherwise."),
    mark("Do not change the small grey keys above the tables; the system finds the figures by them."),
    mark(
        "Save the file as .xlsx and send it on the page “Send a return”. Every fault is shown there with its cell."
    ),
)


def draw_guide_sheet(book: Workbook, form: ReturnForm, language: Language) -> None:
    """The guide, put in front of the sheets that are already there."""
    words, calendar = wording(language), form.plan.calendar
    title = words.say(mark("What to do"))
    sheet: Worksheet = book.create_sheet(title, 0)
    heads = (
        words.say(mark("Return of KPI results")),
        words.text(form.department.name),
        words.say(
            mark("For the period that closes in {month}, {year}"),
            month=say_month(form.year, form.month, words, calendar),
            year=say_fiscal_year(form.year, words, calendar),
        ),
        words.text(form.plan.title),
        words.text(form.plan.notice),
    )
    for row, head in enumerate(filter(None, heads), start=1):
        put(sheet, row, 1, head, Style.TITLE if row <= 3 else Style.GUIDANCE)
    for number, step in enumerate(STEPS, start=1):
        put(
            sheet,
            sheet.max_row + (2 if number == 1 else 1),
            1,
            f"{number}. {words.say(step)}",
            Style.GUIDANCE,
        )
    _link(sheet, [other.title for other in book.worksheets if other.title not in (title, IDENTITY_SHEET)])
    sheet.column_dimensions["A"].width = 110
    protect(sheet)
    print_wide(sheet)


def _link(sheet: Worksheet, titles: list[str]) -> None:
    first = sheet.max_row + 2
    for row, title in enumerate(titles, start=first):
        cell = put(sheet, row, 1, title, Style.GUIDANCE)
        cell.hyperlink = f"#'{title}'!A1"
