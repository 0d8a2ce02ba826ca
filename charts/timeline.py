"""Milestones over time: planned from when to when, and how much of each is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from charts.chart import Chart, Table
from charts.days import day_ticks, today_line, today_words
from charts.figure import Figure, Trace
from charts.legend import Key, Sign
from charts.letters import as_plain, block, width_of
from charts.look import LINE_HEIGHT, Look, blank
from charts.marks import hover_lines, in_words
from charts.traces import bar, texts
from domain.fiscal import Era
from domain.status import Status
from domain.text import mark
from house_style.colours import say_status
from house_style.dates import say_date
from house_style.numbers import NOT_REPORTED, full, percent, percent_mark

NAME_LINES = 2
GAP = "\u2002"


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneBar:
    """One milestone; `complete` is the share done (0..1), None where nothing was reported.

    What is done and was `days_late` says so in the place of its status.
    """

    code: str
    label: str
    planned_start: date
    planned_end: date
    complete: float | None
    status: Status
    days_late: int = 0


def timeline(
    bars: Sequence[MilestoneBar], today: date, look: Look, *, era: Era = Era.BUDDHIST, title: str = ""
) -> Chart:
    """Planned spans as pale bars, filled dark as far as the work is done, in the order given."""
    figure = _frame(bars, today, look, era, title)
    figure.add_trace(_planned(bars, look, era))
    figure.add_trace(_done(bars, look, era))
    figure.add_trace(_names(bars, look))
    figure.add_trace(_sayings(bars, look))
    finding = _finding(bars, today, look)
    return Chart(
        figure=figure,
        alternative=f"{title} {finding}".strip(),
        table=_table(bars, look),
        finding=finding,
    )


def _pitch(look: Look) -> float:
    return look.em(NAME_LINES * LINE_HEIGHT + 2.0)


def _middle(index: int, look: Look) -> float:
    return _pitch(look) * index + look.em(NAME_LINES * LINE_HEIGHT + 0.8)


def _beside(index: int, look: Look) -> tuple[float, float]:
    """From under a row's name to under its bar."""
    return _middle(index, look) - look.em(0.7), _pitch(look) * (index + 1)


def _said(row: MilestoneBar, look: Look) -> str:
    done = "" if row.complete is None else percent_mark(row.complete, look.words, decimals=0) + " "
    return done + (_said_late(row, look) or in_words(row.status, look))


def _is_done(row: MilestoneBar) -> bool:
    return row.complete is not None and row.complete >= 1


def _said_late(row: MilestoneBar, look: Look) -> str:
    """That it was finished after its planned end, and by how many days; empty where it was not."""
    if not (_is_done(row) and row.days_late):
        return ""
    return look.words.say(mark("finished {days} day(s) late"), days=full(row.days_late, look.words))


def _span(bars: Sequence[MilestoneBar], today: date) -> tuple[date, date]:
    days = [day for row in bars for day in (row.planned_start, row.planned_end)] + [today]
    return min(days), max(days)


def _frame(bars: Sequence[MilestoneBar], today: date, look: Look, era: Era, title: str) -> Figure:
    height = _pitch(look) * max(len(bars), 1)
    figure = blank(
        look,
        title=title,
        inner_height=height,
        left=look.em(0.8),
        right=look.room_for(max((width_of(_said(row, look)) for row in bars), default=0)) + look.em(1.2),
        top=look.em(1.6),
        bottom=look.em(3.3),
        legend=_keys(look),
    )
    first, last = _span(bars, today)
    places, labels = day_ticks(first, last, look, era)
    figure.update_xaxes(
        fixedrange=False,
        range=[first.toordinal(), last.toordinal() + 1],
        tickvals=places,
        ticktext=labels,
        tickangle=0,
        showgrid=True,
    )
    figure.update_yaxes(range=[height, 0], visible=False)
    said = as_plain(say_date(today, look.words, era))
    figure.update_layout(
        xaxis2={"range": [0, 1], "overlaying": "x", "visible": False, "fixedrange": True},
        # In pieces beside the bars: no line goes through a name.
        shapes=[today_line(today, _beside(i, look), look) for i in range(len(bars))],
    )
    figure.add_annotation(**today_words(today, said, 0, (first, last), look))
    return figure


def _keys(look: Look) -> list[Key]:
    return [
        Key(sign=Sign.BAR, colour=look.theme.actual, name=look.words.say(mark("Done"))),
        Key(sign=Sign.PALE, colour=look.theme.muted, name=look.words.say(mark("Plan"))),
    ]


def _planned(bars: Sequence[MilestoneBar], look: Look, era: Era) -> Trace:
    """The whole span; hatched where nothing is reported of it."""
    theme = look.theme
    silent = [row.complete is None for row in bars]
    return bar(
        "planned",
        **_place(bars, look, era, [1.0] * len(bars)),
        width=look.em(0.95),
        marker={
            "color": theme.surface,
            "pattern": {
                "shape": ["/" if gone else "" for gone in silent],
                "fgcolor": theme.statuses[Status.NO_DATA].fill,
                "bgcolor": theme.surface,
                "size": 7,
                "solidity": 0.25,
            },
            "line": {"color": theme.muted, "width": 1.5},
        },
    )


def _done(bars: Sequence[MilestoneBar], look: Look, era: Era) -> Trace:
    known = [(row, row.complete) for row in bars if row.complete is not None]
    shares = [share for _, share in known]
    places = [_middle(i, look) for i, row in enumerate(bars) if row.complete is not None]
    return bar(
        "done",
        **{**_place([row for row, _ in known], look, era, shares), "y": places},
        width=look.em(0.6),
        marker={"color": look.theme.actual},
    )


def _place(bars: Sequence[MilestoneBar], look: Look, era: Era, shares: Sequence[float]) -> dict[str, object]:
    days = [(row.planned_end - row.planned_start).days + 1 for row in bars]
    return {
        "orientation": "h",
        "base": [row.planned_start.toordinal() for row in bars],
        "x": [length * share for length, share in zip(days, shares, strict=True)],
        "y": [_middle(i, look) for i in range(len(bars))],
        "customdata": [[row.code] for row in bars],
        "hovertext": [_hover(row, look, era) for row in bars],
        "hoverinfo": "text",
    }


def _names(bars: Sequence[MilestoneBar], look: Look) -> Trace:
    return texts(
        "names",
        look,
        x=[0] * len(bars),
        y=[_middle(i, look) - look.em(0.6 + NAME_LINES * LINE_HEIGHT / 2) for i in range(len(bars))],
        text=[block(row.label, look.line, lines=NAME_LINES) for row in bars],
        position="middle right",
        customdata=[[row.code] for row in bars],
        xaxis="x2",
    )


def _sayings(bars: Sequence[MilestoneBar], look: Look) -> Trace:
    return texts(
        "sayings",
        look,
        x=[1] * len(bars),
        y=[_middle(i, look) for i in range(len(bars))],
        text=[GAP + _said(row, look) for row in bars],
        position="middle right",
        customdata=[[row.code] for row in bars],
        xaxis="x2",
    )


def _hover(row: MilestoneBar, look: Look, era: Era) -> str:
    words = look.words
    span = f"{say_date(row.planned_start, words, era)} – {say_date(row.planned_end, words, era)}"
    done = f"{words.say(mark('Done'))} {percent(row.complete, words)}"
    return hover_lines(
        block(row.label, look.line, lines=4),
        [as_plain(span), done, _said_late(row, look) or in_words(row.status, look)],
    )


def _finding(bars: Sequence[MilestoneBar], today: date, look: Look) -> str:
    words = look.words
    done = sum(1 for row in bars if _is_done(row))
    behind = sum(1 for row in bars if _said_late(row, look))
    late = [row for row in bars if row.planned_end <= today and not _is_done(row)]
    if behind:
        return words.say(
            mark(
                "{done} of {count} milestones are done, {behind} of them after their planned end; {late} are late."
            ),
            done=done,
            count=len(bars),
            behind=behind,
            late=len(late),
        )
    return words.say(
        mark("{done} of {count} milestones are done; {late} are late."),
        done=done,
        count=len(bars),
        late=len(late),
    )


def _in_table(row: MilestoneBar, look: Look) -> str:
    if row.complete is None:
        return look.words.say(NOT_REPORTED)
    return _said_late(row, look) or say_status(row.status, look.words)


def _table(bars: Sequence[MilestoneBar], look: Look) -> Table:
    say = look.words.say
    columns = (
        mark("Code"),
        mark("Name"),
        mark("Planned start"),
        mark("Planned end"),
        mark("Done"),
        mark("Status"),
    )
    return Table(
        columns=tuple(say(column) for column in columns),
        rows=tuple(
            (r.code, r.label, r.planned_start.isoformat(), r.planned_end.isoformat(), r.complete,
             _in_table(r, look))
            for r in bars
        ),
    )  # fmt: skip
