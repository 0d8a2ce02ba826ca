"""Rules about totals: how many persons, cases or baht there are."""

from collections.abc import Iterator

from domain.finding import Finding, Severity
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.lines import ReturnLines

# A formula may leave the noise of binary fractions behind a whole number.
NOISE = 1e-6


def check_total_is_not_negative(lines: ReturnLines) -> Iterator[Finding]:
    """A total below zero wants a yes where nothing known of its KPI is; a range of the plan has its own rule."""
    from_zero = frozenset(asked.kpi.code for asked in lines.form.asked if asked.begins_at_zero)
    for line in lines.figures:
        if line.asked is None or line.kpi not in from_zero:
            continue
        if line.numerator.is_number and line.numerator.number < 0:
            yield finding_at(
                line.numerator.at,
                "total_negative",
                Severity.CONFIRM,
                mark(
                    "KPI {kpi}: {value} is less than 0, though neither its target nor its baseline nor any earlier "
                    "figure is. Check the figure; if it is right, confirm it."
                ),
                kpi=line.kpi,
                value=line.numerator.number,
            )


def check_total_is_whole(lines: ReturnLines) -> Iterator[Finding]:
    """A fraction of a person wants a yes where the KPI shows no decimals."""
    language = lines.form.plan.language
    for line in lines.figures:
        if line.asked is None or not line.asked.kpi.is_counted_whole or not line.numerator.is_number:
            continue
        if abs(line.numerator.number - round(line.numerator.number)) > NOISE:
            yield finding_at(
                line.numerator.at,
                "total_not_whole",
                Severity.CONFIRM,
                mark(
                    "KPI {kpi}: {value} has decimals, though it is counted in whole numbers ({unit}). Check the "
                    "figure; if it is right, confirm it."
                ),
                kpi=line.kpi,
                value=line.numerator.number,
                unit=line.asked.kpi.unit.said_in(language),
            )
