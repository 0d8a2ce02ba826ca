"""The plan and who carries it out, as rows of keys and values."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from domain.plan import Bands, Department, Plan, Province
from domain.text import Text
from plan_workbook.layout.organisation import REGION_PREFIX
from plan_workbook.layout.shape import NO, SEPARATOR, YES

Written = str | float | date | None
Row = Mapping[str, Written]


def both(key: str, text: Text) -> dict[str, Written]:
    """Words in both languages."""
    return {f"{key}_th": text.th, f"{key}_en": text.en}


def joined(words: Iterable[str]) -> str:
    """Several words in one cell."""
    return SEPARATOR.join(words)


def said(flag: bool) -> str:
    """Yes or no."""
    return YES if flag else NO


def settings_of(plan: Plan) -> dict[str, Written]:
    """The lines of the sheet "plan"."""
    calendar, words = plan.calendar, plan.words
    return {
        **both("title", plan.title),
        **both("organisation", plan.organisation),
        **both("vision", plan.vision),
        **both("motto", plan.motto),
        **both("notice", plan.notice),
        **both("currency", plan.currency),
        "language": plan.language.value,
        "era": calendar.era.value,
        "first_month": calendar.first_month,
        "first_year": calendar.shown_year(plan.first_year),
        "last_year": calendar.shown_year(plan.last_year),
        "rounds": joined(str(month) for month in calendar.rounds),
        **_bands(plan.bands),
        "middle_points": plan.middle_points,
        "subtotals": joined(words.subtotals),
        "not_reported": joined(words.not_reported),
        "province_prefixes": joined(words.province_prefixes),
        "time_zone": calendar.zone,
    }


def _bands(bands: Bands) -> dict[str, Written]:
    return {
        "on_track": bands.on_track,
        "watch": bands.watch,
        "at_risk": bands.at_risk,
        "minimum_coverage": bands.minimum_coverage,
        "progress_on_track": bands.progress_on_track,
        "progress_watch": bands.progress_watch,
        "progress_at_risk": bands.progress_at_risk,
    }


def strategy_rows(plan: Plan) -> Iterator[Row]:
    """A row to each strategy."""
    for strategy in plan.strategies:
        yield {"code": strategy.code, **both("name", strategy.name)}


def goal_rows(plan: Plan) -> Iterator[Row]:
    """A row to each goal."""
    for goal in plan.goals:
        yield {"code": goal.code, "strategy": goal.strategy, **both("name", goal.name)}


def target_group_rows(plan: Plan) -> Iterator[Row]:
    """A row to each target group."""
    for group in plan.target_groups:
        yield {"code": group.code, **both("name", group.name)}


def department_rows(plan: Plan) -> Iterator[Row]:
    """A row to each department."""
    return map(_department, plan.departments)


def _department(department: Department) -> Row:
    return {
        "code": department.code,
        **both("short", department.short),
        **both("name", department.name),
        **both("kind", department.kind),
        "inside": said(department.inside),
    }


def scheme_rows(plan: Plan) -> Iterator[Row]:
    """A row to each scheme of regions."""
    for scheme in plan.schemes:
        yield {"code": scheme.code, **both("name", scheme.name), "main": said(scheme.main)}


def region_rows(plan: Plan) -> Iterator[Row]:
    """A row to each region."""
    for region in plan.regions:
        yield {"code": region.code, "scheme": region.scheme, **both("name", region.name)}


def province_rows(plan: Plan) -> Iterator[Row]:
    """A row to each province, its region in each scheme in a column of its own."""
    scheme_of = {region.code: region.scheme for region in plan.regions}
    for province in plan.provinces:
        yield _province(province) | {REGION_PREFIX + scheme_of[code]: code for code in province.regions}


def _province(province: Province) -> dict[str, Written]:
    return {
        "code": province.code,
        **both("name", province.name),
        **both("short", province.short),
        "aliases": joined(province.aliases),
        "tile_column": province.tile_column,
        "tile_row": province.tile_row,
    }
