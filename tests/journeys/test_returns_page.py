"""A department takes its workbook, fills it in, hands it in, mends it and sends it; whoever may not is told so in words."""

import re
from html import escape
from pathlib import Path

import pytest

from access.house_database import house_database
from data_access.evidence import list_evidence
from data_access.return_versions import CellReason
from domain.person import Role
from tests.data_access.builders import an_answer, seen
from tests.journeys.insiders import come_in
from tests.journeys.reader import has_table, head_of, is_well, labels_on, leads_to, opened, read, table
from tests.journeys.returns import (
    PROVINCES,
    UNREADABLE,
    UNUSUAL,
    WHEN,
    WHOLE,
    a_file,
    buttons_on,
    done_on,
    drawn,
    handed_in,
    kept,
    pressed,
    put_in,
    refused_on,
    sent,
    states,
    versions,
)
from tests.journeys.test_roles import deeds, end_the_role
from tests.people import ROOT
from tests.use_cases.handing_in import filled
from tests.use_cases.ministry import DOP, DSD
from use_cases.hand_in import discard, keep_draft
from use_cases.periods import close_period
from use_cases.review import send_back
from workbooks.reading import Upload, read_workbook

HOSTILE = "<b>x</b> $y$ [z](javascript:alert(1)) \u202egpj.xlsx"
CONFIRMED = "ตรวจสอบและยืนยันแล้วว่าตัวเลขที่ผิดสังเกตเหล่านี้ถูกต้อง"
SHOWN = HOSTILE.replace("\u202e", "⟨U+202E⟩")


@pytest.fixture(autouse=True)
def a_head_of_department_is_in(small_ministry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The house is the test's own, and whoever looks at it is the head of DOP."""
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DOP)


# --- what is due ----------------------------------------------------------------------------------------------------


def test_a_head_sees_what_is_due_and_takes_the_blank_workbook() -> None:
    app = opened("returns", **WHEN)
    assert is_well(app)
    assert head_of(app) == "แบบรายงานผล"
    due = table(app, "due")
    assert list(due["แบบรายงานผลถึงสิ้นเดือน"])[:2] == ["ธ.ค. 2562", "มี.ค. 2563"]
    assert set(due["สถานะการส่ง"]) == {"■ เกินกำหนด"}
    assert [button.key for button in app.get("download_button")] == ["blank_return", "reminders_ics"]


def test_a_period_that_asks_for_nothing_says_so() -> None:
    app = opened("returns", year="2563", period="M4")
    assert is_well(app)
    assert "หน่วยงานไม่มีสิ่งที่ต้องรายงานสำหรับ ม.ค. 2563" in read(app)
    assert "blank_return" not in [button.key for button in app.get("download_button")]


# --- a file ---------------------------------------------------------------------------------------------------------


def test_a_filled_workbook_says_what_it_changes_before_anything_is_kept() -> None:
    app = handed_in(a_file())
    assert is_well(app)
    assert "พร้อมส่งแล้ว" in read(app)
    assert "ตัวเลขจะเปลี่ยน 8 ค่า" in read(app)
    figures = table(app, "file_0_cells")
    assert list(figures["เปลี่ยนเป็น"])[:2] == ["100", "100"]
    assert set(figures["เดิม"]) == {"ยังไม่รายงาน"}
    assert states() == []


def test_a_file_with_faults_is_told_cell_by_cell_and_cannot_be_sent() -> None:
    app = handed_in(a_file(UNREADABLE))
    assert "ยังส่งไม่ได้ ต้องแก้ไข 2 แห่งก่อน" in read(app)
    found = table(app, "file_0_block")
    assert set(found["ตำแหน่งในไฟล์"]) == {f"{PROVINCES}!C11", f"{WHOLE}!G6"}
    assert buttons_on(app) == ["file_0_keep"]
    assert "file_0_annotated" in [button.key for button in app.get("download_button")]


def test_what_is_said_of_many_cells_is_said_once() -> None:
    app = handed_in(a_file({(PROVINCES, f"C{row}"): "n/k" for row in (11, 12, 13, 14)}))
    found = table(app, "file_0_block")
    assert list(found["ตำแหน่งในไฟล์"]) == [f"{PROVINCES}!C11, C12, C13, C14"]
    assert "■ ต้องแก้ไขก่อนจึงจะส่งได้ (4)" in labels_on(app)


def test_a_workbook_of_another_kind_is_refused_in_words_and_not_kept() -> None:
    app = handed_in(Upload(name="x.xlsx", content=b"PK\x03\x04 no workbook"))
    assert "ยังรับไฟล์นี้ไม่ได้" in read(app)
    assert len(table(app, "file_0_block")) == 1
    assert buttons_on(app) == []


def test_another_departments_return_is_refused_and_tells_nothing_of_its_figures() -> None:
    other = filled(house_database(), an_answer(6, {("JOINT", ""): 48_613.0}, department=DSD), "DOP.xlsx")
    app = handed_in(other)
    assert refused_on(app).startswith("ไฟล์นี้เป็นแบบรายงานผลของหน่วยงานอื่น ท่านนำส่งได้เฉพาะของ")
    assert not re.search("48,?613", read(app))
    assert buttons_on(app) == []
    assert deeds()[0][:2] == ("refused", "test-department_head")


def test_several_files_are_kept_one_after_another() -> None:
    app = handed_in(
        a_file(name="a.xlsx"), a_file(UNREADABLE, name="b.xlsx"), Upload(name="c.csv", content=b"1")
    )
    app = pressed(app, "file_1_keep")
    assert done_on(app) == "เก็บเป็นร่างแล้ว ฉบับที่ 1"
    assert "เก็บแล้วเป็นฉบับที่ 1 เปิดเพื่อดำเนินการต่อ" in read(app)
    assert buttons_on(app) == ["file_0_send", "file_0_keep", "file_2_mapping_submit"]
    assert states() == [(1, "draft")]


def test_more_files_than_are_read_at_once_are_refused() -> None:
    app = handed_in(*(Upload(name=f"{n}.csv", content=b"1") for n in range(13)))
    assert "เลือกได้ครั้งละไม่เกิน 12 ไฟล์" in read(app)
    assert buttons_on(app) == []


def test_names_of_files_and_words_of_cells_are_shown_as_they_are_written() -> None:
    app = handed_in(a_file({(WHOLE, "G6"): HOSTILE}, name=HOSTILE))
    assert SHOWN in labels_on(app)
    assert f"“{SHOWN}” ไม่ใช่ตัวเลขที่อ่านได้" in table(app, "file_0_block")["พบอะไร และแก้อย่างไร"][0]
    app = pressed(app, "file_0_keep")
    assert f"“{escape(SHOWN)}” ไม่ใช่ตัวเลขที่อ่านได้" in drawn(app)
    [field] = [field for field in app.text_input if field.key and "_mend_" in field.key]
    assert field.label == f"เซลล์ G6 ในแผ่น {WHOLE}"
    assert "\u202e" not in read(app)


# --- a draft --------------------------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_the_page_goes_on_with_it() -> None:
    app = kept(UNREADABLE)
    assert done_on(app) == "เก็บเป็นร่างแล้ว ฉบับที่ 1"
    assert head_of(app) == "แบบรายงานผลถึงสิ้น มี.ค. 2563"
    assert app.query_params["submission"] == str(versions()[0].id)
    assert "ยังส่งไม่ได้ ต้องแก้ไข 2 แห่งก่อน" in read(app)
    assert "send_draft" not in buttons_on(app)


def test_a_file_says_which_draft_and_which_sent_version_it_takes_the_place_of() -> None:
    sent()
    kept(name="another.xlsx")
    said = read(handed_in(a_file(name="third.xlsx")))
    assert "มีร่างอยู่แล้ว คือฉบับที่ 2 ของ" in said
    assert "ฉบับที่ 1 ที่" in said
    assert "ยังรอฝ่ายแผนงานตรวจ หากส่งไฟล์นี้ ฉบับเดิมจะไม่ใช้แล้ว" in said


def test_small_faults_are_mended_in_the_page() -> None:
    app = kept(UNREADABLE)
    app.text_input(key=f"version_mend_{PROVINCES}!C11").set_value("๑๒๐")
    app = pressed(app, "mend_submit")
    assert done_on(app) == "แก้แล้ว 1 เซลล์ ส่วนที่เหลือแสดงอยู่ด้านล่าง"
    assert list(table(app, "version_block")["ตำแหน่งในไฟล์"]) == [f"{WHOLE}!G6"]
    app.text_input(key=f"version_mend_{WHOLE}!G6").set_value("100")
    app = pressed(app, "mend_submit")
    assert "พร้อมส่งแล้ว" in read(app)
    assert "send_draft" in buttons_on(app)
    assert "๑๒๐" in read(app)


def test_nothing_typed_mends_nothing() -> None:
    assert "แก้ได้ครั้งละ 1 ถึง" in refused_on(pressed(kept(UNREADABLE), "mend_submit"))


def test_unusual_figures_are_confirmed_before_they_are_sent() -> None:
    app = kept(UNUSUAL)
    assert "โปรดตรวจสอบเรื่องผิดสังเกต 1 เรื่อง" in read(app)
    app = pressed(app, "send_draft")
    assert "ยังมีเรื่องผิดสังเกต 1 เรื่องที่ยังไม่ยืนยัน" in refused_on(app)
    app.checkbox[0].check()
    app = pressed(app, "send_draft")
    assert done_on(app) == "ส่งแล้วเป็นฉบับที่ 1 ฝ่ายแผนงานจะตรวจต่อไป"
    assert "ฝ่ายแผนงานกำลังตรวจ ระหว่างนี้ไม่ต้องดำเนินการใด" in read(app)
    assert f"▲ Name of test-department_head {CONFIRMED} (1)" in labels_on(app)
    assert not any("โปรดตรวจสอบ" in heading for heading in labels_on(app))
    app = pressed(app, "take_back")
    assert "▲ ผิดสังเกต โปรดตรวจสอบและยืนยันว่าถูกต้อง (1)" in labels_on(app)


def test_over_the_faults_of_a_draft_that_was_thrown_away_nothing_is_asked_for() -> None:
    app = pressed(kept({**UNREADABLE, **UNUSUAL}), "throw_away")
    assert "ฉบับนี้ไม่ใช้แล้ว" in read(app)
    found = [heading for heading in labels_on(app) if heading.startswith(("■", "▲"))]
    assert found == ["■ ข้อผิดพลาด (2)", "▲ ตัวเลขที่ผิดสังเกต (1)"]


def test_a_file_whose_unusual_figures_are_not_confirmed_is_not_sent_and_not_kept() -> None:
    app = pressed(handed_in(a_file(UNUSUAL)), "file_0_send")
    assert "ยังมีเรื่องผิดสังเกต 1 เรื่องที่ยังไม่ยืนยัน" in refused_on(app)
    assert states() == []


def test_what_was_sent_is_taken_back_and_thrown_away() -> None:
    app = sent()
    assert states() == [(1, "submitted")]
    app = pressed(app, "take_back")
    assert done_on(app) == "ดึงกลับแล้ว ฉบับที่ 1 กลับเป็นร่าง"
    app = pressed(app, "throw_away")
    assert done_on(app) == "ทิ้งร่างฉบับที่ 1 แล้ว"
    assert "ฉบับนี้ไม่ใช้แล้ว" in read(app)
    assert buttons_on(app) == []
    assert list(table(opened("returns", **WHEN), "versions")["สถานะการส่ง"]) == ["– ไม่ใช้แล้ว"]


def test_what_came_back_says_why_and_is_gone_on_from() -> None:
    sent()
    [version] = versions()
    send_back(house_database(), ROOT, version.id, revision=version.revision, reason="<b>โปรดตรวจ</b> K1")
    app = opened("returns", **WHEN, submission=str(version.id))
    assert escape("<b>โปรดตรวจ</b> K1") in drawn(app)
    assert "โปรดอ่านเหตุที่ส่งกลับ" in read(app)
    app = pressed(app, "go_on")
    assert done_on(app) == "มีร่างใหม่แล้ว คือฉบับที่ 2"
    assert states() == [(1, "sent_back"), (2, "draft")]
    app = opened("returns", **WHEN)
    assert list(table(app, "versions")["เหตุที่ส่งกลับ"]) == ["", "<b>โปรดตรวจ</b> K1"]
    assert list(table(app, "due")["สถานะการส่ง"])[1] == "◇ ร่าง"
    assert "submission={code}" in leads_to(app, "table", "due")


def test_the_draft_that_goes_on_from_it_still_says_why_and_has_a_field_for_each_cell_that_came_back() -> None:
    sent()
    [version] = versions()
    said = CellReason(sheet=WHOLE, cell="G6", reason="ตัวเลขซ้ำกับไตรมาสก่อน")
    send_back(
        house_database(), ROOT, version.id, revision=version.revision, reason="โปรดตรวจ K1", cells=[said]
    )
    app = opened("returns", **WHEN)
    assert f"submission={version.id}" in drawn(app)  # the list of what has to be sent leads to it
    app = pressed(opened("returns", **WHEN, submission=str(version.id)), "go_on")
    assert "เหตุที่ฉบับที่ 1 ถูกส่งกลับ" in read(app)
    assert "โปรดตรวจ K1" in read(app)
    app.text_input(key=f"version_mend_{WHOLE}!G6").set_value("120")
    app = pressed(app, "mend_submit")
    assert [(e.sheet, e.cell, e.written) for e in versions()[-1].contents.edits] == [(WHOLE, "G6", "120")]
    assert "ตัวเลขซ้ำกับไตรมาสก่อน" in read(app)


def test_an_unusual_figure_is_mended_in_the_page_or_left_as_it_is() -> None:
    app = kept(UNUSUAL)
    field = app.text_input(key=f"version_mend_{WHOLE}!E6")
    assert field.placeholder == "เว้นว่างไว้หากถูกต้องอยู่แล้ว"
    field.set_value("500")
    app = pressed(app, "mend_submit")
    assert "พร้อมส่งแล้ว" in read(app)
    assert [f.code for f in versions()[-1].contents.findings] == ["milestones_not_reported"]


def test_two_screens_of_one_draft_come_to_one_outcome() -> None:
    app = kept()
    [version] = versions()
    discard(house_database(), ROOT, version.id, revision=version.revision)
    assert "แบบรายงานผลนี้เปลี่ยนไปหลังจากที่ท่านเปิด" in refused_on(pressed(app, "send_draft"))
    assert states() == [(1, "replaced")]


def test_a_closed_period_takes_in_no_file_and_no_draft() -> None:
    app = kept()
    close_period(house_database(), ROOT, year=2020, month=6)
    app = app.run()
    assert "งวดนี้ปิดแล้ว ส่งร่างนี้ไม่ได้" in read(app)
    assert "send_draft" not in buttons_on(app)
    assert "งวดนี้ปิดแล้ว" in refused_on(handed_in(a_file()))


# --- evidence -------------------------------------------------------------------------------------------------------


def test_evidence_is_attached_as_a_file_and_as_a_link_and_taken_off() -> None:
    app = kept()
    app.selectbox(key="evidence_kpi").set_value("SERVED")
    app.file_uploader(key="evidence_file_0").set_value((HOSTILE, b"%PDF", "application/pdf"))
    app = pressed(app, "evidence_submit")
    assert done_on(app) == "แนบหลักฐานแล้ว"
    assert escape(SHOWN) in drawn(app)
    app.text_input(key="evidence_link").set_value("https://example.go.th/?a=1&b=<c>")
    app = pressed(app, "evidence_submit")
    assert escape("https://example.go.th/?a=1&b=<c>") in drawn(app)
    assert app.text_input(key="evidence_link").value == ""
    first = seen(house_database(), lambda c: list_evidence(c, [versions()[0].id]))[0]
    app = pressed(app, f"evidence_off_{first.id}")
    assert done_on(app) == "ถอดหลักฐานแล้ว"
    assert "หลักฐาน (1)" in labels_on(app)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "//example.org", "", "https://"])
def test_what_is_no_address_of_the_web_is_refused(link: str) -> None:
    app = kept()
    app.text_input(key="evidence_link").set_value(link)
    assert "ไม่ใช่ที่อยู่เว็บ" in refused_on(pressed(app, "evidence_submit"))
    assert app.text_input(key="evidence_link").value == link


# --- who may --------------------------------------------------------------------------------------------------------


def test_an_officer_keeps_a_draft_and_his_head_sends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    come_in(monkeypatch, Role.DEPARTMENT_OFFICER, DOP)
    app = handed_in(a_file())
    assert "หัวหน้าหน่วยงานเป็นผู้ส่งจากร่างที่เก็บไว้" in read(app)
    assert buttons_on(app) == ["file_0_keep"]
    app = pressed(app, "file_0_keep")
    assert "send_draft" not in buttons_on(app)
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DOP)
    app = pressed(opened("returns", **WHEN, submission=app.query_params["submission"]), "send_draft")
    assert states() == [(1, "submitted")]


def test_the_planning_office_hands_in_for_any_department(monkeypatch: pytest.MonkeyPatch) -> None:
    come_in(monkeypatch, Role.PLANNING_OFFICE)
    app = opened("returns", **WHEN, department=DSD)
    assert is_well(app)
    assert set(table(app, "due")["สถานะการส่ง"]) == {"■ เกินกำหนด"}
    assert "file_0_send" in buttons_on(put_in(app, [a_file()]))


def test_an_auditor_reads_every_return_and_can_do_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = kept(UNUSUAL)
    number = app.query_params["submission"]
    come_in(monkeypatch, Role.AUDITOR)
    app = opened("returns", **WHEN, department=DOP)
    assert is_well(app)
    assert "ขั้นที่" not in read(app)
    assert not app.file_uploader
    assert not app.get("download_button")
    app = opened("returns", **WHEN, submission=number)
    assert is_well(app)
    assert "หน่วยงานกำลังจัดทำร่าง ยังไม่ได้ส่ง" in read(app)
    assert has_table(app, "version_confirm")
    assert buttons_on(app) == []
    assert not app.text_input
    assert not app.file_uploader


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.ADMINISTRATOR])
@pytest.mark.parametrize("page", ["returns", "review"])
def test_for_others_the_pages_do_not_exist(monkeypatch: pytest.MonkeyPatch, role: Role, page: str) -> None:
    kept()
    come_in(monkeypatch, role)
    app = opened(page, **WHEN, submission="1")
    assert head_of(app) not in {"แบบรายงานผล", "ตรวจรับรอง"}
    assert "DOP.xlsx" not in read(app)


@pytest.mark.parametrize("number", ["-1", "๑", "x", "1'--", "9" * 40])
def test_what_is_no_number_of_a_version_is_refused_in_words(number: str) -> None:
    app = opened("returns", **WHEN, submission=number)
    assert refused_on(app) == "ไม่มีแบบรายงานผลนี้ โปรดเลือกจากรายการ"


@pytest.mark.parametrize("number", ["0", "2", "9" * 15])
def test_who_asks_for_numbers_does_not_learn_which_there_are(number: str) -> None:
    kept()
    app = opened("returns", **WHEN, submission=number)
    assert "บทบาทของท่านครอบคลุมเฉพาะ DOP" in refused_on(app)


def test_the_number_of_another_departments_version_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    number = kept().query_params["submission"]
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DSD, login="head-of-dsd")
    app = opened("returns", **WHEN, submission=number)
    assert "บทบาทของท่านครอบคลุมเฉพาะ DSD" in refused_on(app)
    assert "DOP.xlsx" not in read(app)


def test_another_department_in_the_address_is_refused() -> None:
    app = opened("returns", **WHEN, department=DSD)
    assert "บทบาทของท่านครอบคลุมเฉพาะ DOP" in refused_on(app)


def test_who_loses_his_role_while_his_screen_stands_open_keeps_nothing() -> None:
    app = handed_in(a_file())
    end_the_role(Role.DEPARTMENT_HEAD, DOP)
    app = pressed(app, "file_0_keep")
    assert not app.exception
    assert states() == []


def test_a_file_that_is_gone_from_the_field_is_not_kept() -> None:
    app = handed_in(a_file(name="a.xlsx"), a_file(name="b.xlsx"))
    field = next(field for field in app.file_uploader if field.accept_multiple_files)
    [first] = [a_file(name="a.xlsx")]
    field.set_value([(first.name, first.content, "")])
    app = pressed(app, "file_1_keep")
    assert "ไม่มีไฟล์นี้อยู่แล้ว โปรดเลือกใหม่อีกครั้ง" in refused_on(app)
    assert states() == []


def test_somebody_elses_draft_is_replaced_by_a_newer_one_and_both_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    come_in(monkeypatch, Role.DEPARTMENT_OFFICER, DOP)
    upload = a_file(name="newer.xlsx")
    kept()
    keep_draft(house_database(), ROOT, upload, read_workbook(upload))
    assert states() == [(1, "replaced"), (2, "draft")]
    assert list(table(opened("returns", **WHEN), "versions")["ไฟล์"]) == ["newer.xlsx", "DOP.xlsx"]
