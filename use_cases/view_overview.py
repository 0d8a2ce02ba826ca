"""Are we on course? What got worse? What needs a decision?"""

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.database import Database
from domain.decision import Decision
from domain.group import GroupFigure
from domain.status import Status
from use_cases.boards import Boards, KpiRow, ScorePoint, kpi_row, points_of
from use_cases.decisions import list_decisions
from use_cases.flagships import FlagshipCard, list_flagship_cards
from use_cases.late_returns import LateReturn, list_late
from use_cases.status_changes import StatusChange, status_changes

__all__ = ["LateReturn", "Overview", "StrategyCard", "view_overview"]  # a LateReturn is known from here


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyCard:
    """A strategy now, its score a year ago, and its trend, oldest first."""

    figure: GroupFigure
    last_year: float | None
    trend: tuple[ScorePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The first screen.

    `exceptions` are KPIs at risk or worse, the costliest first; `changes` those whose status is another
    than a quarter ago, the worse ones first; `late` the returns of the year that are not there; `decisions`
    what needs one, the weightiest first.
    """

    whole: GroupFigure
    whole_before: GroupFigure
    whole_last_year: GroupFigure
    trend: tuple[ScorePoint, ...]
    strategies: tuple[StrategyCard, ...]
    flagships: tuple[FlagshipCard, ...]
    exceptions: tuple[KpiRow, ...]
    changes: tuple[KpiRow, ...]
    late: tuple[LateReturn, ...]
    decisions: tuple[Decision, ...]


def view_overview(
    database: Database, boards: Boards, flips: Sequence[StatusChange] | None = None
) -> Overview:
    """Everything on the first screen; `flips` are the changes of status to decide on, since a quarter ago if None."""
    fallen = status_changes(boards, boards.before).flips if flips is None else flips
    with database.reading() as connection:
        flagships = list_flagship_cards(connection, boards.plan, boards.now, boards.moment)
        late = list_late(connection, boards.plan, boards.moment)
    return Overview(
        whole=boards.now.whole,
        whole_before=boards.before.whole,
        whole_last_year=boards.last_year.whole,
        trend=points_of(boards.boards),
        strategies=tuple(strategy_card(boards, s.code) for s in boards.plan.strategies),
        flagships=flagships,
        exceptions=list_exceptions(boards),
        changes=list_changes(boards),
        late=late,
        decisions=list_decisions(boards, fallen, flagships, late),
    )


def strategy_card(boards: Boards, code: str) -> StrategyCard:
    """A strategy as the overview shows it."""
    return StrategyCard(
        figure=boards.now.strategies[code],
        last_year=boards.last_year.strategies[code].group.score,
        trend=points_of(boards.boards, strategy=code),
    )


def list_exceptions(boards: Boards) -> tuple[KpiRow, ...]:
    """KPIs at risk or worse, the costliest first."""
    codes = [c for c, f in boards.now.kpis.items() if f.status in (Status.CRITICAL, Status.AT_RISK)]
    return tuple(kpi_row(boards, code) for code in sorted(codes, key=lambda c: -boards.now.costs.get(c, 0.0)))


def list_changes(boards: Boards) -> tuple[KpiRow, ...]:
    """KPIs whose status is another than a quarter ago, the worse ones first."""
    return tuple(change.row for change in status_changes(boards, boards.before).flips)
