"""Looks for charts, and what tests ask of every chart."""

import json
from typing import Any

import plotly.graph_objects as go

from charts.chart import Chart
from charts.look import Look
from domain.text import Language
from house_style.colours import DARK, LIGHT, PAIRED, Shade, resolved
from house_style.wording import wording

THAI = Look(words=wording(Language.THAI))
ENGLISH = Look(words=wording(Language.ENGLISH), theme=DARK)
PROJECTOR = Look(words=wording(Language.THAI), theme=LIGHT, text_size=26, line=90)
# As the application draws: once for both grounds.
BOTH_GROUNDS = Look(words=wording(Language.THAI), theme=PAIRED)
LOOKS = (THAI, ENGLISH, PROJECTOR, BOTH_GROUNDS)
OUTSIDE = ("http://", "https://", "topojson", "mapbox")


def sent(chart: Chart) -> str:
    """The figure as it goes to the browser. Raises ValueError for a number that is none."""
    return json.dumps(chart.figure.as_dict(), allow_nan=False, ensure_ascii=False)


def traces(chart: Chart) -> list[dict[str, Any]]:
    """The traces as the browser gets them."""
    found: list[dict[str, Any]] = json.loads(sent(chart))["data"]
    return found


def drawn(chart: Chart) -> dict[str, dict[str, Any]]:
    """The traces by their kind; one without a point is not there."""
    return {trace["uid"]: trace for trace in traces(chart)}


def codes(chart: Chart) -> set[str]:
    """Every code that a click may tell."""
    return {str(code[0]) for trace in traces(chart) for code in trace.get("customdata", [])}


def legend(chart: Chart) -> list[str]:
    """What the legend names, in its order."""
    return [key.name for key in chart.figure.legend]


def layout(chart: Chart) -> dict[str, Any]:
    """The layout as the browser gets it."""
    found: dict[str, Any] = json.loads(sent(chart))["layout"]
    return found


def walked(chart: Chart) -> list[str]:
    """The codes of the marks in the order in which a reader walks through them."""
    return [mark.code for mark in chart.marks]


def assert_sound(chart: Chart) -> None:
    """What holds for every chart: words, a table as wide as its heads, nothing from outside, no “nan”."""
    assert chart.alternative.strip()
    assert "nan" not in chart.alternative.lower().split()
    assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)
    assert len(set(chart.table.columns)) == len(chart.table.columns)
    assert not [word for word in OUTSIDE if word in sent(chart).lower()]
    assert '"nan' not in sent(chart).lower()
    assert layout(chart)["uirevision"] == "kept"
    assert_plotly_knows_it(chart)
    assert_told_apart(chart)
    assert_walkable(chart)


def assert_plotly_knows_it(chart: Chart) -> None:
    """Plotly's own check raises for an unknown property and for what is no colour, on either ground."""
    for shade in (Shade.LIGHT, Shade.DARK):
        figure = resolved(chart.figure.as_dict(), shade)
        go.Figure(figure)
        assert "light-dark" not in json.dumps(figure)


def assert_told_apart(chart: Chart) -> None:
    """No two traces of a kind, no two marks of a trace with one id, and a code for every point."""
    every = traces(chart)
    assert len({trace["uid"] for trace in every}) == len(every)
    for trace in every:
        for name in ("customdata", "hovertext", "ids", "y"):
            assert len(trace.get(name, trace["x"])) == len(trace["x"]), (trace["uid"], name)
        assert len(set(trace.get("ids", []))) == len(trace.get("ids", []))


def assert_walkable(chart: Chart) -> None:
    """Each mark is at a point that is drawn, tells its code and says something in plain words."""
    every = traces(chart)
    for mark in chart.marks:
        trace = every[mark.trace]
        assert trace["customdata"][mark.point][0] == mark.code
        assert None not in (trace["x"][mark.point], trace["y"][mark.point])
        assert mark.said.strip()
        # A name from data may hold one of its own.
        assert "<" not in mark.said or "&lt;" in trace["hovertext"][mark.point]
