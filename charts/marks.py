"""Marks that every chart draws in the same way: a status, its word, a bar's fill."""

from collections.abc import Iterable, Sequence

from charts.legend import Key
from charts.look import Look
from domain.status import Status
from domain.text import mark
from house_style.colours import SHAPES, on_each_ground, say_status

HATCH = "/"


def status_marker(statuses: Sequence[Status], look: Look, *, size: float = 1.0) -> dict[str, object]:
    """Markers in the shape and colour of each status, outlined where the colour alone would be lost."""
    styles = [look.theme.statuses[status] for status in statuses]
    edges = {status: _edge(status, look) for status in set(statuses)}
    return {
        "symbol": [style.symbol for style in styles],
        "size": look.em(size),
        "color": [style.fill if not style.hatched else style.outline for style in styles],
        "line": {"color": [edges[status] for status in statuses], "width": max(1.5, look.em(0.1))},
        "opacity": 1,
    }


def _edge(status: Status, look: Look) -> str:
    """An outline that parts the mark from the bar under it, or from the ground where the colour does not."""
    style = look.theme.statuses[status]

    def edge(fill: str, outline: str, ground: str) -> str:
        return outline if outline != fill or style.hatched else ground

    return on_each_ground(edge, style.fill, style.outline, look.theme.ground)


def hatched(colour: str, ground: str) -> dict[str, object]:
    """A bar that is not a fact: hatched in a colour."""
    return {
        "color": ground,
        "pattern": {"shape": HATCH, "fgcolor": colour, "bgcolor": ground, "size": 6, "solidity": 0.35},
        "line": {"color": colour, "width": 1},
    }


def in_words(status: Status, look: Look) -> str:
    """The status as shape and word."""
    return f"{SHAPES[status][0]} {say_status(status, look.words)}"


def status_keys(statuses: Iterable[Status], look: Look) -> list[Key]:
    """The statuses that are there, best first, each with its shape in a colour that stands out on the ground."""
    found = set(statuses)
    return [
        Key(
            sign=SHAPES[status][0],
            colour=look.theme.statuses[status].outline,
            name=say_status(status, look.words),
            alone=True,
        )
        for status in Status
        if status in found
    ]


def count_statuses(statuses: Iterable[Status], look: Look) -> str:
    """How many stand how: "เป็นไปตามแผน 3, เฝ้าระวัง 1"; statuses that nobody has are left out."""
    found = list(statuses)
    counts = [(status, found.count(status)) for status in Status]
    return ", ".join(
        look.words.say(mark("{status} {count}"), status=say_status(status, look.words), count=count)
        for status, count in counts
        if count
    )


def hover_lines(heading: str, lines: Iterable[str]) -> str:
    """What hovering shows: a bold heading and plain lines; both made safe by the caller."""
    return "<br>".join([f"<b>{heading}</b>", *(line for line in lines if line)])
