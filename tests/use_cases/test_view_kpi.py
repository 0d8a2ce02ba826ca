"""What is behind a figure: its owners, regions and provinces, its past, and the cells that it came from."""

import pytest

from data_access.database import Database
from domain.failures import NotFound
from domain.figure import Cause
from domain.status import Status
from tests.data_access.builders import an_answer, at
from tests.use_cases.ministry import (
    DOP,
    DSD,
    DWF,
    Q1_AT,
    Q2_AT,
    Ministry,
    a_silent_ministry,
    first_quarter,
    second_of_dop,
)
from use_cases.view_kpi import KpiView, Note, PlaceFigure, view_kpi, view_provenance


def view(ministry: Ministry, code: str, month: int = 6) -> KpiView:
    return view_kpi(ministry.database, ministry.boards(month), code)


def scores(places: tuple[PlaceFigure, ...]) -> dict[str, float | None]:
    return {place.code: place.figure.score for place in places}


def costs(places: tuple[PlaceFigure, ...]) -> dict[str, float | None]:
    return {place.code: place.cost for place in places}


# --- places ---------------------------------------------------------------------------------------------------


def test_a_total_is_judged_in_every_province_by_its_own_target_and_in_a_region_by_their_sum(
    ministry: Ministry,
) -> None:
    """To date: 50 200 of 200, 57 100 of 100, 83 160 of 200, 90 20 of 100."""
    seen = view(ministry, "SERVED")
    assert scores(seen.provinces) == {"50": 5.0, "57": 5.0, "83": 4.0, "90": 1.0}
    assert scores(seen.regions) == {"NORTH": 5.0, "SOUTH": 3.0}
    south = seen.regions[1].figure
    assert (south.actual, south.expected.to_date.value, south.expected.year.value) == (180, 300, 600)


def test_what_a_kpi_costs_is_split_among_provinces_by_their_gap_to_full_marks(ministry: Ministry) -> None:
    """Of 120 people that are missing, 83 misses 40 and 90 misses 80."""
    assert costs(view(ministry, "SERVED").provinces) == pytest.approx(
        {"50": 0, "57": 0, "83": 20 / 90 / 3, "90": 20 / 90 * 2 / 3}
    )


def test_a_ratio_has_the_same_target_everywhere_and_its_gap_counts_people(ministry: Ministry) -> None:
    """35 and 25 of 100 people against 40 %: 5, 5, 15 and 15 people are missing."""
    seen = view(ministry, "RATE")
    assert scores(seen.provinces) == {"50": 3.75, "57": 3.75, "83": 1.25, "90": 1.25}
    assert scores(seen.regions) == {"NORTH": 3.75, "SOUTH": 1.25}
    assert costs(seen.provinces) == pytest.approx(
        {"50": 50 / 90 / 8, "57": 50 / 90 / 8, "83": 50 / 90 * 3 / 8, "90": 50 / 90 * 3 / 8}
    )
    assert {place.figure.expected.to_date.value for place in seen.provinces} == {40}


def test_the_gap_of_a_ratio_grows_with_the_people_behind_it(database: Database) -> None:
    """Against 40 %: of 100 people 30 are reached and 10 missing, of 300 people 60 and 60; two are on target."""
    ministry = a_silent_ministry(database)
    counted = {"50": (30.0, 100.0), "57": (60.0, 300.0), "83": (40.0, 100.0), "90": (40.0, 100.0)}
    answered = an_answer(6, {("RATE", code): pair for code, pair in counted.items()}, department=DSD)
    ministry.take(answered, on=Q2_AT)
    seen = view(ministry, "RATE")
    cost = seen.row.cost
    assert cost is not None
    assert costs(seen.provinces) == pytest.approx({"50": cost / 7, "57": cost * 6 / 7, "83": 0, "90": 0})


def test_where_one_province_has_no_figure_the_cost_is_not_split(database: Database) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(an_answer(6, {("SERVED", code): 100.0 for code in ("50", "57", "83")}), on=Q2_AT)
    seen = view(ministry, "SERVED")
    assert seen.row.cost is not None
    assert costs(seen.provinces) == {"50": None, "57": None, "83": None, "90": None}
    assert seen.provinces[3].figure.cause is Cause.NOT_CERTIFIED


def test_a_kpi_of_the_whole_has_no_places(ministry: Ministry) -> None:
    seen = view(ministry, "JOINT")
    assert (seen.regions, seen.provinces) == ((), ())


# --- owners ---------------------------------------------------------------------------------------------------


def test_keepers_of_parts_show_their_parts_and_share_the_cost_by_their_weights(ministry: Ministry) -> None:
    seen = view(ministry, "JOINT")
    assert {place.code: place.figure.actual for place in seen.departments} == {DOP: 200, DSD: 150}
    assert costs(seen.departments) == pytest.approx({DOP: 0.5 / 3, DSD: 1.0 / 3})
    assert scores(seen.departments) == {DOP: None, DSD: None}  # a part has no target of its own here
    assert {place.figure.cause for place in seen.departments} == {Cause.NO_TARGET}


def test_a_single_owner_shows_the_joint_result_and_all_of_its_cost(ministry: Ministry) -> None:
    (owner,) = view(ministry, "SERVED").departments
    assert (owner.code, owner.figure.score) == (DOP, 4.0)
    assert owner.cost == pytest.approx(20 / 90)


# --- the past and ahead ---------------------------------------------------------------------------------------


def test_the_trend_has_every_period_of_the_plan_up_to_the_moment(ministry: Ministry) -> None:
    points = view(ministry, "SERVED").trend.points
    assert [(p.year, p.month) for p in points][:5] == [(2018, m) for m in (3, 6, 9, 12)] + [(2019, 3)]
    told = [(p.year, p.month, p.actual, p.target, p.score) for p in points if p.actual is not None]
    assert told == [
        (2019, 3, 200, 250, 4.0),
        (2019, 6, 400, 500, 4.0),
        (2019, 9, 700, 750, pytest.approx(4.6667)),
        (2019, 12, 1000, 1000, 5.0),
        (2020, 3, 240, 300, 4.0),
        (2020, 6, 480, 600, 4.0),
    ]
    assert all(p.reported and not p.restated for p in points if p.actual is not None)


def test_the_trend_draws_the_target_in_force_and_the_one_first_set(ministry: Ministry) -> None:
    last = view(ministry, "SERVED").trend.points[-1]
    assert (last.target, last.original) == (600, 500)


def test_a_band_draws_its_edges_at_the_ends_of_rounds(ministry: Ministry) -> None:
    last = view(ministry, "BAND").trend.points[-1]
    assert (last.month, last.low, last.high, last.target, last.actual) == (6, 10, 20, None, 2)
    assert {p.month for p in view(ministry, "BAND").trend.points} == {6, 9, 12}


def test_the_outlook_follows_the_plan_and_its_band_the_error_of_last_year(ministry: Ministry) -> None:
    """480 at half of the year makes 960. Last year 400 made 800 and it became 1,000: wrong by a fifth."""
    outlook = view(ministry, "SERVED").trend.outlook
    assert outlook is not None
    assert outlook.projected == 960
    assert (outlook.low, outlook.high) == pytest.approx((768, 1152))
    assert not outlook.learnt


def test_a_level_moves_on_along_the_line_from_its_baseline(ministry: Ministry) -> None:
    """From 40 to 33 in half of the year: 26 at its end; no earlier year, so no band."""
    outlook = view(ministry, "LEVEL").trend.outlook
    assert outlook is not None
    assert (outlook.projected, outlook.low, outlook.high) == (26, None, None)


def test_the_rest_of_the_year_must_bring_what_is_missing(ministry: Ministry) -> None:
    """1,200 − 480 = 720 in two quarters of equal share; of a level or a ratio nothing of the kind is asked."""
    required = view(ministry, "SERVED").trend.required
    assert [(row.month, row.required) for row in required] == [(9, 360), (12, 360)]
    assert view(ministry, "LEVEL").trend.required == view(ministry, "RATE").trend.required == ()


def test_a_quarter_that_is_not_reported_still_has_to_bring_its_part(database: Database) -> None:
    """960 are missing after the first quarter: three quarters of 320, not two of 480."""
    ministry = a_silent_ministry(database)
    ministry.take(*first_quarter(), on=Q1_AT)
    trend = view(ministry, "SERVED").trend
    assert [(row.month, row.required) for row in trend.required] == [(6, 320), (9, 320), (12, 320)]
    assert trend.outlook is not None
    assert trend.outlook.projected == 960
    assert (trend.points[-1].actual, trend.points[-1].reported) == (None, False)


def test_at_the_end_of_the_year_there_is_nothing_ahead(ministry: Ministry) -> None:
    ministry.take(an_answer(12, {("SERVED", "50"): 600.0}), on=at(300))
    trend = view(ministry, "SERVED", 12).trend
    assert (trend.outlook, trend.required) == (None, ())
    assert trend.points[-1].actual == 1080


def test_a_period_whose_published_figure_changed_is_marked_restated(ministry: Ministry) -> None:
    changed = an_answer(3, {("SERVED", "50"): 120.0, ("SERVED", "57"): 50.0})
    ministry.take(changed, on=at(300))
    points = {(p.year, p.month): p for p in view(ministry, "SERVED").trend.points}
    assert points[2020, 3].restated
    assert points[2020, 3].actual == 170
    assert not points[2020, 6].restated


# --- words and cells ------------------------------------------------------------------------------------------


def test_notes_stand_beside_the_figures(ministry: Ministry) -> None:
    assert view(ministry, "BAND").notes == (Note(month=6, department=DWF, province="", words="why"),)


def test_a_province_leads_to_its_cells_newest_first(ministry: Ministry) -> None:
    rows = view_provenance(ministry.database, ministry.boards(), "SERVED", "83")
    assert [(r.month, r.numerator, r.cell, r.file_name) for r in rows] == [
        (6, 80, "C4", "DOP-2020-6.xlsx"),
        (3, 80, "C4", "DOP-2020-3.xlsx"),
    ]
    figure = next(p.figure for p in view(ministry, "SERVED").provinces if p.code == "83")
    assert sum(r.numerator for r in rows) == figure.actual


def test_a_figure_of_an_older_look_leads_to_the_cells_that_stood_then(ministry: Ministry) -> None:
    ministry.take(second_of_dop(joint=250.0), on=at(300))

    def joint(boards_at: int) -> list[tuple[int, str, float, bool]]:
        rows = view_provenance(ministry.database, ministry.boards(as_of=at(boards_at)), "JOINT", "")
        return [(r.month, r.department, r.numerator, r.restated) for r in rows if r.department == DOP]

    assert joint(299) == [(6, DOP, 100, False), (3, DOP, 100, False)]
    assert joint(300) == [(6, DOP, 250, True), (3, DOP, 100, False)]


def test_only_the_cells_up_to_the_period_of_the_figure_stand_behind_it(ministry: Ministry) -> None:
    rows = view_provenance(ministry.database, ministry.boards(5), "SERVED", "50")
    assert [r.month for r in rows] == [3]


# --- nothing there --------------------------------------------------------------------------------------------


def test_a_kpi_of_which_nothing_is_known_is_shown_without_a_fault(database: Database) -> None:
    ministry = a_silent_ministry(database)
    for code in ("SERVED", "RATE", "LEVEL", "BAND", "JOINT", "STEPS"):
        seen = view(ministry, code)
        assert seen.figure.status is Status.NO_DATA
        assert (seen.trend.outlook, seen.trend.required, seen.notes) == (None, (), ())
        assert {p.actual for p in seen.trend.points} == {None}
    assert view_provenance(ministry.database, ministry.boards(), "SERVED", "50") == ()


def test_a_kpi_in_the_first_month_of_the_plan_has_no_past(database: Database) -> None:
    ministry = a_silent_ministry(database)
    seen = view_kpi(ministry.database, ministry.boards(1, year=2018), "SERVED")
    assert seen.trend.points == ()
    assert seen.figure.cause is Cause.NOT_DUE


@pytest.mark.parametrize("code", ["NOWHERE", "", "served"])
def test_a_kpi_that_the_plan_does_not_have_is_not_found(sqlite: Database, code: str) -> None:
    ministry = a_silent_ministry(sqlite)
    with pytest.raises(NotFound) as refused:
        view(ministry, code)
    assert refused.value.code == "kpi_unknown"
    boards = ministry.boards()
    with pytest.raises(NotFound):
        view_provenance(ministry.database, boards, code, "50")
