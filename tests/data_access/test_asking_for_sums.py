"""Which sums are found: by year, region, province, KPI, month and instant."""

from datetime import datetime

from data_access.database import Connection, Database
from data_access.sums import SumsRow, list_place_sums, list_sums, renew_sums
from domain.kpi import Grain, Kpi
from domain.plan import Plan
from tests.builders import KEEPER, OTHER_KEEPER, YEAR, a_kpi, a_level, a_plan, a_province
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


def test_sums_are_found_by_year_region_kpi_and_month(database: Database) -> None:
    plan = a_ministry(database, TOTAL, a_kpi("K2"))
    for month in (3, 6):
        publish(database, plan, an_answer(month, {("K1", "50"): 1, ("K2", ""): 2}), at(month))

    def found(**asked: object) -> set[tuple[str, int, str]]:
        rows = seen(database, lambda c: list_sums(c, **{"years": [YEAR], **asked}))  # type: ignore[arg-type]
        return {(r.kpi, r.month, r.place) for r in rows}

    assert found() == {("K1", 3, ""), ("K1", 6, ""), ("K2", 3, ""), ("K2", 6, "")}
    assert found(until=3, kpis=["K1"], regions=["", "NORTH"]) == {("K1", 3, ""), ("K1", 3, "NORTH")}
    assert found(years=[YEAR - 1]) == found(kpis=[]) == found(regions=[]) == set()


def test_single_provinces_are_found_for_several_kpis_of_different_rules_at_once(database: Database) -> None:
    latest = a_level("K2", grain=Grain.PROVINCE)
    plan = a_ministry(database, TOTAL, latest)
    for month, value in ((3, 10), (6, 20)):
        publish(database, plan, an_answer(month, {("K1", "50"): value, ("K2", "50"): value}), at(month))
    publish(database, plan, an_answer(9, {("K1", "83"): 3}), at(9))

    def found(connection: Connection, month: int, **where: object) -> dict[tuple[str, str], float]:
        rows = list_place_sums(
            connection,
            kpis=[TOTAL, latest],
            year=YEAR,
            month=month,
            **where,  # type: ignore[arg-type]
        )
        assert {r.month for r in rows} <= {month}
        return {(r.kpi, r.place): r.sums.numerator for r in rows}

    with database.reading() as c:
        assert found(c, 3) == {("K1", "50"): 10, ("K2", "50"): 10}
        assert found(c, 7) == {("K1", "50"): 30, ("K2", "50"): 20}
        assert found(c, 9) == {("K1", "50"): 30, ("K2", "50"): 20, ("K1", "83"): 3}
        assert found(c, 9, province="83") == {("K1", "83"): 3}
        assert found(c, 9, provinces=["83", "90"]) == {("K1", "83"): 3}
        assert found(c, 9, as_of=at(3)) == {("K1", "50"): 10, ("K2", "50"): 10}
        assert found(c, 2) == {}


def test_single_provinces_are_found_by_department(database: Database) -> None:
    plan = a_ministry(database, TOTAL)
    publish(database, plan, an_answer(3, {("K1", "50"): 10}), at(1))
    publish(database, plan, an_answer(3, {("K1", "50"): 7}, department=OTHER_KEEPER), at(2))
    rows = in_provinces(database, TOTAL, 3)
    assert {(r.department, r.place, r.sums.numerator) for r in rows} == {
        (KEEPER, "50", 10),
        (OTHER_KEEPER, "50", 7),
    }


def test_all_sums_are_made_anew_where_provinces_move(database: Database) -> None:
    plan = a_ministry(database, TOTAL)
    for month in (3, 6):
        publish(database, plan, an_answer(month, {("K1", "50"): 1, ("K1", "83"): 10}), at(month))
    moved = a_plan(TOTAL, provinces=(a_province("50", "SOUTH"), a_province("83", "SOUTH")))
    keep_plan(database, moved, on=at(20))
    with database.writing() as connection:
        renew_sums(connection, moved.kpis, published_at=at(20))
    assert {key: row[0] for key, row in kept(database).items()} == {
        (3, ""): 11,
        (6, ""): 22,
        (3, "SOUTH"): 11,
        (6, "SOUTH"): 22,
    }
    old = kept(database, regions=("NORTH", "SOUTH"), as_of=at(19))
    assert {key: row[0] for key, row in old.items()} == {
        (3, "NORTH"): 1,
        (6, "NORTH"): 2,
        (3, "SOUTH"): 10,
        (6, "SOUTH"): 20,
    }
