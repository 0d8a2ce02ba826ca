"""Plan versions come back as they were loaded; the ledger of targets only grows."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from data_access.database import Connection, Database
from data_access.plans import (
    find_plan_number,
    list_targets,
    load_plan_version,
    save_targets,
)
from data_access.schema import memberships
from domain.fiscal import Era, FiscalCalendar, Frequency
from domain.kpi import Grain, KpiYear, LevelsOf, Owner, Scale
from domain.plan import Bands, BudgetYear, DueDate, Plan, TargetGroup, Words
from domain.text import Language, Text
from tests.builders import (
    a_department,
    a_flagship,
    a_kpi,
    a_level,
    a_milestone,
    a_phasing,
    a_plan,
    a_province,
    a_ratio,
    a_target,
    levels,
)
from tests.data_access.builders import a_version, at, keep_plan, seen


def a_full_plan() -> Plan:
    """A plan that uses every kind of row and every kind of value."""
    kpis = (
        a_kpi(
            "K1",
            scale=Scale.FIVE_LEVELS,
            levels=levels(None, 70.5, 80, 90, 100) + levels(1, 2, 3, 4, 5, year=2020, round_month=6),
            years=(
                KpiYear(year=2020, weight=0.5, round_weights=(1.0, 2.5, 3.0), baseline=-1.25),
                KpiYear(year=2021, frequency=Frequency.MONTH),
            ),
            owners=(Owner(department="DOP", weight=7.5), Owner(department="DSD", keeper=True)),
            target_groups=("OLD",),
            due_from=date(2019, 10, 1),
            cancelled_on=date(2021, 3, 31),
            minimum=0.0,
            maximum=1e12,
            phasing="late",
        ),
        a_ratio("K2", grain=Grain.PROVINCE, provinces=("50", "83"), target_in_every_place=False),
        a_level("K3", levels_of=LevelsOf.ACTUAL, flagship="F1", definition=Text(th="นิยาม “ตัวชี้วัด”")),
    )
    return replace(
        a_plan(*kpis),
        calendar=FiscalCalendar(era=Era.COMMON, first_month=1, rounds=(3, 12)),
        language=Language.ENGLISH,
        bands=Bands(watch=2.75, minimum_coverage=0.6, progress_watch=-0.125),
        middle_points=70.0,
        words=Words(subtotals=("รวม", "ภาค")),
        target_groups=(TargetGroup(code="OLD", name=Text(th="ผู้สูงอายุ", en="Older persons")),),
        flagships=(a_flagship(),),
        milestones=(a_milestone(weight=0.25),),
        budgets=(BudgetYear(flagship="F1", year=2020, quarters=(0.1, 2e9, 0.0, 3.0)),),
        phasings=(a_phasing(0, 0, 0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9, 1),),
        due_dates=(DueDate(month=6, days_after=15),),
        departments=(a_department("DOP"), a_department("OUT", "กระทรวงอื่น", inside=False)),
        provinces=(replace(a_province("50", "NORTH"), aliases=("ชม.",), tile_column=1, tile_row=0),),
    )


def regions_of_provinces(connection: Connection) -> set[tuple[str, str]]:
    return {(row.province, row.region) for row in connection.execute(select(memberships))}


def test_a_plan_comes_back_exactly_as_it_was_loaded(database: Database) -> None:
    plan = a_full_plan()
    keep_plan(database, plan, on=at(3))
    assert seen(database, lambda c: load_plan_version(c, 1)) == a_version(plan, number=1, on=at(3))


def test_a_version_that_was_never_loaded_cannot_be_read(database: Database) -> None:
    with pytest.raises(NoResultFound):
        seen(database, lambda c: load_plan_version(c, 1))


def test_the_plan_in_force_is_the_last_one_loaded_by_then(database: Database) -> None:
    keep_plan(database, a_plan(), on=at(10))
    keep_plan(database, a_plan(a_kpi()), on=at(20))
    with database.reading() as connection:
        in_force = {day: find_plan_number(connection, at(day)) for day in (9, 10, 19, 20, 99)}
    assert in_force == {9: None, 10: 1, 19: 1, 20: 2, 99: 2}
    assert seen(database, lambda c: find_plan_number(c, None)) == 2
    assert seen(database, lambda c: load_plan_version(c, 1)).plan == a_plan()


def test_no_plan_is_in_force_in_an_empty_database(database: Database) -> None:
    assert seen(database, lambda c: find_plan_number(c, None)) is None


def test_every_province_belongs_to_its_regions_of_all_schemes_and_to_the_whole(database: Database) -> None:
    keep_plan(database, a_plan(provinces=(a_province("50", "NORTH", "ZONE1"), a_province("83", "SOUTH"))))
    assert seen(database, regions_of_provinces) == {
        ("", ""),
        ("50", ""),
        ("50", "NORTH"),
        ("50", "ZONE1"),
        ("83", ""),
        ("83", "SOUTH"),
    }


def test_a_new_version_moves_provinces(database: Database) -> None:
    keep_plan(database, a_plan(provinces=(a_province("50", "NORTH"),)))
    keep_plan(database, a_plan(provinces=(a_province("50", "SOUTH"),)))
    assert seen(database, regions_of_provinces) == {("", ""), ("50", ""), ("50", "SOUTH")}


def test_a_plan_without_provinces_still_has_the_whole(database: Database) -> None:
    keep_plan(database, a_plan(provinces=(), regions=(), schemes=()))
    assert seen(database, regions_of_provinces) == {("", "")}


# --- the ledger -----------------------------------------------------------------------------------------------


def test_a_target_comes_back_exactly_as_it_was_loaded(database: Database) -> None:
    rows = [
        a_target(1500),
        a_target(0.1, month=6, department="DOP", province="50"),
        a_target(low=-1.5, high=2.5, kpi="K2"),
        a_target(1600, revised_on=date(2020, 2, 1), reason="งบประมาณเพิ่ม", document="พม 0202/123"),
    ]
    keep_plan(database, a_plan(), *rows)
    assert seen(database, list_targets) == rows


def test_a_revision_stands_beside_what_was_first_set_and_an_older_look_does_not_know_it(
    database: Database,
) -> None:
    first = a_target(1000)
    revision = a_target(1200, revised_on=date(2020, 2, 1), reason="r", document="d")
    keep_plan(database, a_plan(), first, on=at(10))
    keep_plan(database, a_plan(), revision, on=at(20))
    assert seen(database, list_targets) == [first, revision]
    assert seen(database, lambda c: list_targets(c, as_of=at(19))) == [first]
    assert seen(database, lambda c: list_targets(c, as_of=at(20))) == [first, revision]
    assert seen(database, lambda c: list_targets(c, as_of=at(9))) == []


def test_targets_are_found_by_year_and_kpi_and_with_or_without_those_of_provinces(database: Database) -> None:
    whole, province = a_target(10), a_target(4, province="50")
    last_year, other = a_target(8, year=2019), a_target(7, kpi="K2")
    keep_plan(database, a_plan(), whole, province, last_year, other)
    assert seen(database, lambda c: list_targets(c, years=[2020])) == [whole, province, other]
    assert seen(database, lambda c: list_targets(c, years=[2019, 2020], kpis=["K1"])) == [
        whole,
        province,
        last_year,
    ]
    assert seen(database, lambda c: list_targets(c, with_provinces=False)) == [whole, last_year, other]
    assert seen(database, lambda c: list_targets(c, years=[])) == []


def test_saving_no_targets_saves_nothing(database: Database) -> None:
    keep_plan(database, a_plan())
    with database.writing() as connection:
        save_targets(connection, [], plan_number=1, published_at=at(1))
    assert seen(database, list_targets) == []


def test_the_rows_that_were_added_to_the_ledger_after_an_instant_are_found(database: Database) -> None:
    first, revision = a_target(100), a_target(80, revised_on=date(2020, 5, 15), reason="r", document="d")
    keep_plan(database, a_plan(a_kpi()), first, on=at(0))
    keep_plan(database, a_plan(a_kpi()), revision, on=at(10))
    assert seen(database, lambda c: list_targets(c, after=at(5))) == [revision]
    assert seen(database, lambda c: list_targets(c, after=at(5), as_of=at(9))) == []
    assert seen(database, lambda c: list_targets(c, after=at(10))) == []
