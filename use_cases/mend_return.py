"""Mending a return in the page, and going on from one that was sent back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from data_access.database import Connection, Database
from data_access.evidence import copy_evidence
from data_access.files import load_file
from data_access.return_versions import ReturnVersion, find_in_state, load_version_row, save_contents
from domain.audit import Deed
from domain.permission import Action
from domain.submission import Edit, State
from domain.text import mark
from kpi_returns.mending import place_of
from use_cases.authority import Actor, Caller, record, refusals_recorded
from use_cases.drafting import check_no_draft_beside, contents_of, saved_draft
from use_cases.judging import Foreign, judge
from use_cases.map_workbook import read_mapping
from use_cases.periods import check_open
from use_cases.return_steps import (
    Changed,
    Clock,
    NotReady,
    Place,
    authorised,
    check_seen,
    is_step_after,
    load_version_for,
    name_of,
    now_utc,
    written,
)
from workbooks.reading import Upload, read_workbook

MOST_EDITS, MOST_LETTERS = 200, 500
Written = tuple[str, str, str]


def mend(
    database: Database,
    caller: Caller,
    number: int,
    *,
    revision: int,
    cells: Iterable[Written],
    clock: Clock = now_utc,
) -> ReturnVersion:
    """Write other words into cells of a draft, (sheet, address, words), judged like a file that comes anew.

    The file itself stays as it was sent. Pressed twice, it is mended once. Raises SignedOut, Forbidden, NotFound, Changed, NotReady.
    """
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        seen, actor = load_version_for(connection, caller, number, Action.FILL_RETURN, now)
        new = _edits(cells, actor, now)
        if _is_just_mended(seen, revision, new):
            return seen
        check_seen(seen, revision, State.DRAFT)
        file = load_file(connection, seen.contents.file_sha256)
    edits = (*seen.contents.edits, *new)
    place = Place(seen.department, seen.year, seen.month)
    mapping = seen.contents.mapping
    foreign = Foreign(place=place, mapping=read_mapping(mapping)) if mapping else None
    workbook = read_workbook(Upload(name=seen.contents.file_name, content=file.content))

    def work(connection: Connection) -> ReturnVersion:
        actor = authorised(connection, caller, Action.FILL_RETURN, seen, now)
        check_open(connection, seen, now)
        judged = judge(database, connection, seen.contents.file_name, workbook, edits, foreign=foreign)
        if judged.place != place:
            raise NotReady(
                "another_return",
                mark(
                    "After this the file would be another department's or another period's. Nothing was changed."
                ),
            )
        if not save_contents(connection, seen, contents_of(judged)):
            found = load_version_row(connection, seen.id)
            if _is_just_mended(found, revision, new):
                return found
            raise Changed
        after = {"version": seen.version, "cells": [f"{e.sheet}!{e.cell}" for e in new]}
        record(connection, actor, Deed.MEND_RETURN, name_of(seen), after=after, now=now)
        return load_version_row(connection, seen.id)

    return written(database, work)


def go_on_from(database: Database, caller: Caller, number: int, *, clock: Clock = now_utc) -> ReturnVersion:
    """A draft with the file, the edits and the evidence of a version that was sent back; it is begun once.

    Raises SignedOut, Forbidden, NotFound, Changed, NotReady.
    """

    def work(connection: Connection) -> ReturnVersion:
        now = clock()
        seen, actor = load_version_for(connection, caller, number, Action.FILL_RETURN, now)
        check_seen(seen, seen.revision, State.SENT_BACK)
        check_open(connection, seen, now)
        begun = find_in_state(connection, seen.department, seen.year, seen.month, State.DRAFT)
        if begun is not None and begun.contents.file_sha256 == seen.contents.file_sha256:
            return begun
        check_no_draft_beside(connection, seen)
        kept = saved_draft(connection, actor, seen, replace(seen.contents, confirmed=()), now)
        copy_evidence(connection, seen.id, kept.id)
        return kept

    return written(database, work)


def _is_just_mended(seen: ReturnVersion, revision: int, new: tuple[Edit, ...]) -> bool:
    """Whether the next step after what somebody saw wrote the same into the same cells, by himself."""
    last = [
        replace(edit, at=mine.at) for edit, mine in zip(seen.contents.edits[-len(new) :], new, strict=False)
    ]
    return is_step_after(seen, revision, State.DRAFT) and last == list(new)


def _edits(cells: Iterable[Written], actor: Actor, now: datetime) -> tuple[Edit, ...]:
    """What is to be written; raises NotReady for what no form of ours sends."""
    edits = tuple(
        Edit(sheet=sheet, cell=cell, written=words.strip(), by=actor.name, at=now)
        for sheet, cell, words in cells
    )
    if not edits or len(edits) > MOST_EDITS:
        raise NotReady(
            "edits_number",
            mark(
                "Between 1 and {most} cells can be mended at once. For more, mend the file and send it again."
            ),
            {"most": MOST_EDITS},
        )
    for edit in edits:
        if place_of(edit.cell) is None or len(edit.written) > MOST_LETTERS:
            raise NotReady(
                "edit_unreadable",
                mark("“{cell}” cannot be mended so: write at most {most} letters into a cell such as C7."),
                {"cell": edit.cell[:MOST_LETTERS], "most": MOST_LETTERS},
            )
    return edits
