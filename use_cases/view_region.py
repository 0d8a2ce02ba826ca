"""Where is it failing?"""

from dataclasses import dataclass, replace
from typing import Self

from data_access.database import Database
from domain.lookup import load_province, load_region
from domain.plan import Plan, Province, Region
from use_cases.boards import Boards
from use_cases.regions import PlaceScore, list_province_scores, list_region_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionView:
    """All regions by strategy, and every province (the map); one place in detail where one is chosen."""

    regions: tuple[PlaceScore, ...]
    provinces: tuple[PlaceScore, ...]
    region: Region | None = None
    province: Province | None = None

    def at(self, plan: Plan, *, region: str = "", province: str = "") -> Self:
        """The same figures, looking at a place. Raises NotFound."""
        return replace(
            self,
            region=load_region(plan, region) if region else None,
            province=load_province(plan, province) if province else None,
        )

    @property
    def chosen(self) -> PlaceScore | None:
        """The chosen province, or else the chosen region."""
        code = self.province.code if self.province else self.region.code if self.region else ""
        places = self.provinces if self.province else self.regions
        return next((place for place in places if place.code == code), None)


def view_region(database: Database, boards: Boards) -> RegionView:
    """All regions and provinces at the moment, looking at none of them."""
    with database.reading() as connection:
        return RegionView(
            regions=list_region_scores(connection, boards),
            provinces=list_province_scores(connection, boards),
        )
