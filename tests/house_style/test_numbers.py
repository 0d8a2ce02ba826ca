import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kpi import Aggregation, Denominator
from domain.text import Language, Text
from house_style import numbers
from house_style.wording import wording
from tests.house_style.builders import a_kpi

THAI, ENGLISH = wording(Language.THAI), wording(Language.ENGLISH)
BAHT = Text(th="บาท", en="baht")


@pytest.mark.parametrize(
    ("value", "thai", "english"),
    [
        (0, "0", "0"),
        (7, "7", "7"),
        (78.72, "78.7", "78.7"),
        (1_180, "1,180", "1,180"),
        (12_345, "12,300", "12,300"),
        (999_499, "999,000", "999,000"),
        (999_500, "1 ล้าน", "1 million"),
        (1_234_567, "1.23 ล้าน", "1.23 million"),
        (1_200_000_000, "1,200 ล้าน", "1,200 million"),
        (0.012345, "0.0123", "0.0123"),
        (-1_234_567, "−1.23 ล้าน", "−1.23 million"),
    ],
)
def test_a_card_shows_three_digits_and_millions_in_words(value: float, thai: str, english: str) -> None:
    assert (numbers.short(value, THAI), numbers.short(value, ENGLISH)) == (thai, english)


@pytest.mark.parametrize("missing", [None, float("nan"), float("inf")])
def test_what_is_missing_is_said_and_is_never_nan_or_zero(missing: float | None) -> None:
    said = [
        numbers.short(missing, THAI),
        numbers.full(missing, THAI),
        numbers.percent(missing, THAI),
        numbers.percent_mark(missing, THAI),
        numbers.percent_cell(missing, THAI),
        numbers.score(missing, THAI),
        numbers.change(missing, THAI),
        numbers.change_in_points(missing, THAI),
        numbers.change_in_score(missing, THAI),
        numbers.money(missing, THAI, BAHT),
        numbers.full_money(missing, THAI, BAHT),
        numbers.kpi_full(missing, a_kpi(), THAI),
        numbers.kpi_cell(missing, a_kpi(), THAI),
        numbers.kpi_short(missing, a_kpi(), THAI),
        numbers.kpi_change(missing, a_kpi(), THAI),
    ]
    assert set(said) == {"ยังไม่รายงาน"}
    assert numbers.short(missing, ENGLISH) == "not reported"


def test_all_digits_come_with_thousands_apart_and_halves_rounded_up() -> None:
    assert numbers.full(1234567.125, THAI, decimals=2) == "1,234,567.13"
    assert numbers.full(2.5, THAI) == "3"
    assert numbers.full(57, THAI, decimals=1) == "57.0"


def test_a_negative_number_has_a_real_minus_and_a_rounded_nothing_has_none() -> None:
    assert numbers.full(-1234.5, THAI, decimals=1) == "−1,234.5"
    assert numbers.full(-0.001, THAI, decimals=2) == "0.00"
    assert numbers.change(-0.0, THAI) == "0"


def test_a_share_is_said_as_a_percentage_with_at_most_one_decimal() -> None:
    assert numbers.percent(0.78666, THAI) == "ร้อยละ 78.7"
    assert numbers.percent(0.78666, ENGLISH) == "78.7%"
    assert numbers.percent(1.0, THAI) == "ร้อยละ 100"
    assert numbers.percent_mark(0.78666, THAI) == "78.7%"


def test_a_share_of_57_hundredths_is_57_percent_and_carries_no_binary_dust() -> None:
    assert numbers.percent(0.57, THAI, decimals=9) == "ร้อยละ 57"


def test_a_change_of_shares_is_said_in_percentage_points_with_its_sign() -> None:
    assert numbers.change_in_points(0.0123, THAI) == "+1.2 จุดร้อยละ"
    assert numbers.change_in_points(-0.0123, THAI) == "−1.2 จุดร้อยละ"
    assert numbers.change_in_points(0.0, ENGLISH) == "0.0 percentage points"


def test_a_score_has_two_decimals_and_its_change_a_sign() -> None:
    assert numbers.score(2.8667, THAI) == "2.87"
    assert numbers.change_in_score(-0.25, THAI) == "−0.25 คะแนน"


def test_a_score_just_below_a_limit_never_looks_like_it() -> None:
    assert numbers.score_beside(2.9996, 3.0, THAI) == "2.9996"
    assert numbers.score_beside(2.8667, 3.0, THAI) == "2.87"
    assert numbers.score_beside(3.0, 3.0, THAI) == "3.00"


def test_money_is_said_in_millions_of_its_currency_and_in_full_on_demand() -> None:
    assert numbers.money(1_234_567, THAI, BAHT) == "1.23 ล้านบาท"
    assert numbers.money(1_234_567, ENGLISH, BAHT) == "1.23 million baht"
    assert numbers.full_money(1_234_567, THAI, BAHT) == "1,234,567 บาท"


def test_a_kpis_figure_carries_its_unit_and_its_decimals() -> None:
    assert numbers.kpi_full(1180, a_kpi(), THAI) == "1,180 คน"
    assert numbers.kpi_short(1_234_567, a_kpi(), THAI) == "1.23 ล้านคน"
    assert numbers.kpi_full(1180, a_kpi(decimals=1), ENGLISH, with_unit=False) == "1,180.0"
    assert numbers.kpi_change(-20, a_kpi(), THAI) == "−20 คน"


def test_a_ratio_in_a_hundred_reads_as_a_percentage_whatever_its_unit_is_called() -> None:
    kpi = a_kpi(
        denominator=Denominator.SAME,
        aggregation=Aggregation.RATIO,
        per=100.0,
        decimals=2,
        unit=Text(en="share"),
    )
    assert numbers.kpi_full(78.7, kpi, THAI) == "ร้อยละ 78.70"
    assert numbers.kpi_short(78.72, kpi, ENGLISH) == "78.7%"
    assert numbers.kpi_change(1.5, kpi, THAI) == "+1.50 จุดร้อยละ"


def test_figures_beside_each_other_on_a_card_have_the_decimals_that_the_kpi_shows() -> None:
    kpi = a_kpi(denominator=Denominator.SAME, aggregation=Aggregation.RATIO, per=100.0, decimals=2)
    assert [numbers.kpi_short(value, kpi, ENGLISH) for value in (85.97, 88, 100, 5.3, 99.96)] == [
        "86.0%",
        "88.0%",
        "100%",
        "5.30%",
        "100%",
    ]
    assert numbers.kpi_short(78.7, a_kpi(), THAI) == "79 คน"


def test_percentages_in_a_column_have_one_decimal_each() -> None:
    assert [numbers.percent_cell(ratio, THAI) for ratio in (0.72, 1.0, 0.9946, 0.57)] == [
        "72.0%",
        "100.0%",
        "99.5%",
        "57.0%",
    ]


def test_a_percentage_is_said_in_sentences_and_marked_in_cells() -> None:
    kpi = a_kpi(denominator=Denominator.SAME, aggregation=Aggregation.RATIO, per=100.0, decimals=1)
    assert (numbers.kpi_full(78.7, kpi, THAI), numbers.kpi_cell(78.7, kpi, THAI)) == ("ร้อยละ 78.7", "78.7%")
    assert (numbers.kpi_full(78.7, kpi, ENGLISH), numbers.kpi_cell(78.7, kpi, ENGLISH)) == ("78.7%", "78.7%")
    assert numbers.kpi_band(2, 4, kpi, THAI) == "ร้อยละ 2.0–4.0"
    assert numbers.kpi_band_cell(2, 4, kpi, THAI) == "2.0–4.0%"


def test_what_is_no_percentage_reads_alike_in_sentences_and_cells() -> None:
    assert numbers.kpi_cell(-1180, a_kpi(), THAI) == numbers.kpi_full(-1180, a_kpi(), THAI) == "−1,180 คน"
    assert (
        numbers.kpi_band_cell(10, 20, a_kpi(), THAI) == numbers.kpi_band(10, 20, a_kpi(), THAI) == "10–20 คน"
    )


def test_a_rate_in_a_thousand_is_no_percentage() -> None:
    kpi = a_kpi(
        denominator=Denominator.SAME, aggregation=Aggregation.RATIO, per=1000.0, unit=Text(th="คนต่อพันคน")
    )
    assert numbers.kpi_full(12, kpi, THAI) == "12 คนต่อพันคน"


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_card_never_shows_more_than_three_digits_that_mean_something(value: float) -> None:
    said = numbers.short(value, ENGLISH).removesuffix(" million")
    digits = said.replace(",", "").replace(".", "").replace("−", "").lstrip("0").rstrip("0")
    assert len(digits) <= 3
    assert said != "−0"


def test_a_change_of_score_agrees_with_the_two_scores_that_are_shown() -> None:
    assert numbers.change_of_score(3.6558, 3.7349, ENGLISH) == "−0.07 score points"  # 3.66 and 3.73
    assert numbers.change_of_score(3.81, None, ENGLISH) == "not reported"
