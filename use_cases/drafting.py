"""Drafting and sending within a transaction: what handing in, mending and importing have in common."""

import json
from collections.abc import Collection
from datetime import datetime

from data_access.database import Connection
from data_access.evidence import copy_evidence
from data_access.files import StoredFile, save_file
from data_access.mappings import save_mapping
from data_access.return_versions import (
    Contents,
    ReturnVersion,
    Step,
    find_in_state,
    next_version,
    save_step,
    save_version,
)
from domain.audit import Deed
from domain.finding import Severity
from domain.permission import Action
from domain.submission import State
from domain.text import mark
from use_cases.authority import Actor, Caller, record
from use_cases.judging import Foreign, Judged
from use_cases.periods import check_open
from use_cases.return_steps import (
    Changed,
    HasPlace,
    NotReady,
    authorised,
    hand_of,
    name_of,
    step_taken,
)
from workbooks.reading import Upload


def find_known(
    connection: Connection, caller: Caller, action: Action, judged: Judged, state: State, now: datetime
) -> ReturnVersion | None:
    """What the caller has just made of this very file, in that state: pressed twice, a button does one thing.

    Raises Forbidden, and Changed where somebody else handed in something after the file was judged.
    """
    place = judged.place
    if place is None:
        return None
    hand = hand_of(authorised(connection, caller, action, place, now), now)
    found = find_in_state(connection, place.department, place.year, place.month, state)
    if found is not None and (found.submitted or found.drafted).is_same_person(hand):
        known, new = found.contents, contents_of(judged)
        if (known.file_sha256, known.plan_number, known.edits, known.mapping) == (
            new.file_sha256,
            new.plan_number,
            new.edits,
            new.mapping,
        ):
            return found
    if next_version(connection, place.department, place.year, place.month) != judged.next_version:
        raise Changed
    return None


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
    if judged.foreign is not None:
        _remember(connection, actor, judged.file, judged.foreign, now)
    return saved_draft(connection, actor, judged.place, contents_of(judged), now, view=view)


def _remember(connection: Connection, actor: Actor, file: str, foreign: Foreign, now: datetime) -> None:
    """Keep how a department's own workbook is read, to be offered for the next one like it."""
    mapping, department = foreign.mapping, foreign.place.department
    save_mapping(
        connection, department, mapping.fingerprint, file, mapping.as_document(), hand_of(actor, now)
    )


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


def check_no_draft_beside(connection: Connection, seen: ReturnVersion) -> None:
    """Whether a version may become a draft, or lead to one. Raises NotReady."""
    if find_in_state(connection, seen.department, seen.year, seen.month, State.DRAFT):
        raise NotReady(
            "draft_beside",
            mark("There is a newer draft beside it. Send that one, or throw it away first."),
        )


def is_newest(connection: Connection, seen: ReturnVersion) -> bool:
    """Whether nothing was handed in after it."""
    return next_version(connection, seen.department, seen.year, seen.month) == seen.version + 1


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
