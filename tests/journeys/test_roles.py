"""What somebody sees and may by his roles; what forged addresses, forged values and late clicks come to."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access.house_database import house_database
from data_access.people import end_grants, find_account
from domain.audit import Deed
from domain.permission import Action
from domain.person import Role
from tests.journeys.insiders import come_in
from tests.journeys.reader import head_of, is_well, opened, read, table, ways
from tests.people import ROOT
from use_cases.view_audit import Wanted, search_audit_log

FIGURES = ["ภาพรวม", "ยุทธศาสตร์", "ตัวชี้วัด", "โครงการสำคัญ", "หน่วยงาน", "ภาคและจังหวัด"]
RETURNS, REVIEW = "แบบรายงานผล", "ตรวจรับรอง"
PEOPLE, LOG = "ผู้ใช้และบทบาท", "บันทึกการใช้งาน"
SEEN = [
    (Role.EXECUTIVE, FIGURES),
    (Role.DEPARTMENT_HEAD, [*FIGURES, RETURNS]),
    (Role.DEPARTMENT_OFFICER, [*FIGURES, RETURNS]),
    (Role.PLANNING_OFFICE, [*FIGURES, RETURNS, REVIEW]),
    (Role.AUDITOR, [*FIGURES, RETURNS, LOG]),
    (Role.ADMINISTRATOR, [PEOPLE, LOG]),
]
DEPARTMENT = "06103"
WHOLE_SCORE = "3.66"


def pages_on(app: AppTest) -> list[str]:
    """The pages to which the head of a page leads, in their order."""
    known = [*FIGURES, RETURNS, REVIEW, PEOPLE, LOG]
    return [label for label in ways(app) if label in known]


def deeds() -> list[tuple[str, str, str]]:
    """What the log tells, the newest first: what was done, by whom, to what."""
    found = search_audit_log(house_database(), ROOT, Wanted())
    return [(entry.record.deed, entry.record.login, entry.record.object) for entry in found.entries]


def end_the_role(role: Role, department: str = "") -> None:
    """Somebody loses his role while his screen stands open."""
    database, login = house_database(), f"test-{role.value}"
    account = database.written(lambda connection: find_account(connection, login))
    assert account is not None
    number, now = account.person.id, datetime.now(UTC)
    database.written(lambda c: end_grants(c, number, role, department, by="root", now=now))


@pytest.mark.parametrize(("role", "pages"), SEEN, ids=lambda value: value if isinstance(value, Role) else "")
def test_each_role_has_its_pages(
    ministry: Path, monkeypatch: pytest.MonkeyPatch, role: Role, pages: list[str]
) -> None:
    come_in(monkeypatch, role, DEPARTMENT)
    app = opened()
    assert is_well(app)
    assert pages_on(app) == pages


@pytest.mark.parametrize("page", ["overview", "strategy", "kpi", "flagship", "department", "region"])
def test_an_administrator_sees_no_figure_whatever_he_asks_for(
    ministry: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    come_in(monkeypatch, Role.ADMINISTRATOR)
    app = opened(page, strategy="S4", kpi="K110", department=DEPARTMENT)
    assert head_of(app) == PEOPLE
    assert WHOLE_SCORE not in read(app)
    assert not [element for element in app.get("bidi_component") if "chart" in str(element)]


def test_a_view_that_was_made_for_a_reader_is_not_handed_to_an_administrator(
    ministry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that should forget to ask, shown to somebody who may not read: the screen refuses what others have made."""
    assert WHOLE_SCORE in read(opened())
    come_in(monkeypatch, Role.ADMINISTRATOR)
    monkeypatch.setattr("ui.navigation.NEEDED", {"overview": Action.MANAGE_PEOPLE})
    app = opened()
    assert "บทบาทของท่านไม่มีสิทธิ์ดูข้อมูลผลการดำเนินงาน" in read(app)
    assert WHOLE_SCORE not in read(app)
    assert deeds()[0] == (Deed.REFUSED, "test-administrator", "read_figures")


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.DEPARTMENT_HEAD, Role.PLANNING_OFFICE])
@pytest.mark.parametrize("page", ["people", "audit"])
def test_a_page_that_is_not_ones_own_does_not_exist(
    ministry: Path, monkeypatch: pytest.MonkeyPatch, role: Role, page: str
) -> None:
    come_in(monkeypatch, role, DEPARTMENT)
    app = opened(page, person="test-executive", who="root")
    assert head_of(app) != {"people": PEOPLE, "audit": LOG}[page]
    assert "test-executive" not in read(app).replace("Name of test-executive", "")


def test_a_head_of_department_sees_the_figures_of_all(
    ministry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DEPARTMENT)
    app = opened("department", department="06102")
    assert is_well(app)
    assert len(table(app, "department_kpis")) > 0
    assert "หัวหน้าหน่วยงาน (ดย.)" in read(app)


def test_an_auditor_reads_the_log(ministry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    come_in(monkeypatch, Role.AUDITOR)
    app = opened("audit", deed=Deed.LOAD_PLAN.value, lang="en")
    assert is_well(app)
    assert "loaded a plan: 1." in read(app)
    assert "Operator at the command line" in read(app)


def test_who_has_no_role_today_is_told_what_to_do(
    own_ministry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_in(monkeypatch, Role.EXECUTIVE)
    app = opened()
    assert is_well(app)
    end_the_role(Role.EXECUTIVE)
    app = app.run()
    assert [note.value.replace("\\", "") for note in app.info] == [
        "วันนี้บัญชีของท่านยังไม่มีบทบาทใด โปรดติดต่อผู้ดูแลระบบเพื่อขอกำหนดบทบาท"
    ]
    assert "ออกจากระบบ" in read(app)
    assert pages_on(app) == []
    assert WHOLE_SCORE not in read(app)
