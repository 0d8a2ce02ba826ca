"""Looks for charts, and what tests ask of every chart."""

import json
from typing import Any

from charts.chart import Chart
from charts.look import Look
from domain.text import Language
from house_style.colours import DARK, LIGHT
from house_style.wording import wording

THAI = Look(words=wording(Language.THAI))
ENGLISH = Look(words=wording(Language.ENGLISH), theme=DARK)
PROJECTOR = Look(words=wording(Language.THAI), theme=LIGHT, text_size=26, line=90)
OUTSIDE = ("http://", "https://", "topojson", "mapbox")


def traces(chart: Chart) -> list[dict[str, Any]]:
    """The traces as the browser gets them."""
    found: list[dict[str, Any]] = json.loads(chart.figure.to_json())["data"]
    return found


def codes(chart: Chart) -> set[str]:
    """Every code that a click may tell."""
    return {str(code[0]) for trace in traces(chart) for code in trace.get("customdata", [])}


def layout(chart: Chart) -> dict[str, Any]:
    """The layout as the browser gets it."""
    found: dict[str, Any] = json.loads(chart.figure.to_json())["layout"]
    return found


def assert_sound(chart: Chart) -> None:
    """What holds for every chart: words, a table as wide as its heads, nothing from outside, no “nan”."""
    assert chart.alternative.strip()
    assert "nan" not in chart.alternative.lower().split()
    assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)
    assert len(set(chart.table.columns)) == len(chart.table.columns)
    sent = chart.figure.to_json().lower()
    assert not [word for word in OUTSIDE if word in sent]
    assert '"nan' not in sent
    for trace in traces(chart):
        if "customdata" in trace:
            assert len(trace["customdata"]) == len(trace["x"]), trace.get("name")
