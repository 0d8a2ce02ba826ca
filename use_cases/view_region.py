"""Where is it failing?"""

from dataclasses import dataclass

from data_access.database import Database
from domain.expectation import Place
from domain.lookup import load_province, load_region
from domain.plan import Province, Region
from use_cases.boards import Boards
from use_cases.figures import sums_table
from use_cases.regions import (
    PlaceScore,
    aims_with_provinces,
    list_province_rows,
    list_region_scores,
    place_score,
    placed_kpis,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionView:
    """All regions by strategy, and every province (the map); one place in detail where one is chosen."""

    regions: tuple[PlaceScore, ...]
    provinces: tuple[PlaceScore, ...]
    region: Region | None = None
    province: Province | None = None

    @property
    def chosen(self) -> PlaceScore | None:
        """The chosen province, or else the chosen region."""
        code = self.province.code if self.province else self.region.code if self.region else ""
        places = self.provinces if self.province else self.regions
        return next((place for place in places if place.code == code), None)


def view_region(database: Database, boards: Boards, *, region: str = "", province: str = "") -> RegionView:
    """Regions and provinces at the moment. Raises NotFound."""
    chosen = load_province(boards.plan, province) if province else None
    within = load_region(boards.plan, region) if region else None
    with database.reading() as connection:
        regions = list_region_scores(connection, boards)
        kpis = placed_kpis(boards.plan)
        rows = [r for found in boards.sums.rows.values() for d in found.values() for r in d]
        sums = sums_table([*rows, *list_province_rows(connection, boards, kpis)])
        aims = aims_with_provinces(connection, boards)
    provinces = tuple(
        place_score(aims, sums, kpis, boards, Place(province=p.code), p.code) for p in boards.plan.provinces
    )
    return RegionView(regions=regions, provinces=provinces, region=within, province=chosen)
