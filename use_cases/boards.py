"""The plan judged at a moment and at the quarters before it: what most screens begin with."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from data_access.database import Connection, Database
from data_access.plans import PlanVersion
from data_access.sums import list_sums
from domain.expectation import Aims
from domain.figure import KpiFigure
from domain.group import GroupFigure
from domain.permission import Action
from domain.plan import Plan
from domain.status import Status
from use_cases.authority import Caller, authorise, refusals_recorded
from use_cases.figures import Board, SumsTable, judge_board, quarter_before, sums_table
from use_cases.moment import Moment, load_aims, load_version
from use_cases.view_start import check_moment

TREND_QUARTERS = 6
K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePoint:
    """A score (0..5, None where there is none) at the end of a fiscal month."""

    year: int
    month: int
    score: float | None
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Boards:
    """Boards at the ends of quarters, oldest first; the last one is of the moment itself.

    `last_year` is of the same fiscal month a year ago, be it the end of a quarter or not.
    """

    version: PlanVersion
    moment: Moment
    aims: Aims
    sums: SumsTable
    boards: tuple[Board, ...]
    last_year: Board

    @property
    def plan(self) -> Plan:
        """The plan in force."""
        return self.version.plan

    @property
    def now(self) -> Board:
        """The board of the moment."""
        return self.boards[-1]

    @property
    def before(self) -> Board:
        """The board of the quarter end before."""
        return self.boards[-2]


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiRow:
    """One KPI in a list: now, what it costs the whole (score points), a quarter and a year ago, its trend."""

    figure: KpiFigure
    strategy: str
    cost: float | None
    before: KpiFigure
    last_year: KpiFigure
    trend: tuple[ScorePoint, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """The departments that own the KPI, in the plan's order."""
        return tuple(owner.department for owner in self.figure.kpi.owners)


class Keep(Protocol):
    """Where something that many moments share is kept: what is there already is not made again."""

    def __call__(self, key: Hashable, make: Callable[[], T], /) -> T:
        """The thing of that key."""


def keep_nothing(_key: Hashable, make: Callable[[], T], /) -> T:
    """Make it anew."""
    return make()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBook:
    """The targets and the kept sums of one fiscal year."""

    aims: Aims
    sums: SumsTable


def load_boards(
    database: Database,
    caller: Caller,
    moment: Moment,
    *,
    keep: Keep = keep_nothing,
    now: datetime | None = None,
) -> Boards:
    """Judge the plan at a moment and at the quarters before, for somebody who may read figures.

    Whatever else shows figures is made of these boards: who has them has been asked. `keep` is asked for years and for
    boards, which neighbouring moments share. Raises SignedOut, Forbidden, NoPlan, NotFound.
    """
    with refusals_recorded(database), database.reading() as connection:
        authorise(connection, caller, Action.READ_FIGURES, now=now)
        version = load_version(database, connection, moment.as_of)
        check_moment(version.plan, moment)
        steps = _steps(moment)

        def book(year: int) -> YearBook:
            return keep(("year", year, moment.as_of), lambda: _book(connection, version, year, moment.as_of))

        books = {year: book(year) for year in sorted({year for year, _ in steps})}

    def board(year: int, month: int) -> Board:
        key, of = ("board", year, month, moment.as_of), books[year]
        return keep(key, lambda: judge_board(of.aims, of.sums, year=year, month=month))

    return Boards(
        version=version,
        moment=moment,
        aims=Aims(plan=version.plan, lines=_together(of.aims.lines for of in books.values())),
        sums=SumsTable(_together(of.sums.rows for of in books.values())),
        boards=tuple(board(year, month) for year, month in steps),
        last_year=board(moment.year - 1, moment.month),
    )


def _book(connection: Connection, version: PlanVersion, year: int, as_of: datetime | None) -> YearBook:
    return YearBook(
        aims=load_aims(connection, version, [year], as_of),
        sums=sums_table(list_sums(connection, years=[year], as_of=as_of)),
    )


def _together(parts: Iterable[Mapping[K, T]]) -> dict[K, T]:
    """What stands in any of them; no key stands in two, for each has its fiscal year."""
    return {key: value for part in parts for key, value in part.items()}


def _steps(moment: Moment) -> list[tuple[int, int]]:
    """Quarter ends, oldest first, so far back that the end of the same quarter of last year is among them;
    then the moment.
    """
    steps = [(moment.year, moment.month)]
    for _ in range(TREND_QUARTERS - 1):
        steps.append(quarter_before(*steps[-1]))
    return steps[::-1]


def points_of(boards: Sequence[Board], *, strategy: str | None = None) -> tuple[ScorePoint, ...]:
    """The score of a strategy (of the whole if None) at each of the boards."""
    groups = [board.whole if strategy is None else board.strategies[strategy] for board in boards]
    return tuple(_point(board, group) for board, group in zip(boards, groups, strict=True))


def _point(board: Board, group: GroupFigure) -> ScorePoint:
    return ScorePoint(year=board.year, month=board.month, score=group.group.score, status=group.status)


def kpi_row(boards: Boards, code: str) -> KpiRow:
    """A KPI as lists show it."""
    figure = boards.now.kpis[code]
    return KpiRow(
        figure=figure,
        strategy=boards.plan.strategy_of(figure.kpi),
        cost=boards.now.costs.get(code),
        before=boards.before.kpis[code],
        last_year=boards.last_year.kpis[code],
        trend=tuple(
            ScorePoint(year=b.year, month=b.month, score=b.kpis[code].score, status=b.kpis[code].status)
            for b in boards.boards
        ),
    )
