"""The form of a return: what a department is asked for a closing month, pre-filled with what is known."""

from dataclasses import replace

from data_access.database import Connection, Database
from data_access.flagships import list_milestone_reports
from data_access.plans import PlanVersion
from data_access.sums import list_place_sums, list_sums
from domain.accumulation import actual_of
from domain.asking import asked_of, flagships_led_by, has_return, milestones_led_by
from domain.expectation import Aims
from domain.failures import NotFound
from domain.kpi import Grain, Kpi
from domain.kpi_return import Asked, ReturnForm
from domain.lookup import load_department
from domain.plan import Department
from domain.text import Language, mark
from kpi_returns.writing import render_blank_return
from use_cases.moment import load_aims, load_version


def blank_return(database: Database, *, department: str, year: int, month: int, language: Language) -> bytes:
    """A department's workbook for a closing month, ready to be filled. Raises NotFound."""
    with database.reading() as connection:
        form = load_form(database, connection, department=department, year=year, month=month)
    return render_blank_return(form, language)


def load_form(
    database: Database, connection: Connection, *, department: str, year: int, month: int
) -> ReturnForm:
    """What is asked, with targets to date and the figures of the period before. Raises NotFound."""
    version = load_version(database, connection, None)
    found = load_department(version.plan, department)
    if not has_return(version.plan, found.code, year, month):
        raise NotFound(
            "nothing_asked",
            mark(
                "Nothing is asked of {department} for this period. Choose a period that closes one of its KPIs."
            ),
            {"department": found.code},
        )
    blank = form_of(version, load_aims(connection, version, [year], None), found, year, month)
    before = _before(connection, [asked.kpi for asked in blank.asked], found.code, year, month)
    reports = list_milestone_reports(connection, year=year, month=month)
    return replace(
        blank,
        asked=tuple(replace(asked, before=before.get(asked.kpi.code, {})) for asked in blank.asked),
        complete_before={report.milestone: report.complete for report in reports},
    )


def form_of(version: PlanVersion, aims: Aims, department: Department, year: int, month: int) -> ReturnForm:
    """What is asked, with targets to date; without the figures of the period before."""
    plan = version.plan
    return ReturnForm(
        plan=plan,
        plan_number=version.number,
        department=department,
        year=year,
        month=month,
        asked=tuple(
            Asked(kpi=kpi, period=period, target=aims.expected(kpi, year=year, month=month).to_date.value)
            for kpi, period in asked_of(plan, department.code, year, month)
        ),
        milestones=tuple(milestones_led_by(plan, department.code, year, month)),
        flagships=tuple(flagships_led_by(plan, department.code, year, month)),
    )


def _before(
    connection: Connection, kpis: list[Kpi], department: str, year: int, month: int
) -> dict[str, dict[str, float]]:
    """The department's figures to date at the period before, by KPI and province."""
    at_year, at_month = (year, month - 1) if month > 1 else (year - 1, 12)
    by_code = {kpi.code: kpi for kpi in kpis}
    by_province = [kpi for kpi in kpis if kpi.grain is Grain.PROVINCE]
    rows = list_sums(connection, years=[at_year], kpis=list(by_code), department=department, until=at_month)
    places = (
        list_place_sums(connection, kpis=by_province, year=at_year, month=at_month) if by_province else []
    )
    found: dict[str, dict[str, float]] = {}
    for row in [*sorted(rows, key=lambda row: row.month), *(p for p in places if p.department == department)]:
        actual = actual_of(by_code[row.kpi], row.sums)
        if actual is not None:
            found.setdefault(row.kpi, {})[row.place] = actual
    return found
