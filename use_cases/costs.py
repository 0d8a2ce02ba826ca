"""Who takes how much from full marks: what a KPI costs, shared out among its owners and its places."""

from collections.abc import Mapping, Sequence

from domain.figure import KpiFigure
from domain.kpi import Aggregation, Polarity
from domain.roll_up import Gap, split_by_gap, split_by_weight
from domain.score import full_marks_actual


def split_among_owners(figure: KpiFigure, cost: float) -> Mapping[str, float]:
    """A KPI's contribution by owner, in the ratio of the owners' weights."""
    weights = {
        owner.department: figure.weight if owner.weight is None else owner.weight
        for owner in figure.kpi.owners
    }
    return split_by_weight(cost, weights)


def owner_costs(
    figures: Sequence[KpiFigure], costs: Mapping[str, float], department: str
) -> Mapping[str, float]:
    """A department's own part of the contribution of each KPI that has one."""
    return {
        figure.kpi.code: split_among_owners(figure, costs[figure.kpi.code]).get(department, 0.0)
        for figure in figures
        if figure.kpi.code in costs
    }


def list_place_costs(cost: float | None, figures: Sequence[tuple[str, KpiFigure]]) -> dict[str, float]:
    """A KPI's contribution, shared out among places; empty where one of them has no target or figure."""
    if cost is None:
        return {}
    return split_by_gap(cost, [Gap(code=code, gap=gap_of(figure)) for code, figure in figures])


def gap_of(figure: KpiFigure) -> float | None:
    """How far a figure is from full marks, positive where short: in the unit, times what stands behind it (the
    denominator of a ratio, the places of a mean), so that the gaps of places add up.
    """
    full = full_marks_actual(figure.kpi, figure.expected)
    if figure.actual is None or full is None or figure.kpi.polarity is Polarity.WITHIN_BAND:
        return None
    short = full - figure.actual if figure.kpi.polarity is Polarity.HIGHER_IS_BETTER else figure.actual - full
    if figure.kpi.is_ratio:
        return short * figure.sums.denominator / figure.kpi.per
    return short * figure.sums.places if figure.kpi.aggregation is Aggregation.MEAN else short
