"""The first sheet: whose return it is, what to do, and a way to each sheet and each KPI."""

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.kpi_return import ReturnForm
from domain.text import Language, mark
from house_style.dates import say_fiscal_year, say_month
from house_style.wording import Wording, wording
from kpi_returns.drawing.sheet import link, place_of, print_wide, protect, put
from kpi_returns.drawing.styles import Style
from kpi_returns.layout import IDENTITY_SHEET

TITLES = 3
STEPS = (
    mark("Fill in the light yellow cells only; all others are locked. Grey cells are not asked for."),
    mark("A blank cell means “not reported”. If the figure is zero, write 0."),
    mark(
        "Where a KPI is a ratio, write how many (numerator) of how many (denominator); never the percentage."
    ),
    mark("Figures are those of this period alone unless the definition of the KPI says otherwise."),
    mark(
        "“To date, period before” is the result of the fiscal year up to the period before, not of that period alone."
    ),
    mark(
        "Explain every KPI that is critical on the sheet “Explanations”; those that are so now stand on top."
    ),
    mark("Do not change the small grey keys above the tables; the system finds the figures by them."),
    mark(
        "Save the file as .xlsx and send it on the page “Returns”. Every fault is shown there with its cell."
    ),
)


def add_guide_sheet(book: Workbook, language: Language) -> None:
    """The sheet, to be drawn when all others are there to be led to."""
    book.create_sheet(wording(language).say(mark("What to do")))


def draw_guide(book: Workbook, form: ReturnForm, places: Mapping[str, str], language: Language) -> None:
    """The guide on the first sheet; `places` are the first input cells of KPIs by their code."""
    sheet, words = book.worksheets[0], wording(language)
    for row, head in enumerate(_heads(form, words), start=1):
        put(sheet, row, 1, head, Style.TITLE if row <= TITLES else Style.GUIDANCE)
    first = sheet.max_row + 2
    for number, step in enumerate(STEPS, start=1):
        put(sheet, first + number - 1, 1, f"{number}. {words.say(step)}", Style.GUIDANCE)
    _link_sheets(sheet, book.sheetnames, words)
    _link_kpis(sheet, form, places, words)
    sheet.column_dimensions["A"].width = 110
    protect(sheet)
    print_wide(sheet)


def _heads(form: ReturnForm, words: Wording) -> Iterator[str]:
    calendar = form.plan.calendar
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
    return filter(None, heads)


def _link_sheets(sheet: Worksheet, all_titles: Sequence[str], words: Wording) -> None:
    titles = [title for title in all_titles if title not in (sheet.title, IDENTITY_SHEET)]
    head = sheet.max_row + 2
    put(sheet, head, 1, words.say(mark("Sheets of this return")), Style.STRONG)
    for row, title in enumerate(titles, start=head + 1):
        link(put(sheet, row, 1, title, Style.LINK), place_of(title, "A1"))


def _link_kpis(sheet: Worksheet, form: ReturnForm, places: Mapping[str, str], words: Wording) -> None:
    head = sheet.max_row + 2
    put(sheet, head, 1, words.say(mark("KPIs of this return")), Style.STRONG)
    for row, asked in enumerate(form.asked, start=head + 1):
        kpi = asked.kpi
        link(put(sheet, row, 1, f"{kpi.code}  {words.text(kpi.name)}", Style.LINK), places[kpi.code])
