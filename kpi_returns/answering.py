"""From the lines of a return to its answer."""

from collections.abc import Iterator

from domain.kpi_return import BudgetReport, Explanation, KpiReturn, MilestoneReport, Observation
from kpi_returns.entries import Entry
from kpi_returns.lines import FigureLine, ReturnLines
from kpi_returns.numbers import share_of


def answer_of(lines: ReturnLines) -> KpiReturn:
    """What the return answers. Only meaningful where no finding blocks it."""
    return KpiReturn(
        department=lines.form.department.code,
        year=lines.form.year,
        month=lines.form.month,
        plan_number=lines.identity.plan_number,
        observations=tuple(_observations(lines)),
        milestones=tuple(_milestones(lines)),
        budgets=tuple(_budgets(lines)),
        explanations=tuple(_explanations(lines)),
    )


def _observations(lines: ReturnLines) -> Iterator[Observation]:
    for line in lines.figures:
        if line.asked is not None and line.numerator.is_number:
            yield Observation(
                kpi=line.kpi,
                period=line.asked.period,
                department=lines.form.department.code,
                province=line.province,
                numerator=line.numerator.number,
                denominator=_denominator(line),
                at=line.numerator.at,
                denominator_at=line.denominator.at if line.asked.kpi.is_ratio else None,
                note=line.note,
            )


def _denominator(line: FigureLine) -> float | None:
    return _number(line.denominator) if line.asked and line.asked.kpi.is_ratio else None


def _milestones(lines: ReturnLines) -> Iterator[MilestoneReport]:
    for line in lines.milestones:
        if line.complete.is_number:
            yield MilestoneReport(
                milestone=line.code,
                complete=share_of(line.complete.number),
                at=line.complete.at,
                note=line.note,
            )


def _budgets(lines: ReturnLines) -> Iterator[BudgetReport]:
    for line in lines.budgets:
        if line.committed.is_number or line.disbursed.is_number:
            yield BudgetReport(
                flagship=line.code,
                committed=_number(line.committed),
                disbursed=_number(line.disbursed),
                at=line.committed.at if line.committed.is_number else line.disbursed.at,
                disbursed_at=line.disbursed.at,
            )


def _explanations(lines: ReturnLines) -> Iterator[Explanation]:
    for line in lines.explanations:
        if line.asked is not None and line.says_something:
            yield Explanation(
                kpi=line.kpi,
                cause=line.cause,
                action=line.action,
                by=line.by.day,
                support=line.support,
                at=line.first,
            )


def _number(entry: Entry) -> float | None:
    return entry.number if entry.is_number else None
