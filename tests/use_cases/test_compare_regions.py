"""Why all regions may stand below the whole."""

import pytest

from data_access.database import Database
from tests.data_access.builders import an_answer
from tests.use_cases.ministry import DSD, Q2_AT, Ministry, a_silent_ministry
from use_cases.compare_regions import find_whole_above
from use_cases.view_region import view_region

PROVINCES = ("50", "57", "83", "90")


def with_joint(database: Database, joint: float) -> Ministry:
    """Every province 60 % of SERVED (3.0) and a quarter of RATE (1.0), so both regions 2.0; JOINT as given."""
    served = {
        ("SERVED", "50"): 120.0,
        ("SERVED", "57"): 60.0,
        ("SERVED", "83"): 120.0,
        ("SERVED", "90"): 60.0,
    }
    rates = {("RATE", code): (10.0, 100.0) for code in PROVINCES}
    ministry = a_silent_ministry(database)
    ministry.take(
        an_answer(6, {**served, ("JOINT", ""): joint}),
        an_answer(6, {**rates, ("JOINT", ""): joint}, department=DSD),
        on=Q2_AT,
    )
    return ministry


def test_what_is_not_reported_by_province_may_lift_the_whole_above_every_region(database: Database) -> None:
    """JOINT 500 of 500 is 5.0: the whole (20 × 3 + 20 × 1 + 30 × 5) / 70 = 3.2857, without JOINT 80 / 40 = 2.0."""
    ministry = with_joint(database, 250.0)
    boards = ministry.boards()
    above = find_whole_above(boards, view_region(database, boards).regions)
    assert above is not None
    assert (above.score, above.others) == (3.2857, 1)
    assert above.lift == pytest.approx(1.2857)


def test_nothing_is_to_be_explained_where_a_region_stands_as_high_as_the_whole(database: Database) -> None:
    """JOINT 200 of 500 is 2.0, and so are the whole and both regions."""
    ministry = with_joint(database, 100.0)
    boards = ministry.boards()
    assert find_whole_above(boards, view_region(database, boards).regions) is None


def test_nothing_is_explained_where_nothing_is_reported_or_there_are_no_regions(sqlite: Database) -> None:
    boards = a_silent_ministry(sqlite).boards()
    assert find_whole_above(boards, view_region(sqlite, boards).regions) is None
    assert find_whole_above(with_joint(sqlite, 250.0).boards(), ()) is None
