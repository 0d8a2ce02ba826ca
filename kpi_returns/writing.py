"""A return as bytes: blank for a department to fill in, or filled with an answer."""

from io import BytesIO

from openpyxl.workbook import Workbook

from domain.kpi_return import KpiReturn, ReturnForm
from domain.text import Language
from kpi_returns.drawing.explanation_sheet import draw_explanation_sheet
from kpi_returns.drawing.flagship_sheet import draw_flagship_sheet
from kpi_returns.drawing.guide_sheet import add_guide_sheet, draw_guide
from kpi_returns.drawing.identity_sheet import draw_identity_sheet
from kpi_returns.drawing.province_sheet import draw_province_sheet
from kpi_returns.drawing.styles import add_styles
from kpi_returns.drawing.whole_sheet import draw_whole_sheet
from kpi_returns.filling import BLANK, Filling, filling_of


def render_blank_return(form: ReturnForm, language: Language) -> bytes:
    """An .xlsx that asks for everything in the form; within a second for 40 KPIs × 77 provinces."""
    return _rendered(form, BLANK, language)


def render_filled_return(form: ReturnForm, answered: KpiReturn, language: Language) -> bytes:
    """The same with the input cells filled. What the form does not ask for is left out; `at` is not heeded."""
    return _rendered(form, filling_of(answered), language)


def _rendered(form: ReturnForm, filling: Filling, language: Language) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    add_guide_sheet(book, language)
    places = draw_whole_sheet(book, form, filling, language)
    places |= draw_province_sheet(book, form, filling, language)
    draw_flagship_sheet(book, form, filling, language)
    draw_explanation_sheet(book, form, filling, language)
    draw_identity_sheet(book, form)
    draw_guide(book, form, places, language)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
