"""What a department wrote into its return: true figures, some gaps, some faults, each in its own handwriting."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.asking import asked_of, milestones_led_by
from domain.kpi import Kpi
from sample_data.figures import FigureKey, TrueFigure, true_figures
from sample_data.flagship_figures import complete_at, spending_at
from sample_data.reported import is_blank
from sample_data.returns_schedule import PlannedReturn


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredFigure:
    """A KPI's figure for a place (province code, empty for the whole); None was not reported."""

    kpi: str
    province: str
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredMoney:
    """A flagship's money since the fiscal year began, in baht."""

    flagship: str
    committed: float
    disbursed: float


def answered_figures(seed: int, planned: PlannedReturn) -> Iterator[AnsweredFigure]:
    """Every figure that is asked, as it was answered in this version of the return."""
    plan, department = planned.version.plan, planned.department.code
    for kpi, period in asked_of(plan, department, planned.year, planned.month):
        for key, figure in true_figures(seed, kpi.code, period.year).items():
            if (key.month, key.department) == (period.month, department):
                yield _answered(seed, planned, kpi, key, figure)


def _answered(
    seed: int, planned: PlannedReturn, kpi: Kpi, key: FigureKey, figure: TrueFigure
) -> AnsweredFigure:
    numerator: float | None = figure.numerator
    for fault in planned.spoilt:
        if (fault.kpi, fault.province) == (kpi.code, key.province):
            numerator = float(round(figure.numerator * fault.factor))
    if is_blank(seed, kpi, planned.year, key):
        numerator = None
    denominator = None if numerator is None else figure.denominator
    return AnsweredFigure(kpi=kpi.code, province=key.province, numerator=numerator, denominator=denominator)


def answered_milestones(planned: PlannedReturn) -> dict[str, float]:
    """The share (0..1) done of each milestone that the department leads."""
    steps = milestones_led_by(planned.version.plan, planned.department.code, planned.year, planned.month)
    return {step.code: complete_at(step, planned.year, planned.month) for step in steps}


def answered_money(planned: PlannedReturn) -> Iterator[AnsweredMoney]:
    """The money of each flagship that the department leads, where there is a budget this year."""
    led = [f.code for f in planned.version.plan.flagships if f.lead == planned.department.code]
    for flagship in led if planned.month % 3 == 0 else []:
        spent = spending_at(flagship, planned.year, planned.month)
        if spent is not None:
            yield AnsweredMoney(flagship=flagship, committed=spent.committed, disbursed=spent.disbursed)
