"""Rules of the ledger of targets."""

from collections.abc import Iterator, Mapping

from domain.figure import is_due_in
from domain.finding import Finding
from domain.kpi import Grain, Kpi, Polarity, Scale
from domain.target import Target
from domain.text import mark
from plan_workbook.drafting.draft import Draft, Located
from plan_workbook.drafting.periods import find_closing_month, is_whole_year
from plan_workbook.drafting.record import Record
from plan_workbook.layout.years import TARGETS
from plan_workbook.rules.rows import said_twice


def _with_kpi(draft: Draft) -> Iterator[tuple[Kpi, Located[Target]]]:
    kpis: Mapping[str, Kpi] = {located.item.code: located.item for located in draft.kpis}
    for target in draft.targets:
        kpi = kpis.get(target.item.key.kpi)
        if kpi is not None:
            yield kpi, target


def check_periods_are_known(draft: Draft) -> Iterator[Finding]:
    """A target's period is one of the fiscal year."""
    for record in draft.records.of("targets"):
        year, written = record.whole("year"), record.text("period")
        if year is None or is_whole_year(written):
            continue
        if find_closing_month(draft.calendar, written, year) is None:
            yield record.block(
                "period",
                "period_unknown",
                mark(
                    "“{written}” is not a period of that year. Write for example Q2, R1 or M5, or leave it blank."
                ),
                written=written,
            )


def check_periods_are_reported(draft: Draft) -> Iterator[Finding]:
    """A target of a period is for one that the KPI reports; no figure would ever meet another."""
    for kpi, target in _with_kpi(draft):
        key = target.item.key
        frequency = kpi.frequency_in(key.year)
        if key.month is not None and key.month not in draft.calendar.closing_months(frequency):
            yield target.record.confirm(
                "period",
                "period_not_reported",
                mark("{code} is reported by {frequency}: no figure will be judged against this target."),
                code=kpi.code,
                frequency=frequency.value,
            )


def check_targets_stand_once(draft: Draft) -> Iterator[Finding]:
    """A target is set once and revised once a day at most."""
    seen: dict[tuple[object, ...], Record] = {}
    for located in draft.targets:
        first = seen.setdefault((located.item.key, located.item.revised_on), located.record)
        if first is not located.record:
            yield said_twice(located.record, first, TARGETS.identity)


def check_targets_have_a_value(draft: Draft) -> Iterator[Finding]:
    """A target is a value, or a band for a KPI that is to stay within one."""
    for kpi, target in _with_kpi(draft):
        record = target.record
        if kpi.polarity is Polarity.WITHIN_BAND:
            yield from _band_faults(record, target.item)
        elif target.item.value is None:
            yield record.block("value", "target_missing", mark("The target is blank. Write its value."))
        elif record.is_given("low") or record.is_given("high"):
            yield record.block(
                "low",
                "target_with_band",
                mark("Only a KPI of polarity within_band has a lower and an upper end. Clear them."),
            )


def _band_faults(record: Record, target: Target) -> Iterator[Finding]:
    if target.value is not None:
        yield record.block(
            "value",
            "band_with_value",
            mark("A KPI of polarity within_band has no single target. Clear this cell."),
        )
    if target.low is None or target.high is None:
        key = "low" if target.low is None else "high"
        yield record.block(
            key, "band_incomplete", mark("A band needs a lower and an upper end; “{key}” is blank."), key=key
        )
    elif target.low >= target.high:
        yield record.block(
            "high",
            "band_reversed",
            mark("The upper end ({high}) must be higher than the lower end ({low})."),
            low=target.low,
            high=target.high,
        )


def check_revisions_say_why(draft: Draft) -> Iterator[Finding]:
    """A revision carries its reason and its document."""
    for located in draft.targets:
        for key in ("reason", "document"):
            if located.item.revised_on is not None and not located.record.text(key):
                yield located.record.block(
                    key,
                    "revision_unexplained",
                    mark("A revised target needs its {key}: this cell is blank."),
                    key=key,
                )


def check_revisions_have_an_original(draft: Draft) -> Iterator[Finding]:
    """What is revised was set before."""
    originals = {located.item.key for located in draft.targets if located.item.revised_on is None}
    for located in draft.targets:
        if located.item.revised_on is not None and located.item.key not in originals:
            yield located.record.confirm(
                "revised_on",
                "revision_without_original",
                mark("This target is revised, but no row says what it was before."),
            )


def check_places_of_targets(draft: Draft) -> Iterator[Finding]:
    """A target of a place is for a place that reports the KPI."""
    for kpi, target in _with_kpi(draft):
        province = target.item.key.province
        if province and kpi.grain is Grain.WHOLE:
            yield target.record.block(
                "province",
                "place_target_of_whole",
                mark("{code} is reported as one whole: it has no target of a province."),
                code=kpi.code,
            )
        elif province and kpi.provinces and province not in kpi.provinces:
            yield target.record.block(
                "province",
                "place_does_not_report",
                mark("The province {province} is not among those that report {code}."),
                province=province,
                code=kpi.code,
            )


def check_departments_of_targets(draft: Draft) -> Iterator[Finding]:
    """A target of a department is for an owner of the KPI."""
    for kpi, target in _with_kpi(draft):
        department = target.item.key.department
        if department and department not in {owner.department for owner in kpi.owners}:
            yield target.record.confirm(
                "department",
                "department_does_not_own",
                mark(
                    "The department {department} does not own {code}: no figure will be judged against this target."
                ),
                department=department,
                code=kpi.code,
            )


def check_due_years_have_targets(draft: Draft) -> Iterator[Finding]:
    """A KPI has a target in every year in which it is due; a milestone scale needs none."""
    given = {(record.text("kpi"), record.whole("year")) for record in draft.records.of("targets")}
    for located in draft.kpis:
        kpi, plan = located.item, draft.plan
        if plan is None or kpi.scale is Scale.MILESTONE:
            continue
        due = [year for year in draft.fiscal_years() if is_due_in(plan, kpi, year)]
        missing = [year for year in due if (kpi.code, year) not in given]
        if missing:
            yield located.record.confirm(
                "code",
                "target_year_missing",
                mark("{code} has no target for {years}: it cannot be judged against one then."),
                code=kpi.code,
                years=draft.shown_years(missing),
            )
