"""A ministry in miniature: sensible defaults, so that a test names only what it is about.

Years are of the common era: 2020 is fiscal year 2563, from 1 October 2019 to 30 September 2020.
"""

from dataclasses import replace
from datetime import date
from typing import Unpack

from domain.accumulation import Reported, Sums
from domain.expectation import WHOLE, Aim, Aims, Expectation, Levels, Place
from domain.figure import KpiFigure, judge, terms_of
from domain.fiscal import FiscalCalendar, Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    Kpi,
    LevelRow,
    Owner,
    Polarity,
    Scale,
)
from domain.plan import (
    Department,
    Flagship,
    Goal,
    Milestone,
    Phasing,
    Plan,
    Province,
    Region,
    Scheme,
    Strategy,
)
from domain.roll_up import Weighed
from domain.target import Target, TargetKey, target_lines
from domain.text import Text
from tests.domain.fields import KpiFields, PlanFields

YEAR = 2020
KEEPER = "DOP"
OTHER_KEEPER = "DSD"
YEAR_END = 12


_KPI = Kpi(
    code="K1",
    goal="G1",
    name=Text(th="จำนวนผู้ได้รับบริการ", en="People served"),
    unit=Text(th="คน", en="people"),
    polarity=Polarity.HIGHER_IS_BETTER,
    accumulation=Accumulation.SUM,
    aggregation=Aggregation.SUM,
    scale=Scale.PROPORTIONAL,
    weight=10.0,
    owners=(Owner(department=KEEPER, keeper=True),),
    frequency=Frequency.QUARTER,
    grain=Grain.WHOLE,
)

_RATIO = replace(
    _KPI,
    aggregation=Aggregation.RATIO,
    denominator=Denominator.SAME,
    per=100.0,
    unit=Text(th="ร้อยละ", en="per cent"),
    decimals=2,
)
_LEVEL = replace(_KPI, accumulation=Accumulation.LATEST, aggregation=Aggregation.MEAN)


def a_kpi(code: str = "K1", **fields: Unpack[KpiFields]) -> Kpi:
    """A total reported each quarter as a whole by one keeper, scored in proportion to its target."""
    return replace(_KPI, code=code, **fields)


def a_ratio(code: str = "K1", **fields: Unpack[KpiFields]) -> Kpi:
    """A percentage: each period's numerator and denominator both add up over the year and over places."""
    return replace(_RATIO, code=code, **fields)


def a_level(code: str = "K1", **fields: Unpack[KpiFields]) -> Kpi:
    """A level of which the latest report counts and which is averaged over places."""
    return replace(_LEVEL, code=code, **fields)


def levels(
    *values: float | None, year: int | None = None, round_month: int | None = None
) -> tuple[LevelRow, ...]:
    """One row of levels: L1..L5, or the values for 50, middle and 100 points. Add rows with +."""
    return (LevelRow(values=values, year=year, round_month=round_month),)


def a_department(code: str = KEEPER, name: str = "กรมกิจการผู้สูงอายุ", *, inside: bool = True) -> Department:
    """A department inside the organisation."""
    return Department(code=code, short=Text.same(code), name=Text(th=name, en=code), inside=inside)


def a_province(code: str, *regions: str, name: str = "") -> Province:
    """A province in a region."""
    return Province(code=code, name=Text(th=name or code, en=code), regions=regions)


_PLAN = Plan(
    title=Text(th="แผนยุทธศาสตร์ตัวอย่าง", en="A sample strategy"),
    organisation=Text(th="กระทรวงตัวอย่าง", en="A sample ministry"),
    first_year=2018,
    last_year=2021,
    calendar=FiscalCalendar(),
    strategies=(Strategy(code="S1", name=Text.same("S1")), Strategy(code="S2", name=Text.same("S2"))),
    goals=(
        Goal(code="G1", strategy="S1", name=Text.same("G1")),
        Goal(code="G2", strategy="S2", name=Text.same("G2")),
    ),
    departments=(a_department(KEEPER), a_department(OTHER_KEEPER, "กรมพัฒนาสังคมและสวัสดิการ")),
    schemes=(Scheme(code="main", name=Text.same("main"), main=True),),
    regions=(
        Region(code="NORTH", scheme="main", name=Text(th="ภาคเหนือ", en="North")),
        Region(code="SOUTH", scheme="main", name=Text(th="ภาคใต้", en="South")),
    ),
    provinces=(
        a_province("50", "NORTH", name="เชียงใหม่"),
        a_province("57", "NORTH", name="เชียงราย"),
        a_province("83", "SOUTH", name="ภูเก็ต"),
        a_province("90", "SOUTH", name="สงขลา"),
    ),
)


def a_plan(*kpis: Kpi, **fields: Unpack[PlanFields]) -> Plan:
    """Fiscal years 2561–2564, two strategies with a goal each, two departments, two regions of two provinces."""
    return replace(_PLAN, kpis=kpis, **fields)


def a_phasing(*cumulative: float, code: str = "late") -> Phasing:
    """A phasing: twelve cumulative shares of the year."""
    return Phasing(code=code, name=Text.same(code), cumulative=cumulative)


def a_target(
    value: float | None = None,
    *,
    kpi: str = "K1",
    year: int = YEAR,
    month: int | None = None,
    department: str = "",
    province: str = "",
    low: float | None = None,
    high: float | None = None,
    revised_on: date | None = None,
    reason: str = "",
    document: str = "",
) -> Target:
    """A target of the year for the whole; a period, a place or a revision where it is said."""
    key = TargetKey(kpi=kpi, year=year, month=month, department=department, province=province)
    return Target(
        key=key, value=value, low=low, high=high, revised_on=revised_on, reason=reason, document=document
    )


def aims(plan: Plan, *targets: Target) -> Aims:
    """The targets of a plan, revisions in force."""
    return Aims(plan=plan, lines=target_lines(targets))


def expecting(
    target: float | None = None,
    *,
    low: float | None = None,
    high: float | None = None,
    levels: Levels | None = None,
) -> Expectation:
    """A target to date that is also the year's, and levels to date."""
    aim = Aim(value=target, low=low, high=high)
    return Expectation(year=aim, to_date=aim, levels=levels)


def reported(month: int, numerator: float, denominator: float | None = None) -> Reported:
    """What one department reported for one place and the period that closes with that fiscal month."""
    return Reported(month=month, numerator=numerator, denominator=denominator)


def sums(
    numerator: float,
    denominator: float = 0.0,
    *,
    places: int = 1,
    reported: int | None = None,
    lowest: float | None = None,
    month: int = YEAR_END,
) -> Sums:
    """Sums to date over places, all of which reported for the period itself unless said otherwise."""
    return Sums(
        numerator=numerator,
        denominator=denominator,
        lowest=numerator if lowest is None else lowest,
        places=places,
        reported=places if reported is None else reported,
        latest_month=month,
    )


def judged(
    kpi: Kpi,
    by_department: Sums | dict[str, Sums] | None,
    *targets: Target,
    year: int = YEAR,
    month: int = YEAR_END,
    place: Place = WHOLE,
    plan: Plan | None = None,
    missing: tuple[str, ...] | None = None,
) -> KpiFigure:
    """Judge one KPI alone in its plan; plain sums are the first keeper's."""
    given = {kpi.keepers[0]: by_department} if isinstance(by_department, Sums) else by_department or {}
    board = aims(plan or a_plan(kpi), *targets)
    terms = terms_of(board.plan, kpi, year, month)
    return judge(board, terms, given, place=place, missing=missing)


def due(code: str, weight: float, score: float | None) -> Weighed:
    """A due KPI in a weighted sum; `score` None where it is not certified."""
    return Weighed(code=code, weight=weight, score=score)


def a_milestone(
    code: str = "M1",
    *,
    start: date = date(2019, 10, 1),
    end: date = date(2020, 9, 30),
    weight: float = 1.0,
    flagship: str = "F1",
) -> Milestone:
    """A step of a flagship that takes the fiscal year."""
    return Milestone(
        code=code,
        flagship=flagship,
        name=Text.same(code),
        weight=weight,
        planned_start=start,
        planned_end=end,
    )


def a_flagship(code: str = "F1", *, lead: str = KEEPER, strategy: str = "S1") -> Flagship:
    """A flagship led by the keeper."""
    return Flagship(code=code, name=Text.same(code), lead=lead, strategy=strategy)
