"""Bars in rows: the frame that scores, flagships, places and contributions share."""

from collections.abc import Sequence
from typing import Any

from charts.figure import Figure, Trace
from charts.letters import as_plain
from charts.look import Look, blank
from charts.marks import hatched, status_marker
from charts.row_frame import (
    Axis,
    Keys,
    RowBar,
    Rows,
    has_span,
    keys_of,
    place_rows,
    room_at_left,
    ticks_with_room,
)
from charts.traces import bar, scatter, texts
from domain.status import Status

MANY = 15
GAP = "\u2003"

__all__ = ["Axis", "Keys", "RowBar", "draw_rows"]


def draw_rows(bars: Sequence[RowBar], axis: Axis, keys: Keys, look: Look, *, title: str) -> Figure:
    """The figure of these rows, in their order from the top."""
    rows = place_rows(tuple(bars), look)
    many = len(bars) > MANY
    axis_room = look.em(1.9)
    figure = blank(
        look,
        title=title,
        inner_height=rows.height,
        left=room_at_left(rows, axis),
        right=look.room_for(rows.letters_right) + look.em(1.6),
        top=axis_room if many else 0,
        bottom=0 if many else axis_room,
        legend=keys_of(rows, keys),
    )
    _draw_axes(figure, rows, axis, top=many)
    figure.add_traces([_tracks(rows, axis), _earlier(rows), _actual(rows), _uncertain(rows)])
    figure.add_traces([_spans(rows), _targets(rows), _statuses(rows), _names(rows), _sayings(rows)])
    return figure


def _draw_axes(figure: Figure, rows: Rows, axis: Axis, *, top: bool) -> None:
    ticks = ticks_with_room(rows, axis)
    figure.update_xaxes(
        range=[axis.low, axis.high],
        tickvals=[value for value, _ in ticks],
        ticktext=[text for _, text in ticks],
        tickangle=0,
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


def _tracks(rows: Rows, axis: Axis) -> Trace:
    """A pale bar over the whole scale: what is missing is hatched on it, and all of it can be clicked."""
    theme = rows.look.theme
    no_data = theme.statuses[Status.NO_DATA].fill
    missing = [row.value is None for row in rows.bars]
    return bar(
        "tracks",
        orientation="h",
        base=axis.low,
        x=[axis.high - axis.low] * len(rows.bars),
        y=[rows.middle(i) for i in range(len(rows.bars))],
        width=rows.look.em(1.05 * rows.thick),
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
    )


def _thin_bars(
    rows: Rows, found: Sequence[tuple[int, float]], *, shift: float, width: float
) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": [value for _, value in found],
        "y": [rows.middle(i) + rows.look.em(shift * rows.thick) for i, _ in found],
        "width": rows.look.em(width * rows.thick),
        "customdata": [[rows.bars[i].code] for i, _ in found],
        "hovertext": [rows.bars[i].hover for i, _ in found],
        "hoverinfo": "text",
        "textposition": "none",
    }


def _earlier(rows: Rows) -> Trace:
    found = [(i, row.earlier) for i, row in enumerate(rows.bars) if row.earlier is not None]
    return bar(
        "earlier",
        **_thin_bars(rows, found, shift=-0.26, width=0.5),
        marker={"color": rows.look.theme.earlier},
    )


def _shift(rows: Rows) -> float:
    """This year's bar stands a little lower where last year's shows behind it."""
    return 0.14 if any(row.earlier is not None for row in rows.bars) else 0.0


def _actual(rows: Rows) -> Trace:
    found = [(i, b.value) for i, b in enumerate(rows.bars) if b.value is not None and not b.uncertain]
    return bar(
        "actual",
        **_thin_bars(rows, found, shift=_shift(rows), width=0.62),
        marker={"color": rows.look.theme.actual},
    )


def _uncertain(rows: Rows) -> Trace:
    found = [(i, b.value) for i, b in enumerate(rows.bars) if b.value is not None and b.uncertain]
    theme = rows.look.theme
    return bar(
        "uncertain",
        **_thin_bars(rows, found, shift=_shift(rows), width=0.62),
        marker=hatched(theme.actual, theme.surface),
    )


def _spans(rows: Rows) -> Trace:
    """The range still possible, as a thin line with ends under the bar."""
    x: list[float | None] = []
    y: list[float | None] = []
    for i, row in enumerate(rows.bars):
        if has_span(row):
            level = rows.middle(i) + rows.look.em(0.74 * rows.thick)
            x += [row.low, row.high, None]
            y += [level, level, None]
    return scatter(
        "spans",
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
    )


def _targets(rows: Rows) -> Trace:
    found = [(i, row.target) for i, row in enumerate(rows.bars) if row.target is not None]
    theme = rows.look.theme
    return scatter(
        "targets",
        x=[value for _, value in found],
        y=[rows.middle(i) for i, _ in found],
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": rows.look.em(1.3 * rows.thick),
            "line": {"color": theme.accent, "width": 3},
        },
        customdata=[[rows.bars[i].code] for i, _ in found],
        hovertext=[rows.bars[i].hover for i, _ in found],
        hoverinfo="text",
        cliponaxis=False,
    )


def _statuses(rows: Rows) -> Trace:
    """A mark in the shape and colour of the status at the end of the bar."""
    found = [
        (i, r, r.status) for i, r in enumerate(rows.bars) if r.status is not None and r.value is not None
    ]
    shift = rows.look.em(_shift(rows) * rows.thick)
    return scatter(
        "statuses",
        x=[row.value for _, row, _ in found],
        y=[rows.middle(i) + shift for i, _, _ in found],
        mode="markers",
        marker=status_marker([status for _, _, status in found], rows.look),
        customdata=[[row.code] for _, row, _ in found],
        hovertext=[row.hover for _, row, _ in found],
        hoverinfo="text",
        cliponaxis=False,
    )


def _names(rows: Rows) -> Trace:
    gap = "\u2002" if rows.beside else ""
    return texts(
        "names",
        rows.look,
        x=[0] * len(rows.bars),
        y=[rows.label(i) for i in range(len(rows.bars))],
        text=["<br>".join(as_plain(line) + gap for line in name) for name in rows.names],
        position="middle left" if rows.beside else "middle right",
        customdata=[[row.code] for row in rows.bars],
        xaxis="x2",
    )


def _sayings(rows: Rows) -> Trace:
    return texts(
        "sayings",
        rows.look,
        x=[1] * len(rows.bars),
        y=[rows.middle(i) for i in range(len(rows.bars))],
        text=[GAP + rows.said(i) for i in range(len(rows.bars))],
        position="middle right",
        customdata=[[row.code] for row in rows.bars],
        xaxis="x2",
    )
