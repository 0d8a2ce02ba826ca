"""The doors to plotly.js's traces."""

from typing import Any

from charts.figure import DIGITS, Trace, lean
from charts.look import Look


def bar(uid: str, **properties: Any) -> Trace:
    """Bars; `uid` is their kind, by which plotly.js finds them again when a figure is drawn anew."""
    return _trace("bar", uid, properties, DIGITS)


def scatter(uid: str, *, digits: int = DIGITS, **properties: Any) -> Trace:
    """Lines, marks and texts; more `digits` are for an axis that does not begin at zero."""
    return _trace("scatter", uid, properties, digits)


def texts(
    uid: str,
    look: Look,
    *,
    x: list[Any],
    y: list[Any],
    text: list[str],
    position: str | list[str],
    digits: int = DIGITS,
    **properties: Any,
) -> Trace:
    """Words in the plot; they may reach into the margin and answer no pointer."""
    return scatter(
        uid,
        **{"textfont": {"color": look.theme.ink, "size": look.text_size}, **properties},
        digits=digits,
        x=x,
        y=y,
        mode="text",
        text=text,
        textposition=position,
        hoverinfo="skip",
        cliponaxis=False,
    )


def _trace(kind: str, uid: str, properties: dict[str, Any], digits: int) -> Trace:
    ids = _ids(properties.get("customdata", []))
    return {"type": kind, "uid": uid, **lean({"ids": ids, **properties}, digits=digits)}


def _ids(codes: list[list[str]]) -> list[str]:
    """What tells each mark from the others, so that it moves where it would be replaced; none where two are alike.

    Of two marks with one id plotly.js would draw one.
    """
    ids = ["/".join(of_mark) for of_mark in codes]
    return ids if all(ids) and len(set(ids)) == len(ids) else []
