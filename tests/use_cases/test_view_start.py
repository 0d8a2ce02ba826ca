"""What every screen needs first: the plan in force, the last period, the counter of publications."""

from dataclasses import replace
from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest

from data_access.database import Database
from domain.fiscal import Frequency
from tests.builders import YEAR
from tests.data_access.builders import an_answer, at, keep_plan
from tests.use_cases.ministry import PLAN, Q1_AT, Q2_AT, SERVED, Ministry, a_silent_ministry, first_quarter
from use_cases.moment import NoPlan
from use_cases.start_up import prepare_database
from use_cases.view_start import (
    Start,
    list_periods,
    list_publishing_days,
    load_calendar,
    view_start,
)


def test_an_empty_database_has_no_plan_no_period_and_no_publication(database: Database) -> None:
    assert view_start(database) == Start(data_version=0, version=None, latest=None, last_instant=None)
    assert (view_start(database).data_version, list_publishing_days(database, UTC)) == (0, [])
    with pytest.raises(NoPlan):
        load_calendar(database)


def test_the_start_says_the_plan_the_last_period_and_the_counter(ministry: Ministry) -> None:
    start = view_start(ministry.database)
    assert start.version is not None
    assert (start.version.number, start.version.plan) == (1, PLAN)
    assert start.latest == (YEAR, 6)
    assert start.data_version == view_start(ministry.database).data_version == 1 + 4 + 3 + 3
    assert start.last_instant is not None
    assert start.last_instant.date() == Q2_AT.date()
    assert load_calendar(ministry.database) == PLAN.calendar


def test_every_publication_raises_the_counter_so_that_no_cache_is_old(database: Database) -> None:
    ministry = a_silent_ministry(database)
    counted = [view_start(database).data_version]
    for answered in first_quarter():
        ministry.take(answered, on=Q1_AT)
        counted.append(view_start(database).data_version)
    keep_plan(database, PLAN)
    counted.append(view_start(database).data_version)
    assert counted == [1, 2, 3, 4, 5]


def test_an_older_look_has_its_own_plan_and_its_own_last_period(ministry: Ministry) -> None:
    assert view_start(ministry.database, at(150)).latest == (YEAR, 3)
    before = view_start(ministry.database, at(-1))
    assert (before.version, before.latest) == (None, None)


def test_the_days_of_publishing_are_named_once_the_newest_first(ministry: Ministry) -> None:
    days = list_publishing_days(ministry.database, UTC)
    assert days == [date(2020, 7, 19), date(2020, 4, 10), date(2020, 1, 1)]


def test_a_day_of_publishing_is_the_day_on_the_clocks_of_the_house(database: Database) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(an_answer(3, {("JOINT", ""): 1.0}), on=at(1, hour=20))
    assert list_publishing_days(database, UTC) == [date(2020, 1, 2)]
    assert list_publishing_days(database, timezone(timedelta(hours=7))) == [date(2020, 1, 3)]


def test_a_screen_can_be_asked_for_the_months_that_close_something() -> None:
    assert [(p.month, p.frequency) for p in list_periods(PLAN, YEAR)] == [
        (month, Frequency.QUARTER) for month in (3, 6, 9, 12)
    ]
    monthly = replace(PLAN, kpis=(replace(SERVED, frequency=Frequency.MONTH),))
    periods = list_periods(monthly, YEAR)
    assert [p.month for p in periods] == list(range(1, 13))
    assert [p.month for p in periods if p.frequency is Frequency.QUARTER] == [3, 6, 9, 12]


def test_a_database_is_made_ready_for_the_first_screen(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'dashboard.db'}"
    database = prepare_database(url)
    ministry = a_silent_ministry(database)
    ministry.take(an_answer(3, {("JOINT", ""): 1.0}), on=at(1))
    database.close()
    again = prepare_database(url)
    assert view_start(again).latest == (YEAR, 3)
    again.close()
