"""The plan judged at a moment and at the quarters before it: what most screens begin with."""

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.database import Database
from data_access.plans import PlanVersion
from data_access.sums import list_sums
from domain.expectation import Aims
from domain.figure import KpiFigure
from domain.group import GroupFigure
from domain.plan import Plan
from domain.status import Status
from use_cases.figures import Board, SumsTable, judge_board, quarter_before, sums_table
from use_cases.moment import Moment, load_aims, load_version
from use_cases.view_start import check_moment

TREND_QUARTERS = 6


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


def load_boards(database: Database, moment: Moment) -> Boards:
    """Judge the plan at a moment and at the quarters before. Raises NoPlan, NotFound."""
    with database.reading() as connection:
        version = load_version(database, connection, moment.as_of)
        check_moment(version.plan, moment)
        steps = _steps(moment)
        years = sorted({year for year, _ in steps})
        aims = load_aims(connection, version, years, moment.as_of)
        sums = sums_table(list_sums(connection, years=years, as_of=moment.as_of))
    boards = tuple(judge_board(aims, sums, year=year, month=month) for year, month in steps)
    year_ago = (moment.year - 1, moment.month)
    among = next((board for board in boards if (board.year, board.month) == year_ago), None)
    last_year = among or judge_board(aims, sums, year=year_ago[0], month=year_ago[1])
    return Boards(version=version, moment=moment, aims=aims, sums=sums, boards=boards, last_year=last_year)


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
