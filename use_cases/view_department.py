"""How does my department stand, what do I owe?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data_access.database import Database
from data_access.submissions import Submission, list_submissions
from domain.asking import has_return
from domain.figure import KpiFigure
from domain.group import GroupFigure, group_of
from domain.lookup import load_department
from domain.plan import Department
from use_cases.boards import Boards, KpiRow, kpi_row
from use_cases.costs import owner_costs
from use_cases.flagships import FlagshipCard, list_flagship_cards
from use_cases.late_returns import due_on
from use_cases.view_strategy import department_groups, owner_weights


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDue:
    """A return that the fiscal year asks of a department, and what came of it (None: not there)."""

    month: int
    due_on: date
    submission: Submission | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentView:
    """A department's own score by its own weights, a year ago too, its KPIs, the flagships that it leads, and its
    returns of the year.
    """

    department: Department
    figure: GroupFigure
    last_year: GroupFigure
    kpis: tuple[KpiRow, ...]
    flagships: tuple[FlagshipCard, ...]
    returns: tuple[ReturnDue, ...]


def view_departments(boards: Boards) -> tuple[GroupFigure, ...]:
    """Every department that owns a KPI, by its own weights."""
    return department_groups(boards, list(boards.now.kpis.values()))


def view_department(database: Database, boards: Boards, code: str) -> DepartmentView:
    """Everything on a department's screen. Raises NotFound."""
    department = load_department(boards.plan, code)
    rows = tuple(
        kpi_row(boards, kpi.code)
        for kpi in boards.plan.kpis
        if any(owner.department == department.code for owner in kpi.owners)
    )
    return DepartmentView(
        department=department,
        figure=_group(boards, department, [row.figure for row in rows], boards.now.costs),
        last_year=_group(boards, department, [row.last_year for row in rows], boards.last_year.costs),
        kpis=rows,
        flagships=_led(database, boards, department),
        returns=_returns(database, boards, department),
    )


def _led(database: Database, boards: Boards, department: Department) -> tuple[FlagshipCard, ...]:
    with database.reading() as connection:
        cards = list_flagship_cards(connection, boards.plan, boards.now, boards.moment)
    return tuple(card for card in cards if card.flagship.lead == department.code)


def _group(
    boards: Boards, department: Department, figures: list[KpiFigure], costs: Mapping[str, float]
) -> GroupFigure:
    return group_of(
        department.code,
        figures,
        boards.plan.bands,
        weights=owner_weights(figures, department.code),
        costs=owner_costs(figures, costs, department.code),
    )


def _returns(database: Database, boards: Boards, department: Department) -> tuple[ReturnDue, ...]:
    moment, plan = boards.moment, boards.plan
    with database.reading() as connection:
        sent = list_submissions(
            connection, years=[moment.year], department=department.code, as_of=moment.as_of
        )
    by_month = {submission.month: submission for submission in sent}
    return tuple(
        ReturnDue(month=month, due_on=due_on(plan, moment.year, month), submission=by_month.get(month))
        for month in range(1, 13)
        if has_return(plan, department.code, moment.year, month)
    )
