"""Returns that come as files by another way than the page: handed in for their departments, and approved by command."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data_access.database import Connection, Database
from data_access.people import find_account
from data_access.return_versions import ReturnVersion, find_in_state
from data_access.sessions import load_zone
from data_access.submissions import find_standing
from domain.failures import NotFound
from domain.finding import Finding, Severity, is_blocked
from domain.kpi_return import KpiReturn
from domain.lookup import load_department
from domain.permission import Action, may
from domain.person import comparable_login
from domain.submission import Hand, State
from domain.text import mark
from use_cases.authority import OPERATOR, Actor, Caller, authorise, day_in, permit_somewhere
from use_cases.drafting import kept_draft, submitted
from use_cases.judging import Judged, judge
from use_cases.moment import load_version
from use_cases.return_steps import Clock, NotReady, Place, authorised, now_utc, written
from use_cases.review import approved
from workbooks.cells import Workbook
from workbooks.reading import Upload, WorkbookRefused, read_workbooks


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedReturn:
    """What became of one file: its findings, and as which version it was handed in (None where it was not).

    `state` is how far that version is.
    """

    file: str
    findings: tuple[Finding, ...]
    answered: KpiReturn | None = None
    version: int | None = None
    state: State | None = None

    @property
    def is_blocked(self) -> bool:
        """Whether a finding stopped the file."""
        return is_blocked(self.findings)


def import_returns(
    database: Database,
    caller: Caller,
    uploads: Sequence[Upload],
    *,
    approver: str = "",
    clock: Clock = now_utc,
) -> list[ImportedReturn]:
    """Hand in returns in the order given; each file is one transaction, a blocked one leaves no trace.

    Where `approver` names somebody, he approves each, so that it is published in the same transaction; only whoever sits
    at the command line can name one. The sender answers for all findings that want a yes. Raises SignedOut, Forbidden,
    NotReady; what was imported before that stays.
    """
    permit_somewhere(database, caller, Action.SUBMIT_RETURN, now=clock())  # nobody else's files are opened
    results = read_workbooks(uploads)
    return [
        import_return(database, caller, upload, result, approver=approver, now=clock())
        for upload, result in zip(uploads, results, strict=True)
    ]


def import_return(
    database: Database,
    caller: Caller,
    upload: Upload,
    result: Workbook | WorkbookRefused,
    *,
    now: datetime,
    approver: str = "",
) -> ImportedReturn:
    """Import one return that was read, or refused, before. Raises SignedOut, Forbidden, NotReady."""

    def work(connection: Connection) -> ImportedReturn:
        judged = judge(database, connection, upload.name, result, must_explain=False)
        if judged.place is None or judged.answered is None:
            return ImportedReturn(file=upload.name, findings=judged.findings)
        actor = authorised(connection, caller, Action.SUBMIT_RETURN, judged.place, now)
        known = _find_known(connection, judged, judged.place, approver)
        if known is not None:
            return known
        kept = kept_draft(connection, caller, upload, judged, now)
        sent = submitted(connection, actor, kept, judged.to_confirm, now)
        if approver:
            sent = _approved(database, connection, actor, sent, approver, now)
        return ImportedReturn(
            file=upload.name,
            findings=judged.findings,
            answered=judged.answered,
            version=sent.version,
            state=sent.state,
        )

    return written(database, work)


def approve_by_command(
    database: Database,
    caller: Caller,
    *,
    department: str,
    year: int,
    month: int,
    approver: str,
    clock: Clock = now_utc,
) -> ReturnVersion:
    """Approve what a department sent for a month, in the name of somebody; for whoever sits at the command line.

    Raises Forbidden, NoPlan, NotFound, NotReady.
    """
    now = clock()

    def work(connection: Connection) -> ReturnVersion:
        actor = authorise(connection, caller, Action.REVIEW_RETURNS, now=now)
        code = load_department(load_version(database, connection, None).plan, department).code
        waiting = find_in_state(connection, code, year, month, State.SUBMITTED)
        if waiting is None:
            raise NotFound(
                "nothing_waits",
                mark("No return of {department} waits for approval for this period."),
                {"department": code},
            )
        return _approved(database, connection, actor, waiting, approver, now)

    return written(database, work)


def _approved(
    database: Database,
    connection: Connection,
    actor: Actor,
    sent: ReturnVersion,
    approver: str,
    now: datetime,
) -> ReturnVersion:
    """Approve in somebody's name, who may not be without the right to; the log tells who sat at the command line.

    Raises NotReady.
    """
    if actor.roles != (OPERATOR,):
        raise ValueError("only at the command line can somebody else be named")
    account = find_account(connection, comparable_login(approver))
    hand = Hand(person=None, login=approver, name=approver, at=now)
    if account is not None:
        today = day_in(load_zone(connection), now)
        decision = may(account.person, Action.REVIEW_RETURNS, today=today)
        if not decision.allowed:
            raise NotReady("approver_may_not", decision.reason, decision.values)
        hand = Hand(person=account.person.id, login=account.person.login, name=account.person.name, at=now)
    return approved(database, connection, actor, sent, hand)


def _find_known(connection: Connection, judged: Judged, place: Place, approver: str) -> ImportedReturn | None:
    """The same file again changes nothing; its sender is told so."""
    standing = find_standing(connection, place.department, place.year, place.month)
    if standing and (standing.file_sha256, standing.plan_number) == (judged.sha256, judged.plan_number):
        return _known(judged, standing.version, State.APPROVED, STANDS)
    waiting = find_in_state(connection, place.department, place.year, place.month, State.SUBMITTED)
    if waiting is None or approver or waiting.contents.file_sha256 != judged.sha256:
        return None
    return _known(judged, waiting.version, State.SUBMITTED, WAITS)


STANDS = mark("This very file already stands as version {version}. Nothing was changed.")
WAITS = mark("This very file already waits for approval as version {version}. Nothing was changed.")


def _known(judged: Judged, version: int, state: State, message: str) -> ImportedReturn:
    notice = Finding(
        code="already_loaded" if state is State.APPROVED else "already_sent",
        severity=Severity.NOTICE,
        message=message,
        values={"version": version},
        file=judged.file,
    )
    return ImportedReturn(
        file=judged.file,
        findings=(*judged.findings, notice),
        answered=judged.answered,
        version=version,
        state=state,
    )
