"""What a chart shows, said in one line: the title over it."""

from collections.abc import Sequence
from itertools import accumulate

from charts.look import Look
from charts.trend_points import TrendPoint
from domain.kpi import Kpi, Polarity
from domain.status import Status
from domain.text import mark
from house_style.colours import say_status
from house_style.numbers import change_in_points, kpi_change, kpi_full, percent, score
from house_style.wording import Wording

# Worst first; a status that nobody has is passed over.
WORST_FIRST = (Status.CRITICAL, Status.AT_RISK, Status.WATCH)
MOST_NAMED = 3
FEW_ENOUGH_TO_NAME = 10
HALF = 0.5
FEWEST_TO_COMPARE = 2


def scores_finding(rows: Sequence[tuple[str, float | None, Status]], look: Look) -> str:
    """How many of the named scores are not on track and which is the lowest; a single one speaks for itself."""
    words = look.words
    known = [(name, points, status) for name, points, status in rows if status is not Status.NO_DATA]
    if len(rows) < FEWEST_TO_COMPARE or not known:
        return ""
    below = [(points, name) for name, points, status in known if status is not Status.ON_TRACK]
    if not below:
        return _all_well(len(known), len(rows) - len(known), words)
    lowest, name = min(((points, name) for points, name in below if points is not None), default=(None, ""))
    return words.say(
        mark("{below} of {count} are not on track; the lowest is {label} at {score}"),
        below=len(below),
        count=len(rows),
        label=name,
        score=score(lowest, words),
    )


def progress_finding(rows: Sequence[tuple[str, float | None, Status]], look: Look) -> str:
    """How many projects are off their plan and which is furthest behind; the share is actual less planned."""
    words = look.words
    known = [(ahead, name, status) for name, ahead, status in rows if ahead is not None]
    if len(rows) < FEWEST_TO_COMPARE or not known:
        return ""
    off = [found for found in known if found[2] is not Status.ON_TRACK]
    if not off:
        return _all_well(len(known), len(rows) - len(known), words)
    furthest, name, _ = min(off)
    return words.say(
        mark("{off} of {count} are off their plan; furthest behind is {label}: {difference}"),
        off=len(off),
        count=len(rows),
        label=name,
        difference=change_in_points(furthest, words),
    )


def _all_well(well: int, silent: int, words: Wording) -> str:
    if silent:
        return words.say(mark("{count} on track, {silent} without data"), count=well, silent=silent)
    return words.say(mark("All {count} are on track"), count=well)


def costs_finding(costs: Sequence[float], look: Look) -> str:
    """How few of the costs (score points) make up half of them all; nothing to say of one or two."""
    lost = sorted((cost for cost in costs if cost > 0), reverse=True)
    if len(lost) <= FEWEST_TO_COMPARE:
        return ""
    whole = sum(lost)
    few, share = next(
        (i, part / whole) for i, part in enumerate(accumulate(lost), start=1) if part >= HALF * whole
    )
    return look.words.say(
        mark("{few} of {count} make up {share} of the points lost here"),
        few=few,
        count=len(lost),
        share=percent(share, look.words, decimals=0),
    )


def places_finding(places: Sequence[tuple[str, Status]], look: Look) -> str:
    """The worst status that is there, how many have it, and who, where they are few and not all."""
    words = look.words
    if len(places) < FEWEST_TO_COMPARE:
        return ""
    found = {status: [name for name, has in places if has is status] for status in Status}
    worst = next((status for status in WORST_FIRST if found[status]), None)
    if worst is None:
        well = len(found[Status.ON_TRACK])
        nobody = words.say(mark("None of the {count} places has a status yet"), count=len(places))
        return _all_well(well, len(places) - well, words) if well else nobody
    said = words.say(
        mark("{status} in {count} of {all} places"),
        status=say_status(worst, words),
        count=len(found[worst]),
        all=len(places),
    )
    is_worth_naming = len(found[worst]) < min(FEW_ENOUGH_TO_NAME, len(places))
    return f"{said}: {_named(found[worst])}" if is_worth_naming else said


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")


def trend_finding(points: Sequence[TrendPoint], kpi: Kpi, look: Look) -> str:
    """The newest figure, its change in a year, and how it stands to its target."""
    words = look.words
    newest = next((point for point in reversed(points) if point.actual is not None), None)
    if newest is None:
        return ""
    parts = [
        words.say(
            mark("{actual} in {period}"), actual=kpi_full(newest.actual, kpi, words), period=newest.period
        ),
        _since_a_year(newest, kpi, words),
        _against_target(newest, kpi, words),
    ]
    return " · ".join(part for part in parts if part)


def _since_a_year(point: TrendPoint, kpi: Kpi, words: Wording) -> str:
    if point.actual is None or point.last_year is None:
        return ""
    difference = point.actual - point.last_year
    if round(difference, kpi.decimals) == 0:
        return words.say(mark("as a year ago"))
    return words.say(mark("{change} on a year ago"), change=kpi_change(difference, kpi, words))


def _against_target(point: TrendPoint, kpi: Kpi, words: Wording) -> str:
    """By the KPI's polarity: a target to reach, a limit to keep, or a band to stay within."""
    if point.actual is None:
        return ""
    if point.low is not None and point.high is not None:
        ends = {
            name: kpi_full(end, kpi, words, with_unit=False)
            for name, end in (("low", point.low), ("high", point.high))
        }
        if point.low <= point.actual <= point.high:
            return words.say(mark("inside the band {low}–{high}"), **ends)
        return words.say(mark("outside the band {low}–{high}"), **ends)
    if point.target is None:
        return ""
    target = kpi_full(point.target, kpi, words)
    if kpi.polarity is Polarity.LOWER_IS_BETTER:
        kept = point.actual <= point.target
        limit = mark("within the limit of {target}") if kept else mark("over the limit of {target}")
        return words.say(limit, target=target)
    reached = point.actual >= point.target
    aim = mark("the target of {target} is met") if reached else mark("short of the target of {target}")
    return words.say(aim, target=target)
