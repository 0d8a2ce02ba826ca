"""Returns that are not there, and when they were due."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from data_access.database import Connection
from data_access.submissions import list_submissions
from domain.asking import has_return
from domain.plan import Plan
from use_cases.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReturn:
    """A return that is not there, and the day on which it was due."""

    department: str
    year: int
    month: int
    due_on: date


def list_late(connection: Connection, plan: Plan, moment: Moment) -> tuple[LateReturn, ...]:
    """Returns of the fiscal year that close by the moment and are not there, the oldest first."""
    sent = list_submissions(connection, years=[moment.year], as_of=moment.as_of)
    there = {(s.department, s.year, s.month) for s in sent}
    return missing_returns(plan, there, year=moment.year, until=moment.month)


def missing_returns(
    plan: Plan, there: Collection[tuple[str, int, int]], *, year: int, until: int
) -> tuple[LateReturn, ...]:
    """Returns of a fiscal year that close by a fiscal month and are not among those (department, year, month)."""
    return tuple(
        LateReturn(department=d.code, year=year, month=month, due_on=due_on(plan, year, month))
        for month in range(1, until + 1)
        for d in plan.departments
        if (d.code, year, month) not in there and has_return(plan, d.code, year, month)
    )


def due_on(plan: Plan, year: int, month: int) -> date:
    """The day on which a return is due; the day of closing where the plan's calendar says nothing."""
    days = next((row.days_after for row in plan.due_dates if row.month == month), 0)
    return plan.calendar.ends_on(year, month) + timedelta(days=days)


def is_overdue(plan: Plan, day: date, as_of: datetime | None) -> bool:
    """Whether a day on which a return was due is over, on the organisation's clocks, at an instant; now if None."""
    return as_of is None or day < as_of.astimezone(ZoneInfo(plan.calendar.zone)).date()
