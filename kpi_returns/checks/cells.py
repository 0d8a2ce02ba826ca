"""Rules about single cells, whatever they are about."""

from collections.abc import Iterator

from domain.finding import Finding, Severity
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.entries import Entry, State
from kpi_returns.lines import ReturnLines


def _in_state(lines: ReturnLines, state: State) -> Iterator[Entry]:
    return (entry for entry in lines.entries() if entry.state is state)


def check_cells_show_no_error(lines: ReturnLines) -> Iterator[Finding]:
    """A failed formula is a fault, never a blank."""
    for entry in _in_state(lines, State.FAILED):
        yield finding_at(
            entry.at,
            "cell_error",
            Severity.BLOCK,
            mark("The cell shows the error {written}. Mend its formula, or write the figure itself."),
            written=entry.written,
        )


def check_cells_are_calculated(lines: ReturnLines) -> Iterator[Finding]:
    """A formula whose result the file does not carry is a fault, never a blank."""
    for entry in _in_state(lines, State.UNCALCULATED):
        yield finding_at(
            entry.at,
            "cell_uncalculated",
            Severity.BLOCK,
            mark(
                "The cell holds a formula without its result. "
                "Open the file in Excel, save it and send it again, or write the figure itself."
            ),
        )


def check_cells_are_readable(lines: ReturnLines) -> Iterator[Finding]:
    """What stands in an input cell must be one plain number."""
    for entry in _in_state(lines, State.UNREADABLE):
        yield finding_at(
            entry.at,
            "number_unreadable",
            Severity.BLOCK,
            mark(
                "“{written}” is not a number that can be read. Write digits only, for example 1,250.5, "
                "or leave the cell blank if there is nothing to report."
            ),
            written=entry.written,
        )


def check_not_reported_is_said(lines: ReturnLines) -> Iterator[Finding]:
    """A word for "not reported" is taken at its word, and that is said."""
    for entry in _in_state(lines, State.NOT_REPORTED):
        yield finding_at(
            entry.at,
            "read_as_not_reported",
            Severity.NOTICE,
            mark("“{written}” was read as “not reported”. If the figure is zero, write 0."),
            written=entry.written,
        )
