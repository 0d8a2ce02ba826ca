"""Who reports and where: departments, schemes of regions, provinces."""

from functools import cache

from domain.plan import Department, Province, Region, Scheme
from domain.text import Text
from sample_data.plan_files import both, read_rows, read_toml

KIND_TH = {
    "office": "สำนักงาน",
    "department": "กรม",
    "state enterprise": "รัฐวิสาหกิจ",
    "public organisation": "องค์การมหาชน",
}


@cache
def sample_departments() -> tuple[Department, ...]:
    """The ministry's own departments, then the owners outside it."""
    inside = (
        Department(
            code=row["code"],
            short=Text(th=row["abbr_th"], en=row["abbr_en"]),
            name=Text(th=row["name_th"], en=row["name_en"]),
            kind=Text(th=KIND_TH[row["kind"]], en=row["kind"]),
        )
        for row in read_rows("departments.csv")
    )
    outside = (
        Department(
            code=table["code"],
            short=both(table["short"]),
            name=both(table["name"]),
            kind=Text(th="กระทรวงอื่น", en="other ministry"),
            inside=False,
        )
        for table in read_toml("plan.toml")["outside"]
    )
    return (*inside, *outside)


def sample_schemes() -> tuple[Scheme, ...]:
    """The ways of grouping provinces; the main one first."""
    tables = read_toml("plan.toml")["schemes"]
    return tuple(Scheme(code=t["code"], name=both(t["name"]), main=t.get("main", False)) for t in tables)


def sample_regions() -> tuple[Region, ...]:
    """The regions of every scheme."""
    return tuple(
        Region(code=code, scheme=table["code"], name=both(name))
        for table in read_toml("plan.toml")["schemes"]
        for code, name in table["regions"].items()
    )


@cache
def sample_provinces() -> tuple[Province, ...]:
    """All provinces with their regions, other spellings and tiles."""
    return tuple(
        Province(
            code=row["code"],
            name=Text(th=row["name_th"], en=row["name_en"]),
            short=Text(th=row["short_th"], en=row["short_en"]),
            regions=_regions(row["code"]),
            aliases=_aliases(row["code"]),
            tile_column=int(row["tile_col"]),
            tile_row=int(row["tile_row"]),
        )
        for row in read_rows("provinces.csv")
    )


def _regions(code: str) -> tuple[str, ...]:
    """The province's region in each scheme, found by the region's English name."""
    row = next(row for row in read_rows("provinces.csv") if row["code"] == code)
    return tuple(
        next(region for region, name in table["regions"].items() if name[1] == row[table["column"]])
        for table in read_toml("plan.toml")["schemes"]
    )


def _aliases(code: str) -> tuple[str, ...]:
    """Other spellings from both files; the short forms of the plan's own words stand among them."""
    row = next(row for row in read_rows("provinces.csv") if row["code"] == code)
    listed = [alias for alias in row["alias_en"].split("|") if alias]
    seen = [a["written_as"] for a in read_rows("province_aliases.csv") if a["code"] == code]
    return tuple(dict.fromkeys([*listed, *seen]))


def subtotal_words() -> tuple[str, ...]:
    """Words with which subtotal rows begin."""
    return tuple(row["written_as"] for row in read_rows("province_aliases.csv") if not row["code"])


@cache
def population_shares() -> dict[str, float]:
    """Each province's share (0..1) of the country's people; rounded figures, near the real ones."""
    people = {row["code"]: float(row["thousands"]) for row in read_rows("population.csv")}
    whole = sum(people.values())
    return {code: count / whole for code, count in people.items()}
