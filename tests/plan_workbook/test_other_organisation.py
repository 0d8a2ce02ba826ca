"""The plan is data: another organisation's plan reads as well as the ministry's own."""

from datetime import date

from domain.expectation import Aims
from domain.target import target_lines
from plan_workbook.reading import read_plan
from tests.plan_workbook.other_organisation import water_ministry, water_ministry_workbook, water_targets
from workbooks.reading import Upload, read_workbook


def test_a_plan_of_calendar_years_three_pillars_and_twelve_basins_is_sound() -> None:
    reading = read_plan(read_workbook(Upload(name="water.xlsx", content=water_ministry_workbook())))
    assert reading.findings == ()
    assert reading.plan == water_ministry()
    assert reading.targets == water_targets()


def test_its_year_begins_in_january_and_is_written_in_the_common_era() -> None:
    calendar = water_ministry().calendar
    assert (calendar.starts_on(2024), calendar.ends_on(2024, 12)) == (date(2024, 1, 1), date(2024, 12, 31))
    assert calendar.shown_year(2024) == 2024


def test_its_dry_season_and_its_baseline_move_the_target_to_date() -> None:
    """W2: 12 basins of 1,000 connections, half of them by June. W1: from 80 to 84 percent, halfway in June."""
    plan = water_ministry()
    aims = Aims(plan=plan, lines=target_lines(water_targets()))
    kpis = {kpi.code: kpi for kpi in plan.kpis}
    assert aims.expected(kpis["W2"], year=2024, month=6).to_date.value == 6_000.0
    assert aims.expected(kpis["W1"], year=2024, month=6).to_date.value == 82.0
