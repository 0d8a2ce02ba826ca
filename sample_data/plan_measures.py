"""KPIs of the sample plan, from their tables."""

from collections.abc import Iterator, Sequence

from domain.fiscal import Frequency, common_era
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
from sample_data.plan_files import Table, both

YEARS = (2017, 2018, 2019, 2020, 2021)


def sample_kpi(table: Table, *, keeps_cancelled: bool = False) -> Kpi:
    """A KPI from its table; `keeps_cancelled` leaves out its end, as a plan written before it would."""
    return Kpi(
        code=table["code"],
        goal=table["goal"],
        name=both(table["name"]),
        unit=both(table["unit"]),
        definition=both(table["definition"]),
        numerator_name=both(table.get("numerator_name")),
        denominator_name=both(table.get("denominator_name")),
        source=both(table["source"]),
        responsible=both(table["responsible"]),
        polarity=Polarity(table["polarity"]),
        accumulation=Accumulation(table["accumulation"]),
        denominator=Denominator(table.get("denominator", "none")),
        aggregation=Aggregation(table["aggregation"]),
        scale=Scale(table["scale"]),
        levels_of=LevelsOf(table.get("levels_of", "percent_of_target")),
        levels=tuple(_levels(table)),
        weight=float(table["weight"]),
        years=tuple(_years(table, keeps_cancelled)),
        owners=tuple(_owner(written) for written in table["owners"]),
        sharing=Sharing(table.get("sharing", "keeper")),
        frequency=Frequency(table["frequency"]),
        grain=Grain(table["grain"]),
        provinces=tuple(table.get("provinces", ())),
        flagship=table.get("flagship", ""),
        target_groups=tuple(table.get("target_groups", ())),
        per=float(table.get("per", 1)),
        decimals=table.get("decimals", 0),
        numerator_within_denominator=table.get("within", False),
        minimum=table.get("minimum"),
        maximum=table.get("maximum"),
        phasing=table.get("phasing", ""),
        projection=Projection(table.get("projection", "plan")),
        target_in_every_place=table.get("target_in_every_place", True),
        due_from=table.get("due_from"),
        cancelled_on=None if keeps_cancelled else table.get("cancelled_on"),
    )


def _owner(written: str) -> Owner:
    """The owner that is written "06103*" (keeps the figures) or "MOPH:1" (weight 1 in its own score)."""
    code, _, weight = written.partition(":")
    keeper = code.endswith("*")
    return Owner(department=code.rstrip("*"), weight=float(weight) if weight else None, keeper=keeper)


def _levels(table: Table) -> Iterator[LevelRow]:
    if "levels" in table:
        yield LevelRow(values=_values(table["levels"]))
    for year, values in table.get("levels_by_year", {}).items():
        yield LevelRow(values=_values(values), year=common_era(int(year)))
    for month, values in table.get("levels_by_round", {}).items():
        yield LevelRow(values=_values(values), round_month=int(month))


def _values(written: Sequence[float | str]) -> tuple[float | None, ...]:
    return tuple(None if isinstance(value, str) else float(value) for value in written)


def _years(table: Table, keeps_cancelled: bool) -> Iterator[KpiYear]:
    """What differs by year; a KPI that is cancelled keeps its last weight in a plan that does not know yet."""
    weights = {common_era(int(year)): float(weight) for year, weight in table.get("year_weights", {}).items()}
    if keeps_cancelled and "cancelled_on" in table:
        weights = dict.fromkeys(YEARS, max(weights.values()))
    for position, year in enumerate(YEARS):
        shown = str(year + 543)
        frequency = table.get("year_frequency", {}).get(shown)
        row = KpiYear(
            year=year,
            weight=weights.get(year),
            round_weights=tuple(float(w) for w in table.get("round_weights", {}).get(shown, ())),
            baseline=baseline_in(table, position),
            frequency=Frequency(frequency) if frequency else None,
        )
        if row != KpiYear(year=year):
            yield row


def baseline_in(table: Table, position: int) -> float | None:
    """The baseline of the year at a position (0 for the first); None where there is none."""
    written = table.get("baselines", [""] * len(YEARS))[position]
    return None if isinstance(written, str) else float(written)
