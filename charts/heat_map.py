"""Rows by columns, as regions by strategies: the score in each cell, its status as colour and shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts.chart import Chart, Table
from charts.figure import Figure
from charts.letters import block, width_of
from charts.look import Look, blank
from charts.marks import count_statuses, hover_lines, in_words
from charts.tiles import DrawnTile, draw_tiles, tile_keys
from domain.status import Status
from domain.text import mark
from house_style.colours import SHAPES, say_status
from house_style.numbers import score

ROW_LETTERS = 10
CELL_HEIGHT = 3.0
PHONE_LETTERS = 40
HEAD_SIZE = 0.86


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatLine:
    """A row or a column: its name in full, and a short one where there is little room."""

    code: str
    label: str
    short: str = ""

    @property
    def name(self) -> str:
        """What is written beside the cells."""
        return self.short or self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """What stands where a row meets a column: a score (0..5) and its status."""

    score: float | None
    status: Status


NOTHING = HeatCell(score=None, status=Status.NO_DATA)


def heat_map(
    rows: Sequence[HeatLine],
    columns: Sequence[HeatLine],
    cells: Mapping[tuple[str, str], HeatCell],
    look: Look,
    *,
    title: str = "",
) -> Chart:
    """Cells by (row code, column code); one that is not there has no data. A click tells both codes."""
    drawn = [
        _drawn(row, column, cells.get((row.code, column.code), NOTHING), i, j, look)
        for i, row in enumerate(rows)
        for j, column in enumerate(columns)
    ]
    figure = _frame(rows, columns, drawn, look, title)
    draw_tiles(figure, drawn, look, gap=0.06, across=0.02)
    return Chart(
        figure=figure,
        alternative=_alternative(rows, columns, cells, look, title),
        table=_table(rows, columns, cells, look),
        finding=lowest_cell(rows, columns, cells, look),
    )


def _frame(
    rows: Sequence[HeatLine], columns: Sequence[HeatLine], drawn: Sequence[DrawnTile], look: Look, title: str
) -> Figure:
    names = [block(row.name, ROW_LETTERS) for row in rows]
    widest = max((width_of(part) for name in names for part in name.split("<br>")), default=0)
    letters = max(6, (max(look.line, PHONE_LETTERS) - ROW_LETTERS) // max(len(columns), 1) + 1)
    heads = [block(column.name, letters, lines=3) for column in columns]
    lines = max((head.count("<br>") + 1 for head in heads), default=1)
    figure = blank(
        look,
        title=title,
        inner_height=look.em(CELL_HEIGHT * max(len(rows), 1)),
        left=look.room_for(widest) + look.em(0.5),
        top=look.em(1.4 * lines + 0.3),
        bottom=look.em(0.4),
        legend=tile_keys(drawn, look),
    )
    figure.update_xaxes(
        range=[-0.5, len(columns) - 0.5],
        tickvals=list(range(len(columns))),
        ticktext=heads,
        side="top",
        tickangle=0,
        tickfont={"size": round(look.text_size * HEAD_SIZE)},
    )
    figure.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=list(range(len(rows))),
        ticktext=names,
        tickfont={"color": look.theme.ink},
        ticklabelstandoff=4,
    )
    return figure


def _drawn(row: HeatLine, column: HeatLine, cell: HeatCell, i: int, j: int, look: Look) -> DrawnTile:
    shape = SHAPES[cell.status][0]
    said = shape if cell.score is None else f"{score(cell.score, look.words)} {shape}"
    return DrawnTile(
        codes=(row.code, column.code),
        column=j,
        row=i,
        status=cell.status,
        text=said,
        hover=hover_lines(
            block(row.label, look.line, lines=2),
            [
                block(column.label, look.line, lines=3),
                f"{look.words.say(mark('Score'))} {score(cell.score, look.words)} · {in_words(cell.status, look)}",
            ],
        ),
    )


def _alternative(
    rows: Sequence[HeatLine],
    columns: Sequence[HeatLine],
    cells: Mapping[tuple[str, str], HeatCell],
    look: Look,
    title: str,
) -> str:
    words = look.words
    every = [(row, column, cells.get((row.code, column.code), NOTHING)) for row in rows for column in columns]
    statuses = count_statuses([cell.status for _, _, cell in every], look)
    counted = words.say(mark("{count} cells: {statuses}."), count=len(every), statuses=statuses)
    return " ".join(part for part in (title, counted, lowest_cell(rows, columns, cells, look)) if part)


def lowest_cell(
    rows: Sequence[HeatLine],
    columns: Sequence[HeatLine],
    cells: Mapping[tuple[str, str], HeatCell],
    look: Look,
) -> str:
    """Where the score is lowest; empty where there is none."""
    found = [
        (cells.get((row.code, column.code), NOTHING).score, row, column) for row in rows for column in columns
    ]
    scored = [(points, row, column) for points, row, column in found if points is not None]
    if not scored:
        return ""
    lowest, row, column = min(scored, key=lambda cell: cell[0])
    return look.words.say(
        mark("The lowest is {row} in {column}: {score}."),
        row=row.label,
        column=column.label,
        score=score(lowest, look.words),
    )


def _table(
    rows: Sequence[HeatLine],
    columns: Sequence[HeatLine],
    cells: Mapping[tuple[str, str], HeatCell],
    look: Look,
) -> Table:
    say = look.words.say
    every = [(row, column, cells.get((row.code, column.code), NOTHING)) for row in rows for column in columns]
    return Table(
        columns=(say(mark("Row")), say(mark("Column")), say(mark("Score")), say(mark("Status"))),
        rows=tuple(
            (row.label, column.label, cell.score, say_status(cell.status, look.words))
            for row, column, cell in every
        ),
    )
