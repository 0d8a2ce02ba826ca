"""Rows of a view in another database, read as the answer to a form: each is taken, or named with what is wrong with it.

What is taken is written into a workbook and judged there like any other. Where something stops a row, no row is taken.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.finding import Finding, Severity, is_blocked
from domain.kpi import Grain
from domain.kpi_return import KpiReturn, Observation, ReturnForm
from domain.text import mark
from domain.view_row import ViewRow
from kpi_returns.checks.located import finding_at
from kpi_returns.lines import places_of
from kpi_returns.places import Match, PlaceReader
from kpi_returns.view.checks import CHECKS, check_placed
from kpi_returns.view.lines import NOWHERE, ViewLine, named, number_of

SHOWN_OF_A_KIND = 100
UNKNOWN = mark(
    "Row {row} of the view: the plan has no province of that code or name. Write its code or official name."
)
MEANT = mark(
    "Row {row} of the view: the plan has no province of that code or name. Did you mean {meant}? Write its code or "
    "official name."
)
NO_PROVINCE = mark("Row {row} of the view: KPI {kpi} is reported as one whole. Leave the province empty.")
OTHER_PROVINCES = mark("Row {row} of the view: KPI {kpi} is not reported for this place. Leave the row out.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewReading:
    """What the rows say: the answer (None where a finding blocks it) and all findings, each with its row."""

    answered: KpiReturn | None
    findings: tuple[Finding, ...] = ()


def read_view(rows: Sequence[ViewRow], form: ReturnForm) -> ViewReading:
    """Read the rows of one department and period as the answer to its form; all faults at once."""
    places = PlaceReader(form.plan)
    read = [_line(row, form, places) for row in rows if row.is_placed]
    lines = [line for line in read if isinstance(line, ViewLine)]
    found = [one for one in read if isinstance(one, Finding)]
    findings = _bounded([*found, *(one for check in CHECKS for one in check(lines)), *check_placed(rows)])
    if is_blocked(findings):
        return ViewReading(answered=None, findings=findings)
    answered = KpiReturn(
        department=form.department.code,
        year=form.year,
        month=form.month,
        plan_number=form.plan_number,
        observations=tuple(_observations(lines, form)),
    )
    return ViewReading(answered=answered, findings=findings)


def _line(row: ViewRow, form: ReturnForm, places: PlaceReader) -> ViewLine | Finding:
    """A row with what it answers, or why it answers nothing."""
    asked = form.asked_for(row.kpi.strip())
    if asked is None:
        return finding_at(
            NOWHERE,
            "view_kpi_not_asked",
            Severity.BLOCK,
            mark("Row {row} of the view: this return does not ask for that KPI. Leave the row out."),
            row=named(row),
        )
    province = _province(row, places)
    if isinstance(province, Finding):
        return province
    if province not in places_of(asked, form):
        is_whole = asked.kpi.grain is Grain.WHOLE
        return finding_at(
            NOWHERE,
            "view_place_not_asked",
            Severity.BLOCK,
            NO_PROVINCE if is_whole else OTHER_PROVINCES,
            row=named(row),
            kpi=asked.kpi.code,
        )
    return ViewLine(row=row, asked=asked, province=province)


def _province(row: ViewRow, places: PlaceReader) -> str | Finding:
    """The province's code, empty for the whole. Nobody is there to say yes, so that only what is sure is taken."""
    written = row.province.strip()
    if not written:
        return ""
    read = places.read(written, "")
    if read.match is Match.PROVINCE and read.province is not None:
        return read.province.code
    near = (read.province.name,) if read.province else read.meant
    meant = " / ".join(f"{name.th} ({name.en})" for name in near)
    return finding_at(
        NOWHERE,
        "view_place_unknown",
        Severity.BLOCK,
        MEANT if meant else UNKNOWN,
        row=named(row),
        meant=meant,
    )


def _observations(lines: Iterable[ViewLine], form: ReturnForm) -> Iterator[Observation]:
    for line in lines:
        numerator = number_of(line.row.numerator)
        if numerator is not None:
            yield Observation(
                kpi=line.asked.kpi.code,
                period=line.asked.period,
                department=form.department.code,
                province=line.province,
                numerator=numerator,
                denominator=number_of(line.row.denominator),
                at=NOWHERE,
                note=line.row.note if line.takes_note else "",
            )


def _bounded(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """So many of a kind as somebody reads, and how many more there are."""
    kept: list[Finding] = []
    met: Counter[str] = Counter()
    for one in findings:
        met[one.code] += 1
        if met[one.code] <= SHOWN_OF_A_KIND:
            kept.append(one)
    return (*kept, *(_more(code, n - SHOWN_OF_A_KIND) for code, n in met.items() if n > SHOWN_OF_A_KIND))


def _more(code: str, count: int) -> Finding:
    return finding_at(
        NOWHERE,
        "view_more_rows",
        Severity.NOTICE,
        mark("{count} more rows of the view have the fault “{kind}”; the first {shown} are named."),
        count=count,
        kind=code,
        shown=SHOWN_OF_A_KIND,
    )
