"""Rules about what can only grow within a fiscal year: an accumulated figure that fell wants a yes."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from domain.finding import Finding, Severity
from domain.kpi import Accumulation, Aggregation, Kpi, Polarity, Scale
from domain.kpi_return import Asked
from domain.plan import Plan
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.entries import Entry
from kpi_returns.lines import ReturnLines
from kpi_returns.numbers import percent_of


def check_running_total_has_not_fallen(lines: ReturnLines) -> Iterator[Finding]:
    """A running total, of which each report replaces the one before, does not shrink within its year.

    Reports that are added up (`sum`) are each of one period and may be of any size; a ratio, an average
    and whatever is good when it is low may fall.
    """
    growing = frozenset(asked.kpi.code for asked in lines.form.asked if _grows(lines.form.plan, asked))
    for line in lines.figures:
        if line.asked is None or line.kpi not in growing or not line.numerator.is_number:
            continue
        before = line.asked.before.get(line.province)
        if before is not None and line.numerator.number < before:
            yield finding_at(
                line.numerator.at,
                "running_total_fell",
                Severity.CONFIRM,
                mark(
                    "KPI {kpi}: {value} is less than {before}, which was reported for the period before in this "
                    "fiscal year. The figure is the total so far; check that it is not that of this period alone."
                ),
                kpi=line.kpi,
                value=line.numerator.number,
                before=before,
            )


def _grows(plan: Plan, asked: Asked) -> bool:
    """Whether a figure is a running total that had begun to count before this period."""
    months = plan.calendar.closing_months(asked.period.frequency)
    return (
        asked.period.month > months[0]
        and _is_running_total(asked.kpi)
        and not _is_known_to_fall(asked, len(months))
    )


def _is_known_to_fall(asked: Asked, periods: int) -> bool:
    """Whether the KPI fell more often than a running total does, which begins anew once a year.

    Such a KPI counts what there is just now, as beds or members, and may fall at any time.
    """
    steps = [pair for past in asked.history.values() for pair in pairwise(past)]
    return sum(later < earlier for earlier, later in steps) * periods > len(steps)


def _is_running_total(kpi: Kpi) -> bool:
    if kpi.accumulation is not Accumulation.LATEST or kpi.polarity is not Polarity.HIGHER_IS_BETTER:
        return False
    return not kpi.is_ratio and (kpi.aggregation is Aggregation.SUM or kpi.scale is Scale.MILESTONE)


def check_milestone_has_not_fallen(lines: ReturnLines) -> Iterator[Finding]:
    """What is complete stays complete."""
    for line in lines.milestones:
        share = lines.form.complete_before.get(line.code)
        if share is None or not line.complete.is_number or not 0 <= line.complete.number < percent_of(share):
            continue
        if line.complete.is_percent or not 0 < line.complete.number <= 1:
            yield finding_at(
                line.complete.at,
                "milestone_fell",
                Severity.CONFIRM,
                mark(
                    "Milestone {milestone}: {value}% is less than the {before}% that was reported before. "
                    "Check the figure; if less is complete than was said, confirm it."
                ),
                milestone=line.code,
                value=line.complete.number,
                before=percent_of(share),
            )


def check_money_has_not_fallen(lines: ReturnLines) -> Iterator[Finding]:
    """Money counts from the beginning of the fiscal year and does not grow less, unless it was given back."""
    form = lines.form
    for line in lines.budgets:
        yield from _fallen(line.code, line.committed, form.committed_before)
        yield from _fallen(line.code, line.disbursed, form.disbursed_before)


def _fallen(flagship: str, entry: Entry, known: Mapping[str, float]) -> Iterator[Finding]:
    before = known.get(flagship)
    if before is None or not entry.is_number or entry.is_percent or not 0 <= entry.number < before:
        return
    yield finding_at(
        entry.at,
        "money_fell",
        Severity.CONFIRM,
        mark(
            "{value} is less than {before}, which was reported before for this fiscal year. Write the amount "
            "since the year began; if money was given back, confirm it."
        ),
        value=entry.number,
        before=before,
    )
