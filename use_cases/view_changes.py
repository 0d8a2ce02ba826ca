"""What changed since an earlier instant, or since the quarter before? How the two are compared: docs/decisions/0007."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from data_access.database import Connection, Database
from data_access.moment import load_last_instant
from data_access.submissions import Submission, find_latest_period, list_submissions
from data_access.sums import list_sums
from domain.failures import NotFound
from domain.figure import KpiFigure
from domain.group import GroupFigure, weighed
from domain.plan import Plan
from domain.roll_up import split_change
from domain.text import mark
from use_cases.boards import Boards
from use_cases.figures import Board, judge_board, sums_table
from use_cases.late_returns import LateReturn, due_on, is_overdue, missing_returns
from use_cases.moment import Moment, find_version, load_aims
from use_cases.restatements import MovedTarget, RestatedFigure, list_moved_targets, list_restated_figures
from use_cases.status_changes import StatusChange, status_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """The whole ("") or a strategy then and now; `then` is None where the plan of then had no such strategy."""

    code: str
    then: GroupFigure | None
    now: GroupFigure

    @property
    def difference(self) -> float | None:
        """By how many points the score rose (negative: fell); None where one of the two has none."""
        if self.then is None or self.then.group.score is None or self.now.group.score is None:
            return None
        return round(self.now.group.score - self.then.group.score, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiEffect:
    """What a KPI's own change of score did to the score of the whole, in points (negative: pulled it down)."""

    then: KpiFigure
    now: KpiFigure
    effect: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedReturn:
    """A return that was not there then and is now; `published_at` is when its first version came."""

    department: str
    year: int
    month: int
    due_on: date
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """Returns not there now: due since then, or already late then; and those that arrived in between."""

    newly_late: tuple[LateReturn, ...]
    already_late: tuple[LateReturn, ...]
    arrived: tuple[ArrivedReturn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is another now than then.

    `since` is the chosen instant, None where the quarter before is compared; `then` the board as it was shown,
    of the period and as-of in `moment_then`. `effects`, the largest fall first, and `remainder` (other KPIs
    certified, other weights; None where one of the two has no score) sum to the change of the whole's score.
    `new_kpis` and `gone_kpis` are in only one of the two plans. `restated` is about figures of one and the same
    period, `flips` about what was shown.
    """

    since: datetime | None
    moment_then: Moment
    then: Board
    whole: GroupChange
    strategies: tuple[GroupChange, ...]
    effects: tuple[KpiEffect, ...]
    remainder: float | None
    flips: tuple[StatusChange, ...]
    without_data: tuple[StatusChange, ...]
    newly_judged: tuple[StatusChange, ...]
    new_kpis: tuple[KpiFigure, ...]
    gone_kpis: tuple[KpiFigure, ...]
    restated: tuple[RestatedFigure, ...]
    moved_targets: tuple[MovedTarget, ...]
    returns: Returns

    def of(self, kpis: Collection[str]) -> "Changes":
        """The same, told only of these KPIs; the whole, the strategies and the returns stay as they are."""
        return replace(
            self,
            effects=tuple(e for e in self.effects if e.now.kpi.code in kpis),
            flips=tuple(c for c in self.flips if c.code in kpis),
            without_data=tuple(c for c in self.without_data if c.code in kpis),
            newly_judged=tuple(c for c in self.newly_judged if c.code in kpis),
            new_kpis=tuple(f for f in self.new_kpis if f.kpi.code in kpis),
            gone_kpis=tuple(f for f in self.gone_kpis if f.kpi.code in kpis),
            restated=tuple(r for r in self.restated if r.kpi.code in kpis),
            moved_targets=tuple(t for t in self.moved_targets if t.kpi.code in kpis),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Then:
    """The earlier side: its board, the plan that judged it, and which moment it was."""

    board: Board
    plan: Plan
    moment: Moment


def view_changes(database: Database, boards: Boards, since: datetime | None) -> Changes:
    """What changed since an instant; since the quarter before if None. Raises NotFound before the first plan."""
    plan, moment = boards.plan, boards.moment
    with database.reading() as connection:
        if since is None:
            then = _quarter_before(boards)
            return _compared(boards, then, None, (), (), _returns_since(connection, boards, _end_of(then)))
        then = _shown_at(database, connection, boards, since)
        restated = list_restated_figures(connection, then.plan, plan, since, moment)
        moved = list_moved_targets(connection, plan, since, moment.as_of)
        return _compared(boards, then, since, restated, moved, _returns_since(connection, boards, since))


def _compared(
    boards: Boards,
    then: _Then,
    since: datetime | None,
    restated: tuple[RestatedFigure, ...],
    moved: tuple[MovedTarget, ...],
    returns: Returns,
) -> Changes:
    now, old = boards.now, then.board
    moves = status_changes(boards, old)
    effects, remainder = _effects(old, now)
    return Changes(
        since=since,
        moment_then=then.moment,
        then=old,
        whole=GroupChange(code="", then=old.whole, now=now.whole),
        strategies=tuple(
            GroupChange(code=code, then=old.strategies.get(code), now=group)
            for code, group in now.strategies.items()
        ),
        effects=effects,
        remainder=remainder,
        flips=moves.flips,
        without_data=moves.without_data,
        newly_judged=moves.newly_judged,
        new_kpis=tuple(figure for code, figure in now.kpis.items() if code not in old.kpis),
        gone_kpis=tuple(figure for code, figure in old.kpis.items() if code not in now.kpis),
        restated=restated,
        moved_targets=moved,
        returns=returns,
    )


def _effects(then: Board, now: Board) -> tuple[tuple[KpiEffect, ...], float | None]:
    split = split_change(weighed(then.kpis.values()), weighed(now.kpis.values()))
    if split is None:
        return (), None
    found = [
        KpiEffect(then=then.kpis[code], now=now.kpis[code], effect=effect)
        for code, effect in split.effects.items()
        if effect
    ]
    return tuple(sorted(found, key=lambda e: e.effect)), split.remainder


def _quarter_before(boards: Boards) -> _Then:
    before = boards.before
    moment = Moment(year=before.year, month=before.month, as_of=boards.moment.as_of)
    return _Then(board=before, plan=boards.plan, moment=moment)


def _end_of(then: _Then) -> datetime:
    """The last instant of a period on the organisation's clocks."""
    calendar = then.plan.calendar
    day = calendar.ends_on(then.moment.year, then.moment.month)
    return datetime.combine(day, time.max, tzinfo=ZoneInfo(calendar.zone))


def _shown_at(database: Database, connection: Connection, boards: Boards, since: datetime) -> _Then:
    """The board as it was shown at an instant: plan, targets and figures of then, for the newest period of then
    or the screen's own, whichever is earlier. Where nothing was published since, it is the board of now.
    """
    if since >= _newest(connection, boards.moment):
        return _Then(board=boards.now, plan=boards.plan, moment=boards.moment)
    version = find_version(database, connection, since)
    if version is None:
        raise NotFound(
            "no_plan_then", mark("No plan was in force yet at the earlier day. Choose a later one.")
        )
    screen = (boards.moment.year, boards.moment.month)
    year, month = min(find_latest_period(connection, since) or screen, screen)
    aims = load_aims(connection, version, [year], since)
    sums = sums_table(list_sums(connection, years=[year], until=month, as_of=since))
    return _Then(
        board=judge_board(aims, sums, year=year, month=month),
        plan=version.plan,
        moment=Moment(year=year, month=month, as_of=since),
    )


def _newest(connection: Connection, moment: Moment) -> datetime:
    """The instant that the screen shows: its as-of, or the last publication where that is earlier."""
    last = load_last_instant(connection)
    known = [instant for instant in (moment.as_of, last) if instant is not None]
    return min(known)


def _returns_since(connection: Connection, boards: Boards, since: datetime) -> Returns:
    """The returns from the fiscal year in which an instant lies up to the moment."""
    plan, moment = boards.plan, boards.moment
    day = since.astimezone(ZoneInfo(plan.calendar.zone)).date()
    first = max(min(plan.calendar.month_of(day)[0], moment.year), plan.first_year)
    years = range(first, moment.year + 1)
    sent = list_submissions(connection, years=list(years), as_of=moment.as_of, all_versions=True)
    there = {(s.department, s.year, s.month) for s in sent}
    late = [
        row
        for year in years
        for row in missing_returns(plan, there, year=year, until=moment.month if year == moment.year else 12)
        if is_overdue(plan, row.due_on, moment.as_of)
    ]
    return Returns(
        newly_late=tuple(row for row in late if not is_overdue(plan, row.due_on, since)),
        already_late=tuple(row for row in late if is_overdue(plan, row.due_on, since)),
        arrived=_arrived(plan, sent, since, moment),
    )


def _arrived(
    plan: Plan, sent: Sequence[Submission], since: datetime, moment: Moment
) -> tuple[ArrivedReturn, ...]:
    """First versions that came after an instant, for periods up to the moment, the oldest first."""
    known = {department.code for department in plan.departments}
    first: dict[tuple[str, int, int], Submission] = {}
    for s in sent:
        first.setdefault((s.department, s.year, s.month), s)
    return tuple(
        ArrivedReturn(
            department=s.department,
            year=s.year,
            month=s.month,
            due_on=due_on(plan, s.year, s.month),
            published_at=s.published_at,
        )
        for s in first.values()
        if s.published_at > since
        and (s.year, s.month) <= (moment.year, moment.month)
        and s.department in known
    )
