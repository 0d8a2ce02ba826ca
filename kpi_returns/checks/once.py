"""Rules against saying one thing twice."""

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from domain import kpi_return
from domain.finding import Finding, Severity
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.lines import FigureLine, ReturnLines

Thing = TypeVar("Thing")
TWICE = mark("“{written}” already stands in {first}. Keep one of the two.")


def _repeated(things: Iterable[tuple[Hashable, Thing]]) -> Iterator[tuple[Thing, Thing]]:
    """Each thing whose key came before, with the first one of that key."""
    first: dict[Hashable, Thing] = {}
    for key, thing in things:
        if key in first:
            yield first[key], thing
        else:
            first[key] = thing


def _address(at: kpi_return.Cell) -> str:
    return f"{at.sheet}!{at.cell}"


def check_kpi_column_stands_once(lines: ReturnLines) -> Iterator[Finding]:
    """One table has one column for one figure of a KPI."""
    keyed = (((h.at.sheet, _row(h.at), h.kpi, h.part), h) for h in lines.headings)
    for first, again in _repeated(keyed):
        yield finding_at(
            again.at,
            "kpi_column_twice",
            Severity.BLOCK,
            TWICE,
            written=f"{again.kpi} | {again.part}",
            first=_address(first.at),
        )


def _row(at: kpi_return.Cell) -> str:
    return at.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def check_figure_stands_once(lines: ReturnLines) -> Iterator[Finding]:
    """A KPI has one figure at one place; two rows that meet in many KPIs are one finding."""
    said: set[tuple[kpi_return.Cell, kpi_return.Cell]] = set()
    for first, again in _repeated(((line.kpi, line.province), line) for line in lines.figures):
        pair = first.row_at, again.row_at
        if pair not in said:
            said.add(pair)
            yield finding_at(
                again.row_at,
                "figure_twice",
                Severity.BLOCK,
                TWICE,
                written=_named(lines, again),
                first=_address(first.row_at),
            )


def _named(lines: ReturnLines, line: FigureLine) -> str:
    plan = lines.form.plan
    names = {province.code: province.name.said_in(plan.language) for province in plan.provinces}
    return names.get(line.province, line.kpi)


def check_milestone_stands_once(lines: ReturnLines) -> Iterator[Finding]:
    """A milestone has one row."""
    for first, again in _repeated((line.code, line) for line in lines.milestones):
        yield finding_at(
            again.at, "milestone_twice", Severity.BLOCK, TWICE, written=again.code, first=_address(first.at)
        )


def check_explanation_stands_once(lines: ReturnLines) -> Iterator[Finding]:
    """A KPI has one row of explanations."""
    for first, again in _repeated((line.kpi, line) for line in lines.explanations):
        yield finding_at(
            again.at, "explanation_twice", Severity.BLOCK, TWICE, written=again.kpi, first=_address(first.at)
        )


def check_flagship_stands_once(lines: ReturnLines) -> Iterator[Finding]:
    """A flagship has one row of money."""
    for first, again in _repeated((line.code, line) for line in lines.budgets):
        yield finding_at(
            again.at, "flagship_twice", Severity.BLOCK, TWICE, written=again.code, first=_address(first.at)
        )
