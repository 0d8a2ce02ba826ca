"""Rules of the levels of a scale."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from domain.figure import is_due_in
from domain.finding import Finding
from domain.kpi import Kpi, LevelRow, LevelsOf, Polarity, Scale
from domain.text import mark
from plan_workbook.drafting.build_kpis import LEVEL_KEYS, POINTS_KEYS
from plan_workbook.drafting.draft import Draft, Located
from plan_workbook.drafting.periods import find_round_month
from plan_workbook.drafting.record import Record
from plan_workbook.rules.rows import said_twice

NEEDS_LEVELS = (Scale.FIVE_LEVELS, Scale.FIVE_STEPS, Scale.THREE_STEPS)


def _rows(draft: Draft) -> Iterator[tuple[Kpi, Located[LevelRow]]]:
    for located in draft.kpis:
        for row in draft.levels.get(located.item.code, ()):
            yield located.item, row


def _keys(kpi: Kpi) -> Sequence[str]:
    return POINTS_KEYS if kpi.scale is Scale.THREE_STEPS else LEVEL_KEYS


def check_rounds_are_known(draft: Draft) -> Iterator[Finding]:
    """Levels are given for a round that the plan has."""
    for record in draft.records.of("levels"):
        written = record.text("round")
        if written and find_round_month(draft.calendar, written) is None:
            yield record.block(
                "round",
                "round_unknown",
                mark(
                    "“{written}” is no round of the plan. Write a number from 1 to {count}, or leave it blank."
                ),
                written=written,
                count=len(draft.calendar.rounds),
            )


def check_levels_stand_once(draft: Draft) -> Iterator[Finding]:
    """A KPI has one set of levels for a year and round."""
    seen: dict[tuple[object, ...], Record] = {}
    for kpi, row in _rows(draft):
        first = seen.setdefault((kpi.code, row.item.year, row.item.round_month), row.record)
        if first is not row.record:
            yield said_twice(row.record, first, ("kpi", "year", "round"))


def check_levels_are_of_the_scale(draft: Draft) -> Iterator[Finding]:
    """Levels 1 to 5 and values for points belong to different scales."""
    for kpi, row in _rows(draft):
        foreign = LEVEL_KEYS if kpi.scale is Scale.THREE_STEPS else POINTS_KEYS
        strays = [key for key in foreign if row.record.is_given(key)]
        if strays:
            yield row.record.block(
                strays[0],
                "levels_of_other_scale",
                mark("The scale {scale} takes {keys}; clear this cell."),
                scale=kpi.scale.value,
                keys=", ".join(_keys(kpi)),
            )


def check_only_lowest_levels_are_missing(draft: Draft) -> Iterator[Finding]:
    """The lowest of five levels may be blank, no other; of three steps none may."""
    for kpi, row in _rows(draft):
        values = row.item.values
        start = (
            0
            if kpi.scale is Scale.THREE_STEPS
            else next((i for i, v in enumerate(values) if v is not None), 0)
        )
        gaps = [key for key, value in zip(_keys(kpi)[start:], values[start:], strict=True) if value is None]
        if gaps:
            yield row.record.block(
                gaps[0],
                "level_missing",
                mark("{keys}: blank. Only the lowest of five levels may be left blank."),
                keys=", ".join(gaps),
            )


def _falls(kpi: Kpi) -> bool:
    """Whether good levels are low: levels of an actual of which less is better."""
    return kpi.polarity is Polarity.LOWER_IS_BETTER and kpi.levels_of is LevelsOf.ACTUAL


def check_levels_are_monotone(draft: Draft) -> Iterator[Finding]:
    """Each level is better than the one before: higher, or lower where less is better and levels are actuals."""
    for kpi, row in _rows(draft):
        given = [
            (key, value) for key, value in zip(_keys(kpi), row.item.values, strict=True) if value is not None
        ]
        for (before, low), (key, high) in pairwise(given):
            if low == high or (high < low) is not _falls(kpi):
                message = (
                    mark("{key} ({high}) must be lower than {before} ({low}): less is better.")
                    if _falls(kpi)
                    else mark("{key} ({high}) must be higher than {before} ({low}).")
                )
                yield row.record.block(
                    key, "levels_not_monotone", message, key=key, high=high, before=before, low=low
                )


def check_levels_are_given(draft: Draft) -> Iterator[Finding]:
    """A scale of levels has them for every year in which the KPI is due."""
    built = {row.record.place("kpi") for rows in draft.levels.values() for row in rows}
    broken = {r.text("kpi") for r in draft.records.of("levels") if r.place("kpi") not in built}
    for located in draft.kpis:
        kpi, plan = located.item, draft.plan
        if kpi.scale not in NEEDS_LEVELS or kpi.code in broken or plan is None:
            continue
        years = [
            year for year in draft.fiscal_years() if is_due_in(plan, kpi, year) and not _has_levels(kpi, year)
        ]
        if years:
            yield located.record.block(
                "scale",
                "levels_missing",
                mark(
                    "The scale {scale} needs levels, and there are none for {years}. Add them on the sheet “levels”."
                ),
                scale=kpi.scale.value,
                years=draft.shown_years(years),
            )


def _has_levels(kpi: Kpi, year: int) -> bool:
    return any(row.year in (year, None) for row in kpi.levels)


def check_levels_are_used(draft: Draft) -> Iterator[Finding]:
    """The scale proportional has no levels."""
    for kpi, row in _rows(draft):
        if kpi.scale is Scale.PROPORTIONAL:
            yield row.record.confirm(
                "kpi", "levels_unused", mark("The scale proportional has no levels: this row has no effect.")
            )
