"""Rules of rows, settings, places and projects."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl.workbook import Workbook as Book

from domain.fiscal import FiscalCalendar
from domain.plan import (
    Bands,
    BudgetYear,
    Department,
    DueDate,
    Flagship,
    Goal,
    Milestone,
    Province,
    Region,
    Scheme,
    Strategy,
)
from domain.text import Text
from tests.plan_workbook.builders import a_kpi, a_plan, t
from tests.plan_workbook.reading_back import faults, read_back, setting, write

FLAGSHIP = Flagship(code="F1", name=t("โครงการ"), lead="D1")
STEP = Milestone(
    code="M1",
    flagship="F1",
    name=t("ขั้น"),
    weight=1.0,
    planned_start=date(2020, 1, 1),
    planned_end=date(2020, 2, 1),
)


def test_a_blank_cell_that_must_be_filled() -> None:
    assert faults(a_plan(), None, write("kpis", "polarity", 1, None)) == [
        ("kpis.polarity.1", "cell_required")
    ]


def test_a_name_stands_in_at_least_one_language() -> None:
    assert faults(a_plan(a_kpi(name=Text(en="Persons served")))) == []
    assert faults(a_plan(a_kpi(name=Text()))) == [("kpis.name_th.1", "name_required")]


def test_a_code_stands_once_on_its_sheet() -> None:
    assert faults(a_plan(a_kpi(weight=50.0), a_kpi(weight=50.0)), [])[0] == ("kpis.code.2", "row_twice")


def test_a_budget_stands_once_for_a_year() -> None:
    row = BudgetYear(flagship="F1", year=2020, quarters=(1.0, 1.0, 1.0, 1.0))
    assert faults(a_plan(flagships=(FLAGSHIP,), budgets=(row, row))) == [("budgets.flagship.2", "row_twice")]


def test_a_code_holds_no_bar() -> None:
    found = faults(
        a_plan(target_groups=()), None, write("goals", "code", 1, "G|1"), write("kpis", "goal", 1, "G|1")
    )
    assert found == [("goals.code.1", "code_unusable")]


def test_a_reference_leads_somewhere_and_says_what_may_be_meant() -> None:
    goals = (Goal(code="ELDERS", strategy="S1", name=t("ผู้สูงอายุ")),)
    reading = read_back(a_plan(a_kpi(goal="ELDRES"), goals=goals))
    (finding,) = [finding for finding in reading.findings if finding.sheet == "kpis"]
    assert finding.english == ("The code “ELDRES” does not stand on the sheet “goals”. Did you mean ELDERS?")


@pytest.mark.parametrize(
    ("sheet", "key"),
    [
        ("goals", "strategy"),
        ("kpis", "flagship"),
        ("kpis", "phasing"),
        ("kpis", "target_groups"),
        ("kpi_owners", "department"),
        ("regions", "scheme"),
        ("provinces", "region:main"),
        ("targets", "department"),
    ],
)
def test_every_kind_of_reference_is_followed(sheet: str, key: str) -> None:
    assert (f"{sheet}.{key}.1", "code_unknown") in faults(a_plan(), None, write(sheet, key, 1, "ไม่มี"))


def test_a_year_outside_the_plan() -> None:
    row = BudgetYear(flagship="F1", year=2022, quarters=(1.0, 1.0, 1.0, 1.0))
    found = faults(a_plan(flagships=(FLAGSHIP,), budgets=(row,)))
    assert found == [("budgets.year.1", "year_outside_plan")]


def test_the_settings_that_a_plan_cannot_do_without() -> None:
    found = faults(a_plan(), None, setting("title_th", None), setting("first_year", None))
    assert [code for _, code in found] == ["setting_required", "setting_required"]


def test_a_plan_does_not_end_before_it_begins() -> None:
    found = faults(a_plan(), None, setting("last_year", 2562))
    assert ("plan.B20", "years_reversed") in found


def test_rounds_rise() -> None:
    assert [c for _, c in faults(a_plan(calendar=FiscalCalendar(rounds=(9, 6, 12))))] == ["rounds_not_rising"]


def test_the_time_zone_is_one_that_is_known() -> None:
    assert [c for _, c in faults(a_plan(calendar=FiscalCalendar(zone="Siam")))] == ["time_zone_unknown"]


def test_bands_descend() -> None:
    found = faults(a_plan(bands=Bands(watch=4.0, progress_watch=-0.05)))
    assert [code for _, code in found] == ["bands_not_descending", "bands_not_descending"]


def test_middle_points_lie_between_fifty_and_a_hundred() -> None:
    assert [code for _, code in faults(a_plan(middle_points=50.0))] == ["middle_points_impossible"]


def test_due_dates_are_for_months_in_which_periods_close() -> None:
    """Quarters close with months 3, 6, 9 and 12."""
    dates = tuple(DueDate(month=month, days_after=15) for month in (3, 5, 9, 12))
    assert faults(a_plan(due_dates=dates)) == [
        ("calendar.closing_month.2", "closing_month_unused"),
        ("calendar.closing_month.1", "closing_month_missing"),
    ]


def test_one_scheme_is_the_main_one() -> None:
    two = tuple(Scheme(code=code, name=t(code), main=True) for code in ("main", "B"))
    found = faults(a_plan(schemes=two))
    assert ("schemes.main.2", "main_scheme_twice") in found
    assert faults(a_plan(schemes=(Scheme(code="main", name=t("ภาค")),))) == [
        ("schemes.main.1", "main_scheme_missing")
    ]


def test_a_province_without_a_region_is_to_be_confirmed() -> None:
    nowhere = (Province(code="10", name=t("กทม")),)
    assert faults(a_plan(provinces=nowhere)) == [("provinces.region:main.1", "province_without_region")]


def test_a_province_lies_in_one_region_of_a_scheme() -> None:
    def both_columns(book: Book) -> None:
        book["provinces"].cell(3, 10).value = "regions"
        book["provinces"].cell(4, 10).value = "N|S"

    regions = tuple(Region(code=code, scheme="main", name=t(code)) for code in ("N", "S"))
    found = faults(a_plan(regions=regions), None, both_columns)
    assert found == [("provinces.region:main.1", "province_in_two_regions")]


def test_a_region_stands_under_its_own_scheme() -> None:
    schemes = (Scheme(code="main", name=t("หลัก"), main=True), Scheme(code="B", name=t("รอง")))
    regions = (Region(code="N", scheme="main", name=t("เหนือ")), Region(code="B1", scheme="B", name=t("หนึ่ง")))
    provinces = (Province(code="10", name=t("กทม"), regions=("N", "B1")),)
    plan = a_plan(schemes=schemes, regions=regions, provinces=provinces)
    assert faults(plan) == []
    assert ("provinces.region:B.1", "region_of_other_scheme") in faults(
        plan, None, write("provinces", "region:B", 1, "N")
    )


def test_a_column_of_regions_names_a_scheme() -> None:
    def rename(book: Book) -> None:
        book["provinces"]["F3"].value = "region:other"

    found = faults(a_plan(), None, rename)
    assert ("provinces.region:other.1", "scheme_column_unknown") in found


def test_a_spelling_leads_to_one_province() -> None:
    provinces = (
        Province(code="10", name=t("กรุงเทพมหานคร"), regions=("N",), aliases=("กทม", "เชียงใหม่")),
        Province(code="50", name=t("เชียงใหม่"), regions=("N",), aliases=("ชม",)),
    )
    assert faults(a_plan(provinces=provinces)) == [("provinces.name_th.2", "spelling_ambiguous")]


def test_tiles_do_not_overlap_and_have_two_coordinates() -> None:
    def at(code: str, column: int | None, row: int | None) -> Province:
        return Province(code=code, name=t(code), regions=("N",), tile_column=column, tile_row=row)

    found = faults(a_plan(provinces=(at("10", 1, 2), at("50", 1, 2), at("60", 0, None))))
    assert found == [
        ("provinces.tile_column.2", "tiles_overlap"),
        ("provinces.tile_row.3", "tile_incomplete"),
    ]


def test_a_milestone_does_not_end_before_it_starts() -> None:
    step = replace(STEP, planned_end=date(2019, 12, 31))
    found = faults(a_plan(flagships=(FLAGSHIP,), milestones=(step,)))
    assert found == [("milestones.planned_end.1", "milestone_reversed")]


def test_the_milestones_of_a_flagship_weigh_something() -> None:
    steps = (replace(STEP, weight=0.0), replace(STEP, code="M2", weight=0.0))
    found = faults(a_plan(flagships=(FLAGSHIP,), milestones=steps))
    assert found == [("milestones.weight.1", "milestones_weightless")]
    assert faults(a_plan(flagships=(FLAGSHIP,), milestones=(steps[0], replace(STEP, code="M2")))) == []


def test_an_aim_that_nothing_measures_is_noticed() -> None:
    strategies = (Strategy(code="S1", name=t("หนึ่ง")), Strategy(code="S2", name=t("สอง")))
    goals = (Goal(code="G1", strategy="S1", name=t("หนึ่ง")), Goal(code="G2", strategy="S1", name=t("สอง")))
    assert faults(a_plan(strategies=strategies, goals=goals)) == [
        ("strategies.code.2", "aim_unmeasured"),
        ("goals.code.2", "aim_unmeasured"),
    ]


def test_a_negative_weight_and_an_unknown_word_are_found_together_with_all_else() -> None:
    found = faults(
        a_plan(departments=(Department(code="D1", short=t("ก"), name=t("กรม")),)),
        None,
        write("kpis", "weight", 1, -5),
        write("kpis", "scale", 1, "five_level"),
        write("kpi_owners", "department", 1, "D9"),
        setting("on_track", 6),
    )
    assert sorted(found) == [
        ("kpi_owners.department.1", "code_unknown"),
        ("kpis.scale.1", "word_unknown"),
        ("kpis.weight.1", "number_out_of_range"),
        ("plan.B22", "number_out_of_range"),
    ]
