"""Which moment is looked at, and the plan that was in force then."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from data_access.database import Connection, Database
from data_access.plans import PlanVersion, find_plan_number, list_targets, load_plan_version
from domain.expectation import Aims
from domain.failures import NotFound
from domain.target import target_lines
from domain.text import mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A fiscal year (common era), a closing fiscal month (1..12), and as of when (None = now)."""

    year: int
    month: int
    as_of: datetime | None = None


class NoPlan(NotFound):
    """No plan is loaded yet."""

    def __init__(self) -> None:
        super().__init__("no_plan", mark("No plan is loaded yet. Load a plan workbook first."))


def find_version(database: Database, connection: Connection, as_of: datetime | None) -> PlanVersion | None:
    """The plan version in force at an instant, kept in memory once read; None where none was."""
    number = find_plan_number(connection, as_of)
    if number is None:
        return None
    if number not in database.shelf:
        database.shelf[number] = load_plan_version(connection, number)
    version: PlanVersion = database.shelf[number]
    return version


def load_version(database: Database, connection: Connection, as_of: datetime | None) -> PlanVersion:
    """The plan version in force at an instant; raises NoPlan where none was."""
    version = find_version(database, connection, as_of)
    if version is None:
        raise NoPlan
    return version


def load_aims(
    connection: Connection,
    version: PlanVersion,
    years: Collection[int],
    as_of: datetime | None,
    *,
    kpis: Collection[str] | None = None,
    with_provinces: bool = False,
) -> Aims:
    """The targets of those fiscal years as they stood at an instant."""
    rows = list_targets(connection, years=list(years), as_of=as_of, kpis=kpis, with_provinces=with_provinces)
    return Aims(plan=version.plan, lines=target_lines(rows))
