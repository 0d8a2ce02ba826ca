"""The planning office looks at what was sent, approves it or sends it back, and closes periods; never one person alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access.house_database import house_database
from domain.kpi_return import Cell, Explanation
from domain.person import Role
from tests.builders import YEAR
from tests.journeys.insiders import come_in
from tests.journeys.reader import has_table, head_of, is_well, labels_on, opened, read, table
from tests.journeys.returns import (
    PROVINCES,
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
    refused_on,
    sent,
    states,
    versions,
)
from tests.journeys.test_roles import deeds, end_the_role
from tests.people import ROOT
from tests.use_cases.ministry import DOP, second_of_dop
from use_cases.hand_in import take_back
from use_cases.periods import close_period

FLAGSHIPS = "โครงการสำคัญ"
AFTER_TOMORROW = datetime.now(UTC) + timedelta(days=2)
UNTIL = f"{AFTER_TOMORROW.day}/{AFTER_TOMORROW.month}/{AFTER_TOMORROW.year + 543}"


@pytest.fixture(autouse=True)
def the_planning_office_looks_at_what_dop_sent(small_ministry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DOP sent its second quarter, and whoever looks at the screens is of the planning office."""
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DOP)
    sent()
    come_in(monkeypatch, Role.PLANNING_OFFICE)


def opened_one() -> str:
    """The number of the version that was sent last."""
    return str(versions()[-1].id)


def test_what_waits_stands_in_the_queue_and_who_has_not_reported_below_it() -> None:
    app = opened("review", **WHEN)
    assert is_well(app)
    queue = table(app, "queue")
    assert queue.iloc[0]["หน่วยงาน"] == "กรมกิจการผู้สูงอายุ (DOP)"
    assert queue.iloc[0]["ผู้ส่ง"].startswith("Name of test-department_head · ")
    assert "สถานะการส่งรายงานผล" in labels_on(app)
    assert "รออนุมัติ" in read(app)


def test_it_says_what_it_changes_and_its_figures_stand_once_it_is_approved() -> None:
    app = opened("review", **WHEN, submission=opened_one())
    assert head_of(app) == "แบบรายงานผลถึงสิ้น มี.ค. 2563"
    assert "โปรดดูสิ่งที่จะเปลี่ยนไป แล้วอนุมัติ หรือส่งกลับพร้อมเหตุผล" in read(app)
    assert "ตัวเลขจะเปลี่ยน 8 ค่า" in read(app)
    assert "240" not in read(opened("kpi", **WHEN, kpi="SERVED"))
    app = pressed(app, "approve")
    assert done_on(app) == "อนุมัติแล้ว ตัวเลขของฉบับที่ 1 แสดงในทุกหน้าจอตั้งแต่บัดนี้"
    assert "ตัวเลขของฉบับนี้เผยแพร่แล้ว" in read(app)
    assert "approve" not in buttons_on(app)
    assert not has_table(opened("review", **WHEN), "queue")
    served = opened("kpi", **WHEN, kpi="SERVED")
    assert "240" in read(served)  # 100 + 50 + 80 + 10
    assert deeds()[0][:2] == ("approve_return", "test-planning_office")


def test_nobody_approves_what_he_sent_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    take_back(house_database(), ROOT, versions()[0].id, revision=versions()[0].revision)
    app = pressed(handed_in(a_file()), "file_0_send")
    number = app.query_params["submission"]
    app = opened("review", **WHEN, submission=number)
    assert "ท่านเป็นผู้ส่งแบบรายงานผลฉบับนี้" in read(app)
    assert buttons_on(app) == ["back_submit"]
    come_in(monkeypatch, Role.PLANNING_OFFICE, login="malee")
    app = pressed(opened("review", **WHEN, submission=number), "approve")
    assert states()[-1] == (2, "approved")


def test_it_is_sent_back_with_a_reason_and_reasons_of_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("review", **WHEN, submission=opened_one())
    app.text_area(key="back_reason").set_value("โปรดตรวจ <i>อีกครั้ง</i>")
    app.selectbox(key="back_cell_0").set_value(f"{WHOLE}!G6")
    app.text_input(key="back_why_0").set_value("สูงเกินไป $x$ [y](z)")
    app = pressed(app, "back_submit")
    assert done_on(app) == "ส่งฉบับที่ 1 กลับแล้ว หน่วยงานจะเห็นเหตุผล"
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DOP)
    app = opened("returns", **WHEN, submission=opened_one())
    for words in ("โปรดตรวจ <i>อีกครั้ง</i>", f"{WHOLE}!G6", "สูงเกินไป $x$ [y](z)"):
        assert escape(words) in drawn(app)
    assert "annotated_file" in [button.key for button in app.get("download_button")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "โปรดระบุเหตุที่ส่งกลับ"),
        ({"back_reason": "x", "back_why_0": "y"}, "โปรดเลือกเซลล์ของเหตุผล “y” ยังไม่ได้ส่งกลับ"),
    ],
    ids=["no reason", "no cell"],
)
def test_it_is_not_sent_back_without_a_reason_or_with_a_reason_of_no_cell(
    typed: dict[str, str], said: str
) -> None:
    app = opened("review", **WHEN, submission=opened_one())
    for key, words in typed.items():
        (app.text_area if key == "back_reason" else app.text_input)(key=key).set_value(words)
    app = pressed(app, "back_submit")
    assert said in refused_on(app)
    assert next(e for e in app.expander if e.label == "ส่งกลับพร้อมเหตุผล").proto.expanded
    assert states() == [(1, "submitted")]


def test_of_many_figures_the_first_ones_stand_there_and_all_of_them_for_who_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.parts.long_lists.FIRST_SHOWN", 3)
    app = opened("review", **WHEN, submission=opened_one())
    assert list(table(app, "version_cells")["พื้นที่"]) == ["ภาพรวม", "เชียงใหม่", "เชียงราย"]
    assert "ยังมีตัวเลขที่เปลี่ยนอีก 5 ค่า" in read(app)
    app = app.checkbox(key="version_cells_all").check().run()
    assert len(table(app, "version_cells")) == 8
    assert "ยังมีตัวเลขที่เปลี่ยนอีก" not in read(app)


def test_what_shows_the_same_before_and_after_is_no_row_but_counted() -> None:
    """Of DOP alone are SERVED and F1's milestone; JOINT, its strategy S2 and F2 wait for DSD."""
    app = opened("review", **WHEN, submission=opened_one())
    scores = table(app, "version_scores")
    assert list(scores["รายการ"]) == ["ทั้งแผน", "S1 S1", "F1 F1", "SERVED จำนวนผู้ได้รับบริการ"]
    assert "อีก 3 รายการ คะแนนและสถานะที่แสดงยังคงเท่าเดิม" in read(app)


def test_a_figure_that_moves_no_score_by_a_hundredth_fills_no_table_of_scores(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pressed(opened("review", **WHEN, submission=opened_one()), "approve")
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DOP)
    app = handed_in(a_file({(PROVINCES, "C11"): 100.01}))
    assert not has_table(app, "file_0_scores")
    assert "ไม่มีคะแนนหรือสถานะใดเปลี่ยนแปลง" in read(app)
    figures = table(app, "file_0_cells")
    assert figures[["เดิม", "เปลี่ยนเป็น", "ช่อง"]].to_numpy().tolist() == [["100", "100.01", f"{PROVINCES}!C11"]]


def test_what_is_few_is_shown_at_once_below_the_file_itself() -> None:
    app = opened("review", **WHEN, submission=opened_one())
    assert len(table(app, "version_cells")) == 8
    assert not app.checkbox
    headings = labels_on(app)
    assert headings.index("แบบรายงานผลฉบับนี้") < headings.index("สิ่งที่จะเปลี่ยนไป") < headings.index("ตัวเลข (8)")


def unusual_one(monkeypatch: pytest.MonkeyPatch) -> str:
    """The number of a return whose head said of an unusual figure that it is right; its planner is in."""
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DOP)
    app = handed_in(a_file(UNUSUAL))
    app.checkbox[0].check()
    number = str(pressed(app, "file_0_send").query_params["submission"])
    come_in(monkeypatch, Role.PLANNING_OFFICE)
    return number


def test_over_unusual_figures_stands_who_said_that_they_are_right(monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("review", **WHEN, submission=unusual_one(monkeypatch))
    said = "▲ Name of test-department_head ตรวจสอบและยืนยันแล้วว่าตัวเลขที่ผิดสังเกตเหล่านี้ถูกต้อง (1)"
    assert said in labels_on(app)
    app = pressed(app, "approve")
    assert said in labels_on(app)
    assert not any("โปรดตรวจสอบ" in heading for heading in labels_on(app))


def test_of_a_return_that_changes_nothing_any_figure_can_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    pressed(opened("review", **WHEN, submission=opened_one()), "approve")
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DOP)
    sent()
    come_in(monkeypatch, Role.PLANNING_OFFICE)
    app = opened("review", **WHEN, submission=opened_one())
    assert not has_table(app, "version_cells")
    assert f"{PROVINCES}!C11 · SERVED · เชียงใหม่" in app.selectbox(key="back_cell_0").options


def test_a_cell_is_picked_each_with_its_kpi_and_province_what_is_unusual_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = opened("review", **WHEN, submission=unusual_one(monkeypatch))
    assert app.selectbox(key="back_cell_4").options == [
        f"{WHOLE}!E6",
        f"{WHOLE}!G6 · JOINT",
        f"{PROVINCES}!C11 · SERVED · เชียงใหม่",
        f"{PROVINCES}!C12 · SERVED · เชียงราย",
        f"{PROVINCES}!C13 · SERVED · ภูเก็ต",
        f"{PROVINCES}!C14 · SERVED · สงขลา",
        f"{FLAGSHIPS}!E6 · M1",
        f"{FLAGSHIPS}!D12 · F1",
        f"{FLAGSHIPS}!E12 · F1",
    ]


def test_who_decides_reads_why_a_critical_kpi_stands_where_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DOP)
    why = Explanation(
        kpi="SERVED",
        cause="น้ำท่วม <b>x</b> $y$",
        action="เพิ่มทีม",
        by=date(2020, 6, 30),
        support="งบ 2 ล้านบาท",
        at=Cell(sheet="E", cell="D2"),
    )
    app = pressed(handed_in(a_file(answered=replace(second_of_dop(), explanations=(why,)))), "file_0_send")
    number = app.query_params["submission"]
    said = ["SERVED จำนวนผู้ได้รับบริการ", "น้ำท่วม <b>x</b> $y$", "เพิ่มทีม", "30 มิ.ย. 2563", "งบ 2 ล้านบาท"]
    assert table(app, "explained").to_numpy().tolist() == [said]
    come_in(monkeypatch, Role.PLANNING_OFFICE)
    app = opened("review", **WHEN, submission=number)
    assert table(app, "explained").to_numpy().tolist() == [said]
    app = pressed(app, "approve")
    assert table(app, "explained").to_numpy().tolist() == [said]


def test_who_approves_what_was_taken_back_meanwhile_is_told_and_nothing_is_published() -> None:
    app = opened("review", **WHEN, submission=opened_one())
    take_back(house_database(), ROOT, versions()[0].id, revision=versions()[0].revision)
    assert "แบบรายงานผลนี้เปลี่ยนไปหลังจากที่ท่านเปิด" in refused_on(pressed(app, "approve"))
    assert states() == [(1, "draft")]


def test_who_loses_his_role_while_his_screen_stands_open_approves_nothing() -> None:
    app = opened("review", **WHEN, submission=opened_one())
    end_the_role(Role.PLANNING_OFFICE)
    app = pressed(app, "approve")
    assert not app.exception
    assert states() == [(1, "submitted")]


def test_a_draft_is_not_decided() -> None:
    kept()
    app = opened("review", **WHEN, submission=opened_one())
    assert is_well(app)
    assert {"approve", "back_submit"}.isdisjoint(buttons_on(app))


# --- periods --------------------------------------------------------------------------------------------------------


def closed() -> None:
    """The second quarter is closed, its return decided."""
    pressed(opened("review", **WHEN, submission=opened_one()), "approve")
    close_period(house_database(), ROOT, year=YEAR, month=6)


def test_a_period_is_closed_by_who_is_sure_and_not_while_returns_wait() -> None:
    app = opened("review", **WHEN)
    assert "งวดนี้เปิดรับแบบรายงานผลอยู่" in read(app)
    app = pressed(app, "close_submit")
    assert "ยังไม่ได้ดำเนินการ" in refused_on(app)
    app.checkbox(key="close_sure").check()
    assert "รอการพิจารณา 1 ฉบับ: DOP" in refused_on(pressed(app, "close_submit"))
    pressed(opened("review", **WHEN, submission=opened_one()), "approve")
    app = opened("review", **WHEN)
    app.checkbox(key="close_sure").check()
    app = pressed(app, "close_submit")
    assert done_on(app) == "ปิดงวดแล้ว"
    assert "ปิดโดย Name of test-planning_office" in read(app)
    assert "close_submit" not in buttons_on(app)


def asked(reason: str = "<b>แก้ไข</b> $x$", until: str = UNTIL) -> AppTest:
    """The page after somebody asked to open the period again for DOP."""
    app = opened("review", **WHEN)
    app.selectbox(key="reopen_department").set_value(DOP)
    app.text_input(key="reopen_until").set_value(until)
    app.text_area(key="reopen_reason").set_value(reason)
    return pressed(app, "reopen_submit")


def test_a_closed_period_is_opened_again_by_two_people(monkeypatch: pytest.MonkeyPatch) -> None:
    closed()
    app = asked()
    assert done_on(app) == "ส่งคำขอแล้ว ต้องให้บุคคลที่สองในฝ่ายแผนงานเป็นผู้อนุญาต"
    assert escape("<b>แก้ไข</b> $x$") in drawn(app)
    assert "grant_1" not in buttons_on(app)
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DOP)
    assert "งวดนี้ปิดแล้ว" in refused_on(handed_in(a_file()))
    come_in(monkeypatch, Role.PLANNING_OFFICE, login="malee")
    app = pressed(opened("review", **WHEN), "grant_1")
    assert done_on(app) == "อนุญาตแล้ว ส่งแบบรายงานผลได้จนถึงเวลาที่กำหนด"
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DOP)
    assert "file_0_send" in buttons_on(handed_in(a_file()))
    come_in(monkeypatch, Role.PLANNING_OFFICE, login="malee")
    assert done_on(pressed(opened("review", **WHEN), "end_1")) == "ยุติแล้ว งวดนี้ปิดอยู่"


@pytest.mark.parametrize(
    ("reason", "until", "said"),
    [
        ("", UNTIL, "โปรดระบุเหตุผล"),
        ("x", "พรุ่งนี้", "“พรุ่งนี้” ไม่ใช่วันที่"),
        ("x", "1/1/2560", "เปิดงวดอีกครั้งได้ไม่เกิน"),
        ("x", "1/1/2650", "เปิดงวดอีกครั้งได้ไม่เกิน"),
    ],
)
def test_a_re_opening_without_a_reason_or_an_end_in_sight_is_refused(
    reason: str, until: str, said: str
) -> None:
    closed()
    app = asked(reason, until)
    assert said in refused_on(app)
    assert app.text_input(key="reopen_until").value == until


@pytest.mark.parametrize("role", [Role.DEPARTMENT_HEAD, Role.DEPARTMENT_OFFICER, Role.AUDITOR])
def test_for_others_there_is_no_review(monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    come_in(monkeypatch, role, DOP)
    app = opened("review", **WHEN, submission=opened_one())
    assert head_of(app) != "ตรวจรับรอง"
    assert "approve" not in buttons_on(app)
