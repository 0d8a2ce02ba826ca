"""Things of a plan by their codes; a code that the plan does not have is said so to whoever wrote it."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from domain.failures import NotFound
from domain.kpi import Kpi
from domain.plan import Department, Flagship, Plan, Province, Region, Strategy
from domain.status import Status
from domain.text import mark


class Coded(Protocol):
    """Anything that has a code."""

    @property
    def code(self) -> str:
        """The code by which the plan names it."""


T = TypeVar("T", bound=Coded)


def load_strategy(plan: Plan, code: str) -> Strategy:
    """The strategy with that code; raises NotFound."""
    return _one(
        plan.strategies, code, "strategy_unknown", mark("There is no strategy “{code}” in this plan.")
    )


def load_kpi(plan: Plan, code: str) -> Kpi:
    """The KPI with that code; raises NotFound."""
    return _one(plan.kpis, code, "kpi_unknown", mark("There is no KPI “{code}” in this plan."))


def load_flagship(plan: Plan, code: str) -> Flagship:
    """The flagship with that code; raises NotFound."""
    return _one(plan.flagships, code, "flagship_unknown", mark("There is no flagship “{code}” in this plan."))


def load_region(plan: Plan, code: str) -> Region:
    """The region with that code; raises NotFound."""
    return _one(plan.regions, code, "region_unknown", mark("There is no region “{code}” in this plan."))


def load_province(plan: Plan, code: str) -> Province:
    """The province with that code; raises NotFound."""
    return _one(plan.provinces, code, "province_unknown", mark("There is no province “{code}” in this plan."))


def load_status(code: str) -> Status:
    """The status of that name; raises NotFound."""
    found = next((status for status in Status if status.value == code), None)
    if found is None:
        raise NotFound("status_unknown", mark("There is no status “{code}”."), {"code": code})
    return found


def load_department(plan: Plan, code: str) -> Department:
    """The department with that code or short name; raises NotFound, naming the codes that there are."""
    for department in plan.departments:
        if code in (department.code, department.short.th, department.short.en):
            return department
    raise NotFound(
        "department_unknown",
        mark("There is no department “{department}” in the plan. The departments are: {known}."),
        {"department": code, "known": ", ".join(d.code for d in plan.departments)},
    )


def _one(things: Iterable[T], code: str, refusal: str, message: str) -> T:
    for thing in things:
        if thing.code == code:
            return thing
    raise NotFound(refusal, message, {"code": code})
