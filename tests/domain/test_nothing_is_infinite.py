"""Whatever finite figures come in, what goes out is finite and within its range."""

from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from math import isfinite

from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.accumulation import Reported
from domain.attainment import attainment_of
from domain.expectation import Aim, Path, Place
from domain.funnel import chance_limits
from domain.kpi import Kpi, KpiYear, LevelsOf, Polarity, Scale
from domain.outlook import PastYear, look_ahead, required_run_rate
from domain.plan import Phasing, Plan
from tests.builders import YEAR, a_kpi, a_phasing, a_plan, a_target, aims, expecting, levels
from tests.domain.given import PHASING, QUARTERS, Case, cases, extremes, kpis

FEW = settings(max_examples=60)
shares = st.floats(min_value=0, max_value=1) | st.sampled_from([0.0, 5e-324, 1e-300, 1.0])


def numbers_in(thing: object) -> list[float]:
    """Every number in a result, however deep."""
    if isinstance(thing, float):
        return [thing]
    if isinstance(thing, tuple):
        return [number for part in thing for number in numbers_in(part)]
    if is_dataclass(thing) and not isinstance(thing, type | Kpi | Plan):
        return [number for field in fields(thing) for number in numbers_in(getattr(thing, field.name))]
    return []


def test_numbers_are_found_however_deep() -> None:
    assert numbers_in(expecting(3.0, levels=(1.0, None))) == [3.0, 3.0, 1.0]


@FEW
@given(actual=extremes, value=extremes, width=extremes)
@example(actual=-1e308, value=1e-308, width=1e308)
@example(actual=1e-320, value=1e308, width=1e-320)
def test_attainment_lies_between_nothing_and_twice_the_target(
    actual: float, value: float, width: float
) -> None:
    for polarity in Polarity:
        found = attainment_of(polarity, actual, Aim(value=value, low=value, high=value + width))
        assert found is None or 0 <= found <= 2


@FEW
@given(case=cases())
def test_a_score_lies_between_nothing_and_full_marks(case: Case) -> None:
    figure = case.judged()
    assert figure.score is None or 0 <= figure.score <= 5
    assert figure.attainment is None or 0 <= figure.attainment <= 2


@settings(max_examples=150)
@given(case=cases(), data=st.data())
def test_a_judged_figure_holds_only_finite_numbers(case: Case, data: st.DataObject) -> None:
    def report(row: Reported) -> Reported:
        denominator = None if row.denominator is None else data.draw(extremes)
        return replace(row, numerator=data.draw(extremes), denominator=denominator)

    target = replace(case.target, value=data.draw(extremes))
    if case.kpi.polarity is Polarity.WITHIN_BAND:
        target = replace(target, value=None, low=data.draw(extremes), high=data.draw(extremes))
    kpi = replace(case.kpi, years=(KpiYear(year=YEAR, baseline=data.draw(st.none() | extremes)),))
    wild = replace(case, kpi=kpi, target=target, rows=[[report(row) for row in place] for place in case.rows])
    figure = wild.judged()
    assert all(isfinite(number) for number in numbers_in(figure))
    assert figure.score is None or 0 <= figure.score <= 5
    assert figure.attainment is None or 0 <= figure.attainment <= 2


@FEW
@given(year=extremes, period=extremes, baseline=st.none() | extremes, place=extremes)
def test_levels_stay_finite_however_odd_the_targets(
    year: float, period: float, baseline: float | None, place: float
) -> None:
    rows = levels(-7, 0, 0.1, 50, 1e300)
    kpi = a_kpi(
        scale=Scale.FIVE_LEVELS,
        levels_of=LevelsOf.ACTUAL,
        levels=rows,
        years=(KpiYear(year=YEAR, baseline=baseline),),
    )
    given_targets = (a_target(year), a_target(period, month=6), a_target(place, province="50"))
    board = aims(a_plan(kpi), *given_targets)
    for month in QUARTERS:
        for province in ("", "50"):
            found = board.expected(kpi, year=YEAR, month=month, place=Place(province=province))
            assert all(isfinite(number) for number in numbers_in(found))


@FEW
@given(kpi=kpis(), actual=extremes, past=st.lists(st.tuples(extremes, extremes), max_size=3), share=shares)
def test_an_outlook_holds_only_finite_numbers(
    kpi: Kpi, actual: float, past: list[tuple[float, float]], share: float
) -> None:
    history = [PastYear(year=YEAR - 1 - i, to_date=then, final=end) for i, (then, end) in enumerate(past)]
    for month in QUARTERS:
        for learn in (False, True):
            found = look_ahead(kpi, actual, history, year=YEAR, month=month, planned_share=share, learn=learn)
            assert all(isfinite(number) for number in numbers_in(found))
            if found is not None and found.low is not None and found.high is not None:
                assert found.low <= found.projected <= found.high


@FEW
@given(target=extremes, actual=extremes, month=st.integers(min_value=1, max_value=12))
def test_what_is_required_is_finite_never_negative_and_fills_the_year(
    target: float, actual: float, month: int
) -> None:
    plan: Plan = a_plan(phasings=(PHASING,))
    marks = [plan.cumulative_share(PHASING.code, m) for m in range(month, 13)]
    steps = [after - before for before, after in pairwise(marks)]
    rates = required_run_rate(a_kpi(), target=target, actual=actual, shares=steps, share_so_far=marks[0])
    assert all(isfinite(rate) and rate >= 0 for rate in rates)
    left = max(0.0, target - actual)
    assert abs(sum(rates) - (left if month < 12 else 0)) <= 1e-9 * left + 1e-300


@FEW
@given(share=shares, size=extremes)
def test_chance_limits_stay_within_what_a_share_can_be(share: float, size: float) -> None:
    limits = chance_limits(share, size)
    assert (limits is None) is (size <= 0)
    if limits is not None:
        (low, high), (lower, higher) = limits.warning, limits.alarm
        assert 0 <= lower <= low <= share <= high <= higher <= 1


@FEW
@given(value=extremes, origin=extremes, share=shares)
def test_what_is_on_its_way_lies_between_where_it_began_and_where_it_goes(
    value: float, origin: float, share: float
) -> None:
    found = Path(origin=origin, share=share).moved(value)
    slack = 1e-9 * max(abs(value), abs(origin), 1.0)
    assert min(value, origin) - slack <= found <= max(value, origin) + slack


def test_a_phasing_that_is_given_ends_with_the_whole_year() -> None:
    phasing: Phasing = a_phasing(*[month / 12 for month in range(1, 13)])
    plan = a_plan(phasings=(phasing,))
    assert [plan.cumulative_share(phasing.code, m) for m in (6, 12)] == [0.5, 1]
    assert [plan.cumulative_share("", m) for m in (6, 12)] == [0.5, 1]
