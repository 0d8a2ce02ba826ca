"""How far the sample's flagships are, and what they spent."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from domain.plan import BudgetYear, Milestone
from sample_data.plan_files import Table, flagship_table
from sample_data.plan_measures import YEARS
from sample_data.plan_versions import sample_versions

COMMITTED_AHEAD = 1.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """A flagship's money since the fiscal year began, in baht."""

    committed: float
    disbursed: float


def complete_at(milestone: Milestone, year: int, month: int) -> float:
    """The share (0..1, whole percent) of a milestone that is done at the end of a fiscal month."""
    model = flagship_table(milestone.flagship)["model"]
    day = sample_versions()[-1].plan.calendar.ends_on(year, month)
    reached = day - timedelta(days=round(_late_days(model, year, month)))
    return round(_planned_share(milestone, reached), 2)


def _late_days(model: Table, year: int, month: int) -> float:
    """Days behind the plan: from the end of the year before in a straight line to the end of this one."""
    position = YEARS.index(year)
    end = float(model["late_days"][position])
    start = float(model["late_days"][position - 1]) if position else 0.0
    return start + (end - start) * month / 12


def _planned_share(milestone: Milestone, day: date) -> float:
    span = (milestone.planned_end - milestone.planned_start).days
    return min(max((day - milestone.planned_start).days / span, 0.0), 1.0)


def spending_at(flagship: str, year: int, month: int) -> Spending | None:
    """The money of a flagship at the end of a quarter; None in a year without a budget."""
    budget = _budget(flagship, year)
    if budget is None:
        return None
    share = float(flagship_table(flagship)["model"]["spent"][YEARS.index(year)])
    planned = fsum(budget.quarters[: month // 3])
    disbursed = round(planned * share, -2)
    committed = min(round(disbursed * COMMITTED_AHEAD, -2), max(fsum(budget.quarters), disbursed))
    return Spending(committed=committed, disbursed=disbursed)


def _budget(flagship: str, year: int) -> BudgetYear | None:
    budgets = sample_versions()[-1].plan.budgets
    return next((row for row in budgets if (row.flagship, row.year) == (flagship, year)), None)
