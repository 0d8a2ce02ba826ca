"""What is asked of the rows of a view: that which would not reach a cell, and so no other rule would see."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from domain.finding import Finding, Severity
from domain.text import mark
from domain.view_row import ViewRow
from kpi_returns.checks.located import finding_at
from kpi_returns.view.lines import NOWHERE, ViewLine, named, number_of, shown

# What the sheet itself takes of a note.
LONGEST_NOTE = 2_000
NO_CELL_HOLDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def check_rows_stand_once(lines: Iterable[ViewLine]) -> Iterator[Finding]:
    """A KPI has one figure at one place."""
    met: set[tuple[str, str]] = set()
    for line in lines:
        key = line.asked.kpi.code, line.province
        if key in met:
            yield finding_at(
                NOWHERE,
                "view_row_twice",
                Severity.BLOCK,
                mark(
                    "Row {row} of the view: this KPI and place stand in another row too. Keep one of the two."
                ),
                row=named(line.row),
            )
        met.add(key)


def check_figures_are_numbers(lines: Iterable[ViewLine]) -> Iterator[Finding]:
    """What is there is a number of the database, finite and small enough to be exact."""
    for line in lines:
        for column, value in (("numerator", line.row.numerator), ("denominator", line.row.denominator)):
            if value is not None and number_of(value) is None:
                yield finding_at(
                    NOWHERE,
                    "view_figure_unreadable",
                    Severity.BLOCK,
                    mark(
                        "Row {row} of the view: “{written}” in the column {column} is no number that can be taken. The "
                        "column has to be of a number's type and below 10^15: no words, no NaN, no infinity."
                    ),
                    row=named(line.row),
                    written=shown(str(value)),
                    column=column,
                )


def check_denominators_belong(lines: Iterable[ViewLine]) -> Iterator[Finding]:
    """Only a ratio has a denominator; elsewhere it may be that the view means another KPI."""
    for line in lines:
        if line.row.denominator is not None and not line.asked.kpi.is_ratio:
            yield finding_at(
                NOWHERE,
                "view_denominator_not_asked",
                Severity.BLOCK,
                mark("Row {row} of the view: this KPI has no denominator. Leave it empty (NULL)."),
                row=named(line.row),
            )


def check_notes_fit(lines: Iterable[ViewLine]) -> Iterator[Finding]:
    """A note has the length and the signs that a cell takes."""
    for line in lines:
        if len(line.row.note) > LONGEST_NOTE or NO_CELL_HOLDS.search(line.row.note):
            yield finding_at(
                NOWHERE,
                "view_note_unreadable",
                Severity.BLOCK,
                mark(
                    "Row {row} of the view: a note has at most {limit} letters, and no control characters. Mend "
                    "the note."
                ),
                row=named(line.row),
                limit=LONGEST_NOTE,
            )


def check_notes_have_a_cell(lines: Iterable[ViewLine]) -> Iterator[Finding]:
    """A note that has no cell in the return is left out, and that is said."""
    for line in lines:
        if line.row.note.strip() and not line.takes_note:
            yield finding_at(
                NOWHERE,
                "view_note_left_out",
                Severity.NOTICE,
                mark(
                    "Row {row} of the view: the note was left out. A return has notes only beside figures of KPIs "
                    "that are reported as one whole."
                ),
                row=named(line.row),
            )


def check_numerators_are_given(lines: Iterable[ViewLine]) -> Iterator[Finding]:
    """A denominator alone is no figure."""
    for line in lines:
        if line.row.numerator is None and line.row.denominator is not None and line.asked.kpi.is_ratio:
            yield finding_at(
                NOWHERE,
                "view_numerator_missing",
                Severity.NOTICE,
                mark(
                    "Row {row} of the view: a denominator without its numerator was read as “not reported”. If the "
                    "figure is zero, give 0."
                ),
                row=named(line.row),
            )


CHECKS: tuple[Callable[[Sequence[ViewLine]], Iterator[Finding]], ...] = (
    check_rows_stand_once,
    check_figures_are_numbers,
    check_denominators_belong,
    check_notes_fit,
    check_notes_have_a_cell,
    check_numerators_are_given,
)


def check_placed(rows: Iterable[ViewRow]) -> Iterator[Finding]:
    """A row that does not say whose it is, is left out, and that is said."""
    for row in rows:
        if not row.is_placed:
            yield finding_at(
                NOWHERE,
                "view_row_of_nobody",
                Severity.NOTICE,
                mark(
                    "Row {row} of the view names no department, fiscal year or month, and was left out. Write them, "
                    "or leave the row out."
                ),
                row=named(row),
            )
