"""Bars in rows: the frame that scores, flagships, places and contributions share.

The vertical axis counts px, so that names, bars and marks keep their distances at every width. A long name
stands above its bar, where a phone has room for it; short names stand to the left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.letters import block, width_of, wrapped
from charts.look import EDGE, LINE_HEIGHT, Look, blank
from charts.marks import hatched, status_marker
from charts.traces import bar, scatter, texts
from domain.status import Status

BESIDE = 20
MANY = 15
GAP = "\u2002"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowBar:
    """One row: its bar from zero, marks on it, and what is said to the right of it and on hovering.

    `earlier` is last year's value, `target` a tick, `low` and `high` a range still possible. Without a
    value the row is hatched as not reported. `uncertain` hatches a bar that has too little behind it.
    """

    code: str
    label: str
    value: float | None
    said: str
    hover: str
    status: Status | None = None
    earlier: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The common scale: its ends, and its ticks with their labels; `lines` are drawn through all rows."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the marks are called; a mark without a name is not in the legend."""

    value: str
    earlier: str = ""
    target: str = ""
    span: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where everything stands, in px from the top of the plot."""

    bars: tuple[RowBar, ...]
    look: Look
    beside: bool
    lines: int

    @property
    def pitch(self) -> float:
        """The height of a row."""
        return self.look.em(2.1) if self.beside else self.look.em(self.lines * LINE_HEIGHT + 2.3)

    @property
    def height(self) -> float:
        """The height of all rows."""
        return self.pitch * max(len(self.bars), 1)

    def middle(self, index: int) -> float:
        """The middle of a row's bar."""
        return self.pitch * index + (
            self.pitch / 2 if self.beside else self.look.em(self.lines * LINE_HEIGHT + 1.0)
        )

    def label(self, index: int) -> float:
        """The middle of a row's name."""
        return (
            self.middle(index)
            if self.beside
            else self.pitch * index + self.look.em(self.lines * LINE_HEIGHT / 2 + 0.1)
        )


def draw_rows(bars: Sequence[RowBar], axis: Axis, keys: Keys, look: Look, *, title: str) -> go.Figure:
    """The figure of these rows, in their order from the top."""
    rows = _rows(tuple(bars), look)
    many = len(bars) > MANY
    axis_room = look.em(1.9)
    figure = blank(
        look,
        title=title,
        inner_height=rows.height,
        left=look.room_for(max((width_of(row.label) for row in bars), default=0)) + look.em(0.6)
        if rows.beside
        else 0,
        right=look.room_for(max((width_of(row.said) for row in bars), default=0)) + look.em(1.2),
        top=axis_room if many else 0,
        bottom=0 if many else axis_room,
        legend=_legend(keys, bars),
    )
    _draw_axes(figure, rows, axis, top=many)
    for trace in (_tracks(rows, axis), _earlier(rows, keys), _actual(rows, keys), _uncertain(rows)):
        figure.add_trace(trace)
    for mark_trace in (
        _spans(rows, keys),
        _targets(rows, keys),
        _statuses(rows),
        _names(rows),
        _sayings(rows),
    ):
        figure.add_trace(mark_trace)
    return figure


def _left(rows: Rows, axis: Axis) -> float:
    """Room for the names, or at least for the half of the first tick's label that stands out."""
    first = rows.look.room_for(width_of(axis.ticks[0][1]) / 2) - EDGE
    widest = max((width_of(row.label) for row in rows.bars), default=0)
    return rows.look.room_for(widest) + rows.look.em(0.6) if rows.beside else max(first, 0.0)


def _rows(bars: tuple[RowBar, ...], look: Look) -> Rows:
    beside = all(width_of(row.label) <= BESIDE for row in bars)
    lines = max((len(wrapped(row.label, look.line)) for row in bars), default=1)
    return Rows(bars, look, beside, lines)


def _legend(keys: Keys, bars: Sequence[RowBar]) -> tuple[str, ...]:
    return (
        keys.value,
        keys.earlier if any(row.earlier is not None for row in bars) else "",
        keys.target if any(row.target is not None for row in bars) else "",
        keys.span if any(_has_span(row) for row in bars) else "",
    )


def _draw_axes(figure: go.Figure, rows: Rows, axis: Axis, *, top: bool) -> None:
    figure.update_xaxes(
        range=[axis.low, axis.high],
        tickvals=[value for value, _ in axis.ticks],
        ticktext=[text for _, text in axis.ticks],
        side="top" if top else "bottom",
        ticklabelstandoff=2,
    )
    figure.update_yaxes(range=[rows.height, 0], visible=False)
    # Names and sayings stand at fixed places of the frame, whatever the scale is.
    figure.update_layout(xaxis2={"range": [0, 1], "overlaying": "x", "visible": False, "fixedrange": True})
    figure.update_layout(shapes=[_line(rows, value) for value in axis.lines])


def _line(rows: Rows, value: float) -> dict[str, Any]:
    line = {"color": rows.look.theme.grid, "width": 1}
    return {
        "type": "line",
        "x0": value,
        "x1": value,
        "y0": 0,
        "y1": rows.height,
        "layer": "below",
        "line": line,
    }


def _tracks(rows: Rows, axis: Axis) -> go.Bar:
    """A pale bar over the whole scale: what is missing is hatched on it, and all of it can be clicked."""
    theme = rows.look.theme
    no_data = theme.statuses[Status.NO_DATA].fill
    missing = [row.value is None for row in rows.bars]
    return bar(
        orientation="h",
        base=axis.low,
        x=[axis.high - axis.low] * len(rows.bars),
        y=[rows.middle(i) for i in range(len(rows.bars))],
        width=rows.look.em(1.05),
        marker={
            "color": theme.surface,
            "pattern": {
                "shape": ["/" if gone else "" for gone in missing],
                "fgcolor": no_data,
                "bgcolor": theme.surface,
                "size": 7,
                "solidity": 0.2,
            },
            "line": {"color": [no_data if gone else theme.surface for gone in missing], "width": 1},
        },
        customdata=[[row.code] for row in rows.bars],
        hovertext=[row.hover for row in rows.bars],
        hoverinfo="text",
        textposition="none",
        showlegend=False,
    )


def _thin_bars(
    rows: Rows, found: Sequence[tuple[int, float]], *, shift: float, width: float
) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": [value for _, value in found],
        "y": [rows.middle(i) + rows.look.em(shift) for i, _ in found],
        "width": rows.look.em(width),
        "customdata": [[rows.bars[i].code] for i, _ in found],
        "hovertext": [rows.bars[i].hover for i, _ in found],
        "hoverinfo": "text",
        "textposition": "none",
    }


def _earlier(rows: Rows, keys: Keys) -> go.Bar:
    found = [(i, row.earlier) for i, row in enumerate(rows.bars) if row.earlier is not None]
    return bar(
        **_thin_bars(rows, found, shift=-0.26, width=0.5),
        marker={"color": rows.look.theme.earlier},
        name=keys.earlier,
        legendrank=2,
        showlegend=bool(keys.earlier and found),
    )


def _actual(rows: Rows, keys: Keys) -> go.Bar:
    found = [(i, b.value) for i, b in enumerate(rows.bars) if b.value is not None and not b.uncertain]
    shift = 0.14 if any(row.earlier is not None for row in rows.bars) else 0.0
    return bar(
        **_thin_bars(rows, found, shift=shift, width=0.62),
        marker={"color": rows.look.theme.actual},
        name=keys.value,
        legendrank=1,
        showlegend=bool(keys.value and found),
    )


def _uncertain(rows: Rows) -> go.Bar:
    found = [(i, b.value) for i, b in enumerate(rows.bars) if b.value is not None and b.uncertain]
    theme = rows.look.theme
    return bar(
        **_thin_bars(rows, found, shift=0.14, width=0.62),
        marker=hatched(theme.actual, theme.surface),
        showlegend=False,
    )


def _has_span(row: RowBar) -> bool:
    return row.low is not None and row.high is not None and row.high > row.low


def _spans(rows: Rows, keys: Keys) -> go.Scatter:
    """The range still possible, as a thin line with ends under the bar."""
    x: list[float | None] = []
    y: list[float | None] = []
    for i, row in enumerate(rows.bars):
        if _has_span(row):
            level = rows.middle(i) + rows.look.em(0.74)
            x += [row.low, row.high, None]
            y += [level, level, None]
    return scatter(
        x=x,
        y=y,
        mode="lines+markers",
        line={"color": rows.look.theme.muted, "width": 2},
        marker={
            "symbol": "line-ns",
            "size": rows.look.em(0.5),
            "line": {"color": rows.look.theme.muted, "width": 2},
        },
        hoverinfo="skip",
        name=keys.span,
        legendrank=4,
        showlegend=bool(keys.span and x),
    )


def _targets(rows: Rows, keys: Keys) -> go.Scatter:
    found = [(i, row.target) for i, row in enumerate(rows.bars) if row.target is not None]
    theme = rows.look.theme
    return scatter(
        x=[value for _, value in found],
        y=[rows.middle(i) for i, _ in found],
        mode="markers",
        marker={"symbol": "line-ns", "size": rows.look.em(1.3), "line": {"color": theme.accent, "width": 3}},
        customdata=[[rows.bars[i].code] for i, _ in found],
        hovertext=[rows.bars[i].hover for i, _ in found],
        hoverinfo="text",
        cliponaxis=False,
        name=keys.target,
        legendrank=3,
        showlegend=bool(keys.target and found),
    )


def _statuses(rows: Rows) -> go.Scatter:
    """A mark in the shape and colour of the status at the end of the bar."""
    found = [
        (i, r, r.status) for i, r in enumerate(rows.bars) if r.status is not None and r.value is not None
    ]
    shift = rows.look.em(0.14 if any(row.earlier is not None for row in rows.bars) else 0.0)
    return scatter(
        x=[row.value for _, row, _ in found],
        y=[rows.middle(i) + shift for i, _, _ in found],
        mode="markers",
        marker=status_marker([status for _, _, status in found], rows.look),
        customdata=[[row.code] for _, row, _ in found],
        hovertext=[row.hover for _, row, _ in found],
        hoverinfo="text",
        cliponaxis=False,
        showlegend=False,
    )


def _names(rows: Rows) -> go.Scatter:
    gap = GAP if rows.beside else ""
    return texts(
        rows.look,
        x=[0] * len(rows.bars),
        y=[rows.label(i) for i in range(len(rows.bars))],
        text=[block(row.label, rows.look.line, lines=rows.lines) + gap for row in rows.bars],
        position="middle left" if rows.beside else "middle right",
        customdata=[[row.code] for row in rows.bars],
        xaxis="x2",
    )


def _sayings(rows: Rows) -> go.Scatter:
    return texts(
        rows.look,
        x=[1] * len(rows.bars),
        y=[rows.middle(i) for i in range(len(rows.bars))],
        text=[GAP + row.said for row in rows.bars],
        position="middle right",
        customdata=[[row.code] for row in rows.bars],
        xaxis="x2",
    )
