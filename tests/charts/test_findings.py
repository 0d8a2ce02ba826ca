import pytest

from charts.findings import costs_finding, places_finding, progress_finding, scores_finding, trend_finding
from charts.score_trends import ScoreLine, score_trends
from charts.sparkline import SparkPoint
from charts.trend_points import TrendPoint
from domain.kpi import Polarity
from domain.plan import Bands
from domain.status import Status
from tests.charts.builders import ENGLISH, LOOKS, THAI, assert_sound, drawn, layout, walked
from tests.house_style.builders import a_kpi

ON, WATCH, CRITICAL, NONE = Status.ON_TRACK, Status.WATCH, Status.CRITICAL, Status.NO_DATA
BANDS = Bands()
LOW = SparkPoint(code="Q1", label="Q1/63", score=2.0, status=WATCH)
HIGH = SparkPoint(code="Q2", label="Q2/63", score=4.5, status=ON)


def test_scores_say_how_many_are_below_and_which_is_the_lowest() -> None:
    rows = [("A", 4.2, ON), ("B", 3.4, WATCH), ("C", 1.2, CRITICAL), ("D", None, NONE)]
    assert scores_finding(rows, ENGLISH) == "2 of 4 are not on track; the lowest is C at 1.20"


def test_scores_that_are_all_well_say_so_and_what_is_silent_is_counted() -> None:
    assert scores_finding([("A", 4.2, ON), ("B", 4.4, ON)], ENGLISH) == "All 2 are on track"
    silent = [("A", 4.2, ON), ("B", None, NONE)]
    assert scores_finding(silent, ENGLISH) == "1 on track, 1 without data"


def test_one_bar_or_nothing_known_needs_no_finding() -> None:
    assert scores_finding([("A", 1.2, CRITICAL)], ENGLISH) == ""
    assert scores_finding([("A", None, NONE), ("B", None, NONE)], ENGLISH) == ""
    assert places_finding([], ENGLISH) == ""


def test_projects_say_which_is_furthest_behind() -> None:
    rows = [("A", 0.02, ON), ("B", -0.125, WATCH), ("C", -0.41, CRITICAL), ("D", None, NONE)]
    expected = "2 of 4 are off their plan; furthest behind is C: −41.0 percentage points"
    assert progress_finding(rows, ENGLISH) == expected


def test_costs_say_how_few_make_up_half() -> None:
    # 0.3 + 0.3 of 1.0 is the first sum that reaches a half.
    assert costs_finding([0.1, 0.3, 0.2, 0.3, 0.1], ENGLISH) == "2 of 5 make up 60% of the points lost here"
    assert costs_finding([0.4, 0.1], ENGLISH) == ""


def test_a_map_names_the_places_of_its_worst_status_where_they_are_few() -> None:
    places = [("แพร่", ON), ("น่าน", WATCH), ("ตาก", CRITICAL)]
    assert places_finding(places, THAI) == "วิกฤต 1 จาก 3 พื้นที่: ตาก"
    assert places_finding([(str(i), WATCH) for i in range(12)], ENGLISH) == "Watch in 12 of 12 places"
    assert places_finding([("A", WATCH), ("B", WATCH)], ENGLISH) == "Watch in 2 of 2 places"
    assert places_finding([("A", NONE), ("B", NONE)], ENGLISH) == "None of the 2 places has a status yet"


def _point(
    actual: float | None,
    *,
    target: float | None = None,
    last_year: float | None = None,
    band: tuple[float, float] | None = None,
) -> TrendPoint:
    low, high = band or (None, None)
    return TrendPoint(
        code="Q", label="Q1/63", period="Q1 of 2563", actual=actual, status=WATCH, target=target,
        last_year=last_year, low=low, high=high,
    )  # fmt: skip


def test_a_trend_says_the_newest_figure_its_change_and_how_it_stands_to_its_target() -> None:
    points = (_point(1480, last_year=1300, target=1500), _point(None))
    expected = (
        "1,480 persons in Q1 of 2563 · +180 persons on a year ago · short of the target of 1,500 persons"
    )
    assert trend_finding(points, a_kpi(), ENGLISH) == expected


def test_less_is_better_speaks_of_a_limit_and_a_band_of_its_ends() -> None:
    lower = a_kpi(polarity=Polarity.LOWER_IS_BETTER)
    over = trend_finding([_point(14, last_year=14, target=8)], lower, ENGLISH)
    assert over == "14 persons in Q1 of 2563 · as a year ago · over the limit of 8 persons"
    assert trend_finding([_point(8, target=8)], lower, ENGLISH).endswith("within the limit of 8 persons")
    band = trend_finding([_point(5, band=(2, 4))], a_kpi(polarity=Polarity.WITHIN_BAND), ENGLISH)
    assert band.endswith("outside the band 2–4")


def test_nothing_reported_has_no_finding() -> None:
    assert trend_finding([_point(None)], a_kpi(), ENGLISH) == ""


def test_scores_over_time_say_which_moved_most() -> None:
    lines = (
        ScoreLine(code="S1", label="One", points=(LOW, HIGH)),
        ScoreLine(code="S2", label="Two", points=(HIGH, HIGH)),
    )
    assert score_trends(lines, BANDS, ENGLISH).finding == "+2.50 since Q1/63: One"
    assert score_trends(lines[:1], BANDS, ENGLISH).finding == "+2.50 score points since Q1/63"


def test_lines_of_scores_stand_under_one_another_on_one_scale() -> None:
    lines = tuple(ScoreLine(code=c, label=c, points=(LOW, HIGH)) for c in ("S1", "S2"))
    found = drawn(score_trends(lines, BANDS, THAI))
    first, second = found["line S1"]["y"], found["line S2"]["y"]
    # A score of 5 is the height of a line; 2.5 points are half of it, and the second line stands lower.
    assert [first[0] - first[1], second[0] - second[1]] == pytest.approx([THAI.em(2.6) / 2] * 2)
    assert min(second) > max(first)
    assert layout(score_trends(lines, BANDS, THAI))["xaxis"]["ticktext"] == ["Q1<br>63", "Q2<br>63"]


def test_a_line_alone_shows_the_whole_scale_its_limits_and_every_score() -> None:
    chart = score_trends([ScoreLine(code="S1", label="S1", points=(LOW, HIGH))], BANDS, THAI)
    assert layout(chart)["yaxis"]["ticktext"] == ["0", "1", "2\u2009◆", "3\u2009▲", "4\u2009●", "5"]
    assert drawn(chart)["scores S1"]["text"] == ["2.00"]
    assert layout(chart)["xaxis"]["range"][0] < 0  # room for half of what is written over the first point
    assert drawn(chart)["sayings"]["text"][0].strip().startswith("4.50")


def test_every_point_of_a_line_of_scores_is_walked_to_and_tells_the_line() -> None:
    lines = tuple(ScoreLine(code=c, label=c, points=(LOW, HIGH)) for c in ("S1", "S2"))
    chart = score_trends(lines, BANDS, ENGLISH)
    assert walked(chart) == ["S1", "S1", "S2", "S2"]
    assert chart.marks[0].said == "S1, Q1/63, 2.00 · ▲ Watch"


def test_lines_of_scores_are_sound_in_every_look() -> None:
    line = ScoreLine(code="S1", label="<b>", points=(LOW, HIGH))
    silent = ScoreLine(
        code="S2", label="ว่าง", points=(SparkPoint(code="Q1", label="Q1/63", score=None, status=NONE), LOW)
    )
    for look in LOOKS:
        assert_sound(score_trends((line, silent), BANDS, look, title="x"))
        assert_sound(score_trends((line,), BANDS, look))
        assert_sound(score_trends((), BANDS, look))
