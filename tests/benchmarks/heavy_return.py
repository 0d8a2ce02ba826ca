"""The heaviest return that is promised for: a department with 40 KPIs of 77 provinces each, and its figures of a year."""

import io
import random
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

from domain.fiscal import Frequency, Period
from domain.kpi import Owner
from domain.kpi_return import KpiReturn, Observation
from domain.plan import Plan
from tests.benchmarks.large import fill, large_plan
from tests.browser.visitors import SOME_DEPARTMENT
from tests.kpi_returns.builders import NOWHERE
from tests.use_cases.handing_in import filled
from use_cases.start_up import prepare_database
from workbooks.reading import Upload

KPIS, MONTH, MOST_ROWS = 40, 12, 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HeavyMinistry:
    """A data folder, its plan, and the filled-in workbook of the department that has the most to tell."""

    folder: Path
    plan: Plan
    upload: Upload

    @property
    def shown_year(self) -> int:
        """The fiscal year of the return, as the addresses say it."""
        return self.plan.calendar.shown_year(self.plan.last_year)


def a_heavy_ministry(folder: Path) -> HeavyMinistry:
    """The large plan with forty KPIs of one department, two years of figures, and its return for the last month."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = heavy_plan()
    database = prepare_database(f"sqlite:///{folder / 'dashboard.db'}")
    fill(database, plan, years=[plan.last_year - 1, plan.last_year])
    upload = filled(database, an_answer(plan), "return.xlsx")
    database.close()
    return HeavyMinistry(folder=folder, plan=plan, upload=upload)


@cache
def heavy_plan() -> Plan:
    """Every third KPI of the large plan belongs to one department."""
    plan = large_plan()
    own = (Owner(department=SOME_DEPARTMENT, keeper=True),)
    inside = next(d.code for d in plan.departments if d.inside and d.code != SOME_DEPARTMENT)
    others = (Owner(department=inside, keeper=True),)
    kpis = tuple(
        replace(kpi, owners=own if number < KPIS else others) for number, kpi in enumerate(plan.kpis)
    )
    return replace(plan, kpis=kpis)


def an_answer(plan: Plan) -> KpiReturn:
    """Every cell filled, with figures that are like those before."""
    dice, period = random.Random(2568), Period(year=plan.last_year, month=MONTH, frequency=Frequency.MONTH)  # noqa: S311
    return KpiReturn(
        department=SOME_DEPARTMENT,
        year=plan.last_year,
        month=MONTH,
        plan_number=1,
        observations=tuple(
            Observation(
                kpi=kpi.code,
                period=period,
                department=SOME_DEPARTMENT,
                province=province.code,
                numerator=float(dice.randint(60, 90)),
                denominator=100.0 if kpi.is_ratio else None,
                at=NOWHERE,
            )
            for kpi in plan.kpis[:KPIS]
            for province in plan.provinces
        ),
    )


def with_many_rows(upload: Upload) -> Upload:
    """The same file with rows below its largest sheet, as many as a sheet may have: each repeats one of its lines."""
    book = load_workbook(io.BytesIO(upload.content))
    sheet = max(book.worksheets, key=lambda one: one.max_row * one.max_column)
    line = [cell.value for cell in sheet[sheet.max_row]]
    for _ in range(MOST_ROWS - sheet.max_row):
        sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return Upload(name="many-rows.xlsx", content=content.getvalue())
