"""A view of another database in place of a workbook: its rows become a draft like any other."""

from dataclasses import replace
from datetime import datetime

from data_access.database import Connection, Database
from data_access.outside_view import ViewAddress, list_view_rows
from domain.failures import NotFound
from domain.fiscal import Period
from domain.kpi_return import ReturnForm
from domain.lookup import load_department
from domain.permission import Action
from domain.text import Language, mark
from kpi_returns.view.reading import read_view
from kpi_returns.writing import render_filled_return
from use_cases.authority import Caller, refusals_recorded
from use_cases.drafting import kept_draft
from use_cases.forms import load_form
from use_cases.hand_in import judge_file
from use_cases.import_returns import ImportedReturn
from use_cases.judging import Judged, judge_again
from use_cases.moment import load_version
from use_cases.periods import check_open
from use_cases.return_steps import Clock, Place, authorised, now_utc, written
from workbooks.reading import Upload, read_workbooks

LONGEST_NAME = 80
NOT_IN_A_FILE_NAME = frozenset('\\/:*?"<>|')


def draft_from_view(
    database: Database,
    caller: Caller,
    address: ViewAddress,
    *,
    department: str,
    period: Period,
    language: Language,
    clock: Clock = now_utc,
) -> ImportedReturn:
    """Keep the rows of a department and period as its draft, in a workbook of ours that holds them.

    A row that cannot be taken stops all of them: then there is no version. Raises SignedOut, Forbidden, NoPlan, NotFound,
    NotReady, ViewRefused.
    """
    form = _load_form(database, caller, department, period, clock)
    rows = list_view_rows(address, department=form.department.code, year=form.year, month=form.month)
    code = form.plan.calendar.period_code(period)
    name = file_name(address.name, code)
    if not rows:
        raise NotFound(
            "view_empty",
            mark("The view “{view}” has no row of {department} for {period}."),
            {"view": address.name, "department": form.department.code, "period": code},
        )
    reading = read_view(rows, form)
    told = tuple(replace(finding, file=name) for finding in reading.findings)
    if reading.answered is None:
        return ImportedReturn(file=name, findings=told)
    upload = Upload(name=name, content=render_filled_return(form, reading.answered, language))
    [result] = read_workbooks([upload])
    judged = judge_file(database, caller, upload, result, clock=clock)
    if not reading.answered.observations:  # a draft that is there is not replaced by nothing
        return ImportedReturn(file=name, findings=(*told, *judged.findings))

    def work(connection: Connection) -> ImportedReturn:
        again = judge_again(database, connection, judged, result)
        whole = replace(again, findings=(*told, *again.findings))
        return _kept(connection, caller, upload, whole, address.name, clock())

    return written(database, work)


def file_name(view: str, period: str) -> str:
    """What the workbook is called: whatever a view is called, it is a file's name."""
    plain = "".join("_" if sign in NOT_IN_A_FILE_NAME or not sign.isprintable() else sign for sign in view)
    return f"view-{plain[:LONGEST_NAME]}-{period}.xlsx"


def _load_form(
    database: Database, caller: Caller, department: str, period: Period, clock: Clock
) -> ReturnForm:
    """What is asked, before anybody else's database is: of whoever may not fill it in, nothing is read."""
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        code = load_department(load_version(database, connection, None).plan, department).code
        place = Place(code, period.year, period.month)
        authorised(connection, caller, Action.FILL_RETURN, place, now)
        form = load_form(database, connection, department=code, year=period.year, month=period.month)
        check_open(connection, place, now)
    return form


def _kept(
    connection: Connection, caller: Caller, upload: Upload, judged: Judged, view: str, now: datetime
) -> ImportedReturn:
    kept = kept_draft(connection, caller, upload, judged, now, view=view)
    return ImportedReturn(
        file=upload.name,
        findings=judged.findings,
        answered=judged.answered,
        version=kept.version,
        state=kept.state,
    )
