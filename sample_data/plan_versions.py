"""The sample plan, whole, in each of its versions."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate

from domain.fiscal import FiscalCalendar, common_era
from domain.plan import DueDate, Goal, Phasing, Plan, Strategy, TargetGroup, Words
from domain.target import Target
from sample_data.plan_files import Table, both, kpi_tables, read_toml
from sample_data.plan_measures import sample_kpi
from sample_data.plan_places import (
    sample_departments,
    sample_provinces,
    sample_regions,
    sample_schemes,
    subtotal_words,
)
from sample_data.plan_projects import sample_budgets, sample_flagships, sample_milestones
from sample_data.plan_targets import sample_targets


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleVersion:
    """A plan version: `number` from 1, the instant (UTC) at which it is loaded, its file's name."""

    number: int
    plan: Plan
    targets: tuple[Target, ...]
    loaded_at: datetime
    file: str


@cache
def sample_versions() -> tuple[SampleVersion, ...]:
    """Every version of the plan, the first one first."""
    tables = read_toml("plan.toml")["versions"]
    return tuple(_version(number, table, len(tables)) for number, table in enumerate(tables, start=1))


def version_at(instant: datetime) -> SampleVersion:
    """The version in force at an instant; the first one before it was loaded."""
    loaded = [version for version in sample_versions() if version.loaded_at <= instant]
    return loaded[-1] if loaded else sample_versions()[0]


def _version(number: int, table: Table, last: int) -> SampleVersion:
    plan = _plan(table)
    return SampleVersion(
        number=number,
        plan=plan,
        targets=sample_targets(plan.kpis, revised=number == last),
        loaded_at=table["loaded_at"].astimezone(UTC),
        file=table["file"],
    )


def _plan(version: Table) -> Plan:
    head = read_toml("plan.toml")
    return Plan(
        title=both(version["title"]),
        organisation=both(head["organisation"]),
        vision=both(head["vision"]),
        motto=both(head["motto"]),
        notice=both(head["notice"]),
        currency=both(head["currency"]),
        first_year=common_era(head["first_year"]),
        last_year=common_era(head["last_year"]),
        calendar=FiscalCalendar(rounds=tuple(head["rounds"])),
        words=_words(head["words"]),
        strategies=tuple(Strategy(code=t["code"], name=both(t["name"])) for t in head["strategies"]),
        goals=tuple(
            Goal(code=t["code"], strategy=t["strategy"], name=both(t["name"])) for t in head["goals"]
        ),
        target_groups=tuple(TargetGroup(code=t["code"], name=both(t["name"])) for t in head["target_groups"]),
        kpis=tuple(
            sample_kpi(table, keeps_cancelled=version.get("keeps_cancelled", False))
            for table in kpi_tables()
            if table["code"] not in version.get("without_kpis", ())
        ),
        flagships=sample_flagships(),
        milestones=tuple(
            m for m in sample_milestones() if m.code not in version.get("without_milestones", ())
        ),
        budgets=sample_budgets(),
        departments=sample_departments(),
        schemes=sample_schemes(),
        regions=sample_regions(),
        provinces=sample_provinces(),
        phasings=tuple(_phasing(table) for table in head["phasings"]),
        due_dates=tuple(_due_dates(head)),
    )


def _words(table: Table) -> Words:
    return Words(
        subtotals=subtotal_words(),
        not_reported=tuple(table["not_reported"]),
        province_prefixes=tuple(table["province_prefixes"]),
    )


def _phasing(table: Table) -> Phasing:
    whole = sum(table["steps"])
    shares = tuple(round(part / whole, 6) for part in accumulate(table["steps"]))
    return Phasing(code=table["code"], name=both(table["name"]), cumulative=shares)


def _due_dates(head: Table) -> list[DueDate]:
    dates = [
        DueDate(month=month, days_after=table["days_after"])
        for table in head["calendar"]
        for month in table["months"]
    ]
    return sorted(dates, key=lambda due: due.month)
