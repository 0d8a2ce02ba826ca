"""The one door through which every chart reaches the screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from charts.chart import Chart, Table
from charts.look import Look
from house_style.colours import PAIRED
from ui.component import mount, packed
from ui.downloads import is_open, toggle
from ui.navigation import Drill, shown_page
from ui.screen import Screen
from ui.tables import show_taken

TEXT_SIZE = 15
# What fits a phone: nobody knows here how wide the reader's screen is.
LINE = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A chart as a browser gets it, what it is called, and its numbers."""

    payload: bytes
    name: str
    table: Table


def look_of(screen: Screen, *, line: int = LINE) -> Look:
    """The language and size of this reader's charts, on both grounds: the browser takes the one it has."""
    return Look(words=screen.words, theme=PAIRED, text_size=TEXT_SIZE, line=line)


def show_chart(
    screen: Screen,
    make: Callable[[], Chart],
    *,
    key: str,
    heading: str = "",
    drill: Drill | None = None,
    is_whole: bool = True,
    codes: Mapping[str, str] | None = None,
) -> None:
    """Draw a chart under its heading and its finding, with its text alternative, its table and its download; a click on a mark leads on.

    `is_whole` is False where the chart shows only some of its kind, of which it can find nothing to say; `codes`
    are written on the chart, and in full under it. What is drawn depends on the page, the address and the language
    alone; it is made once for all who look at it.
    """
    name = ("chart", shown_page(), key, screen.address, screen.words.language, is_open(key))
    sent = screen.view(name, lambda: _sent(screen, make(), key, heading, drill, is_whole, codes or {}))
    mount("chart", key=key, data=sent.payload, on_more=lambda: toggle(key))
    if is_open(key):
        show_taken(screen, sent.table, key=key, caption=sent.name)


def _sent(
    screen: Screen,
    chart: Chart,
    key: str,
    heading: str,
    drill: Drill | None,
    is_whole: bool,
    codes: Mapping[str, str],
) -> Sent:
    words = screen.words
    figure = chart.figure.as_dict()
    # Zoomed views are kept while the same thing is looked at.
    figure["layout"]["uirevision"] = "/".join(screen.address.subject())
    payload = {
        "heading": heading,
        "figure": figure,
        "marks": [[m.trace, m.point, m.code, m.said] for m in chart.marks],
        "alternative": chart.alternative,
        "finding": chart.finding if is_whole else "",
        "legend": [[key.sign, key.colour, key.name] for key in chart.figure.legend],
        "codes": dict(codes),
        "link": drill.link(screen.here) if drill else "",
        "open": is_open(key),
        "words": {
            "more": words.say("Table and download"),
            "hint": words.say("The arrow keys walk through it, Enter opens."),
        },
    }
    return Sent(payload=packed(payload), name=chart.finding or chart.alternative, table=chart.table)
