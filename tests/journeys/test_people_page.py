"""An administrator looks after people: invites, gives and ends roles, shuts out; what was refused stands at its form."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access.house_database import house_database
from domain.audit import Deed
from domain.person import Grant, Role
from tests.journeys.insiders import come_in
from tests.journeys.reader import head_of, is_well, opened, plain, read, refusal_on, table, ways
from tests.journeys.test_roles import deeds, end_the_role
from tests.people import ROOT, a_grant, signed_in, somebody
from use_cases.admission import Visitor
from use_cases.invitations import accept_invitation, find_invitation
from use_cases.manage_people import grant_role
from use_cases.sessions import enter
from use_cases.view_audit import Wanted, search_audit_log
from use_cases.view_people import Member, load_person

DEPARTMENT = "06103"


@pytest.fixture(autouse=True)
def an_administrator_is_in(own_ministry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The house is the test's own, and whoever looks at it looks after people."""
    come_in(monkeypatch, Role.ADMINISTRATOR)


def filled_in(app: AppTest, form: str, **values: str | bool) -> AppTest:
    """The page after fields of a form were filled in and its button was pressed."""
    for name, value in values.items():
        key = f"{form}_{name}"
        if isinstance(value, bool):
            app.checkbox(key=key).set_value(value)
        elif name in {"role", "department", "held"}:
            app.selectbox(key=key).set_value(value)
        else:
            app.text_input(key=key).set_value(value)
    return app.button(key=f"{form}_submit").click().run()


def done_on(app: AppTest) -> str:
    """What the page says was done."""
    assert is_well(app)
    [said] = app.success
    return plain(said.value)


def member(login: str = "somsri") -> Member:
    return load_person(house_database(), ROOT, login)


def invited(app: AppTest, **values: str) -> AppTest:
    return filled_in(app, "invite", **{"name": "สมศรี ใจดี", "login": "Somsri@Example.go.th", **values})


def test_somebody_is_invited_by_a_link_that_is_shown_once() -> None:
    app = invited(
        opened("people"), role=Role.DEPARTMENT_OFFICER.value, department=DEPARTMENT, until="30/9/2570"
    )
    assert done_on(app) == "เชิญ สมศรี ใจดี แล้ว"
    [link] = [block.value for block in app.code]
    token = re.sub(".*/invitation/", "", link)
    assert find_invitation(house_database(), token) is not None
    grant = Grant(
        role=Role.DEPARTMENT_OFFICER,
        department=DEPARTMENT,
        since=member("somsri@example.go.th").today,
        until=date(2027, 9, 30),
    )
    assert member("somsri@example.go.th").account.person.grants == (grant,)
    assert "ลิงก์ใช้ได้ครั้งเดียว" in read(app)
    assert [row for row in table(app, "members")["ชื่อ"] if "สมศรี" in row] == ["สมศรี ใจดี"]
    again = app.run()
    assert token not in read(again)
    assert app.text_input(key="invite_login").value == ""
    accept_invitation(house_database(), token, "a long and good password", visitor=Visitor(address=""))
    assert find_invitation(house_database(), token) is None


REFUSED = [
    ({"login": "two words"}, "ต้องไม่มีช่องว่าง"),
    ({"login": "test-administrator"}, "มีผู้ใช้ชื่อ “test-administrator” อยู่แล้ว"),
    ({"name": ""}, "ชื่อต้องมี 1 ถึง 200 ตัวอักษร"),
    ({"role": "department_head"}, "บทบาทนี้เป็นของหน่วยงาน โปรดระบุหน่วยงาน"),
    ({"role": "auditor", "department": DEPARTMENT}, "ไม่ใช่ของหน่วยงานใดหน่วยงานหนึ่ง"),
    ({"role": "auditor", "since": "31/2/2569"}, "“31/2/2569” ไม่ใช่วันที่"),
    ({"role": "auditor", "since": "2/2/2569", "until": "1/2/2569"}, "ต้องไม่อยู่ก่อนวันเริ่มต้น"),
    ({"since": "2/2/2569"}, "โปรดเลือกบทบาทจากรายการ"),
]


@pytest.mark.parametrize(("values", "said"), REFUSED, ids=lambda value: str(value)[:40])
def test_a_refusal_stands_at_its_form_and_nothing_typed_is_lost(values: dict[str, str], said: str) -> None:
    app = invited(opened("people"), **values)
    assert said in refusal_on(app)
    assert app.expander[0].proto.expanded
    kept = {"name": "สมศรี ใจดี", "login": "Somsri@Example.go.th", **values}
    typed = {name: app.text_input(key=f"invite_{name}").value for name in ("name", "login", "since", "until")}
    assert typed == {"since": "", "until": "", **{name: kept[name] for name in kept if name in typed}}
    assert Deed.INVITE_PERSON not in [deed for deed, _, _ in deeds()]


@pytest.mark.parametrize(
    ("name", "forged", "said"),
    [
        ("role", "emperor", "โปรดเลือกบทบาทจากรายการ"),
        ("role", "<img src=x onerror=alert(1)>", "โปรดเลือกบทบาทจากรายการ"),
        ("department", "99999", "ไม่พบหน่วยงาน “99999”"),
    ],
)
def test_what_was_not_offered_is_refused(name: str, forged: str, said: str) -> None:
    """What a client sends as picked from a list may be anything."""
    somebody(house_database())
    app = opened("people", person="somsri")
    app.selectbox(key="grant_role").set_value(Role.DEPARTMENT_HEAD.value)
    app.selectbox(key=f"grant_{name}").options.append(forged)
    app.selectbox(key=f"grant_{name}").set_value(forged)
    app = app.button(key="grant_submit").click().run()
    assert said in refusal_on(app)
    assert member().account.person.grants == ()


def test_a_role_that_somebody_does_not_hold_is_not_ended() -> None:
    somebody(house_database(), a_grant(Role.AUDITOR))
    app = opened("people", person="somsri")
    app.selectbox(key="end_held").options.append("administrator")
    app = filled_in(app, "end", held="administrator", sure=True)
    assert "somsri ไม่มีบทบาทนี้" in refusal_on(app)


def test_a_role_is_given_and_ended() -> None:
    somebody(house_database())
    app = opened("people", person="somsri")
    assert head_of(app) == "Name of somsri"
    app = filled_in(app, "grant", role=Role.AUDITOR.value, since="1/10/2569")
    assert done_on(app) == "ให้บทบาทแล้ว"
    assert table(app, "grants")["ตั้งแต่"].tolist() == ["1 ต.ค. 2569"]
    assert "โปรดทำเครื่องหมายยืนยัน" in refusal_on(filled_in(app, "end", held="auditor"))
    app = filled_in(app, "end", held="auditor", reason="ครบวาระ", sure=True)
    assert done_on(app) == "ยุติบทบาทแล้ว"
    assert member().account.person.grants == ()
    assert [deed for deed, _, _ in deeds()][:2] == [Deed.END_ROLE, Deed.GRANT_ROLE]
    [ended] = search_audit_log(house_database(), ROOT, Wanted(deed=Deed.END_ROLE)).entries
    assert ended.record.reason == "ครบวาระ"


def test_the_last_administrator_stays() -> None:
    app = opened("people", person="test-administrator")
    grant_role(house_database(), ROOT, "test-administrator", a_grant(Role.EXECUTIVE))
    somebody_with_a_password()
    app = filled_in(opened("people", person="chief"), "disable", sure=True)
    assert "ผู้ใช้นี้เป็นผู้ดูแลระบบคนสุดท้าย" in refusal_on(app)
    assert not member("chief").account.person.disabled


def somebody_with_a_password() -> None:
    """The one administrator who can sign in by himself."""
    somebody(house_database(), a_grant(Role.ADMINISTRATOR), login="chief", password_hash="x")


def test_who_is_disabled_is_out_at_once_and_the_reason_is_in_the_log() -> None:
    person = somebody(house_database(), a_grant(Role.EXECUTIVE))
    held = signed_in(house_database(), person, now=datetime.now(UTC))
    assert enter(house_database(), held.token_hash) is not None
    app = filled_in(opened("people", person="somsri"), "disable", reason="ลาออก **b**", sure=True)
    assert done_on(app) == "ระงับบัญชีแล้ว"
    assert enter(house_database(), held.token_hash) is None
    assert "ระงับการใช้งาน" in read(app)
    assert done_on(filled_in(app, "enable")) == "เปิดใช้งานบัญชีแล้ว"
    assert not member().account.person.disabled


def test_open_sessions_are_ended_and_a_new_link_is_made() -> None:
    database = house_database()
    person = somebody(database, a_grant(Role.EXECUTIVE), password_hash="x")
    for _ in range(2):
        signed_in(database, person, now=datetime.now(UTC))
    app = filled_in(opened("people", person="somsri"), "sessions", sure=True)
    assert done_on(app) == "ยุติการเข้าใช้งานแล้ว 2 รายการ"
    app = filled_in(app, "reset", sure=True)
    assert done_on(app) == "รหัสผ่านเดิมใช้ไม่ได้แล้ว"
    assert member().account.password_hash is None
    assert len(app.code) == 1


def test_a_click_that_comes_after_the_role_was_ended_does_nothing() -> None:
    """The form still stands on the screen; the callback runs before anything of the page does."""
    somebody(house_database())
    app = opened("people", person="somsri")
    end_the_role(Role.ADMINISTRATOR)
    app = filled_in(app, "grant", role=Role.AUDITOR.value)
    assert not app.exception
    assert member().account.person.grants == ()
    assert "Name of somsri" not in read(app)
    assert deeds()[0] == (Deed.REFUSED, "test-administrator", "manage_people")


def test_guests_stay_as_they_are() -> None:
    somebody(house_database(), a_grant(Role.AUDITOR), login="guest", is_demonstration=True)
    app = opened("people", person="guest", lang="en")
    assert is_well(app)
    assert "it stays as it is" in read(app)
    assert len(app.expander) == 0


def test_nobody_of_that_login_is_said_in_a_sentence() -> None:
    app = opened("people", person="**nobody**")
    assert refusal_on(app) == "ไม่พบผู้ใช้ชื่อ “**nobody**”"
    assert "ผู้ใช้และบทบาท" in ways(app)


def test_people_are_there_before_any_plan(empty_house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    come_in(monkeypatch, Role.ADMINISTRATOR)
    app = opened("people", lang="en")
    assert is_well(app)
    assert table(app, "members")["Roles today"].tolist() == ["Administrator"]
