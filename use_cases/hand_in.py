"""Handing in: what a department keeps as a draft, sends, takes back or throws away.

A file is read in its child process before the transaction and judged inside it, on the plan as it is then. An officer
drafts, the head sends; every version is kept.
"""

from collections.abc import Collection, Sequence

from data_access.database import Connection, Database
from data_access.return_versions import (
    ReturnVersion,
    Step,
)
from domain.audit import Deed
from domain.permission import Action
from domain.submission import State
from kpi_returns.reading import CELLS_AT_MOST
from use_cases.authority import Caller, permit_somewhere, refusals_recorded
from use_cases.drafting import check_no_draft_beside, find_known, is_newest, kept_draft, submitted
from use_cases.judging import Foreign, Judged, judge, judge_again
from use_cases.periods import check_open
from use_cases.return_steps import (
    Clock,
    authorised,
    check_seen,
    hand_of,
    is_just_done,
    is_step_after,
    load_version_for,
    now_utc,
    step_taken,
    written,
)
from workbooks.cells import Workbook
from workbooks.reading import Limits, Upload, WorkbookRefused, read_workbooks

# A file with more than any return holds is put aside as soon as that is known.
OF_A_RETURN = Limits(filled=CELLS_AT_MOST)


def read_for(
    database: Database, caller: Caller, uploads: Sequence[Upload], *, clock: Clock = now_utc
) -> list[Workbook | WorkbookRefused]:
    """Read files for somebody who may hand in something. Raises SignedOut, Forbidden."""
    permit_somewhere(database, caller, Action.FILL_RETURN, now=clock())  # nobody else's files are opened
    return read_workbooks(uploads, limits=OF_A_RETURN)


def judge_file(
    database: Database,
    caller: Caller,
    upload: Upload,
    result: Workbook | WorkbookRefused,
    *,
    foreign: Foreign | None = None,
    clock: Clock = now_utc,
) -> Judged:
    """What a file says; writes nothing. A department's own workbook is read as `foreign` says.

    Raises SignedOut, Forbidden (for another department's file), NoPlan, NotFound, NotReady.
    """
    now = clock()
    permit_somewhere(database, caller, Action.FILL_RETURN, now=now)
    with refusals_recorded(database), database.reading() as connection:
        judged = judge(database, connection, upload.name, result, foreign=foreign)
        if judged.place is not None:
            # Of another department's return nobody learns even what it would change.
            authorised(connection, caller, Action.FILL_RETURN, judged.place, now)
            check_open(connection, judged.place, now)
    return judged


def keep_draft(
    database: Database,
    caller: Caller,
    upload: Upload,
    result: Workbook | WorkbookRefused,
    *,
    foreign: Foreign | None = None,
    clock: Clock = now_utc,
) -> ReturnVersion:
    """Keep a file that was read as the draft of its department and month; a draft before it is replaced.

    A draft may have faults; the same file kept twice is kept once. How a department's own workbook was read is remembered
    for the next one. Raises SignedOut, Forbidden, NoPlan, Changed,
    NotReady where it is nobody's return or the period is closed.
    """
    judged = judge_file(database, caller, upload, result, foreign=foreign, clock=clock)

    def work(connection: Connection) -> ReturnVersion:
        now = clock()
        again = judge_again(database, connection, judged, result)
        known = find_known(connection, caller, Action.FILL_RETURN, again, State.DRAFT, now)
        return known or kept_draft(connection, caller, upload, again, now)

    return written(database, work)


def hand_in(
    database: Database,
    caller: Caller,
    upload: Upload,
    result: Workbook | WorkbookRefused,
    *,
    confirmed: Collection[str] = (),
    foreign: Foreign | None = None,
    clock: Clock = now_utc,
) -> ReturnVersion:
    """Keep a file and send it in one go: both, or nothing; the same file sent twice is sent once.

    Raises as keep_draft and submit.
    """
    judged = judge_file(database, caller, upload, result, foreign=foreign, clock=clock)

    def work(connection: Connection) -> ReturnVersion:
        now = clock()
        again = judge_again(database, connection, judged, result)
        known = find_known(connection, caller, Action.SUBMIT_RETURN, again, State.SUBMITTED, now)
        if known is not None:
            return known
        kept = kept_draft(connection, caller, upload, again, now)
        actor = authorised(connection, caller, Action.SUBMIT_RETURN, kept, now)
        return submitted(connection, actor, kept, confirmed, now)

    return written(database, work)


def submit(
    database: Database,
    caller: Caller,
    number: int,
    *,
    revision: int,
    confirmed: Collection[str] = (),
    clock: Clock = now_utc,
) -> ReturnVersion:
    """Send a draft; what was sent before and waits is replaced. Pressed twice, it is sent once.

    `confirmed` are the codes of the findings that the sender answers for. Raises SignedOut, Forbidden, NotFound,
    Changed, NotReady.
    """

    def work(connection: Connection) -> ReturnVersion:
        now = clock()
        seen, actor = load_version_for(connection, caller, number, Action.SUBMIT_RETURN, now)
        hand = hand_of(actor, now)
        if is_just_done(seen, revision, State.SUBMITTED, seen.submitted, hand):
            return seen
        check_seen(seen, revision, State.DRAFT)
        return submitted(connection, actor, seen, confirmed, now)

    return written(database, work)


def take_back(
    database: Database, caller: Caller, number: int, *, revision: int, clock: Clock = now_utc
) -> ReturnVersion:
    """Make a draft again of what was sent and is not decided. Raises SignedOut, Forbidden, NotFound, Changed, NotReady."""

    def work(connection: Connection) -> ReturnVersion:
        now = clock()
        seen, actor = load_version_for(connection, caller, number, Action.SUBMIT_RETURN, now)
        if is_step_after(seen, revision, State.DRAFT):
            return seen
        check_seen(seen, revision, State.SUBMITTED)
        check_no_draft_beside(connection, seen)
        step = Step(state=State.DRAFT, hands={"submitted": None}, confirmed=())
        return step_taken(connection, actor, seen, step, Deed.TAKE_BACK_RETURN, now)

    return written(database, work)


def discard(
    database: Database, caller: Caller, number: int, *, revision: int, clock: Clock = now_utc
) -> ReturnVersion:
    """Throw a draft away; it is kept, and counts no more. Raises SignedOut, Forbidden, NotFound, Changed."""

    def work(connection: Connection) -> ReturnVersion:
        now = clock()
        seen, actor = load_version_for(connection, caller, number, Action.FILL_RETURN, now)
        if is_step_after(seen, revision, State.REPLACED) and is_newest(connection, seen):
            return seen
        check_seen(seen, revision, State.DRAFT)
        return step_taken(connection, actor, seen, Step(state=State.REPLACED), Deed.DISCARD_RETURN, now)

    return written(database, work)
