"""The scale of scores along an axis: every whole number, and where each status begins."""

from charts.look import Look
from domain.plan import Bands
from domain.score import FULL_MARKS
from domain.status import Status
from house_style.colours import SHAPES
from house_style.numbers import short

THIN_SPACE = "\u2009"
# A limit nearer to a whole number than this has its line, and no label that would lie upon the number's.
FAR_ENOUGH = 0.4

Ticks = tuple[tuple[float, str], ...]


def limits_of(bands: Bands) -> dict[float, Status]:
    """The lowest score of each status that has one."""
    return {bands.at_risk: Status.AT_RISK, bands.watch: Status.WATCH, bands.on_track: Status.ON_TRACK}


def whole_numbers(look: Look) -> Ticks:
    """The numbers 0 to 5 alone, which stand beside each other in the narrowest chart."""
    return tuple((float(n), short(n, look.words)) for n in range(int(FULL_MARKS) + 1))


def score_ticks(bands: Bands, look: Look) -> Ticks:
    """The numbers 0 to 5; the limit of a status carries its shape."""
    limits = limits_of(bands)
    apart = [limit for limit in limits if abs(limit - round(limit)) >= FAR_ENOUGH]
    places = sorted({*(place for place, _ in whole_numbers(look)), *apart})
    return tuple((place, short(place, look.words) + _shape(limits.get(place))) for place in places)


def _shape(status: Status | None) -> str:
    return "" if status is None else THIN_SPACE + SHAPES[status][0]
