from dataclasses import replace

from charts.contribution_bars import ContributionRow, contribution_bars
from charts.flagship_bars import FlagshipRow, flagship_multiples
from charts.place_bars import PlaceRow, department_bars, place_bars
from domain.kpi import Polarity
from domain.status import Status
from domain.text import Text
from tests.charts.builders import (
    ENGLISH,
    LOOKS,
    PROJECTOR,
    THAI,
    assert_sound,
    codes,
    drawn,
    layout,
    legend,
    walked,
)
from tests.house_style.builders import a_kpi

FEW = PlaceRow(code="10", label="กรุงเทพมหานคร", actual=687, status=Status.CRITICAL, target=1000, score=1.0)
MANY = PlaceRow(
    code="12", label="นนทบุรี", actual=1480, status=Status.ON_TRACK, target=1000, last_year=1300, score=5.0
)
SILENT = PlaceRow(code="14", label="พระนครศรีอยุธยา", actual=None, status=Status.NO_DATA, target=1000)
PLACES = (FEW, SILENT, MANY)

AHEAD = FlagshipRow(
    code="F1", label="พม. Connect", planned=0.4, actual=0.42, status=Status.ON_TRACK, slippage=-5
)
BEHIND = FlagshipRow(
    code="F2", label="การบริจาค", planned=0.8, actual=0.3, status=Status.CRITICAL, slippage=120
)
UNTOLD = FlagshipRow(code="F3", label="จัดตั้งสำนักงาน", planned=0.5, actual=None, status=Status.NO_DATA)

HEAVY = ContributionRow(code="K1", label="ดูแลระยะยาว", cost=0.31, status=Status.CRITICAL)
LIGHT_ONE = ContributionRow(code="K2", label="ครัวเรือนเปราะบาง", cost=0.05, status=Status.ON_TRACK)
LIFTS = ContributionRow(code="K3", label="ยกขึ้น", cost=-0.04, status=Status.ON_TRACK)


def test_provinces_stand_best_first_and_the_silent_ones_last() -> None:
    chart = place_bars(PLACES, a_kpi(), THAI)
    assert [row[0] for row in chart.table.rows] == ["12", "10", "14"]


def test_where_less_is_better_the_smallest_stands_first() -> None:
    chart = place_bars(PLACES, a_kpi(polarity=Polarity.LOWER_IS_BETTER), THAI)
    assert [row[0] for row in chart.table.rows] == ["10", "12", "14"]


def test_where_a_band_is_kept_the_best_score_stands_first() -> None:
    chart = place_bars(PLACES, a_kpi(polarity=Polarity.WITHIN_BAND), THAI)
    assert [row[0] for row in chart.table.rows] == ["12", "10", "14"]


def test_departments_stay_in_the_order_given() -> None:
    chart = department_bars(PLACES, a_kpi(), THAI)
    assert [row[0] for row in chart.table.rows] == ["10", "14", "12"]


def test_a_place_has_its_target_as_a_tick_and_says_when_it_has_not_reported() -> None:
    found = drawn(place_bars(PLACES, a_kpi(), THAI))
    assert found["targets"]["x"] == [1000, 1000, 1000]
    assert found["targets"]["marker"]["symbol"] == "line-ns"
    assert [text.strip() for text in found["sayings"]["text"]] == ["1,480 ●", "687 ■", "ยังไม่รายงาน"]
    assert found["actual"]["x"] == [1480, 687]


def test_a_unit_cannot_write_tags_into_what_hovering_shows() -> None:
    kpi = a_kpi(unit=Text(th="<i>คน</i>"))
    hover = drawn(place_bars((FEW,), kpi, THAI))["tracks"]["hovertext"][0]
    assert "687 &lt;i&gt;คน&lt;/i&gt;" in hover


def test_rows_are_walked_from_the_top_once_each() -> None:
    assert walked(place_bars(PLACES, a_kpi(), THAI)) == ["12", "10", "14"]


def test_where_the_status_has_no_room_in_words_the_legend_says_what_its_shape_means() -> None:
    assert "เป็นไปตามแผน" in legend(place_bars(PLACES, a_kpi(), THAI))
    short = replace(FEW, label="พก.")
    assert drawn(place_bars((short,), a_kpi(), THAI))["sayings"]["text"][0].strip() == "687 ■ วิกฤต"
    assert "วิกฤต" not in legend(place_bars((short,), a_kpi(), THAI))


def test_one_bar_alone_is_thicker_than_many() -> None:
    alone, many = place_bars((FEW,), a_kpi(), THAI), place_bars(PLACES, a_kpi(), THAI)
    assert drawn(alone)["actual"]["width"] > 1.5 * drawn(many)["actual"]["width"]


def test_places_share_one_scale_of_round_numbers() -> None:
    axis = layout(place_bars(PLACES, a_kpi(), THAI))["xaxis"]
    assert axis["range"] == [0, 1500]
    # The names and the figures leave a phone no room for the labels at 500 and 1,500.
    assert axis["ticktext"] == ["0", "1,000"]
    assert [line["x0"] for line in layout(place_bars(PLACES, a_kpi(), THAI))["shapes"]] == [
        0,
        500,
        1000,
        1500,
    ]


def test_a_long_list_has_its_axis_on_top() -> None:
    assert layout(place_bars(PLACES, a_kpi(), THAI))["xaxis"]["side"] == "bottom"
    assert layout(place_bars(PLACES * 6, a_kpi(), THAI))["xaxis"]["side"] == "top"


def test_the_alternative_of_places_names_first_last_and_silent() -> None:
    said = place_bars(PLACES, a_kpi(), ENGLISH).alternative
    assert said.endswith("Best นนทบุรี (1,480 persons), last กรุงเทพมหานคร (687 persons); 1 not reported.")
    assert place_bars([SILENT], a_kpi(), THAI).alternative.endswith("ยังไม่รายงาน")


def test_flagships_stand_on_one_scale_with_their_plan_as_a_tick() -> None:
    chart = flagship_multiples((AHEAD, BEHIND, UNTOLD), THAI)
    found = drawn(chart)
    assert found["actual"]["x"] == [0.42, 0.3]
    assert found["targets"]["x"] == [0.4, 0.8, 0.5]
    assert layout(chart)["xaxis"]["range"] == [0.0, 1.0]
    assert codes(chart) == {"F1", "F2", "F3"}
    assert "ห่างจากแผนมากที่สุด : การบริจาค −50.0 จุดร้อยละ" in chart.alternative


def test_a_flagship_without_reports_shows_no_progress_at_all() -> None:
    chart = flagship_multiples([UNTOLD], THAI)
    assert "actual" not in drawn(chart)
    assert "ความก้าวหน้า ยังไม่รายงาน" in drawn(chart)["tracks"]["hovertext"][0]
    assert chart.table.rows == (("F3", "จัดตั้งสำนักงาน", None, 0.5, None, "ไม่มีข้อมูล"),)


def test_the_costliest_part_stands_first_and_pulls_to_the_left() -> None:
    chart = contribution_bars((LIFTS, LIGHT_ONE, HEAVY), THAI)
    assert drawn(chart)["actual"]["x"] == [-0.31, -0.05, 0.04]
    assert [text.strip() for text in drawn(chart)["sayings"]["text"]] == ["−0.31 ■", "−0.05 ●", "+0.04 ●"]
    assert layout(chart)["xaxis"]["range"] == [-0.4, 0.2]


def test_small_contributions_have_the_decimals_that_tell_them_apart() -> None:
    small = [replace(HEAVY, code=str(i), cost=cost) for i, cost in enumerate((0.00096, 0.00084, 0.0))]
    found = drawn(contribution_bars(small, THAI))
    assert [text.split()[0] for text in found["sayings"]["text"]] == ["−0.00096", "−0.00084", "0.00000"]
    assert "−0.00096 คะแนน" in found["actual"]["hovertext"][0]


def test_contributions_shown_may_be_few_but_their_table_is_whole() -> None:
    chart = contribution_bars((LIFTS, LIGHT_ONE, HEAVY), THAI, most=1)
    assert drawn(chart)["actual"]["x"] == [-0.31]
    assert len(chart.table.rows) == 3
    assert "−0.32 คะแนน" in chart.alternative


def test_nothing_to_contribute_says_so() -> None:
    assert contribution_bars((), THAI).alternative == "ไม่มีสิ่งใดฉุดคะแนน"


def test_the_first_label_of_an_axis_is_not_cut_at_the_edge() -> None:
    chart = contribution_bars((LIFTS, HEAVY), PROJECTOR)
    assert layout(chart)["margin"]["l"] >= PROJECTOR.room_for(len("−0.40") / 2)


def test_they_are_sound_in_every_look_and_without_rows() -> None:
    for look in LOOKS:
        assert_sound(place_bars(PLACES, a_kpi(), look, title="x"))
        assert_sound(place_bars((), a_kpi(), look))
        assert_sound(flagship_multiples((AHEAD, BEHIND, UNTOLD), look))
        assert_sound(flagship_multiples((), look))
        assert_sound(contribution_bars((HEAVY, LIFTS), look))
        assert_sound(contribution_bars((), look))
