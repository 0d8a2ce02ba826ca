"""A flagship over time: progress planned and reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from charts.chart import Chart, Table
from charts.days import day_ticks, today_line, today_words
from charts.figure import Figure, Trace
from charts.legend import Key, Sign
from charts.letters import as_plain
from charts.look import Look, blank
from charts.marks import hover_lines, in_words, status_marker
from charts.traces import scatter, texts
from domain.fiscal import Era
from domain.status import Status
from domain.text import mark
from house_style.dates import say_date
from house_style.numbers import percent, percent_mark

HEIGHT = 15.0
ABOVE_THE_FLOOR = 0.04
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """Progress (0..1) planned and reached at a day; `actual` is None where nothing was reported."""

    day: date
    planned: float
    actual: float | None


def progress_curve(
    points: Sequence[CurvePoint],
    status: Status,
    today: date,
    look: Look,
    *,
    era: Era = Era.BUDDHIST,
    code: str = "",
    title: str = "",
) -> Chart:
    """The plan as a line of dashes, what was reached as a solid one, and a line at the day that is shown."""
    figure = _frame(points, today, look, era, title)
    figure.add_trace(_line(points, [p.planned for p in points], look, era, code, dashed=True))
    figure.add_trace(_line(points, [p.actual for p in points], look, era, code, dashed=False))
    known = [(p.day.toordinal(), p.actual) for p in points if p.actual is not None][-1:]
    figure.add_trace(_newest(known, status, look, code))
    figure.add_trace(_newest_words(known, status, figure.layout["xaxis"]["range"][1], look, code))
    finding = _finding(points, look, era)
    return Chart(
        figure=figure,
        alternative=f"{title} {finding}".strip(),
        table=_table(points, look),
        finding=finding,
    )


def _frame(points: Sequence[CurvePoint], today: date, look: Look, era: Era, title: str) -> Figure:
    ticks = [percent_mark(tick, look.words) for tick in QUARTERS]
    figure = blank(
        look,
        title=title,
        inner_height=look.em(HEIGHT),
        left=look.room_for(5) + look.em(0.4),
        right=look.em(1.5),
        top=look.em(1.6),
        bottom=look.em(3.3),
        legend=_keys(look),
    )
    days = [*(point.day for point in points), today]
    places, labels = day_ticks(min(days), max(days), look, era)
    figure.update_xaxes(
        fixedrange=False,
        range=[min(days).toordinal(), max(days).toordinal() + 1],
        tickvals=places,
        ticktext=labels,
        tickangle=0,
    )
    figure.update_yaxes(
        range=[-0.02, 1.02], tickvals=list(QUARTERS), ticktext=ticks, showgrid=True, ticklabelstandoff=4
    )
    said = as_plain(say_date(today, look.words, era))
    figure.update_layout(shapes=[today_line(today, (0, 1.02), look)])
    figure.add_annotation(**today_words(today, said, 1.02, (min(days), max(days)), look))
    return figure


def _line(
    points: Sequence[CurvePoint],
    values: Sequence[float | None],
    look: Look,
    era: Era,
    code: str,
    *,
    dashed: bool,
) -> Trace:
    theme = look.theme
    return scatter(
        "planned" if dashed else "actual",
        x=[point.day.toordinal() for point in points],
        y=list(values),
        mode="lines",
        line={
            "color": theme.muted if dashed else theme.actual,
            "width": 2 if dashed else max(3.0, look.em(0.22)),
            "dash": "dash" if dashed else "solid",
        },
        # Months without a report stand between two that have one: the line bridges them, the table does not.
        connectgaps=True,
        # A code for each day, so that somebody without a pointer can walk along the line.
        customdata=[[code, point.day.isoformat()] for point in points],
        hovertext=[_hover(point, look, era) for point in points],
        hoverinfo="text",
    )


def _newest(known: Sequence[tuple[int, float]], status: Status, look: Look, code: str) -> Trace:
    return scatter(
        "newest",
        x=[day for day, _ in known],
        y=[value for _, value in known],
        mode="markers",
        marker=status_marker([status] * len(known), look),
        customdata=[[code] for _ in known],
        hoverinfo="skip",
        cliponaxis=False,
    )


def _newest_words(
    known: Sequence[tuple[int, float]], status: Status, last: float, look: Look, code: str
) -> Trace:
    """In the corner under both lines, where a curve that rises leaves room."""
    return texts(
        "newest_words",
        look,
        x=[last] * len(known),
        y=[ABOVE_THE_FLOOR] * len(known),
        text=[
            f"<b>{percent_mark(value, look.words)}</b> {in_words(status, look)}\u2002" for _, value in known
        ],
        position="top left",
        customdata=[[code] for _ in known],
    )


def _keys(look: Look) -> list[Key]:
    return [
        Key(sign=Sign.LEVEL, colour=look.theme.actual, name=look.words.say(mark("Progress"))),
        Key(sign=Sign.DASHED, colour=look.theme.muted, name=look.words.say(mark("Plan"))),
    ]


def _hover(point: CurvePoint, look: Look, era: Era) -> str:
    words = look.words
    return hover_lines(
        as_plain(say_date(point.day, words, era)),
        [
            f"{words.say(mark('Progress'))} {percent(point.actual, words)}",
            f"{words.say(mark('Plan'))} {percent(point.planned, words)}",
        ],
    )


def _finding(points: Sequence[CurvePoint], look: Look, era: Era) -> str:
    words = look.words
    known = [point for point in points if point.actual is not None]
    if not known:
        return words.say(mark("No progress is reported yet."))
    last = known[-1]
    return words.say(
        mark("On {date} {actual} is done where {planned} was planned."),
        date=say_date(last.day, words, era),
        actual=percent(last.actual, words),
        planned=percent(last.planned, words),
    )


def _table(points: Sequence[CurvePoint], look: Look) -> Table:
    say = look.words.say
    return Table(
        columns=(say(mark("Date")), say(mark("Plan")), say(mark("Progress"))),
        rows=tuple((point.day.isoformat(), point.planned, point.actual) for point in points),
    )
