"""A figure as plotly.js takes it: plain dictionaries, which cost nothing to make and are checked by the tests."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from charts.legend import Key

Trace = dict[str, Any]

# Nothing that the eye could see is lost: a screen has some thousand px, and bars begin at zero.
DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Traces from the back to the front, a layout and what the page writes under it.

    They are filled while the figure is built, then left alone.
    """

    data: list[Trace] = field(default_factory=list)
    layout: dict[str, Any] = field(default_factory=dict)
    legend: list[Key] = field(default_factory=list)

    def add_trace(self, trace: Trace) -> None:
        """Add a trace on top of the others; one without a single point draws nothing and is left out."""
        if trace.get("x"):
            self.data.append(trace)

    def add_traces(self, traces: Iterable[Trace]) -> None:
        """Add traces in their order."""
        for trace in traces:
            self.add_trace(trace)

    def add_annotation(self, **properties: Any) -> None:
        """Add words after those that are there."""
        self.layout.setdefault("annotations", []).append(properties)

    def update_xaxes(self, **properties: Any) -> None:
        """Set properties of the first horizontal axis and keep its others; one that is not `fixedrange` can be zoomed."""
        self.update_layout(xaxis=properties)

    def update_yaxes(self, **properties: Any) -> None:
        """Set properties of the first vertical axis and keep its others."""
        self.update_layout(yaxis=properties)

    def update_layout(self, **properties: Any) -> None:
        """Set properties of the layout; a dictionary is merged into the one that is there."""
        _merge(self.layout, properties)

    def as_dict(self) -> dict[str, Any]:
        """The figure for plotly.js; its parts are shared with this one and not to be changed.

        plotly.js takes a pair of colours for no colour: the page resolves pairs before it draws.
        """
        return {"data": self.data, "layout": self.layout}


def _merge(into: dict[str, Any], properties: dict[str, Any]) -> None:
    for name, value in properties.items():
        known = into.get(name)
        # What is there may be shared between figures: it is copied, never written into.
        if isinstance(known, dict) and isinstance(value, dict):
            into[name] = dict(known)
            _merge(into[name], value)
        else:
            into[name] = value


def lean(properties: dict[str, Any], *, digits: int = DIGITS) -> dict[str, Any]:
    """Without members that say nothing, and with numbers of so many digits that count.

    A None or an empty text within a list is a point of its own, and stays.
    """
    found: dict[str, Any] = {}
    for name, value in properties.items():
        kept = _short(value, digits)
        if kept is not None and kept not in ("", [], {}):
            found[name] = kept
    return found


def _short(value: Any, digits: int) -> Any:
    match value:
        case dict():
            return lean(value, digits=digits)
        case list():
            return [_rounded(item, digits) if type(item) is float else item for item in value]
        case float():
            return _rounded(value, digits)
        case _:
            return value


def _rounded(number: float, digits: int) -> float:
    short = float(f"{number:.{digits}g}")
    return int(short) if short.is_integer() else short
