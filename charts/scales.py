"""Round numbers along an axis."""

from collections.abc import Iterable
from math import ceil, floor, isfinite, log10

ROUND_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def round_ticks(
    values: Iterable[float | None], *, most: int = 5, from_zero: bool = True
) -> tuple[float, ...]:
    """Ticks from zero (or below, where something is negative) that reach past every value; at most about so many.

    Bars need their zero; marks that only differ by place do not.
    """
    known = [value for value in values if value is not None and isfinite(value)]
    anchor = [0.0] if from_zero or not known else []
    low, high = min([*anchor, *known]), max([*anchor, *known])
    if high == low:
        return (low, low + 1.0)
    step = _round_step((high - low) / (most - 1))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(i * step, 10) for i in range(first, last + 1))


def _round_step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in ROUND_STEPS if step * power >= rough * (1 - 1e-9))


def every(count: int, *, most: int, cycle: int = 1) -> tuple[int, ...]:
    """The positions to label among so many: evenly apart, the last one always among them.

    `cycle` is how many make a year: then the distance divides it or is made of whole ones, so that the same
    periods of each year are labelled.
    """
    step = max(1, ceil(count / most))
    while step < count and cycle % step and step % cycle:
        step += 1
    return tuple(sorted(range(count - 1, -1, -step)))
