import pytest

from kpi_returns.numbers import percent_of, read_number, read_year, share_of


@pytest.mark.parametrize(
    ("written", "number", "is_percent"),
    [
        ("0", 0.0, False),
        ("1250", 1250.0, False),
        ("1,250", 1250.0, False),
        ("1,234,567.5", 1234567.5, False),
        ("๑,๒๕๐", 1250.0, False),
        ("๐", 0.0, False),
        ("  42 ", 42.0, False),
        ("\u00a042\u200b", 42.0, False),
        ("-3", -3.0, False),
        ("−3", -3.0, False),
        ("+3", 3.0, False),
        ("85%", 85.0, True),
        ("๘๕.๕ %", 85.5, True),
    ],
)
def test_a_number_is_what_a_clerk_would_call_one(written: str, number: float, is_percent: bool) -> None:
    assert read_number(written) == (number, is_percent)


@pytest.mark.parametrize(
    "written",
    [
        "1_000",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "1e5",
        "1E5",
        "0x1F",
        "\uff11\uff12",  # full-width digits
        "\u0661\u0662",  # Arabic digits
        "1,00",
        "12,34,567",
        "0,123",
        "1,0000",
        "1.250,5",
        "1.2.3",
        "10 20",
        "10/20",
        "1 250",
        "(5)",
        "5.",
        ".5",
        "- 5",
        "--5",
        "85%%",
        "ประมาณ 50",
        "50 คน",
        "",
        " ",
        "9" * 16,
        "9" * 400,
    ],
)
def test_whatever_could_mean_something_else_is_no_number(written: str) -> None:
    assert read_number(written) is None


def test_a_share_becomes_percent_without_the_noise_of_binary_fractions() -> None:
    assert 0.57 * 100 != 57.0
    assert percent_of(0.57) == 57.0
    assert share_of(57.0) == 0.57


@pytest.mark.parametrize(
    "written", [2563, 2563.0, "2563", "๒๕๖๓", "พ.ศ. 2563", "พ.ศ.2563", 2020, "ค.ศ. 2020", "BE 2563"]
)
def test_a_year_may_be_written_in_either_era(written: str | float) -> None:
    assert read_year(written) == 2020


@pytest.mark.parametrize("written", ["63", 63, "2563/2564", "-2563", "nan", 2563.5, "", "9999", True])
def test_what_is_no_year_is_not_taken_for_one(written: str | float) -> None:
    assert read_year(written) is None
