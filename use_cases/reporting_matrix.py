"""Who has reported what, and when: every department and closing month of a fiscal year."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from data_access.database import Connection, Database
from data_access.periods import Reopening, list_closings, list_reopenings
from data_access.reporting import VersionLine, count_standing_figures, list_first_sent, list_version_lines
from domain.asking import asked_of, has_return
from domain.expectation import places_expected
from domain.permission import Action
from domain.plan import Department, Plan
from domain.reporting import ON_ITS_WAY, Stage, days_late, stage_of
from domain.submission import Hand, State
from use_cases.authority import Caller, authorise, day_in, list_allowed, refusals_recorded
from use_cases.late_returns import due_on
from use_cases.moment import Moment, load_version
from use_cases.view_start import check_moment

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """A department's return for a closing month.

    `due_on` is None where nothing is asked. `first_sent_on` is the day of its first sending, `late_by` the days between
    the due day and that one, or today where it was not sent yet. `reported` of `asked` figures are there: what stands,
    else what is on its way; None where that cannot be read yet. `next_stage` is how far a newer version is than the one
    that stands; `reason` is why the newest was sent back. `version` is the number of the newest on its way, where its
    reader may see drafts. A closed period `is_open_again` for this department, or not.
    """

    department: str
    year: int
    month: int
    stage: Stage
    due_on: date | None = None
    first_sent_on: date | None = None
    late_by: int = 0
    asked: int = 0
    reported: int | None = None
    next_stage: Stage | None = None
    reason: str = ""
    version: int | None = None
    is_closed: bool = False
    is_open_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A department and its returns, by closing month; `sees_drafts` where its unapproved returns may be read."""

    department: Department
    sees_drafts: bool
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingMatrix:
    """The departments from which a fiscal year asks for something, and the months in which it does."""

    year: int
    today: date
    months: tuple[int, ...]
    rows: tuple[MatrixRow, ...]

    def of(self, department: str) -> "ReportingMatrix":
        """One department's row of it alone."""
        rows = tuple(row for row in self.rows if row.department.code == department)
        return ReportingMatrix(year=self.year, today=self.today, months=self.months, rows=rows)


def view_reporting_matrix(
    database: Database, caller: Caller, *, year: int, now: datetime | None = None
) -> ReportingMatrix:
    """The matrix of a fiscal year (of the common era) as the caller may see it now.

    Of returns that are not approved he sees those of the departments for which he may read them. Raises SignedOut,
    Forbidden, NoPlan, NotFound.
    """
    instant = now or datetime.now(UTC)
    with refusals_recorded(database), database.reading() as connection:
        authorise(connection, caller, Action.READ_FIGURES, now=instant)
        plan = load_version(database, connection, None).plan
        check_moment(plan, Moment(year=year, month=1))
        open_to = list_allowed(connection, caller, Action.READ_RETURNS, now=instant)
        return load_matrix(connection, plan, year, open_to=open_to, now=instant)


def load_matrix(
    connection: Connection, plan: Plan, year: int, *, open_to: Collection[str] | None, now: datetime
) -> ReportingMatrix:
    """The same for whoever may read the unapproved returns of some departments (None: of all)."""
    known = _load_known(connection, plan, year, now)
    every = [
        _row(plan, department, year, known, open_to is None or department.code in open_to)
        for department in plan.departments
    ]
    rows = [row for row in every if any(map(_is_asked, row.cells))]
    months = tuple(month for month in range(1, 13) if any(_is_asked(row.cells[month - 1]) for row in rows))
    return ReportingMatrix(
        year=year,
        today=known.today,
        months=months,
        rows=tuple(replace(row, cells=tuple(row.cells[month - 1] for month in months)) for row in rows),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the database says of a year, read in a few queries."""

    now: datetime
    today: date
    zone: str
    standing: Mapping[tuple[str, int, int, str], int]
    published: Mapping[Key, datetime]
    versions: Mapping[Key, tuple[VersionLine, ...]]
    closed: Mapping[tuple[int, int], Hand]
    reopened: tuple[Reopening, ...]


def _load_known(connection: Connection, plan: Plan, year: int, now: datetime) -> _Known:
    zone = plan.calendar.zone
    return _Known(
        now=now,
        today=day_in(zone, now),
        zone=zone,
        standing=count_standing_figures(connection, [year], [d.code for d in plan.departments]),
        published=list_first_sent(connection, [year]),
        versions=_by_return(list_version_lines(connection, [year])),
        closed=list_closings(connection, [year]),
        reopened=tuple(list_reopenings(connection, years=[year])),
    )


def _by_return(lines: Iterable[VersionLine]) -> dict[Key, tuple[VersionLine, ...]]:
    found: dict[Key, tuple[VersionLine, ...]] = {}
    for line in lines:
        key = (line.department, line.year, line.month)
        found[key] = (*found.get(key, ()), line)
    return found


def _row(plan: Plan, department: Department, year: int, known: _Known, sees_drafts: bool) -> MatrixRow:
    cells = tuple(_cell(plan, department.code, year, month, known, sees_drafts) for month in range(1, 13))
    return MatrixRow(department=department, sees_drafts=sees_drafts, cells=cells)


def _is_asked(cell: MatrixCell) -> bool:
    return cell.stage is not Stage.NOT_ASKED


def _cell(plan: Plan, code: str, year: int, month: int, known: _Known, sees_drafts: bool) -> MatrixCell:
    key = (code, year, month)
    stands = key in known.published
    if not stands and not has_return(plan, code, year, month):
        return MatrixCell(department=code, year=year, month=month, stage=Stage.NOT_ASKED)
    due, latest = due_on(plan, year, month), _latest(known.versions.get(key, ()))
    state = latest.state if latest else None
    stage = stage_of(stands=stands, latest=state, is_overdue=known.today > due, sees_drafts=sees_drafts)
    sent = _first_sent_on(key, known, sees_drafts or stands)
    is_closed = (year, month) in known.closed
    return MatrixCell(
        department=code,
        year=year,
        month=month,
        stage=stage,
        due_on=due,
        first_sent_on=sent,
        late_by=0 if stage is Stage.NOT_REPORTED else days_late(due, sent or known.today),
        asked=_asked(plan, key),
        reported=_reported(plan, key, known, latest if sees_drafts else None),
        next_stage=ON_ITS_WAY.get(state) if stands and sees_drafts and state else None,
        reason=latest.reason if latest and sees_drafts and state is State.SENT_BACK else "",
        version=latest.id if latest and sees_drafts else None,
        is_closed=is_closed,
        is_open_again=is_closed and any(r.lets_in(code, known.now) for r in known.reopened),
    )


def _latest(lines: Iterable[VersionLine]) -> VersionLine | None:
    """The newest version that was not replaced by another."""
    return next((line for line in reversed(tuple(lines)) if line.state is not State.REPLACED), None)


def _first_sent_on(key: Key, known: _Known, sees_versions: bool) -> date | None:
    """The day of the first sending, approved or not; of what is not approved only where that may be seen."""
    sent = [line.submitted_at for line in known.versions.get(key, ()) if line.submitted_at and sees_versions]
    instants = [*sent, *([known.published[key]] if key in known.published else [])]
    return day_in(known.zone, min(instants)) if instants else None


def _asked(plan: Plan, key: Key) -> int:
    """How many figures are asked for: one to a place of each KPI."""
    return sum(places_expected(plan, kpi) for kpi, _ in asked_of(plan, *key))


def _reported(plan: Plan, key: Key, known: _Known, latest: VersionLine | None) -> int | None:
    """How many of the figures asked are there: those that stand, else those of the newest version."""
    if key in known.published:
        return sum(known.standing.get((*key, kpi.code), 0) for kpi, _ in asked_of(plan, *key))
    return 0 if latest is None else latest.figures
