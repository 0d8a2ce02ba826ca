"""A workbook with one fault, and what is found in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.finding import Finding
from domain.kpi_return import ReturnForm
from kpi_returns.checks.explanations import check_explanations
from kpi_returns.foreign.mapping import Mapping
from kpi_returns.foreign.reading import read_mapped
from kpi_returns.reading import read_return
from tests.builders import a_kpi
from tests.kpi_returns.builders import Written, a_form, a_sheet, book_of, the_identity
from use_cases.judging import refusal_finding
from workbooks import cells
from workbooks.reading import Limits, Upload, WorkbookRefused, read_workbook

FILE = "q2.xlsx"
USUAL_LIMITS = Limits()
USUAL = a_form(a_kpi("K1"))
WHOLE_HEAD = ("kpi", "name", "numerator", "denominator", "note")
Row = Iterable[Written | cells.Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A workbook in which exactly `code` is found, and `also` where the fault cannot come alone.

    `form` is what the return is asked, None where nothing is; `mapping` where the workbook is foreign;
    `critical` the KPIs that would be critical; `limits` where the real ones would take long to reach.
    """

    code: str
    make: Callable[[], bytes]
    form: ReturnForm | None = USUAL
    mapping: Mapping | None = None
    critical: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    limits: Limits = USUAL_LIMITS


def of_rows(
    code: str, *rows: Row, form: ReturnForm = USUAL, also: Iterable[str] = (), **identity: Written
) -> Example:
    """A return of one sheet, "S"; `identity` changes lines of its hidden sheet."""
    return Example(
        code=code,
        make=lambda: book_of(a_sheet("S", *rows), the_identity(**identity)),
        form=form,
        also=frozenset(also),
    )


def of_whole(code: str, row: Row, *, form: ReturnForm = USUAL, also: Iterable[str] = ()) -> Example:
    """A return with one row in its table of KPIs as a whole."""
    return of_rows(code, WHOLE_HEAD, row, form=form, also=also)


def found_in(example: Example) -> list[Finding]:
    """All that the page says about an example, in the order in which it is said."""
    try:
        workbook = read_workbook(Upload(name=FILE, content=example.make()), limits=example.limits)
    except WorkbookRefused as refusal:
        return [refusal_finding(refusal, FILE)]
    if example.mapping is not None and example.form is not None:
        return list(read_mapped(workbook, example.mapping, example.form).findings)
    reading = read_return(workbook, lambda *_: example.form)
    if example.critical and reading.lines is not None:
        return [*reading.findings, *check_explanations(reading.lines, example.critical)]
    return list(reading.findings)
