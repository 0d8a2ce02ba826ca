"""Lists and limits that guide the hand in each column."""

from openpyxl.worksheet.datavalidation import DataValidation

from domain.text import Language
from plan_workbook.bilingual import in_both, label_of
from plan_workbook.layout.shape import NO, YES, Column, Kind

LAST_LISTED_ROW = 3000
EXCEL_PROMPT_LIMIT = 255
EXCEL_TITLE_LIMIT = 32
NUMERIC = (Kind.NUMBER, Kind.SHARE, Kind.WHOLE)


def validation_of(column: Column, language: Language, *, first_row: int) -> DataValidation | None:
    """What Excel should offer and refuse in a column; None where anything may stand.

    `first_row` is the row at which data begins on the sheets that a column refers to.
    """
    rule = _rule(column, first_row)
    if rule is None:
        return None
    rule.promptTitle = label_of(column, language)[:EXCEL_TITLE_LIMIT]
    rule.prompt = in_both(column.meaning, language)[:EXCEL_PROMPT_LIMIT]
    rule.showInputMessage = True
    return rule


def _rule(column: Column, first_row: int) -> DataValidation | None:
    if column.choices is not None:
        return _list(",".join(column.choices), strict=True)
    if column.kind is Kind.YES_NO:
        return _list(f"{YES},{NO}", strict=True)
    if column.kind is Kind.CODE and column.refers:
        return DataValidation(
            type="list",
            formula1=f"'{column.refers}'!$A${first_row}:$A${LAST_LISTED_ROW}",
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="warning",
        )
    return _limits(column) if column.kind in NUMERIC else None


def _list(words: str, *, strict: bool) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=f'"{words}"',
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop" if strict else "warning",
    )


def _limits(column: Column) -> DataValidation | None:
    rule = DataValidation(
        type="whole" if column.kind is Kind.WHOLE else "decimal",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop",
    )
    if column.above is not None:
        rule.operator, rule.formula1 = "greaterThan", f"{column.above:g}"
    elif column.lowest is not None and column.highest is not None:
        rule.operator, rule.formula1, rule.formula2 = "between", f"{column.lowest:g}", f"{column.highest:g}"
    elif column.lowest is not None:
        rule.operator, rule.formula1 = "greaterThanOrEqual", f"{column.lowest:g}"
    else:
        return None
    return rule
