"""A horizontal axis of days, labelled by months in the plan's era."""

from datetime import date

from charts.letters import on_two_lines
from charts.look import Look
from charts.scales import every
from domain.fiscal import Era
from house_style.dates import month_axis_label

MOST_LABELS = 4
NEAR_THE_END = 0.7


def day_ticks(first: date, last: date, look: Look, era: Era) -> tuple[list[int], list[str]]:
    """Where months begin (as ordinals) and what to write there; no more than stand beside each other on a phone."""
    begins = [day for day in _month_begins(first, last) if day >= first] or [first]
    shown = [begins[i] for i in every(len(begins), most=look.as_many(MOST_LABELS))]
    return [day.toordinal() for day in shown], [
        on_two_lines(month_axis_label(day, look.words, era)) for day in shown
    ]


def _month_begins(first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def today_line(today: date, height: tuple[float, float], look: Look) -> dict[str, object]:
    """A line through the plot at a day."""
    place = today.toordinal()
    line = {"color": look.theme.accent, "width": 2, "dash": "dash"}
    return {
        "type": "line",
        "x0": place,
        "x1": place,
        "y0": height[0],
        "y1": height[1],
        "line": line,
        "layer": "below",
    }


def today_words(
    today: date, words: str, top: float, span: tuple[date, date], look: Look
) -> dict[str, object]:
    """The words at the head of that line; near an end of the span they reach inwards, so that none is cut."""
    first, last = (day.toordinal() for day in span)
    place = (today.toordinal() - first) / max(last - first, 1)
    anchor = "right" if place > NEAR_THE_END else "left" if place < 1 - NEAR_THE_END else "center"
    return {
        "text": words,
        "x": today.toordinal(),
        "y": top,
        "xanchor": anchor,
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 0,
        "font": {"color": look.theme.accent, "size": look.text_size},
    }
