"""Rules of what differs by year: weights, baselines, phasings."""

from collections.abc import Iterator
from itertools import pairwise
from math import fsum, isclose

from domain.asking import is_running
from domain.figure import weight_at
from domain.finding import Finding
from domain.kpi import Accumulation
from domain.plan import Plan
from domain.text import mark
from plan_workbook.drafting.draft import Draft
from plan_workbook.drafting.record import Record
from plan_workbook.layout.years import ROUND_WEIGHT_PREFIX

WHOLE_WEIGHT = 100.0
TOLERANCE = 0.005
MONTH_KEYS = tuple(f"month_{month}" for month in range(1, 13))


def check_weights_sum_to_a_hundred(draft: Draft) -> Iterator[Finding]:
    """The weights of the KPIs that are due in a year sum to 100; a notice where they do not."""
    rows = draft.records.of("kpis")
    if draft.plan is None or len(rows) != len(draft.kpis) or not rows:
        return
    for year in draft.fiscal_years():
        sums = _sums(draft.plan, year)
        if any(not isclose(total, WHOLE_WEIGHT, abs_tol=TOLERANCE) for total in sums):
            yield rows[0].notice(
                "weight",
                "weights_not_a_hundred",
                mark(
                    "The weights of {year} sum to {sums}, not to 100. Scores are weighted by their sum all the same."
                ),
                year=draft.calendar.shown_year(year),
                sums=" / ".join(f"{total:g}" for total in dict.fromkeys(sums)),
            )


def _sums(plan: Plan, year: int) -> list[float]:
    """The sum of weights at the end of each round."""
    rounds = plan.calendar.rounds or (12,)
    return [
        round(fsum(weight_at(plan, kpi, year, m) for kpi in plan.kpis if is_running(plan, kpi, year, m)), 6)
        for m in rounds
    ]


def _round_keys(record: Record) -> list[str]:
    return [key for key in record.places if key.startswith(ROUND_WEIGHT_PREFIX)]


def check_round_weights_are_whole(draft: Draft) -> Iterator[Finding]:
    """Weights are given for every round of the plan or for none."""
    wanted = [f"{ROUND_WEIGHT_PREFIX}{position}" for position, _ in enumerate(draft.calendar.rounds, start=1)]
    for record in draft.records.of("kpi_years"):
        given = [key for key in _round_keys(record) if record.is_given(key)]
        if given and set(given) != set(wanted):
            yield record.block(
                next((key for key in wanted if key in record.places and key not in given), given[-1]),
                "round_weights_incomplete",
                mark("The plan has {count} rounds: fill {wanted}, all of them or none."),
                count=len(wanted),
                wanted=", ".join(wanted),
            )


def check_baseline_has_an_effect(draft: Draft) -> Iterator[Finding]:
    """A baseline draws the line of a level; it does nothing to a sum or a mean."""
    for located in draft.kpis:
        for row in draft.years.get(located.item.code, ()):
            if row.item.baseline is not None and located.item.accumulation is not Accumulation.LATEST:
                yield row.record.confirm(
                    "baseline",
                    "baseline_without_effect",
                    mark("A baseline has an effect only with accumulation latest, not with {accumulation}."),
                    accumulation=located.item.accumulation.value,
                )


def check_phasings_rise_to_one(draft: Draft) -> Iterator[Finding]:
    """Cumulative shares lie within 0 and 1, never fall, and end at 1."""
    for record in draft.records.of("phasings"):
        shares = [(key, share) for key in MONTH_KEYS if (share := record.number(key)) is not None]
        if len(shares) == len(MONTH_KEYS):
            yield from _phasing_faults(record, shares)


def _phasing_faults(record: Record, shares: list[tuple[str, float]]) -> Iterator[Finding]:
    for (before, low), (key, high) in pairwise(shares):
        if high < low:
            yield record.block(
                key,
                "phasing_falls",
                mark("The cumulative share falls from {low} ({before}) to {high} ({key}). It may only rise."),
                low=low,
                before=before,
                high=high,
                key=key,
            )
    last, end = shares[-1]
    if not isclose(end, 1.0, abs_tol=1e-9):
        yield record.block(
            last, "phasing_not_whole", mark("The phasing ends at {end}; it must end at 1 (100 %)."), end=end
        )
