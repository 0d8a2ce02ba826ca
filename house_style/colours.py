"""Colours, shapes and words of a status, and the two themes.

Contrast is reckoned as WCAG 2.2 defines it; a mark has at least 3:1 against its ground, by its fill or by
its outline, and text at least 4.5:1.

A pair "light-dark(#RRGGBB,#RRGGBB)" is the colour on the light and on the dark ground in one, as CSS writes it:
what is drawn with pairs is made once, and the browser chooses.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar, cast

from domain.status import Status
from house_style.labels import say_label
from house_style.wording import Wording

MARK_CONTRAST = 3.0
TEXT_CONTRAST = 4.5
# Each side is "#RRGGBB" or "rgba(…)".
PAIR = re.compile(r"light-dark\((#\w+|rgba\([^()]*\)),(#\w+|rgba\([^()]*\))\)")
T = TypeVar("T")


class Shade(StrEnum):
    """The two grounds, and both at once."""

    LIGHT = "light"
    DARK = "dark"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStyle:
    """How a status is drawn: `fill`, `text` on it, `outline` (the fill itself where that stands out enough),
    `shape` as a character, `symbol` as a marker's name, and whether the fill is `hatched`.
    """

    fill: str
    text: str
    outline: str
    shape: str
    symbol: str
    hatched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours of a ground: `surface` for cards, `ink` for text, `muted` for lesser text, `grid` for lines,
    `accent` for what is chosen; `actual` and `earlier` for marks of this year and of the one before.
    """

    shade: Shade
    ground: str
    surface: str
    ink: str
    muted: str
    grid: str
    accent: str
    actual: str
    earlier: str
    statuses: Mapping[Status, StatusStyle]


SHAPES: Mapping[Status, tuple[str, str]] = MappingProxyType(
    {
        Status.ON_TRACK: ("●", "circle"),
        Status.WATCH: ("▲", "triangle-up"),
        Status.AT_RISK: ("◆", "diamond"),
        Status.CRITICAL: ("■", "square"),
        Status.NO_DATA: ("○", "circle-open"),
    }
)


def _style(status: Status, fill: str, text: str, outline: str = "") -> StatusStyle:
    shape, symbol = SHAPES[status]
    hatched = status is Status.NO_DATA
    return StatusStyle(
        fill=fill, text=text, outline=outline or fill, shape=shape, symbol=symbol, hatched=hatched
    )


LIGHT = Theme(
    shade=Shade.LIGHT,
    ground="#FFFFFF",
    surface="#F4F6F7",
    ink="#1B1F23",
    muted="#545B62",
    grid="#DDE1E4",
    accent="#0B5CAD",
    actual="#2F363D",
    earlier="#A9B1B8",
    statuses=MappingProxyType(
        {
            Status.ON_TRACK: _style(Status.ON_TRACK, "#00695C", "#FFFFFF"),
            Status.WATCH: _style(Status.WATCH, "#FFD43B", "#000000", "#7A5D00"),
            Status.AT_RISK: _style(Status.AT_RISK, "#C24F16", "#FFFFFF"),
            Status.CRITICAL: _style(Status.CRITICAL, "#5B040E", "#FFFFFF"),
            Status.NO_DATA: _style(Status.NO_DATA, "#8C9196", "#000000", "#5F656B"),
        }
    ),
)

DARK = Theme(
    shade=Shade.DARK,
    ground="#14181D",
    surface="#1E242B",
    ink="#F2F4F6",
    muted="#B4BBC2",
    grid="#353D46",
    accent="#6CB2F5",
    actual="#DCE1E6",
    earlier="#6B747D",
    statuses=MappingProxyType(
        {
            Status.ON_TRACK: _style(Status.ON_TRACK, "#0B7A6D", "#FFFFFF", "#4FC4B4"),
            Status.WATCH: _style(Status.WATCH, "#FFDC66", "#000000"),
            Status.AT_RISK: _style(Status.AT_RISK, "#DA6B33", "#000000"),
            Status.CRITICAL: _style(Status.CRITICAL, "#7D0F1C", "#FFFFFF", "#F0808C"),
            Status.NO_DATA: _style(Status.NO_DATA, "#B3B9BF", "#000000"),
        }
    ),
)


def paired(light: str, dark: str) -> str:
    """A colour for each ground, in one text."""
    return f"light-dark({light},{dark})"


def _paired_style(light: StatusStyle, dark: StatusStyle) -> StatusStyle:
    return replace(
        light,
        fill=paired(light.fill, dark.fill),
        text=paired(light.text, dark.text),
        outline=paired(light.outline, dark.outline),
    )


PAIRED = Theme(
    shade=Shade.BOTH,
    ground=paired(LIGHT.ground, DARK.ground),
    surface=paired(LIGHT.surface, DARK.surface),
    ink=paired(LIGHT.ink, DARK.ink),
    muted=paired(LIGHT.muted, DARK.muted),
    grid=paired(LIGHT.grid, DARK.grid),
    accent=paired(LIGHT.accent, DARK.accent),
    actual=paired(LIGHT.actual, DARK.actual),
    earlier=paired(LIGHT.earlier, DARK.earlier),
    statuses=MappingProxyType(
        {status: _paired_style(LIGHT.statuses[status], DARK.statuses[status]) for status in Status}
    ),
)

THEMES: Mapping[Shade, Theme] = MappingProxyType({theme.shade: theme for theme in (LIGHT, DARK, PAIRED)})


def resolved(value: T, shade: Shade) -> T:
    """The same with one ground's colour for each pair in it, in dictionaries, lists and within texts too."""
    return cast("T", _resolved(value, shade))


def _resolved(value: object, shade: Shade) -> object:
    match value:
        case str() if shade is not Shade.BOTH and "light-dark(" in value:
            return PAIR.sub(r"\1" if shade is Shade.LIGHT else r"\2", value)
        case dict():
            return {name: _resolved(member, shade) for name, member in value.items()}
        case list():
            return [_resolved(member, shade) for member in value]
        case tuple():
            return tuple(_resolved(member, shade) for member in value)
        case _:
            return value


def on_each_ground(reckon: Callable[..., str], *colours: str) -> str:
    """What `reckon` makes of the colours; where one of them is a pair, of each ground's colours for itself."""
    if not any(PAIR.fullmatch(colour) for colour in colours):
        return reckon(*colours)
    light, dark = (reckon(*resolved(colours, shade)) for shade in (Shade.LIGHT, Shade.DARK))
    return paired(light, dark)


def say_status(status: Status, words: Wording) -> str:
    """A status in words: "เฝ้าระวัง"."""
    return say_label(status, words)


def say_status_with_shape(status: Status, words: Wording) -> str:
    """A status that is told apart without colour: "▲ เฝ้าระวัง"."""
    return f"{SHAPES[status][0]} {say_label(status, words)}"


def contrast(one: str, other: str) -> float:
    """The contrast (1..21) of two colours "#RRGGBB". Source: WCAG 2.2, “contrast ratio”."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance (0..1) of a colour "#RRGGBB". Source: WCAG 2.2, “relative luminance”."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def with_opacity(colour: str, opacity: float) -> str:
    """A colour "#RRGGBB", or a pair of them, that lets the ground through; `opacity` from 0 to 1."""

    def clear(solid: str) -> str:
        red, green, blue = (int(solid[i : i + 2], 16) for i in (1, 3, 5))
        return f"rgba({red},{green},{blue},{opacity:g})"

    return on_each_ground(clear, colour)
