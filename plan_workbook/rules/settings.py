"""Rules of the settings of the whole plan."""

from collections.abc import Iterator
from zoneinfo import available_timezones

from domain.finding import Finding
from domain.text import mark
from plan_workbook.drafting.draft import Draft
from plan_workbook.layout.plan_sheet import KEY, PLAN, PLAN_FIELDS

LOWEST_POINTS, FULL_POINTS = 50.0, 100.0


def check_settings_are_filled(draft: Draft) -> Iterator[Finding]:
    """The plan's title, its organisation and its years stand on the sheet "plan"."""
    settings = draft.records.settings
    if KEY not in draft.records.columns.get(PLAN.name, ()):
        return
    for field in PLAN_FIELDS:
        if field.required and not settings.is_given(field.key):
            yield settings.block(
                field.key, "setting_required", mark("The setting “{key}” must be filled."), key=field.key
            )
    for name in PLAN.names:
        if not settings.both(name):
            yield settings.block(
                f"{name}_th",
                "setting_required",
                mark("The setting “{key}” must be filled in at least one language."),
                key=name,
            )


def check_years_run_forwards(draft: Draft) -> Iterator[Finding]:
    """The first year is not after the last."""
    plan = draft.plan
    if plan is not None and plan.first_year > plan.last_year:
        yield draft.records.settings.block(
            "last_year",
            "years_reversed",
            mark("The last year ({last}) is before the first ({first})."),
            first=draft.calendar.shown_year(plan.first_year),
            last=draft.calendar.shown_year(plan.last_year),
        )


def check_rounds_rise(draft: Draft) -> Iterator[Finding]:
    """The months that close the rounds rise."""
    rounds = draft.calendar.rounds
    if list(rounds) != sorted(set(rounds)):
        yield draft.records.settings.block(
            "rounds",
            "rounds_not_rising",
            mark("The months of the rounds must rise from one to the next: {rounds}."),
            rounds=" | ".join(map(str, rounds)),
        )


def check_time_zone_is_known(draft: Draft) -> Iterator[Finding]:
    """The organisation's clocks follow a zone that is known."""
    if draft.calendar.zone not in available_timezones():
        yield draft.records.settings.block(
            "time_zone",
            "time_zone_unknown",
            mark("There is no time zone “{zone}”. Write its IANA name, for example Asia/Bangkok."),
            zone=draft.calendar.zone,
        )


def check_bands_descend(draft: Draft) -> Iterator[Finding]:
    """on_track lies above watch, watch above at_risk; so do the bands of progress."""
    if draft.plan is None:
        return
    bands = draft.plan.bands
    for key, values in (
        ("on_track", (bands.on_track, bands.watch, bands.at_risk)),
        ("progress_on_track", (bands.progress_on_track, bands.progress_watch, bands.progress_at_risk)),
    ):
        if not values[0] > values[1] > values[2]:
            yield draft.records.settings.block(
                key,
                "bands_not_descending",
                mark("The bands must descend from on track over watch to at risk: {values}."),
                values=" > ".join(f"{value:g}" for value in values),
            )


def check_middle_points(draft: Draft) -> Iterator[Finding]:
    """The middle value of three_steps earns more than 50 and less than 100 points."""
    plan = draft.plan
    if plan is not None and not LOWEST_POINTS < plan.middle_points < FULL_POINTS:
        yield draft.records.settings.block(
            "middle_points",
            "middle_points_impossible",
            mark("The middle points must lie between 50 and 100, not at {points}."),
            points=plan.middle_points,
        )


def check_closing_months_are_used(draft: Draft) -> Iterator[Finding]:
    """A due date is for a month in which some KPI's period closes, and every such month has one."""
    if draft.plan is None or not draft.plan.due_dates:
        return
    closing = draft.plan.closing_months()
    for record in draft.records.of("calendar"):
        month = record.whole("closing_month")
        if month is not None and month not in closing:
            yield record.notice(
                "closing_month",
                "closing_month_unused",
                mark("No KPI's period closes with month {month}: this due date is never used."),
                month=month,
            )
    missing = sorted(set(closing) - {due.month for due in draft.plan.due_dates})
    if missing:
        yield draft.records.of("calendar")[0].notice(
            "closing_month",
            "closing_month_missing",
            mark("Periods close with month {months} too, but no due date is given for it."),
            months=", ".join(map(str, missing)),
        )
