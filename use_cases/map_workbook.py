"""How a department's own workbook may be read: offered to be looked at, for nothing is matched silently."""

import json
from dataclasses import dataclass

from data_access.database import Database
from data_access.mappings import list_mappings
from domain.failures import Refusal
from domain.kpi_return import ReturnForm
from domain.permission import Action
from domain.text import mark
from kpi_returns.foreign.fitting import list_fitting
from kpi_returns.foreign.mapping import Mapping
from kpi_returns.foreign.suggesting import suggest_mapping
from use_cases.authority import Caller, refusals_recorded
from use_cases.forms import load_form
from use_cases.periods import check_open
from use_cases.return_steps import Clock, Place, authorised, now_utc
from workbooks.cells import Workbook


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
        form = load_form(
            database, connection, department=place.department, year=place.year, month=place.month
        )
        check_open(connection, place, now)
        kept = [Mapping.from_document(document) for document in list_mappings(connection, place.department)]
    fitting = list_fitting(workbook, kept)
    if fitting:
        return Offer(form=form, mapping=fitting[0], is_kept=True)
    guessed = suggest_mapping(workbook, form)
    return Offer(form=form, mapping=guessed.mapping if guessed else None, is_kept=False)


def read_mapping(document: str) -> Mapping:
    """A mapping as it was kept with a version. Raises Refusal."""
    try:
        return Mapping.from_document(json.loads(document))
    except ValueError as fault:
        raise Refusal(
            "mapping_unreadable",
            mark("What was pointed out in this workbook cannot be read any more. Point it out again."),
        ) from fault
