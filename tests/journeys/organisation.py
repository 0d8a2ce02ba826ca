"""The Ministry of Water of Republic X with the first half of its calendar year 2024, through workbooks only."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import repeat

from data_access.database import Database
from domain.kpi import Grain
from domain.kpi_return import Asked, Cell, KpiReturn, Observation, ReturnForm
from domain.text import Language
from kpi_returns.writing import render_filled_return
from tests.plan_workbook.other_organisation import AGENCY, BASINS, ENERGY, WATER, water_ministry_workbook
from use_cases.authority import Caller
from use_cases.forms import load_form
from use_cases.import_returns import import_returns
from use_cases.load_plan import load_plan
from use_cases.start_up import prepare_database
from workbooks.reading import Upload

YEAR, MONTHS = 2024, (3, 6)
PLANNER = Caller.operator("Planning office")
# Of every basin (of the whole for W8) in each quarter: numerator, denominator. New connections come with the dry season.
FIGURES: dict[tuple[str, int], tuple[float, float | None]] = {
    ("W1", 3): (810.0, 1_000.0),
    ("W1", 6): (840.0, 1_000.0),
    ("W2", 3): (100.0, None),
    ("W2", 6): (350.0, None),
    ("W3", 3): (300.0, 1_000.0),
    ("W3", 6): (300.0, 1_000.0),
    ("W4", 3): (8.0, 20.0),
    ("W4", 6): (6.0, 20.0),
    ("W5", 3): (7.0, None),
    ("W5", 6): (7.4, None),
    ("W6", 3): (60.0, None),
    ("W6", 6): (65.0, None),
    ("W7", 3): (1.0, None),
    ("W7", 6): (1.0, None),
    ("W8", 6): (3.0, None),
}


def load_water_ministry(url: str) -> None:
    """The plan, then two returns of each of two departments; the hydropower ministry keeps silent in June."""
    database = prepare_database(url)
    plan = Upload(name="plan 2024-2026.xlsx", content=water_ministry_workbook())
    assert load_plan(database, PLANNER, plan, now=datetime(2024, 1, 5, tzinfo=UTC)).number == 1
    for department, month in ((WATER, 3), (AGENCY, 3), (ENERGY, 3), (WATER, 6), (AGENCY, 6)):
        upload = Upload(name=f"{department} {month}.xlsx", content=_return(database, department, month))
        sent = datetime(2024, month + 1, 10, tzinfo=UTC)
        [result] = import_returns(
            database,
            Caller.operator(f"Officer of {department}"),
            [upload],
            approver="Planning",
            clock=partial(next, repeat(sent)),
        )
        assert result.version == 1, [(finding.cell, finding.code) for finding in result.findings]
    database.close()


def _return(database: Database, department: str, month: int) -> bytes:
    with database.reading() as connection:
        form = load_form(database, connection, department=department, year=YEAR, month=month)
    answered = KpiReturn(
        department=department,
        year=YEAR,
        month=month,
        plan_number=form.plan_number,
        observations=tuple(row for asked in form.asked for row in _observations(form, asked)),
    )
    return render_filled_return(form, answered, Language.ENGLISH)


def _observations(form: ReturnForm, asked: Asked) -> Iterator[Observation]:
    places = [code for code, _, _ in BASINS] if asked.kpi.grain is Grain.PROVINCE else [""]
    numerator, denominator = FIGURES[asked.kpi.code, form.month]
    for place in places:
        yield Observation(
            kpi=asked.kpi.code,
            period=asked.period,
            department=form.department.code,
            province=place,
            numerator=numerator,
            denominator=denominator,
            at=Cell(sheet="", cell=""),
        )
