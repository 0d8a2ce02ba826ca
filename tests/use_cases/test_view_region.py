"""Where it is failing: regions and provinces over the KPIs that reach them."""

from dataclasses import replace

import pytest

from data_access.database import Database
from domain.failures import NotFound
from domain.kpi import Sharing
from domain.status import Status
from tests.builders import a_province
from tests.data_access.builders import an_answer, at
from tests.use_cases.ministry import DSD, JOINT, PLAN, Q2_AT, SERVED, Ministry, a_silent_ministry
from use_cases.view_region import RegionView, view_region


def view(ministry: Ministry, *, region: str = "", province: str = "") -> RegionView:
    boards = ministry.boards()
    return view_region(ministry.database, boards).at(boards.plan, region=region, province=province)


def test_regions_and_provinces_are_judged_over_the_kpis_reported_there(ministry: Ministry) -> None:
    """Province 83: (20 × 4.0 + 20 × 1.25) / 40 = 2.625; region NORTH: (20 × 5.0 + 20 × 3.75) / 40 = 4.375."""
    seen = view(ministry)
    assert {r.code: r.figure.group.score for r in seen.regions} == {"NORTH": 4.375, "SOUTH": 2.125}
    assert {p.code: p.figure.group.score for p in seen.provinces} == {
        "50": 4.375,
        "57": 4.375,
        "83": 2.625,
        "90": 1.125,
    }
    assert seen.chosen is None


def test_a_region_is_judged_by_strategy_too(ministry: Ministry) -> None:
    south = view(ministry).regions[1]
    assert (south.strategies["S1"].group.score, south.strategies["S2"].due) == (2.125, 0)
    assert south.strategies["S1"].status is Status.AT_RISK
    assert [figure.score for figure in south.kpis] == [3.0, 1.25]


def test_the_chosen_place_is_the_province_or_else_the_region(ministry: Ministry) -> None:
    seen = view(ministry, region="SOUTH")
    assert seen.region is not None
    assert seen.chosen is not None
    assert (seen.region.code, seen.chosen.code) == ("SOUTH", "SOUTH")
    both = view(ministry, region="SOUTH", province="90")
    assert both.chosen is not None
    assert (both.chosen.code, both.chosen.figure.group.score) == ("90", 1.125)


def test_a_province_that_is_silent_is_not_certified_though_its_region_is(database: Database) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(an_answer(6, {("SERVED", "50"): 150.0}), on=Q2_AT)
    seen = view(ministry)
    north, silent = seen.regions[0], seen.provinces[1]
    assert (north.kpis[0].score, north.kpis[0].actual) == (2.5, 150)  # of 300 in both provinces
    assert (silent.code, silent.kpis[0].score, silent.figure.group.worst) == ("57", None, 0.0)


def test_between_the_ends_of_quarters_a_place_stands_on_the_quarter_that_has_ended(
    ministry: Ministry,
) -> None:
    """To the end of December: 50 100 of 100, 57 50 of 50, 83 80 of 100, 90 10 of 50."""
    seen = view_region(ministry.database, ministry.boards(5))
    assert [p.kpis[0].score for p in seen.provinces] == [5.0, 5.0, 4.0, 1.0]
    assert [r.kpis[0].score for r in seen.regions] == [5.0, 3.0]


def test_a_place_is_certified_only_where_all_keepers_have_reported_somewhere(database: Database) -> None:
    """Of parts, one keeper may have nothing to report in a province; it must have sent its return all the same."""
    parts = replace(SERVED, sharing=Sharing.PARTS, owners=JOINT.owners)
    ministry = a_silent_ministry(database, replace(PLAN, kpis=(parts,)))
    ministry.take(an_answer(6, {("SERVED", "50"): 160.0}), on=Q2_AT)
    assert view(ministry).provinces[0].kpis[0].missing == (DSD,)
    assert view(ministry).provinces[0].kpis[0].score is None
    ministry.take(an_answer(6, {("SERVED", "83"): 100.0}, department=DSD), on=Q2_AT)
    seen = view(ministry)
    assert [p.kpis[0].score for p in seen.provinces] == [4.0, None, 2.5, None]
    assert [r.kpis[0].score for r in seen.regions] == [2.6667, 1.6667]


def test_an_older_look_shows_the_places_as_they_stood(ministry: Ministry) -> None:
    boards = ministry.boards(3, as_of=at(150))
    ministry.take(an_answer(3, {("SERVED", "90"): 50.0}), on=at(300))
    then = view_region(ministry.database, boards)
    now = view_region(ministry.database, ministry.boards(3))
    served = {"then": then.provinces[3].kpis[0], "now": now.provinces[3].kpis[0]}
    assert {when: figure.actual for when, figure in served.items()} == {"then": 10, "now": 50}


@pytest.mark.parametrize(
    ("region", "province", "code"), [("EAST", "", "region_unknown"), ("", "99", "province_unknown")]
)
def test_a_place_that_the_plan_does_not_have_is_not_found(
    sqlite: Database, region: str, province: str, code: str
) -> None:
    ministry = a_silent_ministry(sqlite)
    with pytest.raises(NotFound) as refused:
        view(ministry, region=region, province=province)
    assert refused.value.code == code


# --- other plans ----------------------------------------------------------------------------------------------


def test_a_plan_without_regions_still_shows_its_provinces(database: Database) -> None:
    plan = replace(PLAN, regions=(), schemes=(), provinces=(a_province("50"), a_province("83")))
    ministry = a_silent_ministry(database, plan)
    ministry.take(an_answer(6, {("SERVED", "50"): 160.0, ("SERVED", "83"): 200.0}), on=Q2_AT)
    seen = view(ministry)
    assert seen.regions == ()
    assert [p.kpis[0].score for p in seen.provinces] == [4.0, 5.0]


def test_a_plan_without_provinces_has_none_to_show(database: Database) -> None:
    ministry = a_silent_ministry(database, replace(PLAN, regions=(), schemes=(), provinces=()))
    seen = view(ministry)
    assert (seen.regions, seen.provinces, seen.chosen) == ((), (), None)
