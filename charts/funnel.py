"""Which places differ from the whole by more than chance allows for their size.

Source of the limits: domain/funnel.py.
"""

from collections.abc import Sequence

from charts.chart import Chart, Table
from charts.figure import Figure, Trace
from charts.funnel_names import Scale, place_names
from charts.funnel_points import FunnelPoint, Standing, name_of, standing_of
from charts.legend import Key, Sign
from charts.letters import as_plain, block
from charts.look import Look, blank
from charts.marks import hover_lines
from charts.scales import round_ticks
from charts.traces import scatter, texts
from domain.funnel import chance_limits
from domain.kpi import Kpi
from domain.text import mark
from house_style.numbers import full, percent, percent_mark, short

HEIGHT = 20.0
STEPS = 60
# Shares do not begin at zero: where they lie close together more digits can be seen.
DIGITS = 9

__all__ = ["FunnelPoint", "funnel"]


def funnel(points: Sequence[FunnelPoint], centre: float, kpi: Kpi, look: Look, *, title: str = "") -> Chart:
    """Places by size, the share of the whole (0..1) as a line, and the limits of chance at 95 and 99.8 %."""
    known = [point for point in points if point.size > 0]
    standings = [standing_of(point, centre, kpi) for point in known]
    figure = _frame(known, centre, look, title, _keys(standings, look))
    figure.add_traces(_limits(known, centre, look))
    for standing in Standing:
        found = [p for p, s in zip(known, standings, strict=True) if s is standing]
        if found:
            figure.add_trace(_points(found, standing, centre, look))
    figure.add_trace(_named(known, standings, centre, look))
    return Chart(
        figure=figure,
        alternative=_alternative(known, standings, centre, look, title),
        table=_table(known, standings, look),
        finding=_finding(standings, look),
    )


def _keys(standings: Sequence[Standing], look: Look) -> list[Key]:
    theme, say = look.theme, look.words.say
    signs = {
        Standing.INSIDE: (Sign.CIRCLE, theme.muted),
        Standing.BETTER: (Sign.UP, theme.accent),
        Standing.WORSE: (Sign.DOWN, theme.ink),
    }
    points = [
        Key(sign=signs[standing][0], colour=signs[standing][1], name=name_of(standing, look))
        for standing in Standing
        if standing in standings
    ]
    return [
        *points,
        Key(sign=Sign.LEVEL, colour=theme.accent, name=say(mark("Whole"))),
        Key(sign=Sign.DOTTED, colour=theme.muted, name=say(mark("Chance 95%"))),
        Key(sign=Sign.DASHED, colour=theme.muted, name=say(mark("Chance 99.8%"))),
    ]


def _frame(
    points: Sequence[FunnelPoint], centre: float, look: Look, title: str, legend: Sequence[Key]
) -> Figure:
    across, up = _ticks(points, centre)
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
        fixedrange=False,
        range=[0, across[-1]],
        tickvals=list(across),
        ticktext=[short(tick, look.words) for tick in across],
        title={"text": look.words.say(mark("Size (denominator)"))},
    )
    figure.update_yaxes(
        fixedrange=False,
        range=[up[0], up[-1]],
        tickvals=list(up),
        ticktext=[percent_mark(tick, look.words) for tick in up],
        showgrid=True,
        ticklabelstandoff=4,
    )
    return figure


def _limits(points: Sequence[FunnelPoint], centre: float, look: Look) -> list[Trace]:
    theme = look.theme
    largest = max((point.size for point in points), default=1.0) * 1.1
    sizes = [largest * ((i + 1) / STEPS) ** 2 for i in range(STEPS)]
    limits = [chance_limits(centre, size) for size in sizes]
    known = [(size, limit) for size, limit in zip(sizes, limits, strict=True) if limit is not None]
    x = [size for size, _ in known]
    curves = [
        ("warning below", x, [limit.warning[0] for _, limit in known], "dot"),
        ("warning above", x, [limit.warning[1] for _, limit in known], "dot"),
        ("alarm below", x, [limit.alarm[0] for _, limit in known], "dash"),
        ("alarm above", x, [limit.alarm[1] for _, limit in known], "dash"),
        ("whole", [0.0, largest], [centre, centre], "solid"),
    ]
    return [
        scatter(
            f"limit {name}",
            digits=DIGITS,
            x=xs,
            y=ys,
            mode="lines",
            line={"color": theme.accent if dash == "solid" else theme.muted, "width": 1.5, "dash": dash},
            hoverinfo="skip",
        )
        for name, xs, ys, dash in curves
    ]


def _points(points: Sequence[FunnelPoint], standing: Standing, centre: float, look: Look) -> Trace:
    """Told apart by shape as well as colour."""
    theme = look.theme
    symbols = {
        Standing.INSIDE: "circle-open",
        Standing.BETTER: "triangle-up",
        Standing.WORSE: "triangle-down",
    }
    colours = {Standing.INSIDE: theme.muted, Standing.BETTER: theme.accent, Standing.WORSE: theme.ink}
    return scatter(
        standing.value,
        digits=DIGITS,
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
    )


def _named(points: Sequence[FunnelPoint], standings: Sequence[Standing], centre: float, look: Look) -> Trace:
    """The names of those furthest outside, as many as do not lie upon one another."""
    outside = [p for p, s in zip(points, standings, strict=True) if s is not Standing.INSIDE]
    furthest = sorted(outside, key=lambda p: -abs(p.share - centre) * p.size**0.5)
    across, up = _ticks(points, centre)
    scale = Scale(widest=across[-1], low=up[0], high=up[-1], height=HEIGHT)
    shown = place_names(furthest, points, centre, scale, look)
    return texts(
        "names",
        look,
        x=[point.size for point, _ in shown],
        y=[point.share for point, _ in shown],
        text=[f"\u2002{as_plain(point.label)}\u2002" for point, _ in shown],
        position=[side for _, side in shown],
        digits=DIGITS,
        customdata=[[point.code] for point, _ in shown],
    )


def _ticks(points: Sequence[FunnelPoint], centre: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Round sizes along the plot and round shares up it."""
    across = round_ticks([point.size for point in points], most=4)
    return across, round_ticks([centre, *(point.share for point in points)], from_zero=False)


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
            f"{words.say(mark('Chance 99.8%'))} {by_chance}",
            name_of(standing, look),
        ],
    )


def _finding(standings: Sequence[Standing], look: Look) -> str:
    if not standings:
        return ""
    return look.words.say(
        mark("Beyond chance: {worse} of {count} places worse, {better} better"),
        worse=standings.count(Standing.WORSE),
        better=standings.count(Standing.BETTER),
        count=len(standings),
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
            (p.code, p.label, p.size, p.share, name_of(s, look))
            for p, s in zip(points, standings, strict=True)
        ),
    )
