"""The form of a return: what a department is asked for a closing month, pre-filled with what is known."""

from dataclasses import replace
from datetime import datetime

from data_access.database import Connection, Database
from data_access.moment import load_data_version
from data_access.plans import PlanVersion
from data_access.sums import list_sums
from domain.asking import asked_of, flagships_led_by, has_return, milestones_led_by
from domain.audit import Deed
from domain.expectation import Aims
from domain.failures import NotFound
from domain.kpi_return import Asked, ReturnForm
from domain.lookup import load_department
from domain.permission import Action, Scope
from domain.plan import Department
from domain.status import Status
from domain.text import Language, mark
from kpi_returns.writing import render_blank_return
from use_cases.authority import Caller, authorise, record_alone, refusals_recorded
from use_cases.figures import judge_from, quarter_before, sums_table
from use_cases.moment import load_aims, load_version
from use_cases.past_figures import with_past


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
    """What is asked, with targets to date and all that stood before. Raises NotFound."""
    version = load_version(database, connection, None)
    code = load_department(version.plan, department).code
    form = find_form(database, connection, version, code, year, month)
    if form is None:
        raise NotFound(
            "nothing_asked",
            mark(
                "Nothing is asked of {department} for this period. Choose a period that closes one of its KPIs."
            ),
            {"department": code},
        )
    return replace(form, red=_red(connection, version, form))


def _red(connection: Connection, version: PlanVersion, form: ReturnForm) -> frozenset[str]:
    """The KPIs asked that were critical at the end of the quarter before: they want explaining most."""
    year, month = quarter_before(form.year, form.month)
    aims = load_aims(connection, version, [year], None)
    codes = [asked.kpi.code for asked in form.asked]
    sums = sums_table(list_sums(connection, years=[year], kpis=codes))
    return frozenset(
        asked.kpi.code
        for asked in form.asked
        if judge_from(aims, sums, asked.kpi, year=year, month=month).status is Status.CRITICAL
    )


def find_form(
    database: Database, connection: Connection, version: PlanVersion, department: str, year: int, month: int
) -> ReturnForm | None:
    """The same for a department's code as a file says it; None where the plan knows or asks nothing of it."""
    found = next((d for d in version.plan.departments if d.code == department), None)
    if found is None or not has_return(version.plan, department, year, month):
        return None

    def make() -> ReturnForm:
        aims = load_aims(connection, version, [year], None)
        return with_past(connection, _form_of(version, aims, found, year, month))

    key = (load_data_version(connection), version.number, department, year, month)
    return database.make_once(connection, key, make)


def _form_of(version: PlanVersion, aims: Aims, department: Department, year: int, month: int) -> ReturnForm:
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
