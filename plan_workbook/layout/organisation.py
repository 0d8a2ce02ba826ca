"""The sheets of who reports and where: departments, schemes, regions and provinces."""

from domain.text import mark
from plan_workbook.layout.aims import CODE, CODE_MEANING, NAME
from plan_workbook.layout.shape import (
    Column,
    Kind,
    SheetLayout,
    family_of,
    number,
    own_code,
    reference,
    references,
    words_in_both,
    yes_no,
)

REGION_PREFIX = "region:"

DEPARTMENTS = SheetLayout(
    name="departments",
    title=mark("Departments"),
    guidance=mark(
        "Every unit that owns a KPI or leads a flagship, also those outside the organisation (joint KPIs)."
    ),
    columns=(
        own_code(CODE, CODE_MEANING),
        *words_in_both("short", mark("Short name"), mark("As on tables and charts."), width=14.0),
        *words_in_both("name", NAME, mark("The department's full name."), width=44.0),
        *words_in_both(
            "kind",
            mark("Kind of unit"),
            mark("For example department, office or state enterprise."),
            width=18.0,
        ),
        yes_no("inside", mark("Inside"), mark("no for an owner outside the organisation. Blank: yes.")),
    ),
    identity=("code",),
    names=("short", "name"),
    required=True,
)

SCHEMES = SheetLayout(
    name="schemes",
    title=mark("Schemes of regions"),
    guidance=mark("One row to each way of grouping provinces into regions."),
    columns=(
        own_code(CODE, CODE_MEANING),
        *words_in_both("name", NAME, mark("The scheme's name."), width=40.0),
        yes_no(
            "main", mark("Main"), mark("yes for the one scheme that is used where none is chosen. Blank: no.")
        ),
    ),
    identity=("code",),
    names=("name",),
)

REGIONS = SheetLayout(
    name="regions",
    title=mark("Regions"),
    guidance=mark("One row to each region of each scheme. A code is unique over all schemes."),
    columns=(
        own_code(CODE, CODE_MEANING),
        reference(
            "scheme",
            mark("Scheme"),
            mark("Code of the scheme that the region belongs to."),
            to="schemes",
            required=True,
        ),
        *words_in_both("name", NAME, mark("The region's name.")),
    ),
    identity=("code",),
    names=("name",),
)

PROVINCES = SheetLayout(
    name="provinces",
    title=mark("Provinces"),
    guidance=mark("Every place that figures are reported for, with its region in each scheme."),
    columns=(
        own_code(CODE, CODE_MEANING),
        *words_in_both("name", NAME, mark("The official name, as returns write it."), width=24.0),
        *words_in_both(
            "short",
            mark("Short name"),
            mark("Two or three letters for the tile map. Blank: the name's first letters."),
            width=12.0,
        ),
        family_of(
            reference(
                REGION_PREFIX,
                mark("Region in scheme {suffix}"),
                mark(
                    "Code of the province's region in that scheme: one column to each scheme, its key region: and the scheme's code."
                ),
                to="regions",
            )
        ),
        references(
            "regions",
            mark("Regions"),
            mark("In place of the columns by scheme: the codes of the regions, parted by |."),
            to="regions",
        ),
        Column(
            key="aliases",
            label=mark("Other spellings"),
            meaning=mark("Spellings that returns may use as well, parted by |."),
            kind=Kind.WORDS,
            width=40.0,
        ),
        number(
            "tile_column",
            mark("Column on the tile map"),
            mark("From 0 at the left; blank where there is no tile."),
            kind=Kind.WHOLE,
            lowest=0,
        ),
        number(
            "tile_row",
            mark("Row on the tile map"),
            mark("From 0 at the top; blank where there is no tile."),
            kind=Kind.WHOLE,
            lowest=0,
        ),
    ),
    identity=("code",),
    names=("name",),
)
