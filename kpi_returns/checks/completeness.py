"""Rules about what is missing: it stays "not reported", and that is said."""

from collections import Counter
from collections.abc import Iterator

from domain.finding import Finding, Severity
from domain.kpi import Grain
from domain.text import mark
from kpi_returns.lines import ReturnLines, places_of


def _reported(lines: ReturnLines) -> Counter[str]:
    """How many different places each KPI is reported for."""
    figures = {(f.kpi, f.province) for f in lines.figures if f.numerator.is_number and f.asked}
    return Counter(kpi for kpi, _ in figures)


def check_kpis_are_reported(lines: ReturnLines) -> Iterator[Finding]:
    """A KPI of which there is no figure at all."""
    reported = _reported(lines)
    for asked in lines.form.asked:
        if not reported[asked.kpi.code]:
            yield Finding(
                code="kpi_not_reported",
                severity=Severity.NOTICE,
                message=mark("KPI {kpi} is not reported."),
                values={"kpi": asked.kpi.code},
            )


def check_places_are_reported(lines: ReturnLines) -> Iterator[Finding]:
    """A KPI of which some provinces are missing."""
    reported = _reported(lines)
    for asked in lines.form.asked:
        wanted, found = len(places_of(asked, lines.form)), reported[asked.kpi.code]
        if asked.kpi.grain is Grain.PROVINCE and 0 < found < wanted:
            yield Finding(
                code="places_not_reported",
                severity=Severity.NOTICE,
                message=mark("KPI {kpi}: {missing} of {wanted} provinces are not reported."),
                values={"kpi": asked.kpi.code, "missing": wanted - found, "wanted": wanted},
            )


def check_milestones_are_reported(lines: ReturnLines) -> Iterator[Finding]:
    """Milestones of which there is no figure."""
    known = {milestone.code for milestone in lines.form.milestones}
    found = {line.code for line in lines.milestones if line.complete.is_number} & known
    if len(found) < len(known):
        yield Finding(
            code="milestones_not_reported",
            severity=Severity.NOTICE,
            message=mark("{missing} of {wanted} milestones are not reported."),
            values={"missing": len(known) - len(found), "wanted": len(known)},
        )
