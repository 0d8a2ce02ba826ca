"""The frame of charts over time: one place on the horizontal axis for every period."""

from collections.abc import Callable, Sequence

from charts.figure import Figure
from charts.legend import Key
from charts.letters import as_plain, on_two_lines, width_of
from charts.look import Look, blank
from charts.scales import every, round_ticks

PHONE_LETTERS = 34
# Room under zero for the mark of a period without a figure.
FLOOR = 0.05


def over_periods(
    labels: Sequence[str],
    values: Sequence[float | None],
    say_tick: Callable[[float], str],
    look: Look,
    *,
    title: str,
    legend: Sequence[Key],
    top: float = 0.0,
) -> Figure:
    """An empty figure with a labelled place for every period and a vertical scale that holds all values.

    Only as many periods are labelled as stand beside each other on a phone; the newest always is. `top` is
    more room over the plot, in text sizes.
    """
    ticks = round_ticks(values)
    said = [as_plain(say_tick(tick)) for tick in ticks]
    names = [on_two_lines(label) for label in labels]
    figure = blank(
        look,
        title=title,
        inner_height=look.em(15),
        left=look.room_for(max(width_of(text) for text in said)) + look.em(0.5),
        right=look.em(1.2),
        top=look.em(top),
        bottom=look.em(3.3 if any("<br>" in name for name in names) else 2.0),
        legend=legend,
    )
    _label_periods(figure, names, look)
    figure.update_yaxes(
        range=[ticks[0] - FLOOR * (ticks[-1] - ticks[0]), ticks[-1]],
        tickvals=list(ticks),
        ticktext=said,
        showgrid=True,
        ticklabelstandoff=4,
    )
    return figure


def _label_periods(figure: Figure, names: Sequence[str], look: Look) -> None:
    shown = every(len(names), most=look.as_many(_most_labels(names)), cycle=_cycle(names))
    figure.update_xaxes(
        fixedrange=False,
        range=[-0.6, len(names) - 0.4],
        tickvals=list(shown),
        ticktext=[names[i] for i in shown],
        tickangle=0,
    )


def _cycle(names: Sequence[str]) -> int:
    """After how many periods the first line of a label comes again, as Q1 does every fourth quarter."""
    heads = [name.partition("<br>")[0] for name in names]
    again = (i for i in range(1, len(heads)) if heads[i] == heads[0])
    return next(again, 1)


def _most_labels(names: Sequence[str]) -> int:
    widest = max((width_of(part) for name in names for part in name.split("<br>")), default=1)
    return max(2, int(PHONE_LETTERS // (widest + 1.5)))
