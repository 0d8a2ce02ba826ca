"""One version of a return, with all that is known of it for whoever decides on it."""

from dataclasses import replace
from datetime import date

from data_access.database import Database
from data_access.return_versions import ReturnVersion
from domain.kpi_return import Cell, Explanation, KpiReturn
from tests.data_access.builders import at
from tests.use_cases.handing_in import Office, an_office
from tests.use_cases.ministry import second_of_dop
from use_cases.review import approve
from use_cases.view_returns import ReturnView, load_return

WHY = Explanation(
    kpi="SERVED",
    cause="น้ำท่วม",
    action="เพิ่มทีม",
    by=date(2020, 6, 30),
    support="งบประมาณ",
    at=Cell(sheet="E", cell="D2"),
)


def explaining(cause: str, *, joint: float = 100.0) -> KpiReturn:
    """The second quarter of DOP, which says why SERVED stands where it does."""
    return replace(second_of_dop(joint=joint), explanations=(replace(WHY, cause=cause),))


def viewed(office: Office, version: ReturnVersion) -> ReturnView:
    return load_return(office.database, office.somchai, version.id)


def told(view: ReturnView) -> list[tuple[str, ...]]:
    return [(e.kpi, e.cause, e.action, str(e.by), e.support) for e in view.explanations]


# --- what it explains -----------------------------------------------------------------------------------------------


def test_who_decides_reads_why_a_kpi_stands_where_it_does(database: Database) -> None:
    office = an_office(database)
    assert told(viewed(office, office.sent(explaining("น้ำท่วม")))) == [
        ("SERVED", "น้ำท่วม", "เพิ่มทีม", "2020-06-30", "งบประมาณ")
    ]


def test_each_approved_version_keeps_what_it_said_itself(database: Database) -> None:
    office = an_office(database)
    first = office.approved(explaining("น้ำท่วม"))
    second = office.sent(explaining("โรคระบาด", joint=120), on=at(120))
    approve(database, office.malee, second.id, revision=second.revision, clock=lambda: at(130))
    causes = [[e.cause for e in viewed(office, version).explanations] for version in (first, second)]
    assert causes == [["น้ำท่วม"], ["โรคระบาด"]]


def test_a_return_that_explains_nothing_says_nothing(database: Database) -> None:
    office = an_office(database)
    assert told(viewed(office, office.sent())) == []
