"""Where names stand in a funnel: only the outermost places are named, and no name lies upon another."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.funnel_points import FunnelPoint
from charts.letters import width_of
from charts.look import LINE_HEIGHT, Look

MOST_NAMED = 4
# The plot's width on a phone, in text sizes: what stands apart there stands apart everywhere.
PHONE_WIDTH = 19.0
# A name that would cover more points than this is left to the pointer.
MOST_COVERED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What the plot spans: sizes from 0 to `widest`, shares between two ends, and its height in text sizes."""

    widest: float
    low: float
    high: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px from the plot's lower left corner."""

    left: float
    right: float
    low: float
    high: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have a place in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )


def place_names(
    outermost: Sequence[FunnelPoint],
    every: Sequence[FunnelPoint],
    centre: float,
    scale: Scale,
    look: Look,
) -> list[tuple[FunnelPoint, str]]:
    """The first places, furthest outside first, that find room, each with the side on which its name stands."""
    points = [_around(*_at(point, scale, look), look.em(0.3), look.em(0.3)) for point in every]
    taken: list[Box] = []
    named: list[tuple[FunnelPoint, str]] = []
    for point in outermost:
        choices = [(side, _box(point, side, scale, look)) for side in _sides(point, centre, scale)]
        free = [
            (sum(map(box.meets, points)), i)
            for i, (_, box) in enumerate(choices)
            if _is_inside(box, look) and not any(map(box.meets, taken))
        ]
        if len(named) < MOST_NAMED and free and min(free)[0] <= MOST_COVERED:
            side, box = choices[min(free)[1]]
            named.append((point, side))
            taken.append(box)
    return named


def _sides(point: FunnelPoint, centre: float, scale: Scale) -> tuple[str, ...]:
    """Away from the whole first, then to either side."""
    away = "top" if point.share > centre else "bottom"
    along = "left" if point.size > scale.widest / 2 else "right"
    return f"{away} center", f"{away} {along}", f"middle {along}"


def _at(point: FunnelPoint, scale: Scale, look: Look) -> tuple[float, float]:
    across = point.size / scale.widest if scale.widest else 0.0
    up = (point.share - scale.low) / (scale.high - scale.low or 1.0)
    return across * look.em(PHONE_WIDTH), up * look.em(scale.height)


def _around(x: float, y: float, half_width: float, half_height: float) -> Box:
    return Box(x - half_width, x + half_width, y - half_height, y + half_height)


def _box(point: FunnelPoint, side: str, scale: Scale, look: Look) -> Box:
    """The room of a name on a side of its point."""
    x, y = _at(point, scale, look)
    upright, _, across = side.partition(" ")
    half, line = look.room_for(width_of(point.label)) / 2, look.em(LINE_HEIGHT) / 2
    x += {"left": -1, "center": 0, "right": 1}[across] * (half + look.em(0.5))
    y += {"top": 1, "middle": 0, "bottom": -1}[upright] * (line + look.em(0.4))
    return _around(x, y, half, line)


def _is_inside(box: Box, look: Look) -> bool:
    """Whether a name stays in the plot and its right margin."""
    return box.left >= 0 and box.right <= look.em(PHONE_WIDTH + 1.5) and box.low >= 0
