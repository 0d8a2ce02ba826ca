"""A ministry small enough to be worked out by hand, and what it reported.

The second quarter of fiscal year 2563 (closing month 6). Weights, scores and what they cost the whole:

    KPI     goal  owners            to date           target   attained  score  weight    w(5 − s)/90
    SERVED  G1    DOP               480 people        600      80 %      4.0    20        0.2222
    RATE    G1    DSD               120 of 400 = 30%  40 %     75 %      2.5    20        0.5556
    LEVEL   G2    DWF               33 (low is good)  30       –         3.5    10        0.1667
    BAND    G2    DWF               2 (10 to 20)      –        20 %      1.0    10        0.4444
    JOINT   G3    DOP, DSD (parts)  350               500      70 %      3.5    30 (1:2)  0.5000
    STEPS   G3    DWF               only due at the year's end                  20        –

    whole (80 + 50 + 35 + 10 + 105) / 90 = 280 / 90 = 3.1111, shortfall 1.8889
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from data_access.database import Database
from domain.fiscal import Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    KpiYear,
    LevelsOf,
    Owner,
    Polarity,
    Scale,
    Sharing,
)
from domain.kpi_return import KpiReturn
from domain.plan import BudgetYear, DueDate, Goal, Plan, Strategy
from domain.target import Target
from domain.text import Text
from tests.builders import (
    YEAR,
    a_department,
    a_flagship,
    a_kpi,
    a_level,
    a_milestone,
    a_plan,
    a_ratio,
    a_target,
    levels,
)
from tests.data_access.builders import an_answer, at, keep_plan, publish
from tests.people import ROOT
from use_cases.boards import Boards, load_boards
from use_cases.moment import Moment

DOP, DSD, DWF = "DOP", "DSD", "DWF"
MONTH = 6
Q1_AT, Q2_AT = at(100), at(200)


def _keeper(code: str) -> tuple[Owner, ...]:
    return (Owner(department=code, keeper=True),)


SERVED = a_kpi("SERVED", goal="G1", weight=20.0, grain=Grain.PROVINCE, owners=_keeper(DOP))
RATE = a_ratio(
    "RATE",
    goal="G1",
    weight=20.0,
    grain=Grain.PROVINCE,
    denominator=Denominator.LATEST,
    scale=Scale.FIVE_LEVELS,
    levels=levels(60, 70, 80, 90, 100),
    owners=_keeper(DSD),
    flagship="F1",
)
LEVEL = a_level(
    "LEVEL",
    goal="G2",
    weight=10.0,
    polarity=Polarity.LOWER_IS_BETTER,
    scale=Scale.THREE_STEPS,
    levels_of=LevelsOf.ACTUAL,
    levels=levels(30, 25, 20),
    years=(KpiYear(year=YEAR, baseline=40.0),),
    owners=_keeper(DWF),
)
BAND = a_level(
    "BAND",
    goal="G2",
    weight=10.0,
    polarity=Polarity.WITHIN_BAND,
    frequency=Frequency.ROUND,
    owners=_keeper(DWF),
)
JOINT = a_kpi(
    "JOINT",
    goal="G3",
    weight=30.0,
    sharing=Sharing.PARTS,
    owners=(Owner(department=DOP, weight=10.0), Owner(department=DSD, weight=20.0)),
)
STEPS = a_kpi(
    "STEPS",
    goal="G3",
    weight=20.0,
    scale=Scale.MILESTONE,
    accumulation=Accumulation.LATEST,
    aggregation=Aggregation.LOWEST,
    frequency=Frequency.YEAR,
    owners=_keeper(DWF),
)
KPIS = (SERVED, RATE, LEVEL, BAND, JOINT, STEPS)

PLAN: Plan = a_plan(
    *KPIS,
    strategies=(Strategy(code="S1", name=Text.same("S1")), Strategy(code="S2", name=Text.same("S2"))),
    goals=(
        Goal(code="G1", strategy="S1", name=Text.same("G1")),
        Goal(code="G2", strategy="S1", name=Text.same("G2")),
        Goal(code="G3", strategy="S2", name=Text.same("G3")),
    ),
    departments=(a_department(DOP), a_department(DSD), a_department(DWF)),
    flagships=(a_flagship("F1", lead=DOP), a_flagship("F2", lead=DSD)),
    milestones=(
        a_milestone("M1", start=date(2019, 10, 1), end=date(2020, 3, 31), weight=2.0),
        a_milestone("M2", start=date(2020, 4, 1), end=date(2020, 9, 30), weight=2.0),
        a_milestone("M3", flagship="F2"),
    ),
    budgets=(BudgetYear(flagship="F1", year=YEAR, quarters=(100.0, 200.0, 300.0, 400.0)),),
    due_dates=(DueDate(month=3, days_after=15), DueDate(month=6, days_after=10)),
)
TARGETS: tuple[Target, ...] = (
    a_target(1000, kpi="SERVED"),
    a_target(1200, kpi="SERVED", revised_on=date(2019, 12, 1), reason="r", document="d"),
    *(a_target(value, kpi="SERVED", province=code) for code, value in (("50", 400), ("57", 200))),
    *(a_target(value, kpi="SERVED", province=code) for code, value in (("83", 400), ("90", 200))),
    a_target(1000, kpi="SERVED", year=2019),
    a_target(80, kpi="RATE"),
    a_target(20, kpi="LEVEL"),
    a_target(low=10, high=20, kpi="BAND"),
    a_target(1000, kpi="JOINT"),
    a_target(5, kpi="STEPS"),
)


def last_year() -> Iterator[KpiReturn]:
    """Four quarters of SERVED: 200, 200, 300, 300; after two of them 400 of 500, which makes 4.0."""
    for month, people in ((3, 50.0), (6, 50.0), (9, 75.0), (12, 75.0)):
        yield an_answer(month, {("SERVED", code): people for code in ("50", "57", "83", "90")}, year=2019)


def first_quarter() -> Iterator[KpiReturn]:
    """SERVED 4.0, RATE 1.0, LEVEL 5.0 and JOINT 4.0; BAND is not due before the first round."""
    served = {("SERVED", "50"): 100.0, ("SERVED", "57"): 50.0, ("SERVED", "83"): 80.0, ("SERVED", "90"): 10.0}
    yield an_answer(3, {**served, ("JOINT", ""): 100.0}, milestones={"M1": 0.4}, budgets={"F1": (90.0, 50.0)})
    rates = {("RATE", code): (10.0, 100.0) for code in ("50", "57", "83", "90")}
    yield an_answer(3, {**rates, ("JOINT", ""): 100.0}, department=DSD)
    yield an_answer(3, {("LEVEL", ""): 35.0}, department=DWF)


def second_quarter() -> Iterator[KpiReturn]:
    """What leads to the table above."""
    yield second_of_dop()
    counted = {"50": 25.0, "57": 25.0, "83": 15.0, "90": 15.0}
    rates = {("RATE", code): (value, 100.0) for code, value in counted.items()}
    yield an_answer(6, {**rates, ("JOINT", ""): 50.0}, department=DSD)
    yield an_answer(6, {("LEVEL", ""): 33.0, ("BAND", ""): 2.0}, department=DWF, notes={("BAND", ""): "why"})


def second_of_dop(*, joint: float = 100.0) -> KpiReturn:
    """The second quarter of DOP, which also leads the flagship F1."""
    served = {("SERVED", "50"): 100.0, ("SERVED", "57"): 50.0, ("SERVED", "83"): 80.0, ("SERVED", "90"): 10.0}
    return an_answer(
        6, {**served, ("JOINT", ""): joint}, milestones={"M1": 0.8}, budgets={"F1": (250.0, 120.0)}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ministry:
    """A database with the plan and what was reported."""

    database: Database
    plan: Plan = PLAN

    def boards(self, month: int = MONTH, *, year: int = YEAR, as_of: datetime | None = None) -> Boards:
        """The plan judged at the end of a fiscal month."""
        return load_boards(self.database, ROOT, Moment(year=year, month=month, as_of=as_of))

    def take(self, *answers: KpiReturn, on: datetime) -> None:
        """Publish returns at an instant, one just after the other."""
        for answered in answers:
            publish(self.database, self.plan, answered, on)


def a_ministry(database: Database) -> Ministry:
    """The plan, last year, and the first two quarters of this one."""
    found = a_silent_ministry(database)
    found.take(*last_year(), on=at(0))
    found.take(*first_quarter(), on=Q1_AT)
    found.take(*second_quarter(), on=Q2_AT)
    return found


def a_silent_ministry(database: Database, plan: Plan = PLAN, *targets: Target) -> Ministry:
    """A plan of which nothing has been reported."""
    keep_plan(database, plan, *(targets or TARGETS))
    return Ministry(database=database, plan=plan)
