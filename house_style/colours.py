"""Colours, shapes and words of a status, and the two themes.

Contrast is reckoned as WCAG 2.2 defines it; a mark has at least 3:1 against its ground, by its fill or by
its outline, and text at least 4.5:1.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from domain.status import Status
from house_style.labels import say_label
from house_style.wording import Wording

MARK_CONTRAST = 3.0
TEXT_CONTRAST = 4.5


class Shade(StrEnum):
    """The two grounds."""

    LIGHT = "light"
    DARK = "dark"


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

THEMES: Mapping[Shade, Theme] = MappingProxyType({Shade.LIGHT: LIGHT, Shade.DARK: DARK})


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
    """A colour "#RRGGBB" that lets the ground through; `opacity` from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
