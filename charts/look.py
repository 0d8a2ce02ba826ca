"""How large and on which ground a chart is drawn, and the template that all charts share."""

from dataclasses import dataclass

import plotly.graph_objects as go

from charts.letters import block
from house_style.colours import LIGHT, Theme
from house_style.fonts import FONT_STACK
from house_style.wording import Wording

LETTER_WIDTH = 0.56
LINE_HEIGHT = 1.4
EDGE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The ground, the language and the size of a chart.

    `text_size` in px (26 and more when presenting); all other lengths follow it. `line` is how many letters
    a label's line may hold: 44 fit a phone, more may be given where the room is known to be there.
    """

    words: Wording
    theme: Theme = LIGHT
    text_size: int = 14
    line: int = 44

    def em(self, lengths: float) -> float:
        """A length in px, given in text sizes."""
        return round(lengths * self.text_size, 2)

    def room_for(self, letters: int) -> float:
        """The px that a text of so many letters needs."""
        return self.em(LETTER_WIDTH * letters)


def template(look: Look) -> go.layout.Template:
    """Colours, letters and axes of the house on a ground."""
    theme = look.theme
    font = {"family": FONT_STACK, "size": look.text_size, "color": theme.ink}
    axis = {
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "gridcolor": theme.grid,
        "linecolor": theme.muted,
        "tickcolor": theme.muted,
        "tickfont": {"color": theme.muted, "size": look.text_size},
        "title": {"font": {"color": theme.muted, "size": look.text_size}, "standoff": 6},
    }
    return go.layout.Template(
        layout={
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
            "legend": _legend(look),
            "barmode": "overlay",
            "bargap": 0.25,
            "xaxis": axis,
            "yaxis": axis,
            "title": {"font": {**font, "size": round(look.text_size * 1.15)}},
        }
    )


def _legend(look: Look) -> dict[str, object]:
    return {
        "orientation": "h",
        "yref": "container",
        "xref": "container",
        "y": 0,
        "yanchor": "bottom",
        "x": 0,
        "xanchor": "left",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"color": look.theme.muted, "size": look.text_size},
        "bgcolor": "rgba(0,0,0,0)",
        "traceorder": "normal",
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
    legend_lines: int = 0,
) -> go.Figure:
    """An empty figure of the house: margins in px around a plot that is `inner_height` px high.

    The title says the finding and is the caller's; room is made above the plot for it and below for the legend.
    """
    said = block(title, round(look.line * 1.05 / 1.15), lines=3)
    above = look.em(1.7) * (said.count("<br>") + 1) + look.em(0.5) if said else 0
    below = look.em(1.9) * legend_lines
    margin = {
        "l": EDGE + left,
        "r": EDGE + right,
        "t": EDGE + top + above,
        "b": EDGE + bottom + below,
        "pad": 0,
    }
    figure = go.Figure(layout={"template": template(look)})
    figure.update_layout(
        margin=margin,
        height=round(inner_height + margin["t"] + margin["b"]),
        showlegend=legend_lines > 0,
    )
    if said:
        figure.update_layout(
            title={
                "text": f"<b>{said}</b>",
                "x": 0,
                "xref": "container",
                "xanchor": "left",
                "y": 1,
                "yref": "container",
                "yanchor": "top",
                "pad": {"t": EDGE, "l": EDGE},
            }
        )
    return figure
