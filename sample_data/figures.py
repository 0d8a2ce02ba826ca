"""The true figures of the sample: whole numbers by KPI, period, department and place.

Nothing is drawn from a shared stream of chance: each KPI and year has its own, so that any figure can be
made alone, in any process, and is the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log
from random import Random

from domain.asking import is_running
from domain.expectation import is_phased
from domain.kpi import Accumulation, Aggregation, Grain, Kpi, Scale
from sample_data.performance import cumulative_share, latest_kpis, model_of, value_at
from sample_data.plan_measures import YEARS
from sample_data.plan_places import population_shares
from sample_data.plan_versions import sample_versions
from sample_data.stories import far_off_effect

SPREAD, CELL_NOISE, GROWTH, SMALLEST = 0.09, 0.06, 1.008, 12
HIGHEST_LEVEL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureKey:
    """Where a figure stands within a KPI's year: closing fiscal month, department, province ("" = the whole)."""

    month: int
    department: str
    province: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFigure:
    """What a period brought (or where it stood): in the KPI's unit, or counts where the KPI is a ratio."""

    numerator: float
    denominator: float | None = None


@lru_cache(maxsize=512)
def true_figures(seed: int, code: str, year: int) -> Mapping[FigureKey, TrueFigure]:
    """All figures of a KPI in a fiscal year; empty where it is not running."""
    kpi = latest_kpis()[code]
    months = closing_months(kpi, year)
    if kpi.scale is Scale.MILESTONE:
        return dict(_levels(kpi, year, months))
    made: dict[FigureKey, TrueFigure] = {}
    for department in kpi.keepers:
        for province, share in _places(kpi).items():
            rows = _of_place(seed, kpi, year, months, department, province, share)
            made |= {FigureKey(month=m, department=department, province=province): row for m, row in rows}
    return made


def closing_months(kpi: Kpi, year: int) -> list[int]:
    """The fiscal months that close a period of a KPI in a year, while it is running."""
    plan = sample_versions()[-1].plan
    ends = plan.calendar.closing_months(kpi.frequency_in(year))
    return [month for month in ends if is_running(plan, kpi, year, month)]


def _levels(kpi: Kpi, year: int, months: list[int]) -> Iterator[tuple[FigureKey, TrueFigure]]:
    model = model_of(kpi.code)
    for department in kpi.keepers:
        ahead = model.get("parts_ahead", {}).get(department, 0)
        for month, level in zip(months, model["reached"][YEARS.index(year)], strict=False):
            reached = float(min(level + ahead, HIGHEST_LEVEL))
            yield FigureKey(month=month, department=department), TrueFigure(numerator=reached)


@cache
def _places(kpi: Kpi) -> dict[str, float]:
    """The places that report a KPI with their shares, which sum to 1."""
    if kpi.grain is Grain.WHOLE:
        return {"": 1.0}
    people = population_shares()
    chosen = {code: share for code, share in people.items() if not kpi.provinces or code in kpi.provinces}
    whole = sum(chosen.values())
    return {code: share / whole for code, share in chosen.items()}


@lru_cache(maxsize=4096)
def _effect(seed: int, code: str, department: str, province: str) -> float:
    """How a place differs from the whole on a KPI, for good."""
    if not province:
        return 0.0
    spread = float(model_of(code).get("spread", SPREAD))
    return Random(f"{seed}:{code}:{department}:{province}").gauss(0, spread)  # noqa: S311


def _of_place(
    seed: int, kpi: Kpi, year: int, months: list[int], department: str, province: str, share: float
) -> Iterator[tuple[int, TrueFigure]]:
    chance = Random(f"{seed}:{kpi.code}:{year}:{department}:{province}")  # noqa: S311
    effect = far_off_effect(kpi.code, province, year)
    lasting = _effect(seed, kpi.code, department, province) if effect is None else effect
    part = share * float(model_of(kpi.code).get("parts", {}).get(department, 1.0))
    if kpi.is_ratio:
        yield from _ratios(seed, kpi, year, months, department, part, lasting, chance)
    elif kpi.aggregation is Aggregation.SUM:
        yield from _totals(seed, kpi, year, months, department, part, lasting, chance)
    else:
        yield from _indices(seed, kpi, year, months, department, lasting)


def _ratios(
    seed: int,
    kpi: Kpi,
    year: int,
    months: list[int],
    department: str,
    part: float,
    effect: float,
    chance: Random,
) -> Iterator[tuple[int, TrueFigure]]:
    population = float(model_of(kpi.code)["population"]) * GROWTH ** YEARS.index(year) * part
    before, last = 0.0, 0
    for month in months:
        value = _moved(kpi, value_at(seed, kpi, department, year, month), effect, chance, population)
        flow = kpi.accumulation is Accumulation.SUM and not is_phased(kpi)
        size = (
            population * (cumulative_share(kpi, month) - cumulative_share(kpi, last)) if flow else population
        )
        denominator = float(max(SMALLEST if part < 1 else 1, round(size)))
        counted = denominator * (max(0.0, value - before) if is_phased(kpi) else value) / kpi.per
        numerator = float(round(counted))
        if kpi.numerator_within_denominator:
            numerator = min(numerator, denominator)
        yield month, TrueFigure(numerator=numerator, denominator=denominator)
        before, last = max(before, value), month


def _moved(kpi: Kpi, value: float, effect: float, chance: Random, size: float) -> float:
    """The value of a place: moved on the logit where it is a share, else in proportion; less noise for many."""
    if not effect:
        return value
    noise = chance.gauss(0, CELL_NOISE if size > SMALLEST * 10 else 2 * CELL_NOISE)
    share = value / kpi.per
    if kpi.numerator_within_denominator and 0 < share < 1:
        return kpi.per / (1 + exp(-(log(share / (1 - share)) + effect + noise)))
    return value * exp(effect + noise)


def _totals(
    seed: int,
    kpi: Kpi,
    year: int,
    months: list[int],
    department: str,
    part: float,
    effect: float,
    chance: Random,
) -> Iterator[tuple[int, TrueFigure]]:
    """Shares of a total. What comes in bit by bit is rounded so that the year's figures add up."""
    before, running, sent = 0.0, 0.0, 0.0
    for month in months:
        value = value_at(seed, kpi, department, year, month) * part * exp(effect)
        noise = exp(chance.gauss(0, CELL_NOISE)) if effect else 1.0
        if kpi.accumulation is not Accumulation.SUM:
            yield month, TrueFigure(numerator=round(value * noise, kpi.decimals))
            continue
        running += max(0.0, value - before) * noise
        figure = round(running, kpi.decimals) - sent
        yield month, TrueFigure(numerator=round(figure, kpi.decimals))
        before, sent = max(before, value), sent + figure


def _indices(
    seed: int, kpi: Kpi, year: int, months: list[int], department: str, effect: float
) -> Iterator[tuple[int, TrueFigure]]:
    ceiling = kpi.maximum if kpi.maximum is not None else float("inf")
    for month in months:
        value = value_at(seed, kpi, department, year, month) * exp(effect)
        yield month, TrueFigure(numerator=round(min(value, ceiling), kpi.decimals))
