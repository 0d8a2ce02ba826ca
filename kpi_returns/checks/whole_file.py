"""Rules about the file as a whole."""

from collections.abc import Iterator

from domain.finding import Finding, Severity
from domain.text import mark
from kpi_returns.identity import is_known_template
from kpi_returns.layout import IDENTITY_SHEET
from kpi_returns.lines import ReturnLines


def check_template_version(lines: ReturnLines) -> Iterator[Finding]:
    """The return must have a layout that is known."""
    if not is_known_template(lines.identity):
        yield Finding(
            code="template_version",
            severity=Severity.BLOCK,
            message=mark(
                "The return was made with the layout “{template}”, which is not read here. "
                "Download the return again and copy your figures into it."
            ),
            values={"template": lines.identity.template},
            sheet=IDENTITY_SHEET,
        )


def check_plan_version(lines: ReturnLines) -> Iterator[Finding]:
    """A return made for another version of the plan may ask for other things."""
    if lines.identity.plan_number != lines.form.plan_number:
        yield Finding(
            code="plan_version",
            severity=Severity.CONFIRM,
            message=mark(
                "The return was made for version {made_for} of the plan; version {now} is in force. "
                "Check that its KPIs are still the same, or download the return again."
            ),
            values={"made_for": lines.identity.plan_number, "now": lines.form.plan_number},
            sheet=IDENTITY_SHEET,
        )
