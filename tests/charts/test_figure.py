import json

import pytest

from charts.figure import Figure, lean
from charts.look import empty
from charts.traces import bar, scatter
from tests.charts.builders import THAI


def test_what_is_set_of_an_axis_later_is_added_to_what_was_set_before() -> None:
    figure = Figure()
    figure.update_xaxes(range=[0, 1], title={"text": "Size"})
    figure.update_xaxes(tickangle=0, title={"standoff": 6})
    figure.update_layout(xaxis={"range": [0, 2]}, height=100)
    expected = {"range": [0, 2], "tickangle": 0, "title": {"text": "Size", "standoff": 6}}
    assert figure.as_dict()["layout"] == {"xaxis": expected, "height": 100}


def test_a_dictionary_that_figures_share_is_never_written_into() -> None:
    shared = {"showgrid": False}
    one, other = Figure(layout={"yaxis": shared}), Figure(layout={"yaxis": shared})
    one.update_yaxes(showgrid=True)
    assert one.layout["yaxis"] == {"showgrid": True}
    assert other.layout["yaxis"] == {"showgrid": False}


def test_words_stand_after_those_that_are_there() -> None:
    figure = Figure()
    figure.add_annotation(text="first")
    figure.add_annotation(text="second")
    assert figure.layout["annotations"] == [{"text": "first"}, {"text": "second"}]


def test_a_trace_without_a_point_is_left_out_and_the_others_keep_their_order() -> None:
    figure = Figure()
    figure.add_traces([bar("back", x=[1], y=[2]), bar("nothing", x=[], y=[]), scatter("front", x=[1], y=[3])])
    assert [(trace["type"], trace["uid"]) for trace in figure.data] == [("bar", "back"), ("scatter", "front")]


def test_what_says_nothing_is_not_sent_but_no_and_zero_are() -> None:
    said = lean({"a": None, "b": "", "c": [], "d": {"e": None}, "f": False, "g": 0, "h": {"i": 0.0}})
    assert said == {"f": False, "g": 0, "h": {"i": 0.0}}


def test_a_gap_within_a_line_stays_a_gap() -> None:
    line = scatter("line", x=[0, 1, 2], y=[1.0, None, 2.0])
    assert json.loads(json.dumps(line))["y"] == [1.0, None, 2.0]


def test_numbers_are_sent_as_exactly_as_they_can_be_seen() -> None:
    bars = bar("bars", x=[0, 1], y=[2 / 3, 1234567.89], width=0.1 + 0.2)
    assert (bars["y"], bars["width"]) == ([0.666667, 1234570], 0.3)
    # Days are whole numbers, and every one of them counts.
    assert bar("days", x=[7374251], y=[1])["x"] == [7374251]
    assert scatter("close", digits=9, x=[1], y=[0.123456789])["y"] == [0.123456789]


def test_a_mark_is_found_again_by_its_code_unless_two_have_the_same() -> None:
    assert bar("bars", x=[1, 2], y=[1, 2], customdata=[["N", "S1"], ["N", "S2"]])["ids"] == ["N/S1", "N/S2"]
    assert "ids" not in bar("bars", x=[1, 2], y=[1, 2], customdata=[["N"], ["N"]])
    assert "ids" not in bar("bars", x=[1], y=[1], customdata=[[""]])


def test_figures_of_a_look_share_their_template_and_keep_what_was_zoomed() -> None:
    one, other = empty(THAI), empty(THAI)
    assert one.layout["template"] is other.layout["template"]
    assert one.layout["uirevision"] == "kept"


def test_a_figure_cannot_be_given_other_traces_once_it_is_made() -> None:
    with pytest.raises(AttributeError):
        Figure().data = []  # type: ignore[misc]
