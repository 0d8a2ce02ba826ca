"""Rules of flagships and milestones, and of aims that nothing measures."""

from collections.abc import Iterator

from domain.finding import Finding
from domain.text import mark
from plan_workbook.drafting.draft import Draft


def check_milestones_run_forwards(draft: Draft) -> Iterator[Finding]:
    """A step does not end before it starts."""
    for record in draft.records.of("milestones"):
        start, end = record.day("planned_start"), record.day("planned_end")
        if start is not None and end is not None and end < start:
            yield record.block(
                "planned_end",
                "milestone_reversed",
                mark("The milestone ends ({end}) before it starts ({start})."),
                start=start.isoformat(),
                end=end.isoformat(),
            )


def check_milestones_carry_weight(draft: Draft) -> Iterator[Finding]:
    """The milestones of a flagship weigh something together; else its progress cannot be told."""
    rows = draft.records.of("milestones")
    for flagship in dict.fromkeys(record.text("flagship") for record in rows):
        own = [record for record in rows if record.text("flagship") == flagship]
        if not any(record.number("weight") or "weight" in record.unreadable for record in own):
            yield own[0].block(
                "weight",
                "milestones_weightless",
                mark("All milestones of {flagship} have no weight: its progress cannot be told."),
                flagship=flagship,
            )


def check_aims_are_measured(draft: Draft) -> Iterator[Finding]:
    """Every strategy has a goal and every goal a KPI; a notice where not."""
    for sheet, child, key in (("strategies", "goals", "strategy"), ("goals", "kpis", "goal")):
        used = {record.text(key) for record in draft.records.of(child)}
        for record in draft.records.of(sheet):
            code = record.text("code")
            if code and code not in used:
                yield record.notice(
                    "code",
                    "aim_unmeasured",
                    mark("Nothing on the sheet “{child}” belongs to {code}: it will show no score."),
                    child=child,
                    code=code,
                )
