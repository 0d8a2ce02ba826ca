"""The form of a return: what a department is asked for a closing month, pre-filled with what is known."""

from dataclasses import replace
from datetime import datetime

from data_access.database import Connection, Database
from data_access.flagships import list_milestone_reports
from data_access.plans import PlanVersion
from data_access.sums import SumsRow, list_place_sums, list_sums
from domain.accumulation import actual_of
from domain.asking import asked_of, flagships_led_by, has_return, milestones_led_by
from domain.audit import Deed
from domain.expectation import YEAR_END, Aims
from domain.failures import NotFound
from domain.kpi import Grain, Kpi
from domain.kpi_return import Asked, ReturnForm
from domain.lookup import load_department
from domain.permission import Action, Scope
from domain.plan import Department, Plan
from domain.text import Language, mark
from kpi_returns.writing import render_blank_return
from use_cases.authority import Caller, authorise, record_alone, refusals_recorded
from use_cases.moment import load_aims, load_version


def blank_return(
    database: Database,
    caller: Caller,
    *,
    department: str,
    year: int,
    month: int,
    language: Language,
    now: datetime | None = None,
) -> bytes:
    """A department's workbook for a closing month, ready to be filled. Raises SignedOut, Forbidden, NotFound."""
    with refusals_recorded(database), database.reading() as connection:
        code = load_department(load_version(database, connection, None).plan, department).code
        actor = authorise(connection, caller, Action.FILL_RETURN, Scope(department=code), now=now)
        form = load_form(database, connection, department=code, year=year, month=month)
    content = render_blank_return(form, language)
    what, after = f"return:{code} {year}-{month:02}", {"plan": form.plan_number}
    record_alone(database, actor, Deed.BLANK_RETURN, what, after=after, now=now)
    return content


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
    before = _before(connection, blank)
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


def _before(connection: Connection, form: ReturnForm) -> dict[str, dict[str, float]]:
    """The department's figures to date at the end of each KPI's period before, by KPI and place."""
    by_period: dict[tuple[int, int], list[Kpi]] = {}
    for asked in form.asked:
        by_period.setdefault(_period_before(form.plan, asked), []).append(asked.kpi)
    found: dict[str, dict[str, float]] = {}
    for (year, month), kpis in by_period.items():
        by_code = {kpi.code: kpi for kpi in kpis}
        for row in _sums_at(connection, kpis, form.department.code, year, month):
            actual = actual_of(by_code[row.kpi], row.sums)
            if actual is not None:
                found.setdefault(row.kpi, {})[row.place] = actual
    return found


def _period_before(plan: Plan, asked: Asked) -> tuple[int, int]:
    """The fiscal year and month with which a KPI's period before closed; the first one's is last year's end."""
    year, month = asked.period.year, asked.period.month
    earlier = [end for end in plan.calendar.closing_months(asked.period.frequency) if end < month]
    return (year, earlier[-1]) if earlier else (year - 1, YEAR_END)


def _sums_at(
    connection: Connection, kpis: list[Kpi], department: str, year: int, month: int
) -> list[SumsRow]:
    """A department's sums to date, everywhere and by province; the later ones last."""
    rows = list_sums(
        connection, years=[year], kpis=[kpi.code for kpi in kpis], department=department, until=month
    )
    placed = [kpi for kpi in kpis if kpi.grain is Grain.PROVINCE]
    places = list_place_sums(connection, kpis=placed, year=year, month=month) if placed else []
    own = [row for row in places if row.department == department]
    return [*sorted(rows, key=lambda row: row.month), *own]
