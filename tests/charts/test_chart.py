from typing import Any

from charts.chart import Mark, as_words, marks_of
from charts.figure import Figure
from charts.traces import bar, scatter


def _figure(*traces: dict[str, Any], downwards: bool = False) -> Figure:
    figure = Figure()
    figure.update_yaxes(range=[10, 0] if downwards else [0, 10])
    figure.add_traces(traces)
    return figure


def _said(*codes: str) -> dict[str, Any]:
    return {
        "customdata": [[code] for code in codes],
        "hovertext": [f"<b>{code}</b>" for code in codes],
        "hoverinfo": "text",
    }


def test_a_code_that_is_drawn_as_three_marks_is_walked_to_once_where_it_is_drawn_first() -> None:
    figure = _figure(
        bar("bars", x=[0], y=[3], **_said("Q1")),
        scatter("targets", x=[0, 1], y=[4, 4], **_said("Q1", "Q2")),
        scatter("statuses", x=[0], y=[3], **_said("Q1")),
    )
    assert marks_of(figure) == (
        Mark(trace=0, point=0, code="Q1", said="Q1"),
        Mark(trace=1, point=1, code="Q2", said="Q2"),
    )


def test_what_answers_no_pointer_or_has_nothing_to_say_is_no_mark() -> None:
    skipped = {**_said("A"), "hoverinfo": "skip"}
    silent = {"customdata": [["B"]], "hoverinfo": "text"}
    assert marks_of(_figure(bar("a", x=[0], y=[1], **skipped), bar("b", x=[0], y=[1], **silent))) == ()


def test_a_gap_is_no_mark_but_its_code_is_found_where_something_is_drawn_for_it() -> None:
    figure = _figure(
        scatter("line", x=[0, 1], y=[None, 2], **_said("Q1", "Q2")),
        scatter("missing", x=[0], y=[0], **_said("Q1")),
    )
    assert [(mark.code, mark.trace) for mark in marks_of(figure)] == [("Q1", 1), ("Q2", 0)]


def test_periods_are_walked_from_the_left() -> None:
    figure = _figure(
        bar("last_year", x=[2], y=[9], **_said("Q3")), bar("actual", x=[0, 1], y=[5, 7], **_said("Q1", "Q2"))
    )
    assert [mark.code for mark in marks_of(figure)] == ["Q1", "Q2", "Q3"]


def test_rows_are_walked_from_the_top() -> None:
    rows = bar("rows", orientation="h", x=[9, 1], y=[8, 2], **_said("low", "high"))
    assert [mark.code for mark in marks_of(_figure(rows, downwards=True))] == ["high", "low"]


def test_tiles_are_walked_row_by_row_whatever_their_status_is() -> None:
    figure = _figure(
        bar("on_track", x=[1, 0], base=[0, 1], y=[1, 1], **_said("top right", "bottom left")),
        bar("critical", x=[0, 1], base=[0, 1], y=[1, 1], **_said("top left", "bottom right")),
        downwards=True,
    )
    expected = ["top left", "top right", "bottom left", "bottom right"]
    assert [mark.code for mark in marks_of(figure)] == expected


def test_lines_under_one_another_are_walked_one_after_the_other() -> None:
    figure = _figure(
        scatter("lower", x=[0, 1], y=[7, 9], **_said("lower 1", "lower 2")),
        scatter("upper", x=[0, 1], y=[4, 1], **_said("upper 1", "upper 2")),
        downwards=True,
    )
    assert [mark.code for mark in marks_of(figure)] == ["upper 1", "upper 2", "lower 1", "lower 2"]


def test_a_cell_is_walked_to_for_each_pair_of_its_codes_and_tells_the_first() -> None:
    said = {"customdata": [["N", "S1"], ["N", "S2"]], "hovertext": ["one", "two"], "hoverinfo": "text"}
    marks = marks_of(_figure(bar("cells", x=[0, 1], base=[0, 0], y=[1, 1], **said), downwards=True))
    assert [(mark.code, mark.said) for mark in marks] == [("N", "one"), ("N", "two")]


def test_a_hover_text_is_said_in_plain_words() -> None:
    assert as_words("<b>Nan</b><br>1.40 points<br>■ Critical") == "Nan, 1.40 points, ■ Critical"
    # A name on two lines is one name, and what data has written as a tag is text.
    assert as_words("<b>Long<br>name</b><br>R&amp;D &lt;i&gt;") == "Long name, R&D <i>"
