"""How a KPI goes over the years before it is spread over places: the intended value of the whole."""

from functools import cache
from random import Random

from domain.expectation import is_phased
from domain.kpi import Accumulation, Kpi, Polarity
from sample_data.plan_files import Table, kpi_table
from sample_data.plan_measures import YEARS, baseline_in
from sample_data.plan_versions import sample_versions
from sample_data.stories import owner_factor, slide_of

EARLY, NOISE, FIRST_START = 0.97, 0.012, 0.94


@cache
def latest_kpis() -> dict[str, Kpi]:
    """The KPIs of the last plan version by code; how figures are made does not depend on the version."""
    return {kpi.code: kpi for kpi in sample_versions()[-1].plan.kpis}


def model_of(kpi: str) -> Table:
    """The part of a KPI's table that says how its figures go."""
    model: Table = kpi_table(kpi)["model"]
    return model


def value_at(seed: int, kpi: Kpi, department: str, year: int, month: int) -> float:
    """The intended value (in the KPI's unit) of a department's part at the end of a fiscal month.

    For what comes in bit by bit it is the value so far this year; a total is the whole's, to be shared out.
    """
    performance = _performance(seed, kpi, department, year, month)
    aimed = _reached(kpi, year, performance)
    if is_phased(kpi):
        return aimed * cumulative_share(kpi, month)
    if kpi.accumulation is not Accumulation.LATEST:
        return aimed
    baseline = baseline_in(kpi_table(kpi.code), YEARS.index(year))
    if baseline is not None:
        return baseline + (_target(kpi, year) - baseline) * performance * month / 12
    start = _start_of(kpi, year)
    return start + (aimed - start) * month / 12


def cumulative_share(kpi: Kpi, month: int) -> float:
    """The share of the year's total that has really come in by a fiscal month; 0 before the first."""
    if month == 0:
        return 0.0
    season = model_of(kpi.code).get("season", kpi.phasing)
    return sample_versions()[-1].plan.cumulative_share(season, month)


def _performance(seed: int, kpi: Kpi, department: str, year: int, month: int) -> float:
    model = model_of(kpi.code)
    early, noise = float(model.get("early", EARLY)), float(model.get("noise", NOISE))
    own = model.get("parts_performance", {}).get(department, 1.0) * owner_factor(kpi.code, department, year)
    wobble = Random(f"{seed}:{kpi.code}:{department}:{year}:{month}").gauss(0, noise)  # noqa: S311
    slide = slide_of(sample_versions()[-1].plan.strategy_of(kpi), year, month)
    drift = early + (1 - early) * month / 12
    return _yearly(kpi, year) * drift * slide * float(own) * (1 + wobble)


def _yearly(kpi: Kpi, year: int) -> float:
    given = model_of(kpi.code).get("performance")
    return float(given[YEARS.index(year)]) if given else 1.0


def _target(kpi: Kpi, year: int) -> float:
    return float(model_of(kpi.code)["targets"][YEARS.index(year)])


def _reached(kpi: Kpi, year: int, performance: float) -> float:
    """The value at the year's end: what was written down for it, or the target times the performance."""
    values = model_of(kpi.code).get("values")
    if values:
        return float(values[YEARS.index(year)]) * (
            performance if kpi.accumulation is Accumulation.MEAN else 1.0
        )
    if kpi.polarity is Polarity.LOWER_IS_BETTER:
        return _target(kpi, year) / performance
    return _target(kpi, year) * performance


def _start_of(kpi: Kpi, year: int) -> float:
    """Where a level stood at the year's start: at the end of the year before."""
    before = year - 1 if year > YEARS[0] else year
    end = _reached(kpi, before, _yearly(kpi, before))
    falls = kpi.polarity is Polarity.LOWER_IS_BETTER
    return end if year > YEARS[0] else end * (1 / FIRST_START if falls else FIRST_START)
