"""The rule that a target is never overwritten: what a file says beside what is kept."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from domain.finding import Finding, Severity
from domain.fiscal import Era, FiscalCalendar
from domain.kpi_return import Cell
from domain.target import Target, TargetKey
from domain.text import mark
from plan_workbook.layout.years import TARGETS

NOWHERE = Cell(sheet=TARGETS.name, cell="")
Name = tuple[TargetKey, date | None]


def check_targets_kept(
    ledger: Sequence[Target],
    file: Sequence[Target],
    *,
    located: Mapping[Target, Cell] | None = None,
    calendar: FiscalCalendar | None = None,
) -> Iterator[Finding]:
    """Faults of a file's targets against the ledger that is kept.

    A row that stands in the ledger with another value blocks; other words of reason or document, and a
    ledger row that the file no longer holds, are notices: the ledger stays as it is. `located` gives the
    cells of the file's rows; `calendar` says how years are written (as stored without it).
    """
    kept = {_name(row): row for row in ledger}
    shown = calendar or FiscalCalendar(era=Era.COMMON)
    for row in file:
        old = kept.get(_name(row))
        if old is not None and _amounts(old) != _amounts(row):
            yield _overwritten(old, row, (located or {}).get(row, NOWHERE), shown)
        elif old is not None and (old.reason, old.document) != (row.reason, row.document):
            yield _reworded(row, (located or {}).get(row, NOWHERE), shown)
    in_file = {_name(row) for row in file}
    yield from (_left_out(row, shown) for row in ledger if _name(row) not in in_file)


def _name(row: Target) -> Name:
    return row.key, row.revised_on


def _amounts(row: Target) -> tuple[float | None, float | None, float | None]:
    return row.value, row.low, row.high


def _overwritten(old: Target, new: Target, at: Cell, calendar: FiscalCalendar) -> Finding:
    return Finding(
        code="target_overwritten",
        severity=Severity.BLOCK,
        message=mark(
            "The target of {subject} is kept as {old} and may not become {new}. Put {old} back and add a row "
            "with the date of the revision, its reason and its document."
        ),
        values={"subject": subject_of(new, calendar), "old": amount_of(old), "new": amount_of(new)},
        sheet=at.sheet,
        cell=at.cell,
    )


def _reworded(row: Target, at: Cell, calendar: FiscalCalendar) -> Finding:
    return Finding(
        code="revision_reworded",
        severity=Severity.NOTICE,
        message=mark("The target of {subject} is kept with another reason or document, which stays."),
        values={"subject": subject_of(row, calendar)},
        sheet=at.sheet,
        cell=at.cell,
    )


def _left_out(row: Target, calendar: FiscalCalendar) -> Finding:
    return Finding(
        code="target_left_out",
        severity=Severity.NOTICE,
        message=mark("The target of {subject} ({old}) is not in the file; it stays in the ledger."),
        values={"subject": subject_of(row, calendar), "old": amount_of(row)},
        sheet=TARGETS.name,
    )


def subject_of(row: Target, calendar: FiscalCalendar) -> str:
    """What a target is for, in codes: KPI, year, month, department, province, date of revision."""
    key = row.key
    parts = [key.kpi, str(calendar.shown_year(key.year))]
    parts += [f"M{key.month}"] if key.month else []
    parts += [code for code in (key.department, key.province) if code]
    parts += [row.revised_on.isoformat()] if row.revised_on else []
    return " · ".join(parts)


def amount_of(row: Target) -> str:
    """A target as it is written: its value, or its two ends."""
    if row.value is not None:
        return f"{row.value:.10g}"
    return f"{row.low:.10g}–{row.high:.10g}" if row.low is not None and row.high is not None else "–"
