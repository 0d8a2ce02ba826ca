"""What is already known of the input cells when a return is written: nothing, or an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.kpi_return import BudgetReport, Explanation, KpiReturn, MilestoneReport, Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """An answer by what it is about: observations by KPI and province ("" = the whole)."""

    observations: Mapping[tuple[str, str], Observation] = field(default_factory=dict)
    milestones: Mapping[str, MilestoneReport] = field(default_factory=dict)
    budgets: Mapping[str, BudgetReport] = field(default_factory=dict)
    explanations: Mapping[str, Explanation] = field(default_factory=dict)


BLANK = Filling()


def filling_of(answered: KpiReturn) -> Filling:
    """An answer, ready to be written into its cells."""
    return Filling(
        observations={(row.kpi, row.province): row for row in answered.observations},
        milestones={row.milestone: row for row in answered.milestones},
        budgets={row.flagship: row for row in answered.budgets},
        explanations={row.kpi: row for row in answered.explanations},
    )
