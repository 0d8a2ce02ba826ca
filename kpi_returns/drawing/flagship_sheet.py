"""The sheet of the flagships that the department leads: milestones, and money below them."""

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.kpi_return import ReturnForm
from domain.plan import Flagship, Milestone
from domain.text import Language, mark
from house_style.dates import say_date
from house_style.wording import wording
from kpi_returns.drawing.limits import limit_numbers, limit_shares, limit_words
from kpi_returns.drawing.sheet import LABELS, add_sheet, fit_height, freeze, put, put_head
from kpi_returns.drawing.styles import Style, number_style
from kpi_returns.filling import Filling
from kpi_returns.layout import BUDGETS, MILESTONES, Key

HEAD = 4
MONEY_DECIMALS = 2
NOTE_PROMPT = mark("What was done since the last return, and what stands in the way. Blank if nothing.")
MILESTONE_COLUMN = {key: position for position, key in enumerate(MILESTONES.columns, start=1)}
BUDGET_COLUMN = {key: position for position, key in enumerate(BUDGETS.columns, start=1)}


def draw_flagship_sheet(book: Workbook, form: ReturnForm, filling: Filling, language: Language) -> None:
    """The sheet, where the return asks for milestones or budgets at all."""
    if not form.milestones and not form.flagships:
        return
    words = wording(language)
    sheet = add_sheet(
        book,
        words.say(mark("Flagships")),
        guidance=words.say(
            mark("Say how much of each milestone is complete, and the money since the fiscal year began.")
        ),
    )
    below = _draw_milestones(sheet, form, filling, language) if form.milestones else HEAD
    if form.flagships:
        _draw_budgets(sheet, below, form, filling, language)


def _draw_milestones(sheet: Worksheet, form: ReturnForm, filling: Filling, language: Language) -> int:
    """The table of milestones; answers with the row at which the next table may begin."""
    put_head(sheet, HEAD, MILESTONES.columns, language)
    for row, milestone in enumerate(form.milestones, start=HEAD + 2):
        _draw_milestone(sheet, row, milestone, form, filling, language)
    last = HEAD + 1 + len(form.milestones)
    complete, note = (get_column_letter(MILESTONE_COLUMN[key]) for key in (Key.COMPLETE, Key.NOTE))
    words = wording(language)
    limit_shares(sheet, f"{complete}{HEAD + 2}:{complete}{last}", language)
    title, prompt = words.say(LABELS[Key.NOTE]), words.say(NOTE_PROMPT)
    limit_words(sheet, f"{note}{HEAD + 2}:{note}{last}", language, title=title, prompt=prompt)
    freeze(sheet, HEAD, MILESTONE_COLUMN[Key.NAME] + 1)
    return last + 3


def _draw_milestone(
    sheet: Worksheet, row: int, milestone: Milestone, form: ReturnForm, filling: Filling, language: Language
) -> None:
    known = filling.milestones.get(milestone.code)
    column = MILESTONE_COLUMN
    words = wording(language)
    put(sheet, row, column[Key.MILESTONE], milestone.code, Style.FIXED)
    put(sheet, row, column[Key.NAME], words.text(milestone.name), Style.FIXED)
    fit_height(sheet, row, {Key.NAME: words.text(milestone.name)})
    planned_end = say_date(milestone.planned_end, words, form.plan.calendar.era)
    put(sheet, row, column[Key.PLANNED_END], planned_end, Style.FIXED)
    put(sheet, row, column[Key.BEFORE], form.complete_before.get(milestone.code), Style.SHARE)
    put(sheet, row, column[Key.COMPLETE], known.complete if known else None, Style.SHARE_INPUT)
    put(sheet, row, column[Key.NOTE], known.note if known else None, Style.TEXT_INPUT)


def _draw_budgets(
    sheet: Worksheet, head: int, form: ReturnForm, filling: Filling, language: Language
) -> None:
    put_head(sheet, head, BUDGETS.columns, language)
    for row, flagship in enumerate(form.flagships, start=head + 2):
        _draw_budget(sheet, row, flagship, form, filling, language)
    words = wording(language)
    for key in (Key.COMMITTED, Key.DISBURSED):
        letter = get_column_letter(BUDGET_COLUMN[key])
        cells = f"{letter}{head + 2}:{letter}{head + 1 + len(form.flagships)}"
        title, about = words.say(LABELS[key]), words.text(form.plan.currency)
        limit_numbers(sheet, cells, language, title=title, about=about, low=0, high=None)


def _draw_budget(
    sheet: Worksheet, row: int, flagship: Flagship, form: ReturnForm, filling: Filling, language: Language
) -> None:
    known, column = filling.budgets.get(flagship.code), BUDGET_COLUMN
    years = [b for b in form.plan.budgets if b.flagship == flagship.code and b.year == form.year]
    money = number_style(MONEY_DECIMALS, is_input=True)
    put(sheet, row, column[Key.FLAGSHIP], flagship.code, Style.FIXED)
    name = wording(language).text(flagship.name)
    put(sheet, row, column[Key.NAME], name, Style.FIXED)
    fit_height(sheet, row, {Key.NAME: name})
    planned = sum(years[0].quarters) if years else None
    put(sheet, row, column[Key.BUDGET], planned, number_style(MONEY_DECIMALS, is_input=False))
    put(sheet, row, column[Key.COMMITTED], known.committed if known else None, money)
    put(sheet, row, column[Key.DISBURSED], known.disbursed if known else None, money)
