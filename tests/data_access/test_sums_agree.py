"""What the database sums is what the pure rules add up, whatever is late, missing, corrected or left out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.database import Connection, Database
from data_access.schema import metadata
from data_access.sums import SumsRow, list_place_sums, list_sums
from domain.accumulation import Reported, Sums, add_up, sums_to_date
from domain.kpi import Accumulation, Denominator, Grain, Kpi
from domain.kpi_return import KpiReturn
from domain.plan import Plan
from tests.builders import KEEPER, OTHER_KEEPER, YEAR, a_kpi, a_plan, a_province
from tests.data_access.builders import Figure, a_database, an_answer, at, keep_plan, publish, seen

MONTHS = (2, 3, 6, 12)
PROVINCES = ("50", "57", "83", "")
REGIONS = ("", "NORTH", "SOUTH", "ZONE1")
KPIS = tuple(
    a_kpi(
        f"{accumulation}-{denominator}",
        accumulation=accumulation,
        denominator=denominator,
        grain=Grain.PROVINCE,
    )
    for accumulation in Accumulation
    for denominator in Denominator
)
PLAN = replace(
    a_plan(*KPIS),
    provinces=(
        a_province("50", "NORTH", "ZONE1"),
        a_province("57", "NORTH"),
        a_province("83", "SOUTH", "ZONE1"),
    ),
)
Key = tuple[str, int, str, str]  # KPI, fiscal month, department, place

counts = st.integers(min_value=0, max_value=4_000).map(lambda quarters: quarters / 4)


@st.composite
def answers(draw: st.DrawFn) -> KpiReturn:
    """A return of some KPIs and places; whatever is missing from it was not reported."""
    kpis = draw(st.lists(st.sampled_from(KPIS), max_size=4, unique=True))
    figures: dict[tuple[str, str], Figure] = {}
    for kpi in kpis:
        for province in draw(st.lists(st.sampled_from(PROVINCES), min_size=1, max_size=4, unique=True)):
            counted = draw(counts)
            figures[kpi.code, province] = (counted, draw(counts) + 1) if kpi.is_ratio else counted
    return an_answer(
        draw(st.sampled_from(MONTHS)), figures, department=draw(st.sampled_from([KEEPER, OTHER_KEEPER]))
    )


@dataclass(slots=True)
class Ledger:
    """What stands, as the rules of the ministry say it: the last return of each department and period."""

    plan: Plan
    standing: dict[tuple[str, int], KpiReturn] = field(default_factory=dict)
    figures: dict[tuple[str, int, str, str], set[tuple[float, float | None]]] = field(default_factory=dict)

    def take(self, answered: KpiReturn) -> None:
        self.standing[answered.department, answered.month] = answered
        for row in answered.observations:
            key = (answered.department, answered.month, row.kpi, row.province)
            self.figures.setdefault(key, set()).add((row.numerator, row.denominator))

    def reports(self, kpi: Kpi, department: str, province: str) -> list[Reported]:
        return [
            Reported(
                month=row.period.month,
                numerator=row.numerator,
                denominator=row.denominator,
                restated=len(self.figures[owner, row.period.month, row.kpi, row.province]) > 1,
            )
            for (owner, _), answered in self.standing.items()
            for row in answered.observations
            if (owner, row.kpi, row.province) == (department, kpi.code, province)
        ]

    def places_of(self, region: str) -> list[str]:
        inside = [p.code for p in self.plan.provinces if region in ("", *p.regions)]
        return inside if region else [*inside, ""]

    def sums(self, kpi: Kpi, department: str, region: str, month: int) -> Sums:
        return add_up(
            sums_to_date(kpi, self.reports(kpi, department, province), month)
            for province in self.places_of(region)
        )

    def kept(self) -> dict[Key, Sums]:
        """A row for each KPI, department and region, and each period for which the department reported the KPI."""
        return {
            (kpi.code, month, department, region): found
            for (department, month), answered in self.standing.items()
            for kpi in self.plan.kpis
            if any(row.kpi == kpi.code for row in answered.observations)
            for region in REGIONS
            if (found := self.sums(kpi, department, region, month)).places
        }

    def places(self, month: int) -> dict[Key, Sums]:
        """A row for each KPI, department and place that has reported anything by a fiscal month."""
        return {
            (kpi.code, month, department, province): found
            for kpi in self.plan.kpis
            for department in (KEEPER, OTHER_KEEPER)
            for province in PROVINCES
            if (found := sums_to_date(kpi, self.reports(kpi, department, province), month)).places
        }


def by_key(rows: list[SumsRow]) -> dict[Key, Sums]:
    found = {(row.kpi, row.month, row.department, row.place): row.sums for row in rows}
    assert len(found) == len(rows)  # no figure stands twice
    return found


def same(found: dict[Key, Sums], wanted: dict[Key, Sums]) -> bool:
    """Whether two tables of sums agree; the order in which fractions are added may show in the last digit."""
    return found.keys() == wanted.keys() and all(
        replace(found[key], numerator=0, denominator=0, lowest=0)
        == replace(wanted[key], numerator=0, denominator=0, lowest=0)
        and _numbers(found[key]) == pytest.approx(_numbers(wanted[key]), rel=1e-12, abs=1e-12)
        for key in wanted
    )


def _numbers(sums: Sums) -> tuple[float, float, float]:
    assert sums.lowest is not None
    return sums.numerator, sums.denominator, sums.lowest


def kept_sums(connection: Connection, as_of: datetime | None = None) -> dict[Key, Sums]:
    return by_key(list_sums(connection, years=[YEAR], regions=REGIONS, as_of=as_of))


def place_sums(connection: Connection, month: int) -> dict[Key, Sums]:
    return by_key(list_place_sums(connection, kpis=KPIS, year=YEAR, month=month))


def check(database: Database, returns: list[KpiReturn]) -> None:
    """Publish returns one after another; the sums agree now, and as of each instant on the way."""
    ledger, history = Ledger(PLAN), dict[datetime, dict[Key, Sums]]()
    for day, answered in enumerate(returns, start=1):
        ledger.take(answered)
        history[publish(database, PLAN, answered, at(day))] = ledger.kept()
    with database.reading() as connection:
        assert same(kept_sums(connection), ledger.kept())
        for instant, wanted in history.items():
            assert same(kept_sums(connection, instant), wanted)
        for month in (1, *MONTHS):
            assert same(place_sums(connection, month), ledger.places(month))


@contextmanager
def emptied(database: Database) -> Iterator[Database]:
    """The same database for every example, with nothing reported."""
    reported = {"sums", "observations", "milestone_reports", "budget_reports", "submissions"}
    yield database
    with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            if table.name in reported:
                connection.execute(table.delete())


@pytest.fixture(scope="module")
def memory() -> Iterator[Database]:
    """A database in memory with the plan."""
    opened = a_database("sqlite://")
    keep_plan(opened, PLAN)
    yield opened
    opened.close()


@settings(max_examples=60)
@given(returns=st.lists(answers(), min_size=1, max_size=7))
def test_the_database_sums_as_the_rules_do(memory: Database, returns: list[KpiReturn]) -> None:
    with emptied(memory) as database:
        check(database, returns)


@pytest.mark.postgres
def test_postgresql_sums_as_the_rules_do(postgres_url: str) -> None:
    database = a_database(postgres_url)
    keep_plan(database, PLAN)

    @settings(max_examples=12)
    @given(returns=st.lists(answers(), min_size=2, max_size=6))
    def agrees(returns: list[KpiReturn]) -> None:
        with emptied(database):
            check(database, returns)

    agrees()
    database.close()


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.code)
def test_every_rule_of_accumulation_sums_as_the_rules_do(database: Database, kpi: Kpi) -> None:
    """Two late returns, one correction, a place that falls silent, another department beside."""
    keep_plan(database, PLAN)

    def answer(month: int, department: str = KEEPER, **counted: float) -> KpiReturn:
        figures: dict[tuple[str, str], Figure] = {
            (kpi.code, place[1:]): (value, 4 * value + month) if kpi.is_ratio else value
            for place, value in counted.items()
        }
        return an_answer(month, figures, department=department)

    check(
        database,
        [
            answer(6, p50=12.5, p57=3, p83=7),
            answer(3, p50=10, p83=2),
            answer(6, OTHER_KEEPER, p50=1, p57=8),
            answer(12, p50=4),
            answer(6, p50=11, p57=5),
            answer(2, p83=9),
        ],
    )
    assert seen(database, lambda c: len(kept_sums(c))) > 10
