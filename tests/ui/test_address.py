"""The address holds the whole state of a screen; what somebody typed there is read with care."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text import Language
from ui.address import LONGEST, PARAMETERS, Address
from ui.navigation import Drill

SHORT_TEXTS = st.dictionaries(st.sampled_from(PARAMETERS), st.text(min_size=1, max_size=LONGEST))


@given(SHORT_TEXTS)
def test_an_address_read_is_the_address_written(parameters: dict[str, str]) -> None:
    assert Address.of(parameters).parameters() == parameters


def test_unknown_parameters_and_endless_values_are_left_out() -> None:
    read = Address.of({"kpi": "K" * (LONGEST + 1), "region": "R1", "utm_source": "mail"})
    assert read == Address(region="R1")


def test_looking_elsewhere_keeps_language_and_moment_and_nothing_else() -> None:
    here = Address(
        lang="en", year="2563", period="Q2", asof="2020-09-08T16:59:59Z", kpi="K203", province="30"
    )
    there = here.at(strategy="S1")
    assert there.parameters() == {
        "lang": "en",
        "year": "2563",
        "period": "Q2",
        "asof": "2020-09-08T16:59:59Z",
        "strategy": "S1",
    }


def test_what_a_screen_is_about_is_all_but_its_moment() -> None:
    about = Address(lang="en", year="2563", since="2020-09-08", kpi="K203", province="30", status="watch")
    assert about.subject() == Address(kpi="K203", province="30", status="watch").subject()
    assert about.subject() != Address(kpi="K203", province="30").subject()


def test_a_click_keeps_what_it_says_that_it_keeps() -> None:
    drill = Drill(page="kpi", parameter="province", keep=("kpi", "region"))
    here = Address(kpi="K203", region="R6NE", department="06106")
    assert drill.address(here, "30") == Address(kpi="K203", region="R6NE", province="30")


@pytest.mark.parametrize(
    ("lang", "language"), [("th", Language.THAI), ("en", Language.ENGLISH), ("xx", None), ("", None)]
)
def test_a_language_is_one_of_ours_or_none(lang: str, language: Language | None) -> None:
    assert Address(lang=lang).language is language


def test_an_instant_is_in_utc_and_one_without_a_zone_is_taken_for_utc() -> None:
    noon = datetime(2020, 9, 8, 12, tzinfo=UTC)
    assert Address(asof="2020-09-08T12:00:00Z").instant == noon
    assert Address(asof="2020-09-08T12:00:00").instant == noon
    assert Address(asof="2020-09-08T19:00:00+07:00").instant == noon


@pytest.mark.parametrize(
    "asof", ["", "yesterday", "2020-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"]
)
def test_what_is_no_instant_is_none(asof: str) -> None:
    assert Address(asof=asof).instant is None


@given(st.datetimes().map(datetime.isoformat) | st.text(max_size=LONGEST))
def test_every_instant_can_be_told_on_the_clocks_of_every_zone(asof: str) -> None:
    instant = Address(asof=asof).instant
    assert instant is None or (instant.tzinfo is UTC and 1900 <= instant.year < 9000)
