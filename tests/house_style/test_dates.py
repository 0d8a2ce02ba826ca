from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.failures import NotFound
from domain.fiscal import Era, FiscalCalendar, Frequency, Period
from domain.text import Language
from house_style import dates
from house_style.wording import wording

THAI, ENGLISH = wording(Language.THAI), wording(Language.ENGLISH)
OURS = FiscalCalendar()
COMMON = FiscalCalendar(era=Era.COMMON, first_month=1)


def test_a_day_is_written_in_the_plans_era() -> None:
    day = date(2021, 9, 30)
    assert dates.say_date(day, THAI, Era.BUDDHIST) == "30 ก.ย. 2564"
    assert dates.say_long_date(day, THAI, Era.BUDDHIST) == "30 กันยายน 2564"
    assert dates.say_date(day, THAI, Era.COMMON) == "30 ก.ย. 2021"


def test_a_buddhist_year_says_so_to_readers_of_english() -> None:
    day = date(2021, 9, 30)
    assert dates.say_date(day, ENGLISH, Era.BUDDHIST) == "30 Sep 2564 BE"
    assert dates.say_long_date(day, ENGLISH, Era.COMMON) == "30 September 2021"


def test_there_is_a_name_for_each_of_the_twelve_months_in_both_languages() -> None:
    for words in (THAI, ENGLISH):
        assert len({dates.short_month(month, words) for month in range(1, 13)}) == 12
        assert len({dates.long_month(month, words) for month in range(1, 13)}) == 12


def test_may_is_short_in_one_place_and_long_in_the_other() -> None:
    assert (dates.short_month(5, THAI), dates.long_month(5, THAI)) == ("พ.ค.", "พฤษภาคม")


@pytest.mark.parametrize(
    ("frequency", "month", "whole", "alone", "axis"),
    [
        (Frequency.MONTH, 6, "มี.ค. 2563", "มี.ค.", "มี.ค. 63"),
        (Frequency.MONTH, 1, "ต.ค. 2562", "ต.ค.", "ต.ค. 62"),
        (Frequency.QUARTER, 6, "ไตรมาส 2 ปีงบประมาณ 2563", "ไตรมาส 2", "Q2/63"),
        (Frequency.ROUND, 6, "รอบ 6 เดือน ปีงบประมาณ 2563", "รอบ 6 เดือน", "6 ด./63"),
        (Frequency.YEAR, 12, "ปีงบประมาณ 2563", "ทั้งปี", "2563"),
    ],
)
def test_a_period_of_fiscal_year_2563(
    frequency: Frequency, month: int, whole: str, alone: str, axis: str
) -> None:
    period = Period(year=2020, month=month, frequency=frequency)
    assert dates.say_period(period, THAI, OURS) == whole
    assert dates.say_period_alone(period, THAI, OURS) == alone
    assert dates.axis_label(period, THAI, OURS) == axis


def test_a_year_that_begins_in_january_is_counted_from_january() -> None:
    period = Period(year=2009, month=6, frequency=Frequency.MONTH)
    assert dates.say_period(period, ENGLISH, COMMON) == "Jun 2009"
    assert dates.axis_label(period, ENGLISH, COMMON) == "Jun 09"


def test_an_instant_is_told_on_the_clocks_of_bangkok_unless_another_zone_is_named() -> None:
    instant = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)
    assert (
        dates.say_as_of(instant, THAI, Era.BUDDHIST, zone="Asia/Bangkok")
        == "ข้อมูล ณ วันที่ 24 พ.ย. 2569 14:05 น."
    )
    assert dates.say_instant(instant, ENGLISH, Era.COMMON, zone="UTC") == "24 Nov 2026 07:05"


def test_an_instant_near_midnight_falls_on_the_day_of_the_reader() -> None:
    instant = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)
    assert dates.say_instant(instant, THAI, Era.BUDDHIST, zone="Asia/Bangkok") == "1 ม.ค. 2570 01:00 น."


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        dates.say_instant(datetime(2026, 11, 24, 7, 5), THAI, Era.BUDDHIST, zone="UTC")  # noqa: DTZ001


def test_a_date_axis_names_the_month_with_two_digits_of_the_year() -> None:
    assert dates.month_axis_label(date(2021, 9, 30), THAI, Era.BUDDHIST) == "ก.ย. 64"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2399, 12, 31)))
def test_a_day_is_read_in_either_era(day: date) -> None:
    assert dates.read_day(f"{day.day}/{day.month}/{day.year + 543}") == day
    assert dates.read_day(f"{day.day:02}/{day.month:02}/{day.year}") == day
    assert dates.read_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "typed", ["31/12/2569", " 31-12-2026 ", "31.12.2569", "๓๑/๑๒/๒๕๖๙", "31 12 2569", "2569-12-31"]
)
def test_a_day_may_be_typed_in_several_ways(typed: str) -> None:
    assert dates.read_day(typed) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "typed", ["", "today", "31/2/2569", "12/31/2569", "1/1/69", "1/1/0001", "1/1/9999", "1/1/2569\n1", "<b>"]
)
def test_what_is_no_day_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(NotFound) as refused:
        dates.read_day(typed)
    assert f"“{typed}” ไม่ใช่วันที่" in THAI.refusal(refused.value)
