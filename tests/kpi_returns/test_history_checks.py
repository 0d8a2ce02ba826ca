"""A figure beside its own past, beside the other places, and beside the plan. Sheet "S"; the quarter is the second."""

from dataclasses import replace

import pytest
from openpyxl.workbook import Workbook

from domain.finding import Severity
from domain.kpi import Accumulation, Aggregation, Grain, Kpi, Polarity, Scale
from domain.plan import BudgetYear
from domain.text import Language
from house_style.wording import wording
from kpi_returns.checks.explanations import check_explanations
from kpi_returns.reading import ReturnReading
from kpi_returns.writing import render_filled_return
from tests.builders import YEAR, a_flagship, a_kpi, a_level, a_milestone, a_plan, a_province, a_ratio
from tests.kpi_returns.builders import (
    WORDS,
    a_cell,
    a_form,
    an_answer,
    by_province,
    faults,
    finding,
    knowing,
    observed,
    read_bytes,
    read_rows,
    with_changes,
)

QUARTERS = (100.0, 110.0, 90.0, 105.0, 95.0, 100.0)
HEAD = ("kpi", "numerator", "denominator")
TOTAL = a_kpi("K1", accumulation=Accumulation.LATEST)


def judged(kpi: Kpi, figure: float, *past: float) -> ReturnReading:
    return read_rows(knowing(a_form(kpi), *past), HEAD, ("K1", figure))


@pytest.mark.parametrize(
    ("figure", "factor"),
    [(100_000, 1000), (0.1, 1000), (40_000, 1000), (260_000, 1000), (100_000_000, 1_000_000)],
)
def test_a_figure_in_another_unit_than_before_wants_a_yes(figure: float, factor: float) -> None:
    reading = judged(a_kpi("K1", decimals=1), figure, *QUARTERS)
    assert faults(reading) == [("B2", "unit_jump")]
    found = finding(reading, "unit_jump")
    assert (found.severity, found.values["factor"], found.values["usual"]) == (
        Severity.CONFIRM,
        factor,
        100.0,
    )
    assert (("× " in found.english), ("÷ " in found.english)) == (figure > 100, figure < 100)


def test_a_unit_is_told_as_one_and_not_as_how_many_times_the_usual() -> None:
    """215,000 where about 94 is usual is 2,287 times as much."""
    found = finding(judged(a_kpi("K1"), 215_000, 94.0, 94.0), "unit_jump")
    assert found.english == (
        "KPI K1: 215000.0 looks as if it were in another unit (× 1000.0); usually about 94.0 was reported before. "
        "Check whether it is counted in the right unit (คน)."
    )
    assert wording(Language.THAI).finding(found) == (
        "ตัวชี้วัด K1: 215,000 ดูเหมือนใช้หน่วยอื่น (× 1,000) เพราะที่ผ่านมาปกติรายงานประมาณ 94 "
        "โปรดตรวจว่าใช้หน่วยนับถูกต้อง (คน)"
    )


@pytest.mark.parametrize(
    ("figure", "past"),
    [(0, QUARTERS), (100_000, ()), (100_000, (100.0,)), (100_000, (0.0, 0.0, 0.0)), (30_000, (100.0, 100.0))],
)
def test_no_unit_is_guessed_from_too_little_or_from_nothing(figure: float, past: tuple[float, ...]) -> None:
    assert "unit_jump" not in [code for _, code in faults(judged(a_kpi("K1"), figure, *past))]


def test_a_ratio_keeps_its_percentage_and_yet_both_its_counts_are_in_thousands() -> None:
    form = knowing(a_form(a_ratio("K1")), 50.0, 50.0, denominators=(2_000.0, 2_000.0))
    reading = read_rows(form, HEAD, ("K1", 1, 2))
    assert faults(reading) == [("B2", "unit_jump"), ("C2", "unit_jump")]
    assert read_rows(form, HEAD, ("K1", 1_000, 2_000)).findings == ()


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        # Median 100; deviations 0, 10, 10, 5, 5, 0 have the median 5, 1.4826 × 5 = 7.4 is less than a tenth of 100.
        (150, []),
        (50, []),
        (151, [("B2", "unlike_its_past")]),
        (49, [("B2", "unlike_its_past")]),
        (0, [("B2", "unlike_its_past")]),
    ],
)
def test_a_figure_far_from_the_median_of_its_past_wants_a_yes(
    figure: float, expected: list[tuple[str, str]]
) -> None:
    assert faults(judged(a_kpi("K1"), figure, *QUARTERS)) == expected


def test_what_varies_much_may_vary_much() -> None:
    """Median 350, deviations 250, 150, 50, 50, 150, 250: 150 × 1.4826 × 5 = 1,112."""
    past = (100.0, 200.0, 300.0, 400.0, 500.0, 600.0)
    assert faults(judged(a_kpi("K1"), 1_461, *past)) == []
    assert faults(judged(a_kpi("K1"), 1_463, *past)) == [("B2", "unlike_its_past")]


def test_an_unusual_figure_is_told_what_would_be_usual() -> None:
    found = finding(judged(a_kpi("K1"), 151, *QUARTERS), "unlike_its_past")
    assert found.severity is Severity.CONFIRM
    assert found.english.startswith(
        "KPI K1: 151.0 is unusual here. The 6 earlier figures have the median 100.0;"
    )
    assert "from 50.0 to 150.0" in found.english


def test_of_few_earlier_figures_nothing_is_concluded() -> None:
    assert faults(judged(a_kpi("K1"), 151, *QUARTERS[:5])) == []


def test_a_percentage_may_move_by_five_points_even_where_it_never_did() -> None:
    form = knowing(a_form(a_ratio("K1")), *(0.0,) * 8, denominators=(100.0,) * 8)
    assert faults(read_rows(form, HEAD, ("K1", 5, 100))) == []
    assert faults(read_rows(form, HEAD, ("K1", 6, 100))) == [("B2", "unlike_its_past")]


PLACES = tuple(a_province(str(code), name=f"จังหวัด {code}") for code in range(10, 21))
PROVINCE_HEAD = ("province", "K1 | numerator", "K1 | denominator")


def of_eleven(kpi: Kpi, odd: float, *past: float) -> ReturnReading:
    """Ten places at 50 of 100 and the eleventh, of which the past is known."""
    plan = a_plan(kpi, words=WORDS, provinces=PLACES)
    below = 100 if kpi.is_ratio else None
    form = knowing(a_form(kpi, plan=plan), *past, place="20", denominators=(100.0,) * len(past))
    rows = [(str(code), odd if code == 20 else 50, below) for code in range(10, 21)]
    return read_rows(form, PROVINCE_HEAD, *rows)


RATE = a_ratio("K1", grain=Grain.PROVINCE)


def test_a_rate_far_from_that_of_the_other_places_wants_a_yes() -> None:
    reading = of_eleven(RATE, 80)
    assert faults(reading) == [("B12", "unlike_its_peers")]
    assert "among the 11 places of this return, whose median is 50.0; from 25.0 to 75.0" in (
        finding(reading, "unlike_its_peers").english
    )
    assert faults(of_eleven(RATE, 75)) == []


def test_a_place_that_was_always_unlike_the_others_is_not_asked_again() -> None:
    assert faults(of_eleven(RATE, 80, *(80.0,) * 6)) == []
    assert faults(of_eleven(RATE, 80, *(80.0,) * 5)) == [("B12", "unlike_its_peers")]


def test_an_average_is_compared_among_places_and_a_total_is_not() -> None:
    assert faults(of_eleven(a_level("K1", grain=Grain.PROVINCE), 80)) == [("B12", "unlike_its_peers")]
    assert faults(of_eleven(by_province("K1"), 80)) == []


def test_among_few_places_nobody_is_unusual() -> None:
    form = a_form(RATE)
    rows = [(code, odd, 100) for code, odd in (("50", 50), ("57", 50), ("83", 50), ("90", 99))]
    assert faults(read_rows(form, PROVINCE_HEAD, *rows)) == []


@pytest.mark.parametrize(
    ("kpi", "expected"),
    [
        (TOTAL, [("B2", "running_total_fell")]),
        (
            replace(TOTAL, scale=Scale.MILESTONE, aggregation=Aggregation.LOWEST),
            [("B2", "running_total_fell")],
        ),
        (replace(TOTAL, accumulation=Accumulation.SUM), []),
        (replace(TOTAL, polarity=Polarity.LOWER_IS_BETTER), []),
        (replace(TOTAL, aggregation=Aggregation.MEAN), []),
    ],
)
def test_a_running_total_that_fell_wants_a_yes(kpi: Kpi, expected: list[tuple[str, str]]) -> None:
    form = knowing(a_form(kpi), before=240.0)
    assert faults(read_rows(form, HEAD, ("K1", 239))) == expected
    assert faults(read_rows(form, HEAD, ("K1", 240))) == []


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        ((10.0, 20.0, 30.0, 40.0, 9.0, 21.0, 33.0, 39.0, 240.0), [("B2", "running_total_fell")]),
        ((10.0, 9.0, 30.0, 28.0, 9.0, 21.0, 20.0, 39.0, 240.0), []),
    ],
)
def test_what_falls_more_often_than_once_a_year_is_no_running_total(
    past: tuple[float, ...], expected: list[tuple[str, str]]
) -> None:
    """One fall in eight steps, when the year began; four in eight, at any time."""
    form = knowing(a_form(TOTAL), *past, before=240.0)
    assert [
        fault for fault in faults(read_rows(form, HEAD, ("K1", 100))) if fault[1] != "unlike_its_past"
    ] == expected


def test_a_new_year_begins_to_count_anew() -> None:
    form = knowing(a_form(TOTAL), before=240.0)
    period = replace(form.asked[0].period, month=3)
    first = replace(form, month=3, asked=(replace(form.asked[0], period=period),))
    assert faults(read_rows(first, HEAD, ("K1", 60))) == []


@pytest.mark.parametrize(
    ("complete", "expected"),
    [
        (55, [("B2", "milestone_fell")]),
        (0, [("B2", "milestone_fell")]),
        (57, []),
        (a_cell(1, 1, 0.57, percent=True), []),
        (0.56, [("B2", "complete_ambiguous")]),
        (-5, [("B2", "complete_out_of_range")]),
    ],
)
def test_a_milestone_that_is_less_complete_than_before_wants_a_yes(
    complete: float, expected: list[tuple[str, str]]
) -> None:
    form = replace(a_form(), milestones=(a_milestone("M1"),), complete_before={"M1": 0.57})
    assert faults(read_rows(form, ("milestone", "complete"), ("M1", complete))) == expected


def test_money_that_grew_less_within_the_year_wants_a_yes() -> None:
    form = replace(
        a_form(), flagships=(a_flagship("F1"),), committed_before={"F1": 90.0}, disbursed_before={"F1": 50.0}
    )
    head = ("flagship", "committed", "disbursed")
    assert faults(read_rows(form, head, ("F1", 89, 49))) == [("B2", "money_fell"), ("C2", "money_fell")]
    assert faults(read_rows(form, head, ("F1", 90, 50))) == []
    assert faults(read_rows(form, head, ("F1", -1, None))) == [("B2", "money_negative")]


@pytest.mark.parametrize(
    ("committed", "told"),
    [
        (0.0, []),
        (25.0, ["money_in_another_unit"]),
        (160.0, []),
        (25e6, []),
        (50e6, []),
        (50_000_001.0, ["money_above_budget"]),
        (16e9, ["money_above_budget"]),
        (17e9, ["money_in_another_unit"]),
        (25e9, ["money_in_another_unit"]),
    ],
)
def test_money_in_another_unit_than_the_plans_or_beyond_its_budget_wants_a_yes(
    committed: float, told: list[str]
) -> None:
    """The year's budget is 50 million: 25 are millions, 25 thousand million are somebody's satang."""
    budget = BudgetYear(flagship="F1", year=YEAR, quarters=(10e6, 10e6, 20e6, 10e6))
    other = replace(budget, year=YEAR - 1, quarters=(1.0, 1.0, 1.0, 1.0))
    plan = a_plan(words=WORDS, budgets=(budget, other))
    form = replace(a_form(plan=plan), flagships=(a_flagship("F1"),))
    reading = read_rows(form, ("flagship", "committed"), ("F1", committed))
    assert faults(reading) == [("B2", code) for code in told]
    assert {one.severity for one in reading.findings} <= {Severity.CONFIRM}


def test_both_amounts_are_held_against_the_budget_and_a_year_without_one_against_none() -> None:
    budget = BudgetYear(flagship="F1", year=YEAR, quarters=(10e6, 10e6, 20e6, 10e6))
    head, row = ("flagship", "committed", "disbursed"), ("F1", 60e6, 55e6)
    for year, told in ((YEAR, [("B2", "money_above_budget"), ("C2", "money_above_budget")]), (YEAR + 1, [])):
        plan = a_plan(words=WORDS, budgets=(replace(budget, year=year),))
        form = replace(a_form(plan=plan), flagships=(a_flagship("F1"),))
        assert faults(read_rows(form, head, row)) == told


@pytest.mark.parametrize(
    ("committed", "disbursed", "expected"),
    [
        (80, 81, [("C2", "disbursed_above_committed")]),
        (0, 1, [("C2", "disbursed_above_committed")]),
        (80, 80, []),
        (80, None, []),
        (None, 80, []),
        ("-", 80, []),
        (-1, 80, [("B2", "money_negative"), ("C2", "disbursed_above_committed")]),
        ("85%", 90, [("B2", "percent_instead_of_money")]),
    ],
)
def test_what_is_disbursed_beyond_what_is_committed_wants_a_yes(
    committed: float | str | None, disbursed: float | None, expected: list[tuple[str, str]]
) -> None:
    form = replace(a_form(), flagships=(a_flagship("F1"),))
    reading = read_rows(form, ("flagship", "committed", "disbursed"), ("F1", committed, disbursed))
    told = [fault for fault in faults(reading) if fault[1] != "read_as_not_reported"]
    assert told == expected


def test_a_target_that_was_changed_in_the_file_is_told_with_both_numbers() -> None:
    form = knowing(a_form(a_kpi("K1")), target=1500.0)
    reading = read_rows(form, ("kpi", "target", "numerator"), ("K1", 1200, 5))
    assert faults(reading) == [("B2", "target_differs")]
    assert "1200.0, but the plan's is 1500.0" in finding(reading, "target_differs").english
    assert read_rows(form, ("kpi", "target", "numerator"), ("K1", 1500, 5)).findings == ()
    assert read_rows(form, ("kpi", "target", "numerator"), ("K1", None, 5)).findings == ()


def test_a_target_of_a_kpi_that_has_none_is_told_too() -> None:
    reading = read_rows(a_form(a_kpi("K1")), ("kpi", "target", "numerator"), ("K1", 1200, 5))
    assert "the plan gives none" in finding(reading, "target_differs").english


@pytest.mark.parametrize("label", ["เป้าหมายสะสมถึงงวดนี้", "Target to date"])
def test_a_target_above_a_column_is_found_by_its_label(label: str) -> None:
    form = knowing(a_form(by_province("K1")), target=1500.0)
    rows = (
        ("", label, 1200),
        ("", "ผลงานงวดก่อน", 99),
        ("province", "name", "K1 | numerator"),
        ("50", None, 5),
    )
    assert faults(read_rows(form, *rows)) == [("C1", "target_differs")]
    assert faults(read_rows(form, ("", label, 1500), *rows[1:])) == []


def test_a_kpi_that_will_be_critical_needs_its_cause_and_action_each_at_its_cell() -> None:
    form = a_form(a_kpi("K1"), a_kpi("K2"), a_kpi("K3"))
    table = (("kpi", "cause", "action"), ("K1", "Flood", None), ("K2", "Flood", "Boats"), ("K3", None, None))
    lines = read_rows(form, ("kpi", "numerator"), ("K1", 5), (), *table).lines
    assert lines is not None
    found = list(check_explanations(lines, frozenset({"K1", "K2"})))
    assert [(f.cell, f.code, f.values["kpi"], f.severity) for f in found] == [
        ("C5", "explanation_missing", "K1", Severity.BLOCK)
    ]
    cause, action = check_explanations(lines, frozenset({"K3"}))
    assert (cause.cell, action.cell) == ("B7", "C7")
    wanted = ("cause", "what is done", "สาเหตุ", "แนวทางแก้ไข")
    said = [wording(Language.THAI).finding(found) + found.english for found in (cause, action)]
    assert [[word for word in wanted if word in words] for words in said] == [
        ["cause", "สาเหตุ"],
        ["what is done", "แนวทางแก้ไข"],
    ]


def test_a_workbook_without_a_table_of_explanations_is_told_so_as_a_whole() -> None:
    lines = read_rows(a_form(a_kpi("K1")), ("kpi", "numerator"), ("K1", 5)).lines
    assert lines is not None
    (found,) = check_explanations(lines, frozenset({"K1"}))
    assert (found.cell, found.severity) == ("", Severity.CONFIRM)
    assert "its cause and what is done about it" in found.english


def _set_targets(book: Workbook) -> None:
    """Whoever takes the protection off a sheet may write a target of his own."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == 1500:
                    cell.value = 1200


def test_a_target_that_was_changed_in_the_blank_return_is_found_on_both_sheets() -> None:
    form = a_form(a_kpi("K1"), by_province("K2"))
    form = replace(form, asked=tuple(replace(asked, target=1500.0) for asked in form.asked))
    answered = an_answer(form, observed("K1", 5.0), observed("K2", 6.0, province="50"))
    content = render_filled_return(form, answered, Language.THAI)
    assert faults(read_bytes(form, content)) == []
    told = read_bytes(form, with_changes(content, _set_targets)).findings
    assert [f.values["kpi"] for f in told if f.code == "target_differs"] == ["K1", "K2"]
