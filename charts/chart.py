"""What every builder of charts gives back."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import plotly.graph_objects as go

TableCell = str | float | None

# How plotly.js is to behave on every screen.
CONFIG: Mapping[str, object] = MappingProxyType(
    {
        "displayModeBar": False,
        "displaylogo": False,
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A chart's numbers, in the order of its marks; None where nothing is reported."""

    columns: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A figure, the sentence that stands for it where it cannot be seen, and its numbers.

    Every mark that stands for something carries its code as the first item of `customdata`. `finding` is what
    the chart shows, in one line, for its title; empty where it has nothing to say.
    """

    figure: go.Figure
    alternative: str
    table: Table
    finding: str = ""
