"""What departments still have to send: due soon, due, late, sent back, or kept as a draft."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from data_access.database import Connection, Database
from domain.permission import Action
from domain.plan import Plan
from domain.reporting import Owed, Reminder, owed_of
from use_cases.authority import Caller, day_in, list_allowed, refusals_recorded
from use_cases.moment import load_version
from use_cases.reporting_matrix import MatrixCell, load_matrix

URGENCY = {owed: place for place, owed in enumerate(Owed)}


def list_reminders(database: Database, caller: Caller, now: datetime | None = None) -> tuple[Reminder, ...]:
    """What the departments owe for which the caller may fill in returns, the most pressing first; none for others.

    Raises SignedOut, NoPlan.
    """
    instant = now or datetime.now(UTC)
    with refusals_recorded(database), database.reading() as connection:
        departments = list_allowed(connection, caller, Action.FILL_RETURN, now=instant)
        return reminders_of(connection, load_version(database, connection, None).plan, departments, instant)


def reminders_of(
    connection: Connection, plan: Plan, departments: Collection[str] | None, now: datetime
) -> tuple[Reminder, ...]:
    """What these departments (None: all) owe of this fiscal year and the one before; of a plan's last two years once
    it is over.

    Of a period that is closed nobody is reminded: it takes no return, unless it is open again.
    """
    if departments is not None and not departments:
        return ()
    this_year, _ = plan.calendar.month_of(day_in(plan.calendar.zone, now))
    last = min(this_year, plan.last_year)
    years = [year for year in (last - 1, last) if year >= plan.first_year]
    found = [reminder for year in years for reminder in _of_year(connection, plan, year, departments, now)]
    return tuple(sorted(found, key=lambda r: (URGENCY[r.owed], r.due_on, r.department)))


def _of_year(
    connection: Connection, plan: Plan, year: int, departments: Collection[str] | None, now: datetime
) -> Iterator[Reminder]:
    matrix = load_matrix(connection, plan, year, open_to=departments, now=now)
    for row in matrix.rows:
        for cell in row.cells if row.sees_drafts else ():
            owed = _owed(cell, now, plan)
            if owed is not None and cell.due_on is not None:
                yield Reminder(
                    owed=owed,
                    department=cell.department,
                    year=year,
                    month=cell.month,
                    due_on=cell.due_on,
                    days=(cell.due_on - matrix.today).days,
                    reason=cell.reason,
                    version=cell.version if owed in (Owed.DRAFT, Owed.SENT_BACK) else None,
                )


def _owed(cell: MatrixCell, now: datetime, plan: Plan) -> Owed | None:
    if cell.due_on is None or (cell.is_closed and not cell.is_open_again):
        return None
    return owed_of(cell.next_stage or cell.stage, cell.due_on, day_in(plan.calendar.zone, now))
