"""Rules of how a KPI may be measured: combinations that contradict themselves."""

from collections.abc import Iterator

from domain.expectation import is_phased
from domain.finding import Finding
from domain.kpi import Accumulation, Aggregation, Denominator, Polarity, Scale
from domain.text import mark
from plan_workbook.drafting.draft import Draft

NEVER_OF_A_RATIO = (Aggregation.SUM, Aggregation.MEAN, Aggregation.LOWEST)


def check_ratios_are_not_averaged(draft: Draft) -> Iterator[Finding]:
    """A percentage is never summed, averaged or compared across places: its parts are added up first."""
    for located in draft.kpis:
        if located.item.is_ratio and located.item.aggregation in NEVER_OF_A_RATIO:
            yield located.record.block(
                "aggregation",
                "ratio_averaged",
                mark("A KPI with a denominator is never aggregated by {aggregation}. Write ratio, or none."),
                aggregation=located.item.aggregation.value,
            )


def check_ratio_has_a_denominator(draft: Draft) -> Iterator[Finding]:
    """Aggregation ratio needs a denominator."""
    for located in draft.kpis:
        if located.item.aggregation is Aggregation.RATIO and not located.item.is_ratio:
            yield located.record.block(
                "denominator",
                "ratio_without_denominator",
                mark("Aggregation ratio needs a denominator: write same or latest."),
            )


def check_fixed_population_is_of_a_sum(draft: Draft) -> Iterator[Finding]:
    """A fixed denominator belongs to a numerator that adds up over the year."""
    for located in draft.kpis:
        kpi = located.item
        if kpi.denominator is Denominator.LATEST and kpi.accumulation is not Accumulation.SUM:
            yield located.record.block(
                "denominator",
                "latest_denominator_without_sum",
                mark(
                    "Denominator latest goes only with accumulation sum, not with {accumulation}. Write same."
                ),
                accumulation=kpi.accumulation.value,
            )


def check_band_is_proportional(draft: Draft) -> Iterator[Finding]:
    """within_band is scored by the scale proportional only."""
    for located in draft.kpis:
        if located.item.polarity is Polarity.WITHIN_BAND and located.item.scale is not Scale.PROPORTIONAL:
            yield located.record.block(
                "scale",
                "band_not_proportional",
                mark("Polarity within_band goes only with the scale proportional, not with {scale}."),
                scale=located.item.scale.value,
            )


def check_milestone_is_no_ratio(draft: Draft) -> Iterator[Finding]:
    """A level reached has no denominator."""
    for located in draft.kpis:
        if located.item.scale is Scale.MILESTONE and located.item.is_ratio:
            yield located.record.block(
                "denominator",
                "milestone_with_denominator",
                mark("The scale milestone reports the level reached: it has no denominator. Write none."),
            )


def check_milestone_rises(draft: Draft) -> Iterator[Finding]:
    """More levels reached are always better."""
    for located in draft.kpis:
        if located.item.scale is Scale.MILESTONE and located.item.polarity is not Polarity.HIGHER_IS_BETTER:
            yield located.record.block(
                "polarity",
                "milestone_not_rising",
                mark("On the scale milestone a higher level is always better. Write higher_is_better."),
            )


def check_numerator_within_denominator(draft: Draft) -> Iterator[Finding]:
    """A numerator can be kept within a denominator only where there is one."""
    for located in draft.kpis:
        if located.item.numerator_within_denominator and not located.item.is_ratio:
            yield located.record.confirm(
                "numerator_within_denominator",
                "within_no_denominator",
                mark("“numerator_within_denominator” has no effect on a KPI without a denominator."),
            )


def check_per_has_a_denominator(draft: Draft) -> Iterator[Finding]:
    """`per` multiplies a ratio and nothing else."""
    for located in draft.kpis:
        if located.item.per != 1.0 and not located.item.is_ratio:
            yield located.record.confirm(
                "per",
                "per_without_denominator",
                mark("“per” ({per}) has no effect on a KPI without a denominator."),
                per=located.item.per,
            )


def check_phasing_has_an_effect(draft: Draft) -> Iterator[Finding]:
    """Phasing touches only totals and ratios over a fixed population."""
    for located in draft.kpis:
        if located.item.phasing and not is_phased(located.item):
            yield located.record.confirm(
                "phasing",
                "phasing_without_effect",
                mark(
                    "The phasing has no effect: only totals by sum and ratios with denominator latest come in bit by bit."
                ),
            )


def check_limits_are_in_order(draft: Draft) -> Iterator[Finding]:
    """The lowest plausible figure lies below the highest."""
    for located in draft.kpis:
        low, high = located.item.minimum, located.item.maximum
        if low is not None and high is not None and low > high:
            yield located.record.block(
                "maximum",
                "limits_reversed",
                mark("The maximum ({high}) is below the minimum ({low})."),
                low=low,
                high=high,
            )


def check_life_runs_forwards(draft: Draft) -> Iterator[Finding]:
    """A KPI is not cancelled before it is due."""
    for located in draft.kpis:
        start, end = located.item.due_from, located.item.cancelled_on
        if start is not None and end is not None and start >= end:
            yield located.record.block(
                "cancelled_on",
                "life_reversed",
                mark("The KPI is cancelled ({end}) before it is due ({start})."),
                start=start.isoformat(),
                end=end.isoformat(),
            )
