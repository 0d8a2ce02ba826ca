"""What is planted in the sample figures: what, where and when. Tests look here for what screens must show."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class SlidingStrategy:
    """A strategy whose score falls from one quarter to the next.

    `factors` multiply the performance of its KPIs at the closing fiscal months; 1 before the first.
    """

    strategy: str
    year: int
    months: tuple[int, ...]
    factors: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FarOffProvince:
    """A province far from its peers on a ratio KPI; `effect` is added to the logit of its share."""

    kpi: str
    province: str
    from_year: int
    effect: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoweredTarget:
    """A target of a year that was lowered later."""

    kpi: str
    year: int
    before: float
    after: float
    revised_on: date
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A return that was sent again with one numerator put right.

    In the first version the numerator is `factor` times the true one, rounded to a whole number.
    """

    department: str
    year: int
    month: int
    kpi: str
    province: str
    factor: float
    sent_again: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferingOwners:
    """A joint KPI to which its owners contribute unlike; `factors` multiply each one's performance."""

    kpi: str
    year: int
    factors: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class LateFlagship:
    """A flagship that is `days` behind its plan at a closing month, with `spent` of its money disbursed (share)."""

    flagship: str
    year: int
    month: int
    days: int
    spent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentDepartment:
    """A department that did not send its return for a closing month."""

    department: str
    year: int
    month: int


SLIDING = SlidingStrategy(strategy="S3", year=2021, months=(3, 6, 9, 12), factors=(1.03, 0.94, 0.85, 0.77))
FAR_OFF = FarOffProvince(kpi="K110", province="58", from_year=2019, effect=-1.9)
LOWERED = LoweredTarget(
    kpi="K207", year=2020, before=12000, after=9000, revised_on=date(2020, 5, 15), document="ตย 0205/ว 1563"
)
RESTATED = Correction(
    department="06106",
    year=2020,
    month=6,
    kpi="K203",
    province="30",
    factor=4.0,
    sent_again=datetime(2020, 9, 9, 3, 40, tzinfo=UTC),
)
DIFFERING = DifferingOwners(kpi="K310", year=2021, factors={"06104": 1.16, "MOPH": 0.92})
LATE = LateFlagship(flagship="FS07", year=2021, month=12, days=90, spent=0.68)
SILENT = SilentDepartment(department="06105", year=2021, month=12)
LONG_SILENT = SilentDepartment(department="06101", year=2018, month=9)


def _again(
    department: str, year: int, month: int, kpi: str, province: str, factor: float, sent: tuple[int, int, int]
) -> Correction:
    return Correction(
        department=department,
        year=year,
        month=month,
        kpi=kpi,
        province=province,
        factor=factor,
        sent_again=datetime(*sent, 4, 20, tzinfo=UTC),
    )


CORRECTIONS: tuple[Correction, ...] = (
    RESTATED,
    _again("06103", 2017, 6, "K102", "50", 0.5, (2017, 5, 22)),
    _again("06107", 2018, 3, "K111", "20", 0.8, (2018, 2, 12)),
    _again("CODI", 2018, 9, "K208", "40", 1.8, (2018, 8, 6)),
    _again("06104", 2019, 12, "K106", "84", 0.6, (2019, 11, 25)),
    _again("06102", 2020, 7, "K201", "10", 0.75, (2020, 5, 28)),
    _again("PPO", 2021, 4, "K210", "", 0.7, (2021, 3, 2)),
    _again("06106", 2021, 9, "K206", "57", 0.9, (2021, 8, 11)),
    _again("NHA", 2021, 9, "K211", "", 0.85, (2021, 9, 1)),
)
SILENCES: tuple[SilentDepartment, ...] = (SILENT, LONG_SILENT)
STORIES = (SLIDING, FAR_OFF, LOWERED, RESTATED, DIFFERING, LATE, SILENT, LONG_SILENT)


def slide_of(strategy: str, year: int, month: int) -> float:
    """What multiplies the performance of a strategy's KPIs at a fiscal month; linear between closing months."""
    if (strategy, year) != (SLIDING.strategy, SLIDING.year) or month < SLIDING.months[0]:
        return 1.0
    pairs = list(zip(SLIDING.months, SLIDING.factors, strict=True))
    for (first, low), (last, high) in pairwise(pairs):
        if month <= last:
            return low + (high - low) * (month - first) / (last - first)
    return SLIDING.factors[-1]


def far_off_effect(kpi: str, province: str, year: int) -> float | None:
    """The effect of the province that is far off; None for all others."""
    is_there = (kpi, province) == (FAR_OFF.kpi, FAR_OFF.province) and year >= FAR_OFF.from_year
    return FAR_OFF.effect if is_there else None


def owner_factor(kpi: str, department: str, year: int) -> float:
    """What multiplies an owner's performance on a joint KPI."""
    return DIFFERING.factors.get(department, 1.0) if (kpi, year) == (DIFFERING.kpi, DIFFERING.year) else 1.0
