"""Rules about the codes that name rows and columns."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from domain.finding import Finding, Severity
from domain.kpi import Grain
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.lines import ReturnLines

LONGEST_COMPARED = 40
KPI_UNKNOWN = mark("This return does not ask for a KPI “{written}”. Its KPIs here are: {known}.")
KPI_MEANT = mark(
    "This return does not ask for a KPI “{written}”. Did you mean {meant}? Write its code as it is."
)


def _known_codes(lines: ReturnLines, grain: Grain) -> list[str]:
    return [asked.kpi.code for asked in lines.form.asked if asked.kpi.grain is grain]


def _code_values(written: str, known: Iterable[str]) -> dict[str, str]:
    """The values of a message about an unknown code; `meant` is empty where none is like it."""
    codes = list(known)
    near = get_close_matches(written, codes, n=1) if len(written) <= LONGEST_COMPARED else []
    return {
        "written": written[:LONGEST_COMPARED],
        "known": ", ".join(codes) or "–",
        "meant": near[0] if near else "",
    }


def check_kpi_columns_are_asked(lines: ReturnLines) -> Iterator[Finding]:
    """A filled column of the table of provinces must be of a KPI that is asked for by province."""
    known = _known_codes(lines, Grain.PROVINCE)
    for heading in lines.headings:
        if heading.is_filled and heading.kpi not in known:
            values = _code_values(heading.kpi, known)
            message = KPI_MEANT if values["meant"] else KPI_UNKNOWN
            yield finding_at(heading.at, "kpi_column_not_asked", Severity.BLOCK, message, **values)


def check_kpi_rows_are_asked(lines: ReturnLines) -> Iterator[Finding]:
    """A filled row of the table of whole KPIs must be of a KPI that is asked for as a whole."""
    known = _known_codes(lines, Grain.WHOLE)
    for line in lines.figures:
        if not line.province and line.asked is None:
            values = _code_values(line.kpi, known)
            message = KPI_MEANT if values["meant"] else KPI_UNKNOWN
            yield finding_at(line.row_at, "kpi_row_not_asked", Severity.BLOCK, message, **values)


def check_milestones_are_asked(lines: ReturnLines) -> Iterator[Finding]:
    """A filled row of milestones must be of a milestone of this return."""
    known = [milestone.code for milestone in lines.form.milestones]
    for line in lines.milestones:
        if line.code not in known:
            yield finding_at(
                line.at,
                "milestone_not_asked",
                Severity.BLOCK,
                mark("This return does not ask for a milestone “{written}”. Its milestones are: {known}."),
                **_code_values(line.code, known),
            )


def check_budgets_are_asked(lines: ReturnLines) -> Iterator[Finding]:
    """A filled row of budgets must be of a flagship that the department leads."""
    known = [flagship.code for flagship in lines.form.flagships]
    for line in lines.budgets:
        if line.code not in known:
            yield finding_at(
                line.at,
                "flagship_not_asked",
                Severity.BLOCK,
                mark("This return does not ask for the budget of “{written}”. Its flagships are: {known}."),
                **_code_values(line.code, known),
            )


def check_columns_have_keys(lines: ReturnLines) -> Iterator[Finding]:
    """Numbers in a column without a key are not read, and that is said."""
    for at in lines.strangers:
        yield finding_at(
            at,
            "column_left_out",
            Severity.NOTICE,
            mark(
                "From {cell} on, this column holds numbers but has no key in the row of keys; "
                "it was left out. If it belongs to a KPI, take its key over from the blank return."
            ),
            cell=at.cell,
        )
