"""The ledger of targets: known periods and places, explained revisions, nothing overwritten."""

from dataclasses import replace
from datetime import date

from domain.finding import Severity
from domain.fiscal import Era, FiscalCalendar
from domain.kpi import Grain, Owner, Polarity, Scale
from domain.kpi_return import Cell
from plan_workbook.ledger import check_targets_kept
from tests.plan_workbook.builders import a_kpi, a_plan, a_target
from tests.plan_workbook.reading_back import faults, write

PLAN = a_plan()
REVISED = a_target(value=120.0, revised_on=date(2020, 3, 31), reason="ปรับแผน", document="พม 1/2563")


def test_a_revision_stands_beside_its_original() -> None:
    assert faults(PLAN, [a_target(), REVISED]) == []


def test_a_revision_says_why_and_by_which_document() -> None:
    bare = replace(REVISED, reason="", document="")
    assert faults(PLAN, [a_target(), bare]) == [
        ("targets.reason.2", "revision_unexplained"),
        ("targets.document.2", "revision_unexplained"),
    ]


def test_a_revision_of_nothing_is_to_be_confirmed() -> None:
    assert faults(PLAN, [REVISED]) == [("targets.revised_on.1", "revision_without_original")]


def test_a_target_stands_once() -> None:
    assert faults(PLAN, [a_target(), a_target(value=90.0)]) == [("targets.kpi.2", "row_twice")]


def test_a_target_is_a_value_and_not_a_band() -> None:
    assert faults(PLAN, [a_target(value=None)]) == [("targets.value.1", "target_missing")]
    assert faults(PLAN, [a_target(low=1.0, high=2.0)]) == [("targets.low.1", "target_with_band")]


def test_a_band_has_two_ends_in_order_and_no_value() -> None:
    plan = a_plan(a_kpi(polarity=Polarity.WITHIN_BAND))
    assert faults(plan, [a_target(value=None, low=10.0, high=20.0)]) == []
    assert faults(plan, [a_target(value=None, low=10.0, high=10.0)]) == [("targets.high.1", "band_reversed")]
    assert faults(plan, [a_target(value=15.0, low=10.0)]) == [
        ("targets.value.1", "band_with_value"),
        ("targets.high.1", "band_incomplete"),
    ]


def test_a_period_that_does_not_exist() -> None:
    for written in ("Q5", "M13", "R4", "ไตรมาส 1", "2564-Q1"):
        found = faults(PLAN, [a_target(month=3)], write("targets", "period", 1, written))
        assert found == [("targets.period.1", "period_unknown")]


def test_a_period_may_be_written_with_its_year_in_thai_digits_or_as_a_month() -> None:
    for written in ("q2", "๒๕๖๓-Q2", "2020-M6", 6, "R1"):
        assert faults(PLAN, [a_target(month=3)], write("targets", "period", 1, written)) == []


def test_a_target_of_a_period_that_the_kpi_does_not_report_is_to_be_confirmed() -> None:
    """The KPI is reported by quarter; month 5 closes no quarter."""
    assert faults(PLAN, [a_target(), a_target(month=5)]) == [("targets.period.2", "period_not_reported")]


def test_a_whole_has_no_target_of_a_province() -> None:
    found = faults(PLAN, [a_target(), a_target(province="10")])
    assert found == [("targets.province.2", "place_target_of_whole")]


def test_only_places_that_report_have_targets() -> None:
    plan = a_plan(a_kpi(grain=Grain.PROVINCE, provinces=("50",)))
    found = faults(plan, [a_target(province="50"), a_target(province="10")])
    assert found == [("targets.province.2", "place_does_not_report")]


def test_a_target_of_a_department_that_is_no_owner_is_to_be_confirmed() -> None:
    plan = a_plan(a_kpi(owners=(Owner(department="D1"),)))
    found = faults(plan, [a_target(), a_target(department="D2")])
    assert found == [("targets.department.2", "department_does_not_own")]


def test_a_due_year_without_a_target_is_to_be_confirmed() -> None:
    plan = a_plan(last_year=2021)
    assert faults(plan, [a_target()]) == [("kpis.code.1", "target_year_missing")]


def test_neither_a_milestone_nor_a_cancelled_kpi_wants_a_target() -> None:
    assert faults(a_plan(a_kpi(scale=Scale.MILESTONE)), []) == []
    assert faults(a_plan(a_kpi(cancelled_on=date(2020, 10, 1)), last_year=2021), [a_target()]) == [
        ("kpis.weight.1", "weights_not_a_hundred")
    ]


def test_a_target_outside_the_plan() -> None:
    assert faults(PLAN, [a_target(), a_target(year=2022)]) == [("targets.year.2", "year_outside_plan")]


def test_a_ledger_that_grows_is_kept() -> None:
    assert list(check_targets_kept([a_target()], [a_target(), REVISED])) == []


def test_a_target_is_never_overwritten() -> None:
    changed = a_target(value=80.0)
    (finding,) = check_targets_kept(
        [a_target(), REVISED],
        [changed, REVISED],
        located={changed: Cell(sheet="targets", cell="F4")},
        calendar=FiscalCalendar(era=Era.BUDDHIST),
    )
    assert (finding.code, finding.severity) == ("target_overwritten", Severity.BLOCK)
    assert (finding.sheet, finding.cell) == ("targets", "F4")
    assert finding.english.startswith("The target of K1 · 2563 is kept as 100 and may not become 80.")


def test_a_band_is_never_overwritten_either() -> None:
    kept = a_target(value=None, low=10.0, high=20.0, month=6, province="10")
    (finding,) = check_targets_kept([kept], [replace(kept, high=25.0)])
    assert finding.values == {"subject": "K1 · 2020 · M6 · 10", "old": "10–20", "new": "10–25"}


def test_a_ledger_row_that_is_missing_from_the_file_stays() -> None:
    (finding,) = check_targets_kept([a_target(), REVISED], [a_target()])
    assert (finding.code, finding.severity) == ("target_left_out", Severity.NOTICE)
    assert finding.values == {"subject": "K1 · 2020 · 2020-03-31", "old": "120"}


def test_other_words_for_a_revision_do_not_replace_those_kept() -> None:
    (finding,) = check_targets_kept([REVISED], [replace(REVISED, reason="อื่น")])
    assert (finding.code, finding.severity) == ("revision_reworded", Severity.NOTICE)
