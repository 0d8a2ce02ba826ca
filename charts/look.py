"""How large and on which ground a chart is drawn, and the template that all charts share."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

import plotly.graph_objects as go

from charts.letters import block, width_of
from house_style.colours import LIGHT, Theme
from house_style.fonts import FONT_STACK
from house_style.wording import Wording

LETTER_WIDTH = 0.62
LINE_HEIGHT = 1.4
EDGE = 10
TITLE_SIZE = 1.15
LEGEND_LINE = 1.8
LEGEND_KEY = 5
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

    def em(self, lengths: float) -> float:
        """A length in px, given in text sizes."""
        return round(lengths * self.text_size, 2)

    def room_for(self, letters: float) -> float:
        """The px that a text of so many letters needs."""
        return self.em(LETTER_WIDTH * letters)


def template(look: Look) -> go.layout.Template:
    """Colours, letters and axes of the house on a ground."""
    theme = look.theme
    font = {"family": FONT_STACK, "size": look.text_size, "color": theme.ink}
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
        }
    )


def _legend(look: Look) -> dict[str, object]:
    return {
        "orientation": "h",
        "xref": "container",
        "x": 0,
        "xanchor": "left",
        "yanchor": "top",
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
    legend: Iterable[str] = (),
) -> go.Figure:
    """An empty figure of the house: margins in px around a plot that is `inner_height` px high.

    The title says the finding and is the caller's. `legend` are the names that will stand in the legend,
    for which room is made below the axis; fewer than two need none.
    """
    said = block(title, round(look.line / TITLE_SIZE), lines=3)
    above = look.em(LINE_HEIGHT * TITLE_SIZE) * (said.count("<br>") + 1) + look.em(0.6) if said else 0
    lines = legend_lines(legend)
    margin = {
        "l": EDGE + left,
        "r": EDGE + right,
        "t": EDGE + top + above,
        "b": EDGE + bottom + look.em(LEGEND_LINE) * lines,
        "pad": 0,
        "autoexpand": False,
    }
    figure = go.Figure(layout={"template": template(look)})
    figure.update_layout(
        margin=margin,
        height=round(inner_height + margin["t"] + margin["b"]),
        showlegend=lines > 0,
        legend={"y": -bottom / inner_height},
    )
    if said:
        _write_title(figure, look, said, left=left, above=above + top)
    return figure


def legend_lines(names: Iterable[str]) -> int:
    """How many lines a legend takes on a phone; none for fewer than two names."""
    widths = [width_of(name) + LEGEND_KEY for name in names if name]
    if len(widths) < 2:
        return 0
    if sum(widths) <= PHONE_LINE:
        return 1
    # What does not fit in one line is set in columns as wide as the widest name.
    return ceil(len(widths) / max(1, PHONE_LINE // max(widths)))


def _write_title(figure: go.Figure, look: Look, said: str, *, left: float, above: float) -> None:
    figure.add_annotation(
        text=f"<b>{said}</b>",
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        xanchor="left",
        yanchor="top",
        xshift=-left,
        yshift=above,
        align="left",
        showarrow=False,
        borderpad=0,
        font={"size": round(look.text_size * TITLE_SIZE)},
    )
