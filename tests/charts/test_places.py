from dataclasses import replace

import pytest

from charts.funnel import FunnelPoint, funnel
from charts.funnel_points import Standing, standing_of
from charts.heat_map import HeatCell, HeatLine, heat_map
from charts.tile_map import PlaceTile, tile_map
from domain.kpi import Polarity
from domain.status import Status
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

BANGKOK = PlaceTile(
    code="10",
    label="กรุงเทพมหานคร",
    short="กรุงเทพฯ",
    column=4,
    row=7,
    status=Status.CRITICAL,
    said="1.40 คะแนน",
    value=1.4,
)
NAN = PlaceTile(code="55", label="น่าน", short="น่าน", column=3, row=0, status=Status.NO_DATA)
TRAT = PlaceTile(code="23", label="ตราด", short="ตราด", column=6, row=9, status=Status.CRITICAL)


def test_tiles_stand_where_the_plan_puts_them_a_trace_to_a_status() -> None:
    critical, silent = traces(tile_map((BANGKOK, NAN, TRAT), THAI))
    assert (critical["x"], critical["base"]) == ([4, 6], [pytest.approx(6.53), pytest.approx(8.53)])
    assert critical["marker"]["color"] == "#5B040E"
    assert critical["name"] == "■ วิกฤต"
    assert silent["customdata"] == [["55"]]


def test_a_tile_without_data_is_hatched_and_every_tile_carries_its_shape() -> None:
    critical, silent = traces(tile_map((BANGKOK, NAN, TRAT), THAI))
    assert silent["marker"]["pattern"]["shape"] == "/"
    assert critical["text"] == ["กรุงเท<br>■", "ตราด<br>■"]
    assert silent["text"] == ["น่าน<br>○"]


def test_a_short_figure_stands_on_its_tile() -> None:
    told = replace(TRAT, figure="1.40")
    assert traces(tile_map((told,), THAI))[0]["text"] == ["ตราด<br>1.40\u200a■"]
    assert layout(tile_map((told,), THAI))["yaxis"]["scaleratio"] == 1


def test_the_place_that_the_page_is_about_is_outlined() -> None:
    plain, chosen = (traces(tile_map((BANGKOK, t), THAI))[0] for t in (TRAT, replace(TRAT, chosen=True)))
    assert plain["marker"]["line"] == {"color": "#5B040E", "width": 1.5}
    assert chosen["marker"]["line"] == {"color": ["#5B040E", "#1B1F23"], "width": [1.5, 4]}


def test_tiles_keep_their_shape_and_the_first_row_is_the_northernmost() -> None:
    plan = layout(tile_map((BANGKOK, NAN, TRAT), THAI))
    assert (plan["yaxis"]["scaleanchor"], plan["yaxis"]["scaleratio"]) == ("x", pytest.approx(1 / 0.76))
    assert plan["yaxis"]["range"] == [9.5, -0.5]
    assert plan["xaxis"]["range"] == [-0.5, 6.5]


def test_a_map_says_what_its_shapes_mean_even_where_there_is_only_one() -> None:
    assert legend(tile_map((BANGKOK, NAN), THAI)) == ["วิกฤต", "ไม่มีข้อมูล"]
    assert legend(tile_map((BANGKOK,), THAI)) == ["วิกฤต"]


def test_tiles_are_walked_row_by_row() -> None:
    assert walked(tile_map((TRAT, NAN, BANGKOK), THAI)) == ["55", "10", "23"]


def test_a_tile_says_its_name_its_figure_and_its_status() -> None:
    assert tile_map((BANGKOK,), THAI).marks[0].said == "กรุงเทพมหานคร, 1.40 คะแนน, ■ วิกฤต"


def test_any_organisations_tiles_make_a_map() -> None:
    one = tile_map(
        [PlaceTile(code="x", label="Head office", short="HQ", column=0, row=0, status=Status.WATCH)], ENGLISH
    )
    assert codes(one) == {"x"}
    assert layout(one)["xaxis"]["range"] == [-0.5, 0.5]


def test_the_alternative_of_a_map_names_the_critical_places() -> None:
    said = tile_map((BANGKOK, NAN, TRAT), THAI).alternative
    assert said == "แผนที่ 3 พื้นที่ : วิกฤต 2, ไม่มีข้อมูล 1 วิกฤต : กรุงเทพมหานคร, ตราด"


NORTH, SOUTH = HeatLine(code="N", label="ภาคเหนือ"), HeatLine(code="S", label="ภาคใต้")
FIRST, SECOND = (HeatLine(code=f"S{i}", label=f"ยุทธศาสตร์ที่ {i}", short=f"ย.{i}") for i in (1, 2))
CELLS = {
    ("N", "S1"): HeatCell(score=4.28, status=Status.ON_TRACK),
    ("N", "S2"): HeatCell(score=2.17, status=Status.AT_RISK),
    ("S", "S1"): HeatCell(score=1.4, status=Status.CRITICAL),
}


def test_a_heat_map_writes_the_score_and_the_shape_into_each_cell() -> None:
    chart = heat_map((NORTH, SOUTH), (FIRST, SECOND), CELLS, THAI)
    cells = {
        tuple(code): text
        for trace in traces(chart)
        for code, text in zip(trace["customdata"], trace["text"], strict=True)
    }
    assert cells == {("N", "S1"): "4.28 ●", ("N", "S2"): "2.17 ◆", ("S", "S1"): "1.40 ■", ("S", "S2"): "○"}


def test_a_cell_that_is_not_there_has_no_data_and_no_score() -> None:
    chart = heat_map((SOUTH,), (SECOND,), CELLS, THAI)
    assert chart.table.rows == (("ภาคใต้", "ยุทธศาสตร์ที่ 2", None, "ไม่มีข้อมูล"),)
    assert "ยังไม่รายงาน" in traces(chart)[0]["hovertext"][0]


def test_a_heat_map_says_where_it_is_lowest_and_names_columns_shortly() -> None:
    chart = heat_map((NORTH, SOUTH), (FIRST, SECOND), CELLS, THAI)
    assert chart.alternative.endswith("ต่ำสุดคือ ภาคใต้ ใน ยุทธศาสตร์ที่ 1 ได้ 1.40 คะแนน")
    assert layout(chart)["xaxis"]["ticktext"] == ["ย.1", "ย.2"]


def test_every_cell_of_a_heat_map_is_walked_to_and_tells_its_row() -> None:
    assert walked(heat_map((NORTH, SOUTH), (FIRST, SECOND), CELLS, THAI)) == ["N", "N", "S", "S"]


# 70 % of 1,000: one standard error is 1.45 percentage points, the limits of 99.8 % lie 4.48 away.
INSIDE = FunnelPoint(code="1", label="ใน", size=1000, share=0.74)
ABOVE = FunnelPoint(code="2", label="เหนือ", size=1000, share=0.75)
BELOW = FunnelPoint(code="3", label="ใต้", size=1000, share=0.65)
SMALL = FunnelPoint(code="4", label="เล็ก", size=10, share=0.5)
EMPTY = FunnelPoint(code="5", label="ว่าง", size=0, share=0.0)


@pytest.mark.parametrize(
    ("polarity", "above", "below"),
    [
        (Polarity.HIGHER_IS_BETTER, Standing.BETTER, Standing.WORSE),
        (Polarity.LOWER_IS_BETTER, Standing.WORSE, Standing.BETTER),
        (Polarity.WITHIN_BAND, Standing.WORSE, Standing.WORSE),
    ],
)
def test_beyond_chance_is_better_or_worse_by_the_kpis_polarity(
    polarity: Polarity, above: Standing, below: Standing
) -> None:
    kpi = a_kpi(polarity=polarity)
    assert [standing_of(point, 0.7, kpi) for point in (INSIDE, ABOVE, BELOW)] == [
        Standing.INSIDE,
        above,
        below,
    ]


def test_a_small_place_far_from_the_whole_may_still_be_chance() -> None:
    assert standing_of(SMALL, 0.7, a_kpi()) is Standing.INSIDE


def test_a_funnel_tells_places_apart_by_shape_and_names_those_outside() -> None:
    found = drawn(funnel((INSIDE, ABOVE, BELOW, SMALL), 0.7, a_kpi(), THAI))
    shapes = {kind: trace["marker"]["symbol"] for kind, trace in found.items() if trace["mode"] == "markers"}
    assert shapes == {"inside": "circle-open", "better": "triangle-up", "worse": "triangle-down"}
    assert {text.strip() for text in found["names"]["text"]} == {"เหนือ", "ใต้"}


def test_names_in_a_funnel_stand_away_from_the_whole_and_never_upon_one_another() -> None:
    crowd = [
        FunnelPoint(code=str(i), label=f"จังหวัดที่ {i}", size=900 + i, share=0.9 - i / 1000) for i in range(8)
    ]
    names = drawn(funnel((*crowd, BELOW), 0.7, a_kpi(), THAI))["names"]
    assert 1 < len(names["text"]) <= 4
    assert names["textposition"][names["y"].index(0.65)].startswith(("bottom", "middle"))
    heights = sorted(y for y, text in zip(names["y"], names["text"], strict=True) if text.strip() != "ใต้")
    assert len(heights) < len(crowd)


def test_a_funnel_draws_the_whole_and_four_limits() -> None:
    chart = funnel((INSIDE, ABOVE), 0.7, a_kpi(), THAI)
    limits = [trace for kind, trace in drawn(chart).items() if kind.startswith("limit")]
    assert [trace["line"]["dash"] for trace in limits] == ["dot", "dot", "dash", "dash", "solid"]
    assert limits[-1]["y"] == [0.7, 0.7]


def test_places_of_a_funnel_are_walked_from_the_smallest() -> None:
    assert walked(funnel((ABOVE, SMALL), 0.7, a_kpi(), THAI)) == ["4", "2"]


def test_a_place_without_a_denominator_is_not_drawn() -> None:
    chart = funnel((INSIDE, EMPTY), 0.7, a_kpi(), THAI)
    assert [row[0] for row in chart.table.rows] == ["1"]


def test_a_funnel_names_those_who_differ() -> None:
    said = funnel((INSIDE, ABOVE, BELOW), 0.7, a_kpi(), ENGLISH).alternative
    assert said == "The whole stands at 70%. Beyond chance, worse: ใต้; better: เหนือ."


def test_they_are_sound_in_every_look() -> None:
    for look in LOOKS:
        assert_sound(tile_map((BANGKOK, NAN, TRAT), look, title="x"))
        assert_sound(tile_map((), look))
        assert_sound(heat_map((NORTH, SOUTH), (FIRST, SECOND), CELLS, look, title="x"))
        assert_sound(heat_map((), (), {}, look))
        assert_sound(funnel((INSIDE, ABOVE, BELOW, SMALL), 0.7, a_kpi(), look))
        assert_sound(funnel((), 0.7, a_kpi(), look))
