from dataclasses import asdict, replace
from itertools import combinations
from math import sqrt

import pytest

from domain.status import Status
from domain.text import Language
from house_style import colours
from house_style.colours import DARK, LIGHT, PAIRED, Shade, Theme, contrast, paired, resolved
from house_style.wording import wording

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])

# How a dichromat sees linear RGB. Source: Machado, Oliveira and Fernandes, A physiologically-based model for
# simulation of color vision deficiency, IEEE TVCG 15 (2009), severity 1.0.
DEFICIENCIES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)
CLEARLY_APART = 19.0


def test_the_light_theme_has_the_colours_and_shapes_of_the_house() -> None:
    drawn = {status.value: (style.fill, style.shape) for status, style in LIGHT.statuses.items()}
    assert drawn == {
        "on_track": ("#00695C", "●"),
        "watch": ("#FFD43B", "▲"),
        "at_risk": ("#C24F16", "◆"),
        "critical": ("#5B040E", "■"),
        "no_data": ("#8C9196", "○"),
    }


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1.0)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("#FFFFFF", "#767676") == contrast("#767676", "#FFFFFF")


@BOTH
def test_every_mark_stands_out_from_its_ground_by_fill_or_outline(theme: Theme) -> None:
    assert set(theme.statuses) == set(Status)
    for status, style in theme.statuses.items():
        for ground in (theme.ground, theme.surface):
            strongest = max(contrast(style.fill, ground), contrast(style.outline, ground))
            assert strongest >= colours.MARK_CONTRAST, (status, ground)


def test_watch_on_white_and_critical_and_on_track_on_dark_carry_an_outline() -> None:
    outlined = {
        theme.shade.value: {
            status.value for status, style in theme.statuses.items() if style.outline != style.fill
        }
        for theme in (LIGHT, DARK)
    }
    assert outlined == {"light": {"watch", "no_data"}, "dark": {"critical", "on_track"}}


@BOTH
def test_every_text_can_be_read_on_its_ground(theme: Theme) -> None:
    pairs = [(style.text, style.fill) for style in theme.statuses.values()]
    pairs += [
        (text, ground)
        for text in (theme.ink, theme.muted, theme.accent)
        for ground in (theme.ground, theme.surface)
    ]
    for text, ground in pairs:
        assert contrast(text, ground) >= colours.TEXT_CONTRAST, (text, ground)


@BOTH
def test_statuses_stay_apart_under_three_colour_vision_deficiencies(theme: Theme) -> None:
    fills = [style.fill for style in theme.statuses.values()]
    for name in DEFICIENCIES:
        closest = min(_distance(one, other, name) for one, other in combinations(fills, 2))
        assert closest >= CLEARLY_APART, name


@BOTH
def test_this_year_and_last_year_are_told_apart_without_colour(theme: Theme) -> None:
    assert contrast(theme.actual, theme.ground) >= 4.5
    assert contrast(theme.actual, theme.earlier) >= colours.MARK_CONTRAST


def test_a_status_is_told_by_shape_and_word() -> None:
    assert colours.say_status_with_shape(Status.WATCH, wording(Language.THAI)) == "▲ เฝ้าระวัง"
    assert len({shape for shape, _ in colours.SHAPES.values()}) == len(Status)


def test_a_colour_lets_the_ground_through() -> None:
    assert colours.with_opacity("#00695C", 0.25) == "rgba(0,105,92,0.25)"
    both = colours.with_opacity("light-dark(#00695C,#0B7A6D)", 0.25)
    assert both == "light-dark(rgba(0,105,92,0.25),rgba(11,122,109,0.25))"


@BOTH
def test_the_paired_theme_is_each_theme_on_its_own_ground(theme: Theme) -> None:
    paired_colours, alone = _members(PAIRED), _members(theme)
    assert PAIRED.ink == "light-dark(#1B1F23,#F2F4F6)"
    assert paired_colours != alone
    assert resolved(paired_colours, theme.shade) == alone


def test_a_pair_is_resolved_wherever_it_stands() -> None:
    pair = paired("#111111", "#EEEEEE")
    clear = colours.with_opacity(pair, 0.5)
    drawn = {
        "line": {"color": pair},
        "text": [f'<i style="color:{pair}">■</i>', None, 3],
        "both": (clear, pair),
    }
    assert resolved(drawn, Shade.LIGHT) == {
        "line": {"color": "#111111"},
        "text": ['<i style="color:#111111">■</i>', None, 3],
        "both": ("rgba(17,17,17,0.5)", "#111111"),
    }
    assert resolved(clear, Shade.DARK) == "rgba(238,238,238,0.5)"
    assert resolved(drawn, Shade.BOTH) == drawn


def test_what_is_reckoned_from_pairs_is_reckoned_for_each_ground() -> None:
    def darker(one: str, other: str) -> str:
        return min(one, other)

    pair = paired("#111111", "#EEEEEE")
    assert colours.on_each_ground(darker, pair, "#777777") == "light-dark(#111111,#777777)"
    assert colours.on_each_ground(darker, "#999999", "#777777") == "#777777"


def _members(theme: Theme) -> dict[str, object]:
    """Everything of a theme but which one it is."""
    named = asdict(replace(theme, statuses={}))
    return {
        **{name: value for name, value in named.items() if name != "shade"},
        "statuses": {status.value: asdict(style) for status, style in theme.statuses.items()},
    }


def _distance(one: str, other: str, deficiency: str) -> float:
    """How far apart two colours look (CIE 1976)."""
    first, second = (_lab(_seen(colour, deficiency)) for colour in (one, other))
    return sqrt(sum((a - b) ** 2 for a, b in zip(first, second, strict=True)))


def _seen(colour: str, deficiency: str) -> list[float]:
    linear = [colours._linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)]
    return [
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear, strict=True))))
        for row in DEFICIENCIES[deficiency]
    ]


def _lab(linear: list[float]) -> tuple[float, float, float]:
    xyz = [sum(m * c for m, c in zip(row, linear, strict=True)) for row in TO_XYZ]
    x, y, z = (_bent(max(value, 0.0) / white) for value, white in zip(xyz, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _bent(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
