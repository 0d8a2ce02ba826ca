"""A KPI, a plan and judged figures, with everything a test does not name left plain."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.accumulation import Sums
from domain.expectation import WHOLE, Aims, Place
from domain.figure import KpiFigure, judge, terms_of
from domain.fiscal import FiscalCalendar, Frequency
from domain.kpi import Accumulation, Aggregation, Grain, Kpi, LevelRow, Owner, Polarity, Scale
from domain.plan import Department, Plan, Province
from domain.target import Target, TargetKey, target_lines
from domain.text import Text

LEVELS_60_TO_100 = (LevelRow(values=(60.0, 70.0, 80.0, 90.0, 100.0)),)
A_KPI = Kpi(
    code="K1",
    goal="G1",
    name=Text(th="ผู้สูงอายุได้รับบริการ", en="Older persons served"),
    unit=Text(th="คน", en="persons"),
    polarity=Polarity.HIGHER_IS_BETTER,
    accumulation=Accumulation.SUM,
    aggregation=Aggregation.SUM,
    scale=Scale.FIVE_LEVELS,
    weight=10.0,
    owners=(Owner(department="A", keeper=True),),
    frequency=Frequency.QUARTER,
    grain=Grain.PROVINCE,
    levels=LEVELS_60_TO_100,
)


def a_kpi(**changes: Any) -> Kpi:
    """A total of persons served, reported by province and quarter, on levels of 60 to 100 percent of target."""
    return replace(A_KPI, **changes)


def a_plan(*kpis: Kpi, provinces: int = 77, calendar: FiscalCalendar | None = None) -> Plan:
    """A plan of the fiscal years 2017–2021 with two departments."""
    return Plan(
        title=Text(th="แผน"),
        organisation=Text(th="กระทรวง"),
        first_year=2017,
        last_year=2021,
        calendar=calendar or FiscalCalendar(),
        kpis=kpis,
        departments=(
            Department(code="A", short=Text(th="ดย.", en="DCY"), name=Text(th="กรมกิจการเด็กและเยาวชน")),
            Department(code="B", short=Text(th="ผส.", en="DOP"), name=Text(th="กรมกิจการผู้สูงอายุ")),
        ),
        provinces=tuple(Province(code=str(10 + i), name=Text(th=f"จังหวัด {i}")) for i in range(provinces)),
    )


def a_figure(
    kpi: Kpi,
    by_department: Mapping[str, Sums],
    *,
    target: float | None = None,
    band: tuple[float, float] | None = None,
    month: int = 6,
    place: Place = WHOLE,
    plan: Plan | None = None,
    missing: tuple[str, ...] | None = None,
) -> tuple[KpiFigure, Plan]:
    """A figure judged at the end of a month of fiscal year 2020, with its plan; the target is the year's."""
    plan = plan or a_plan(kpi)
    key = TargetKey(kpi=kpi.code, year=2020)
    rows = [Target(key=key, value=target)] if target is not None else []
    if band is not None:
        rows = [Target(key=key, low=band[0], high=band[1])]
    aims = Aims(plan=plan, lines=target_lines(rows))
    terms = terms_of(plan, kpi, 2020, month)
    return judge(aims, terms, by_department, place=place, missing=missing), plan


def some_sums(numerator: float, *, denominator: float = 0.0, reported: int = 61, month: int = 6) -> Sums:
    """What came in from so many provinces; `month` is the last one that any of them reported for."""
    return Sums(
        numerator=numerator,
        denominator=denominator,
        lowest=numerator,
        places=max(reported, 1),
        reported=reported,
        latest_month=month,
    )
