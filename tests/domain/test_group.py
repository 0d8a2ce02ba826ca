"""Goals, strategies, departments and the whole, judged from their KPIs' figures."""

from domain.accumulation import Sums
from domain.figure import KpiFigure
from domain.group import group_of, weighed
from domain.plan import Bands
from domain.roll_up import contributions
from domain.status import Status
from tests.builders import a_kpi, a_target, judged, sums


def a_figure(code: str, weight: float, actual: float | None) -> KpiFigure:
    """A KPI with a target of 100 that is 20 to a score of 1."""
    report = Sums() if actual is None else sums(actual)
    return judged(a_kpi(code, weight=weight), report, a_target(100, kpi=code))


FIGURES = [
    a_figure("K1", 50, 100),  # 5.0
    a_figure("K2", 30, 40),  # 2.0
    a_figure("K3", 20, None),  # due, not certified
    judged(a_kpi("K4", weight=99), sums(1)),  # no target: not due
]


def test_a_group_is_judged_over_its_due_kpis() -> None:
    group = group_of("S1", FIGURES, Bands())
    # (50 × 5 + 30 × 2) / 80
    assert (group.group.score, group.group.coverage) == (3.875, 0.8)
    assert (group.group.best, group.group.worst) == (4.1, 3.1)
    assert (group.status, group.due, group.certified) == (Status.WATCH, 3, 2)


def test_a_group_counts_its_kpis_by_status() -> None:
    assert group_of("S1", FIGURES, Bands()).by_status == {
        Status.ON_TRACK: 1,
        Status.WATCH: 0,
        Status.AT_RISK: 1,
        Status.CRITICAL: 0,
        Status.NO_DATA: 2,
    }


def test_a_group_below_the_coverage_limit_is_not_called_anything() -> None:
    group = group_of("S1", FIGURES, Bands(minimum_coverage=0.81))
    assert (group.group.score, group.status) == (3.875, Status.NO_DATA)


def test_a_group_of_nothing_is_no_data() -> None:
    group = group_of("S2", [], Bands())
    assert (group.group.score, group.status, group.due, group.contribution) == (None, Status.NO_DATA, 0, None)


def test_a_department_weighs_joint_kpis_in_its_own_way() -> None:
    # (10 × 5 + 30 × 2) / 40: its own weight of K1 is 10, K2's is the KPI's
    assert group_of("DOP", FIGURES, Bands(), weights={"K1": 10}).group.score == 2.75


def test_groups_share_the_shortfall_of_the_whole() -> None:
    costs = contributions(weighed(FIGURES))
    first = group_of("S1", FIGURES[:1], Bands(), costs=costs).contribution
    second = group_of("S2", FIGURES[1:], Bands(), costs=costs).contribution
    # 5 − 3.875: K1 is full, K2 costs it all
    assert (first, second) == (0.0, 1.125)
