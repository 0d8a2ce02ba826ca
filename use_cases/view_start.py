"""What every screen needs before anything else: the plan, the periods that can be chosen, the data version."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from data_access.database import Database
from data_access.moment import load_data_version, load_last_instant
from data_access.plans import PlanVersion
from data_access.submissions import find_latest_period, list_instants
from domain.failures import NotFound
from domain.fiscal import FiscalCalendar, Frequency, Period
from domain.plan import Plan
from domain.text import Text, mark
from use_cases.moment import Moment, find_version, load_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The state of the house: `version` None where no plan is loaded; `latest` is the last period with figures."""

    data_version: int
    version: PlanVersion | None
    latest: tuple[int, int] | None
    last_instant: datetime | None


def view_start(database: Database, as_of: datetime | None = None) -> Start:
    """The plan in force and the last period for which anything stands, at an instant."""
    with database.reading() as connection:
        return Start(
            data_version=load_data_version(connection),
            version=find_version(database, connection, as_of),
            latest=find_latest_period(connection, as_of),
            last_instant=load_last_instant(connection),
        )


def list_periods(plan: Plan, year: int) -> list[Period]:
    """The periods that a screen can be asked for in a fiscal year: quarters, and single months where a KPI has them."""
    monthly = {kpi.frequency_in(year) for kpi in plan.kpis} & {Frequency.MONTH}
    months = range(1, 13) if monthly else plan.closing_months()
    return [
        Period(year=year, month=m, frequency=Frequency.MONTH if m % 3 else Frequency.QUARTER) for m in months
    ]


def check_moment(plan: Plan, moment: Moment) -> Moment:
    """A moment inside the plan's years; raises NotFound for any other."""
    if not (plan.first_year <= moment.year <= plan.last_year and 1 <= moment.month <= 12):
        shown = plan.calendar.shown_year
        raise NotFound(
            "year_outside_plan",
            mark("The plan has the fiscal years {first} to {last}; {year} is not one of them."),
            {"first": shown(plan.first_year), "last": shown(plan.last_year), "year": shown(moment.year)},
        )
    return moment


def load_calendar(database: Database) -> FiscalCalendar:
    """The calendar of the plan in force; raises NoPlan."""
    with database.reading() as connection:
        return load_version(database, connection, None).plan.calendar


def list_publishing_days(database: Database, zone: tzinfo) -> list[date]:
    """The days, on the clocks of a zone, on which returns were published, the newest first."""
    with database.reading() as connection:
        instants = list_instants(connection)
    return sorted({instant.astimezone(zone).date() for instant in instants}, reverse=True)


def find_organisation(database: Database) -> Text | None:
    """Whose plan is in force; None where none is loaded yet."""
    with database.reading() as connection:
        version = find_version(database, connection, None)
    return version.plan.organisation if version else None
