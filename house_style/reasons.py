"""Why a KPI has the status it has: one sentence with its numbers. Source: the scoring rules, §8."""

from datetime import timedelta

from domain.accumulation import Sums
from domain.expectation import Aim, is_phased
from domain.figure import Cause, KpiFigure
from domain.fiscal import Period
from domain.kpi import Grain, Kpi, Polarity, Scale
from domain.plan import Bands, Plan
from domain.status import Status, limit_near
from domain.text import mark
from house_style.dates import say_date, say_fiscal_year, say_month, say_period
from house_style.labels import say_label
from house_style.numbers import full, is_percentage, kpi_full, percent, score_beside
from house_style.wording import Wording

MOST_ATTAINMENT = 2.0


def say_reason(figure: KpiFigure, plan: Plan, words: Wording) -> str:
    """Why a figure has its status, in one sentence with its numbers; for every cause there is."""
    return ended(_said(figure, plan, words), words)


def ended(sentence: str, words: Wording) -> str:
    """A sentence with its full stop, where the language writes one."""
    return words.say(mark("{sentence}."), sentence=sentence)


def _said(figure: KpiFigure, plan: Plan, words: Wording) -> str:
    match figure.cause:
        case Cause.SCORED:
            return _scored(figure, plan, words)
        case Cause.NOT_DUE:
            return _not_due(figure, plan, words)
        case Cause.NO_TARGET:
            return _no_target(figure, words)
        case Cause.NOT_CERTIFIED:
            return _not_certified(figure, plan, words)
        case Cause.NOT_SHOWN_HERE:
            return words.say(mark("This KPI is not added up over places; look at each place by itself"))


def say_verdict(result: str, score: float, bands: Bands, words: Wording) -> str:
    """A result with its score (0..5) and the limit that decides the status."""
    values = _values_of_verdict(result, score, bands, words)
    if round(score, 4) < limit_near(score, bands)[1]:
        return words.say(mark("{result} scores {score}, below the limit of {limit} for “{status}”"), **values)
    return words.say(
        mark("{result} scores {score}, which reaches the limit of {limit} for “{status}”"), **values
    )


def _say_verdict_all_the_same(result: str, score: float, bands: Bands, words: Wording) -> str:
    """A result that is short of its target, with the score by which it is on track all the same."""
    return words.say(
        mark(
            "{result}, but by this KPI's scale it scores {score}, which reaches the limit of {limit} for “{status}”"
        ),
        **_values_of_verdict(result, score, bands, words),
    )


def _values_of_verdict(result: str, score: float, bands: Bands, words: Wording) -> dict[str, str]:
    status, limit = limit_near(score, bands)
    return {
        "result": result,
        "score": score_beside(score, limit, words),
        "status": say_label(status, words),
        "limit": score_beside(limit, score, words),
    }


def say_owners(kpi: Kpi, plan: Plan, words: Wording) -> str:
    """The short names of a KPI's owners, in the plan's order of owners."""
    return say_departments(tuple(owner.department for owner in kpi.owners), plan, words)


def say_departments(codes: tuple[str, ...], plan: Plan, words: Wording) -> str:
    """The short names of departments; the code of one that the plan does not know."""
    names = {d.code: words.text(d.short) or words.text(d.name) for d in plan.departments}
    return ", ".join(names.get(code) or code for code in codes)


def _scored(figure: KpiFigure, plan: Plan, words: Wording) -> str:
    if figure.score is None:
        return _no_target(figure, words)
    say = _say_verdict_all_the_same if _is_on_track_short_of_its_target(figure) else say_verdict
    said = say(_result(figure, words), figure.score, plan.bands, words)
    places = _places(figure, words)
    if places:
        said = words.say(mark("{sentence}: {detail}"), sentence=said, detail=places)
    if len(figure.kpi.owners) > 1 and not figure.place.department:
        owners = say_owners(figure.kpi, plan, words)
        said = words.say(mark("{sentence} (joint KPI of {departments})"), sentence=said, departments=owners)
    return said


def _result(figure: KpiFigure, words: Wording) -> str:
    kpi, aim = figure.kpi, figure.expected.to_date
    actual = _told(figure.actual, kpi, words)
    short = _is_on_track_short_of_its_target(figure)
    if kpi.scale is Scale.MILESTONE and short:
        target = _told(aim.value, kpi, words)
        said = mark("Level {actual} of the work is reached, not yet level {target} as aimed at")
        return words.say(said, actual=actual, target=target)
    if kpi.scale is Scale.MILESTONE:
        return words.say(mark("Level {actual} of the work is reached, which"), actual=actual)
    if kpi.polarity is Polarity.WITHIN_BAND:
        return _against_band(figure, actual, words)
    if aim.value is None or figure.attainment is None:
        return words.say(mark("Actual {actual}"), actual=actual)
    return words.say(
        _short_of_target(kpi) if short else _against_target(kpi),
        actual=actual,
        target=_told(aim.value, kpi, words),
        attainment=_attainment(figure.attainment, words),
    )


def _is_on_track_short_of_its_target(figure: KpiFigure) -> bool:
    """A KPI's scale may call on track what has not met its target: then both have to be said."""
    attained = figure.attainment
    return figure.status is Status.ON_TRACK and attained is not None and round(attained, 4) < 1.0


def _short_of_target(kpi: Kpi) -> str:
    match kpi.polarity, is_phased(kpi):
        case Polarity.LOWER_IS_BETTER, True:
            return mark("Actual {actual} is over the target to date of at most {target} ({attainment})")
        case Polarity.LOWER_IS_BETTER, False:
            return mark("Actual {actual} is over the target of at most {target} ({attainment})")
        case _, True:
            return mark("Actual {actual} has not yet reached the target to date of {target} ({attainment})")
        case _:
            return mark("Actual {actual} has not yet reached the target of {target} ({attainment})")


def _against_target(kpi: Kpi) -> str:
    match kpi.polarity, is_phased(kpi):
        case Polarity.LOWER_IS_BETTER, True:
            return mark("Actual {actual} against a target to date of at most {target} ({attainment})")
        case Polarity.LOWER_IS_BETTER, False:
            return mark("Actual {actual} against a target of at most {target} ({attainment})")
        case _, True:
            return mark("Actual {actual} of a target to date of {target} ({attainment})")
        case _:
            return mark("Actual {actual} of a target of {target} ({attainment})")


def _against_band(figure: KpiFigure, actual: str, words: Wording) -> str:
    aim, kpi = figure.expected.to_date, figure.kpi
    ends = {"low": _told(aim.low, kpi, words), "high": _told(aim.high, kpi, words)}
    if _is_inside(figure.actual, aim):
        return words.say(mark("Actual {actual}, inside the band of {low} to {high},"), actual=actual, **ends)
    if _is_on_track_short_of_its_target(figure):
        return words.say(
            mark("Actual {actual} is outside the band of {low} to {high}"), actual=actual, **ends
        )
    return words.say(mark("Actual {actual}, outside the band of {low} to {high},"), actual=actual, **ends)


def _is_inside(actual: float | None, aim: Aim) -> bool:
    if actual is None or aim.low is None or aim.high is None:
        return False
    return aim.low <= actual <= aim.high


def _attainment(attainment: float, words: Wording) -> str:
    """Attainment is cut off at twice the target, and says so."""
    said = percent(attainment, words)
    return said if attainment < MOST_ATTAINMENT else words.say(mark("{percent} or more"), percent=said)


def _places(figure: KpiFigure, words: Wording) -> str:
    """How many provinces have reported; not said of parts, where several departments report one province."""
    parts = len(figure.kpi.keepers) > 1 and not figure.place.department
    if figure.kpi.grain is Grain.WHOLE or figure.places_expected < 2 or parts:
        return ""
    return words.say(
        mark("{reported} of {expected} provinces have reported"),
        reported=full(figure.sums.reported, words),
        expected=full(figure.places_expected, words),
    )


def _not_due(figure: KpiFigure, plan: Plan, words: Wording) -> str:
    kpi, calendar = figure.kpi, plan.calendar
    now = calendar.ends_on(figure.year, figure.month)
    if kpi.cancelled_on is not None and now >= kpi.cancelled_on:
        last = say_date(kpi.cancelled_on - timedelta(days=1), words, calendar.era)
        return words.say(mark("This KPI was cancelled; its last day was {date}"), date=last)
    if kpi.due_from is not None and now < kpi.due_from:
        first = say_date(kpi.due_from, words, calendar.era)
        return words.say(mark("This KPI is not due before {date}"), date=first)
    return words.say(
        mark("No period of this KPI has ended yet in {year}"),
        year=say_fiscal_year(figure.year, words, calendar),
    )


def _no_target(figure: KpiFigure, words: Wording) -> str:
    if figure.actual is None:
        return words.say(mark("There is no target to judge by, and no figure either"))
    actual = _told(figure.actual, figure.kpi, words)
    return words.say(mark("Actual {actual}, but there is no target to judge it by"), actual=actual)


def _not_certified(figure: KpiFigure, plan: Plan, words: Wording) -> str:
    if figure.period is None:
        return _not_due(figure, plan, words)
    period = say_period(figure.period, words, plan.calendar)
    if figure.missing:
        keepers = say_departments(figure.missing, plan, words)
        said = words.say(
            mark("No certified figure for {period}: no approved return from {departments}"),
            period=period,
            departments=keepers,
        )
    else:
        said = words.say(mark("No certified figure for {period}: this place has not reported"), period=period)
    older = _older(figure, figure.period, plan, words)
    return words.say(mark("{sentence}; {detail}"), sentence=said, detail=older) if older else said


def _older(figure: KpiFigure, due: Period, plan: Plan, words: Wording) -> str:
    """What is known instead: an older figure with its age, or the parts that are there; neither is scored."""
    sums: Sums = figure.sums
    if figure.actual is None or not sums.latest_month:
        return ""
    actual = _told(figure.actual, figure.kpi, words)
    age = due.month - sums.latest_month
    if age <= 0:
        return words.say(mark("what has come in makes {actual}, which is not scored"), actual=actual)
    return words.say(
        mark("the last figure, {actual}, is from {month} (months older: {age}) and is not scored"),
        actual=actual,
        month=say_month(due.year, sums.latest_month, words, plan.calendar),
        age=age,
    )


def _told(value: float | None, kpi: Kpi, words: Wording) -> str:
    """A number in the KPI's unit, its unit said only where it is a percentage: beside attainment it must be."""
    return kpi_full(value, kpi, words, with_unit=is_percentage(kpi, words))
