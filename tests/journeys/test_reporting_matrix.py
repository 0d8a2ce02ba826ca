"""The matrix of departments and months on a screen: words beside shapes, and a way to every return."""

from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access.house_database import house_database
from data_access.periods import find_reopening, save_closing, save_granted, save_reopening
from domain.person import Role
from tests.data_access.builders import an_answer
from tests.journeys.insiders import come_in
from tests.journeys.reader import TAG, is_well, opened, read, table
from tests.use_cases.on_their_way import a_hand, drafted

DEPARTMENT, OTHER = "06103", "06104"
YEAR = {"year": "2564"}


def matrix_on(app: AppTest) -> str:
    [block] = [html.value for html in app.html if '<div class="matrix"' in html.value]
    return block


def row_of(app: AppTest, department: str) -> list[str]:
    """What stands in each cell of a department's row, from the first month of the year to the last."""
    [row] = [
        row for row in matrix_on(app).split("<tr>") if f"department={department}" in row.split("</th>")[0]
    ]
    return [" ".join(unescape(TAG.sub(" ", cell)).split()) for cell in row.split("<td>")[1:]]


def test_what_is_approved_says_how_complete_it_is_and_how_late_it_came(ministry: Path) -> None:
    app = opened("department", **YEAR)
    assert is_well(app)
    assert "สถานะการส่งรายงานผล" in read(app)
    cells = row_of(app, DEPARTMENT)
    assert len(cells) == 12
    assert cells[0] == "– ไม่มีรายการ"
    assert cells[2] == "● อนุมัติแล้ว 231 จาก 234 ค่า ทันกำหนด"
    assert cells[5] == "● อนุมัติแล้ว 236 จาก 237 ค่า ส่งช้า 23 วัน"


def test_a_cell_leads_to_the_return_of_who_may_read_it_and_else_to_the_department(
    ministry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_march = f"year=2564&amp;period=Q2&amp;department={DEPARTMENT}"
    assert f'href="./department?lang=th&amp;{at_march}"' in matrix_on(opened("department", **YEAR))
    come_in(monkeypatch, Role.PLANNING_OFFICE)
    assert f'href="./returns?lang=th&amp;{at_march}"' in matrix_on(opened("department", **YEAR))


def test_its_table_is_taken_away_with_numbers_as_numbers(ministry: Path) -> None:
    app = opened("department", **YEAR).button(key="matrix_more").click().run()
    assert is_well(app)
    rows = table(app, "matrix_rows")
    [row] = [r for _, r in rows.iterrows() if (r["กำหนดส่ง"], r["ส่งช้า (วัน)"]) == ("15 เม.ย. 2564", 23)]
    assert (row["สถานะการส่ง"], row["จำนวนค่าที่รายงาน"], row["จำนวนค่าที่ต้องรายงาน"]) == ("อนุมัติแล้ว", 236, 237)
    assert (row["แบบรายงานผลถึงสิ้นเดือน"], row["งวด"]) == ("มี.ค. 2564", "ยังไม่ปิดงวด")


def test_who_looks_back_is_not_told_of_today(ministry: Path) -> None:
    app = opened("department", **YEAR, asof="2021-06-30T10:00:00Z")
    assert is_well(app)
    assert '<div class="matrix"' not in "".join(html.value for html in app.html)


def test_a_draft_is_seen_by_who_may_read_it_and_a_closed_month_by_all(
    own_ministry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, database = datetime.now(UTC), house_database()
    drafted(database, an_answer(12, {("X", ""): 1.0}, department=DEPARTMENT, year=2021), now)
    with database.writing() as connection:
        save_closing(connection, 2021, 3, a_hand(now))
        until = now + timedelta(days=3)
        number = save_reopening(
            connection, year=2021, month=3, department=DEPARTMENT, reason="x", until=until, asked=a_hand(now)
        )
        asked = find_reopening(connection, number)
        assert asked is not None
        save_granted(connection, asked, a_hand(now, "prasert"))
    app = opened("department", **YEAR)
    assert "ปิดงวดแล้ว" in matrix_on(app)
    assert row_of(app, DEPARTMENT)[2].endswith("เปิดให้แก้ไขอีกครั้ง")
    assert "ร่าง" not in matrix_on(app)
    come_in(monkeypatch, Role.DEPARTMENT_HEAD, DEPARTMENT)
    app = opened("department", **YEAR)
    assert row_of(app, DEPARTMENT)[11].endswith("ฉบับใหม่: ◇ ร่าง")
    assert "ร่าง" not in "".join(row_of(app, OTHER))
