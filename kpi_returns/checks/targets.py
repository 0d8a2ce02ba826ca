"""The rule about the targets that a file shows: the plan's are what counts."""

from collections.abc import Iterator
from math import isclose

from domain.finding import Finding, Severity
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.lines import ReturnLines

OTHER = mark(
    "KPI {kpi}: the file shows the target to date {written}, but the plan's is {target}. "
    "The plan's counts; a target is changed in the plan only."
)
NONE_GIVEN = mark(
    "KPI {kpi}: the file shows the target to date {written}, but the plan gives none. "
    "The plan's counts; a target is changed in the plan only."
)
SAME = 1e-9


def check_targets_are_those_of_the_plan(lines: ReturnLines) -> Iterator[Finding]:
    """Whoever reports must not think that another target applies."""
    for line in lines.targets:
        asked = lines.form.asked_for(line.kpi)
        if asked is None or not line.written.is_number:
            continue
        target = asked.target
        if target is None or not isclose(line.written.number, target, rel_tol=SAME, abs_tol=SAME):
            yield finding_at(
                line.written.at,
                "target_differs",
                Severity.CONFIRM,
                NONE_GIVEN if target is None else OTHER,
                kpi=line.kpi,
                written=line.written.number,
                target=target if target is not None else "",
            )
