"""A department's own workbook, read by what somebody points out in it; nothing is matched silently."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from data_access.database import Connection, Database
from data_access.mappings import list_mappings, save_mapping
from data_access.return_versions import ReturnVersion
from domain.failures import NotFound, Refusal
from domain.kpi_return import ReturnForm
from domain.permission import Action
from domain.submission import State
from domain.text import mark
from kpi_returns.foreign.fitting import list_fitting
from kpi_returns.foreign.mapping import Mapping
from kpi_returns.foreign.suggesting import suggest_mapping
from use_cases.authority import Caller, refusals_recorded
from use_cases.drafting import find_known, kept_draft, submitted
from use_cases.forms import find_form
from use_cases.judging import Foreign, Judged, judge, judge_again
from use_cases.moment import load_version
from use_cases.periods import check_open
from use_cases.return_steps import Clock, Place, authorised, hand_of, now_utc, written
from workbooks.cells import Workbook
from workbooks.reading import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a workbook is asked, and how it may be read: as one like it was read before (`is_kept`), or as it seems."""

    form: ReturnForm
    mapping: Mapping | None
    is_kept: bool


def offer_mapping(
    database: Database, caller: Caller, workbook: Workbook, place: Place, *, clock: Clock = now_utc
) -> Offer:
    """A first guess, to be looked at. Raises SignedOut, Forbidden, NoPlan, NotFound, NotReady."""
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        authorised(connection, caller, Action.FILL_RETURN, place, now)
        form = _load_form(database, connection, place)
        check_open(connection, place, now)
        kept = [Mapping.from_document(document) for document in list_mappings(connection, place.department)]
    fitting = list_fitting(workbook, kept)
    if fitting:
        return Offer(form=form, mapping=fitting[0], is_kept=True)
    guessed = suggest_mapping(workbook, form)
    return Offer(form=form, mapping=guessed.mapping if guessed else None, is_kept=False)


def judge_mapped(
    database: Database,
    caller: Caller,
    upload: Upload,
    workbook: Workbook,
    foreign: Foreign,
    *,
    clock: Clock = now_utc,
) -> Judged:
    """What a workbook says, read like that; writes nothing. Raises SignedOut, Forbidden, NoPlan, NotFound, NotReady."""
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        authorised(connection, caller, Action.FILL_RETURN, foreign.place, now)
        _load_form(database, connection, foreign.place)
        check_open(connection, foreign.place, now)
        return judge(database, connection, upload.name, workbook, foreign=foreign)


def keep_mapped(
    database: Database,
    caller: Caller,
    upload: Upload,
    workbook: Workbook,
    foreign: Foreign,
    *,
    confirmed: Collection[str] | None = None,
    clock: Clock = now_utc,
) -> ReturnVersion:
    """Keep it as a draft, and how it was read for the next time; send it at once where the sender `confirmed` what wants a
    yes. Raises as judge_mapped and hand_in.
    """
    judged = judge_mapped(database, caller, upload, workbook, foreign, clock=clock)

    def work(connection: Connection) -> ReturnVersion:
        now = clock()
        again = judge_again(database, connection, judged, workbook)
        known = find_known(connection, caller, Action.FILL_RETURN, again, State.DRAFT, now)
        kept = known or kept_draft(connection, caller, upload, again, now)
        _remember(connection, caller, upload.name, foreign, now)
        if confirmed is None:
            return kept
        actor = authorised(connection, caller, Action.SUBMIT_RETURN, kept, now)
        return submitted(connection, actor, kept, confirmed, now)

    return written(database, work)


def read_mapping(document: str) -> Mapping:
    """A mapping as it was kept with a version. Raises Refusal."""
    try:
        return Mapping.from_document(json.loads(document))
    except ValueError as fault:
        raise Refusal(
            "mapping_unreadable",
            mark("What was pointed out in this workbook cannot be read any more. Point it out again."),
        ) from fault


def _remember(connection: Connection, caller: Caller, name: str, foreign: Foreign, now: datetime) -> None:
    actor = authorised(connection, caller, Action.FILL_RETURN, foreign.place, now)
    mapping = foreign.mapping
    save_mapping(
        connection,
        foreign.place.department,
        mapping.fingerprint,
        name,
        mapping.as_document(),
        hand_of(actor, now),
    )


def _load_form(database: Database, connection: Connection, place: Place) -> ReturnForm:
    version = load_version(database, connection, None)
    form = find_form(connection, version, place.department, place.year, place.month)
    if form is None:
        raise NotFound(
            "nothing_asked",
            mark(
                "Nothing is asked of {department} for this period. Choose a period that closes one of its KPIs."
            ),
            {"department": place.department},
        )
    return form
