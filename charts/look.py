"""How large and on which ground a chart is drawn, and the template that all charts share."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from charts.figure import Figure
from charts.legend import Key, worth_saying
from charts.letters import block
from house_style.colours import LIGHT, THEMES, Shade, Theme
from house_style.fonts import FONT_STACK
from house_style.wording import Wording

LETTER_WIDTH = 0.62
LINE_HEIGHT = 1.4
EDGE = 10
TITLE_SIZE = 1.15
# What a phone holds in a line, in letters.
PHONE_LINE = 42


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The ground, the language and the size of a chart.

    `text_size` in px (26 and more when presenting); all other lengths follow it. `line` is how many letters
    a label's line may hold: 40 fit a phone, more may be given where the room is known to be there.
    """

    words: Wording
    theme: Theme = LIGHT
    text_size: int = 14
    line: int = 40

    def as_many(self, on_a_phone: int) -> int:
        """How many labels stand beside each other where so many do on a phone."""
        return max(on_a_phone, on_a_phone * self.line // PHONE_LINE)

    def em(self, lengths: float) -> float:
        """A length in px, given in text sizes."""
        return round(lengths * self.text_size, 2)

    def room_for(self, letters: float) -> float:
        """The px that a text of so many letters needs."""
        return self.em(LETTER_WIDTH * letters)


def empty(look: Look) -> Figure:
    """A figure that knows the template, and keeps what a reader has zoomed when it is drawn anew."""
    return Figure(layout={"template": template(look), "uirevision": "kept"})


def template(look: Look) -> dict[str, Any]:
    """Colours, letters and axes of the house on a ground; shared by all figures and not to be changed."""
    return _template(look.theme.shade, look.text_size)


@lru_cache(maxsize=16)
def _template(shade: Shade, text_size: int) -> dict[str, Any]:
    theme = THEMES[shade]
    font = {"family": FONT_STACK, "size": text_size, "color": theme.ink}
    axis = {
        "fixedrange": True,
        "automargin": False,
        "ticklabeloverflow": "allow",
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "gridcolor": theme.grid,
        "linecolor": theme.muted,
        "tickcolor": theme.muted,
        "tickfont": {"color": theme.muted, "size": text_size},
        "title": {"font": {"color": theme.muted, "size": text_size}, "standoff": 6},
    }
    return {
        "layout": {
            "font": font,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [theme.actual, theme.earlier, theme.accent],
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": theme.ink,
                "bordercolor": theme.ink,
                "font": {**font, "color": theme.ground},
                "align": "left",
                "namelength": -1,
            },
            "showlegend": False,
            "barmode": "overlay",
            "bargap": 0.25,
            "xaxis": axis,
            "yaxis": axis,
        }
    }


def blank(
    look: Look,
    *,
    title: str,
    inner_height: float,
    left: float = 0,
    right: float = 0,
    top: float = 0,
    bottom: float = 0,
    legend: Iterable[Key] = (),
) -> Figure:
    """An empty figure of the house: margins in px around a plot that is `inner_height` px high.

    The title says the finding and is the caller's.
    """
    said = block(title, round(look.line / TITLE_SIZE), lines=3)
    above = look.em(LINE_HEIGHT * TITLE_SIZE) * (said.count("<br>") + 1) + look.em(0.6) if said else 0
    margin = {
        "l": round(EDGE + left, 2),
        "r": round(EDGE + right, 2),
        "t": round(EDGE + top + above, 2),
        "b": round(EDGE + bottom, 2),
        "pad": 0,
        "autoexpand": False,
    }
    figure = empty(look)
    figure.update_layout(
        margin=margin,
        height=round(inner_height + margin["t"] + margin["b"]),
    )
    figure.legend.extend(worth_saying(legend))
    if said:
        _write(figure, look, f"<b>{said}</b>", shift=(-left, above + top))
    return figure


def _write(figure: Figure, look: Look, text: str, *, shift: tuple[float, float]) -> None:
    """A title over the plot: from the figure's left edge, its top so many px above the plot."""
    figure.add_annotation(
        text=text,
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        xanchor="left",
        yanchor="top",
        xshift=shift[0],
        yshift=shift[1],
        align="left",
        showarrow=False,
        borderpad=0,
        font={"size": round(look.text_size * TITLE_SIZE), "color": look.theme.ink},
    )
