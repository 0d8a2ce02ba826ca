"""Totals: how many persons, cases or baht there are. Sheet "S"; the quarter is the second."""

from dataclasses import replace

import pytest

from domain.finding import Severity
from domain.kpi import Aggregation, Kpi, KpiYear
from domain.kpi_return import ReturnForm
from domain.text import Language
from kpi_returns.reading import ReturnReading
from tests.builders import YEAR, a_kpi, a_ratio
from tests.kpi_returns.builders import a_form, blank_book, by_province, faults, finding, knowing, read_rows

HEAD = ("kpi", "numerator", "denominator")
CHILDREN = a_kpi("K1")
WITH_LOSSES = replace(CHILDREN, years=(KpiYear(year=YEAR, baseline=-20.0),))


def told(form: ReturnForm, figure: float) -> ReturnReading:
    return read_rows(form, HEAD, ("K1", figure))


@pytest.mark.parametrize(("figure", "expected"), [(-5, [("B2", "total_negative")]), (0, []), (277, [])])
def test_fewer_than_none_want_a_yes(figure: float, expected: list[tuple[str, str]]) -> None:
    assert faults(told(knowing(a_form(CHILDREN), 277.0, 270.0), figure)) == expected


def test_a_total_below_zero_is_asked_about_and_not_refused() -> None:
    reading = told(a_form(CHILDREN), -5)
    assert finding(reading, "total_negative").severity is Severity.CONFIRM
    assert reading.answered is not None


@pytest.mark.parametrize(
    "form",
    [
        knowing(a_form(CHILDREN), 30.0, -10.0, before=20.0),
        knowing(a_form(CHILDREN), before=-10.0),
        knowing(a_form(CHILDREN), target=-40.0),
        a_form(WITH_LOSSES),
    ],
)
def test_what_was_or_is_to_be_below_zero_may_be_so(form: ReturnForm) -> None:
    assert faults(told(form, -5)) == []


@pytest.mark.parametrize(
    ("minimum", "figure", "expected"),
    [(0.0, -5, [("B2", "below_minimum")]), (-10.0, -5, []), (-10.0, -11, [("B2", "below_minimum")])],
)
def test_where_the_plan_bounds_a_total_its_bound_is_the_rule(
    minimum: float, figure: float, expected: list[tuple[str, str]]
) -> None:
    assert faults(told(a_form(replace(CHILDREN, minimum=minimum)), figure)) == expected


@pytest.mark.parametrize("kpi", [replace(CHILDREN, aggregation=Aggregation.MEAN), a_ratio("K1")])
def test_a_ratio_and_an_average_may_be_below_zero(kpi: Kpi) -> None:
    assert faults(read_rows(a_form(kpi), HEAD, ("K1", -5, 100 if kpi.is_ratio else None))) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (1_200.5, [("B2", "total_not_whole")]),
        ("1,200.5", [("B2", "total_not_whole")]),
        (1_200, []),
        ("1,200.0", []),
        (1_200.0000000002, []),
    ],
)
def test_half_a_person_wants_a_yes(written: float | str, expected: list[tuple[str, str]]) -> None:
    reading = read_rows(a_form(CHILDREN), HEAD, ("K1", written))
    assert faults(reading) == expected
    assert {one.severity for one in reading.findings} <= {Severity.CONFIRM}


@pytest.mark.parametrize(
    "kpi",
    [
        replace(CHILDREN, decimals=1),
        replace(CHILDREN, aggregation=Aggregation.MEAN),
        a_ratio("K1", decimals=0),
    ],
)
def test_what_is_shown_with_decimals_or_is_no_total_may_have_them(kpi: Kpi) -> None:
    assert faults(read_rows(a_form(kpi), HEAD, ("K1", 12.5, 50 if kpi.is_ratio else None))) == []


def test_every_province_has_its_own_cell_asked_about() -> None:
    rows = (("50", 3), ("57", -1))
    reading = read_rows(a_form(by_province("K1")), ("province", "K1 | numerator"), *rows)
    assert faults(reading) == [("B3", "total_negative")]


@pytest.mark.parametrize(
    ("form", "lowest"),
    [
        (a_form(CHILDREN), "0"),
        (a_form(WITH_LOSSES), "-1000000000000000"),
        (a_form(replace(CHILDREN, minimum=-10.0)), "-10"),
        (a_form(replace(CHILDREN, aggregation=Aggregation.MEAN)), "-1000000000000000"),
    ],
)
def test_the_blank_return_takes_no_less_than_none(form: ReturnForm, lowest: str) -> None:
    (rule,) = [
        one
        for one in blank_book(form, Language.THAI).worksheets[1].data_validations.dataValidation
        if str(one.sqref) == "G6"
    ]
    assert rule.formula1 == lowest
