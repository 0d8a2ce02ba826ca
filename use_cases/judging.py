"""A return that was read, judged for somebody: what it says, its findings, and whether he may hand it in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from data_access.database import Connection, Database
from data_access.moment import load_data_version
from data_access.return_versions import find_in_state, next_version
from domain.finding import Finding, Severity, is_blocked
from domain.kpi_return import KpiReturn, ReturnForm
from domain.status import Status
from domain.submission import Edit, State
from kpi_returns.checks.explanations import check_explanations
from kpi_returns.foreign.mapping import Mapping
from kpi_returns.foreign.reading import read_mapped
from kpi_returns.lines import ReturnLines
from kpi_returns.mending import mended
from kpi_returns.reading import ReturnReading, read_return
from use_cases.forms import find_form, load_form
from use_cases.moment import load_version
from use_cases.rehearse import Rehearsal, rehearse
from use_cases.return_steps import Place
from workbooks.cells import Workbook
from workbooks.reading import WorkbookRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A workbook that is no return of ours: whose return it is to be, and where its figures stand."""

    place: Place
    mapping: Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVersion:
    """A draft, or what was sent and waits: what is kept or sent anew takes its place. `by` is who made or sent it."""

    version: int
    state: State
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a file says. `form` is what it was asked, None where it is nobody's return; `answered` is None where a
    finding blocks it; `rehearsal` is what it would change, also where only explanations are missing. It was judged by
    what stood at `data_version`, and would have been kept as version `next_version` in place of those `beside` it.
    """

    file: str
    sha256: str = ""
    plan_number: int = 0
    form: ReturnForm | None = None
    answered: KpiReturn | None = None
    findings: tuple[Finding, ...] = ()
    edits: tuple[Edit, ...] = ()
    rehearsal: Rehearsal | None = None
    foreign: Foreign | None = None
    data_version: int = -1
    next_version: int = 0
    beside: tuple[OpenVersion, ...] = ()

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
    *,
    must_explain: bool = True,
    foreign: Foreign | None = None,
) -> Judged:
    """Judge one file by the plan in force and what was reported before it. Raises NoPlan.

    A KPI that will be critical has to be explained, unless the file is taken as it is (history, by command). A file that
    is no return of ours is read as `foreign` says; NotFound is raised where nothing is asked of its department then.
    """
    if isinstance(result, WorkbookRefused):
        return Judged(file=file, findings=(refusal_finding(result, file),))
    version = load_version(database, connection, None)
    workbook = mended(result, edits)
    if foreign is None:
        reading = read_return(workbook, partial(find_form, database, connection, version))
    else:
        reading = _read_foreign(database, connection, workbook, foreign)
    judged = Judged(
        file=file,
        sha256=result.sha256,
        plan_number=version.number,
        data_version=load_data_version(connection),
        form=reading.form,
        answered=reading.answered,
        findings=reading.findings,
        edits=tuple(edits),
        foreign=foreign,
    )
    if judged.place is not None:
        place = judged.place
        number = next_version(connection, place.department, place.year, place.month)
        judged = replace(judged, next_version=number, beside=_beside(connection, place))
    return _explained(database, connection, judged, reading.lines) if must_explain else judged


def _beside(connection: Connection, place: Place) -> tuple[OpenVersion, ...]:
    """What is open of the same return."""
    found = [
        find_in_state(connection, place.department, place.year, place.month, state)
        for state in (State.DRAFT, State.SUBMITTED)
    ]
    return tuple(
        OpenVersion(version=seen.version, state=seen.state, by=(seen.submitted or seen.drafted).name)
        for seen in found
        if seen is not None
    )


def judge_again(
    database: Database,
    connection: Connection,
    judged: Judged,
    result: Workbook | WorkbookRefused,
) -> Judged:
    """The same within a transaction: judged anew only where something was published or planned meanwhile."""
    if load_data_version(connection) == judged.data_version:
        return judged
    again = judge(database, connection, judged.file, result, judged.edits, foreign=judged.foreign)
    return replace(again, next_version=judged.next_version)


def _read_foreign(
    database: Database, connection: Connection, workbook: Workbook, foreign: Foreign
) -> ReturnReading:
    """A department's own workbook; whose it is was said by whoever pointed out, also where the mapping does not fit."""
    place = foreign.place
    form = load_form(database, connection, department=place.department, year=place.year, month=place.month)
    return replace(read_mapped(workbook, foreign.mapping, form), form=form)


def _explained(
    database: Database, connection: Connection, judged: Judged, lines: ReturnLines | None
) -> Judged:
    """With what is to be explained of the KPIs that will be critical."""
    if judged.answered is None or lines is None:
        return judged
    rehearsal = rehearse(database, connection, judged.answered)
    will_be = frozenset(code for code, f in rehearsal.then.kpis.items() if f.status is Status.CRITICAL)
    missing = tuple(replace(f, file=judged.file) for f in check_explanations(lines, will_be))
    return replace(
        judged,
        answered=None if is_blocked(missing) else judged.answered,
        findings=(*judged.findings, *missing),
        rehearsal=rehearsal,
    )


def refusal_finding(refusal: WorkbookRefused, file: str) -> Finding:
    """A file that cannot be read at all, as a finding like any other."""
    return Finding(
        code=refusal.code, severity=Severity.BLOCK, message=refusal.message, values=refusal.values, file=file
    )
