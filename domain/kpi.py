"""A KPI: a measured thing, with every field that decides how it is judged."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.fiscal import Frequency
from domain.text import Text


class Polarity(StrEnum):
    """Which way is good."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    WITHIN_BAND = "within_band"


class Accumulation(StrEnum):
    """Over time, inside a fiscal year, for each department and place."""

    SUM = "sum"
    LATEST = "latest"
    MEAN = "mean"


class Denominator(StrEnum):
    """Whether a KPI has a denominator, and how that accumulates beside a summed numerator."""

    NONE = "none"
    SAME = "same"
    LATEST = "latest"


class Aggregation(StrEnum):
    """Over places and departments, after time."""

    SUM = "sum"
    RATIO = "ratio"
    MEAN = "mean"
    LOWEST = "lowest"
    NONE = "none"


class Scale(StrEnum):
    """How an actual becomes a score of 0 to 5."""

    FIVE_LEVELS = "five_levels"
    FIVE_STEPS = "five_steps"
    MILESTONE = "milestone"
    THREE_STEPS = "three_steps"
    PROPORTIONAL = "proportional"


class LevelsOf(StrEnum):
    """What the levels of a scale are read against."""

    ACTUAL = "actual"
    PERCENT_OF_TARGET = "percent_of_target"


class Grain(StrEnum):
    """Whether figures are reported by province or as one whole."""

    PROVINCE = "province"
    WHOLE = "whole"


class Sharing(StrEnum):
    """With several owners: one keeper reports all of it, or the owners report parts that add up."""

    KEEPER = "keeper"
    PARTS = "parts"


class Projection(StrEnum):
    """Which phasing the year-end projection uses: the plan's, or one learnt from the KPI's own past."""

    PLAN = "plan"
    LEARNT = "learnt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A department that answers for a KPI. `weight` counts in the department's own score; None = the KPI's."""

    department: str
    weight: float | None = None
    keeper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiYear:
    """What differs in one fiscal year: weight, weights by round, baseline, frequency. None = as usual.

    `round_weights` stand in the order of the calendar's rounds; empty where there are none.
    """

    year: int
    weight: float | None = None
    round_weights: tuple[float, ...] = ()
    baseline: float | None = None
    frequency: Frequency | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """The levels of a scale. `year` None = every year, `round_month` None = the whole year, else the fiscal
    month that closes the round.

    `values` are L1..L5 (the lowest may be None), or the values for 50, middle and 100 points on three_steps.
    """

    values: tuple[float | None, ...]
    year: int | None = None
    round_month: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A measured thing.

    A figure's value is numerator × `per` / denominator, or the numerator where there is no denominator
    (`per` is 100 for a percentage, 1,000 for a rate in a thousand). `decimals` is how many are shown.
    `minimum` and `maximum` bound a plausible value of one cell. `provinces` are the codes that report
    (empty = all). `phasing` names a Phasing of the plan (empty = linear). A KPI is due from the first
    period that ends on or after `due_from` until the day before `cancelled_on`.
    """

    code: str
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
    denominator: Denominator = Denominator.NONE
    sharing: Sharing = Sharing.KEEPER
    levels_of: LevelsOf = LevelsOf.PERCENT_OF_TARGET
    levels: tuple[LevelRow, ...] = ()
    years: tuple[KpiYear, ...] = ()
    flagship: str = ""
    target_groups: tuple[str, ...] = ()
    definition: Text = field(default_factory=Text)
    numerator_name: Text = field(default_factory=Text)
    denominator_name: Text = field(default_factory=Text)
    source: Text = field(default_factory=Text)
    responsible: Text = field(default_factory=Text)
    per: float = 1.0
    decimals: int = 0
    numerator_within_denominator: bool = False
    minimum: float | None = None
    maximum: float | None = None
    provinces: tuple[str, ...] = ()
    phasing: str = ""
    projection: Projection = Projection.PLAN
    target_in_every_place: bool = True
    due_from: date | None = None
    cancelled_on: date | None = None

    @property
    def is_ratio(self) -> bool:
        """Whether every figure has a denominator."""
        return self.denominator is not Denominator.NONE

    @property
    def is_total(self) -> bool:
        """Whether a figure is how many or how much, which adds up over places: no ratio, average or level."""
        return not self.is_ratio and self.aggregation is Aggregation.SUM

    @property
    def is_counted_whole(self) -> bool:
        """Whether a figure is a total that is shown without decimals, as persons are."""
        return self.is_total and self.decimals == 0

    @property
    def reads_attainment(self) -> bool:
        """Whether levels are read against attainment; a milestone's are always read against the level reached."""
        return self.levels_of is LevelsOf.PERCENT_OF_TARGET and self.scale is not Scale.MILESTONE

    @property
    def keepers(self) -> tuple[str, ...]:
        """The departments whose returns carry the figures: the keeper, or every owner of a part."""
        if self.sharing is Sharing.PARTS:
            return tuple(owner.department for owner in self.owners)
        return tuple(owner.department for owner in self.owners if owner.keeper) or tuple(
            owner.department for owner in self.owners[:1]
        )

    def in_year(self, year: int) -> KpiYear:
        """What is particular to a fiscal year; an empty KpiYear where nothing is."""
        return next((row for row in self.years if row.year == year), KpiYear(year=year))

    def frequency_in(self, year: int) -> Frequency:
        """The kind of period for which the KPI is reported in a fiscal year."""
        return self.in_year(year).frequency or self.frequency

    def weight_in(self, year: int, round_position: int) -> float:
        """The KPI's weight in a fiscal year; `round_position` (from 0) picks a weight by round if given."""
        row = self.in_year(year)
        if row.round_weights:
            return row.round_weights[min(round_position, len(row.round_weights) - 1)]
        return self.weight if row.weight is None else row.weight
