"""A figure: one KPI at one moment for one place, judged, with everything that explains it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.accumulation import Sums, actual_of, add_up
from domain.asking import is_running
from domain.attainment import attainment_of
from domain.expectation import WHOLE, Aims, Expectation, Place, places_expected
from domain.fiscal import Period
from domain.kpi import Aggregation, Kpi, Scale
from domain.plan import Plan
from domain.score import score_of
from domain.status import Status, status_of


class Cause(StrEnum):
    """Why a figure has the status it has."""

    SCORED = "scored"
    NOT_DUE = "not_due"
    NO_TARGET = "no_target"
    NOT_CERTIFIED = "not_certified"
    NOT_SHOWN_HERE = "not_shown_here"


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiFigure:
    """One KPI at the end of fiscal month `month` of fiscal year `year`, for one place.

    `period` is the KPI's own latest period that has ended (None before its first). `actual` is in the KPI's
    unit and stays shown, with the month it is from (`sums.latest_month`), where it is no longer scored.
    `missing` are the keepers whose return for that period is not there. `weight` counts upwards.
    """

    kpi: Kpi
    place: Place
    year: int
    month: int
    period: Period | None
    sums: Sums
    actual: float | None
    expected: Expectation
    attainment: float | None
    score: float | None
    status: Status
    cause: Cause
    weight: float
    places_expected: int
    missing: tuple[str, ...] = ()

    @property
    def is_restated(self) -> bool:
        """Whether it rests on a figure that was changed after it was published, or came after its period was closed."""
        return self.actual is not None and self.sums.restated > 0

    @property
    def is_due(self) -> bool:
        """Whether it counts in the weight that is owed."""
        return self.cause in (Cause.SCORED, Cause.NOT_CERTIFIED)


def period_due(plan: Plan, kpi: Kpi, year: int, month: int) -> Period | None:
    """The KPI's own latest period that has ended by a fiscal month and for which it is due; None if none is.

    A milestone scale without levels for a round is due only at year end; what was cancelled by `month` is due
    no longer, whatever ended before.
    """
    if not is_running(plan, kpi, year, month):
        return None
    frequency = kpi.frequency_in(year)
    ends = [end for end in plan.calendar.closing_months(frequency) if end <= month]
    if kpi.scale is Scale.MILESTONE:
        rounds = {row.round_month for row in kpi.levels if row.year in (year, None)}
        ends = [end for end in ends if end == 12 or end in rounds]
    last = next((end for end in reversed(ends) if is_running(plan, kpi, year, end)), None)
    return Period(year=year, month=last, frequency=frequency) if last else None


def is_due_in(plan: Plan, kpi: Kpi, year: int) -> bool:
    """Whether the KPI is due for any period of a fiscal year."""
    return any(period_due(plan, kpi, year, month) for month in range(1, 13))


def weight_at(plan: Plan, kpi: Kpi, year: int, month: int) -> float:
    """The KPI's weight at a fiscal month; a month uses the weight of the round that closes next."""
    rounds = sorted(plan.calendar.rounds)
    position = next((i for i, end in enumerate(rounds) if end >= month), max(len(rounds) - 1, 0))
    return kpi.weight_in(year, position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds of a KPI at the end of fiscal month `month` of fiscal year `year`, wherever one looks."""

    kpi: Kpi
    year: int
    month: int
    period: Period | None
    weight: float

    @property
    def ends(self) -> int:
        """The fiscal month whose sums and targets count: its own period's last one, or `month` before its first."""
        return self.period.month if self.period else self.month


def terms_of(plan: Plan, kpi: Kpi, year: int, month: int) -> Terms:
    """What holds of a KPI at a fiscal month: found once, then judged for every place."""
    return Terms(
        kpi=kpi,
        year=year,
        month=month,
        period=period_due(plan, kpi, year, month),
        weight=weight_at(plan, kpi, year, month),
    )


def judge(
    aims: Aims,
    terms: Terms,
    by_department: Mapping[str, Sums],
    *,
    place: Place = WHOLE,
    missing: tuple[str, ...] | None = None,
) -> KpiFigure:
    """Judge a KPI for a place at the end of a fiscal month.

    `by_department` are the sums to date at the end of its own due period, by reporting department, within
    the place. `missing` are the keepers without a return for that period; found from the sums if None.
    """
    plan, kpi, period = aims.plan, terms.kpi, terms.period
    if missing is None:
        missing = missing_keepers(kpi, by_department)
    sums = add_up(by_department.values())
    places = places_expected(plan, kpi, place)
    shown = _is_shown(kpi, place, places)
    actual = actual_of(kpi, sums) if shown else None
    expected = aims.expected(kpi, year=terms.year, month=terms.ends, place=place)
    score = score_of(kpi, actual, expected, middle_points=plan.middle_points)
    # Whether there is a target does not depend on what was reached: a score is proof enough.
    has_target = (
        score is not None or score_of(kpi, 0.0, expected, middle_points=plan.middle_points) is not None
    )
    certified = bool(sums.reported) and not missing
    cause = _cause(period, shown=shown, has_target=has_target, certified=certified, scored=score is not None)
    return KpiFigure(
        kpi=kpi,
        place=place,
        year=terms.year,
        month=terms.month,
        period=period,
        sums=sums,
        actual=actual,
        expected=expected,
        attainment=attainment_of(kpi.polarity, actual, expected.to_date),
        score=score if cause is Cause.SCORED else None,
        status=status_of(score, plan.bands) if cause is Cause.SCORED else Status.NO_DATA,
        cause=cause,
        weight=terms.weight,
        places_expected=places,
        missing=missing if period else (),
    )


def missing_keepers(kpi: Kpi, by_department: Mapping[str, Sums]) -> tuple[str, ...]:
    """The keepers from whom nothing has come for the period itself."""
    return tuple(code for code in kpi.keepers if by_department.get(code, Sums()).reported == 0)


def _is_shown(kpi: Kpi, place: Place, places: int) -> bool:
    """Whether a KPI has a figure there at all, however many have reported: it reaches the place, and is not one
    of several levels that the plan forbids to add up.
    """
    if kpi.aggregation is Aggregation.NONE and places > 1:
        return False
    return place.is_whole or places > 0


def _cause(period: Period | None, *, shown: bool, has_target: bool, certified: bool, scored: bool) -> Cause:
    """What a plan says comes before what was reported, so that a report never changes whether a KPI is due."""
    if period is None:
        return Cause.NOT_DUE
    if not shown:
        return Cause.NOT_SHOWN_HERE
    if not has_target:
        return Cause.NO_TARGET
    if not certified:
        return Cause.NOT_CERTIFIED
    return Cause.SCORED if scored else Cause.NOT_SHOWN_HERE
