"""Flagships beside one another: progress against plan, all on one scale of 0 to 100 percent."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.chart import Chart, Table
from charts.findings import progress_finding
from charts.letters import block
from charts.look import Look
from charts.marks import count_statuses, hover_lines, in_words
from charts.row_bars import Axis, Keys, RowBar, draw_rows
from domain.status import Status
from domain.text import mark
from house_style.colours import SHAPES, say_status
from house_style.group_reasons import say_slippage
from house_style.numbers import change_in_points, percent, percent_mark

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagshipRow:
    """One flagship: shares of its whole work (0..1), and how many days it is behind (negative: ahead)."""

    code: str
    label: str
    planned: float
    actual: float | None
    status: Status
    slippage: int | None = None


def flagship_multiples(rows: Sequence[FlagshipRow], look: Look, *, title: str = "") -> Chart:
    """Progress as a bar, the plan as a tick, in the order given."""
    say = look.words.say
    axis = Axis(
        low=0.0,
        high=1.0,
        ticks=tuple((tick, percent_mark(tick, look.words)) for tick in QUARTERS),
        lines=QUARTERS,
    )
    keys = Keys(value=say(mark("Progress")), target=say(mark("Planned to date")))
    return Chart(
        figure=draw_rows([_bar(row, look) for row in rows], axis, keys, look, title=title),
        alternative=_alternative(rows, look, title),
        table=_table(rows, look),
        finding=progress_finding(
            [(r.label, None if r.actual is None else r.actual - r.planned, r.status) for r in rows], look
        ),
    )


def _bar(row: FlagshipRow, look: Look) -> RowBar:
    shape = SHAPES[row.status][0]
    return RowBar(
        code=row.code,
        label=row.label,
        value=row.actual,
        status=row.status,
        said=shape if row.actual is None else f"{percent_mark(row.actual, look.words, decimals=0)} {shape}",
        word=say_status(row.status, look.words),
        hover=_hover(row, look),
        target=row.planned,
    )


def _hover(row: FlagshipRow, look: Look) -> str:
    say, words = look.words.say, look.words
    ahead = None if row.actual is None else row.actual - row.planned
    return hover_lines(
        block(row.label, look.line, lines=4),
        [
            f"{say(mark('Progress'))} {percent(row.actual, words)} · {in_words(row.status, look)}",
            f"{say(mark('Planned to date'))} {percent(row.planned, words)}",
            "" if ahead is None else change_in_points(ahead, words),
            say_slippage(row.slippage, words),
        ],
    )


def _alternative(rows: Sequence[FlagshipRow], look: Look, title: str) -> str:
    words = look.words
    parts = [
        title,
        words.say(
            mark("Progress of projects: {statuses}."), statuses=count_statuses([r.status for r in rows], look)
        ),
    ]
    known = [(row.actual - row.planned, row) for row in rows if row.actual is not None]
    if known:
        behind, last = min(known, key=lambda found: found[0])
        parts.append(
            words.say(
                mark("Furthest from its plan: {label}, {difference}."),
                label=last.label,
                difference=change_in_points(behind, words),
            )
        )
    return " ".join(part for part in parts if part)


def _table(rows: Sequence[FlagshipRow], look: Look) -> Table:
    say = look.words.say
    columns = (
        mark("Code"),
        mark("Name"),
        mark("Progress"),
        mark("Planned to date"),
        mark("Days behind the plan"),
    )
    return Table(
        columns=(*(say(column) for column in columns), say(mark("Status"))),
        rows=tuple(
            (r.code, r.label, r.actual, r.planned, r.slippage, say_status(r.status, look.words)) for r in rows
        ),
    )
