"""Returns on their way: what a department owes, one version with all that is known of it, and what waits for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data_access.database import Connection, Database
from data_access.evidence import Evidence, list_evidence
from data_access.periods import Reopening, find_closing, list_closings, list_reopenings
from data_access.return_versions import CellReason, ReturnVersion, list_cell_reasons, list_versions
from data_access.submissions import Submission, list_submissions, load_answer
from domain.asking import has_return
from domain.kpi_return import Explanation, KpiReturn
from domain.lookup import load_department
from domain.permission import Action, Scope
from domain.plan import Plan
from domain.submission import Hand, State
from use_cases.authority import Caller, authorise, refusals_recorded
from use_cases.late_returns import due_on
from use_cases.moment import load_version
from use_cases.periods import is_open
from use_cases.rehearse import CellChange, Rehearsal, compare_answers, rehearse
from use_cases.return_steps import Clock, load_version_for, now_utc


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReturn:
    """A return that a fiscal year asks of a department. `newest` is its newest version on the way, `standing` what is
    published of it; `takes_in` says whether it can be handed in now.
    """

    month: int
    due_on: date
    newest: ReturnVersion | None
    standing: Submission | None
    takes_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentReturns:
    """A department's returns of a fiscal year, and every version of them, the newest first."""

    department: str
    year: int
    due: tuple[DueReturn, ...]
    versions: tuple[ReturnVersion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnView:
    """One version: what it changes (None where it has faults, or is settled), what differs from the version before it on
    the way (None where there is none), why its KPIs stand where they do, why cells came back, and what was attached.

    `came_back` is the version that was sent back: this one, or the last one where this is the draft that mends it.
    """

    version: ReturnVersion
    rehearsal: Rehearsal | None
    since_last: tuple[CellChange, ...] | None
    before: ReturnVersion | None
    came_back: ReturnVersion | None
    explanations: tuple[Explanation, ...]
    reasons: tuple[CellReason, ...]
    evidence: tuple[Evidence, ...]
    takes_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """A return that waits for a decision, when it was due, and how many figures it changes of what stands."""

    version: ReturnVersion
    sent: Hand
    due_on: date
    confirmed: int
    evidence: int


def view_returns(
    database: Database, caller: Caller, *, department: str, year: int, clock: Clock = now_utc
) -> DepartmentReturns:
    """What a department owes in a fiscal year. Raises SignedOut, Forbidden, NoPlan, NotFound."""
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        plan = load_version(database, connection, None).plan
        code = load_department(plan, department).code
        authorise(connection, caller, Action.READ_RETURNS, Scope(department=code), now=now)
        versions = list_versions(connection, departments=[code], years=[year])
        standing = {s.month: s for s in list_submissions(connection, years=[year], department=code)}
        closed, opened = list_closings(connection, [year]), list_reopenings(connection, years=[year])
    return DepartmentReturns(
        department=code,
        year=year,
        due=tuple(
            DueReturn(
                month=month,
                due_on=due_on(plan, year, month),
                newest=_newest(versions, month),
                standing=standing.get(month),
                takes_in=(year, month) not in closed or _lets_in(opened, month, code, now),
            )
            for month in range(1, 13)
            if has_return(plan, code, year, month)
        ),
        versions=tuple(sorted(versions, key=lambda v: v.drafted.at, reverse=True)),
    )


def load_return(database: Database, caller: Caller, number: int, *, clock: Clock = now_utc) -> ReturnView:
    """One version with all that is known of it. Raises SignedOut, Forbidden, NoPlan, NotFound."""
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        seen, _ = load_version_for(connection, caller, number, Action.READ_RETURNS, now)
        before = _find_before(connection, seen)
        answer = seen.contents.answer
        came_back = _came_back(seen, before)
        return ReturnView(
            version=seen,
            rehearsal=None if answer is None else rehearse(database, connection, answer),
            since_last=_since(before, answer),
            before=before,
            came_back=came_back,
            explanations=_explanations(connection, seen),
            reasons=() if came_back is None else tuple(list_cell_reasons(connection, came_back.id)),
            evidence=tuple(list_evidence(connection, [seen.id])),
            takes_in=is_open(connection, seen, now),
        )


def list_queue(database: Database, caller: Caller, *, clock: Clock = now_utc) -> tuple[QueueRow, ...]:
    """What waits for a decision, the longest waiting first. Raises SignedOut, Forbidden, NoPlan."""
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        authorise(connection, caller, Action.REVIEW_RETURNS, now=now)
        plan = load_version(database, connection, None).plan
        waiting = list_versions(connection, states=[State.SUBMITTED])
        attached = [piece.version_id for piece in list_evidence(connection, [v.id for v in waiting])]
    rows = [
        _queue_row(plan, version, version.submitted, attached)
        for version in waiting
        if version.submitted is not None
    ]
    return tuple(sorted(rows, key=lambda row: row.sent.at))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """A period: who closed it and when (None while it is open), and who asked to open it again."""

    year: int
    month: int
    closed: Hand | None
    reopenings: tuple[Reopening, ...]
    now: datetime


def view_period(
    database: Database, caller: Caller, *, year: int, month: int, clock: Clock = now_utc
) -> PeriodView:
    """Whether a period is closed, and for whom it is open again. Raises SignedOut, Forbidden."""
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        authorise(connection, caller, Action.CLOSE_PERIODS, now=now)
        return PeriodView(
            year=year,
            month=month,
            closed=find_closing(connection, year, month),
            reopenings=tuple(list_reopenings(connection, years=[year], month=month)),
            now=now,
        )


def _queue_row(plan: Plan, version: ReturnVersion, sent: Hand, attached: Sequence[int]) -> QueueRow:
    return QueueRow(
        version=version,
        sent=sent,
        due_on=due_on(plan, version.year, version.month),
        confirmed=len(version.contents.confirmed),
        evidence=attached.count(version.id),
    )


def _newest(versions: Sequence[ReturnVersion], month: int) -> ReturnVersion | None:
    """The newest version of a month that was not replaced."""
    kept = [v for v in versions if v.month == month and v.state is not State.REPLACED]
    return kept[-1] if kept else None


def _lets_in(opened: Sequence[Reopening], month: int, department: str, now: datetime) -> bool:
    return any(r.month == month and r.lets_in(department, now) for r in opened)


def _find_before(connection: Connection, seen: ReturnVersion) -> ReturnVersion | None:
    """The last version before that somebody sent."""
    versions = list_versions(connection, departments=[seen.department], years=[seen.year], month=seen.month)
    sent = [v for v in versions if v.version < seen.version and v.submitted is not None]
    return sent[-1] if sent else None


def _came_back(seen: ReturnVersion, before: ReturnVersion | None) -> ReturnVersion | None:
    """The version that was sent back and is not mended yet; None where there is none."""
    newest = before if seen.state is State.DRAFT else seen
    return newest if newest is not None and newest.state is State.SENT_BACK else None


def _explanations(connection: Connection, seen: ReturnVersion) -> tuple[Explanation, ...]:
    """Why KPIs stand where they do, as a version says it; of one that was approved, as it was published."""
    if seen.contents.answer is not None:
        return seen.contents.answer.explanations
    published = list_submissions(connection, years=[seen.year], department=seen.department, all_versions=True)
    own = next((s for s in published if (s.month, s.version) == (seen.month, seen.version)), None)
    return () if own is None else load_answer(connection, own).explanations


def _since(before: ReturnVersion | None, answer: KpiReturn | None) -> tuple[CellChange, ...] | None:
    """What differs from a version before; None where there is none whose answer is still on the way."""
    if before is None or before.contents.answer is None or answer is None:
        return None
    return compare_answers(before.contents.answer, answer)
