"""Who takes how much from a strategy's full marks.

S1 in the second quarter, weights 60 in all, score 175/60 = 2.9167, shortfall 2.0833:

    SERVED  20 × 1.0 / 60 = 0.3333  DOP  gap north 300 − 300 = 0, south 300 − 180 = 120 people
    RATE    20 × 2.5 / 60 = 0.8333  DSD  gap north 5 % of 200 = 10, south 15 % of 200 = 30
    LEVEL   10 × 1.5 / 60 = 0.25    DWF  one whole
    BAND    10 × 4.0 / 60 = 0.6667  DWF  one whole
"""

from dataclasses import replace

import pytest

from data_access.database import Database
from domain.kpi import Aggregation, Grain
from tests.builders import a_level, a_plan, a_province, a_target
from tests.data_access.builders import an_answer
from tests.use_cases.ministry import DOP, DSD, DWF, PLAN, Q2_AT, Ministry, a_silent_ministry, second_quarter
from use_cases.view_strategy import Cost, StrategyView, view_strategy


def strategy(ministry: Ministry, code: str) -> StrategyView:
    return view_strategy(ministry.database, ministry.boards(), code)


def told(costs: tuple[Cost, ...]) -> list[tuple[str, float]]:
    return [(row.code, round(row.cost, 4)) for row in costs]


def test_departments_take_what_their_kpis_cost_and_together_the_shortfall(ministry: Ministry) -> None:
    seen = strategy(ministry, "S1")
    assert told(seen.department_costs) == [(DWF, 0.9167), (DSD, 0.8333), (DOP, 0.3333)]
    assert sum(row.cost for row in seen.department_costs) == pytest.approx(5 - 175 / 60)


def test_a_joint_kpi_is_split_by_the_weights_of_its_owners(ministry: Ministry) -> None:
    """JOINT is all of S2 and 1.5 short; DOP and DSD weigh 10 and 20."""
    assert told(strategy(ministry, "S2").department_costs) == [(DSD, 1.0), (DOP, 0.5)]


def test_regions_take_by_their_gaps_and_what_is_reported_as_a_whole_is_nobodys(ministry: Ministry) -> None:
    """South 0.3333 + 0.8333 × 30/40, north 0.8333 × 10/40, and LEVEL and BAND."""
    seen = strategy(ministry, "S1")
    assert told(seen.region_costs) == [("SOUTH", 0.9583), ("", 0.9167), ("NORTH", 0.2083)]


def test_where_a_province_lies_in_no_region_its_kpi_is_not_shared_out(database: Database) -> None:
    """Songkhla reports, but no region answers for it."""
    provinces = (*PLAN.provinces[:-1], a_province("90"))
    ministry = a_silent_ministry(database, replace(PLAN, provinces=provinces))
    ministry.take(*second_quarter(), on=Q2_AT)
    assert [row.code for row in strategy(ministry, "S1").region_costs] == [""]


def test_a_mean_weighs_a_region_by_its_places(database: Database) -> None:
    """Three provinces at 8 of 10 and one at 4: gaps 3 × 2 and 1 × 6, so each region takes half of the 1.5."""
    kpi = a_level("K1", grain=Grain.PROVINCE, aggregation=Aggregation.MEAN)
    north = [a_province(code, "NORTH") for code in ("50", "57", "83")]
    plan = a_plan(kpi, provinces=(*north, a_province("90", "SOUTH")))
    ministry = a_silent_ministry(database, plan, a_target(10))
    figures = {("K1", "50"): 8.0, ("K1", "57"): 8.0, ("K1", "83"): 8.0, ("K1", "90"): 4.0}
    ministry.take(an_answer(6, figures), on=Q2_AT)
    assert told(strategy(ministry, "S1").region_costs) == [("NORTH", 0.75), ("SOUTH", 0.75)]


def test_without_a_score_nobody_takes_anything(database: Database) -> None:
    seen = strategy(a_silent_ministry(database), "S1")
    assert (seen.department_costs, seen.region_costs) == ((), ())
