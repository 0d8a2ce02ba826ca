"""Rules about the progress and the money of flagships."""

from collections.abc import Iterator, Mapping

from domain.finding import Finding, Severity
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.entries import Entry
from kpi_returns.lines import ReturnLines

ALL_OF_IT = 100.0
# Beyond a third of a unit's factor: more in thousands is written where less is asked for, less in millions.
TOO_MUCH, TOO_LITTLE = 1_000 / 3, 3 / 1_000_000


def _money(lines: ReturnLines) -> Iterator[Entry]:
    for line in lines.budgets:
        yield from (entry for entry in (line.committed, line.disbursed) if entry.is_number)


def check_complete_is_unmistakable(lines: ReturnLines) -> Iterator[Finding]:
    """A bare number up to 1 may mean a share or a percentage."""
    for line in lines.milestones:
        entry = line.complete
        if entry.is_number and not entry.is_percent and 0 < entry.number <= 1:
            yield finding_at(
                entry.at,
                "complete_ambiguous",
                Severity.BLOCK,
                mark(
                    "“{written}” may mean a share or a percentage. Write it with its sign, for example 85%."
                ),
                written=entry.written,
            )


def check_complete_is_within_range(lines: ReturnLines) -> Iterator[Finding]:
    """A milestone is complete from 0 to 100 percent."""
    for line in lines.milestones:
        if line.complete.is_number and not 0 <= line.complete.number <= ALL_OF_IT:
            yield finding_at(
                line.complete.at,
                "complete_out_of_range",
                Severity.BLOCK,
                mark("{value}% is out of range. Write how much is complete, from 0% to 100%."),
                value=line.complete.number,
            )


def check_money_is_no_percentage(lines: ReturnLines) -> Iterator[Finding]:
    """Money is an amount."""
    for entry in _money(lines):
        if entry.is_percent:
            yield finding_at(
                entry.at,
                "percent_instead_of_money",
                Severity.BLOCK,
                mark("The cell holds the percentage {value}%. Write the amount of money."),
                value=entry.number,
            )


def check_money_is_not_negative(lines: ReturnLines) -> Iterator[Finding]:
    """What was committed or disbursed since the year began is never below nothing."""
    for entry in _money(lines):
        if entry.number < 0:
            yield finding_at(
                entry.at,
                "money_negative",
                Severity.BLOCK,
                mark("{value} is less than 0. Write the amount since the fiscal year began."),
                value=entry.number,
            )


def check_money_is_in_the_unit_of_the_plan(lines: ReturnLines) -> Iterator[Finding]:
    """Money that is hundreds of times the year's budget, or next to nothing of it, is in another unit."""
    for flagship, entry, budget in _budgeted(lines):
        if entry.number > 0 and _is_in_another_unit(entry.number, budget):
            yield finding_at(
                entry.at,
                "money_in_another_unit",
                Severity.CONFIRM,
                mark(
                    "{value} is far from the budget of flagship {flagship} for this year, {budget}. Check whether "
                    "it is written in the plan's unit of money; if it is right, confirm it."
                ),
                value=entry.number,
                flagship=flagship,
                budget=budget,
            )


def check_money_is_within_budget(lines: ReturnLines) -> Iterator[Finding]:
    """More than the year's budget is committed or disbursed only where there is other money too."""
    for flagship, entry, budget in _budgeted(lines):
        if entry.number > budget and not _is_in_another_unit(entry.number, budget):
            yield finding_at(
                entry.at,
                "money_above_budget",
                Severity.CONFIRM,
                mark(
                    "{value} is more than the budget of flagship {flagship} for this year, {budget}. Check the "
                    "amount; if there is money from elsewhere, confirm it."
                ),
                value=entry.number,
                flagship=flagship,
                budget=budget,
            )


def check_disbursed_is_within_committed(lines: ReturnLines) -> Iterator[Finding]:
    """What is paid out was committed before."""
    for line in lines.budgets:
        if not _is_amount(line.committed) or not _is_amount(line.disbursed):
            continue
        if line.disbursed.number > line.committed.number:
            yield finding_at(
                line.disbursed.at,
                "disbursed_above_committed",
                Severity.CONFIRM,
                mark(
                    "{disbursed} is disbursed, but only {committed} is committed. What is committed since the year "
                    "began includes what is disbursed. Check both amounts; if they are right, confirm them."
                ),
                disbursed=line.disbursed.number,
                committed=line.committed.number,
            )


def _budgeted(lines: ReturnLines) -> Iterator[tuple[str, Entry, float]]:
    """Every amount of a flagship that has a budget for the year of the return, with that budget."""
    budgets: Mapping[str, float] = {
        row.flagship: sum(row.quarters) for row in lines.form.plan.budgets if row.year == lines.form.year
    }
    for line in lines.budgets:
        budget = budgets.get(line.code, 0.0)
        if budget > 0:
            yield from (
                (line.code, entry, budget) for entry in (line.committed, line.disbursed) if _is_amount(entry)
            )


def _is_amount(entry: Entry) -> bool:
    return entry.is_number and not entry.is_percent


def _is_in_another_unit(amount: float, budget: float) -> bool:
    return not TOO_LITTLE < amount / budget < TOO_MUCH
