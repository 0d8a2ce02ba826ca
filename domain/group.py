"""Groups of KPIs: a goal, a strategy, the whole, a department, a region; judged from their KPIs' figures."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.figure import KpiFigure
from domain.plan import Bands
from domain.roll_up import GroupScore, Weighed, roll_up
from domain.status import Status, status_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigure:
    """A group's score with what stands behind it.

    `contribution` is what its KPIs take from the whole's full marks (score points); None where the whole
    has no score. `due` and `certified` count KPIs; `by_status` counts them by status.
    """

    code: str
    group: GroupScore
    status: Status
    due: int
    certified: int
    by_status: Mapping[Status, int]
    contribution: float | None = None


def weighed(figures: Iterable[KpiFigure], weights: Mapping[str, float] | None = None) -> list[Weighed]:
    """The due figures as the sums take them; `weights` by KPI code replace the KPIs' own."""
    return [
        Weighed(
            code=figure.kpi.code,
            weight=figure.weight if weights is None else weights.get(figure.kpi.code, figure.weight),
            score=figure.score,
        )
        for figure in figures
        if figure.is_due
    ]


def group_of(
    code: str,
    figures: Iterable[KpiFigure],
    bands: Bands,
    *,
    weights: Mapping[str, float] | None = None,
    costs: Mapping[str, float] | None = None,
) -> GroupFigure:
    """Judge a group from its KPIs' figures; `costs` are the KPIs' contributions to the whole's shortfall."""
    members = list(figures)
    due = weighed(members, weights)
    group = roll_up(due)
    found = Counter(figure.status for figure in members)
    return GroupFigure(
        code=code,
        group=group,
        status=status_of(group.score, bands, coverage=group.coverage or 0.0),
        due=len(due),
        certified=sum(1 for f in members if f.score is not None),
        by_status={status: found[status] for status in Status},
        contribution=None if not costs else sum(costs.get(f.kpi.code, 0.0) for f in members),
    )
