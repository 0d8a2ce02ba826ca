"""What was reported of the true figures, once all returns are in: without blanks and returns never sent."""

from collections.abc import Mapping
from functools import lru_cache
from random import Random

from domain.accumulation import Reported, Sums, add_up, sums_to_date
from domain.kpi import Grain, Kpi
from sample_data.figures import FigureKey, TrueFigure, true_figures
from sample_data.performance import latest_kpis
from sample_data.stories import CORRECTIONS, FAR_OFF, SILENCES

BLANK_SHARE = 0.015


def is_blank(seed: int, kpi: Kpi, year: int, key: FigureKey) -> bool:
    """Whether a place had no figure yet. Totals never have gaps, nor do the figures of a story."""
    told = (kpi.code, key.province) in {
        (FAR_OFF.kpi, FAR_OFF.province),
        *((c.kpi, c.province) for c in CORRECTIONS),
    }
    if kpi.grain is Grain.WHOLE or not kpi.is_ratio or told:
        return False
    draw = Random(f"{seed}:blank:{kpi.code}:{year}:{key.month}:{key.province}")  # noqa: S311
    return draw.random() < BLANK_SHARE


@lru_cache(maxsize=512)
def reported_figures(seed: int, code: str, year: int) -> Mapping[FigureKey, TrueFigure]:
    """The figures of a KPI and year that stand after the last return and correction."""
    kpi = latest_kpis()[code]
    silent = {(s.department, s.month) for s in SILENCES if s.year == year}
    return {
        key: figure
        for key, figure in true_figures(seed, code, year).items()
        if (key.department, key.month) not in silent and not is_blank(seed, kpi, year, key)
    }


def reported_sums(seed: int, code: str, year: int, month: int) -> dict[tuple[str, str], Sums]:
    """The sums to date at a fiscal month, by department and province."""
    kpi = latest_kpis()[code]
    rows: dict[tuple[str, str], list[Reported]] = {}
    for key, figure in reported_figures(seed, code, year).items():
        row = Reported(month=key.month, numerator=figure.numerator, denominator=figure.denominator)
        rows.setdefault((key.department, key.province), []).append(row)
    return {place: sums_to_date(kpi, found, month) for place, found in rows.items()}


def department_sums(seed: int, code: str, year: int, month: int) -> dict[str, Sums]:
    """The sums to date at a fiscal month by department, over all places."""
    found: dict[str, list[Sums]] = {}
    for (department, _), sums in reported_sums(seed, code, year, month).items():
        found.setdefault(department, []).append(sums)
    return {department: add_up(parts) for department, parts in found.items()}
