"""The sheet of explanations: a row to each KPI, those that are critical now on top."""

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.kpi_return import Explanation, ReturnForm
from domain.text import Language, mark
from house_style.wording import wording
from kpi_returns.drawing.limits import limit_days, limit_words
from kpi_returns.drawing.sheet import LABELS, Value, add_sheet, fit_height, freeze, put, put_head
from kpi_returns.drawing.styles import Style
from kpi_returns.filling import Filling
from kpi_returns.layout import EXPLANATIONS, Key

HEAD = 4
ROOM_TO_WRITE = 60.0
FIRST = HEAD + 2
COLUMN = {key: position for position, key in enumerate(EXPLANATIONS.columns, start=1)}
PROMPTS = {
    Key.CAUSE: mark("Why the result is what it is: what happened, where, and whom it concerns."),
    Key.ACTION: mark("What the department does about it, and who does it."),
    Key.SUPPORT: mark("What is needed from others: people, money, a decision, data. Blank if nothing."),
}


def draw_explanation_sheet(book: Workbook, form: ReturnForm, filling: Filling, language: Language) -> None:
    """The sheet, where the return asks for KPIs at all."""
    if not form.asked:
        return
    words = wording(language)
    sheet = add_sheet(
        book,
        words.say(mark("Explanations")),
        guidance=words.say(
            mark("Explain every KPI that is or will be critical: why, what is done, by when, what it needs.")
        ),
    )
    put_head(sheet, HEAD, EXPLANATIONS.columns, language)
    asked = sorted(form.asked, key=lambda question: question.kpi.code not in form.red)
    for row, question in enumerate(asked, start=FIRST):
        code = question.kpi.code
        put(sheet, row, COLUMN[Key.KPI], code, Style.FIXED)
        name = words.text(question.kpi.name)
        put(sheet, row, COLUMN[Key.NAME], name, Style.FIXED)
        fit_height(sheet, row, {Key.NAME: name}, least=ROOM_TO_WRITE)
        status = words.say(mark("Critical: explain")) if code in form.red else ""
        put(sheet, row, COLUMN[Key.STATUS], status, Style.CRITICAL)
        _draw_inputs(sheet, row, filling.explanations.get(code))
    _limit(sheet, form, language)
    freeze(sheet, FIRST, COLUMN[Key.NAME] + 1)
    sheet.print_title_rows = f"{HEAD}:{HEAD + 1}"


def _draw_inputs(sheet: Worksheet, row: int, known: Explanation | None) -> None:
    values: dict[Key, Value] = {}
    if known is not None:
        values = {
            Key.CAUSE: known.cause,
            Key.ACTION: known.action,
            Key.BY: known.by,
            Key.SUPPORT: known.support,
        }
    for key in EXPLANATIONS.inputs:
        style = Style.DAY_INPUT if key is Key.BY else Style.TEXT_INPUT
        put(sheet, row, COLUMN[key], values.get(key), style)


def _limit(sheet: Worksheet, form: ReturnForm, language: Language) -> None:
    words, last = wording(language), FIRST + len(form.asked) - 1
    ranges = {
        key: f"{get_column_letter(COLUMN[key])}{FIRST}:{get_column_letter(COLUMN[key])}{last}"
        for key in COLUMN
    }
    for key, prompt in PROMPTS.items():
        limit_words(sheet, ranges[key], language, title=words.say(LABELS[key]), prompt=words.say(prompt))
    limit_days(sheet, ranges[Key.BY], f"30/9/{form.plan.calendar.shown_year(form.year)}", language)
