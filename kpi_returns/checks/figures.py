"""Rules about the figures of a KPI."""

from collections.abc import Iterator

from domain.finding import Finding, Severity
from domain.kpi import Kpi
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.entries import State
from kpi_returns.lines import FigureLine, ReturnLines


def _asked(lines: ReturnLines) -> Iterator[tuple[Kpi, FigureLine]]:
    return ((line.asked.kpi, line) for line in lines.figures if line.asked is not None)


def _ratios(lines: ReturnLines) -> Iterator[tuple[Kpi, FigureLine]]:
    return ((kpi, line) for kpi, line in _asked(lines) if kpi.is_ratio)


def _pairs(lines: ReturnLines) -> Iterator[tuple[Kpi, FigureLine]]:
    """Ratios of which both figures are there."""
    return (
        (k, line) for k, line in _ratios(lines) if line.numerator.is_number and line.denominator.is_number
    )


def check_minimum(lines: ReturnLines) -> Iterator[Finding]:
    """No figure is below the KPI's lowest plausible one."""
    for kpi, line in _asked(lines):
        if kpi.minimum is not None and line.numerator.is_number and line.numerator.number < kpi.minimum:
            yield finding_at(
                line.numerator.at,
                "below_minimum",
                Severity.BLOCK,
                mark("{value} is too low: the lowest figure that KPI {kpi} can have is {minimum}."),
                value=line.numerator.number,
                kpi=kpi.code,
                minimum=kpi.minimum,
            )


def check_maximum(lines: ReturnLines) -> Iterator[Finding]:
    """No figure is above the KPI's highest plausible one."""
    for kpi, line in _asked(lines):
        if kpi.maximum is not None and line.numerator.is_number and line.numerator.number > kpi.maximum:
            yield finding_at(
                line.numerator.at,
                "above_maximum",
                Severity.BLOCK,
                mark("{value} is too high: the highest figure that KPI {kpi} can have is {maximum}."),
                value=line.numerator.number,
                kpi=kpi.code,
                maximum=kpi.maximum,
            )


def check_percent_is_no_count(lines: ReturnLines) -> Iterator[Finding]:
    """A ratio is reported as two counts, never as a percentage."""
    for kpi, line in _ratios(lines):
        for entry in (line.numerator, line.denominator):
            if entry.is_number and entry.is_percent:
                yield finding_at(
                    entry.at,
                    "percent_instead_of_count",
                    Severity.BLOCK,
                    mark(
                        "The cell holds the percentage {value}%. KPI {kpi} is reported as a numerator and a "
                        "denominator: write how many, and the percentage is worked out."
                    ),
                    value=entry.number,
                    kpi=kpi.code,
                )


def check_percent_is_said(lines: ReturnLines) -> Iterator[Finding]:
    """Where one figure is asked for, 85 % is 85, and that is said."""
    for kpi, line in _asked(lines):
        if not kpi.is_ratio and line.numerator.is_number and line.numerator.is_percent:
            yield finding_at(
                line.numerator.at,
                "percent_read",
                Severity.NOTICE,
                mark("The percentage {value}% was read as the figure {value} of KPI {kpi}."),
                value=line.numerator.number,
                kpi=kpi.code,
            )


def check_numerator_is_given(lines: ReturnLines) -> Iterator[Finding]:
    """A denominator alone is no figure; said outright ("-") there is nothing to ask."""
    for kpi, line in _ratios(lines):
        if line.denominator.is_number and line.numerator.is_blank:
            yield finding_at(
                line.numerator.at,
                "numerator_missing",
                Severity.CONFIRM,
                mark(
                    "The denominator of KPI {kpi} is given but the numerator is blank, so this is read as "
                    "“not reported”. If the figure is zero, write 0."
                ),
                kpi=kpi.code,
            )


def check_denominator_is_given(lines: ReturnLines) -> Iterator[Finding]:
    """A numerator needs its denominator."""
    for kpi, line in _ratios(lines):
        if line.numerator.is_number and line.denominator.state in (State.BLANK, State.NOT_REPORTED):
            yield finding_at(
                line.denominator.at,
                "denominator_missing",
                Severity.BLOCK,
                mark("The numerator of KPI {kpi} is given but not its denominator. Write the denominator."),
                kpi=kpi.code,
            )


def check_denominator_is_asked(lines: ReturnLines) -> Iterator[Finding]:
    """A KPI that is no ratio has no denominator."""
    for kpi, line in _asked(lines):
        if not kpi.is_ratio and line.has_denominator:
            yield finding_at(
                line.denominator.at,
                "denominator_not_asked",
                Severity.CONFIRM,
                mark(
                    "KPI {kpi} has no denominator; this cell is left out. Check that the numerator is the figure itself."
                ),
                kpi=kpi.code,
            )


def check_denominator_is_positive(lines: ReturnLines) -> Iterator[Finding]:
    """Nothing can be counted out of none, or out of less."""
    for kpi, line in _pairs(lines):
        below = line.denominator.number < 0
        if below or (line.denominator.number == 0 and line.numerator.number != 0):
            yield finding_at(
                line.denominator.at,
                "denominator_not_positive",
                Severity.BLOCK,
                mark("The denominator of KPI {kpi} is {value}. It must be greater than 0."),
                kpi=kpi.code,
                value=line.denominator.number,
            )


def check_none_of_none(lines: ReturnLines) -> Iterator[Finding]:
    """0 of 0 says that there was no case; it is taken after a yes."""
    for kpi, line in _pairs(lines):
        if line.denominator.number == 0 and line.numerator.number == 0:
            yield finding_at(
                line.denominator.at,
                "none_of_none",
                Severity.CONFIRM,
                mark(
                    "KPI {kpi} is reported as 0 of 0, which says that there was no case at all. "
                    "If it is not reported yet, leave both cells blank."
                ),
                kpi=kpi.code,
            )


def check_numerator_within_denominator(lines: ReturnLines) -> Iterator[Finding]:
    """Where the plan says so, a part is never more than its whole."""
    for kpi, line in _pairs(lines):
        too_much = line.numerator.number > line.denominator.number > 0
        if kpi.numerator_within_denominator and too_much:
            yield finding_at(
                line.numerator.at,
                "numerator_above_denominator",
                Severity.BLOCK,
                mark("KPI {kpi}: the numerator {numerator} is greater than the denominator {denominator}."),
                kpi=kpi.code,
                numerator=line.numerator.number,
                denominator=line.denominator.number,
            )
