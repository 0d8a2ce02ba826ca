"""What a department is asked for a closing month."""

from domain.fiscal import Period
from domain.kpi import Kpi
from domain.plan import Flagship, Milestone, Plan


def asked_of(plan: Plan, department: str, year: int, month: int) -> list[tuple[Kpi, Period]]:
    """The KPIs that a department keeps and whose period closes with that fiscal month, in the plan's order."""
    asked = []
    for kpi in plan.kpis:
        if department not in kpi.keepers:
            continue
        frequency = kpi.frequency_in(year)
        if month in plan.calendar.closing_months(frequency) and is_running(plan, kpi, year, month):
            asked.append((kpi, Period(year=year, month=month, frequency=frequency)))
    return asked


def is_running(plan: Plan, kpi: Kpi, year: int, month: int) -> bool:
    """Whether a KPI has begun and is not cancelled at the end of a fiscal month of the plan's years."""
    if not plan.first_year <= year <= plan.last_year:
        return False
    begun = kpi.due_from is None or plan.calendar.ends_on(year, month) >= kpi.due_from
    ended = kpi.cancelled_on is not None and plan.calendar.ends_on(year, month) >= kpi.cancelled_on
    return begun and not ended


def flagships_led_by(plan: Plan, department: str, year: int, month: int) -> list[Flagship]:
    """The flagships whose progress and money a department reports; asked for at the ends of the plan's quarters."""
    if month % 3 or not plan.first_year <= year <= plan.last_year:
        return []
    return [flagship for flagship in plan.flagships if flagship.lead == department]


def milestones_led_by(plan: Plan, department: str, year: int, month: int) -> list[Milestone]:
    """The milestones whose progress a department reports for a closing month."""
    led = {flagship.code for flagship in flagships_led_by(plan, department, year, month)}
    return [milestone for milestone in plan.milestones if milestone.flagship in led]


def has_return(plan: Plan, department: str, year: int, month: int) -> bool:
    """Whether anything is asked of a department for a closing month."""
    return bool(asked_of(plan, department, year, month) or flagships_led_by(plan, department, year, month))
