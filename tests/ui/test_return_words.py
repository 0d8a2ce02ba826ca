"""Reported figures as reviewers read them: all of their digits, and none that a calculation left behind."""

from types import SimpleNamespace
from typing import cast

import pytest

from domain.text import Language
from house_style.wording import wording
from tests.builders import a_kpi, a_plan, a_ratio
from ui.parts.return_words import say_figure
from ui.screen import Screen

PLAN = a_plan(a_kpi("PEOPLE"), a_kpi("HOURS", decimals=1), a_ratio("SHARE", decimals=2))
SCREEN = cast("Screen", SimpleNamespace(words=wording(Language.ENGLISH), plan=PLAN))


@pytest.mark.parametrize(
    ("code", "part", "value", "said"),
    [
        ("PEOPLE", "numerator", 60.0, "60"),
        ("PEOPLE", "numerator", 57.99999999, "58"),
        ("PEOPLE", "numerator", 58.5, "58.5"),
        ("PEOPLE", "numerator", 0.123456, "0.1235"),
        ("HOURS", "numerator", 60.0, "60.0"),
        ("HOURS", "numerator", 58.00000001, "58.0"),
        ("HOURS", "numerator", 58.25, "58.25"),
        # What a ratio counts has none of the decimals of what it is divided into.
        ("SHARE", "numerator", 120.0, "120"),
        ("SHARE", "denominator", 400.0, "400"),
        ("M1", "complete", 0.57999999999, "58"),
        ("F1", "disbursed", 1_500.25, "1,500.25"),
        ("PEOPLE", "numerator", None, "not reported"),
    ],
)
def test_a_figure_has_the_decimals_of_its_kpi_and_every_digit_of_its_own(
    code: str, part: str, value: float | None, said: str
) -> None:
    assert say_figure(SCREEN, value, part, code) == said
