"""Which places differ from the whole by more than chance allows for their size.

Source of the limits: domain/funnel.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import plotly.graph_objects as go

from charts.chart import Chart, Table
from charts.letters import as_plain, block
from charts.look import Look, blank
from charts.marks import hover_lines
from charts.scales import round_ticks
from charts.traces import scatter, texts
from domain.funnel import chance_limits
from domain.kpi import Kpi, Polarity
from domain.text import mark
from house_style.numbers import full, percent, percent_mark, short

HEIGHT = 20.0
STEPS = 60
MOST_NAMED = 6


class Standing(StrEnum):
    """Where a place stands against the chance limits of 99.8 %."""

    INSIDE = "inside"
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPoint:
    """One place: its size (the denominator, above 0) and its share (0..1)."""

    code: str
    label: str
    size: float
    share: float


def funnel(points: Sequence[FunnelPoint], centre: float, kpi: Kpi, look: Look, *, title: str = "") -> Chart:
    """Places by size, the share of the whole (0..1) as a line, and the limits of chance at 95 and 99.8 %."""
    say = look.words.say
    known = [point for point in points if point.size > 0]
    legend = [say(mark("Whole")), say(mark("Chance 95 %")), say(mark("Chance 99.8 %"))]
    standings = [standing_of(point, centre, kpi) for point in known]
    legend += [_name_of(standing, look) for standing in Standing if standing in standings]
    figure = _frame(known, centre, look, title, legend)
    figure.add_traces(_limits(known, centre, look, legend))
    for standing in Standing:
        found = [p for p, s in zip(known, standings, strict=True) if s is standing]
        if found:
            figure.add_trace(_points(found, standing, centre, look))
    figure.add_trace(_named(known, standings, centre, look))
    return Chart(
        figure=figure,
        alternative=_alternative(known, standings, centre, look, title),
        table=_table(known, standings, look),
    )


def standing_of(point: FunnelPoint, centre: float, kpi: Kpi) -> Standing:
    """Inside the limits, or beyond them on the good or the bad side; a band has no good side."""
    limits = chance_limits(centre, point.size)
    if limits is None or limits.alarm[0] <= point.share <= limits.alarm[1]:
        return Standing.INSIDE
    above_is_good = kpi.polarity is Polarity.HIGHER_IS_BETTER
    return Standing.BETTER if (point.share > limits.alarm[1]) is above_is_good else Standing.WORSE


def _name_of(standing: Standing, look: Look) -> str:
    names = {
        Standing.INSIDE: mark("Within chance"),
        Standing.BETTER: mark("Better than chance"),
        Standing.WORSE: mark("Worse than chance"),
    }
    return look.words.say(names[standing])


def _frame(
    points: Sequence[FunnelPoint], centre: float, look: Look, title: str, legend: Sequence[str]
) -> go.Figure:
    across = round_ticks([point.size for point in points], most=4)
    up = round_ticks([centre, *(point.share for point in points)], most=5)
    figure = blank(
        look,
        title=title,
        inner_height=look.em(HEIGHT),
        left=look.room_for(5) + look.em(0.6),
        right=look.em(2.0),
        top=look.em(0.6),
        bottom=look.em(3.8),
        legend=legend,
    )
    figure.update_xaxes(
        range=[0, across[-1]],
        tickvals=list(across),
        ticktext=[short(tick, look.words) for tick in across],
        title={"text": look.words.say(mark("Size (denominator)"))},
    )
    figure.update_yaxes(
        range=[up[0], min(1.0, up[-1]) if up[-1] > 0 else 1.0],
        tickvals=list(up),
        ticktext=[percent_mark(tick, look.words) for tick in up],
        showgrid=True,
        ticklabelstandoff=4,
    )
    return figure


def _limits(
    points: Sequence[FunnelPoint], centre: float, look: Look, names: Sequence[str]
) -> list[go.Scatter]:
    largest = max((point.size for point in points), default=1.0) * 1.1
    sizes = [largest * ((i + 1) / STEPS) ** 2 for i in range(STEPS)]
    limits = [chance_limits(centre, size) for size in sizes]
    known = [(size, limit) for size, limit in zip(sizes, limits, strict=True) if limit is not None]
    x = [size for size, _ in known]
    curves = [
        (x, [limit.warning[0] for _, limit in known], "dot", 1),
        (x, [limit.warning[1] for _, limit in known], "dot", 1),
        (x, [limit.alarm[0] for _, limit in known], "dash", 2),
        (x, [limit.alarm[1] for _, limit in known], "dash", 2),
        ([0.0, largest], [centre, centre], "solid", 0),
    ]
    return [
        scatter(
            x=xs,
            y=ys,
            mode="lines",
            line={"color": look.theme.accent if which == 0 else look.theme.muted, "width": 1.5, "dash": dash},
            hoverinfo="skip",
            name=names[which],
            legendrank=which + 10,
            showlegend=i % 2 == 0,
        )
        for i, (xs, ys, dash, which) in enumerate(curves)
    ]


def _points(points: Sequence[FunnelPoint], standing: Standing, centre: float, look: Look) -> go.Scatter:
    """Told apart by shape as well as colour."""
    theme = look.theme
    symbols = {
        Standing.INSIDE: "circle-open",
        Standing.BETTER: "triangle-up",
        Standing.WORSE: "triangle-down",
    }
    colours = {Standing.INSIDE: theme.muted, Standing.BETTER: theme.accent, Standing.WORSE: theme.ink}
    return scatter(
        x=[point.size for point in points],
        y=[point.share for point in points],
        mode="markers",
        marker={
            "symbol": symbols[standing],
            "size": look.em(0.75),
            "color": colours[standing],
            "line": {"color": colours[standing], "width": 1.5},
        },
        customdata=[[point.code] for point in points],
        hovertext=[_hover(point, standing, centre, look) for point in points],
        hoverinfo="text",
        cliponaxis=False,
        name=_name_of(standing, look),
        legendrank=list(Standing).index(standing) + 1,
        showlegend=True,
    )


def _named(
    points: Sequence[FunnelPoint], standings: Sequence[Standing], centre: float, look: Look
) -> go.Scatter:
    """The names of those furthest outside; naming all would hide them."""
    outside = [p for p, s in zip(points, standings, strict=True) if s is not Standing.INSIDE]
    furthest = sorted(outside, key=lambda p: -abs(p.share - centre) * p.size**0.5)[:MOST_NAMED]
    widest = max((point.size for point in points), default=1.0)
    return texts(
        look,
        x=[point.size for point in furthest],
        y=[point.share for point in furthest],
        text=[f"\u2002{as_plain(point.label)}\u2002" for point in furthest],
        position=["middle left" if point.size > widest / 2 else "middle right" for point in furthest],
        customdata=[[point.code] for point in furthest],
    )


def _hover(point: FunnelPoint, standing: Standing, centre: float, look: Look) -> str:
    words = look.words
    limits = chance_limits(centre, point.size)
    by_chance = (
        "" if limits is None else f"{percent(limits.alarm[0], words)} – {percent(limits.alarm[1], words)}"
    )
    return hover_lines(
        block(point.label, look.line),
        [
            percent(point.share, words),
            f"{words.say(mark('Size (denominator)'))} {full(point.size, words)}",
            f"{words.say(mark('Chance 99.8 %'))} {by_chance}",
            _name_of(standing, look),
        ],
    )


def _alternative(
    points: Sequence[FunnelPoint], standings: Sequence[Standing], centre: float, look: Look, title: str
) -> str:
    worse = [p.label for p, s in zip(points, standings, strict=True) if s is Standing.WORSE]
    better = [p.label for p, s in zip(points, standings, strict=True) if s is Standing.BETTER]
    said = look.words.say(
        mark("The whole stands at {centre}. Beyond chance, worse: {worse}; better: {better}."),
        centre=percent(centre, look.words),
        worse=", ".join(worse) or "–",
        better=", ".join(better) or "–",
    )
    return f"{title} {said}".strip()


def _table(points: Sequence[FunnelPoint], standings: Sequence[Standing], look: Look) -> Table:
    say = look.words.say
    return Table(
        columns=(
            say(mark("Code")),
            say(mark("Name")),
            say(mark("Size (denominator)")),
            say(mark("Share")),
            say(mark("Against chance")),
        ),
        rows=tuple(
            (p.code, p.label, p.size, p.share, _name_of(s, look))
            for p, s in zip(points, standings, strict=True)
        ),
    )
