"""The true numbers of the planted stories, worked out here from the figures and not by the database."""

from dataclasses import dataclass
from math import fsum
from statistics import median

from domain.accumulation import Sums, add_up
from domain.expectation import Aims
from domain.figure import judge, terms_of
from domain.group import group_of
from domain.target import target_lines
from sample_data.figures import FigureKey, true_figures
from sample_data.flagship_figures import complete_at, spending_at
from sample_data.plan_versions import sample_versions
from sample_data.reported import department_sums, reported_sums
from sample_data.stories import DIFFERING, FAR_OFF, LATE, LOWERED, RESTATED, SLIDING, Correction

ROUND_OF_JOINT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FarOffTruth:
    """Percent of the province and the median of its peers at the end of a fiscal year."""

    province: float
    peers: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RestatedTruth:
    """The numerator as first sent and as corrected."""

    first: float
    corrected: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LateTruth:
    """The flagship's share of work done (0..1), and its money of the year in baht."""

    complete: float
    planned_budget: float
    disbursed: float


def sliding_scores(seed: int) -> tuple[float, ...]:
    """The strategy's scores (0..5) at the story's closing months."""
    return tuple(
        strategy_score(seed, SLIDING.strategy, SLIDING.year, month) or 0.0 for month in SLIDING.months
    )


def strategy_score(seed: int, strategy: str, year: int, month: int) -> float | None:
    """A strategy's score with the last version of the plan; the whole's for an empty code."""
    version = sample_versions()[-1]
    aims = Aims(plan=version.plan, lines=target_lines(version.targets))
    figures = []
    for kpi in version.plan.kpis:
        terms = terms_of(version.plan, kpi, year, month)
        if strategy in ("", version.plan.strategy_of(kpi)) and terms.period is not None:
            sums = department_sums(seed, kpi.code, year, terms.period.month)
            figures.append(judge(aims, terms, sums))
    return group_of(strategy, figures, version.plan.bands).group.score


def far_off(seed: int, year: int) -> FarOffTruth:
    """The province that is far off, and the others."""
    found = {place: _percent(s) for (_, place), s in reported_sums(seed, FAR_OFF.kpi, year, 12).items()}
    own = found.pop(FAR_OFF.province)
    return FarOffTruth(province=own, peers=median(found.values()))


def restated(seed: int, correction: Correction = RESTATED) -> RestatedTruth:
    """The figure that was sent again."""
    key = FigureKey(month=correction.month, department=correction.department, province=correction.province)
    true = true_figures(seed, correction.kpi, correction.year)[key].numerator
    return RestatedTruth(first=float(round(true * correction.factor)), corrected=true)


def owners_percent(seed: int) -> dict[str, float]:
    """Each owner's percent of the joint KPI at the year's end; under "" all of them together."""
    sums = department_sums(seed, DIFFERING.kpi, DIFFERING.year, ROUND_OF_JOINT)
    return {department: _percent(part) for department, part in sums.items()} | {
        "": _percent(add_up(sums.values()))
    }


def late_flagship() -> LateTruth:
    """The flagship that is late and spends too little."""
    plan = sample_versions()[-1].plan
    steps = [step for step in plan.milestones if step.flagship == LATE.flagship]
    done = fsum(step.weight * complete_at(step, LATE.year, LATE.month) for step in steps)
    budget = next(row for row in plan.budgets if (row.flagship, row.year) == (LATE.flagship, LATE.year))
    spent = spending_at(LATE.flagship, LATE.year, LATE.month)
    return LateTruth(
        complete=done / fsum(step.weight for step in steps),
        planned_budget=fsum(budget.quarters),
        disbursed=spent.disbursed if spent else 0.0,
    )


def homes_completed(seed: int) -> float:
    """The actual of the KPI whose target was lowered, at the end of that year."""
    return add_up(department_sums(seed, LOWERED.kpi, LOWERED.year, 12).values()).numerator


def _percent(sums: Sums) -> float:
    return 100.0 * sums.numerator / sums.denominator
