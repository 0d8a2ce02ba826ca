"""Rules about what is explained, and what has to be, once it is known what the figures will be judged as."""

from collections.abc import Iterator

from domain.finding import Finding, Severity
from domain.kpi_return import Cell
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.lines import ReturnLines

CAUSE = mark(
    "KPI {kpi} will be critical with these figures. Write its cause here: why the result is what it is."
)
ACTION = mark("KPI {kpi} will be critical with these figures. Write here what is done about it, and by whom.")
BOTH = mark(
    "KPI {kpi} will be critical with these figures. Write its cause and what is done about it in the table of "
    "explanations."
)


def check_explanation_dates(lines: ReturnLines) -> Iterator[Finding]:
    """By when something is done must be a day, for somebody will be reminded of it."""
    for line in lines.explanations:
        if line.by.is_unreadable:
            yield finding_at(
                line.by.at,
                "explanation_date_unreadable",
                Severity.BLOCK,
                mark("“{written}” is not a day. Write day, month and year, for example 31/3/{year}."),
                written=line.by.written,
                year=lines.form.plan.calendar.shown_year(lines.form.year),
            )


def check_explanations_are_asked(lines: ReturnLines) -> Iterator[Finding]:
    """What is explained must be a KPI of this return."""
    for line in lines.explanations:
        if line.asked is None:
            yield finding_at(
                line.at,
                "explanation_not_asked",
                Severity.BLOCK,
                mark("This return does not ask for a KPI “{written}”, so it cannot be explained here."),
                written=line.kpi[:40],
            )


def check_explanations(lines: ReturnLines, critical: frozenset[str]) -> Iterator[Finding]:
    """A KPI that will be critical needs its cause and what is done about it; each missing one at its cell.

    `critical` are the codes of the KPIs whose status will be critical once the return is approved. A workbook without
    the table of explanations may be sent without them, if somebody says so.
    """
    said = {line.kpi: line for line in lines.explanations}
    for code in (asked.kpi.code for asked in lines.form.asked if asked.kpi.code in critical):
        line = said.get(code)
        words = (line.cause, line.action) if line else ("", "")
        cells = lines.explaining.get(code)
        if cells is not None:
            for wanted, at, told in zip((CAUSE, ACTION), cells, words, strict=True):
                if not told:
                    yield _missing(code, wanted, at)
        elif not all(words):
            yield _missing(code, BOTH, None)


def _missing(code: str, wanted: str, at: Cell | None) -> Finding:
    return Finding(
        code="explanation_missing",
        severity=Severity.BLOCK if at else Severity.CONFIRM,
        message=wanted,
        values={"kpi": code},
        sheet=at.sheet if at else "",
        cell=at.cell if at else "",
    )
