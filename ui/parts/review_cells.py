"""The cells of a return that a reviewer may say something of, and the fields to say it."""

from collections.abc import Iterator
from itertools import islice

import streamlit as st

from domain.kpi_return import Cell, KpiReturn
from house_style.wording import one_way
from kpi_returns.mending import place_of
from ui.heads import show_note
from ui.parts.return_findings import in_order
from ui.parts.return_words import say_place
from ui.screen import Screen
from use_cases.view_returns import ReturnView

MOST_OFFERED = 1_000
# What stands in a cell: a KPI, milestone or flagship, and the province ("" for the whole).
Holds = tuple[str, str]


def show_cell_reasons(screen: Screen, view: ReturnView, *, rows: int) -> None:
    """So many pairs of a cell, picked from a list, and the reason for which it comes back."""
    words, named = screen.words, name_cells(screen, view)
    show_note(words.say("Reasons for single cells (may stay empty)"))
    for row in range(rows):
        left, right = st.columns([1, 1])
        with left:
            st.selectbox(
                words.say("Cell {number}", number=row + 1),
                [*named],
                index=None,
                format_func=lambda address: named.get(address, address),
                placeholder=words.say("Choose a cell"),
                key=f"back_cell_{row}",
            )
        with right:
            st.text_input(words.say("Reason {number}", number=row + 1), key=f"back_why_{row}", max_chars=500)


def name_cells(screen: Screen, view: ReturnView) -> dict[str, str]:
    """What each cell is called, those first that something was found in and whose figure becomes another."""
    answer = view.version.contents.answer
    held = {} if answer is None else dict(_held(answer))
    offered = islice(dict.fromkeys((*_list_cells(view), *held)), MOST_OFFERED)
    return {f"{at.sheet}!{at.cell}": _say(screen, at, held.get(at)) for at in offered}


def _list_cells(view: ReturnView) -> Iterator[Cell]:
    for found in in_order(view.version.contents.findings):
        if found.sheet and place_of(found.cell):
            yield Cell(sheet=found.sheet, cell=found.cell)
    changed = (*(view.since_last or ()), *(view.rehearsal.cells if view.rehearsal else ()))
    yield from (change.at for change in changed if change.at is not None)


def _held(answer: KpiReturn) -> Iterator[tuple[Cell, Holds]]:
    """What stands in each cell of an answer."""
    for row in answer.observations:
        yield row.at, (row.kpi, row.province)
        if row.denominator_at is not None:
            yield row.denominator_at, (row.kpi, row.province)
    for milestone in answer.milestones:
        yield milestone.at, (milestone.milestone, "")
    for budget in answer.budgets:
        yield budget.at, (budget.flagship, "")
        if budget.disbursed_at is not None:
            yield budget.disbursed_at, (budget.flagship, "")
    for said in answer.explanations:
        yield said.at, (said.kpi, "")


def _say(screen: Screen, at: Cell, holds: Holds | None) -> str:
    code, province = holds or ("", "")
    place = say_place(screen, province) if province else ""
    return one_way(" · ".join(filter(None, (f"{at.sheet}!{at.cell}", code, place))))
