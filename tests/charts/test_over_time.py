from dataclasses import replace
from datetime import date

from charts.budget_bars import BudgetQuarter, budget_bars
from charts.progress_curve import CurvePoint, progress_curve
from charts.sparkline import SparkPoint, sparkline
from charts.timeline import MilestoneBar, timeline
from charts.trend import Ahead, TrendPoint, trend
from domain.fiscal import Era
from domain.status import Status
from domain.text import Text
from tests.charts.builders import (
    ENGLISH,
    LOOKS,
    THAI,
    assert_sound,
    codes,
    drawn,
    layout,
    legend,
    traces,
    walked,
)
from tests.house_style.builders import a_kpi

KPI = a_kpi()
Q1 = TrendPoint(
    code="2563-Q1", label="Q1/63", period="ไตรมาส 1 ปีงบประมาณ 2563", actual=500, status=Status.AT_RISK,
    target=750, original=700, last_year=450, score=2.5, restated=True,
)  # fmt: skip
Q2 = TrendPoint(
    code="2563-Q2",
    label="Q2/63",
    period="ไตรมาส 2 ปีงบประมาณ 2563",
    actual=None,
    status=Status.NO_DATA,
    target=1500,
)
Q3 = TrendPoint(
    code="2563-Q3",
    label="Q3/63",
    period="ไตรมาส 3 ปีงบประมาณ 2563",
    actual=2200,
    status=Status.ON_TRACK,
    target=2250,
)
YEAR_END = Ahead(label="สิ้นปี 2563", projected=2933, target=3000, low=2700, high=3100)
BAHT = Text(th="บาท", en="baht")
TODAY = date(2020, 8, 31)


def test_a_trend_has_solid_bars_and_a_gap_where_nothing_was_reported() -> None:
    found = drawn(trend((Q1, Q2, Q3), KPI, THAI))
    assert (found["actual"]["x"], found["actual"]["y"]) == ([0, 2], [500, 2200])
    assert found["missing"]["x"] == [1]
    assert found["missing"]["marker"]["symbol"] == ["circle-open"]


def test_a_trend_draws_the_target_in_force_and_the_one_first_set_where_they_differ() -> None:
    found = drawn(trend((Q1, Q2, Q3), KPI, THAI))
    assert found["target"]["y"] == [750, 1500, 2250]
    assert (found["original"]["x"], found["original"]["y"]) == ([0], [700])


def test_the_projection_is_hatched_and_carries_its_band() -> None:
    chart = trend((Q1, Q2, Q3), KPI, THAI, ahead=YEAR_END)
    ahead = drawn(chart)["ahead"]
    assert (ahead["x"], ahead["y"]) == ([3], [2933])
    assert ahead["marker"]["pattern"]["shape"] == "/"
    assert ahead["error_y"]["array"] == [167]
    assert ahead["error_y"]["arrayminus"] == [233]
    assert "คาดการณ์ สิ้นปี 2563 : 2,933 คน" in chart.alternative


def test_a_projection_without_a_past_has_no_band() -> None:
    bare = Ahead(label="สิ้นปี 2563", projected=2933)
    assert drawn(trend((Q1,), KPI, THAI, ahead=bare))["ahead"]["error_y"]["visible"] is False


def test_a_figure_that_was_changed_later_is_marked() -> None:
    chart = trend((Q1, Q2, Q3), KPI, THAI)
    assert drawn(chart)["restated"]["x"] == [0]
    assert chart.table.rows[0][-1] == "แก้ไขย้อนหลัง"


def test_periods_are_walked_one_by_one_with_a_gap_among_them() -> None:
    chart = trend((Q1, Q2, Q3), KPI, THAI, ahead=YEAR_END)
    assert walked(chart) == ["2563-Q1", "2563-Q2", "2563-Q3", "ahead"]


def test_the_newest_figure_is_said_with_its_status() -> None:
    words = drawn(trend((Q1, Q2, Q3), KPI, THAI))["newest_words"]
    assert words["text"] == ["<b>2,200</b> ● เป็นไปตามแผน"]
    assert words["x"] == [2]


def test_a_band_to_stay_within_is_drawn_as_an_area() -> None:
    kept = [
        TrendPoint(
            code=str(i), label=str(i), period=str(i), actual=15, status=Status.ON_TRACK, low=10, high=20
        )
        for i in (1, 2)
    ]
    band = drawn(trend(kept, KPI, THAI))["band"]
    assert (band["x"], band["y"]) == ([0, 1, 1, 0], [20, 20, 10, 10])


def test_a_legend_names_only_the_marks_that_are_there() -> None:
    assert "เป้าหมายเดิม" in legend(trend((Q1, Q2), KPI, THAI))
    assert "เป้าหมายเดิม" not in legend(trend((Q2, Q3), KPI, THAI))
    assert "คาดการณ์" not in legend(trend((Q1, Q2), KPI, THAI))


def test_hovering_a_period_tells_all_of_its_numbers() -> None:
    hover = drawn(trend((Q1,), KPI, THAI))["actual"]["hovertext"]
    expected = (
        "<b>ไตรมาส 1 ปีงบประมาณ 2563</b><br>ผลงาน 500 คน<br>เป้าหมาย 750 คน<br>ปีก่อน 450 คน<br>เป้าหมายเดิม 700 คน<br>"
        "คะแนน 2.50 · ◆ เสี่ยง<br>แก้ไขย้อนหลัง"
    )
    assert hover == [expected]


def test_the_years_of_a_trend_are_of_the_plans_era_and_stand_below_the_period() -> None:
    assert layout(trend((Q1, Q2, Q3), KPI, THAI))["xaxis"]["ticktext"] == ["Q1<br>63", "Q2<br>63", "Q3<br>63"]


def test_a_trend_without_any_figure_says_so() -> None:
    chart = trend((Q2,), KPI, THAI)
    assert chart.alternative.endswith("ยังไม่รายงาน")
    assert "newest_words" not in drawn(chart)


SPARKS = [
    SparkPoint(code=f"2563-Q{i}", label=f"Q{i}/63", score=score, status=status)
    for i, (score, status) in enumerate(
        [(3.0, Status.WATCH), (None, Status.NO_DATA), (3.4, Status.WATCH)], start=1
    )
]


def test_a_sparkline_breaks_where_nothing_is_known_and_marks_the_last_status() -> None:
    line, last = traces(sparkline(SPARKS, THAI))
    assert line["y"] == [3.0, None, 3.4]
    assert line["connectgaps"] is False
    assert line["marker"]["size"][0] > 0
    assert last["marker"]["symbol"] == ["triangle-up"]


def test_sparklines_share_the_scale_of_scores() -> None:
    low, high = layout(sparkline(SPARKS, THAI))["yaxis"]["range"]
    assert low < 0
    assert high > 5


def test_a_sparkline_says_where_it_came_from() -> None:
    assert sparkline(SPARKS, ENGLISH, name="Aim").alternative == "Aim From 3.00 in Q1/63 to 3.40 in Q3/63."
    assert sparkline(SPARKS[:1], THAI).alternative == "ยังมีคะแนนไม่พอที่จะแสดงแนวโน้ม"


CURVE = [
    CurvePoint(day=date(2020, 3, 31), planned=0.2, actual=0.1),
    CurvePoint(day=date(2020, 6, 30), planned=0.5, actual=0.3),
    CurvePoint(day=date(2020, 9, 30), planned=0.8, actual=None),
]


def test_a_progress_curve_ends_where_the_reports_end() -> None:
    planned, actual, newest, words = traces(progress_curve(CURVE, Status.CRITICAL, TODAY, THAI, code="F1"))
    assert planned["y"] == [0.2, 0.5, 0.8]
    assert actual["y"] == [0.1, 0.3, None]
    assert newest["x"] == [date(2020, 6, 30).toordinal()]
    assert [text.strip() for text in words["text"]] == ["<b>30%</b> ■ วิกฤต"]


def test_every_day_of_a_progress_curve_is_walked_to() -> None:
    marks = progress_curve(CURVE, Status.CRITICAL, TODAY, THAI, code="F1").marks
    assert [mark.code for mark in marks] == ["F1", "F1", "F1"]
    assert marks[1].said == "30 มิ.ย. 2563, ความก้าวหน้า ร้อยละ 30, แผน ร้อยละ 50"


def test_a_progress_curve_has_a_line_at_the_day_that_is_shown() -> None:
    chart = progress_curve(CURVE, Status.CRITICAL, TODAY, THAI, code="F1")
    assert layout(chart)["shapes"][0]["x0"] == TODAY.toordinal()
    assert "31 ส.ค. 2563" in [note["text"] for note in layout(chart)["annotations"]]
    assert codes(chart) == {"F1"}


def test_the_words_at_the_day_that_is_shown_reach_inwards_so_that_none_is_cut() -> None:
    def anchors(today: date) -> list[str]:
        notes = layout(progress_curve(CURVE, Status.WATCH, today, THAI))["annotations"]
        return [note["xanchor"] for note in notes if note["text"].endswith("2563")]

    assert anchors(date(2020, 9, 29)) == ["right"]
    assert anchors(date(2020, 6, 30)) == ["center"]
    assert anchors(date(2020, 4, 1)) == ["left"]


def test_the_line_at_the_day_that_is_shown_goes_through_no_name() -> None:
    pieces = layout(timeline((DONE, LATE), TODAY, THAI))["shapes"]
    names = drawn(timeline((DONE, LATE), TODAY, THAI))["names"]["y"]
    assert len(pieces) == 2
    assert not [name for piece in pieces for name in names if piece["y0"] <= name <= piece["y1"]]


def test_the_same_quarter_of_every_year_is_labelled_where_there_is_no_room_for_all() -> None:
    many = [
        TrendPoint(code=f"{y}-{q}", label=f"Q{q}/{y}", period="-", actual=1.0, status=Status.ON_TRACK)
        for y in range(60, 65)
        for q in (1, 2, 3, 4)
    ]
    assert layout(trend(many, KPI, THAI))["xaxis"]["ticktext"] == [f"Q4<br>{y}" for y in range(60, 65)]


def test_periods_before_a_kpi_began_are_not_drawn_but_stand_in_the_table() -> None:
    def early(target: float | None) -> TrendPoint:
        return TrendPoint(
            code="0", label="Q4/62", period="-", actual=None, status=Status.NO_DATA, target=target
        )

    chart = trend((early(None), early(0.0), Q1, Q2), KPI, THAI)
    assert layout(chart)["xaxis"]["ticktext"] == ["Q1<br>63", "Q2<br>63"]
    assert len(chart.table.rows) == 4
    owed = trend((early(5.0), Q1), KPI, THAI)
    assert layout(owed)["xaxis"]["ticktext"] == ["Q4<br>62", "Q1<br>63"]


def test_ticks_of_many_periods_do_not_lie_upon_one_another() -> None:
    def width(count: int) -> float:
        return float(drawn(trend((Q1,) * count, KPI, THAI))["target"]["marker"]["size"])

    assert width(4) == THAI.em(1.0)
    assert width(60) * 60 <= THAI.em(18.1)


def test_days_are_written_in_the_plans_era() -> None:
    buddhist = layout(progress_curve(CURVE, Status.WATCH, TODAY, THAI))["xaxis"]["ticktext"]
    common = layout(progress_curve(CURVE, Status.WATCH, TODAY, THAI, era=Era.COMMON))["xaxis"]["ticktext"]
    assert buddhist[-1] == "ก.ย.<br>63"
    assert common[-1] == "ก.ย.<br>20"


def test_a_progress_curve_says_what_is_done_of_what_was_planned() -> None:
    said = progress_curve(CURVE, Status.CRITICAL, TODAY, THAI).alternative
    assert said == "ณ 30 มิ.ย. 2563 ก้าวหน้าร้อยละ 30 จากแผนร้อยละ 50"
    assert progress_curve(CURVE[2:], Status.NO_DATA, TODAY, THAI).alternative == "ยังไม่มีรายงานความก้าวหน้า"


DONE = MilestoneBar(
    code="M1",
    label="ออกแบบ",
    planned_start=date(2020, 1, 1),
    planned_end=date(2020, 1, 10),
    complete=1.0,
    status=Status.ON_TRACK,
)
LATE = MilestoneBar(
    code="M2",
    label="พัฒนา",
    planned_start=date(2020, 2, 1),
    planned_end=date(2020, 2, 20),
    complete=0.5,
    status=Status.AT_RISK,
)
UNTOLD = MilestoneBar(
    code="M3",
    label="ขยายผล",
    planned_start=date(2020, 9, 1),
    planned_end=date(2021, 3, 31),
    complete=None,
    status=Status.NO_DATA,
)


def test_milestones_are_filled_as_far_as_they_are_done() -> None:
    planned, done, *_ = traces(timeline((DONE, LATE, UNTOLD), TODAY, THAI))
    assert planned["x"] == [10, 20, 212]
    assert planned["base"][0] == date(2020, 1, 1).toordinal()
    assert done["x"] == [10, 10]
    assert done["customdata"] == [["M1"], ["M2"]]


def test_a_milestone_without_a_report_is_hatched_and_not_shown_as_nothing_done() -> None:
    chart = timeline((DONE, UNTOLD), TODAY, THAI)
    assert drawn(chart)["planned"]["marker"]["pattern"]["shape"] == ["", "/"]
    assert chart.table.rows[1][-2:] == (None, "ยังไม่รายงาน")


def test_a_timeline_counts_what_is_done_and_what_is_late() -> None:
    said = timeline((DONE, LATE, UNTOLD), TODAY, THAI).alternative
    assert said == "ขั้นตอนหลักแล้วเสร็จ 1 จาก 3 ขั้นตอน ล่าช้า 1 ขั้นตอน"


def test_a_milestone_finished_late_says_so_instead_of_being_on_track() -> None:
    chart = timeline((replace(DONE, days_late=92), LATE), TODAY, THAI)
    assert [text.strip() for text in drawn(chart)["sayings"]["text"]] == ["100% เสร็จช้า 92 วัน", "50% ◆ เสี่ยง"]
    assert chart.marks[0].said.endswith("เสร็จช้า 92 วัน")
    assert chart.table.rows[0][-1] == "เสร็จช้า 92 วัน"
    assert chart.finding == ("ขั้นตอนหลักแล้วเสร็จ 1 จาก 2 ขั้นตอน ในจำนวนนี้เสร็จช้ากว่าแผน 1 ขั้นตอน ส่วนที่ยังล่าช้ามี 1 ขั้นตอน")


MONEY = (
    BudgetQuarter(code="2563-Q1", label="Q1/63", planned=12e6, committed=10e6, disbursed=6e6),
    BudgetQuarter(code="2563-Q2", label="Q2/63", planned=30e6, committed=None, disbursed=None),
)


def test_disbursed_stands_before_committed_and_the_plan_is_a_tick() -> None:
    chart = budget_bars(MONEY, BAHT, THAI)
    found = drawn(chart)
    assert found["committed"]["y"] == [10e6]
    assert found["disbursed"]["y"] == [6e6]
    assert found["planned"]["y"] == [12e6, 30e6]
    assert layout(chart)["yaxis"]["ticktext"] == ["0", "10 ล้าน", "20 ล้าน", "30 ล้าน"]
    assert chart.alternative == "ถึง Q1/63 เบิกจ่ายแล้ว 6 ล้านบาท คิดเป็นร้อยละ 50 ของแผน"


def test_money_that_was_not_reported_is_marked_and_not_drawn_as_nothing() -> None:
    chart = budget_bars(MONEY, BAHT, THAI)
    assert drawn(chart)["missing"]["x"] == [1]
    assert chart.table.rows[1] == ("Q2/63", 30e6, None, None)
    assert budget_bars(MONEY[1:], BAHT, THAI).alternative == "ยังไม่มีรายงานการใช้จ่าย"


def test_they_are_sound_in_every_look() -> None:
    for look in LOOKS:
        assert_sound(trend((Q1, Q2, Q3), KPI, look, ahead=YEAR_END, title="x"))
        assert_sound(trend((), KPI, look))
        assert_sound(sparkline(SPARKS, look))
        assert_sound(sparkline([], look))
        assert_sound(progress_curve(CURVE, Status.WATCH, TODAY, look))
        assert_sound(progress_curve([], Status.NO_DATA, TODAY, look))
        assert_sound(timeline((DONE, LATE, UNTOLD), TODAY, look))
        assert_sound(timeline((), TODAY, look))
        assert_sound(budget_bars(MONEY, BAHT, look))
        assert_sound(budget_bars((), BAHT, look))
