"""Places as equal tiles, set as on a map: a small province counts as much to the eye as a large one."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.chart import Chart, Table
from charts.findings import places_finding
from charts.letters import as_plain, block, cut
from charts.look import Look, blank
from charts.marks import count_statuses, hover_lines, in_words
from charts.tiles import DrawnTile, draw_tiles, tile_keys
from domain.status import Status
from domain.text import mark
from house_style.colours import SHAPES, say_status

LETTERS_ON_TILE = 5
TILE_HEIGHT = 3.2
# Width by height: a name and a shape stand upon one another, and a phone's width is used to its height.
TILE_SHAPE = 0.76
# With a figure beside its shape a tile is as wide as it is high.
WIDE_SHAPE = 1.0
HAIR = "\u200a"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTile:
    """One place: where its tile stands (from 0), and what is known of it.

    `short` is written on the tile, and so is `figure` where it is short enough; `said` is its figure as a card says
    it; `value` stands in the table. `chosen` is what the page is about.
    """

    code: str
    label: str
    short: str
    column: int
    row: int
    status: Status
    figure: str = ""
    said: str = ""
    value: float | None = None
    chosen: bool = False


def tile_map(tiles: Sequence[PlaceTile], look: Look, *, title: str = "") -> Chart:
    """Equal tiles in the colour and with the shape of their status."""
    drawn = [_drawn(tile, look) for tile in tiles]
    columns = max((tile.column for tile in tiles), default=0) + 1
    rows = max((tile.row for tile in tiles), default=0) + 1
    figure = blank(
        look,
        title=title,
        inner_height=look.em(TILE_HEIGHT * rows),
        bottom=look.em(0.4),
        legend=tile_keys(drawn, look),
    )
    figure.update_xaxes(range=[-0.5, columns - 0.5], visible=False, constrain="domain")
    figure.update_yaxes(
        range=[rows - 0.5, -0.5],
        visible=False,
        scaleanchor="x",
        scaleratio=1 / (WIDE_SHAPE if any(tile.figure for tile in tiles) else TILE_SHAPE),
        constrain="domain",
        constraintoward="middle",
    )
    draw_tiles(figure, drawn, look)
    return Chart(
        figure=figure,
        alternative=_alternative(tiles, look, title),
        table=_table(tiles, look),
        finding=places_finding([(tile.label, tile.status) for tile in tiles], look),
    )


def _drawn(tile: PlaceTile, look: Look) -> DrawnTile:
    return DrawnTile(
        codes=(tile.code,),
        column=tile.column,
        row=tile.row,
        status=tile.status,
        text="<br>".join([as_plain(cut(tile.short, LETTERS_ON_TILE)), _mark(tile)]),
        chosen=tile.chosen,
        hover=hover_lines(
            block(tile.label, look.line, lines=3), [as_plain(tile.said), in_words(tile.status, look)]
        ),
    )


def _mark(tile: PlaceTile) -> str:
    shape = SHAPES[tile.status][0]
    return f"{as_plain(tile.figure)}{HAIR}{shape}" if tile.figure else shape


def _alternative(tiles: Sequence[PlaceTile], look: Look, title: str) -> str:
    words = look.words
    parts = [
        title,
        words.say(
            mark("Map of {count} places: {statuses}."),
            count=len(tiles),
            statuses=count_statuses([tile.status for tile in tiles], look),
        ),
    ]
    critical = [tile.label for tile in tiles if tile.status is Status.CRITICAL]
    if critical:
        parts.append(words.say(mark("Critical: {places}."), places=", ".join(critical)))
    return " ".join(part for part in parts if part)


def _table(tiles: Sequence[PlaceTile], look: Look) -> Table:
    say = look.words.say
    return Table(
        columns=(say(mark("Code")), say(mark("Name")), say(mark("Figure shown")), say(mark("Status"))),
        rows=tuple((t.code, t.label, t.value, say_status(t.status, look.words)) for t in tiles),
    )
