"""A finding at its cell."""

from domain import kpi_return
from domain.finding import Finding, Severity


def finding_at(
    at: kpi_return.Cell, code: str, severity: Severity, message: str, /, **values: object
) -> Finding:
    """A finding about one cell; `values` fill the placeholders of the message."""
    return Finding(code=code, severity=severity, message=message, values=values, sheet=at.sheet, cell=at.cell)
