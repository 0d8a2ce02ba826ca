"""A KPI over its periods: actual, target as set first and as revised, last year, and where the year will end."""

from collections.abc import Sequence

from charts.chart import Chart, Table
from charts.figure import Trace
from charts.findings import trend_finding
from charts.look import Look
from charts.marks import in_words
from charts.periods import over_periods
from charts.traces import scatter, texts
from charts.trend_marks import keys_of, trend_traces
from charts.trend_points import Ahead, TrendPoint, since_begun
from domain.kpi import Kpi
from domain.text import mark
from house_style.colours import say_status
from house_style.numbers import NOT_REPORTED, kpi_full, kpi_short, short

__all__ = ["Ahead", "TrendPoint", "trend"]


def trend(
    points: Sequence[TrendPoint], kpi: Kpi, look: Look, *, ahead: Ahead | None = None, title: str = ""
) -> Chart:
    """Actual as solid bars, gaps where nothing is reported, targets as ticks, the projection hatched with its band."""
    everything, points = points, since_begun(points, kpi)
    figure = over_periods(
        [point.label for point in points] + ([ahead.label] if ahead else []),
        _values(points, ahead),
        lambda tick: short(tick, look.words),
        look,
        title=title,
        legend=keys_of(points, ahead, look),
        top=1.8,
    )
    if ahead is not None and ahead.target is not None:
        figure.add_trace(_final_target(len(points), ahead.target, look))
    figure.add_traces(trend_traces(points, ahead, kpi, look))
    figure.add_trace(_newest_words(points, kpi, look, figure.layout["yaxis"]["range"][1]))
    return Chart(
        figure=figure,
        alternative=_alternative(points, ahead, kpi, look, title),
        table=_table(everything, ahead, look),
        finding=trend_finding(points, kpi, look),
    )


def _values(points: Sequence[TrendPoint], ahead: Ahead | None) -> list[float | None]:
    values = [v for p in points for v in (p.actual, p.target, p.low, p.high, p.original, p.last_year)]
    return values if ahead is None else [*values, ahead.projected, ahead.target, ahead.low, ahead.high]


def _final_target(place: int, target: float, look: Look) -> Trace:
    """The year's own target, over the projection."""
    tick = {"symbol": "line-ew", "size": look.em(1.4), "line": {"color": look.theme.accent, "width": 3}}
    return scatter(
        "final_target",
        x=[place],
        y=[target],
        mode="markers",
        marker=tick,
        hoverinfo="skip",
        cliponaxis=False,
    )


def _newest_words(points: Sequence[TrendPoint], kpi: Kpi, look: Look, top: float) -> Trace:
    """The newest figure with its status, written over the plot and from its bar towards the middle."""
    known = [(i, point) for i, point in enumerate(points) if point.actual is not None][-1:]
    return texts(
        "newest_words",
        look,
        x=[i for i, _ in known],
        y=[top] * len(known),
        text=[
            f"<b>{kpi_short(p.actual, kpi, look.words, with_unit=False)}</b> {in_words(p.status, look)}"
            for _, p in known
        ],
        position=["top left" if i > len(points) / 3 else "top right" for i, _ in known],
        customdata=[[point.code] for _, point in known],
    )


def _alternative(points: Sequence[TrendPoint], ahead: Ahead | None, kpi: Kpi, look: Look, title: str) -> str:
    words = look.words
    known = [point for point in points if point.actual is not None]
    parts = [title, words.text(kpi.name) + ":"]
    if known:
        parts.append(
            words.say(
                mark(
                    "{actual} in {period}, target {target}, {status}; {missing} of {count} periods not reported."
                ),
                actual=kpi_full(known[-1].actual, kpi, words),
                period=known[-1].period,
                target=kpi_full(known[-1].target, kpi, words) if known[-1].target is not None else "–",
                status=say_status(known[-1].status, words),
                missing=len(points) - len(known),
                count=len(points),
            )
        )
    else:
        parts.append(words.say(NOT_REPORTED))
    if ahead is not None:
        projected = kpi_full(ahead.projected, kpi, words)
        parts.append(
            words.say(mark("Projected for {period}: {projected}."), period=ahead.label, projected=projected)
        )
    return " ".join(part for part in parts if part)


def _table(points: Sequence[TrendPoint], ahead: Ahead | None, look: Look) -> Table:
    say = look.words.say
    columns = (
        say(mark("Period")),
        say(mark("Actual")),
        say(mark("Target")),
        say(mark("Original target")),
        say(mark("Lower end")),
        say(mark("Upper end")),
        say(mark("Same period last year")),
        say(mark("Score")),
        say(mark("Status")),
        say(mark("Remark")),
    )
    rows: list[tuple[str | float | None, ...]] = [
        (
            p.period, p.actual, p.target, p.original, p.low, p.high, p.last_year, p.score,
            say_status(p.status, look.words), say(mark("Restated")) if p.restated else "",
        )
        for p in points
    ]  # fmt: skip
    if ahead is not None:
        remark = say(mark("Projected"))
        rows.append(
            (ahead.label, ahead.projected, ahead.target, None, ahead.low, ahead.high, None, None, "", remark)
        )
    return Table(columns=columns, rows=tuple(rows))
