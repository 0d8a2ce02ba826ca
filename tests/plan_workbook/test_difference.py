"""What a new version of a plan changes, row by row and field by field."""

from dataclasses import replace

from domain.kpi import KpiYear, LevelRow, Owner, Polarity
from domain.plan import Bands, Goal
from domain.text import Text
from plan_workbook.difference import Change, ChangeKind, difference
from tests.plan_workbook.builders import a_kpi, a_plan, t
from tests.plan_workbook.full_plan import a_full_plan

ADDED, REMOVED, CHANGED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED


def same(words: str) -> Text:
    return Text(th=words, en=words)


def test_a_plan_does_not_differ_from_itself() -> None:
    assert difference(a_full_plan(), a_full_plan()) == ()


def test_a_kpi_that_came_and_one_that_went_are_named() -> None:
    before, after = a_plan(a_kpi("K1")), a_plan(a_kpi("K2"))
    assert [change for change in difference(before, after) if change.what == "kpi"] == [
        Change(kind=REMOVED, what="kpi", code="K1", before=t("ตัวชี้วัด K1")),
        Change(kind=ADDED, what="kpi", code="K2", after=t("ตัวชี้วัด K2")),
    ]


def test_a_changed_field_says_what_it_was_and_what_it_is() -> None:
    before = a_plan(a_kpi(weight=40.0))
    after = a_plan(a_kpi(weight=35.5, polarity=Polarity.LOWER_IS_BETTER, name=t("ชื่อใหม่", "New name")))
    assert difference(before, after) == (
        Change(
            kind=CHANGED,
            what="kpi",
            code="K1",
            field="name",
            before=t("ตัวชี้วัด K1"),
            after=t("ชื่อใหม่", "New name"),
        ),
        Change(
            kind=CHANGED,
            what="kpi",
            code="K1",
            field="polarity",
            before=same("higher_is_better"),
            after=same("lower_is_better"),
        ),
        Change(kind=CHANGED, what="kpi", code="K1", field="weight", before=same("40"), after=same("35.5")),
    )


def test_a_province_that_gets_a_short_name_says_so_in_both_languages() -> None:
    before = a_plan()
    first, *others = before.provinces
    after = replace(before, provinces=(replace(first, short=t("กท", "BKK")), *others))
    assert difference(before, after) == (
        Change(kind=CHANGED, what="province", code="10", field="short", after=t("กท", "BKK")),
    )


def test_owners_years_and_levels_are_told_apart() -> None:
    before = a_plan(a_kpi(owners=(Owner(department="D1"),), years=(KpiYear(year=2020, weight=5.0),)))
    after = a_plan(
        a_kpi(
            owners=(Owner(department="D1", keeper=True), Owner(department="D2")),
            levels=(LevelRow(values=(None, 2.0, 3.0, 4.0, 5.0), year=2020, round_month=6),),
        )
    )
    assert [
        (c.kind, c.what, c.code, c.field, c.before.en, c.after.en) for c in difference(before, after)
    ] == [
        (CHANGED, "kpi_owner", "K1/D1", "keeper", "no", "yes"),
        (ADDED, "kpi_owner", "K1/D2", "", "", "department: D2, keeper: no"),
        (REMOVED, "kpi_year", "K1/2020", "", "year: 2020, weight: 5", ""),
        (ADDED, "level", "K1/2020/6", "", "", "values:  | 2 | 3 | 4 | 5, year: 2020, round_month: 6"),
    ]


def test_settings_and_bands_are_of_the_plan() -> None:
    before = a_plan()
    after = replace(
        before,
        last_year=2021,
        bands=Bands(on_track=4.5),
        goals=(Goal(code="G1", strategy="S2", name=t("ใหม่")),),
    )
    assert [(c.what, c.code, c.field, c.before.th, c.after.th) for c in difference(before, after)] == [
        ("plan", "", "last_year", "2020", "2021"),
        ("plan", "", "on_track", "4", "4.5"),
        ("goal", "G1", "strategy", "S1", "S2"),
        ("goal", "G1", "name", "เป้าประสงค์ 1", "ใหม่"),
    ]


def test_budgets_and_due_dates_are_named_by_what_they_are_for() -> None:
    full = a_full_plan()
    bare = replace(full, budgets=(), due_dates=full.due_dates[:1])
    assert [(c.kind, c.what, c.code) for c in difference(full, bare)] == [
        (REMOVED, "budget", "F1/2020"),
        (REMOVED, "due_date", "12"),
    ]
