"""The sheet of the KPIs that are reported as one whole: a row to each."""

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.kpi import Grain, Kpi
from domain.kpi_return import Asked, ReturnForm
from domain.text import Language, mark
from house_style.wording import wording
from kpi_returns.drawing.limits import limit_figures, limit_words
from kpi_returns.drawing.sheet import LABELS, add_sheet, fit_height, freeze, place_of, put, put_head
from kpi_returns.drawing.styles import Style, number_style
from kpi_returns.filling import Filling
from kpi_returns.layout import WHOLE, Key

HEAD = 4
FIRST = HEAD + 2
COLUMN = {key: position for position, key in enumerate(WHOLE.columns, start=1)}


NOTE_PROMPT = mark(
    "Whatever helps to read the figure: how it was counted, what is preliminary. Blank if nothing."
)


def draw_whole_sheet(
    book: Workbook, form: ReturnForm, filling: Filling, language: Language
) -> dict[str, str]:
    """The sheet, where the return asks for such KPIs at all; answers with the place of each one's input."""
    asked = [question for question in form.asked if question.kpi.grain is Grain.WHOLE]
    if not asked:
        return {}
    words = wording(language)
    sheet = add_sheet(
        book,
        words.say(mark("KPIs as a whole")),
        guidance=words.say(mark("One row to each KPI. Fill in the light yellow cells only.")),
    )
    put_head(sheet, HEAD, WHOLE.columns, language)
    for row, question in enumerate(asked, start=FIRST):
        _draw_row(sheet, row, question, filling, language)
    freeze(sheet, FIRST, COLUMN[Key.NAME] + 1)
    sheet.print_title_rows = f"{HEAD}:{HEAD + 1}"
    input_letter = get_column_letter(COLUMN[Key.NUMERATOR])
    return {
        question.kpi.code: place_of(sheet.title, f"{input_letter}{row}")
        for row, question in enumerate(asked, start=FIRST)
    }


def _draw_row(sheet: Worksheet, row: int, asked: Asked, filling: Filling, language: Language) -> None:
    kpi, words = asked.kpi, wording(language)
    fixed = number_style(kpi.decimals, is_input=False)
    put(sheet, row, COLUMN[Key.KPI], kpi.code, Style.FIXED)
    told = {
        Key.NAME: words.text(kpi.name),
        Key.COUNTED: counted(kpi, language),
        Key.UNIT: words.text(kpi.unit),
    }
    for key, text in told.items():
        put(sheet, row, COLUMN[key], text, Style.FIXED)
    fit_height(sheet, row, told)
    put(sheet, row, COLUMN[Key.TARGET], asked.target, fixed)
    put(sheet, row, COLUMN[Key.BEFORE], asked.before.get(""), fixed)
    _draw_inputs(sheet, row, asked, filling, language)


def _draw_inputs(sheet: Worksheet, row: int, asked: Asked, filling: Filling, language: Language) -> None:
    kpi = asked.kpi
    known = filling.observations.get((kpi.code, ""))
    style = number_style(0 if kpi.is_ratio else kpi.decimals, is_input=True)
    numerator = put(sheet, row, COLUMN[Key.NUMERATOR], known.numerator if known else None, style)
    limit_figures(sheet, numerator.coordinate, asked, language)
    denominator_style = style if kpi.is_ratio else Style.CLOSED
    denominator = put(
        sheet, row, COLUMN[Key.DENOMINATOR], known.denominator if known else None, denominator_style
    )
    if kpi.is_ratio:
        limit_figures(sheet, denominator.coordinate, asked, language, below=True)
    note = put(sheet, row, COLUMN[Key.NOTE], known.note if known else None, Style.TEXT_INPUT)
    words = wording(language)
    title, prompt = words.say(LABELS[Key.NOTE]), words.say(NOTE_PROMPT)
    limit_words(sheet, note.coordinate, language, title=title, prompt=prompt)


def counted(kpi: Kpi, language: Language) -> str:
    """What the numerator counts, over what the denominator counts; empty where the plan does not say."""
    words = wording(language)
    parts = [words.text(kpi.numerator_name), words.text(kpi.denominator_name) if kpi.is_ratio else ""]
    return " / ".join(filter(None, parts))
