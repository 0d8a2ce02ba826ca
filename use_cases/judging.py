"""A return that was read, judged for somebody: what it says, its findings, and whether he may hand it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from data_access.database import Connection, Database
from data_access.plans import PlanVersion
from domain.asking import has_return
from domain.finding import Finding, Severity, is_blocked
from domain.kpi_return import KpiReturn, ReturnForm
from domain.submission import Edit
from kpi_returns.mending import mended
from kpi_returns.reading import read_return
from use_cases.forms import form_of
from use_cases.moment import load_aims, load_version
from use_cases.return_steps import Place
from workbooks.cells import Workbook
from workbooks.reading import WorkbookRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a file says. `form` is what it was asked, None where it is nobody's return; `answered` is None where a
    finding blocks it.
    """

    file: str
    sha256: str = ""
    plan_number: int = 0
    form: ReturnForm | None = None
    answered: KpiReturn | None = None
    findings: tuple[Finding, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def place(self) -> Place | None:
        """Whose return it is, and for which month; None where it is nobody's."""
        form = self.form
        return None if form is None else Place(form.department.code, form.year, form.month)

    @property
    def is_blocked(self) -> bool:
        """Whether a finding stops it."""
        return self.form is None or is_blocked(self.findings)

    @property
    def to_confirm(self) -> frozenset[str]:
        """The codes of the findings that want a yes."""
        return frozenset(f.code for f in self.findings if f.severity is Severity.CONFIRM)


def judge(
    database: Database,
    connection: Connection,
    file: str,
    result: Workbook | WorkbookRefused,
    edits: Sequence[Edit] = (),
) -> Judged:
    """Judge one file by the plan in force. Raises NoPlan."""
    if isinstance(result, WorkbookRefused):
        return Judged(file=file, findings=(refusal_finding(result, file),))
    version = load_version(database, connection, None)
    reading = read_return(mended(result, edits), partial(_form_for, connection, version))
    return Judged(
        file=file,
        sha256=result.sha256,
        plan_number=version.number,
        form=reading.form,
        answered=reading.answered,
        findings=reading.findings,
        edits=tuple(edits),
    )


def refusal_finding(refusal: WorkbookRefused, file: str) -> Finding:
    """A file that cannot be read at all, as a finding like any other."""
    return Finding(
        code=refusal.code, severity=Severity.BLOCK, message=refusal.message, values=refusal.values, file=file
    )


def _form_for(
    connection: Connection, version: PlanVersion, department: str, year: int, month: int
) -> ReturnForm | None:
    """What the plan in force asks of a department; None where it asks nothing."""
    found = next((d for d in version.plan.departments if d.code == department), None)
    if found is None or not has_return(version.plan, department, year, month):
        return None
    return form_of(version, load_aims(connection, version, [year], None), found, year, month)
