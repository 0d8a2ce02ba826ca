"""What will change: a return rehearsed before it is sent. Nothing is written; approval then does exactly this."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data_access.database import Connection, Database
from data_access.flagships import BudgetRow, MilestoneRow, list_budget_reports, list_milestone_reports
from data_access.rehearsal import rehearse_sums
from data_access.submissions import find_published
from data_access.sums import list_sums
from domain.figure import KpiFigure
from domain.group import GroupFigure
from domain.kpi_return import Cell, KpiReturn
from domain.plan import Plan
from use_cases.figures import Board, judge_board, sums_table
from use_cases.flagships import FlagshipCard, card_of, latest_complete
from use_cases.moment import Moment, load_aims, load_version

__all__ = [
    "CellChange",
    "FlagshipChange",
    "GroupChange",
    "KpiChange",
    "Rehearsal",
    "compare_answers",
    "rehearse",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One figure that becomes another: a KPI's at a place (province code, "" for the whole), a milestone's share
    complete, or a flagship's money.

    `part` is numerator, denominator, complete, committed or disbursed; None means not reported. `at` is where the new
    figure stands; None where that is not known, as of one that is gone.
    """

    code: str
    part: str
    province: str
    before: float | None
    after: float | None
    at: Cell | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiChange:
    """A KPI judged at the return's closing month, before and after."""

    before: KpiFigure
    after: KpiFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """A goal, a strategy or the whole, before and after."""

    before: GroupFigure
    after: GroupFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagshipChange:
    """A flagship, before and after."""

    before: FlagshipCard
    after: FlagshipCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """All that a return changes, judged at its closing month; only what becomes another is listed.

    `now` and `then` are the boards before and after; `whole` is there whether it changes or not.
    """

    now: Board
    then: Board
    cells: tuple[CellChange, ...]
    kpis: tuple[KpiChange, ...]
    strategies: tuple[GroupChange, ...]
    flagships: tuple[FlagshipChange, ...]
    whole: GroupChange

    @property
    def changes_nothing(self) -> bool:
        """Whether every figure stays as it stands."""
        return not self.cells


def rehearse(database: Database, connection: Connection, answered: KpiReturn) -> Rehearsal:
    """What publishing an answer would change now. Whoever asks has been asked for his permission. Raises NoPlan."""
    version = load_version(database, connection, None)
    plan, year, month = version.plan, answered.year, answered.month
    aims = load_aims(connection, version, [year - 1, year], None)
    earlier = list_sums(connection, years=[year - 1])
    now, then = (
        judge_board(aims, sums_table([*earlier, *rows]), year=year, month=month)
        for rows in (list_sums(connection, years=[year]), rehearse_sums(connection, plan.kpis, answered))
    )
    published = find_published(connection, answered.department, year, month)
    return Rehearsal(
        now=now,
        then=then,
        cells=compare_answers(published, answered),
        kpis=tuple(
            KpiChange(before=now.kpis[code], after=after)
            for code, after in then.kpis.items()
            if after != now.kpis[code]
        ),
        strategies=tuple(
            GroupChange(before=now.strategies[code], after=after)
            for code, after in then.strategies.items()
            if after != now.strategies[code]
        ),
        flagships=_flagships(connection, plan, now, then, answered),
        whole=GroupChange(before=now.whole, after=then.whole),
    )


Figures = Mapping[tuple[str, str, str], tuple[float, Cell | None]]


def compare_answers(before: KpiReturn | None, after: KpiReturn) -> tuple[CellChange, ...]:
    """The figures that differ between two answers of a department for a month, in the order of the later one."""
    old = {} if before is None else _figures(before)
    new = _figures(after)
    return tuple(
        _change(key, old, new)
        for key in (*new, *(key for key in old if key not in new))
        if key not in old or key not in new or old[key][0] != new[key][0]
    )


def _change(key: tuple[str, str, str], old: Figures, new: Figures) -> CellChange:
    code, part, province = key
    return CellChange(
        code=code,
        part=part,
        province=province,
        before=old[key][0] if key in old else None,
        after=new[key][0] if key in new else None,
        at=new[key][1] if key in new else None,
    )


def _figures(answered: KpiReturn) -> Figures:
    """Every figure of an answer, by its code, part and place."""
    found: dict[tuple[str, str, str], tuple[float, Cell | None]] = {}
    for row in answered.observations:
        found[row.kpi, "numerator", row.province] = (row.numerator, row.at)
        if row.denominator is not None:
            found[row.kpi, "denominator", row.province] = (row.denominator, row.denominator_at)
    for milestone in answered.milestones:
        found[milestone.milestone, "complete", ""] = (milestone.complete, milestone.at)
    for budget in answered.budgets:
        if budget.committed is not None:
            found[budget.flagship, "committed", ""] = (budget.committed, budget.at)
        if budget.disbursed is not None:
            found[budget.flagship, "disbursed", ""] = (budget.disbursed, budget.disbursed_at)
    return found


def _flagships(
    connection: Connection, plan: Plan, now: Board, then: Board, answered: KpiReturn
) -> tuple[FlagshipChange, ...]:
    """The flagships that are another before and after."""
    year, month = answered.year, answered.month
    reports = list_milestone_reports(connection, year=year, month=month)
    money = list_budget_reports(connection, year=year, month=month)
    before = _cards(plan, now, reports, money)
    after = _cards(plan, then, _with_milestones(reports, answered), _with_budgets(money, answered))
    return tuple(
        FlagshipChange(before=old, after=new) for old, new in zip(before, after, strict=True) if old != new
    )


def _cards(
    plan: Plan, board: Board, reports: list[MilestoneRow], money: list[BudgetRow]
) -> list[FlagshipCard]:
    moment = Moment(year=board.year, month=board.month)
    complete, day = latest_complete(reports), plan.calendar.ends_on(board.year, board.month)
    return [card_of(plan, flagship, complete, money, board, moment, day) for flagship in plan.flagships]


def _with_milestones(reports: Iterable[MilestoneRow], answered: KpiReturn) -> list[MilestoneRow]:
    place = (answered.department, answered.year, answered.month)
    others = [r for r in reports if (r.department, r.year, r.month) != place]
    own = [
        MilestoneRow(
            milestone=row.milestone,
            year=answered.year,
            month=answered.month,
            department=answered.department,
            complete=row.complete,
            note=row.note,
            sheet=row.at.sheet,
            cell=row.at.cell,
        )
        for row in answered.milestones
    ]
    return [*others, *own]


def _with_budgets(money: Iterable[BudgetRow], answered: KpiReturn) -> list[BudgetRow]:
    place = (answered.department, answered.year, answered.month)
    others = [m for m in money if (m.department, m.year, m.month) != place]
    own = [
        BudgetRow(
            flagship=row.flagship,
            year=answered.year,
            month=answered.month,
            department=answered.department,
            committed=row.committed,
            disbursed=row.disbursed,
            sheet=row.at.sheet,
            cell=row.at.cell,
        )
        for row in answered.budgets
    ]
    return [*others, *own]
