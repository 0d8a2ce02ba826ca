"""Scores on one scale of 0 to 5: strategies, goals, KPIs, departments, regions."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.chart import Chart, Table
from charts.findings import scores_finding
from charts.letters import as_plain, block
from charts.look import Look
from charts.marks import count_statuses, hover_lines, in_words
from charts.row_bars import Axis, Keys, RowBar, draw_rows
from charts.score_axis import limits_of, score_ticks, whole_numbers
from domain.plan import Bands
from domain.score import FULL_MARKS
from domain.status import Status
from domain.text import mark
from house_style.colours import SHAPES, say_status
from house_style.numbers import percent, score


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """One bar: scores are 0..5, `coverage` 0..1; `best` and `worst` are the scores still possible."""

    code: str
    label: str
    score: float | None
    status: Status
    best: float | None = None
    worst: float | None = None
    last_year: float | None = None
    coverage: float | None = None


def bullet_bars(rows: Sequence[ScoreRow], bands: Bands, look: Look, *, title: str = "") -> Chart:
    """Scores as bars with last year's behind them, the range still possible below, and the bands as lines."""
    say = look.words.say
    keys = Keys(value=say(mark("Score")), earlier=say(mark("Last year")), span=say(mark("Possible range")))
    return Chart(
        figure=draw_rows([_bar(row, look) for row in rows], _axis(bands, look), keys, look, title=title),
        alternative=_alternative(rows, look, title),
        table=_table(rows, look),
        finding=scores_finding([(row.label, row.score, row.status) for row in rows], look),
    )


def _axis(bands: Bands, look: Look) -> Axis:
    """All whole numbers, on the limits with the shape of their status where there is room for it."""
    return Axis(
        low=0.0,
        high=FULL_MARKS,
        ticks=score_ticks(bands, look),
        plain=whole_numbers(look),
        lines=tuple(sorted({0.0, *limits_of(bands), FULL_MARKS})),
    )


def _bar(row: ScoreRow, look: Look) -> RowBar:
    shape = SHAPES[row.status][0]
    return RowBar(
        code=row.code,
        label=row.label,
        value=row.score,
        status=row.status,
        said=shape if row.score is None else f"{score(row.score, look.words)} {shape}",
        word=say_status(row.status, look.words),
        hover=_hover(row, look),
        earlier=row.last_year,
        low=row.worst,
        high=row.best,
        uncertain=row.status is Status.NO_DATA,
    )


def _hover(row: ScoreRow, look: Look) -> str:
    say = look.words.say
    lines = [
        f"{as_plain(say(mark('Score')))} {score(row.score, look.words)} · {in_words(row.status, look)}",
        f"{say(mark('Same period last year'))} {score(row.last_year, look.words)}"
        if row.last_year is not None
        else "",
    ]
    if row.coverage is not None:
        lines.append(f"{say(mark('Coverage'))} {percent(row.coverage, look.words)}")
    if row.worst is not None and row.best is not None and row.worst < row.best:
        lines.append(
            f"{say(mark('Possible range'))} {score(row.worst, look.words)}–{score(row.best, look.words)}"
        )
    return hover_lines(block(row.label, look.line, lines=4), lines)


def _alternative(rows: Sequence[ScoreRow], look: Look, title: str) -> str:
    words = look.words
    parts = [
        title,
        words.say(
            mark("Scores of 0 to 5: {statuses}."), statuses=count_statuses([r.status for r in rows], look)
        ),
    ]
    scored = [(row.score, row) for row in rows if row.score is not None]
    if scored:
        lowest = min(scored, key=lambda found: found[0])[1]
        parts.append(
            words.say(
                mark("The lowest is {label}: {score}, {status}."),
                label=lowest.label,
                score=score(lowest.score, words),
                status=say_status(lowest.status, words),
            )
        )
    return " ".join(part for part in parts if part)


def _table(rows: Sequence[ScoreRow], look: Look) -> Table:
    say = look.words.say
    columns = (
        say(mark("Code")),
        say(mark("Name")),
        say(mark("Score")),
        say(mark("Status")),
        say(mark("Same period last year")),
        say(mark("Coverage")),
        say(mark("Lowest possible")),
        say(mark("Highest possible")),
    )
    return Table(
        columns=columns,
        rows=tuple(
            (
                r.code,
                r.label,
                r.score,
                say_status(r.status, look.words),
                r.last_year,
                r.coverage,
                r.worst,
                r.best,
            )
            for r in rows
        ),
    )
