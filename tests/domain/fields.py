"""What a test may say about a KPI and a plan, for the type checker."""

from datetime import date
from typing import TypedDict

from domain.fiscal import FiscalCalendar, Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    KpiYear,
    LevelRow,
    LevelsOf,
    Owner,
    Polarity,
    Projection,
    Scale,
    Sharing,
)
from domain.plan import (
    Bands,
    BudgetYear,
    Department,
    DueDate,
    Flagship,
    Goal,
    Milestone,
    Phasing,
    Province,
    Region,
    Scheme,
    Strategy,
    TargetGroup,
    Words,
)
from domain.text import Language, Text


class KpiFields(TypedDict, total=False):
    """What a test may say about a KPI; see domain.kpi.Kpi."""

    goal: str
    name: Text
    unit: Text
    polarity: Polarity
    accumulation: Accumulation
    aggregation: Aggregation
    scale: Scale
    weight: float
    owners: tuple[Owner, ...]
    frequency: Frequency
    grain: Grain
    denominator: Denominator
    sharing: Sharing
    levels_of: LevelsOf
    levels: tuple[LevelRow, ...]
    years: tuple[KpiYear, ...]
    flagship: str
    target_groups: tuple[str, ...]
    definition: Text
    numerator_name: Text
    denominator_name: Text
    source: Text
    responsible: Text
    per: float
    decimals: int
    numerator_within_denominator: bool
    minimum: float | None
    maximum: float | None
    provinces: tuple[str, ...]
    phasing: str
    projection: Projection
    target_in_every_place: bool
    due_from: date | None
    cancelled_on: date | None


class PlanFields(TypedDict, total=False):
    """What a test may say about a plan; see domain.plan.Plan."""

    title: Text
    organisation: Text
    first_year: int
    last_year: int
    calendar: FiscalCalendar
    vision: Text
    motto: Text
    notice: Text
    currency: Text
    language: Language
    bands: Bands
    middle_points: float
    words: Words
    strategies: tuple[Strategy, ...]
    goals: tuple[Goal, ...]
    target_groups: tuple[TargetGroup, ...]
    flagships: tuple[Flagship, ...]
    milestones: tuple[Milestone, ...]
    budgets: tuple[BudgetYear, ...]
    departments: tuple[Department, ...]
    schemes: tuple[Scheme, ...]
    regions: tuple[Region, ...]
    provinces: tuple[Province, ...]
    phasings: tuple[Phasing, ...]
    due_dates: tuple[DueDate, ...]
