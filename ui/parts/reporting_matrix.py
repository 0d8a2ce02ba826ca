"""Departments and the closing months of a year: how far each return is, in how much of it, and how late."""

from collections import Counter
from collections.abc import Iterator
from html import escape

import streamlit as st

from charts.chart import Table, TableCell
from domain.reporting import Stage
from house_style.dates import say_date, say_month
from house_style.labels import say_label
from house_style.stages import LOOKS, say_stage_with_shape
from ui.address import Address
from ui.downloads import is_open, toggle
from ui.heads import show_note
from ui.navigation import anchor
from ui.parts.kpi import department_name
from ui.screen import Screen
from ui.session import caller
from ui.tables import show_taken
from use_cases.reporting_matrix import MatrixCell, MatrixRow, ReportingMatrix, view_reporting_matrix


def show_reporting(screen: Screen, *, heading: str) -> None:
    """The matrix of the year that the screen looks at, as it is now; nothing where the screen looks back."""
    if screen.moment.as_of is None:
        show_matrix(
            screen, view_reporting_matrix(screen.database, caller(), year=screen.moment.year), heading=heading
        )


def show_matrix(screen: Screen, matrix: ReportingMatrix, *, heading: str, key: str = "matrix") -> None:
    """The matrix under its heading, its table and its files. A cell leads to its return.

    It is made for whoever looks at it: another may see less of it, and nothing is kept.
    """
    words = screen.words
    if not matrix.rows:
        show_note(words.say("Nothing is asked of any department in this fiscal year."), heading=heading)
        return
    st.html(f"<h2>{escape(heading)}</h2>{_counts(screen, matrix)}{_table(screen, matrix, heading)}")
    more = words.say("Table and download")
    st.button(more, key=f"{key}_more", type="tertiary", on_click=toggle, args=(key,))
    if is_open(key):
        show_taken(screen, table_of(screen, matrix), key=key, caption=heading)


def _counts(screen: Screen, matrix: ReportingMatrix) -> str:
    """How many returns are how far: the key to the shapes as well."""
    words = screen.words
    found = Counter(cell.stage for row in matrix.rows for cell in row.cells)
    said = "".join(
        f"<li>{_sign(stage)} {escape(say_label(stage, words))} <b>{found[stage]}</b></li>"
        for stage in reversed(Stage)
        if found[stage] and stage is not Stage.NOT_ASKED
    )
    return f'<ul class="stages">{said}</ul>'


def _sign(stage: Stage) -> str:
    shape, status = LOOKS[stage]
    return f'<span class="sign {status}" aria-hidden="true">{shape}</span>'


def _table(screen: Screen, matrix: ReportingMatrix, caption: str) -> str:
    named, department = escape(caption, quote=True), escape(screen.words.say("Department"))
    months = "".join(_month(screen, matrix, n) for n in range(len(matrix.months)))
    rows = "".join(_row(screen, row) for row in matrix.rows)
    return (
        f'<div class="matrix" role="region" tabindex="0" aria-label="{named}"><table><caption>{named}</caption>'
        f'<thead><tr><th scope="col">{department}</th>{months}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _month(screen: Screen, matrix: ReportingMatrix, place: int) -> str:
    """A month's head: when its returns are due, and whether it is closed."""
    words, month = screen.words, matrix.months[place]
    cells = [row.cells[place] for row in matrix.rows]
    day = next(cell.due_on for cell in cells if cell.due_on)
    said = escape(say_month(matrix.year, month, words, screen.calendar))
    due = escape(words.say("due {day}", day=say_date(day, words, screen.calendar.era)))
    closed = f"<small>{escape(words.say('Closed'))}</small>" if any(c.is_closed for c in cells) else ""
    return f'<th scope="col">{said}<small>{due}</small>{closed}</th>'


def _row(screen: Screen, row: MatrixRow) -> str:
    code, name = row.department.code, department_name(screen, row.department.code)
    to_department = anchor("department", screen.here.at(department=code), label=name)
    title = escape(screen.text(row.department.name), quote=True)
    cells = "".join(f"<td>{_cell(screen, row, cell)}</td>" for cell in row.cells)
    return f'<tr><th scope="row" title="{title}">{to_department}</th>{cells}</tr>'


def _cell(screen: Screen, row: MatrixRow, cell: MatrixCell) -> str:
    sign, said = _sign(cell.stage), say_label(cell.stage, screen.words)
    if cell.stage is Stage.NOT_ASKED:
        return f'{sign}<span class="heard">{escape(said)}</span>'
    page, address = where_of(screen, row, cell)
    lines = "".join(f"<small>{escape(line)}</small>" for line in say_lines(screen, cell))
    return f"{sign} {anchor(page, address, label=said)}{lines}"


def where_of(screen: Screen, row: MatrixRow, cell: MatrixCell) -> tuple[str, Address]:
    """The page and the address behind a cell: the return for who may read it, else its department."""
    page = "returns" if row.sees_drafts else "department"
    address = screen.here.at(department=cell.department)
    return page, address.but(**screen.named(cell.year, cell.month))


def say_lines(screen: Screen, cell: MatrixCell) -> Iterator[str]:
    """What stands below a cell's word: how complete, how late, what else is on its way."""
    words = screen.words
    if cell.asked and cell.reported is not None and cell.stage not in (Stage.NOT_DUE, Stage.NOT_REPORTED):
        counts = {"reported": f"{cell.reported:,}", "expected": f"{cell.asked:,}"}
        yield words.say("{reported} of {expected} figures", **counts)
    yield from _say_when(screen, cell)
    if cell.next_stage is not None:
        yield words.say("new version: {stage}", stage=say_stage_with_shape(cell.next_stage, words))
    if cell.is_open_again:
        yield words.say("Open again")


def _say_when(screen: Screen, cell: MatrixCell) -> Iterator[str]:
    words = screen.words
    if cell.first_sent_on is None and cell.late_by:
        yield words.say("overdue by {days} days", days=cell.late_by)
    elif cell.late_by:
        yield words.say("late by {days} days", days=cell.late_by)
    elif cell.first_sent_on is not None:
        yield words.say("in time")


def table_of(screen: Screen, matrix: ReportingMatrix) -> Table:
    """The matrix as rows to take away, a return each."""
    words = screen.words
    columns = (
        words.say("Department"),
        words.say("Return to the end of"),
        words.say("Due on"),
        words.say("How far it is"),
        words.say("Sent on"),
        words.say("Days after the due day"),
        words.say("Figures reported"),
        words.say("Figures asked"),
        words.say("Period"),
    )
    cells = [cell for row in matrix.rows for cell in row.cells if cell.stage is not Stage.NOT_ASKED]
    return Table(columns=columns, rows=tuple(_taken(screen, cell) for cell in cells))


def _taken(screen: Screen, cell: MatrixCell) -> tuple[TableCell, ...]:
    words, era = screen.words, screen.calendar.era
    days = (cell.due_on, cell.first_sent_on)
    due, sent = (say_date(day, words, era) if day else None for day in days)
    return (
        department_name(screen, cell.department),
        say_month(cell.year, cell.month, words, screen.calendar),
        due,
        say_label(cell.stage, words),
        sent,
        cell.late_by,
        cell.reported,
        cell.asked,
        _say_period(screen, cell),
    )


def _say_period(screen: Screen, cell: MatrixCell) -> str:
    words = screen.words
    if cell.is_open_again:
        return words.say("Open again")
    return words.say("Closed") if cell.is_closed else words.say("Not closed")
