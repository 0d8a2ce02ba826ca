"""Why regions may all stand below the whole: what counts in it and not in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.group import group_of
from domain.kpi import Grain
from use_cases.boards import Boards
from use_cases.regions import PlaceScore

SMALLEST_LIFT = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeAbove:
    """The score of the whole where every region is below it, and the KPIs that lift it above them.

    `others` are scored but not reported by province; without them the whole would have `lift` score points less.
    """

    score: float
    others: int
    lift: float


def find_whole_above(boards: Boards, regions: Sequence[PlaceScore]) -> WholeAbove | None:
    """What lifts the whole above all its regions; None where one stands as high, or where it is something else."""
    whole, figures = boards.now.whole.group.score, boards.now.kpis.values()
    placed = group_of(
        "", [f for f in figures if f.kpi.grain is Grain.PROVINCE], boards.plan.bands
    ).group.score
    scores = [place.figure.group.score for place in regions if place.figure.group.score is not None]
    if whole is None or placed is None or not scores or max(scores) >= whole:
        return None
    others = sum(1 for f in figures if f.kpi.grain is not Grain.PROVINCE and f.score is not None)
    lift = whole - placed
    return WholeAbove(score=whole, others=others, lift=lift) if lift >= SMALLEST_LIFT else None
