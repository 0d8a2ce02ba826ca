"""A trend as small as a word."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.chart import Chart, Table
from charts.figure import Trace
from charts.letters import as_plain
from charts.look import Look, empty
from charts.marks import hover_lines, in_words, status_marker
from charts.traces import scatter
from domain.score import FULL_MARKS
from domain.status import Status
from domain.text import mark
from house_style.colours import say_status
from house_style.numbers import score


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkPoint:
    """A score (0..5, None where there is none) at the end of a period that reads `label`."""

    code: str
    label: str
    score: float | None
    status: Status


def sparkline(points: Sequence[SparkPoint], look: Look, *, height: float = 2.6, name: str = "") -> Chart:
    """A line on the common scale of 0 to 5 with gaps where nothing is known, the last point marked by its status.

    `height` in text sizes.
    """
    figure = empty(look)
    margin = look.em(0.7)
    figure.update_layout(
        height=round(look.em(height)),
        margin={"l": margin, "r": margin, "t": 2, "b": 2, "pad": 0, "autoexpand": False},
        xaxis={"visible": False, "range": [-0.1, max(len(points) - 0.9, 0.1)]},
        yaxis={"visible": False, "range": [-0.4, FULL_MARKS + 0.4]},
    )
    figure.add_trace(_line(points, look))
    figure.add_trace(_last(points, look))
    return Chart(figure=figure, alternative=_alternative(points, look, name), table=_table(points, look))


def _line(points: Sequence[SparkPoint], look: Look) -> Trace:
    lonely = [_is_lonely(points, i) for i in range(len(points))]
    return scatter(
        "line",
        x=list(range(len(points))),
        y=[point.score for point in points],
        mode="lines+markers",
        line={"color": look.theme.actual, "width": max(2.0, look.em(0.14))},
        # A point between two gaps has no line to be seen by.
        marker={"size": [look.em(0.35) if alone else 0 for alone in lonely], "color": look.theme.actual},
        connectgaps=False,
        customdata=[[point.code] for point in points],
        hovertext=[_hover(point, look) for point in points],
        hoverinfo="text",
        cliponaxis=False,
    )


def _is_lonely(points: Sequence[SparkPoint], i: int) -> bool:
    beside = [points[j].score for j in (i - 1, i + 1) if 0 <= j < len(points)]
    return points[i].score is not None and all(value is None for value in beside)


def _last(points: Sequence[SparkPoint], look: Look) -> Trace:
    """The newest point; on the floor, in the shape of no data, where it has no score."""
    found = list(points[-1:])
    return scatter(
        "newest",
        x=[len(points) - 1] * len(found),
        y=[point.score or 0.0 for point in found],
        mode="markers",
        marker=status_marker([point.status for point in found], look, size=0.75),
        customdata=[[point.code] for point in found],
        hovertext=[_hover(point, look) for point in found],
        hoverinfo="text",
        cliponaxis=False,
    )


def _hover(point: SparkPoint, look: Look) -> str:
    return hover_lines(
        as_plain(point.label), [f"{score(point.score, look.words)} · {in_words(point.status, look)}"]
    )


def _alternative(points: Sequence[SparkPoint], look: Look, name: str) -> str:
    words = look.words
    known = [point for point in points if point.score is not None]
    if len(known) < 2:
        said = words.say(mark("Too few scores for a trend."))
    else:
        said = words.say(
            mark("From {first} in {first_period} to {last} in {last_period}."),
            first=score(known[0].score, words),
            first_period=known[0].label,
            last=score(known[-1].score, words),
            last_period=known[-1].label,
        )
    return f"{name} {said}".strip()


def _table(points: Sequence[SparkPoint], look: Look) -> Table:
    say = look.words.say
    return Table(
        columns=(say(mark("Period")), say(mark("Score")), say(mark("Status"))),
        rows=tuple((point.label, point.score, say_status(point.status, look.words)) for point in points),
    )
