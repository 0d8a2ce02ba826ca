"""The sums behind every figure: kept per period, department and region, renewed by every return."""

from datetime import datetime

import pytest

from data_access.database import Database
from data_access.sums import SumsRow, list_place_sums, list_sums
from domain.accumulation import Sums
from domain.kpi import Accumulation, Denominator, Grain, Kpi
from domain.plan import Plan
from tests.builders import KEEPER, OTHER_KEEPER, YEAR, a_kpi, a_level, a_plan, a_province, a_ratio
from tests.data_access.builders import an_answer, at, keep_plan, publish, seen, table_of

EVERYWHERE = ("", "NORTH", "SOUTH")
TOTAL = a_kpi("K1", grain=Grain.PROVINCE)


def a_ministry(database: Database, *kpis: Kpi, plan: Plan | None = None) -> Plan:
    found = plan or a_plan(*kpis)
    keep_plan(database, found)
    return found


def kept(
    database: Database,
    *,
    regions: tuple[str, ...] = EVERYWHERE,
    as_of: datetime | None = None,
    kpi: str = "K1",
) -> dict[tuple[int, str], tuple[float, float, int, int]]:
    """Month and region → numerator, denominator, places, places that reported for the month itself."""
    return table_of(
        seen(database, lambda c: list_sums(c, years=[YEAR], regions=regions, as_of=as_of, kpis=[kpi]))
    )


def in_provinces(database: Database, kpi: Kpi, month: int, as_of: datetime | None = None) -> list[SumsRow]:
    return seen(database, lambda c: list_place_sums(c, kpis=[kpi], year=YEAR, month=month, as_of=as_of))


# --- places ---------------------------------------------------------------------------------------------------


def test_provinces_add_up_to_their_region_and_to_the_whole(database: Database) -> None:
    plan = a_ministry(database, TOTAL)
    publish(database, plan, an_answer(3, {("K1", "50"): 10, ("K1", "57"): 20, ("K1", "83"): 5}), at(1))
    assert kept(database) == {
        (3, "NORTH"): (30, 0, 2, 2),
        (3, "SOUTH"): (5, 0, 1, 1),
        (3, ""): (35, 0, 3, 3),
    }


def test_a_figure_of_the_whole_belongs_to_no_region(database: Database) -> None:
    plan = a_ministry(database, a_ratio("K1"))
    publish(database, plan, an_answer(3, {("K1", ""): (30, 40)}), at(1))
    assert kept(database) == {(3, ""): (30, 40, 1, 1)}


def test_a_province_adds_to_its_region_of_every_scheme(database: Database) -> None:
    provinces = (
        a_province("50", "NORTH", "ZONE1"),
        a_province("83", "SOUTH", "ZONE1"),
        a_province("90", "SOUTH"),
    )
    plan = a_ministry(database, plan=a_plan(TOTAL, provinces=provinces))
    publish(database, plan, an_answer(3, {("K1", "50"): 1, ("K1", "83"): 2, ("K1", "90"): 4}), at(1))
    found = kept(database, regions=(*EVERYWHERE, "ZONE1"))
    assert {region: row[0] for (_, region), row in found.items()} == {
        "": 7,
        "NORTH": 1,
        "SOUTH": 6,
        "ZONE1": 3,
    }


def test_departments_are_kept_apart(database: Database) -> None:
    plan = a_ministry(database, TOTAL)
    publish(database, plan, an_answer(3, {("K1", "50"): 10}), at(1))
    publish(database, plan, an_answer(3, {("K1", "50"): 7}, department=OTHER_KEEPER), at(2))
    rows = seen(database, lambda c: list_sums(c, years=[YEAR]))
    assert {(r.department, r.sums.numerator) for r in rows} == {(KEEPER, 10), (OTHER_KEEPER, 7)}
    only = seen(database, lambda c: list_sums(c, years=[YEAR], department=OTHER_KEEPER))
    assert [r.sums.numerator for r in only] == [7]


def test_the_lowest_place_is_kept_for_milestones(database: Database) -> None:
    plan = a_ministry(database, a_level("K1", grain=Grain.PROVINCE))
    publish(database, plan, an_answer(3, {("K1", "50"): 4, ("K1", "57"): 2, ("K1", "83"): 3}), at(1))
    rows = seen(database, lambda c: list_sums(c, years=[YEAR], regions=EVERYWHERE))
    assert {row.place: row.sums.lowest for row in rows} == {"": 2, "NORTH": 2, "SOUTH": 3}


# --- time -----------------------------------------------------------------------------------------------------

RULES = [
    # accumulation, denominator, Q1 → Q2 → numerator and denominator to date after (10 of 100) and (30 of 120)
    (Accumulation.SUM, Denominator.SAME, (40.0, 220.0)),
    (Accumulation.SUM, Denominator.LATEST, (40.0, 120.0)),
    (Accumulation.LATEST, Denominator.SAME, (30.0, 120.0)),
    (Accumulation.MEAN, Denominator.SAME, (20.0, 110.0)),
]


@pytest.mark.parametrize(("accumulation", "denominator", "to_date"), RULES)
def test_a_ratio_accumulates_by_its_rule(
    database: Database, accumulation: Accumulation, denominator: Denominator, to_date: tuple[float, float]
) -> None:
    kpi = a_ratio("K1", accumulation=accumulation, denominator=denominator)
    plan = a_ministry(database, kpi)
    publish(database, plan, an_answer(3, {("K1", ""): (10, 100)}), at(1))
    publish(database, plan, an_answer(6, {("K1", ""): (30, 120)}), at(2))
    assert kept(database) == {(3, ""): (10, 100, 1, 1), (6, ""): (*to_date, 1, 1)}


@pytest.mark.parametrize(
    ("accumulation", "to_date"),
    [(Accumulation.SUM, 40.0), (Accumulation.LATEST, 30.0), (Accumulation.MEAN, 20.0)],
)
def test_a_number_accumulates_by_its_rule(
    database: Database, accumulation: Accumulation, to_date: float
) -> None:
    plan = a_ministry(database, a_kpi("K1", accumulation=accumulation))
    publish(database, plan, an_answer(3, {("K1", ""): 10}), at(1))
    publish(database, plan, an_answer(6, {("K1", ""): 30}), at(2))
    assert kept(database) == {(3, ""): (10, 0, 1, 1), (6, ""): (to_date, 0, 1, 1)}


def test_a_place_that_did_not_report_this_time_keeps_its_figure_to_date(database: Database) -> None:
    plan = a_ministry(database, TOTAL)
    publish(database, plan, an_answer(3, {("K1", "50"): 10, ("K1", "57"): 20}), at(1))
    publish(database, plan, an_answer(6, {("K1", "50"): 1}), at(2))
    assert kept(database, regions=("NORTH",)) == {(3, "NORTH"): (30, 0, 2, 2), (6, "NORTH"): (31, 0, 2, 1)}
    rows = {row.place: row.sums for row in in_provinces(database, TOTAL, 6)}
    assert rows["57"] == Sums(numerator=20, lowest=20, places=1, reported=0, latest_month=3)
    assert rows["50"] == Sums(numerator=11, lowest=11, places=1, reported=1, latest_month=6)


def test_a_late_return_for_an_earlier_period_moves_the_later_ones_too(database: Database) -> None:
    plan = a_ministry(database, TOTAL)
    publish(database, plan, an_answer(6, {("K1", "50"): 5}), at(1))
    publish(database, plan, an_answer(9, {("K1", "50"): 7}), at(2))
    publish(database, plan, an_answer(3, {("K1", "50"): 100}), at(3))
    assert kept(database, regions=("",)) == {
        (3, ""): (100, 0, 1, 1),
        (6, ""): (105, 0, 1, 1),
        (9, ""): (112, 0, 1, 1),
    }
    assert kept(database, regions=("",), as_of=at(2)) == {(6, ""): (5, 0, 1, 1), (9, ""): (12, 0, 1, 1)}


def test_a_corrected_return_moves_the_later_periods_and_leaves_the_earlier_ones(database: Database) -> None:
    plan = a_ministry(database, TOTAL)
    for month, value in ((3, 1), (6, 2), (9, 4)):
        publish(database, plan, an_answer(month, {("K1", "50"): value}), at(month))
    publish(database, plan, an_answer(6, {("K1", "50"): 20}), at(20))
    assert {month: row[0] for (month, _), row in kept(database, regions=("",)).items()} == {
        3: 1,
        6: 21,
        9: 25,
    }
    before = kept(database, regions=("",), as_of=at(19))
    assert {month: row[0] for (month, _), row in before.items()} == {3: 1, 6: 3, 9: 7}


def test_a_kpi_that_a_later_version_leaves_out_is_no_longer_summed_for_that_period(
    database: Database,
) -> None:
    plan = a_ministry(database, a_kpi("K1"), a_kpi("K2"))
    for month in (3, 6):
        publish(database, plan, an_answer(month, {("K1", ""): 10, ("K2", ""): 5}), at(month))
    publish(database, plan, an_answer(3, {("K1", ""): 10}), at(20))
    assert kept(database, kpi="K1") == {(3, ""): (10, 0, 1, 1), (6, ""): (20, 0, 1, 1)}
    assert kept(database, kpi="K2") == {(6, ""): (5, 0, 1, 1)}
    publish(database, plan, an_answer(6, {("K1", ""): 10}), at(21))
    assert kept(database, kpi="K2") == {}
    assert kept(database, kpi="K2", as_of=at(19)) == {(3, ""): (5, 0, 1, 1), (6, ""): (10, 0, 1, 1)}


def test_a_return_of_one_year_or_department_touches_no_other(database: Database) -> None:
    plan = a_ministry(database, TOTAL)
    publish(database, plan, an_answer(3, {("K1", "50"): 10}, year=YEAR - 1), at(1))
    publish(database, plan, an_answer(3, {("K1", "50"): 20}, department=OTHER_KEEPER), at(2))
    publish(database, plan, an_answer(3, {("K1", "50"): 30}), at(3))
    publish(database, plan, an_answer(3, {("K1", "50"): 31}), at(4))
    rows = seen(database, lambda c: list_sums(c, years=[YEAR - 1, YEAR]))
    assert {(r.year, r.department, r.sums.numerator) for r in rows} == {
        (YEAR - 1, KEEPER, 10),
        (YEAR, OTHER_KEEPER, 20),
        (YEAR, KEEPER, 31),
    }
