"""Parts sum to their whole, bounds enclose, the order of rows never matters, and no percentage is averaged."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.accumulation import Sums, actual_of, add_up, sums_to_date
from domain.flagship_progress import actual_progress, planned_progress, progress_of
from domain.plan import Milestone
from domain.roll_up import Gap, Weighed, contributions, roll_up, split_by_gap, split_by_weight
from tests.builders import a_ratio, due, sums
from tests.domain.given import Case, amounts, cases, flagships

FEW = settings(max_examples=60)
weights = st.integers(min_value=0, max_value=40).map(float)
scores = st.integers(min_value=0, max_value=50_000).map(lambda parts: parts / 10_000)


@st.composite
def boards(draw: st.DrawFn) -> list[Weighed]:
    drawn = draw(st.lists(st.tuples(weights, st.none() | scores), max_size=8))
    return [due(f"K{i}", weight, score) for i, (weight, score) in enumerate(drawn)]


@FEW
@given(board=boards())
def test_contributions_sum_to_the_shortfall(board: list[Weighed]) -> None:
    score = roll_up(board).score
    total = sum(contributions(board).values())
    assert total == (pytest.approx(5 - score, abs=0.00006) if score is not None else 0)


@FEW
@given(board=boards(), found=st.lists(scores, min_size=8, max_size=8))
def test_the_bounds_enclose_the_score_whatever_the_missing_ones_turn_out(
    board: list[Weighed], found: list[float]
) -> None:
    group = roll_up(board)
    final = roll_up(
        [
            row if row.score is not None else replace(row, score=new)
            for row, new in zip(board, found, strict=False)
        ]
    )
    if group.worst is None or group.best is None:
        assert final.score is None
        return
    assert final.score is not None
    assert group.worst - 1e-9 <= final.score <= group.best + 1e-9
    assert 0 <= group.worst <= group.best <= 5
    assert group.score is None or group.worst <= group.score <= group.best


@FEW
@given(board=boards())
def test_the_bounds_are_reached_when_all_that_is_missing_is_full_or_empty(board: list[Weighed]) -> None:
    group = roll_up(board)
    for bound, turned_out in ((group.best, 5.0), (group.worst, 0.0)):
        final = [row if row.score is not None else replace(row, score=turned_out) for row in board]
        assert roll_up(final).score == bound


@FEW
@given(board=boards(), data=st.data())
def test_the_order_of_kpis_never_matters(board: list[Weighed], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(board))
    assert roll_up(shuffled) == roll_up(board)
    assert contributions(shuffled) == contributions(board)


@FEW
@given(case=cases(), data=st.data())
def test_the_order_of_reports_and_places_never_matters(case: Case, data: st.DataObject) -> None:
    rows = [data.draw(st.permutations(place)) for place in data.draw(st.permutations(case.rows))]
    assert case.judged(rows) == case.judged()


@FEW
@given(cost=scores, parts=st.dictionaries(st.sampled_from("ABCDEF"), weights))
def test_departments_parts_sum_to_the_whole(cost: float, parts: dict[str, float]) -> None:
    split = split_by_weight(cost, parts)
    assert sum(split.values()) == (pytest.approx(cost) if any(parts.values()) else 0)


@FEW
@given(cost=scores, gaps=st.lists(st.integers(min_value=-1_000, max_value=1_000), max_size=8))
def test_places_parts_sum_to_the_whole(cost: float, gaps: list[int]) -> None:
    split = split_by_gap(cost, [Gap(code=str(i), gap=gap) for i, gap in enumerate(gaps)])
    assert sum(split.values()) == (pytest.approx(cost, abs=1e-9) if sum(gaps) else 0)


# --- no percentage is ever averaged --------------------------------------------------------------------------

counted = st.tuples(amounts, st.integers(min_value=1, max_value=10_000))


@FEW
@given(one=counted, other=counted)
def test_a_ratio_of_two_places_is_that_of_all_their_people_and_lies_between(
    one: tuple[float, int], other: tuple[float, int]
) -> None:
    kpi = a_ratio()
    together = actual_of(kpi, add_up([sums(*one), sums(*other)]))
    merged = actual_of(kpi, sums(one[0] + other[0], one[1] + other[1]))
    assert together == pytest.approx(100 * (one[0] + other[0]) / (one[1] + other[1]))
    assert together == merged
    single = sorted(100 * n / d for n, d in (one, other))
    assert together is not None
    assert single[0] - 1e-9 <= together <= single[1] + 1e-9


@FEW
@given(case=cases())
def test_adding_up_in_steps_is_adding_up_at_once(case: Case) -> None:
    places = [sums_to_date(case.kpi, rows, case.month) for rows in case.rows]
    at_once = add_up(places)
    in_steps = Sums()
    for place in places:
        in_steps = add_up([in_steps, place])
    assert in_steps.numerator == pytest.approx(at_once.numerator)
    assert in_steps.denominator == pytest.approx(at_once.denominator)
    assert replace(in_steps, numerator=0, denominator=0) == replace(at_once, numerator=0, denominator=0)


# --- flagships -----------------------------------------------------------------------------------------------

days = st.integers(min_value=-30, max_value=400).map(lambda n: date(2020, 1, 1) + timedelta(days=n))
shares = st.integers(min_value=0, max_value=100).map(lambda percent: percent / 100)


@FEW
@given(work=flagships(), one=days, other=days)
def test_planned_progress_never_falls_and_stays_between_nothing_and_all(
    work: list[Milestone], one: date, other: date
) -> None:
    earlier, later = (planned_progress(work, day) for day in sorted((one, other)))
    assert 0 <= earlier <= later + 1e-12
    assert later <= 1


@FEW
@given(work=flagships(), day=days, done=st.lists(shares, min_size=4, max_size=4))
def test_slippage_leads_to_the_last_day_on_which_the_plan_was_not_further(
    work: list[Milestone], day: date, done: list[float]
) -> None:
    complete = {milestone.code: share for milestone, share in zip(work, done, strict=False)}
    progress = progress_of(work, complete, day)
    assert progress.actual is not None
    assert progress.slippage is not None
    assert progress.actual == actual_progress(work, complete)
    there = day - timedelta(days=progress.slippage)
    assert planned_progress(work, there) <= progress.actual + 1e-6
    end = max(*(milestone.planned_end for milestone in work), day)
    assert there == end or planned_progress(work, there + timedelta(days=1)) > progress.actual
