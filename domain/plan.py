"""The plan: what one plan workbook says. All of it is data; nothing here names an organisation."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from domain.fiscal import FiscalCalendar, Frequency
from domain.kpi import Kpi
from domain.text import Language, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """The lowest score of each status, of a plan version.

    Scores run from 0 to 5; `minimum_coverage` is a share of weight (0..1) below which a status is
    no_data; `progress_*` are the lowest differences between actual and planned progress of a flagship.
    """

    on_track: float = 4.0
    watch: float = 3.0
    at_risk: float = 2.0
    minimum_coverage: float = 0.5
    progress_on_track: float = -0.05
    progress_watch: float = -0.15
    progress_at_risk: float = -0.30


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """One of the aims of the plan."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """An aim under a strategy."""

    code: str
    strategy: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroup:
    """People whom a KPI is about, such as children or older persons."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A unit that reports. `inside` is false for an owner outside the organisation."""

    code: str
    short: Text
    name: Text
    kind: Text = field(default_factory=Text)
    inside: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One way to group provinces into regions. The main one is used where none is chosen."""

    code: str
    name: Text
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A group of provinces in a scheme; its code is unique over all schemes."""

    code: str
    scheme: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A place that figures are reported for.

    `short` is what a tile of the map shows (two or three letters; empty where the plan gives none); `regions`
    holds one region code for each scheme; `aliases` are other spellings that are accepted; `tile_column` and `tile_row` (from 0) place it on the tile map, None where it has no tile.
    """

    code: str
    name: Text
    short: Text = field(default_factory=Text)
    regions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tile_column: int | None = None
    tile_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A dated step of a flagship; `weight` is relative to the flagship's other milestones."""

    code: str
    flagship: str
    name: Text
    weight: float
    planned_start: date
    planned_end: date
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetYear:
    """A flagship's planned budget of one fiscal year, in the plan's currency, by quarter."""

    flagship: str
    year: int
    quarters: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagship:
    """A named project. `departments` are the others that take part besides the leading one."""

    code: str
    name: Text
    lead: str
    description: Text = field(default_factory=Text)
    strategy: str = ""
    departments: tuple[str, ...] = ()
    responsible: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phasing:
    """How a year's total is expected to come in: cumulative shares (0..1) at the end of fiscal months 1..12."""

    code: str
    name: Text
    cumulative: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """A return that closes with fiscal month `month` is due that many days after the month has ended."""

    month: int
    days_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of the organisation's spreadsheets that the readers must know."""

    subtotals: tuple[str, ...] = ()
    not_reported: tuple[str, ...] = ()
    province_prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One plan version, whole. Years are fiscal years of the common era, first and last included.

    `notice` is shown on every screen where it is given (as for sample data). `middle_points` (0..100)
    are the points of the middle value of a three_steps scale.
    """

    title: Text
    organisation: Text
    first_year: int
    last_year: int
    calendar: FiscalCalendar
    vision: Text = field(default_factory=Text)
    motto: Text = field(default_factory=Text)
    notice: Text = field(default_factory=Text)
    currency: Text = field(default_factory=Text)
    language: Language = Language.THAI
    bands: Bands = field(default_factory=Bands)
    middle_points: float = 75.0
    words: Words = field(default_factory=Words)
    strategies: tuple[Strategy, ...] = ()
    goals: tuple[Goal, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    flagships: tuple[Flagship, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    budgets: tuple[BudgetYear, ...] = ()
    departments: tuple[Department, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    regions: tuple[Region, ...] = ()
    provinces: tuple[Province, ...] = ()
    phasings: tuple[Phasing, ...] = ()
    due_dates: tuple[DueDate, ...] = ()

    def strategy_of(self, kpi: Kpi) -> str:
        """The code of the strategy to which a KPI's goal belongs."""
        return self._strategies_by_goal[kpi.goal]

    def main_regions(self) -> tuple[Region, ...]:
        """The regions of the main scheme, in the plan's order; none where there is no scheme."""
        main = next((s.code for s in self.schemes if s.main), self.schemes[0].code if self.schemes else "")
        return tuple(region for region in self.regions if region.scheme == main)

    def provinces_in(self, region: str) -> tuple[Province, ...]:
        """The provinces of a region."""
        return self._by_region.get(region, ())

    @cached_property
    def _by_region(self) -> dict[str, tuple[Province, ...]]:
        codes = {region for province in self.provinces for region in province.regions}
        return {code: tuple(p for p in self.provinces if code in p.regions) for code in codes}

    @cached_property
    def _strategies_by_goal(self) -> dict[str, str]:
        return {goal.code: goal.strategy for goal in self.goals}

    def closing_months(self) -> tuple[int, ...]:
        """The fiscal months in which some KPI's period closes, in order."""
        kinds = {Frequency.QUARTER} | {
            row.frequency for kpi in self.kpis for row in kpi.years if row.frequency
        }
        kinds |= {kpi.frequency for kpi in self.kpis}
        return tuple(sorted({month for kind in kinds for month in self.calendar.closing_months(kind)}))

    def cumulative_share(self, phasing: str, month: int) -> float:
        """Φ: the share (0..1) of a year that a phasing gives to the end of a fiscal month (1..12).

        Linear (months elapsed / 12) where the code is empty. Source: the ministry's scoring rules, §4.
        """
        profile = next((p for p in self.phasings if p.code == phasing), None)
        return profile.cumulative[month - 1] if profile else month / 12
