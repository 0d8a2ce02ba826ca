"""Which returns were sent, by whom and when: on time, late, twice, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone
from functools import lru_cache
from random import Random

from domain.asking import has_return
from domain.plan import Department, Plan
from sample_data.plan_measures import YEARS
from sample_data.plan_versions import SampleVersion, sample_versions, version_at
from sample_data.stories import CORRECTIONS, LATE, SILENCES, Correction

BANGKOK = timezone(timedelta(hours=7))
LATE_SHARE, EARLIEST_DAYS, LATE_DAYS = 0.07, 6, (4, 38)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReturn:
    """One sending of a department's return for a closing fiscal month.

    `corrects` is empty in a first version; `spoilt` are the figures that the first version has wrong.
    """

    department: Department
    year: int
    month: int
    sent_at: datetime
    version: SampleVersion
    spoilt: tuple[Correction, ...] = ()
    corrects: tuple[Correction, ...] = ()

    @property
    def attempt(self) -> int:
        """1 for a first version, 2 where it was sent again."""
        return 2 if self.corrects else 1


@lru_cache(maxsize=4)
def planned_returns(seed: int) -> tuple[PlannedReturn, ...]:
    """Every sending in the order of time."""
    return tuple(sorted(_sendings(seed), key=lambda planned: (planned.sent_at, planned.department.code)))


def _sendings(seed: int) -> Iterator[PlannedReturn]:
    silent = {(s.department, s.year, s.month) for s in SILENCES}
    for department in sample_versions()[-1].plan.departments:
        for year in YEARS:
            for month in range(1, 13):
                if (department.code, year, month) not in silent:
                    yield from _of_department(seed, department, year, month)


def _of_department(seed: int, department: Department, year: int, month: int) -> Iterator[PlannedReturn]:
    sent_at = _sent_at(seed, department.code, year, month)
    version = version_at(sent_at)
    if not has_return(version.plan, department.code, year, month):
        return
    wrong = tuple(c for c in CORRECTIONS if (c.department, c.year, c.month) == (department.code, year, month))
    yield PlannedReturn(
        department=department, year=year, month=month, sent_at=sent_at, version=version, spoilt=wrong
    )
    if wrong:
        again = wrong[0].sent_again
        yield PlannedReturn(
            department=department,
            year=year,
            month=month,
            sent_at=again,
            version=version_at(again),
            corrects=wrong,
        )


def _sent_at(seed: int, department: str, year: int, month: int) -> datetime:
    """Mostly in the days before the due date; some late, but none that a story needs in time."""
    chance = Random(f"{seed}:sent:{department}:{year}:{month}")  # noqa: S311
    needed = (year, month) == (LATE.year, LATE.month)
    is_late = chance.random() < LATE_SHARE and not needed
    days = chance.randint(*LATE_DAYS) if is_late else -chance.randint(0, EARLIEST_DAYS)
    plan = sample_versions()[-1].plan
    day = plan.calendar.day_after_close(year, month, _days_after(plan, month) + days)
    hour = time(chance.randint(8, 16), chance.randint(0, 59), tzinfo=BANGKOK)
    return datetime.combine(day, hour).astimezone(UTC)


def _days_after(plan: Plan, month: int) -> int:
    return next(due.days_after for due in plan.due_dates if due.month == month)
