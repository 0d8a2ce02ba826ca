"""Tiles in rows and columns: the frame that the tile map and the heat map share.

Tiles are bars, since only bars can be hatched, outlined and lettered one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.figure import Figure, Trace
from charts.legend import Key
from charts.look import Look
from charts.marks import HATCH, in_words, status_keys
from charts.traces import bar
from domain.status import Status
from house_style.colours import with_opacity

TILE = 0.94
THIN, THICK = 1.5, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTile:
    """One tile: `column` and `row` count from 0, `codes` are what a click tells, `text` and `hover` are made safe.

    `chosen` is what the page is about.
    """

    codes: tuple[str, ...]
    column: float
    row: float
    status: Status
    text: str
    hover: str
    chosen: bool = False


def draw_tiles(
    figure: Figure,
    tiles: Sequence[DrawnTile],
    look: Look,
    *,
    gap: float = 1 - TILE,
    across: float = 1 - TILE,
) -> None:
    """Add the tiles, a trace for each status that is there; `across` is the gap between columns where it is another."""
    for status in Status:
        found = [tile for tile in tiles if tile.status is status]
        if found:
            figure.add_trace(_of_status(found, status, look, height=1 - gap, width=1 - across))


def _of_status(
    tiles: Sequence[DrawnTile], status: Status, look: Look, *, height: float, width: float
) -> Trace:
    style = look.theme.statuses[status]
    ground = look.theme.surface
    pattern = {
        "shape": HATCH,
        "fgcolor": with_opacity(style.fill, 0.6),
        "bgcolor": ground,
        "size": 9,
        "solidity": 0.1,
    }
    return bar(
        status.value,
        x=[tile.column for tile in tiles],
        base=[tile.row - height / 2 for tile in tiles],
        y=[height] * len(tiles),
        width=width,
        marker={
            "color": ground if style.hatched else style.fill,
            "pattern": pattern if style.hatched else {"shape": ""},
            "line": _lines(tiles, style.outline, look),
        },
        text=[tile.text for tile in tiles],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={
            "color": look.theme.ink if style.hatched else style.text,
            "size": look.text_size,
        },
        constraintext="inside",
        customdata=[list(tile.codes) for tile in tiles],
        hovertext=[tile.hover for tile in tiles],
        hoverinfo="text",
        name=in_words(status, look),
    )


def _lines(tiles: Sequence[DrawnTile], outline: str, look: Look) -> dict[str, Any]:
    """The outline of a status; what is chosen stands out."""
    if not any(tile.chosen for tile in tiles):
        return {"color": outline, "width": THIN}
    return {
        "color": [look.theme.ink if tile.chosen else outline for tile in tiles],
        "width": [THICK if tile.chosen else THIN for tile in tiles],
    }


def tile_keys(tiles: Sequence[DrawnTile], look: Look) -> list[Key]:
    """The legend: the statuses that are there."""
    return status_keys([tile.status for tile in tiles], look)
