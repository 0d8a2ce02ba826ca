"""More of a good thing never lowers a score."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.kpi import Kpi, LevelsOf, Polarity, Scale
from domain.score import score_of
from tests.builders import a_kpi, expecting
from tests.domain.given import SHAPES, Case, amounts, any_amounts, cases, is_allowed, level_rows

SCORED = [
    kpi
    for polarity in Polarity
    for scale in Scale
    for levels_of in LevelsOf
    if is_allowed(kpi := a_kpi(polarity=polarity, scale=scale, levels_of=levels_of))
]


def badness(polarity: Polarity, actual: float, low: float, high: float) -> float:
    """How far an actual is from the good side."""
    match polarity:
        case Polarity.HIGHER_IS_BETTER:
            return -actual
        case Polarity.LOWER_IS_BETTER:
            return actual
        case Polarity.WITHIN_BAND:
            return max(low - actual, actual - high, 0.0)


@pytest.mark.parametrize("kpi", SCORED, ids=lambda kpi: f"{kpi.polarity}-{kpi.scale}-{kpi.levels_of}")
@settings(max_examples=40)
@given(data=st.data(), first=any_amounts, second=any_amounts | amounts, target=st.integers(0, 1_000))
def test_a_better_actual_never_scores_less(
    kpi: Kpi, data: st.DataObject, first: float, second: float, target: int
) -> None:
    row = data.draw(level_rows(kpi))
    band = kpi.polarity is Polarity.WITHIN_BAND
    expected = replace(
        expecting(None if band else target, levels=row.values),
        to_date=expecting(low=target, high=target + 50).year if band else expecting(target).year,
    )
    worse, better = sorted(
        (first, second), key=lambda x: badness(kpi.polarity, x, target, target + 50), reverse=True
    )
    scores = [score_of(kpi, actual, expected, middle_points=75) for actual in (worse, better)]
    low, high = scores
    assert (low is None) is (high is None)
    assert low is None or high is None or low <= high


def test_every_allowed_way_to_score_is_tried() -> None:
    assert {(kpi.polarity, kpi.scale) for kpi in SCORED} == {
        (polarity, scale)
        for polarity in (Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER)
        for scale in Scale
        if (polarity, scale) != (Polarity.LOWER_IS_BETTER, Scale.MILESTONE)
    } | {(Polarity.WITHIN_BAND, Scale.PROPORTIONAL)}
    assert {kpi.levels_of for kpi in SCORED} == set(LevelsOf)
    assert len(SHAPES) > len(SCORED)


@settings(max_examples=200)
@given(case=cases(), data=st.data(), more=amounts)
def test_reporting_more_of_a_good_thing_never_lowers_the_score_of_the_kpi(
    case: Case, data: st.DataObject, more: float
) -> None:
    place = data.draw(st.integers(0, len(case.rows) - 1))
    period = data.draw(st.integers(0, len(case.rows[place]) - 1))
    rows = [list(reported) for reported in case.rows]
    before = rows[place][period]
    rows[place][period] = replace(before, numerator=before.numerator + more)
    less, greater = case.judged(), case.judged(rows)
    assert less.cause is greater.cause
    if less.score is None or greater.score is None:
        assert less.score is greater.score
    elif case.kpi.polarity is Polarity.HIGHER_IS_BETTER:
        assert greater.score >= less.score
    elif case.kpi.polarity is Polarity.LOWER_IS_BETTER:
        assert greater.score <= less.score
    else:
        low, high = less.expected.to_date.low, less.expected.to_date.high
        assert low is not None
        assert high is not None
        away = [badness(case.kpi.polarity, f.actual or 0.0, low, high) for f in (less, greater)]
        better, worse = (greater, less) if away[1] < away[0] else (less, greater)
        assert (better.score or 0.0) >= (worse.score or 0.0)
