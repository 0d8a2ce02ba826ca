"""A plan workbook, read and judged in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.finding import Finding, Severity, is_blocked
from domain.kpi_return import Cell
from domain.plan import Plan
from domain.target import Target
from domain.text import mark
from plan_workbook.drafting.build_plan import build_draft
from plan_workbook.drafting.draft import Draft
from plan_workbook.drafting.records import Records, read_records
from plan_workbook.rules.all_rules import check_plan
from workbooks.cells import Workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReading:
    """What a workbook says: the plan (None where a finding blocks it), its ledger of targets, all findings.

    `located` gives the cell of each target, for findings that compare it with what is kept.
    """

    plan: Plan | None
    targets: tuple[Target, ...] = ()
    findings: tuple[Finding, ...] = ()
    located: Mapping[Target, Cell] = field(default_factory=dict)


def read_plan(workbook: Workbook) -> PlanReading:
    """Read a plan workbook and find all its faults at once, each with its cell and how to mend it."""
    records = read_records(workbook)
    if records.is_blank:
        return PlanReading(plan=None, findings=_named(workbook, _why_blank(records)))
    draft = build_draft(records)
    findings = _named(workbook, (*records.findings, *check_plan(draft)))
    if is_blocked(findings) or draft.plan is None:
        return PlanReading(plan=None, findings=findings, located=_located(draft))
    return PlanReading(
        plan=draft.plan,
        targets=tuple(located.item for located in draft.targets),
        findings=findings,
        located=_located(draft),
    )


def _why_blank(records: Records) -> tuple[Finding, ...]:
    """A blank template has one fault; a foreign workbook has those of its missing sheets."""
    faults = tuple(finding for finding in records.findings if finding.severity is Severity.BLOCK)
    blank = Finding(
        code="plan_blank",
        severity=Severity.BLOCK,
        message=mark("The plan workbook is blank. Fill in its sheets and send it again."),
    )
    return faults or (blank,)


def _named(workbook: Workbook, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            code=finding.code,
            severity=finding.severity,
            message=finding.message,
            values=finding.values,
            file=workbook.name,
            sheet=finding.sheet,
            cell=finding.cell,
        )
        for finding in findings
    )


def _located(draft: Draft) -> dict[Target, Cell]:
    return {
        located.item: Cell(sheet=located.record.sheet, cell=located.record.place("value"))
        for located in draft.targets
    }
