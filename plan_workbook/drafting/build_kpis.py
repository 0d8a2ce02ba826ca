"""Rows → KPIs with their owners, years and levels, and the ledger of targets."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from domain.fiscal import FiscalCalendar, Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    Kpi,
    KpiYear,
    LevelRow,
    LevelsOf,
    Owner,
    Polarity,
    Projection,
    Scale,
    Sharing,
)
from domain.target import Target, TargetKey
from plan_workbook.drafting.draft import Located, is_buildable
from plan_workbook.drafting.periods import find_closing_month, find_round_month, is_whole_year
from plan_workbook.drafting.record import Record
from plan_workbook.drafting.records import Records
from plan_workbook.layout.years import ROUND_WEIGHT_PREFIX

LEVEL_KEYS = ("level_1", "level_2", "level_3", "level_4", "level_5")
POINTS_KEYS = ("points_50", "points_middle", "points_100")
Part = TypeVar("Part")


def build_kpis(
    records: Records,
    years: Mapping[str, Sequence[Located[KpiYear]]],
    levels: Mapping[str, Sequence[Located[LevelRow]]],
) -> tuple[Located[Kpi], ...]:
    """Every KPI whose row is whole, with the owners, years and levels that are."""
    owners = _by_kpi(
        Located(item=_owner(record), record=record)
        for record in records.of("kpi_owners")
        if is_buildable(record)
    )
    return tuple(
        Located(
            item=_kpi(record, _items(owners, record), _items(years, record), _items(levels, record)),
            record=record,
        )
        for record in records.of("kpis")
        if is_buildable(record)
    )


def _by_kpi(parts: Iterable[Located[Part]]) -> dict[str, tuple[Located[Part], ...]]:
    found: dict[str, tuple[Located[Part], ...]] = {}
    for part in parts:
        code = part.record.text("kpi")
        found[code] = (*found.get(code, ()), part)
    return found


def _items(parts: Mapping[str, Sequence[Located[Part]]], record: Record) -> tuple[Part, ...]:
    return tuple(part.item for part in parts.get(record.text("code"), ()))


def _owner(record: Record) -> Owner:
    return Owner(
        department=record.text("department"),
        weight=record.number("weight"),
        keeper=record.flag("keeper", default=False),
    )


def _kpi(
    record: Record, owners: tuple[Owner, ...], years: tuple[KpiYear, ...], levels: tuple[LevelRow, ...]
) -> Kpi:
    return Kpi(
        code=record.text("code"),
        goal=record.text("goal"),
        name=record.both("name"),
        unit=record.both("unit"),
        polarity=record.choice("polarity", Polarity, Polarity.HIGHER_IS_BETTER),
        accumulation=record.choice("accumulation", Accumulation, Accumulation.SUM),
        aggregation=record.choice("aggregation", Aggregation, Aggregation.SUM),
        scale=record.choice("scale", Scale, Scale.PROPORTIONAL),
        weight=record.number("weight") or 0.0,
        owners=owners,
        frequency=record.choice("frequency", Frequency, Frequency.YEAR),
        grain=record.choice("grain", Grain, Grain.WHOLE),
        denominator=record.choice("denominator", Denominator, Denominator.NONE),
        sharing=record.choice("sharing", Sharing, Sharing.KEEPER),
        levels_of=record.choice("levels_of", LevelsOf, LevelsOf.PERCENT_OF_TARGET),
        levels=levels,
        years=years,
        flagship=record.text("flagship"),
        target_groups=record.words("target_groups"),
        definition=record.both("definition"),
        numerator_name=record.both("numerator_name"),
        denominator_name=record.both("denominator_name"),
        source=record.both("source"),
        responsible=record.both("responsible"),
        per=record.number("per") or 1.0,
        decimals=record.whole("decimals") or 0,
        numerator_within_denominator=record.flag("numerator_within_denominator", default=False),
        minimum=record.number("minimum"),
        maximum=record.number("maximum"),
        provinces=record.words("provinces"),
        phasing=record.text("phasing"),
        projection=record.choice("projection", Projection, Projection.PLAN),
        target_in_every_place=record.flag("target_in_every_place", default=True),
        due_from=record.day("due_from"),
        cancelled_on=record.day("cancelled_on"),
    )


def build_years(records: Records) -> dict[str, tuple[Located[KpiYear], ...]]:
    """What differs by year, under the KPI's code."""
    rows = (record for record in records.of("kpi_years") if is_buildable(record))
    return _by_kpi(Located(item=_year(record), record=record) for record in rows)


def _year(record: Record) -> KpiYear:
    return KpiYear(
        year=record.whole("year") or 0,
        weight=record.number("weight"),
        round_weights=tuple(weight for _, weight in sorted(_round_weights(record).items())),
        baseline=record.number("baseline"),
        frequency=record.choice("frequency", Frequency, Frequency.YEAR)
        if record.is_given("frequency")
        else None,
    )


def _round_weights(record: Record) -> dict[int, float]:
    found: dict[int, float] = {}
    for key in record.values:
        number, weight = key.removeprefix(ROUND_WEIGHT_PREFIX), record.number(key)
        if key.startswith(ROUND_WEIGHT_PREFIX) and number.isdecimal() and weight is not None:
            found[int(number)] = weight
    return found


def build_levels(records: Records, calendar: FiscalCalendar) -> dict[str, tuple[Located[LevelRow], ...]]:
    """The levels, under the KPI's code; those of a round that the plan does not have are left out."""
    three_steps = {r.text("code") for r in records.of("kpis") if r.text("scale") == Scale.THREE_STEPS}
    built = []
    for record in records.of("levels"):
        keys = POINTS_KEYS if record.text("kpi") in three_steps else LEVEL_KEYS
        row = _levels(record, calendar, keys) if is_buildable(record) else None
        if row is not None:
            built.append(Located(item=row, record=record))
    return _by_kpi(built)


def _levels(record: Record, calendar: FiscalCalendar, keys: Sequence[str]) -> LevelRow | None:
    written = record.text("round")
    round_month = find_round_month(calendar, written) if written else None
    if written and round_month is None:
        return None
    return LevelRow(
        values=tuple(record.number(key) for key in keys), year=record.whole("year"), round_month=round_month
    )


def build_targets(records: Records, calendar: FiscalCalendar) -> tuple[Located[Target], ...]:
    """The ledger; rows whose period cannot be understood are left out."""
    built = []
    for record in records.of("targets"):
        target = _target(record, calendar) if is_buildable(record) else None
        if target is not None:
            built.append(Located(item=target, record=record))
    return tuple(built)


def _target(record: Record, calendar: FiscalCalendar) -> Target | None:
    year, written = record.whole("year") or 0, record.text("period")
    month = None if is_whole_year(written) else find_closing_month(calendar, written, year)
    if month is None and not is_whole_year(written):
        return None
    return Target(
        key=TargetKey(
            kpi=record.text("kpi"),
            year=year,
            month=month,
            department=record.text("department"),
            province=record.text("province"),
        ),
        value=record.number("value"),
        low=record.number("low"),
        high=record.number("high"),
        revised_on=record.day("revised_on"),
        reason=record.text("reason"),
        document=record.text("document"),
    )
