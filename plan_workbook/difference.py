"""What differs between two versions of a plan, row by row and field by field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from dataclasses import field as of_field
from datetime import date
from enum import Enum, StrEnum
from typing import Any

from domain.fiscal import FiscalCalendar
from domain.plan import Plan
from domain.target import Target, target_lines
from domain.text import Text
from plan_workbook.layout.shape import NO, YES
from plan_workbook.ledger import amount_of, check_targets_kept, subject_of

__all__ = ["Change", "ChangeKind", "check_targets_kept", "difference", "target_changes"]

SEPARATOR = " | "
PARTS_OF_A_KPI = ("owners", "years", "levels")
TABLES = {
    "strategies": "strategy",
    "goals": "goal",
    "target_groups": "target_group",
    "departments": "department",
    "schemes": "scheme",
    "regions": "region",
    "provinces": "province",
    "kpis": "kpi",
    "flagships": "flagship",
    "milestones": "milestone",
    "budgets": "budget",
    "phasings": "phasing",
    "due_dates": "due_date",
}
PARTS = {"owners": "kpi_owner", "years": "kpi_year", "levels": "level"}
SETTINGS_IN_PARTS = ("calendar", "bands", "words")


class ChangeKind(StrEnum):
    """Whether a row came, went, or says something else."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. `what` is the kind of row (plan, kpi, kpi_owner …), `code` names it, `field` what changed.

    `field` is empty where a whole row came or went; then its name stands in `after` or `before`. Years in
    codes are of the common era.
    """

    kind: ChangeKind
    what: str
    code: str
    field: str = ""
    before: Text = of_field(default_factory=Text)
    after: Text = of_field(default_factory=Text)


def difference(before: Plan, after: Plan) -> tuple[Change, ...]:
    """All differences between two versions of a plan: settings first, then the rows of each kind."""
    changes = list(_settings(before, after))
    for table, what in TABLES.items():
        changes.extend(_rows(what, _by_code(getattr(before, table)), _by_code(getattr(after, table))))
    for part, what in PARTS.items():
        changes.extend(_rows(what, _parts_of_kpis(before, part), _parts_of_kpis(after, part)))
    return tuple(changes)


def target_changes(
    ledger: Sequence[Target], file: Sequence[Target], calendar: FiscalCalendar
) -> tuple[Change, ...]:
    """The rows that a file adds to the ledger: a target beside the one in force until now, blank where none was.

    Years in their codes are written as the organisation writes them, as the findings do.
    """
    kept = {(row.key, row.revised_on) for row in ledger}
    lines = target_lines(ledger)
    changes = []
    for row in file:
        if (row.key, row.revised_on) not in kept:
            line = lines.get(row.key)
            changes.append(
                Change(
                    kind=ChangeKind.CHANGED if line else ChangeKind.ADDED,
                    what="target",
                    code=subject_of(row, calendar),
                    before=Text.same(amount_of(line.now)) if line else Text(),
                    after=Text.same(amount_of(row)),
                )
            )
    return tuple(changes)


def _settings(before: Plan, after: Plan) -> Iterator[Change]:
    skipped = (*TABLES, *SETTINGS_IN_PARTS)
    yield from _fields("plan", "", before, after, skipped)
    for part in SETTINGS_IN_PARTS:
        yield from _fields("plan", "", getattr(before, part), getattr(after, part), ())


def _rows(what: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for code, row in before.items():
        if code not in after:
            yield Change(kind=ChangeKind.REMOVED, what=what, code=code, before=_name(row))
        else:
            yield from _fields(what, code, row, after[code], PARTS_OF_A_KPI if what == "kpi" else ())
    for code, row in after.items():
        if code not in before:
            yield Change(kind=ChangeKind.ADDED, what=what, code=code, after=_name(row))


def _fields(what: str, code: str, before: Any, after: Any, skipped: Iterable[str]) -> Iterator[Change]:
    for field in fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if field.name not in skipped and old != new:
            yield Change(
                kind=ChangeKind.CHANGED,
                what=what,
                code=code,
                field=field.name,
                before=_said(old),
                after=_said(new),
            )


def _by_code(rows: Iterable[Any]) -> dict[str, Any]:
    return {_code(row): row for row in rows}


def _code(row: Any) -> str:
    """What names a row: its code, a budget's flagship and year, a due date's month."""
    names = {field.name for field in fields(row)}
    if "code" in names:
        return str(row.code)
    return f"{row.flagship}/{row.year}" if "flagship" in names else str(row.month)


def _parts_of_kpis(plan: Plan, part: str) -> dict[str, Any]:
    return {f"{kpi.code}/{_part_code(part, row)}": row for kpi in plan.kpis for row in getattr(kpi, part)}


def _part_code(part: str, row: Any) -> str:
    if part == "owners":
        return str(row.department)
    if part == "years":
        return str(row.year)
    return "/".join(str(value or "*") for value in (row.year, row.round_month))


def _name(row: Any) -> Text:
    """A row's name; where it has none, all that it says."""
    name = getattr(row, "name", None)
    return name if isinstance(name, Text) else _said(row)


def _said(value: object) -> Text:
    """A value as words; a text keeps its two languages."""
    return value if isinstance(value, Text) else Text.same(_words(value))


def _words(value: object) -> str:
    match value:
        case None:
            return ""
        case Enum():
            return str(value.value)
        case bool():
            return YES if value else NO
        case float():
            return f"{value:.10g}"
        case date():
            return value.isoformat()
        case tuple():
            return SEPARATOR.join(_words(part) for part in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            said = ((field.name, _words(getattr(value, field.name))) for field in fields(value))
            return ", ".join(f"{name}: {words}" for name, words in said if words.strip(" |"))
        case _:
            return str(value)
