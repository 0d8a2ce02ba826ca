"""A thousand random returns rehearsed and then approved: as tests/use_cases/test_rehearse.py, for longer."""

from hypothesis import given, settings

from domain.kpi_return import KpiReturn
from tests.use_cases.test_rehearse import answers, assert_promise_is_kept

RETURNS = 500  # of two returns each


@settings(max_examples=RETURNS)
@given(first=answers(), second=answers())
def test_what_will_change_is_what_happens_a_thousand_times(first: KpiReturn, second: KpiReturn) -> None:
    assert_promise_is_kept(first, second)
