"""Rules about what is explained."""

from collections.abc import Iterator

from domain.finding import Finding, Severity
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.lines import ReturnLines


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
