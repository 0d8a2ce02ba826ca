"""Read KPI returns, judge them, and publish those that nothing stops."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from data_access.database import Connection, Database
from data_access.files import StoredFile, save_file
from data_access.moment import raise_data_version
from data_access.plans import PlanVersion
from data_access.submissions import Sending, find_standing, list_reported_kpis, save_submission
from data_access.sums import renew_sums
from domain.audit import Deed
from domain.finding import Finding, Severity, is_blocked
from domain.kpi import Kpi
from domain.kpi_return import KpiReturn
from domain.permission import Action
from domain.text import mark
from kpi_returns.reading import read_return
from use_cases.authority import Actor, Caller, acting, permit, record
from use_cases.forms import find_form
from use_cases.moment import load_version
from workbooks.cells import Workbook
from workbooks.reading import Upload, WorkbookRefused, read_workbooks


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedReturn:
    """What became of one file: its findings, and the version it was published as (None where it was not)."""

    file: str
    findings: tuple[Finding, ...]
    answered: KpiReturn | None = None
    version: int | None = None

    @property
    def is_blocked(self) -> bool:
        """Whether a finding stopped the file."""
        return is_blocked(self.findings)


def import_returns(
    database: Database,
    caller: Caller,
    uploads: Sequence[Upload],
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[ImportedReturn]:
    """Import returns in the order given; each file is one transaction, a blocked one leaves no trace.

    Raises SignedOut, Forbidden; what was imported before that stays.
    """
    permit(database, caller, Action.IMPORT_RETURNS, now=clock())  # nobody else's files are opened
    results = read_workbooks(uploads)
    return [
        import_return(database, caller, upload, result, now=clock())
        for upload, result in zip(uploads, results, strict=True)
    ]


def import_return(
    database: Database, caller: Caller, upload: Upload, result: Workbook | WorkbookRefused, *, now: datetime
) -> ImportedReturn:
    """Import one return that was read, or refused, before; one transaction. Raises SignedOut, Forbidden."""
    if isinstance(result, WorkbookRefused):
        return ImportedReturn(file=upload.name, findings=(refusal_finding(result, upload.name),))
    workbook = result
    return acting(
        database,
        caller,
        Action.IMPORT_RETURNS,
        lambda connection, actor: _publish(database, connection, actor, upload, workbook, now),
        now=now,
    )


def refusal_finding(refusal: WorkbookRefused, file: str) -> Finding:
    """A file that cannot be read at all, as a finding like any other."""
    return Finding(
        code=refusal.code, severity=Severity.BLOCK, message=refusal.message, values=refusal.values, file=file
    )


def _publish(
    database: Database,
    connection: Connection,
    actor: Actor,
    upload: Upload,
    workbook: Workbook,
    now: datetime,
) -> ImportedReturn:
    version = load_version(database, connection, None)
    reading = read_return(workbook, partial(find_form, connection, version))
    answered = reading.answered
    if answered is None or is_blocked(reading.findings):
        return ImportedReturn(file=upload.name, findings=reading.findings)
    standing = find_standing(connection, answered.department, answered.year, answered.month)
    if standing and (standing.file_sha256, standing.plan_number) == (workbook.sha256, version.number):
        return _known(upload.name, reading.findings, answered, standing.version)
    instant = raise_data_version(connection, now)
    file = StoredFile(
        sha256=workbook.sha256, name=upload.name, size=workbook.size, content=upload.content, received_at=now
    )
    save_file(connection, file)
    touched = _touched(connection, version, answered)
    sending = Sending(
        plan_number=version.number,
        file_sha256=file.sha256,
        file_name=file.name,
        sent_by=actor.name,
        sent_at=now,
        approved_by=actor.name,
    )
    number = save_submission(connection, answered, sending, published_at=instant)
    renew_sums(
        connection,
        touched,
        published_at=instant,
        year=answered.year,
        department=answered.department,
        from_month=answered.month,
    )
    _tell(connection, actor, answered, sending, number, instant)
    return ImportedReturn(file=upload.name, findings=reading.findings, answered=answered, version=number)


def _tell(
    connection: Connection,
    actor: Actor,
    answered: KpiReturn,
    sending: Sending,
    version: int,
    instant: datetime,
) -> None:
    record(
        connection,
        actor,
        Deed.IMPORT_RETURN,
        f"return:{answered.department} {answered.year}-{answered.month:02}",
        before={"version": version - 1} if version > 1 else None,
        after={
            "version": version,
            "plan": sending.plan_number,
            "file": sending.file_name,
            "figures": len(answered.observations),
        },
        file_sha256=sending.file_sha256,
        now=instant,
    )


def _known(file: str, findings: Sequence[Finding], answered: KpiReturn, version: int) -> ImportedReturn:
    """The same file again changes nothing; its sender is told so."""
    notice = Finding(
        code="already_loaded",
        severity=Severity.NOTICE,
        message=mark("This very file already stands as version {version}. Nothing was changed."),
        values={"version": version},
        file=file,
    )
    return ImportedReturn(file=file, findings=(*findings, notice), answered=answered, version=version)


def _touched(connection: Connection, version: PlanVersion, answered: KpiReturn) -> list[Kpi]:
    """The KPIs whose sums change: those answered now, and those that only the version before had answered."""
    codes = list_reported_kpis(connection, answered.department, answered.year, answered.month)
    codes |= {row.kpi for row in answered.observations}
    return [kpi for kpi in version.plan.kpis if kpi.code in codes]
