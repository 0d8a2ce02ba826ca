"""Rules of places: regions of a scheme, provinces of a region, tiles of the map, spellings."""

from collections.abc import Iterator

from domain.finding import Finding
from domain.kpi import Grain
from domain.text import mark
from plan_workbook.drafting.build_plan import regions_of
from plan_workbook.drafting.draft import Draft
from plan_workbook.drafting.record import Record
from plan_workbook.layout.organisation import REGION_PREFIX


def check_one_main_scheme(draft: Draft) -> Iterator[Finding]:
    """One scheme is the main one."""
    rows = draft.records.of("schemes")
    main = [record for record in rows if record.flag("main", default=False)]
    for record in main[1:]:
        yield record.block(
            "main", "main_scheme_twice", mark("Another scheme is the main one already. Keep one.")
        )
    if rows and not main:
        yield rows[0].notice(
            "main", "main_scheme_missing", mark("No scheme is marked as the main one: the first is taken.")
        )


def check_scheme_columns(draft: Draft) -> Iterator[Finding]:
    """A column of regions names a scheme that the plan has."""
    schemes = draft.records.codes("schemes")
    for key in sorted(draft.records.columns.get("provinces", ())):
        if key.startswith(REGION_PREFIX) and key.removeprefix(REGION_PREFIX) not in schemes:
            rows = draft.records.of("provinces")
            if rows:
                yield rows[0].block(
                    key,
                    "scheme_column_unknown",
                    mark("The column “{key}” names no scheme of the sheet “schemes” ({schemes})."),
                    key=key,
                    schemes=", ".join(schemes),
                )


def check_region_stands_under_its_scheme(draft: Draft) -> Iterator[Finding]:
    """A region stands in the column of its own scheme."""
    scheme_of = {record.text("code"): record.text("scheme") for record in draft.records.of("regions")}
    for record in draft.records.of("provinces"):
        for key in record.values:
            region = record.text(key)
            is_of = key.removeprefix(REGION_PREFIX)
            if key.startswith(REGION_PREFIX) and scheme_of.get(region, is_of) != is_of:
                yield record.block(
                    key,
                    "region_of_other_scheme",
                    mark("The region {region} belongs to the scheme {scheme}."),
                    region=region,
                    scheme=scheme_of[region],
                )


def check_each_province_has_a_region(draft: Draft) -> Iterator[Finding]:
    """A province lies in one region of every scheme: none leaves it out of sums, two count it twice."""
    scheme_of = {record.text("code"): record.text("scheme") for record in draft.records.of("regions")}
    schemes = draft.records.codes("schemes")
    for record in draft.records.of("provinces"):
        found = [scheme_of.get(region, "") for region in regions_of(record)]
        for scheme in schemes:
            if scheme not in found:
                yield _without_region(record, scheme)
            elif found.count(scheme) > 1:
                yield record.block(
                    _region_key(record, scheme),
                    "province_in_two_regions",
                    mark("The province {code} lies in several regions of the scheme {scheme}. Keep one."),
                    code=record.text("code"),
                    scheme=scheme,
                )


def _region_key(record: Record, scheme: str) -> str:
    key = REGION_PREFIX + scheme
    return key if key in record.places else "regions"


def _without_region(record: Record, scheme: str) -> Finding:
    return record.confirm(
        _region_key(record, scheme),
        "province_without_region",
        mark(
            "The province {code} has no region in the scheme {scheme}: it will be missing from every region."
        ),
        code=record.text("code"),
        scheme=scheme,
    )


def check_spellings_are_of_one_province(draft: Draft) -> Iterator[Finding]:
    """A name or a spelling leads to one province only."""
    owner: dict[str, str] = {}
    for record in draft.records.of("provinces"):
        code = record.text("code")
        for key, words in (
            ("name_th", (record.text("name_th"),)),
            ("name_en", (record.text("name_en"),)),
            ("aliases", record.words("aliases")),
        ):
            for spelling in filter(None, words):
                if owner.setdefault(spelling.casefold(), code) != code:
                    yield record.block(
                        key,
                        "spelling_ambiguous",
                        mark("“{spelling}” is also a spelling of the province {other}."),
                        spelling=spelling,
                        other=owner[spelling.casefold()],
                    )


def check_tiles_do_not_overlap(draft: Draft) -> Iterator[Finding]:
    """No two provinces share a tile of the map."""
    seen: dict[tuple[int, int], str] = {}
    for record in draft.records.of("provinces"):
        column, row = record.whole("tile_column"), record.whole("tile_row")
        if column is None or row is None:
            continue
        first = seen.setdefault((column, row), record.text("code"))
        if first != record.text("code"):
            yield record.block(
                "tile_column",
                "tiles_overlap",
                mark("The tile in column {column}, row {row} belongs to the province {other} already."),
                column=column,
                row=row,
                other=first,
            )


def check_tiles_are_whole(draft: Draft) -> Iterator[Finding]:
    """A tile has a column and a row."""
    for record in draft.records.of("provinces"):
        if record.is_given("tile_column") is not record.is_given("tile_row"):
            key = "tile_row" if record.is_given("tile_column") else "tile_column"
            yield record.block(
                key, "tile_incomplete", mark("A tile needs a column and a row; “{key}” is blank."), key=key
            )


def check_provinces_exist(draft: Draft) -> Iterator[Finding]:
    """A KPI that is reported by province needs provinces."""
    for located in draft.kpis:
        if located.item.grain is Grain.PROVINCE and not draft.records.of("provinces"):
            yield located.record.block(
                "grain",
                "grain_without_provinces",
                mark("The KPI is reported by province, but the sheet “provinces” is empty."),
            )


def check_provinces_are_used(draft: Draft) -> Iterator[Finding]:
    """Provinces are listed only for a KPI that is reported by province."""
    for located in draft.kpis:
        if located.item.grain is Grain.WHOLE and located.item.provinces:
            yield located.record.confirm(
                "provinces",
                "provinces_without_effect",
                mark("The KPI is reported as one whole: its list of provinces has no effect."),
            )
