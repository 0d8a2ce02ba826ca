"""Rows → the plan: its settings, aims, organisation and projects."""

from dataclasses import replace

from domain.fiscal import Era, FiscalCalendar
from domain.kpi import Kpi
from domain.plan import (
    Bands,
    BudgetYear,
    Department,
    DueDate,
    Flagship,
    Goal,
    Milestone,
    Phasing,
    Plan,
    Province,
    Region,
    Scheme,
    Strategy,
    TargetGroup,
    Words,
)
from domain.text import Language
from plan_workbook.drafting.build_kpis import build_kpis, build_levels, build_targets, build_years
from plan_workbook.drafting.draft import Draft, is_buildable
from plan_workbook.drafting.record import Record
from plan_workbook.drafting.records import Records
from plan_workbook.layout.organisation import REGION_PREFIX


def build_draft(records: Records) -> Draft:
    """Everything that can be built of a workbook's rows."""
    calendar = _calendar(records.settings)
    years, levels = build_years(records), build_levels(records, calendar)
    kpis = build_kpis(records, years, levels)
    return Draft(
        records=records,
        calendar=calendar,
        plan=_plan(records, calendar, tuple(located.item for located in kpis)),
        kpis=kpis,
        years=years,
        levels=levels,
        targets=build_targets(records, calendar),
    )


def _calendar(settings: Record) -> FiscalCalendar:
    usual = FiscalCalendar()
    return FiscalCalendar(
        era=settings.choice("era", Era, usual.era),
        first_month=settings.whole("first_month") or usual.first_month,
        rounds=settings.wholes("rounds") or usual.rounds,
        zone=settings.text("time_zone") or usual.zone,
    )


def _plan(records: Records, calendar: FiscalCalendar, kpis: tuple[Kpi, ...]) -> Plan | None:
    bare = _bare_plan(records.settings, calendar)
    if bare is None:
        return None
    return replace(
        bare,
        strategies=tuple(
            Strategy(code=r.text("code"), name=r.both("name")) for r in _rows(records, "strategies")
        ),
        goals=tuple(_goal(r) for r in _rows(records, "goals")),
        target_groups=tuple(
            TargetGroup(code=r.text("code"), name=r.both("name")) for r in _rows(records, "target_groups")
        ),
        kpis=kpis,
        flagships=tuple(_flagship(r) for r in _rows(records, "flagships")),
        milestones=tuple(m for r in _rows(records, "milestones") if (m := _milestone(r))),
        budgets=tuple(_budget(r) for r in _rows(records, "budgets")),
        departments=tuple(_department(r) for r in _rows(records, "departments")),
        schemes=tuple(_scheme(r) for r in _rows(records, "schemes")),
        regions=tuple(
            Region(code=r.text("code"), scheme=r.text("scheme"), name=r.both("name"))
            for r in _rows(records, "regions")
        ),
        provinces=_provinces(records),
        phasings=tuple(_phasing(r) for r in _rows(records, "phasings")),
        due_dates=tuple(_due_date(r) for r in _rows(records, "calendar")),
    )


def _bare_plan(settings: Record, calendar: FiscalCalendar) -> Plan | None:
    """The plan as its settings tell it, without rows; a blank setting keeps its usual value."""
    first_year, last_year = settings.whole("first_year"), settings.whole("last_year")
    if first_year is None or last_year is None:
        return None
    usual = Plan(
        title=settings.both("title"),
        organisation=settings.both("organisation"),
        first_year=first_year,
        last_year=last_year,
        calendar=calendar,
    )
    return replace(
        usual,
        vision=settings.both("vision"),
        motto=settings.both("motto"),
        notice=settings.both("notice"),
        currency=settings.both("currency"),
        language=settings.choice("language", Language, usual.language),
        bands=_bands(settings),
        middle_points=_or(settings, "middle_points", usual.middle_points),
        words=_words(settings),
    )


def _words(settings: Record) -> Words:
    return Words(
        subtotals=settings.words("subtotals"),
        not_reported=settings.words("not_reported"),
        province_prefixes=settings.words("province_prefixes"),
    )


def _rows(records: Records, sheet: str) -> list[Record]:
    return [record for record in records.of(sheet) if is_buildable(record)]


def _or(record: Record, key: str, usual: float) -> float:
    value = record.number(key)
    return usual if value is None else value


def _bands(settings: Record) -> Bands:
    usual = Bands()
    return Bands(
        on_track=_or(settings, "on_track", usual.on_track),
        watch=_or(settings, "watch", usual.watch),
        at_risk=_or(settings, "at_risk", usual.at_risk),
        minimum_coverage=_or(settings, "minimum_coverage", usual.minimum_coverage),
        progress_on_track=_or(settings, "progress_on_track", usual.progress_on_track),
        progress_watch=_or(settings, "progress_watch", usual.progress_watch),
        progress_at_risk=_or(settings, "progress_at_risk", usual.progress_at_risk),
    )


def _goal(record: Record) -> Goal:
    return Goal(code=record.text("code"), strategy=record.text("strategy"), name=record.both("name"))


def _due_date(record: Record) -> DueDate:
    return DueDate(month=record.whole("closing_month") or 0, days_after=record.whole("days_after") or 0)


def _department(record: Record) -> Department:
    return Department(
        code=record.text("code"),
        short=record.both("short"),
        name=record.both("name"),
        kind=record.both("kind"),
        inside=record.flag("inside", default=True),
    )


def _scheme(record: Record) -> Scheme:
    return Scheme(code=record.text("code"), name=record.both("name"), main=record.flag("main", default=False))


def _provinces(records: Records) -> tuple[Province, ...]:
    schemes = list(records.codes("schemes"))
    order = {
        r.text("code"): schemes.index(r.text("scheme"))
        for r in records.of("regions")
        if r.text("scheme") in schemes
    }
    return tuple(_province(record, order) for record in _rows(records, "provinces"))


def regions_of(record: Record) -> tuple[str, ...]:
    """The region codes of a province's row, from the columns by scheme and from the list."""
    by_scheme = [record.text(key) for key in record.values if key.startswith(REGION_PREFIX)]
    return tuple(dict.fromkeys([*by_scheme, *record.words("regions")]))


def _province(record: Record, order: dict[str, int]) -> Province:
    return Province(
        code=record.text("code"),
        name=record.both("name"),
        short=record.both("short"),
        regions=tuple(sorted(regions_of(record), key=lambda code: order.get(code, len(order)))),
        aliases=record.words("aliases"),
        tile_column=record.whole("tile_column"),
        tile_row=record.whole("tile_row"),
    )


def _flagship(record: Record) -> Flagship:
    return Flagship(
        code=record.text("code"),
        name=record.both("name"),
        lead=record.text("lead"),
        description=record.both("description"),
        strategy=record.text("strategy"),
        departments=record.words("departments"),
        responsible=record.both("responsible"),
    )


def _milestone(record: Record) -> Milestone | None:
    start, end = record.day("planned_start"), record.day("planned_end")
    if start is None or end is None:
        return None
    return Milestone(
        code=record.text("code"),
        flagship=record.text("flagship"),
        name=record.both("name"),
        weight=record.number("weight") or 0.0,
        planned_start=start,
        planned_end=end,
        department=record.text("department"),
    )


def _budget(record: Record) -> BudgetYear:
    first, second, third, fourth = (record.number(key) or 0.0 for key in ("q1", "q2", "q3", "q4"))
    return BudgetYear(
        flagship=record.text("flagship"),
        year=record.whole("year") or 0,
        quarters=(first, second, third, fourth),
    )


def _phasing(record: Record) -> Phasing:
    shares = tuple(record.number(f"month_{month}") or 0.0 for month in range(1, 13))
    return Phasing(code=record.text("code"), name=record.both("name"), cumulative=shares)
