"""Tiles in rows and columns: the frame that the tile map and the heat map share.

Tiles are bars, since only bars can be hatched, outlined and lettered one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import plotly.graph_objects as go

from charts.legend import SIGN_WIDTH
from charts.letters import width_of
from charts.look import LEGEND_LINE, Look
from charts.marks import HATCH, in_words
from charts.traces import bar
from domain.status import Status

TILE = 0.94
TEXT_SIZE = 0.93


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTile:
    """One tile: `column` and `row` count from 0, `codes` are what a click tells, `text` and `hover` are made safe."""

    codes: tuple[str, ...]
    column: float
    row: float
    status: Status
    text: str
    hover: str


def draw_tiles(figure: go.Figure, tiles: Sequence[DrawnTile], look: Look, *, gap: float = 1 - TILE) -> None:
    """Add the tiles, a trace for each status that is there, which is also the legend's entry."""
    for status in Status:
        found = [tile for tile in tiles if tile.status is status]
        if found:
            figure.add_trace(_of_status(found, status, look, size=1 - gap))


def _of_status(tiles: Sequence[DrawnTile], status: Status, look: Look, *, size: float) -> go.Bar:
    style = look.theme.statuses[status]
    ground = look.theme.surface
    pattern = {"shape": HATCH, "fgcolor": style.fill, "bgcolor": ground, "size": 9, "solidity": 0.12}
    return bar(
        x=[tile.column for tile in tiles],
        base=[tile.row - size / 2 for tile in tiles],
        y=[size] * len(tiles),
        width=size,
        marker={
            "color": ground if style.hatched else style.fill,
            "pattern": pattern if style.hatched else {"shape": ""},
            "line": {"color": style.outline, "width": 1.5},
        },
        text=[tile.text for tile in tiles],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={
            "color": look.theme.ink if style.hatched else style.text,
            "size": round(look.text_size * TEXT_SIZE),
        },
        constraintext="inside",
        customdata=[list(tile.codes) for tile in tiles],
        hovertext=[tile.hover for tile in tiles],
        hoverinfo="text",
        name=in_words(status, look),
        showlegend=True,
        legendrank=list(Status).index(status) + 1,
    )


def legend_room(tiles: Sequence[DrawnTile], look: Look, *, beside: int = 0) -> float:
    """The px that the legend of statuses needs; `beside` letters of its line are lost to names of rows."""
    letters = look.legend_line - beside
    names = [in_words(status, look) for status in Status if any(tile.status is status for tile in tiles)]
    widest = max((width_of(name) + SIGN_WIDTH for name in names), default=1)
    # What does not fit in one line is set in columns as wide as the widest name.
    one_line = sum(width_of(name) + SIGN_WIDTH for name in names) <= letters
    lines = 1 if one_line else ceil(len(names) / max(1, letters // widest))
    return look.em(LEGEND_LINE) * lines + look.em(0.4)
