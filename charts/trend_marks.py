"""The marks of a trend: bars of what was reached, ticks of what was aimed at."""

from collections.abc import Sequence
from typing import Any

from charts.figure import Trace
from charts.legend import Key, Sign
from charts.look import Look
from charts.marks import hatched, status_marker
from charts.traces import bar, scatter
from charts.trend_points import NAMES, Ahead, Mark, TrendPoint, is_revised, marks_in, say_ahead, say_point
from domain.kpi import Kpi
from domain.status import Status
from house_style.colours import with_opacity

BACK_TO_FRONT = (
    Mark.BAND,
    Mark.LAST_YEAR,
    Mark.ACTUAL,
    Mark.AHEAD,
    Mark.ORIGINAL,
    Mark.TARGET,
    Mark.MISSING,
    Mark.RESTATED,
)
BAR = 0.56
# What a phone has for all periods, in text sizes.
PHONE_WIDTH = 18.0
Found = list[tuple[int, TrendPoint, float | None]]


def trend_traces(points: Sequence[TrendPoint], ahead: Ahead | None, kpi: Kpi, look: Look) -> list[Trace]:
    """All marks, from the back to the front; told apart by their kind."""
    there = marks_in(points, ahead)
    traces: list[Trace] = []
    for kind in BACK_TO_FRONT:
        if kind is Mark.TARGET and kind in there:
            traces.append(_halo(_found(kind, points), look))
        if kind in there:
            traces.append(_trace(kind, points, ahead, kpi, look))
    return [*traces, _newest(points, kpi, look)]


def _trace(kind: Mark, points: Sequence[TrendPoint], ahead: Ahead | None, kpi: Kpi, look: Look) -> Trace:
    found = _found(kind, points)
    match kind:
        case Mark.BAND:
            return _band(points, look)
        case Mark.AHEAD:
            return _projection(len(points), ahead, kpi, look)
        case Mark.LAST_YEAR | Mark.ACTUAL:
            return _bars(kind, found, kpi, look)
        case Mark.ORIGINAL | Mark.TARGET:
            return _ticks(kind, found, kpi, look)
        case Mark.MISSING | Mark.RESTATED:
            return _signs(kind, found, kpi, look)


def _found(kind: Mark, points: Sequence[TrendPoint]) -> Found:
    """The places of the periods that have such a mark, and how high it stands."""
    values: list[float | None] = [_height(kind, point) for point in points]
    # A line of targets breaks where there is none; everything else is simply not there.
    keep = kind is Mark.TARGET
    return [
        (i, p, value)
        for i, (p, value) in enumerate(zip(points, values, strict=True))
        if keep or value is not None
    ]


def _height(kind: Mark, point: TrendPoint) -> float | None:
    match kind:
        case Mark.ACTUAL:
            return point.actual
        case Mark.LAST_YEAR:
            return point.last_year
        case Mark.TARGET:
            return point.target
        case Mark.ORIGINAL:
            return point.original if is_revised(point) else None
        case Mark.MISSING:
            return 0.0 if point.actual is None else None
        case Mark.RESTATED:
            return point.actual if point.restated else None
        case Mark.BAND | Mark.AHEAD:
            return None


def _bars(kind: Mark, found: Found, kpi: Kpi, look: Look) -> Trace:
    """This year solid and dark, last year lighter and a little behind."""
    theme = look.theme
    colour, offset = (theme.actual, -BAR / 2) if kind is Mark.ACTUAL else (theme.earlier, -BAR * 0.75)
    return bar(kind.value, **_at(found, kpi, look), width=BAR, offset=offset, marker={"color": colour})


def _at(found: Found, kpi: Kpi, look: Look) -> dict[str, Any]:
    return {
        "x": [i for i, _, _ in found],
        "y": [value for _, _, value in found],
        "customdata": [[point.code] for _, point, _ in found],
        "hovertext": [say_point(point, kpi, look) for _, point, _ in found],
        "hoverinfo": "text",
    }


def _halo(found: Found, look: Look) -> Trace:
    """The ground's colour around the ticks, so that they are seen on a bar that goes beyond them."""
    return scatter(
        "halo",
        x=[i for i, _, _ in found],
        y=[value for _, _, value in found],
        mode="markers",
        marker={
            "symbol": "line-ew",
            "size": _width(len(found), look) + 2,
            "line": {"color": look.theme.ground, "width": 6},
        },
        hoverinfo="skip",
        cliponaxis=False,
    )


def _width(count: int, look: Look, *, widest: float = 1.0) -> float:
    """How wide a mark may be, in px, so that even on a phone it does not lie upon the next one."""
    return look.em(min(widest, PHONE_WIDTH / max(count, 1)))


def _ticks(kind: Mark, found: Found, kpi: Kpi, look: Look) -> Trace:
    """Targets as ticks, joined by a thin line so that the eye follows them; thinner as first set."""
    in_force = kind is Mark.TARGET
    colour = look.theme.accent if in_force else look.theme.muted
    return scatter(
        kind.value,
        **_at(found, kpi, look),
        mode="lines+markers",
        line={"color": colour, "width": 1, "dash": "dot"},
        marker={
            "symbol": "line-ew",
            "size": _width(len(found), look),
            "line": {"color": colour, "width": 3 if in_force else 2},
        },
        connectgaps=False,
        cliponaxis=False,
    )


def _band(points: Sequence[TrendPoint], look: Look) -> Trace:
    found = [(i, p.low, p.high) for i, p in enumerate(points) if p.low is not None and p.high is not None]
    return scatter(
        Mark.BAND.value,
        x=[i for i, _, _ in found] + [i for i, _, _ in reversed(found)],
        y=[high for _, _, high in found] + [low for _, low, _ in reversed(found)],
        mode="lines",
        fill="toself",
        fillcolor=with_opacity(look.theme.accent, 0.15),
        line={"color": look.theme.accent, "width": 1},
        hoverinfo="skip",
    )


def _projection(place: int, ahead: Ahead | None, kpi: Kpi, look: Look) -> Trace:
    theme = look.theme
    shown = [] if ahead is None else [ahead]
    low = [a.projected - a.low if a.low is not None else 0 for a in shown]
    high = [a.high - a.projected if a.high is not None else 0 for a in shown]
    return bar(Mark.AHEAD.value,
        x=[place] * len(shown),
        y=[a.projected for a in shown],
        width=BAR,
        offset=-BAR / 2,
        marker=hatched(theme.actual, theme.ground),
        error_y={
            "type": "data", "symmetric": False, "array": high, "arrayminus": low, "visible": any(high + low),
            "color": theme.accent, "thickness": 2, "width": look.em(0.4),
        },
        customdata=[["ahead"] for _ in shown],
        hovertext=[say_ahead(a, kpi, look) for a in shown],
        hoverinfo="text",
    )  # fmt: skip


def _signs(kind: Mark, found: Found, kpi: Kpi, look: Look) -> Trace:
    """No data on the floor, where there is no bar; a star on the head of a figure that was changed later."""
    ink = look.theme.ink
    star = {"symbol": "asterisk-open", "size": look.em(0.7), "color": ink, "line": {"color": ink, "width": 2}}
    circle = status_marker([Status.NO_DATA] * len(found), look, size=0.75)
    circle["size"] = _width(len(found), look, widest=0.75)
    marker = circle if kind is Mark.MISSING else star
    return scatter(kind.value, **_at(found, kpi, look), mode="markers", marker=marker, cliponaxis=False)


def _newest(points: Sequence[TrendPoint], kpi: Kpi, look: Look) -> Trace:
    """The status of the newest figure, in its shape at the head of its bar."""
    found = _found(Mark.ACTUAL, points)[-1:]
    marker = status_marker([point.status for _, point, _ in found], look)
    return scatter("newest", **_at(found, kpi, look), mode="markers", marker=marker, cliponaxis=False)


def keys_of(points: Sequence[TrendPoint], ahead: Ahead | None, look: Look) -> list[Key]:
    """The legend: a sign for every kind of mark that is there."""
    theme = look.theme
    signs = {
        Mark.ACTUAL: (Sign.BAR, theme.actual),
        Mark.MISSING: (Sign.CIRCLE, theme.muted),
        Mark.LAST_YEAR: (Sign.BAR, theme.earlier),
        Mark.TARGET: (Sign.LEVEL, theme.accent),
        Mark.ORIGINAL: (Sign.LEVEL, theme.muted),
        Mark.BAND: (Sign.AREA, theme.accent),
        Mark.AHEAD: (Sign.HATCHED, theme.actual),
        Mark.RESTATED: (Sign.STAR, theme.ink),
    }
    return [
        Key(sign=signs[kind][0], colour=signs[kind][1], name=look.words.say(NAMES[kind]))
        for kind in marks_in(points, ahead)
    ]
