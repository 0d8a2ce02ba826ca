"""What is expected of a KPI at a moment: the target to date and the levels to date.

Source: the ministry's scoring rules, §4 and §6.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, isfinite

from domain.kpi import Accumulation, Aggregation, Denominator, Grain, Kpi, LevelRow, LevelsOf, Scale
from domain.plan import Plan
from domain.target import Target, TargetKey, TargetLine

Levels = tuple[float | None, ...]
YEAR_END = 12
IDENTITY_LEVELS: Levels = (1.0, 2.0, 3.0, 4.0, 5.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A target at a moment, in the KPI's unit: a value, or a band to stay within."""

    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_given(self) -> bool:
        """Whether there is anything to aim at."""
        return self.value is not None or self.low is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """The target of the year, the target to date, the levels to date (None where there are none)."""

    year: Aim
    to_date: Aim
    levels: Levels | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose figure is judged: a department, a region or a province; all empty for the whole."""

    department: str = ""
    region: str = ""
    province: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole organisation everywhere."""
        return not (self.department or self.region or self.province)


WHOLE = Place()


@dataclass(frozen=True, kw_only=True)
class Aims:
    """All targets of a plan at one instant, looked up by KPI, year, period and place."""

    plan: Plan
    lines: Mapping[TargetKey, TargetLine]

    @cached_property
    def _by_period(self) -> frozenset[tuple[str, int]]:
        """The KPIs and fiscal years for which any single period has a target of its own."""
        return frozenset((key.kpi, key.year) for key in self.lines if key.month is not None)

    @cached_property
    def _of_provinces(self) -> frozenset[tuple[str, int, str]]:
        """The KPIs, fiscal years and provinces that have a target of their own."""
        return frozenset((key.kpi, key.year, key.province) for key in self.lines if key.province)

    @cached_property
    def _known(self) -> dict[tuple[str, int, int, Place, bool], Expectation]:
        """What was expected of whom, once it is worked out."""
        return {}

    def expected(
        self, kpi: Kpi, *, year: int, month: int, place: Place = WHOLE, original: bool = False
    ) -> Expectation:
        """What is expected at the end of a fiscal month (1..12); `original` asks for targets as first set."""
        asked = WHOLE if self._is_as_everywhere(kpi, year, place) else place
        key = (kpi.code, year, month, asked, original)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._expected(kpi, year, month, asked, original)
        return known

    def _is_as_everywhere(self, kpi: Kpi, year: int, place: Place) -> bool:
        """Whether a place is asked for what the whole is asked for."""
        if place.department or _needs_own_targets(kpi):
            return False
        return (kpi.code, year, place.province) not in self._of_provinces

    def _expected(self, kpi: Kpi, year: int, month: int, place: Place, original: bool) -> Expectation:
        whole_year = self._aim(kpi, year, None, place, original)
        of_periods = (kpi.code, year) in self._by_period
        given = self._aim(kpi, year, month, place, original) if of_periods else Aim()
        part = _is_part(kpi, place)
        path = _path(self.plan, kpi, year, month, part=part)
        to_date = given if given.is_given else path.applied(whole_year)
        if part and not kpi.reads_attainment:
            whole = self.expected(kpi, year=year, month=month, original=original)
            return Expectation(year=whole_year, to_date=to_date, levels=_levels_of_part(whole, to_date))
        levels = _levels(kpi, year, month, path, whole_year, given)
        return Expectation(year=whole_year, to_date=to_date, levels=levels)

    def _aim(self, kpi: Kpi, year: int, month: int | None, place: Place, original: bool) -> Aim:
        if place.region and _needs_own_targets(kpi):
            return self._sum_of_provinces(kpi, year, month, place, original)
        for department, province in _keys(kpi, place):
            line = self.lines.get(
                TargetKey(kpi=kpi.code, year=year, month=month, department=department, province=province)
            )
            if line is not None:
                return _as_aim(line.original if original else line.now)
        return Aim()

    def _sum_of_provinces(self, kpi: Kpi, year: int, month: int | None, place: Place, original: bool) -> Aim:
        if kpi.aggregation is not Aggregation.SUM:
            return Aim()
        provinces = self.plan.provinces_in(place.region)
        expected = [p.code for p in provinces if not kpi.provinces or p.code in kpi.provinces]
        places = [Place(department=place.department, province=code) for code in expected]
        found = [self._aim(kpi, year, month, one, original) for one in places]
        values = [aim.value for aim in found if aim.value is not None]
        return Aim(value=fsum(values)) if values and len(values) == len(expected) else Aim()


def _as_aim(target: Target) -> Aim:
    return Aim(value=target.value, low=target.low, high=target.high)


def _needs_own_targets(kpi: Kpi) -> bool:
    """A total cannot be asked of every place; a ratio or a level can, unless the plan says no."""
    return kpi.aggregation is Aggregation.SUM or not kpi.target_in_every_place


def _answers_for_all(kpi: Kpi, place: Place) -> bool:
    """Whether a department's figure is the joint result: it is the only keeper, or an owner beside the keeper."""
    return len(kpi.keepers) == 1 or place.department not in kpi.keepers


def _is_part(kpi: Kpi, place: Place) -> bool:
    """Whether a place holds only a part of what the whole's baseline and levels speak of."""
    own_department = bool(place.department) and not _answers_for_all(kpi, place)
    return _needs_own_targets(kpi) and bool(place.region or place.province or own_department)


def _keys(kpi: Kpi, place: Place) -> list[tuple[str, str]]:
    """The (department, province) pairs under which a target may stand, most particular first."""
    keys = [(place.department, place.province)]
    if place.department and (_answers_for_all(kpi, place) or not _needs_own_targets(kpi)):
        keys.append(("", place.province))
    if (place.province or place.region) and not _needs_own_targets(kpi):
        keys.extend([(place.department, ""), ("", "")])
    return keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """How an aim of the year becomes one of today: origin + (aim − origin) × share."""

    origin: float = 0.0
    share: float = 1.0

    def moved(self, value: float) -> float:
        """One value of the year on its way."""
        return value if self.share == 1.0 else self.origin + (value - self.origin) * self.share

    def applied(self, aim: Aim) -> Aim:
        """An aim of the year on its way."""
        return Aim(
            value=None if aim.value is None else self.moved(aim.value),
            low=None if aim.low is None else self.moved(aim.low),
            high=None if aim.high is None else self.moved(aim.high),
        )


def is_phased(kpi: Kpi) -> bool:
    """Whether the year's target comes in bit by bit: totals, and ratios over a fixed population."""
    return kpi.accumulation is Accumulation.SUM and kpi.denominator is not Denominator.SAME


def line_baseline(kpi: Kpi, year: int) -> float | None:
    """The baseline from which a level is expected to move in a straight line; None where it is not."""
    return kpi.in_year(year).baseline if kpi.accumulation is Accumulation.LATEST else None


def _path(plan: Plan, kpi: Kpi, year: int, month: int, *, part: bool) -> Path:
    baseline = None if part else line_baseline(kpi, year)
    if baseline is not None:
        return Path(origin=baseline, share=month / YEAR_END)
    if is_phased(kpi):
        return Path(share=plan.cumulative_share(kpi.phasing, month))
    return Path()


def _levels(kpi: Kpi, year: int, month: int, path: Path, whole_year: Aim, given: Aim) -> Levels | None:
    of_round = _row(kpi, year, month)
    if of_round is not None:
        return of_round.values
    if kpi.scale is Scale.MILESTONE and month != YEAR_END:
        return None
    of_year = _row(kpi, year, None)
    if of_year is None:
        return IDENTITY_LEVELS if kpi.scale is Scale.MILESTONE else None
    if kpi.levels_of is LevelsOf.PERCENT_OF_TARGET:
        return of_year.values
    return _moved(of_year.values, _path_of_given(path, whole_year, given))


def _row(kpi: Kpi, year: int, round_month: int | None) -> LevelRow | None:
    rows = [row for row in kpi.levels if row.round_month == round_month and row.year in (year, None)]
    return next((row for row in rows if row.year == year), rows[0] if rows else None)


def _path_of_given(path: Path, whole_year: Aim, given: Aim) -> Path:
    """Where a target is given for the period, the levels go as far as that target goes."""
    if given.value is None or whole_year.value is None or whole_year.value == path.origin:
        return path
    return Path(origin=path.origin, share=(given.value - path.origin) / (whole_year.value - path.origin))


def _levels_of_part(whole: Expectation, to_date: Aim) -> Levels | None:
    """The whole's levels to date, as far as a part's own target goes; None where it has none."""
    of_whole, of_part = whole.to_date.value, to_date.value
    if whole.levels is None or of_whole is None or of_part is None or of_whole == 0:
        return None
    return _moved(whole.levels, Path(share=of_part / of_whole))


def _moved(levels: Levels, path: Path) -> Levels | None:
    moved = tuple(None if level is None else path.moved(level) for level in levels)
    in_order = path.share > 0 and all(level is None or isfinite(level) for level in moved)
    return moved if in_order else None


def places_expected(plan: Plan, kpi: Kpi, place: Place = WHOLE) -> int:
    """How many places owe a figure: provinces of the scope, or 1 where the KPI is reported as a whole."""
    if kpi.grain is Grain.WHOLE:
        return 1
    if place.province:
        return int(not kpi.provinces or place.province in kpi.provinces)
    of_scope = plan.provinces_in(place.region) if place.region else plan.provinces
    if not kpi.provinces:
        return len(of_scope)
    return sum(1 for province in of_scope if province.code in kpi.provinces)
