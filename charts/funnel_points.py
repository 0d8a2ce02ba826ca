"""Places beside chance: how large they are, how they stand, and whether chance alone explains it."""

from dataclasses import dataclass
from enum import StrEnum

from charts.look import Look
from domain.funnel import chance_limits
from domain.kpi import Kpi, Polarity
from domain.text import mark


class Standing(StrEnum):
    """Where a place stands against the chance limits of 99.8 %."""

    INSIDE = "inside"
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPoint:
    """One place: its size (the denominator, above 0) and its share (0..1)."""

    code: str
    label: str
    size: float
    share: float


def standing_of(point: FunnelPoint, centre: float, kpi: Kpi) -> Standing:
    """Inside the limits, or beyond them on the good or the bad side.

    Where a band is to be kept, above and below count alike as worse.
    """
    limits = chance_limits(centre, point.size)
    if limits is None or limits.alarm[0] <= point.share <= limits.alarm[1]:
        return Standing.INSIDE
    if kpi.polarity is Polarity.WITHIN_BAND:
        return Standing.WORSE
    above_is_good = kpi.polarity is Polarity.HIGHER_IS_BETTER
    return Standing.BETTER if (point.share > limits.alarm[1]) is above_is_good else Standing.WORSE


def name_of(standing: Standing, look: Look) -> str:
    """The standing in words."""
    names = {
        Standing.INSIDE: mark("Within chance"),
        Standing.BETTER: mark("Better than chance"),
        Standing.WORSE: mark("Worse than chance"),
    }
    return look.words.say(names[standing])
