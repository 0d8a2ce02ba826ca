"""The plan of another organisation: calendar years of the common era, three pillars, English only.

Its twelve basins stand as provinces in one scheme of four river systems; it has no flagships.
"""

from domain.fiscal import Era, FiscalCalendar, Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    Kpi,
    KpiYear,
    LevelRow,
    LevelsOf,
    Owner,
    Polarity,
    Scale,
    Sharing,
)
from domain.plan import (
    Bands,
    Department,
    DueDate,
    Goal,
    Phasing,
    Plan,
    Province,
    Region,
    Scheme,
    Strategy,
    Words,
)
from domain.target import Target, TargetKey
from domain.text import Language, Text
from plan_workbook.writing import render_plan

YEARS = (2024, 2025, 2026)
LEVELS = LevelRow(values=(60.0, 70.0, 80.0, 90.0, 100.0))
WATER, ENERGY, AGENCY = "DWS", "DHP", "RBA"
BASINS = (
    ("NL", "North Lake", "NOR"),
    ("UF", "Upper Fen", "NOR"),
    ("LF", "Lower Fen", "NOR"),
    ("EH", "East Hills", "EAS"),
    ("EP", "East Plain", "EAS"),
    ("EC", "East Coast", "EAS"),
    ("SR", "South Ridge", "SOU"),
    ("SV", "South Valley", "SOU"),
    ("SD", "South Delta", "SOU"),
    ("WM", "West Moor", "WES"),
    ("WB", "West Bank", "WES"),
    ("WI", "West Isles", "WES"),
)
RIVERS = (
    ("NOR", "Northern Rivers"),
    ("EAS", "Eastern Rivers"),
    ("SOU", "Southern Rivers"),
    ("WES", "Western Rivers"),
)
GOALS = (
    ("1.1", "P1", "Every household drinks safe water"),
    ("1.2", "P1", "Less water is lost on its way"),
    ("2.1", "P2", "Rivers run clean"),
    ("2.2", "P2", "Fields use water sparingly"),
    ("3.1", "P3", "Towns are safe from floods"),
    ("3.2", "P3", "Staff and money are well used"),
)


def e(words: str) -> Text:
    return Text(en=words)


def water_ministry() -> Plan:
    """The plan of the Ministry of Water of Republic X, 2024 to 2026."""
    return Plan(
        title=e("Water for All 2024-2026"),
        organisation=e("Ministry of Water, Republic X"),
        first_year=YEARS[0],
        last_year=YEARS[-1],
        calendar=FiscalCalendar(era=Era.COMMON, first_month=1, rounds=(6, 12)),
        vision=e("Safe water, clean rivers, dry streets"),
        currency=e("crowns"),
        language=Language.ENGLISH,
        bands=Bands(on_track=4.5, watch=3.5, at_risk=2.5, minimum_coverage=0.6),
        words=Words(
            subtotals=("Total", "Subtotal"), not_reported=("n/a", "pending"), province_prefixes=("Basin of",)
        ),
        strategies=(
            Strategy(code="P1", name=e("Supply")),
            Strategy(code="P2", name=e("Nature")),
            Strategy(code="P3", name=e("Resilience")),
        ),
        goals=tuple(Goal(code=code, strategy=pillar, name=e(name)) for code, pillar, name in GOALS),
        kpis=_kpis(),
        departments=_departments(),
        schemes=(Scheme(code="rivers", name=e("River systems"), main=True),),
        regions=tuple(Region(code=code, scheme="rivers", name=e(name)) for code, name in RIVERS),
        provinces=tuple(Province(code=code, name=e(name), regions=(river,)) for code, name, river in BASINS),
        phasings=(
            Phasing(code="dry", name=e("Dry season"), cumulative=(*(0.0,) * 4, 0.2, 0.5, 0.8, *(1.0,) * 5)),
        ),
        due_dates=tuple(DueDate(month=month, days_after=20) for month in (3, 6, 9, 12)),
    )


def _departments() -> tuple[Department, ...]:
    return (
        Department(code=WATER, short=e("DWS"), name=e("Directorate of Water Supply"), kind=e("directorate")),
        Department(code=AGENCY, short=e("RBA"), name=e("River Basin Agency"), kind=e("agency")),
        Department(code="FIN", short=e("FIN"), name=e("Finance and Staff"), kind=e("office")),
        Department(code=ENERGY, short=e("DHP"), name=e("Ministry of Energy, Hydropower"), inside=False),
    )


def _kpi(code: str, goal: str, name: str, unit: str, owner: str, weight: float, **fields: object) -> Kpi:
    usual: dict[str, object] = {
        "polarity": Polarity.HIGHER_IS_BETTER,
        "accumulation": Accumulation.SUM,
        "aggregation": Aggregation.SUM,
        "scale": Scale.FIVE_LEVELS,
        "levels": (LEVELS,),
        "frequency": Frequency.QUARTER,
        "grain": Grain.PROVINCE,
        "owners": (Owner(department=owner, keeper=True),),
    }
    return Kpi(code=code, goal=goal, name=e(name), unit=e(unit), weight=weight, **(usual | fields))  # type: ignore[arg-type]


def _kpis() -> tuple[Kpi, ...]:
    share = {"aggregation": Aggregation.RATIO, "denominator": Denominator.SAME, "per": 100.0, "decimals": 1}
    level = share | {"accumulation": Accumulation.LATEST, "numerator_within_denominator": True}
    proportional = {"scale": Scale.PROPORTIONAL, "levels": ()}
    whole = {"grain": Grain.WHOLE, "frequency": Frequency.YEAR}
    return (
        _kpi(
            "W1",
            "1.1",
            "Households with safe water",
            "percent",
            WATER,
            20.0,
            **level,
            years=_baselines(80.0, 84.0, 88.0),
        ),
        _kpi("W2", "1.1", "New connections", "households", WATER, 10.0, phasing="dry"),
        _kpi(
            "W3",
            "1.2",
            "Water lost in the network",
            "percent",
            WATER,
            10.0,
            **share,
            polarity=Polarity.LOWER_IS_BETTER,
            levels_of=LevelsOf.ACTUAL,
            levels=(LevelRow(values=(40.0, 35.0, 30.0, 25.0, 20.0)),),
        ),
        _kpi("W4", "2.1", "River samples of good quality", "percent", AGENCY, 15.0, **share),
        _kpi("W5", "2.1", "Acidity of rivers", "pH", AGENCY, 5.0, **proportional, **_band()),
        _kpi("W6", "2.2", "Fields with drip irrigation", "hectares", AGENCY, 10.0, **proportional),
        _kpi(
            "W7",
            "3.1",
            "Length of dikes raised",
            "km",
            AGENCY,
            15.0,
            **proportional,
            sharing=Sharing.PARTS,
            owners=(Owner(department=AGENCY), Owner(department=ENERGY, weight=30.0)),
        ),
        _kpi("W8", "3.1", "Flood plans in force", "level", AGENCY, 10.0, **_milestone()),
        _kpi("W9", "3.2", "Budget spent as planned", "percent", "FIN", 5.0, **share, **whole),
    )


def _baselines(*values: float) -> tuple[KpiYear, ...]:
    return tuple(KpiYear(year=year, baseline=value) for year, value in zip(YEARS, values, strict=True))


def _band() -> dict[str, object]:
    return {
        "polarity": Polarity.WITHIN_BAND,
        "accumulation": Accumulation.MEAN,
        "aggregation": Aggregation.MEAN,
        "decimals": 1,
    }


def _milestone() -> dict[str, object]:
    return {
        "scale": Scale.MILESTONE,
        "levels": (),
        "accumulation": Accumulation.LATEST,
        "aggregation": Aggregation.LOWEST,
        "grain": Grain.WHOLE,
        "frequency": Frequency.ROUND,
    }


def water_targets() -> tuple[Target, ...]:
    """A target for every KPI and year, and for every basin where basins add up."""
    whole = {
        "W1": (84.0, 88.0, 92.0),
        "W3": (20.0, 20.0, 20.0),
        "W4": (70.0, 75.0, 80.0),
        "W9": (95.0, 95.0, 95.0),
    }
    by_basin = {"W2": (1_000.0, 1_100.0, 1_200.0), "W6": (250.0, 300.0, 350.0), "W7": (12.0, 12.0, 6.0)}
    return (
        *(
            _target(kpi, year, value)
            for kpi, values in whole.items()
            for year, value in zip(YEARS, values, strict=True)
        ),
        *(_target("W5", year, None, low=6.5, high=8.5) for year in YEARS),
        *(
            _target(kpi, year, value * count, province=basin)
            for kpi, values in by_basin.items()
            for year, value in zip(YEARS, values, strict=True)
            for basin, count in [("", float(len(BASINS))), *((code, 1.0) for code, _, _ in BASINS)]
        ),
    )


def _target(
    kpi: str,
    year: int,
    value: float | None,
    *,
    low: float | None = None,
    high: float | None = None,
    province: str = "",
) -> Target:
    return Target(key=TargetKey(kpi=kpi, year=year, province=province), value=value, low=low, high=high)


def water_ministry_workbook() -> bytes:
    """The plan workbook of the other organisation, as its planning office would send it."""
    return render_plan(water_ministry(), water_targets(), Language.ENGLISH)
