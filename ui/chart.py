"""The one door through which every chart reaches the screen."""

from collections.abc import Callable, Hashable, Mapping
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
    """What a browser draws of a chart, what it is called, and its numbers."""

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
    of: Hashable = None,
) -> None:
    """Draw a chart under its heading and its finding, with its text alternative, its table and its download.

    A click on a mark leads on. `is_whole` is False where the chart shows only some of its kind, of which it can find
    nothing to say; `codes` are written on the chart, and in full under it. `of` is what the chart is about, where that
    is less than the address says: what is drawn depends on it, the page, the moment and the language alone, and is
    made once for all who look at it.
    """
    about = (shown_page(), screen.address.subject() if of is None else of)
    name = ("chart", key, about, screen.words.language)
    sent = screen.view(name, lambda: _sent(make(), is_whole=is_whole))
    head = {
        "heading": heading,
        "link": drill.link(screen.here) if drill else "",
        "open": is_open(key),
        "codes": dict(codes or {}),
        "revision": repr(about),
        "words": {
            "more": screen.words.say("Table and download"),
            "hint": screen.words.say("The arrow keys walk through it, Enter opens."),
        },
    }
    mount("chart", key=key, data=packed(head) + b"\n" + sent.payload, on_more=lambda: toggle(key))
    if is_open(key):
        show_taken(screen, sent.table, key=key, caption=sent.name)


def _sent(chart: Chart, *, is_whole: bool) -> Sent:
    """What is drawn; what is written around it and where a click leads is said in each run."""
    payload = {
        "figure": chart.figure.as_dict(),
        "marks": [[m.trace, m.point, m.code, m.said] for m in chart.marks],
        "alternative": chart.alternative,
        "finding": chart.finding if is_whole else "",
        "legend": [[key.sign, key.colour, key.name] for key in chart.figure.legend],
    }
    return Sent(payload=packed(payload), name=chart.finding or chart.alternative, table=chart.table)
