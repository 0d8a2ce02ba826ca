"""The doors to Plotly's traces: its published types know neither gaps nor lists in customdata."""

from typing import Any

import plotly.graph_objects as go

from charts.look import Look


def bar(**properties: Any) -> go.Bar:
    """Bars. Raises ValueError for a property that Plotly does not know."""
    return go.Bar(properties)


def scatter(**properties: Any) -> go.Scatter:
    """Lines, marks and texts. Raises ValueError for a property that Plotly does not know."""
    return go.Scatter(properties)


def texts(
    look: Look, *, x: list[Any], y: list[Any], text: list[str], position: str | list[str], **properties: Any
) -> go.Scatter:
    """Words in the plot; they may reach into the margin and answer no pointer."""
    return scatter(
        **{"textfont": {"color": look.theme.ink, "size": look.text_size}, **properties},
        x=x,
        y=y,
        mode="text",
        text=text,
        textposition=position,
        hoverinfo="skip",
        cliponaxis=False,
    )
