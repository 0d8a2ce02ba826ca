"""A sending as the workbook that the department sent."""

from collections.abc import Iterator
from functools import cache

from domain.accumulation import actual_of, add_up
from domain.asking import asked_of, flagships_led_by, milestones_led_by
from domain.expectation import Aims
from domain.fiscal import Period
from domain.kpi import Kpi
from domain.kpi_return import (
    Asked,
    BudgetReport,
    Cell,
    KpiReturn,
    MilestoneReport,
    Observation,
    ReturnForm,
)
from domain.target import target_lines
from domain.text import Language
from kpi_returns.writing import render_filled_return
from sample_data.answers import answered_figures, answered_milestones, answered_money
from sample_data.flagship_figures import complete_at
from sample_data.handwriting import hand_of, in_hand, with_other_spellings, with_subtotals
from sample_data.plan_versions import sample_versions
from sample_data.reported import reported_sums
from sample_data.returns_schedule import PlannedReturn

# A figure that is about to be written has no place yet.
NOWHERE = Cell(sheet="", cell="")


def render_return(seed: int, planned: PlannedReturn) -> bytes:
    """The workbook of a sending, in the hand of its department."""
    hand = hand_of(seed, planned)
    form, answered = form_of(seed, planned), answer_of(seed, planned)
    if hand.spells_otherwise:
        form = with_other_spellings(form)
    if hand.adds_subtotals:
        form, answered = with_subtotals(form, answered)
    return in_hand(render_filled_return(form, answered, Language.THAI), hand)


def form_of(seed: int, planned: PlannedReturn) -> ReturnForm:
    """What the department was asked, with targets to date and the figures of the period before."""
    plan, department = planned.version.plan, planned.department
    year, month = planned.year, planned.month
    return ReturnForm(
        plan=plan,
        plan_number=planned.version.number,
        department=department,
        year=year,
        month=month,
        asked=tuple(
            _asked(seed, planned, kpi, period) for kpi, period in asked_of(plan, department.code, year, month)
        ),
        milestones=tuple(milestones_led_by(plan, department.code, year, month)),
        flagships=tuple(flagships_led_by(plan, department.code, year, month)),
        complete_before=_complete_before(planned),
    )


@cache
def _aims(number: int) -> Aims:
    version = sample_versions()[number - 1]
    return Aims(plan=version.plan, lines=target_lines(version.targets))


def _asked(seed: int, planned: PlannedReturn, kpi: Kpi, period: Period) -> Asked:
    expected = _aims(planned.version.number).expected(kpi, year=period.year, month=period.month)
    before = _before(seed, planned, kpi, period)
    return Asked(
        kpi=kpi, period=period, target=expected.to_date.value, before={} if before is None else {"": before}
    )


def _before(seed: int, planned: PlannedReturn, kpi: Kpi, period: Period) -> float | None:
    """The department's figure to date at the period before in the same year; None at the year's start."""
    ends = planned.version.plan.calendar.closing_months(period.frequency)
    earlier = [end for end in ends if end < period.month]
    if not earlier:
        return None
    sums = reported_sums(seed, kpi.code, period.year, earlier[-1])
    return actual_of(
        kpi, add_up(part for (owner, _), part in sums.items() if owner == planned.department.code)
    )


def _complete_before(planned: PlannedReturn) -> dict[str, float]:
    steps = milestones_led_by(planned.version.plan, planned.department.code, planned.year, planned.month)
    return {step.code: complete_at(step, planned.year, planned.month - 3) for step in steps}


def answer_of(seed: int, planned: PlannedReturn) -> KpiReturn:
    """What the department answered."""
    return KpiReturn(
        department=planned.department.code,
        year=planned.year,
        month=planned.month,
        plan_number=planned.version.number,
        observations=tuple(_observations(seed, planned)),
        milestones=tuple(
            MilestoneReport(milestone=code, complete=share, at=NOWHERE)
            for code, share in answered_milestones(planned).items()
        ),
        budgets=tuple(
            BudgetReport(
                flagship=money.flagship, committed=money.committed, disbursed=money.disbursed, at=NOWHERE
            )
            for money in answered_money(planned)
        ),
    )


def _observations(seed: int, planned: PlannedReturn) -> Iterator[Observation]:
    periods = {
        kpi.code: period
        for kpi, period in asked_of(
            planned.version.plan, planned.department.code, planned.year, planned.month
        )
    }
    for figure in answered_figures(seed, planned):
        if figure.numerator is not None:
            yield Observation(
                kpi=figure.kpi,
                period=periods[figure.kpi],
                department=planned.department.code,
                province=figure.province,
                numerator=figure.numerator,
                denominator=figure.denominator,
                at=NOWHERE,
            )
