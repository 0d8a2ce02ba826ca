"""KPIs, their owners, years, levels and targets, as rows of keys and values."""

from collections.abc import Iterable, Iterator, Mapping

from domain.fiscal import Period
from domain.kpi import Kpi, KpiYear, LevelRow, Scale
from domain.plan import Plan
from domain.target import Target
from plan_workbook.drawing.plan_rows import Row, Written, both, joined, said
from plan_workbook.layout.years import ROUND_WEIGHT_PREFIX

POINTS_KEYS = ("points_50", "points_middle", "points_100")
LEVEL_KEYS = ("level_1", "level_2", "level_3", "level_4", "level_5")


def kpi_rows(plan: Plan) -> Iterator[Row]:
    """A row to each KPI."""
    for kpi in plan.kpis:
        yield _words(kpi) | _measure(kpi) | _judgement(kpi) | _scope(kpi)


def _words(kpi: Kpi) -> dict[str, Written]:
    return {
        "code": kpi.code,
        **both("name", kpi.name),
        **both("unit", kpi.unit),
        **both("definition", kpi.definition),
        **both("numerator_name", kpi.numerator_name),
        **both("denominator_name", kpi.denominator_name),
        **both("source", kpi.source),
        **both("responsible", kpi.responsible),
    }


def _measure(kpi: Kpi) -> dict[str, Written]:
    return {
        "accumulation": kpi.accumulation.value,
        "denominator": kpi.denominator.value,
        "aggregation": kpi.aggregation.value,
        "frequency": kpi.frequency.value,
        "grain": kpi.grain.value,
        "sharing": kpi.sharing.value,
        "per": kpi.per,
        "decimals": kpi.decimals,
        "numerator_within_denominator": said(kpi.numerator_within_denominator),
        "minimum": kpi.minimum,
        "maximum": kpi.maximum,
    }


def _judgement(kpi: Kpi) -> dict[str, Written]:
    return {
        "polarity": kpi.polarity.value,
        "scale": kpi.scale.value,
        "levels_of": kpi.levels_of.value,
        "weight": kpi.weight,
        "phasing": kpi.phasing,
        "projection": kpi.projection.value,
        "target_in_every_place": said(kpi.target_in_every_place),
    }


def _scope(kpi: Kpi) -> dict[str, Written]:
    return {
        "goal": kpi.goal,
        "flagship": kpi.flagship,
        "target_groups": joined(kpi.target_groups),
        "provinces": joined(kpi.provinces),
        "due_from": kpi.due_from,
        "cancelled_on": kpi.cancelled_on,
    }


def owner_rows(plan: Plan) -> Iterator[Row]:
    """A row to each owner of each KPI."""
    for kpi in plan.kpis:
        for owner in kpi.owners:
            yield {
                "kpi": kpi.code,
                "department": owner.department,
                "weight": owner.weight,
                "keeper": said(owner.keeper),
            }


def year_rows(plan: Plan) -> Iterator[Row]:
    """A row to each year of a KPI that differs."""
    for kpi in plan.kpis:
        for row in kpi.years:
            yield {"kpi": kpi.code} | _year(plan, row)


def _year(plan: Plan, row: KpiYear) -> dict[str, Written]:
    return {
        "year": plan.calendar.shown_year(row.year),
        "weight": row.weight,
        "baseline": row.baseline,
        "frequency": row.frequency.value if row.frequency else None,
        **{
            f"{ROUND_WEIGHT_PREFIX}{position}": weight
            for position, weight in enumerate(row.round_weights, start=1)
        },
    }


def level_rows(plan: Plan) -> Iterator[Row]:
    """A row to each set of levels of a KPI."""
    for kpi in plan.kpis:
        keys = POINTS_KEYS if kpi.scale is Scale.THREE_STEPS else LEVEL_KEYS
        for row in kpi.levels:
            yield {"kpi": kpi.code, **_when(plan, row), **dict(zip(keys, row.values, strict=True))}


def _when(plan: Plan, row: LevelRow) -> dict[str, Written]:
    calendar = plan.calendar
    return {
        "year": None if row.year is None else calendar.shown_year(row.year),
        "round": None if row.round_month is None else calendar.rounds.index(row.round_month) + 1,
    }


def target_rows(plan: Plan, targets: Iterable[Target]) -> Iterator[Row]:
    """A row to each row of the ledger."""
    kpis = {kpi.code: kpi for kpi in plan.kpis}
    for target in targets:
        yield {
            "kpi": target.key.kpi,
            "year": plan.calendar.shown_year(target.key.year),
            "period": _period(plan, kpis, target),
            "department": target.key.department,
            "province": target.key.province,
            "value": target.value,
            "low": target.low,
            "high": target.high,
            "revised_on": target.revised_on,
            "reason": target.reason,
            "document": target.document,
        }


def _period(plan: Plan, kpis: Mapping[str, Kpi], target: Target) -> str:
    """The period as its KPI names it (Q2); the month (M6) where it names none such. The year is blank."""
    month, kpi = target.key.month, kpis.get(target.key.kpi)
    if month is None:
        return ""
    frequency = kpi.frequency_in(target.key.year) if kpi else None
    if frequency is None or month not in plan.calendar.closing_months(frequency):
        return f"M{month}"
    code = plan.calendar.period_code(Period(year=target.key.year, month=month, frequency=frequency))
    name = code.rpartition("-")[2]
    return f"M{month}" if name == "Y" else name
