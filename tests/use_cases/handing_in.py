"""A ministry whose returns are on their way: who works in it, and its files."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from data_access.database import Database
from data_access.return_versions import ReturnVersion
from domain.kpi_return import KpiReturn
from domain.person import Role
from domain.text import Language
from kpi_returns.writing import render_filled_return
from tests.data_access.builders import at
from tests.people import a_grant, signed_in, somebody
from tests.use_cases.ministry import DOP, DSD, Ministry, a_silent_ministry, second_of_dop
from use_cases.authority import Caller
from use_cases.forms import load_form
from use_cases.hand_in import hand_in, keep_draft
from use_cases.review import approve
from use_cases.sessions import Lifetimes
from workbooks.reading import Upload, read_workbook

FOR_EVER = Lifetimes(idle=timedelta(days=9_000), longest=timedelta(days=9_000))
SENT_AT, REVIEWED_AT = at(100), at(110)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The people of a ministry that reported nothing yet; somchai and malee are both of the planning office."""

    ministry: Ministry
    officer: Caller
    head: Caller
    head_of_dsd: Caller
    somchai: Caller
    malee: Caller
    auditor: Caller
    executive: Caller

    @property
    def database(self) -> Database:
        """Where it is kept."""
        return self.ministry.database

    def sent(self, answered: KpiReturn | None = None, *, on: datetime = SENT_AT) -> ReturnVersion:
        """A return that its head sent."""
        upload = filled(self.database, answered or second_of_dop())
        return hand_in(self.database, self.head, upload, read_workbook(upload), clock=lambda: on)

    def drafted(self, answered: KpiReturn | None = None, *, on: datetime = SENT_AT) -> ReturnVersion:
        """A draft that an officer kept."""
        upload = filled(self.database, answered or second_of_dop())
        return keep_draft(self.database, self.officer, upload, read_workbook(upload), clock=lambda: on)

    def approved(self, answered: KpiReturn | None = None, *, on: datetime = SENT_AT) -> ReturnVersion:
        """A return that went all the way."""
        sent = self.sent(answered, on=on)
        return approve(
            self.database, self.somchai, sent.id, revision=sent.revision, clock=lambda: REVIEWED_AT
        )


def an_office(database: Database) -> Office:
    """A ministry that reported nothing yet, with everybody signed in."""

    def person(login: str, role: Role, department: str = "") -> Caller:
        member = somebody(database, a_grant(role, department), login=login)
        return signed_in(database, member, lifetimes=FOR_EVER)

    return Office(
        ministry=a_silent_ministry(database),
        officer=person("officer", Role.DEPARTMENT_OFFICER, DOP),
        head=person("head", Role.DEPARTMENT_HEAD, DOP),
        head_of_dsd=person("head-of-dsd", Role.DEPARTMENT_HEAD, DSD),
        somchai=person("somchai", Role.PLANNING_OFFICE),
        malee=person("malee", Role.PLANNING_OFFICE),
        auditor=person("auditor", Role.AUDITOR),
        executive=person("minister", Role.EXECUTIVE),
    )


def filled(
    database: Database, answered: KpiReturn, name: str = "", *, plan_number: int | None = None
) -> Upload:
    """The department's own workbook, filled in; made for another version of the plan where one is named."""
    with database.reading() as connection:
        form = load_form(
            database,
            connection,
            department=answered.department,
            year=answered.year,
            month=answered.month,
        )
    made_for = replace(form, plan_number=plan_number or form.plan_number)
    content = render_filled_return(made_for, answered, Language.THAI)
    return Upload(name=name or f"{answered.department}.xlsx", content=content)
