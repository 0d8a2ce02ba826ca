"""A thousand random returns, written and read: as tests/kpi_returns/test_round_trip.py, for longer."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.kpi_return import KpiReturn
from domain.text import Language
from kpi_returns.writing import render_filled_return
from tests.kpi_returns.builders import placeless, read_bytes
from tests.kpi_returns.test_round_trip import FORM, answers

RETURNS = 1_000


@settings(max_examples=RETURNS)
@given(answered=answers(), language=st.sampled_from(Language))
def test_what_is_written_is_what_is_read_a_thousand_times(answered: KpiReturn, language: Language) -> None:
    reading = read_bytes(FORM, render_filled_return(FORM, answered, language))
    assert reading.answered is not None, reading.findings
    assert placeless(reading.answered) == placeless(answered)
