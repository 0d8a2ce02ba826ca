"""What was changed afterwards: figures that were restated and targets that were moved, since an instant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from data_access.database import Connection
from data_access.plans import list_targets
from data_access.restated import Restated, list_restated_since
from data_access.sums import list_sums
from domain.accumulation import actual_of, add_up
from domain.expectation import Aim
from domain.fiscal import Period
from domain.kpi import Kpi
from domain.plan import Plan
from domain.target import Target, TargetKey, TargetLine, target_lines
from use_cases.figures import SumsTable, sums_table
from use_cases.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class RestatedFigure:
    """A department's figures of a KPI for a period, published anew since then.

    `then` and `now` are the KPI's actual to date at the end of that period, in its unit and of all departments
    together (None where there is none); `cells` counts the places touched; `version` and `file_name` are those
    of the return that changed them at `changed_at`.
    """

    kpi: Kpi
    period: Period
    department: str
    cells: int
    then: float | None
    now: float | None
    changed_at: datetime
    version: int
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedTarget:
    """A target that was revised since then: of a fiscal year, or of a period that closes with `month`.

    `places` is 0 for a target of the whole or of a `department`, with its old and new value; else it counts the
    provinces that were revised by one document, and `then` and `now` are empty.
    """

    kpi: Kpi
    year: int
    month: int | None
    department: str
    places: int
    then: Aim
    now: Aim
    revised_on: date | None
    reason: str
    document: str


def list_restated_figures(
    connection: Connection, plan_then: Plan, plan: Plan, since: datetime, moment: Moment
) -> tuple[RestatedFigure, ...]:
    """Figures for periods up to the moment that are others now than as of `since`, the newest change first."""
    kpis, kpis_then = _by_code(plan), _by_code(plan_then)
    found = list_restated_since(connection, since, year=moment.year, month=moment.month, as_of=moment.as_of)
    rows = [row for row in found if row.kpi in kpis]
    if not rows:
        return ()
    old, new = (_sums_behind(connection, rows, as_of) for as_of in (since, moment.as_of))
    return tuple(
        _restated(row, kpis[row.kpi], old, new, kpis_then.get(row.kpi, kpis[row.kpi])) for row in rows
    )


def _by_code(plan: Plan) -> dict[str, Kpi]:
    return {kpi.code: kpi for kpi in plan.kpis}


def _sums_behind(connection: Connection, rows: Iterable[Restated], as_of: datetime | None) -> SumsTable:
    years, codes = {row.year for row in rows}, {row.kpi for row in rows}
    return sums_table(list_sums(connection, years=years, kpis=codes, as_of=as_of))


def _restated(row: Restated, kpi: Kpi, old: SumsTable, new: SumsTable, kpi_then: Kpi) -> RestatedFigure:
    return RestatedFigure(
        kpi=kpi,
        period=Period(year=row.year, month=row.month, frequency=kpi.frequency_in(row.year)),
        department=row.department,
        cells=row.cells,
        then=_actual(kpi_then, old, row),
        now=_actual(kpi, new, row),
        changed_at=row.published_at,
        version=row.version,
        file_name=row.file_name,
    )


def _actual(kpi: Kpi, sums: SumsTable, row: Restated) -> float | None:
    return actual_of(kpi, add_up(sums.at(row.kpi, row.year, "", row.month).values()))


def list_moved_targets(
    connection: Connection, plan: Plan, since: datetime, as_of: datetime | None
) -> tuple[MovedTarget, ...]:
    """Targets that stood at `since` and were revised until `as_of`, in the plan's order of KPIs."""
    added = list_targets(connection, as_of=as_of, after=since)
    if not added:
        return ()
    years, codes = {row.key.year for row in added}, {row.key.kpi for row in added}
    before = list_targets(connection, years=list(years), kpis=codes, as_of=since)
    old, new = target_lines(before), target_lines([*before, *added])
    moved = {
        row.key: old[row.key] for row in added if row.key in old and new[row.key].now != old[row.key].now
    }
    kpis = _by_code(plan)
    rows = [*_alone(moved, new, kpis), *_by_places(moved, new, kpis)]
    order = {code: place for place, code in enumerate(kpis)}
    return tuple(
        sorted(rows, key=lambda r: (order[r.kpi.code], r.year, r.month or 0, r.places, r.department))
    )


Lines = Mapping[TargetKey, TargetLine]


def _alone(moved: Lines, new: Lines, kpis: Mapping[str, Kpi]) -> list[MovedTarget]:
    """Targets of the whole and of departments, one by one."""
    return [
        _moved(kpis[key.kpi], new[key].now, then=_aim(line.now), now=_aim(new[key].now))
        for key, line in moved.items()
        if key.kpi in kpis and not key.province
    ]


def _by_places(moved: Lines, new: Lines, kpis: Mapping[str, Kpi]) -> list[MovedTarget]:
    """Targets of provinces, counted by the document that revised them."""
    groups: dict[tuple[object, ...], list[Target]] = {}
    for key in moved:
        if key.kpi in kpis and key.province:
            row = new[key].now
            revision = (row.revised_on, row.reason, row.document)
            groups.setdefault((key.kpi, key.year, key.month, key.department, *revision), []).append(row)
    return [_moved(kpis[rows[0].key.kpi], rows[0], places=len(rows)) for rows in groups.values()]


def _moved(
    kpi: Kpi, revision: Target, *, then: Aim | None = None, now: Aim | None = None, places: int = 0
) -> MovedTarget:
    return MovedTarget(
        kpi=kpi,
        year=revision.key.year,
        month=revision.key.month,
        department=revision.key.department,
        places=places,
        then=then or Aim(),
        now=now or Aim(),
        revised_on=revision.revised_on,
        reason=revision.reason,
        document=revision.document,
    )


def _aim(target: Target) -> Aim:
    return Aim(value=target.value, low=target.low, high=target.high)
