"""Scores over time, one small line under another, all on the scale of 0 to 5."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.chart import Chart, Table
from charts.figure import Figure, Trace
from charts.letters import as_plain, block, on_two_lines, width_of, wrapped
from charts.look import LINE_HEIGHT, Look, blank
from charts.marks import hover_lines, in_words, status_marker
from charts.scales import every
from charts.score_axis import Ticks, score_ticks, whole_numbers
from charts.sparkline import SparkPoint
from charts.traces import scatter, texts
from domain.plan import Bands
from domain.score import FULL_MARKS
from domain.status import Status
from domain.text import mark
from house_style.colours import SHAPES, say_status
from house_style.numbers import change, score

LINE = 2.6
LONE_LINE = 15.0
MOST_LABELS = 6
HALF_A_SCORE = 0.4
GAP = "\u2003"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One line: its name and its points, oldest first; all lines of a chart have the same periods."""

    code: str
    label: str
    points: tuple[SparkPoint, ...]


def score_trends(lines: Sequence[ScoreLine], bands: Bands, look: Look, *, title: str = "") -> Chart:
    """Each line from the first period to the newest, which carries its score and status.

    One line alone has room: for every whole number of the scale with the limits of the statuses, and for each score.
    """
    tops, tall = _tops(lines, look), _tall(lines, look)
    figure = _frame(lines, tops, _levels(lines, bands, look), look, title)
    for line, top in zip(lines, tops, strict=False):
        figure.add_trace(_line(line, top, tall, look))
        figure.add_trace(_newest(line, top, tall, look))
        if len(lines) == 1:
            figure.add_trace(_scores(line, top, tall, look))
    figure.add_trace(_names(lines, tops, look))
    figure.add_trace(_sayings(lines, tops, look))
    finding = _finding(lines, look)
    return Chart(
        figure=figure,
        alternative=" ".join(part for part in (title, finding) if part) or _empty(look),
        table=_table(lines, look),
        finding=finding,
    )


def _name(line: ScoreLine, lines: Sequence[ScoreLine], look: Look) -> list[str]:
    """The lines of a name; one line alone needs none."""
    return wrapped(line.label, look.line) if len(lines) > 1 else []


def _tall(lines: Sequence[ScoreLine], look: Look) -> float:
    return look.em(LINE if len(lines) > 1 else LONE_LINE)


def _tops(lines: Sequence[ScoreLine], look: Look) -> list[float]:
    """Where each line's plot begins, under its name; at the end where the last one ends, in px from the top."""
    tops, at = [], 0.0
    for line in lines:
        at += look.em(len(_name(line, lines, look)) * LINE_HEIGHT + 0.4)
        tops.append(at)
        at += _tall(lines, look) + look.em(0.5)
    return [*tops, at or look.em(LINE)]


def _height(points: float, top: float, tall: float) -> float:
    return top + tall * (1 - points / FULL_MARKS)


def _said(line: ScoreLine, look: Look) -> str:
    newest = line.points[-1]
    shape = SHAPES[newest.status][0]
    return shape if newest.score is None else f"{score(newest.score, look.words)} {shape}"


def _levels(lines: Sequence[ScoreLine], bands: Bands, look: Look) -> Ticks:
    """What is written of the scale; where lines stand under one another there is room for its ends only."""
    return score_ticks(bands, look) if len(lines) == 1 else whole_numbers(look)[:: int(FULL_MARKS)]


def _frame(
    lines: Sequence[ScoreLine], tops: Sequence[float], levels: Ticks, look: Look, title: str
) -> Figure:
    labels = [on_two_lines(point.label) for point in lines[0].points] if lines else []
    shown = every(len(labels), most=look.as_many(MOST_LABELS))
    widest = max((width_of(_said(line, look)) for line in lines if line.points), default=0)
    figure = blank(
        look,
        title=title,
        inner_height=tops[-1],
        left=look.room_for(max(width_of(label) for _, label in levels)) + look.em(0.6),
        right=look.room_for(widest) + look.em(1.6),
        top=look.em(1.2) if len(lines) == 1 else 0,
        bottom=look.em(3.3),
    )
    figure.update_xaxes(
        # A score is written over its point: the first one must not lie upon the numbers of the scale.
        range=[-HALF_A_SCORE if len(lines) == 1 else 0, max(len(labels) - 1, 1)],
        tickvals=list(shown),
        ticktext=[labels[i] for i in shown],
        tickangle=0,
    )
    tall = _tall(lines, look)
    places = [(_height(level, top, tall), label) for top in tops[:-1] for level, label in levels]
    figure.update_yaxes(
        range=[tops[-1], 0],
        tickvals=[height for height, _ in places],
        ticktext=[label for _, label in places],
        ticklabelstandoff=4,
    )
    figure.update_layout(
        xaxis2={"range": [0, 1], "overlaying": "x", "visible": False, "fixedrange": True},
        shapes=[_level(height, look) for height, _ in places],
    )
    return figure


def _level(y: float, look: Look) -> dict[str, object]:
    """A level of the scale, so that lines can be compared."""
    line = {"color": look.theme.grid, "width": 1}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": y,
        "y1": y,
        "line": line,
        "layer": "below",
    }


def _line(line: ScoreLine, top: float, tall: float, look: Look) -> Trace:
    heights = [None if p.score is None else _height(p.score, top, tall) for p in line.points]
    return scatter(
        f"line {line.code}",
        x=list(range(len(line.points))),
        y=heights,
        mode="lines+markers",
        line={"color": look.theme.actual, "width": max(2.0, look.em(0.16))},
        marker={"size": look.em(0.35), "color": look.theme.actual},
        connectgaps=False,
        # Lines are told apart by the first, periods by the second: every point can be walked to.
        customdata=[[line.code, point.code] for point in line.points],
        hovertext=[_hover(line, point, look) for point in line.points],
        hoverinfo="text",
        cliponaxis=False,
    )


def _newest(line: ScoreLine, top: float, tall: float, look: Look) -> Trace:
    """The newest point in the shape of its status; on the floor where it has no score."""
    found = line.points[-1:]
    return scatter(
        f"newest {line.code}",
        x=[len(line.points) - 1] * len(found),
        y=[_height(point.score or 0.0, top, tall) for point in found],
        mode="markers",
        marker=status_marker([point.status for point in found], look, size=0.85),
        customdata=[[line.code, point.code] for point in found],
        hovertext=[_hover(line, point, look) for point in found],
        hoverinfo="text",
        cliponaxis=False,
    )


def _scores(line: ScoreLine, top: float, tall: float, look: Look) -> Trace:
    """The score of every point but the newest, which is said beside the plot."""
    told = [(place, p, p.score) for place, p in enumerate(line.points[:-1]) if p.score is not None]
    return texts(
        f"scores {line.code}",
        look,
        x=[place for place, _, _ in told],
        y=[_height(points, top, tall) - look.em(0.3) for _, _, points in told],
        text=[score(points, look.words) for _, _, points in told],
        position="top center",
        customdata=[[line.code, point.code] for _, point, _ in told],
    )


def _names(lines: Sequence[ScoreLine], tops: Sequence[float], look: Look) -> Trace:
    named = [(line, top, _name(line, lines, look)) for line, top in zip(lines, tops, strict=False)]
    return texts(
        "names",
        look,
        x=[0] * len(lines),
        y=[top - look.em(len(name) * LINE_HEIGHT / 2 + 0.2) for _, top, name in named],
        text=["<br>".join(map(as_plain, name)) for _, _, name in named],
        position="middle right",
        customdata=[[line.code] for line in lines],
        xaxis="x2",
    )


def _sayings(lines: Sequence[ScoreLine], tops: Sequence[float], look: Look) -> Trace:
    said = [(line, top) for line, top in zip(lines, tops, strict=False) if line.points]
    return texts(
        "sayings",
        look,
        x=[1] * len(said),
        y=[_height(line.points[-1].score or 0.0, top, _tall(lines, look)) for line, top in said],
        text=[GAP + _said(line, look) for line, _ in said],
        position="middle right",
        customdata=[[line.code] for line, _ in said],
        xaxis="x2",
    )


def _hover(line: ScoreLine, point: SparkPoint, look: Look) -> str:
    return hover_lines(
        block(line.label, look.line, lines=4),
        [as_plain(point.label), f"{score(point.score, look.words)} · {in_words(point.status, look)}"],
    )


def _finding(lines: Sequence[ScoreLine], look: Look) -> str:
    """How the line that moved most moved between its first and its newest score."""
    moved = []
    for line in lines:
        known = [point.score for point in line.points if point.score is not None]
        if len(known) > 1 and line.points[-1].status is not Status.NO_DATA:
            moved.append((abs(known[-1] - known[0]), known[-1] - known[0], line))
    if not moved:
        return ""
    _, difference, line = max(moved, key=lambda found: found[0])
    said = change(difference, look.words, decimals=2)
    period = next(point.label for point in line.points if point.score is not None)
    if len(lines) == 1:
        return look.words.say(mark("{change} score points since {period}"), change=said, period=period)
    return look.words.say(
        mark("{change} since {period}: {label}"), change=said, period=period, label=line.label
    )


def _empty(look: Look) -> str:
    return look.words.say(mark("Too few scores for a trend."))


def _table(lines: Sequence[ScoreLine], look: Look) -> Table:
    say = look.words.say
    return Table(
        columns=(say(mark("Name")), say(mark("Period")), say(mark("Score")), say(mark("Status"))),
        rows=tuple(
            (line.label, point.label, point.score, say_status(point.status, look.words))
            for line in lines
            for point in line.points
        ),
    )
