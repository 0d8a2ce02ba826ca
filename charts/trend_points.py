"""What a trend is drawn from, the kinds of its marks, and what is said of each period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from charts.letters import as_plain
from charts.look import Look
from charts.marks import hover_lines, in_words
from domain.kpi import Kpi, Polarity
from domain.status import Status
from domain.text import mark
from house_style.numbers import kpi_full, score


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One period, in the KPI's unit: `label` under the axis, `period` in full.

    `low` and `high` bound a band to stay within; `original` is the target as first set; `last_year` the
    actual of the same period a year ago; `restated` says that a published figure was changed later.
    """

    code: str
    label: str
    period: str
    actual: float | None
    status: Status
    target: float | None = None
    low: float | None = None
    high: float | None = None
    original: float | None = None
    last_year: float | None = None
    score: float | None = None
    restated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Where the year will end by the plan's rule, with its band where earlier years give one."""

    label: str
    projected: float
    target: float | None = None
    low: float | None = None
    high: float | None = None


class Mark(StrEnum):
    """The kinds of mark in a trend, in the order of the legend."""

    ACTUAL = "actual"
    MISSING = "missing"
    LAST_YEAR = "last_year"
    TARGET = "target"
    ORIGINAL = "original"
    BAND = "band"
    AHEAD = "ahead"
    RESTATED = "restated"


NAMES: Mapping[Mark, str] = {
    Mark.ACTUAL: mark("Actual"),
    Mark.MISSING: mark("not reported"),
    Mark.LAST_YEAR: mark("Last year"),
    Mark.TARGET: mark("Target"),
    Mark.ORIGINAL: mark("Original target"),
    Mark.BAND: mark("Target band"),
    Mark.AHEAD: mark("Projected"),
    Mark.RESTATED: mark("Restated"),
}


def marks_in(points: Sequence[TrendPoint], ahead: Ahead | None) -> tuple[Mark, ...]:
    """The kinds of mark that this trend has."""
    has = {
        Mark.ACTUAL: any(p.actual is not None for p in points),
        Mark.MISSING: any(p.actual is None for p in points),
        Mark.LAST_YEAR: any(p.last_year is not None for p in points),
        Mark.TARGET: any(p.target is not None for p in points),
        Mark.ORIGINAL: any(is_revised(p) for p in points),
        Mark.BAND: any(p.low is not None and p.high is not None for p in points),
        Mark.AHEAD: ahead is not None,
        Mark.RESTATED: any(p.restated and p.actual is not None for p in points),
    }
    return tuple(kind for kind in Mark if has[kind])


def since_begun(points: Sequence[TrendPoint], kpi: Kpi) -> Sequence[TrendPoint]:
    """Without the periods before the KPI began: nothing was reported and nothing was aimed at.

    Where more is better, a target of zero asks for nothing.
    """
    is_zero_nothing = kpi.polarity is Polarity.HIGHER_IS_BETTER

    def has_begun(point: TrendPoint) -> bool:
        aims = (point.target, point.low, point.high)
        return point.actual is not None or any(
            aim is not None and not (is_zero_nothing and aim == 0) for aim in aims
        )

    first = next((i for i, point in enumerate(points) if has_begun(point)), 0)
    return points[first:]


def is_revised(point: TrendPoint) -> bool:
    """Whether the target of a period is another than the one first set."""
    return point.original is not None and point.original != point.target


def say_point(point: TrendPoint, kpi: Kpi, look: Look) -> str:
    """What hovering a period shows: every number with all its digits."""
    words = look.words
    say = words.say
    lines = [f"{say(NAMES[Mark.ACTUAL])} {kpi_full(point.actual, kpi, words)}"]
    lines += [
        f"{say(NAMES[kind])} {kpi_full(value, kpi, words)}"
        for kind, value in ((Mark.TARGET, point.target), (Mark.LAST_YEAR, point.last_year))
        if value is not None
    ]
    if is_revised(point):
        lines.append(f"{say(NAMES[Mark.ORIGINAL])} {kpi_full(point.original, kpi, words)}")
    if point.low is not None and point.high is not None:
        lines.append(
            f"{say(NAMES[Mark.BAND])} {kpi_full(point.low, kpi, words)} – {kpi_full(point.high, kpi, words)}"
        )
    status = in_words(point.status, look)
    lines.append(
        f"{say(mark('Score'))} {score(point.score, words)} · {status}" if point.score is not None else status
    )
    return hover_lines(
        as_plain(point.period), [*map(as_plain, lines), say(NAMES[Mark.RESTATED]) if point.restated else ""]
    )


def say_ahead(ahead: Ahead, kpi: Kpi, look: Look) -> str:
    """What hovering the projection shows."""
    words = look.words
    lines = [f"{words.say(NAMES[Mark.AHEAD])} {kpi_full(ahead.projected, kpi, words)}"]
    if ahead.low is not None and ahead.high is not None:
        lines.append(f"{kpi_full(ahead.low, kpi, words)} – {kpi_full(ahead.high, kpi, words)}")
    if ahead.target is not None:
        lines.append(f"{words.say(NAMES[Mark.TARGET])} {kpi_full(ahead.target, kpi, words)}")
    return hover_lines(as_plain(ahead.label), [as_plain(line) for line in lines])
