from dataclasses import replace

from charts.score_bars import ScoreRow, bullet_bars
from domain.plan import Bands
from domain.status import Status
from tests.charts.builders import ENGLISH, LOOKS, THAI, assert_sound, codes, drawn, layout

BANDS = Bands()
WATCH = ScoreRow(
    code="S1", label="คุณภาพชีวิตกลุ่มเป้าหมายทุกกลุ่ม", score=3.42, status=Status.WATCH,
    best=3.55, worst=3.15, last_year=3.1, coverage=0.92,
)  # fmt: skip
CRITICAL = ScoreRow(code="S2", label="ความเสมอภาค", score=1.4, status=Status.CRITICAL)
SILENT = ScoreRow(code="S3", label="มีส่วนร่วม", score=None, status=Status.NO_DATA, best=5.0, worst=0.0)
ROWS = (WATCH, CRITICAL, SILENT)


def test_scores_are_solid_bars_and_last_year_a_lighter_one_behind() -> None:
    found = drawn(bullet_bars(ROWS, BANDS, THAI))
    track, earlier, actual = found["tracks"], found["earlier"], found["actual"]
    assert list(found)[:3] == ["tracks", "earlier", "actual"]
    assert actual["x"] == [3.42, 1.4]
    assert actual["marker"]["color"] == THAI.theme.actual
    assert earlier["x"] == [3.1]
    assert earlier["marker"]["color"] == THAI.theme.earlier
    assert track["x"] == [5.0, 5.0, 5.0]


def test_what_has_no_score_is_hatched_and_has_no_bar_at_zero() -> None:
    found = drawn(bullet_bars(ROWS, BANDS, THAI))
    assert found["tracks"]["marker"]["pattern"]["shape"] == ["", "", "/"]
    assert found["actual"]["x"] == [3.42, 1.4]


def test_a_score_with_too_little_behind_it_is_hatched_instead_of_solid() -> None:
    thin = replace(WATCH, status=Status.NO_DATA)
    found = drawn(bullet_bars([thin], BANDS, THAI))
    uncertain = found["uncertain"]
    assert "actual" not in found
    assert uncertain["x"] == [3.42]
    assert uncertain["marker"]["pattern"]["shape"] == "/"


def test_the_range_still_possible_is_drawn_only_where_there_is_one() -> None:
    done = replace(WATCH, best=3.42, worst=3.42)
    span = drawn(bullet_bars([WATCH, done], BANDS, THAI))["spans"]
    assert span["x"] == [3.15, 3.55, None]


def test_a_status_is_told_by_colour_shape_and_word() -> None:
    chart = bullet_bars(ROWS, BANDS, THAI)
    found = drawn(chart)
    marks, names, sayings = found["statuses"], found["names"], found["sayings"]
    assert marks["marker"]["symbol"] == ["triangle-up", "square"]
    assert marks["marker"]["color"] == ["#FFD43B", "#5B040E"]
    assert [text.strip() for text in sayings["text"]] == ["3.42 ▲ เฝ้าระวัง", "1.40 ■ วิกฤต", "○ ไม่มีข้อมูล"]
    assert names["text"][1] == "ความเสมอภาค"


def test_the_bands_stand_under_the_axis_with_the_shape_of_their_status() -> None:
    axis = layout(bullet_bars(ROWS, BANDS, THAI))["xaxis"]
    assert axis["ticktext"] == ["0", "1", "2\u2009◆", "3\u2009▲", "4\u2009●", "5"]
    assert axis["range"] == [0.0, 5.0]


def test_where_there_is_little_room_the_axis_keeps_every_whole_number() -> None:
    beside = [replace(row, label="ภาคเหนือ") for row in ROWS]
    axis = layout(bullet_bars(beside, BANDS, replace(THAI, line=36)))["xaxis"]
    assert axis["ticktext"] == ["0", "1", "2", "3", "4", "5"]


def test_a_limit_between_two_whole_numbers_has_a_label_where_it_does_not_lie_on_theirs() -> None:
    halves = replace(BANDS, watch=3.5, on_track=4.1)
    axis = layout(bullet_bars(ROWS, halves, THAI))["xaxis"]
    assert axis["ticktext"] == ["0", "1", "2\u2009◆", "3", "3.5\u2009▲", "4", "5"]
    lines = [line["x0"] for line in layout(bullet_bars(ROWS, halves, THAI))["shapes"]]
    assert lines == [0, 2, 3.5, 4.1, 5]


def test_a_click_anywhere_on_a_row_tells_its_code() -> None:
    chart = bullet_bars(ROWS, BANDS, THAI)
    assert codes(chart) == {"S1", "S2", "S3"}
    assert drawn(chart)["tracks"]["customdata"] == [["S1"], ["S2"], ["S3"]]


def test_hovering_shows_the_whole_name_and_every_number() -> None:
    hover = drawn(bullet_bars(ROWS, BANDS, THAI))["tracks"]["hovertext"][0]
    assert hover == (
        "<b>คุณภาพชีวิตกลุ่มเป้าหมายทุกกลุ่ม</b><br>คะแนน 3.42 · ▲ เฝ้าระวัง<br>งวดเดียวกันของปีก่อน 3.10<br>"
        "ความครอบคลุม ร้อยละ 92<br>ช่วงคะแนนที่เป็นไปได้ 3.15–3.55"
    )


def test_the_alternative_says_the_finding() -> None:
    chart = bullet_bars(ROWS, BANDS, THAI, title="ยุทธศาสตร์ที่ 2 วิกฤต")
    assert chart.alternative == (
        "ยุทธศาสตร์ที่ 2 วิกฤต คะแนน 0 ถึง 5 : เฝ้าระวัง 1, วิกฤต 1, ไม่มีข้อมูล 1 ต่ำสุดคือ ความเสมอภาค ได้ 1.40 คะแนน วิกฤต"
    )


def test_the_table_keeps_real_numbers_and_leaves_missing_ones_empty() -> None:
    table = bullet_bars(ROWS, BANDS, ENGLISH).table
    assert table.columns[:4] == ("Code", "Name", "Score", "Status")
    assert table.rows[0] == ("S1", WATCH.label, 3.42, "Watch", 3.1, 0.92, 3.15, 3.55)
    assert table.rows[2][2] is None


def test_a_long_name_stands_above_its_bar_and_short_ones_to_the_left() -> None:
    above = bullet_bars([WATCH], BANDS, THAI)
    beside = bullet_bars([CRITICAL], BANDS, THAI)
    assert drawn(above)["names"]["textposition"] == "middle right"
    assert drawn(beside)["names"]["textposition"] == "middle left"
    assert layout(beside)["margin"]["l"] > layout(above)["margin"]["l"]


def test_the_height_grows_with_the_rows() -> None:
    heights = [layout(bullet_bars([WATCH] * n, BANDS, THAI))["height"] for n in (3, 4, 5)]
    assert heights[1] - heights[0] > 40
    assert abs((heights[2] - heights[1]) - (heights[1] - heights[0])) <= 1


def test_a_name_cannot_write_tags_into_the_figure() -> None:
    sly = replace(CRITICAL, label="<a href='//x'>click</a>")
    assert "<a " not in "".join(drawn(bullet_bars([sly], BANDS, THAI))["names"]["text"])


def test_it_is_sound_in_every_look_and_without_rows() -> None:
    for look in LOOKS:
        assert_sound(bullet_bars(ROWS, BANDS, look, title="x"))
        assert_sound(bullet_bars([], BANDS, look))
