"""What Hypothesis may draw: KPIs of every allowed shape, with levels, targets and reports that fit them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, product

from hypothesis import strategies as st

from domain.accumulation import Reported, Sums, add_up, sums_to_date
from domain.figure import KpiFigure
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Kpi,
    KpiYear,
    LevelRow,
    LevelsOf,
    Polarity,
    Scale,
)
from domain.plan import Milestone
from domain.target import Target
from tests.builders import YEAR, a_kpi, a_milestone, a_phasing, a_plan, a_target, judged

QUARTERS = (3, 6, 9, 12)
PHASING = a_phasing(0, 0, 0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9, 1)

amounts = st.integers(min_value=0, max_value=10_000).map(lambda tenths: tenths / 10)
any_amounts = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)
extremes = (
    st.sampled_from([0.0, 1.0, -1.0, 1e300, -1e300, 5e-324, -5e-324, 1e-300, 1e15, 1 / 3]) | any_amounts
)


def is_allowed(kpi: Kpi) -> bool:
    """Whether a plan may hold such a KPI: other combinations are findings when the plan is loaded."""
    if kpi.polarity is Polarity.WITHIN_BAND and kpi.scale is not Scale.PROPORTIONAL:
        return False
    if kpi.scale is Scale.MILESTONE and (kpi.is_ratio or kpi.polarity is not Polarity.HIGHER_IS_BETTER):
        return False
    if kpi.denominator is Denominator.LATEST and kpi.accumulation is not Accumulation.SUM:
        return False
    of_ratios = (Aggregation.RATIO, Aggregation.NONE)
    return kpi.aggregation in of_ratios if kpi.is_ratio else kpi.aggregation is not Aggregation.RATIO


SHAPES = [
    kpi
    for polarity, accumulation, denominator, aggregation, scale, levels_of in product(
        Polarity, Accumulation, Denominator, Aggregation, Scale, LevelsOf
    )
    if is_allowed(
        kpi := a_kpi(
            polarity=polarity,
            accumulation=accumulation,
            denominator=denominator,
            aggregation=aggregation,
            scale=scale,
            levels_of=levels_of,
            per=100.0 if denominator is not Denominator.NONE else 1.0,
        )
    )
]


@st.composite
def level_rows(draw: st.DrawFn, kpi: Kpi) -> LevelRow:
    """Levels that are strictly monotone in the KPI's direction; the lowest of five may be missing."""
    count = 3 if kpi.scale is Scale.THREE_STEPS else 5
    first = draw(st.integers(min_value=1, max_value=50))
    widest = 30 if kpi.reads_attainment else 200
    steps = draw(st.lists(st.integers(min_value=1, max_value=widest), min_size=count - 1, max_size=count - 1))
    rising = list(accumulate(steps, initial=first))
    falls = kpi.polarity is Polarity.LOWER_IS_BETTER and not kpi.reads_attainment
    missing = draw(st.integers(min_value=0, max_value=count - 1)) if count == 5 else 0
    values = [float(level) for level in (rising[::-1] if falls else rising)]
    return LevelRow(values=(*[None] * missing, *values[missing:]))


@st.composite
def kpis(draw: st.DrawFn) -> Kpi:
    """A KPI of an allowed shape with its levels, perhaps with a phasing or a baseline."""
    kpi = draw(st.sampled_from(SHAPES))
    baseline = draw(st.none() | amounts)
    return replace(
        kpi,
        levels=(draw(level_rows(kpi)),),
        phasing=draw(st.sampled_from(["", PHASING.code])),
        years=(KpiYear(year=YEAR, baseline=baseline),),
    )


@st.composite
def targets(draw: st.DrawFn, kpi: Kpi) -> Target:
    """A target of the year: a value, or a band for a KPI to be kept within one."""
    value = draw(st.integers(min_value=1, max_value=1_000))
    if kpi.polarity is not Polarity.WITHIN_BAND:
        return a_target(value)
    return a_target(low=value, high=value + draw(st.integers(min_value=1, max_value=1_000)))


Reports = list[list[Reported]]


@st.composite
def reports(draw: st.DrawFn, kpi: Kpi, month: int) -> Reports:
    """What one or more places reported up to a quarter; a KPI that does not add up has one place."""
    places = 1 if kpi.aggregation is Aggregation.NONE else draw(st.integers(min_value=1, max_value=3))
    return [[draw(_one(kpi, quarter)) for quarter in QUARTERS if quarter <= month] for _ in range(places)]


@st.composite
def _one(draw: st.DrawFn, kpi: Kpi, month: int) -> Reported:
    denominator = draw(st.integers(min_value=1, max_value=1_000)) if kpi.is_ratio else None
    return Reported(month=month, numerator=draw(amounts), denominator=denominator)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A KPI with its target and what was reported to the end of a quarter."""

    kpi: Kpi
    target: Target
    month: int
    rows: Reports

    def judged(self, rows: Reports | None = None) -> KpiFigure:
        """The figure, the whole way from the reports; of other reports where they are given."""
        sums: Sums = add_up([sums_to_date(self.kpi, place, self.month) for place in rows or self.rows])
        plan = a_plan(self.kpi, phasings=(PHASING,))
        return judged(self.kpi, sums, self.target, month=self.month, plan=plan)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case that can be judged, of any allowed shape."""
    kpi, month = draw(kpis()), draw(st.sampled_from(QUARTERS))
    return Case(kpi=kpi, target=draw(targets(kpi)), month=month, rows=draw(reports(kpi, month)))


@st.composite
def flagships(draw: st.DrawFn) -> list[Milestone]:
    """One to four milestones of a year, some of a single day."""
    count = draw(st.integers(min_value=1, max_value=4))
    found = []
    for position in range(count):
        days = sorted(draw(st.tuples(*[st.integers(min_value=1, max_value=365)] * 2)))
        start, end = (_day(number) for number in days)
        weight = draw(st.integers(min_value=1, max_value=50))
        found.append(a_milestone(f"M{position}", start=start, end=end, weight=weight))
    return found


def _day(number: int) -> date:
    return date(2020, 1, 1) + timedelta(days=number - 1)
