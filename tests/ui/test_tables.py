"""A table as the browser gets it: what is said beside what it is sorted by, and what is taken away."""

import json

from charts.chart import Table
from domain.status import Status
from domain.text import Language
from house_style.wording import wording
from ui.tables import Column, Shown, _sent, table_of

WORDS = wording(Language.THAI)
KPIS = (
    Column(heading="สถานะ", values=[Status.WATCH, Status.NO_DATA], shown=Shown.STATUS),
    Column(heading="ตัวชี้วัด", values=["=1+1", "<b>x</b>"], wide=True, below=["เหตุผล", ""]),
    Column(heading="คะแนน", values=[3.456, None], shown=Shown.SCORE),
    Column(heading="วันล่าช้า", values=[3, None], shown=Shown.NUMBER, missing="ไม่มี"),
    Column(heading="แนวโน้ม", values=[[3.0, None, 3.5], [None]], shown=Shown.TREND),
)


def rows() -> list[list[object]]:
    sent = _sent(WORDS, KPIS, ("K1", "K2"), "ตัวชี้วัด", is_open=False, link="./kpi?kpi={code}")
    found: list[list[object]] = json.loads(sent)["rows"]
    return found


def test_a_value_is_what_it_is_sorted_by_and_what_is_said() -> None:
    assert rows()[0] == [
        [1, "เฝ้าระวัง", "▲", "watch"],
        ["=1+1", "=1+1", "เหตุผล"],
        [3.456, "3.46"],
        [3, "3"],
        [0.0, 5.0, "จาก 3.00 เป็น 3.50", [3.0, None, 3.5]],
    ]


def test_what_is_missing_is_said_so_and_never_zero() -> None:
    _, name, score, days, trend = rows()[1]
    assert name == ["<b>x</b>", "<b>x</b>", ""]
    assert score == [None, "ยังไม่รายงาน"]
    assert days == [None, "ไม่มี"]
    assert trend == [0.0, 5.0, "", [None]]


def test_an_amount_is_sorted_by_its_number_and_taken_away_with_its_unit() -> None:
    amounts = [Column(heading="ผลงาน", values=[(62.4, "62.4%"), None], shown=Shown.AMOUNT, missing="ไม่มี")]
    sent = json.loads(_sent(WORDS, amounts, (), "x", is_open=False, link=""))
    assert sent["rows"] == [[[62.4, "62.4%"]], [[None, "ไม่มี"]]]
    assert table_of(amounts, WORDS).rows == (("62.4%",), (None,))


def test_small_letters_stand_under_an_amount_and_a_number_too() -> None:
    columns = [
        Column(
            heading="ผลงาน",
            values=[(62.4, "62.4%"), None],
            shown=Shown.AMOUNT,
            missing="ไม่มี",
            below=["✱", ""],
        ),
        Column(heading="ตัวตั้ง", values=[5, 6], shown=Shown.NUMBER, below=["", "✱"]),
    ]
    sent = json.loads(_sent(WORDS, columns, (), "x", is_open=False, link=""))
    assert sent["rows"] == [[[62.4, "62.4%", "✱"], [5, "5", ""]], [[None, "ไม่มี", ""], [6, "6", "✱"]]]


def test_short_words_stay_on_one_line_and_long_ones_do_not() -> None:
    columns = [
        Column(heading="กำหนดส่ง", values=["30 ต.ค. 2564", ""]),
        Column(heading="ผู้รับผิดชอบ", values=["สป., ดย., ผส., สค., พส., พก.", "สป."]),
        Column(heading="ตัวชี้วัด", values=["ก", "ข"], wide=True),
        Column(heading="ตัวชี้วัด", values=["ก", "ข"], wide=True, below=["เหตุผล", ""]),
    ]
    sent = json.loads(_sent(WORDS, columns, (), "x", is_open=False, link=""))
    assert [column["kind"] for column in sent["columns"]] == [
        "text short",
        "text",
        "text wide",
        "text wide told",
    ]


def test_a_row_is_led_to_by_its_name() -> None:
    sent = json.loads(_sent(WORDS, KPIS, ("K1", "K2"), "x", is_open=False, link="./kpi?kpi={code}"))
    assert [column["leads"] for column in sent["columns"]] == [False, True, False, False, False]
    assert sent["codes"] == ["K1", "K2"]


def test_what_is_taken_away_has_numbers_words_and_the_newest_of_a_trend() -> None:
    assert table_of(KPIS, WORDS) == Table(
        columns=("สถานะ", "ตัวชี้วัด", "คะแนน", "วันล่าช้า", "แนวโน้ม"),
        rows=(("เฝ้าระวัง", "=1+1", 3.456, 3.0, 3.5), ("ไม่มีข้อมูล", "<b>x</b>", None, None, None)),
    )
