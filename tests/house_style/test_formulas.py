"""Text that leaves in a table is text, whatever a spreadsheet would make of it."""

import pytest

from house_style.formulas import harmless


@pytest.mark.parametrize(
    "text", ["=1+1", "+66 2 123", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"]
)
def test_what_begins_like_a_formula_is_kept_from_being_one(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "สมศรี", "a=b", "2563", "(=1)", "'=1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
