"""The ledger of targets: rows that are added to, never overwritten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetKey:
    """What a target is for. `month` is the closing fiscal month, None for the year; empty codes mean the whole."""

    kpi: str
    year: int
    month: int | None = None
    department: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One row of the ledger: a target as first set (`revised_on` None), or a revision of it.

    `value` in the KPI's unit, or `low` and `high` for a KPI to be kept within a band. A revision carries
    its date, reason and document number.
    """

    key: TargetKey
    value: float | None = None
    low: float | None = None
    high: float | None = None
    revised_on: date | None = None
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """A target with its past: `original` was first set, `revisions` came after it, oldest first, and `now` is in force
    (the last revision, or the original where there is none).
    """

    original: Target
    now: Target
    revisions: tuple[Target, ...] = ()


def target_lines(rows: Iterable[Target]) -> dict[TargetKey, TargetLine]:
    """The ledger by what each target is for; the last revision is in force."""
    by_key: dict[TargetKey, list[Target]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    return {key: _line(found) for key, found in by_key.items()}


def _line(found: list[Target]) -> TargetLine:
    ordered = sorted(found, key=lambda row: row.revised_on or date.min)
    return TargetLine(original=ordered[0], now=ordered[-1], revisions=tuple(ordered[1:]))
