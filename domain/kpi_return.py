"""A KPI return: what a department is asked for a closing month, and what it answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.fiscal import Period
from domain.kpi import Kpi
from domain.plan import Department, Flagship, Milestone, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where in a workbook something stands: the sheet's name and an address such as "C7"."""

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One figure: KPI × period × department × place (province code, empty for the whole).

    `numerator` in the KPI's unit (for a ratio: what is counted), `denominator` only for a ratio. `at` is the numerator's
    place; the denominator's is known as long as the return is on its way.
    """

    kpi: str
    period: Period
    department: str
    province: str
    numerator: float
    denominator: float | None
    at: Cell
    denominator_at: Cell | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReport:
    """How far a milestone is at a closing month: `complete` is a share, 0..1."""

    milestone: str
    complete: float
    at: Cell
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetReport:
    """A flagship's money since the fiscal year began, in the plan's currency: committed and disbursed.

    `at` is the place of the first of the two that is there; disbursed's own is known as long as the return is on its way.
    """

    flagship: str
    committed: float | None
    disbursed: float | None
    at: Cell
    disbursed_at: Cell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a KPI stands where it does: the cause, what is done, by which day, and what support that needs.

    Any of them may be missing, never all; `at` is the first one that is there.
    """

    kpi: str
    cause: str = ""
    action: str = ""
    by: date | None = None
    support: str = ""
    at: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One KPI that a return asks for: its period, target to date and the figure of the period before.

    `before` holds the department's value to date by province code ("" = the whole), in the KPI's unit.
    `history` holds, by the same places, what was reported for single earlier periods of the same kind, oldest
    first and in the KPI's unit; for a ratio `denominators` stand beside it, one to each.
    """

    kpi: Kpi
    period: Period
    target: float | None = None
    before: Mapping[str, float] = field(default_factory=dict)
    history: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    denominators: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def begins_at_zero(self) -> bool:
        """Whether a figure below zero is unheard of: a total that the plan does not bound, and none is known."""
        baselines = (row.baseline for row in self.kpi.years)
        past = (value for values in self.history.values() for value in values)
        known = (self.target, *baselines, *self.before.values(), *past)
        is_open = self.kpi.is_total and self.kpi.minimum is None
        return is_open and all(value is None or value >= 0 for value in known)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnForm:
    """What one department is asked for the closing fiscal month `month` of fiscal year `year`.

    `red` are the codes of the KPIs that are critical as things stand now, and so want explaining.
    `complete_before` holds the share (0..1) that was last reported of a milestone; `committed_before` and
    `disbursed_before` what was last reported of a flagship's money within this fiscal year.
    """

    plan: Plan
    plan_number: int
    department: Department
    year: int
    month: int
    asked: tuple[Asked, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    flagships: tuple[Flagship, ...] = ()
    complete_before: Mapping[str, float] = field(default_factory=dict)
    red: frozenset[str] = frozenset()
    committed_before: Mapping[str, float] = field(default_factory=dict)
    disbursed_before: Mapping[str, float] = field(default_factory=dict)

    def asked_for(self, kpi: str) -> Asked | None:
        """The question about a KPI; None where the return does not ask for it."""
        return next((asked for asked in self.asked if asked.kpi.code == kpi), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiReturn:
    """What a return answered. What is blank is not here: it was not reported."""

    department: str
    year: int
    month: int
    plan_number: int
    observations: tuple[Observation, ...] = ()
    milestones: tuple[MilestoneReport, ...] = ()
    budgets: tuple[BudgetReport, ...] = ()
    explanations: tuple[Explanation, ...] = ()
