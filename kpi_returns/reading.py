"""A return, read and judged in one go: located cells → tables → lines → checks → the answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from domain.finding import Finding, Severity, is_blocked
from domain.kpi_return import KpiReturn, ReturnForm
from domain.text import mark
from kpi_returns.answering import answer_of
from kpi_returns.checks.registry import check_lines
from kpi_returns.identity import Identity, read_identity
from kpi_returns.layout import IDENTITY_SHEET
from kpi_returns.line_reading import read_lines
from kpi_returns.lines import ReturnLines
from kpi_returns.tables import find_tables
from workbooks.cells import Workbook

# Many times the largest return; a file with more would only keep everybody waiting.
CELLS_AT_MOST = 200_000
FormFor = Callable[[str, int, int], ReturnForm | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReading:
    """What a workbook says: the answer (None where a finding blocks it) and all findings.

    `form` is what it was asked; None where it is not known whose return it is. `lines` are what it says, where it says
    anything.
    """

    answered: KpiReturn | None
    form: ReturnForm | None = None
    lines: ReturnLines | None = None
    findings: tuple[Finding, ...] = ()


def read_return(workbook: Workbook, form_for: FormFor) -> ReturnReading:
    """Read a return and find all its faults at once, each with its cell and how to mend it.

    `form_for` gives what is asked of a department (its code) for a fiscal year (common era) and a closing
    fiscal month (1..12), None where nothing is.
    """
    if sum(len(sheet.cells) for sheet in workbook.sheets) > CELLS_AT_MOST:
        return refuse(workbook, too_large())
    identity = read_identity(workbook)
    if isinstance(identity, Finding):
        return refuse(workbook, identity)
    form = form_for(identity.department, identity.year, identity.month)
    if form is None:
        return refuse(workbook, _not_asked(identity))
    lines = read_lines(find_tables(workbook), form, identity)
    return judge_lines(workbook, lines) if lines.has_tables else refuse(workbook, _no_tables(), form=form)


def judge_lines(workbook: Workbook, lines: ReturnLines, known: Iterable[Finding] = ()) -> ReturnReading:
    """Ask every rule about the lines of a workbook; `known` is what was found before there were lines."""
    if lines.is_empty:
        return refuse(workbook, *known, _nothing_reported(), form=lines.form)
    findings = _named(workbook, (*known, *check_lines(lines)))
    answered = None if is_blocked(findings) else answer_of(lines)
    return ReturnReading(answered=answered, form=lines.form, lines=lines, findings=findings)


def refuse(workbook: Workbook, *findings: Finding, form: ReturnForm | None = None) -> ReturnReading:
    """The reading of a workbook of which nothing else can be said."""
    return ReturnReading(answered=None, form=form, findings=_named(workbook, findings))


def _named(workbook: Workbook, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(replace(finding, file=workbook.name) for finding in findings)


def _not_asked(identity: Identity) -> Finding:
    return Finding(
        code="return_not_asked",
        severity=Severity.BLOCK,
        message=mark(
            "Nothing is asked of the department “{department}” for month {month} of the fiscal year that ends "
            "in {year} C.E. Download the return of the right department and period."
        ),
        values={"department": identity.department, "month": identity.month, "year": identity.year},
        sheet=IDENTITY_SHEET,
    )


def _no_tables() -> Finding:
    return Finding(
        code="tables_missing",
        severity=Severity.BLOCK,
        message=mark(
            "No table of the return was found: the rows of keys are missing. "
            "Download the return again and copy your figures into it."
        ),
    )


def _nothing_reported() -> Finding:
    return Finding(
        code="nothing_reported",
        severity=Severity.BLOCK,
        message=mark("The return is blank: not a single figure is filled in. Fill it in and send it again."),
    )


def too_large() -> Finding:
    """The finding about a file with far more cells than a return has."""
    return Finding(
        code="return_too_large",
        severity=Severity.BLOCK,
        message=mark(
            "The file has more than {limit} filled cells, far more than a return asks for. "
            "Delete the sheets and rows that are not part of the return."
        ),
        values={"limit": CELLS_AT_MOST},
    )
