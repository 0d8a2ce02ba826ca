"""What could be built of a plan while it may still have faults; rules read it, and a plan comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.fiscal import FiscalCalendar
from domain.kpi import Kpi, KpiYear, LevelRow
from domain.plan import Plan
from domain.target import Target
from plan_workbook.drafting.record import Record
from plan_workbook.drafting.records import Records
from plan_workbook.layout.sheets import layout_of

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Located(Generic[Item]):
    """Something that was built, and the row that it was built of."""

    item: Item
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The rows as they were read, and everything of them that could be built.

    `plan` is None where its years are missing; it may lack what could not be built. `years` and
    `levels` stand under the code of their KPI.
    """

    records: Records
    calendar: FiscalCalendar
    plan: Plan | None
    kpis: tuple[Located[Kpi], ...]
    years: Mapping[str, tuple[Located[KpiYear], ...]]
    levels: Mapping[str, tuple[Located[LevelRow], ...]]
    targets: tuple[Located[Target], ...]

    def fiscal_years(self) -> range:
        """The years of the plan; empty where they are missing."""
        return range(self.plan.first_year, self.plan.last_year + 1) if self.plan else range(0)

    def shown_years(self, years: list[int]) -> str:
        """Years as the organisation writes them, in one line."""
        return ", ".join(str(self.calendar.shown_year(year)) for year in years)


def is_buildable(record: Record) -> bool:
    """Whether all that a row needs was filled and could be read."""
    layout = layout_of(record.sheet)
    if layout is None or record.unreadable:
        return False
    return all(column.key in record.values for column in layout.columns if column.required) and all(
        record.both(name) for name in layout.names
    )
