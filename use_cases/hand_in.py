"""Handing in: what a department keeps as a draft, sends, takes back or throws away.

A file is read in its child process before the transaction and judged inside it, on the plan as it is then. An officer
drafts, the head sends; every version is kept.
"""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from data_access.database import Connection, Database
from data_access.evidence import copy_evidence
from data_access.files import StoredFile, save_file
from data_access.return_versions import (
    Contents,
    ReturnVersion,
    Step,
    find_in_state,
    save_step,
    save_version,
)
from domain.audit import Deed
from domain.finding import Severity
from domain.permission import Action
from domain.submission import State
from domain.text import mark
from use_cases.authority import Actor, Caller, permit_somewhere, record, refusals_recorded
from use_cases.judging import Judged, judge, judge_again
from use_cases.periods import check_open
from use_cases.return_steps import (
    Changed,
    Clock,
    HasPlace,
    NotReady,
    authorised,
    check_seen,
    hand_of,
    load_version_for,
    name_of,
    now_utc,
    step_taken,
    written,
)
from workbooks.cells import Workbook
from workbooks.reading import Upload, WorkbookRefused, read_workbooks


def read_for(
    database: Database, caller: Caller, uploads: Sequence[Upload], *, clock: Clock = now_utc
) -> list[Workbook | WorkbookRefused]:
    """Read files for somebody who may hand in something. Raises SignedOut, Forbidden."""
    permit_somewhere(database, caller, Action.FILL_RETURN, now=clock())  # nobody else's files are opened
    return read_workbooks(uploads)


def judge_file(
    database: Database,
    caller: Caller,
    upload: Upload,
    result: Workbook | WorkbookRefused,
    *,
    clock: Clock = now_utc,
) -> Judged:
    """What a file says; writes nothing. Raises SignedOut, Forbidden (for another department's file), NoPlan, NotReady."""
    now = clock()
    permit_somewhere(database, caller, Action.FILL_RETURN, now=now)
    with refusals_recorded(database), database.reading() as connection:
        judged = judge(database, connection, upload.name, result)
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
    clock: Clock = now_utc,
) -> ReturnVersion:
    """Keep a file that was read as the draft of its department and month; a draft before it is replaced.

    A draft may have faults. Raises SignedOut, Forbidden, NoPlan, NotReady where it is nobody's return or the period is
    closed.
    """
    judged = judge_file(database, caller, upload, result, clock=clock)

    def work(connection: Connection) -> ReturnVersion:
        again = judge_again(database, connection, judged, result)
        return kept_draft(connection, caller, upload, again, clock())

    return written(database, work)


def hand_in(
    database: Database,
    caller: Caller,
    upload: Upload,
    result: Workbook | WorkbookRefused,
    *,
    confirmed: Collection[str] = (),
    clock: Clock = now_utc,
) -> ReturnVersion:
    """Keep a file and send it in one go: both, or nothing. Raises as keep_draft and submit."""
    judged = judge_file(database, caller, upload, result, clock=clock)

    def work(connection: Connection) -> ReturnVersion:
        now = clock()
        again = judge_again(database, connection, judged, result)
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
        if seen.revision == revision + 1 and seen.submitted and seen.submitted.is_same_person(hand):
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
        check_seen(seen, revision, State.SUBMITTED)
        if find_in_state(connection, seen.department, seen.year, seen.month, State.DRAFT):
            raise NotReady(
                "draft_beside",
                mark("There is a newer draft beside it. Send that one, or throw it away first."),
            )
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
        check_seen(seen, revision, State.DRAFT)
        return step_taken(connection, actor, seen, Step(state=State.REPLACED), Deed.DISCARD_RETURN, now)

    return written(database, work)


# --- inside a transaction -------------------------------------------------------------------------------------------


def kept_draft(
    connection: Connection, caller: Caller, upload: Upload, judged: Judged, now: datetime, *, view: str = ""
) -> ReturnVersion:
    """Keep a judged file as a draft; `view` is where its figures came from, if from another database.

    Raises SignedOut, Forbidden, NotReady, Changed.
    """
    if judged.place is None:
        first = judged.findings[0]
        raise NotReady(first.code, first.message, first.values)
    actor = authorised(connection, caller, Action.FILL_RETURN, judged.place, now)
    check_open(connection, judged.place, now)
    save_file(
        connection,
        StoredFile(
            sha256=judged.sha256,
            name=upload.name,
            size=len(upload.content),
            content=upload.content,
            received_at=now,
        ),
    )
    return saved_draft(connection, actor, judged.place, contents_of(judged), now, view=view)


def saved_draft(
    connection: Connection,
    actor: Actor,
    place: HasPlace,
    contents: Contents,
    now: datetime,
    *,
    view: str = "",
) -> ReturnVersion:
    """Keep contents as the draft; the draft that was there is replaced, and its evidence goes over. Raises Changed."""
    before = find_in_state(connection, place.department, place.year, place.month, State.DRAFT)
    if before is not None and not save_step(connection, before, Step(state=State.REPLACED)):
        raise Changed
    kept = save_version(
        connection,
        contents,
        department=place.department,
        year=place.year,
        month=place.month,
        drafted=hand_of(actor, now),
    )
    if before is not None:
        copy_evidence(connection, before.id, kept.id)
    after = {"version": kept.version, "file": contents.file_name, "plan": contents.plan_number}
    record(
        connection,
        actor,
        Deed.DRAFT_RETURN,
        name_of(kept),
        after=after | ({"view": view} if view else {}),
        file_sha256=contents.file_sha256,
        now=now,
    )
    return kept


def submitted(
    connection: Connection, actor: Actor, seen: ReturnVersion, confirmed: Collection[str], now: datetime
) -> ReturnVersion:
    """Send a draft in place of what was sent and waits. Raises NotReady, Changed."""
    check_open(connection, seen, now)
    check_ready(seen, confirmed)
    waiting = find_in_state(connection, seen.department, seen.year, seen.month, State.SUBMITTED)
    if waiting is not None and not save_step(connection, waiting, Step(state=State.REPLACED)):
        raise Changed
    step = Step(
        state=State.SUBMITTED,
        hands={"submitted": hand_of(actor, now)},
        confirmed=tuple(sorted(confirmed)),
    )
    return step_taken(connection, actor, seen, step, Deed.SUBMIT_RETURN, now)


def contents_of(judged: Judged) -> Contents:
    """What is kept of a judged file."""
    return Contents(
        plan_number=judged.plan_number,
        file_sha256=judged.sha256,
        file_name=judged.file,
        answer=judged.answered,
        findings=judged.findings,
        edits=judged.edits,
        mapping=json.dumps(judged.foreign.mapping.as_document()) if judged.foreign else "",
    )


def check_ready(seen: ReturnVersion, confirmed: Collection[str]) -> None:
    """Whether a version may be sent. Raises NotReady."""
    if seen.contents.answer is None:
        raise NotReady(
            "return_has_faults",
            mark("This return has faults that must be mended first. They are listed with their cells."),
        )
    wanted = {f.code for f in seen.contents.findings if f.severity is Severity.CONFIRM}
    missing = wanted - set(confirmed)
    if missing:
        raise NotReady(
            "not_confirmed",
            mark(
                "{count} kinds of unusual figures are not confirmed yet. Check them and say that they are right."
            ),
            {"count": len(missing)},
        )
