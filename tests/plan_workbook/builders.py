"""Small plans for the tests of the plan workbook."""

from dataclasses import replace
from typing import Any

from domain.fiscal import FiscalCalendar, Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    Kpi,
    Owner,
    Polarity,
    Scale,
)
from domain.plan import (
    Department,
    Goal,
    Plan,
    Province,
    Region,
    Scheme,
    Strategy,
)
from domain.target import Target, TargetKey
from domain.text import Text


def t(th: str, en: str = "") -> Text:
    return Text(th=th, en=en)


def a_kpi(code: str = "K1", **fields: Any) -> Kpi:
    """A total of persons served, one keeper, scored in proportion."""
    kpi = Kpi(
        code=code,
        goal="G1",
        name=t(f"ตัวชี้วัด {code}"),
        unit=t("คน", "persons"),
        polarity=Polarity.HIGHER_IS_BETTER,
        accumulation=Accumulation.SUM,
        aggregation=Aggregation.SUM,
        scale=Scale.PROPORTIONAL,
        weight=100.0,
        owners=(Owner(department="D1", keeper=True),),
        frequency=Frequency.QUARTER,
        grain=Grain.WHOLE,
    )
    return replace(kpi, **fields)


def a_percentage(code: str = "K1", **fields: Any) -> Kpi:
    """A percentage over a denominator that adds up like its numerator."""
    usual: dict[str, Any] = {"aggregation": Aggregation.RATIO, "denominator": Denominator.SAME, "per": 100.0}
    return a_kpi(code, **(usual | fields))


def a_target(kpi: str = "K1", year: int = 2020, value: float | None = 100.0, **fields: Any) -> Target:
    key_fields = {name: fields.pop(name) for name in ("month", "department", "province") if name in fields}
    return Target(key=TargetKey(kpi=kpi, year=year, **key_fields), value=value, **fields)


def a_plan(*kpis: Kpi, **fields: Any) -> Plan:
    """A plan of one year, one strategy, one goal, two departments, two provinces in one scheme."""
    plan = Plan(
        title=t("แผน"),
        organisation=t("กระทรวง"),
        first_year=2020,
        last_year=2020,
        calendar=FiscalCalendar(),
        strategies=(Strategy(code="S1", name=t("ยุทธศาสตร์ 1")),),
        goals=(Goal(code="G1", strategy="S1", name=t("เป้าประสงค์ 1")),),
        departments=(
            Department(code="D1", short=t("ก."), name=t("กรมหนึ่ง")),
            Department(code="D2", short=t("ข."), name=t("กรมสอง")),
        ),
        schemes=(Scheme(code="main", name=t("ภาค"), main=True),),
        regions=(Region(code="N", scheme="main", name=t("เหนือ")),),
        provinces=(
            Province(code="10", name=t("กรุงเทพมหานคร", "Bangkok"), regions=("N",)),
            Province(code="50", name=t("เชียงใหม่", "Chiang Mai"), regions=("N",)),
        ),
        kpis=kpis or (a_kpi(),),
    )
    return replace(plan, **fields)


def usual_targets(plan: Plan) -> tuple[Target, ...]:
    """A target of 100 for every KPI and year, a band for those that are to stay within one."""
    return tuple(
        a_target(kpi.code, year, None, low=10.0, high=20.0)
        if kpi.polarity is Polarity.WITHIN_BAND
        else a_target(kpi.code, year)
        for kpi in plan.kpis
        for year in range(plan.first_year, plan.last_year + 1)
    )
