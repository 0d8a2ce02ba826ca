"""Which moment is looked at, and the plan that was in force then."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from data_access.database import Connection, Database
from data_access.plans import PlanVersion, find_plan_number, list_targets, load_plan_version
from domain.expectation import Aims
from domain.failures import NotFound
from domain.fiscal import FiscalCalendar, Period, common_era
from domain.target import target_lines
from domain.text import mark

DATE_LETTERS = len("2020-03-31")


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


def read_instant(written: str, zone: str) -> datetime:
    """An ISO date (the end of that day on the organisation's clocks) or an instant with its time zone.

    Years may be of the Buddhist or the common era. Raises NotFound for anything else.
    """
    words = written.strip()
    try:
        words = f"{common_era(int(words[:4])):04}{words[4:]}"
        if len(words) <= DATE_LETTERS:
            end = datetime.combine(date.fromisoformat(words), time.max, tzinfo=ZoneInfo(zone))
            return end.astimezone(UTC)
        instant = datetime.fromisoformat(words)
        if instant.tzinfo is None:
            raise ValueError
        return instant.astimezone(UTC)
    except (ValueError, OverflowError) as fault:
        raise NotFound(
            "instant_unreadable",
            mark(
                "“{text}” is no day and no instant. Write a day such as 2020-03-31, or an instant with its "
                "time zone such as 2020-03-31T16:00+07:00."
            ),
            {"text": written},
        ) from fault


def read_period_in(calendar: FiscalCalendar, written: str, fiscal_year: int | None = None) -> Period:
    """A period whose year stands in it or beside it. Raises NotFound, also where the two differ."""
    if fiscal_year is None and "-" not in written:
        message = mark("The period “{text}” has no fiscal year. Write it in front, for example {example}.")
        raise NotFound("period_without_year", message, {"text": written, "example": f"2563-{written}"})
    found = calendar.read_period(written, year=None if fiscal_year is None else common_era(fiscal_year))
    if fiscal_year is not None and found.year != common_era(fiscal_year):
        message = mark("The period “{text}” does not lie in the fiscal year {year}.")
        raise NotFound("period_of_another_year", message, {"text": written, "year": fiscal_year})
    return found
