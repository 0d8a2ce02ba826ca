"""A plan in which every field is filled, and its ledger."""

from datetime import date

from domain.fiscal import Era, FiscalCalendar, Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    Kpi,
    KpiYear,
    LevelRow,
    LevelsOf,
    Owner,
    Polarity,
    Projection,
    Scale,
    Sharing,
)
from domain.plan import (
    Bands,
    BudgetYear,
    Department,
    DueDate,
    Flagship,
    Goal,
    Milestone,
    Phasing,
    Plan,
    Province,
    Region,
    Scheme,
    Strategy,
    TargetGroup,
    Words,
)
from domain.target import Target
from domain.text import Language
from tests.plan_workbook.builders import a_kpi, a_percentage, a_plan, a_target, t


def a_full_plan() -> Plan:
    """A plan in which every field of every kind of row is filled with something else than its default."""
    return a_plan(
        *_kpis_of_the_full_plan(),
        title=t("ยุทธศาสตร์ 2563 - 2564", "Strategy 2020-2021"),
        organisation=t("กระทรวงตัวอย่าง", "Sample Ministry"),
        first_year=2020,
        last_year=2021,
        calendar=FiscalCalendar(era=Era.BUDDHIST, first_month=10, rounds=(6, 12)),
        vision=t("วิสัยทัศน์", "Vision"),
        motto=t("คำขวัญ", "Motto"),
        notice=t("ข้อมูลตัวอย่าง", "Sample data"),
        currency=t("บาท", "baht"),
        language=Language.ENGLISH,
        bands=Bands(
            on_track=4.25,
            watch=3.5,
            at_risk=2.125,
            minimum_coverage=0.6,
            progress_on_track=-0.04,
            progress_watch=-0.1,
            progress_at_risk=-0.2,
        ),
        middle_points=70.0,
        words=Words(
            subtotals=("รวม", "ภาค"),
            not_reported=("-", "อยู่ระหว่างดำเนินการ"),
            province_prefixes=("จ.", "จังหวัด"),
        ),
        strategies=(Strategy(code="S1", name=t("หนึ่ง", "One")), Strategy(code="S2", name=t("สอง", "Two"))),
        goals=(
            Goal(code="G1", strategy="S1", name=t("เป้าหนึ่ง", "Goal one")),
            Goal(code="G2", strategy="S2", name=t("เป้าสอง", "Goal two")),
        ),
        target_groups=(
            TargetGroup(code="older", name=t("ผู้สูงอายุ", "Older persons")),
            TargetGroup(code="youth", name=t("เยาวชน")),
        ),
        flagships=(
            Flagship(
                code="F1",
                name=t("โครงการหนึ่ง", "Flagship one"),
                lead="D1",
                description=t("คำอธิบาย", "=A description that begins like a formula"),
                strategy="S2",
                departments=("06102", "D2"),
                responsible=t("นาย ก", "Mr A"),
            ),
        ),
        milestones=(
            Milestone(
                code="M1",
                flagship="F1",
                name=t("ออกแบบ", "Design"),
                weight=2.5,
                planned_start=date(2019, 10, 1),
                planned_end=date(2020, 2, 29),
                department="D2",
            ),
        ),
        budgets=(BudgetYear(flagship="F1", year=2020, quarters=(0.0, 1_250_000.5, 3e6, 0.25)),),
        departments=(
            Department(code="D1", short=t("ก.", "A"), name=t("กรมหนึ่ง", "One"), kind=t("กรม", "department")),
            Department(code="D2", short=t("ข."), name=t("กรมสอง")),
            Department(code="06102", short=t("นอก", "OUT"), name=t("หน่วยงานภายนอก", "Outside"), inside=False),
        ),
        schemes=(
            Scheme(code="six", name=t("หกภาค", "Six")),
            Scheme(code="Four", name=t("สี่ภาค", "Four"), main=True),
        ),
        regions=(
            Region(code="6N", scheme="six", name=t("เหนือ", "North")),
            Region(code="4N", scheme="Four", name=t("เหนือ", "North")),
            Region(code="4C", scheme="Four", name=t("กลาง", "Central")),
        ),
        provinces=(
            Province(
                code="10",
                name=t("กรุงเทพมหานคร", "Bangkok"),
                short=t("กท", "BKK"),
                regions=("6N", "4C"),
                aliases=("กทม", "กทม."),
                tile_column=4,
                tile_row=7,
            ),
            Province(
                code="50", name=t("เชียงใหม่", "Chiang Mai"), regions=("6N", "4N"), tile_column=1, tile_row=0
            ),
        ),
        phasings=(
            Phasing(
                code="late",
                name=t("ปลายปี", "Late"),
                cumulative=(0.0, 0.0, 0.05, 0.1, 0.1, 0.2, 0.3, 0.4, 0.55, 0.7, 0.9, 1.0),
            ),
        ),
        due_dates=(DueDate(month=3, days_after=15), DueDate(month=12, days_after=45)),
    )


def _kpis_of_the_full_plan() -> tuple[Kpi, ...]:
    return (
        a_percentage(
            "K1",
            goal="G2",
            name=t("ร้อยละของผู้รับบริการ", "Share of people served"),
            unit=t("ร้อยละ", "percent"),
            denominator=Denominator.LATEST,
            scale=Scale.FIVE_LEVELS,
            levels_of=LevelsOf.ACTUAL,
            levels=(
                LevelRow(values=(60.0, 70.0, 80.0, 90.0, 100.0)),
                LevelRow(values=(None, None, 85.5, 90.0, 99.9), year=2021),
                LevelRow(values=(10.0, 20.0, 30.0, 40.0, 50.0), year=2021, round_month=6),
            ),
            years=(
                KpiYear(year=2020, weight=40.0),
                KpiYear(year=2021, round_weights=(30.0, 45.5), frequency=Frequency.ROUND),
            ),
            weight=40.0,
            owners=(
                Owner(department="D1"),
                Owner(department="D2", weight=12.5, keeper=True),
                Owner(department="06102", weight=0.0),
            ),
            grain=Grain.PROVINCE,
            flagship="F1",
            target_groups=("older", "youth"),
            definition=t("นิยาม", "Definition"),
            numerator_name=t("ผู้รับบริการ", "served"),
            denominator_name=t("ประชากร", "population"),
            source=t("แหล่งข้อมูล", "source"),
            responsible=t("นาง ข", "Ms B"),
            decimals=2,
            numerator_within_denominator=True,
            minimum=0.0,
            maximum=2_000_000.0,
            provinces=("50", "10"),
            phasing="late",
            projection=Projection.LEARNT,
            target_in_every_place=False,
            due_from=date(2019, 10, 1),
            cancelled_on=date(2021, 10, 1),
        ),
        a_kpi(
            "K2",
            polarity=Polarity.LOWER_IS_BETTER,
            accumulation=Accumulation.LATEST,
            aggregation=Aggregation.MEAN,
            scale=Scale.THREE_STEPS,
            levels_of=LevelsOf.ACTUAL,
            levels=(LevelRow(values=(12.0, 10.0, 8.0)),),
            weight=35.0,
            sharing=Sharing.PARTS,
            owners=(Owner(department="D1"), Owner(department="D2")),
            years=(KpiYear(year=2020, baseline=14.0),),
        ),
        a_kpi(
            "K3",
            goal="G1",
            polarity=Polarity.WITHIN_BAND,
            accumulation=Accumulation.MEAN,
            weight=25.0,
            frequency=Frequency.MONTH,
        ),
    )


def targets_of_the_full_plan() -> tuple[Target, ...]:
    """Targets of the year, of a period, of a department, of a place, of a band, and a revision."""
    return (
        a_target("K1", 2020, 90.0),
        a_target("K1", 2020, 95.0, revised_on=date(2020, 3, 31), reason="ปรับแผน", document="พม 0201/123"),
        a_target("K1", 2021, 100.0, month=6),
        a_target("K1", 2021, 55.5, province="50"),
        a_target("K1", 2021, 100.0),
        a_target("K2", 2020, 8.0),
        a_target("K2", 2020, 9.25, month=6, department="D2"),
        a_target("K2", 2021, 8.0),
        a_target("K2", 2021, 8.0, month=12),
        a_target("K3", 2020, None, low=36.5, high=37.5),
        a_target("K3", 2021, None, low=36.5, high=37.5, month=1),
    )
