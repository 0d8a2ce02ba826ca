"""All sheets of the plan workbook, in their order."""

from plan_workbook.layout.aims import GOALS, STRATEGIES, TARGET_GROUPS
from plan_workbook.layout.measures import KPI_OWNERS, KPIS
from plan_workbook.layout.organisation import DEPARTMENTS, PROVINCES, REGIONS, SCHEMES
from plan_workbook.layout.plan_sheet import PLAN
from plan_workbook.layout.projects import BUDGETS, CALENDAR, FLAGSHIPS, MILESTONES, PHASINGS
from plan_workbook.layout.shape import SheetLayout
from plan_workbook.layout.years import KPI_YEARS, LEVELS, TARGETS

SHEETS: tuple[SheetLayout, ...] = (
    PLAN,
    STRATEGIES,
    GOALS,
    TARGET_GROUPS,
    DEPARTMENTS,
    SCHEMES,
    REGIONS,
    PROVINCES,
    KPIS,
    KPI_OWNERS,
    KPI_YEARS,
    LEVELS,
    TARGETS,
    FLAGSHIPS,
    MILESTONES,
    BUDGETS,
    PHASINGS,
    CALENDAR,
)


def layout_of(name: str) -> SheetLayout | None:
    """The layout of the sheet of that name, spaces around it and capitals aside; None for a stranger."""
    wanted = name.strip().casefold()
    return next((layout for layout in SHEETS if layout.name == wanted), None)
