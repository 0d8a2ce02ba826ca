"""Returns in miniature: a form, workbooks of flat cells, and the answer to a form."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from openpyxl import load_workbook
from openpyxl.workbook import Workbook as OpenWorkbook

from domain.finding import Finding
from domain.fiscal import Frequency, Period
from domain.kpi import Grain, Kpi
from domain.kpi_return import (
    Asked,
    BudgetReport,
    Cell,
    Explanation,
    KpiReturn,
    MilestoneReport,
    Observation,
    ReturnForm,
)
from domain.plan import Plan, Words
from domain.text import Language
from kpi_returns.layout import IDENTITY_SHEET, TEMPLATE
from kpi_returns.reading import ReturnReading, read_return
from kpi_returns.writing import render_blank_return
from tests.builders import KEEPER, YEAR, a_kpi, a_plan, a_ratio
from workbooks import cells
from workbooks.reading import Upload, read_workbook

MONTH = 6
PERIOD = Period(year=YEAR, month=MONTH, frequency=Frequency.QUARTER)
NOWHERE = Cell(sheet="", cell="")
MISSING = {"kpi_not_reported", "places_not_reported", "milestones_not_reported"}
WORDS = Words(subtotals=("รวม",), not_reported=("อยู่ระหว่างดำเนินการ", "N/A"), province_prefixes=("จังหวัด", "จ."))
Written = str | float | None


def by_province(code: str = "P1") -> Kpi:
    """A total that is reported by province."""
    return a_kpi(code, grain=Grain.PROVINCE)


def ratio_by_province(code: str = "P2") -> Kpi:
    """A percentage that is reported by province, of which the part is never more than the whole."""
    return a_ratio(code, grain=Grain.PROVINCE, numerator_within_denominator=True)


def a_form(*kpis: Kpi, plan: Plan | None = None) -> ReturnForm:
    """What the keeper is asked for the second quarter of fiscal year 2563 under plan version 3."""
    found = plan or a_plan(*kpis, words=WORDS)
    return ReturnForm(
        plan=found,
        plan_number=3,
        department=found.departments[0],
        year=YEAR,
        month=MONTH,
        asked=tuple(Asked(kpi=kpi, period=PERIOD) for kpi in kpis),
    )


def knowing(
    form: ReturnForm,
    *past: float,
    place: str = "",
    denominators: tuple[float, ...] = (),
    before: float | None = None,
    target: float | None = None,
) -> ReturnForm:
    """The form of one KPI with what one place reported before."""
    (asked,) = form.asked
    known = replace(
        asked,
        history={place: past},
        denominators={place: denominators} if denominators else {},
        before={} if before is None else {place: before},
        target=target,
    )
    return replace(form, asked=(known,))


def an_answer(
    form: ReturnForm,
    *observations: Observation,
    milestones: tuple[MilestoneReport, ...] = (),
    budgets: tuple[BudgetReport, ...] = (),
    explanations: tuple[Explanation, ...] = (),
) -> KpiReturn:
    """The answer to a form."""
    return KpiReturn(
        department=form.department.code,
        year=form.year,
        month=form.month,
        plan_number=form.plan_number,
        observations=observations,
        milestones=milestones,
        budgets=budgets,
        explanations=explanations,
    )


def observed(
    kpi: str, numerator: float, denominator: float | None = None, *, province: str = "", note: str = ""
) -> Observation:
    """One figure of the keeper, wherever it stands."""
    return Observation(
        kpi=kpi,
        period=PERIOD,
        department=KEEPER,
        province=province,
        numerator=numerator,
        denominator=denominator,
        at=NOWHERE,
        note=note,
    )


def a_cell(row: int, column: int, value: str | float | bool, *, percent: bool = False) -> cells.Cell:
    """A cell of the kind that its value has."""
    kind = cells.CellKind.TEXT if isinstance(value, str) else cells.CellKind.NUMBER
    if isinstance(value, bool):
        kind = cells.CellKind.BOOLEAN
    return cells.Cell(row=row, column=column, value=value, kind=kind, percent=percent)


def a_sheet(name: str, *rows: Iterable[Written | cells.Cell], from_row: int = 1) -> cells.Sheet:
    """A sheet from its rows; None is blank, a ready cell is put where it stands in its row."""
    found = []
    for row, values in enumerate(rows, start=from_row):
        for column, value in enumerate(values, start=1):
            if isinstance(value, cells.Cell):
                found.append(replace(value, row=row, column=column))
            elif value is not None:
                found.append(a_cell(row, column, value))
    return cells.Sheet(name=name, cells=tuple(found))


def the_identity(**changed: Written) -> cells.Sheet:
    """The hidden sheet of the form above; a line that is None is left out."""
    lines: dict[str, Written] = {
        "template": TEMPLATE,
        "department": KEEPER,
        "fiscal_year": 2563,
        "closing_month": MONTH,
        "plan_number": 3,
        **changed,
    }
    return a_sheet(IDENTITY_SHEET, *((key, value) for key, value in lines.items() if value is not None))


def a_workbook(*sheets: cells.Sheet, identity: cells.Sheet | None = None) -> cells.Workbook:
    """A workbook as the reader of strangers' files hands it over."""
    return cells.Workbook(
        name="q2.xlsx", sha256="0" * 64, size=1, format="xlsx", sheets=(*sheets, identity or the_identity())
    )


def read(form: ReturnForm, *sheets: cells.Sheet) -> ReturnReading:
    """Read sheets as a return to a form."""
    return read_return(a_workbook(*sheets), lambda *_: form)


def read_rows(form: ReturnForm, *rows: Iterable[Written | cells.Cell]) -> ReturnReading:
    """Read one sheet, "S", as a return to a form."""
    return read(form, a_sheet("S", *rows))


def read_bytes(form: ReturnForm, content: bytes) -> ReturnReading:
    """Read a file as a return to a form, through the process that reads strangers' files."""
    return read_return(read_workbook(Upload(name="q2.xlsx", content=content)), lambda *_: form)


def faults(reading: ReturnReading) -> list[tuple[str, str]]:
    """The cell and the code of each finding but those that only say what is missing."""
    return [(f.cell, f.code) for f in reading.findings if f.code not in MISSING]


def finding(reading: ReturnReading, code: str) -> Finding:
    """The only finding with that code."""
    (found,) = [one for one in reading.findings if one.code == code]
    return found


def with_changes(content: bytes, change: Callable[[OpenWorkbook], None]) -> bytes:
    """A file after someone changed it in a spreadsheet program."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def blank_book(form: ReturnForm, language: Language = Language.THAI) -> OpenWorkbook:
    """A blank return, opened."""
    return load_workbook(io.BytesIO(render_blank_return(form, language)))


def figures(reading: ReturnReading) -> Mapping[tuple[str, str], tuple[float, float | None]]:
    """What was read, by KPI and province. Fails where nothing was."""
    assert reading.answered is not None, reading.findings
    return {(o.kpi, o.province): (o.numerator, o.denominator) for o in reading.answered.observations}


def placeless(answered: KpiReturn) -> tuple[object, ...]:
    """An answer without its cells, in no order."""
    return (
        replace(answered, observations=(), milestones=(), budgets=(), explanations=()),
        frozenset(replace(row, at=NOWHERE, denominator_at=None) for row in answered.observations),
        frozenset(replace(row, at=NOWHERE) for row in answered.milestones),
        frozenset(replace(row, at=NOWHERE, disbursed_at=None) for row in answered.budgets),
        frozenset(replace(row, at=NOWHERE) for row in answered.explanations),
    )


def book_of(*sheets: cells.Sheet) -> bytes:
    """An .xlsx of these sheets: a failed formula is an error in it, an uncalculated one has no result."""
    book = OpenWorkbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        drawn = book.create_sheet(sheet.name)
        for cell in sheet.cells:
            is_missing = cell.kind is cells.CellKind.UNCALCULATED
            put = drawn.cell(cell.row, cell.column, "=1+1" if is_missing else cell.value)
            if cell.percent:
                put.number_format = "0%"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
