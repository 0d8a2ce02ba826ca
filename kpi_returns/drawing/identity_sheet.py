"""The hidden sheet that says whose return it is and for when."""

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.kpi_return import ReturnForm
from kpi_returns.drawing.sheet import protect, put
from kpi_returns.drawing.styles import Style
from kpi_returns.layout import IDENTITY_SHEET, TEMPLATE, IdentityKey


def draw_identity_sheet(book: Workbook, form: ReturnForm) -> None:
    """One line to a key; the year is written as the organisation writes years."""
    sheet: Worksheet = book.create_sheet(IDENTITY_SHEET)
    lines: dict[IdentityKey, str | int] = {
        IdentityKey.TEMPLATE: TEMPLATE,
        IdentityKey.DEPARTMENT: form.department.code,
        IdentityKey.FISCAL_YEAR: form.plan.calendar.shown_year(form.year),
        IdentityKey.CLOSING_MONTH: form.month,
        IdentityKey.PLAN_NUMBER: form.plan_number,
    }
    for row, (key, value) in enumerate(lines.items(), start=1):
        put(sheet, row, 1, key.value, Style.KEY)
        put(sheet, row, 2, value, Style.FIXED)
    sheet.sheet_state = "hidden"
    protect(sheet)
