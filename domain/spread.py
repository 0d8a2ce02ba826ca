"""What is usual, told from few values among which some may be wrong: the median, and how far apart they lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

# The median of absolute deviations times this is the standard deviation, where values are spread normally.
NORMAL = 1.4826
# So many of these to either side are unusual: rarer than one value in a million that is spread normally.
SPREADS = 5.0
# Values that hardly ever changed: they may still change by half without being unusual.
LEAST_SPREAD = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The median of some values and the limits, themselves included, between which a value is usual."""

    median: float
    low: float
    high: float

    def has(self, value: float) -> bool:
        """Whether a value is usual."""
        return self.low <= value <= self.high


def usual_of(values: Sequence[float], *, least: float) -> Usual:
    """What is usual among one value or more; `least` is the smallest spread that is believed, in their unit.

    Median and median absolute deviation: half of the values may be wrong without moving the limits far.
    """
    middle = median(values)
    deviation = median(abs(value - middle) for value in values)
    reach = SPREADS * max(NORMAL * deviation, LEAST_SPREAD * abs(middle), least)
    return Usual(median=middle, low=middle - reach, high=middle + reach)
