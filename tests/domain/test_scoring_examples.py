"""Every worked row of scoring_examples.csv, through the functions that score the ministry."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.expectation import Levels
from domain.kpi import LevelsOf, Polarity, Scale
from domain.roll_up import roll_up
from domain.score import full_marks_actual, score_of
from tests.builders import a_kpi, a_target, due, expecting, judged, levels, sums

TABLE = Path(__file__).with_name("scoring_examples.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines()))
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def numbers(text: str) -> list[float]:
    return [float(found) for found in NUMBER.findall(text)]


def weighted_score(words: str) -> float | None:
    """What a KPI adds to the whole: its weight of a hundred times its score."""
    weight, score = numbers(words)
    return roll_up([due("this", weight, score), due("the others", 100 - weight, 0.0)]).score


def milestone(words: str) -> float | None:
    """ "levels 1..5, level 2 reached": judged at year end, from a report of the level."""
    reached = numbers(words)[-1]
    kpi = a_kpi(scale=Scale.MILESTONE)
    return judged(kpi, sums(reached)).score


def three_steps(words: str, polarity: Polarity = Polarity.HIGHER_IS_BETTER) -> float | None:
    """The points of three steps, the middle one worth 75."""
    given = numbers(words.replace("50:", "").replace("100:", ""))
    kpi = a_kpi(scale=Scale.THREE_STEPS, levels_of=LevelsOf.ACTUAL, polarity=polarity)
    score = score_of(kpi, given[3], expecting(levels=tuple(given[:3])), middle_points=75.0)
    return None if score is None else score * 20


def falling_three_steps(words: str) -> float | None:
    """The same where less is better."""
    return three_steps(words, Polarity.LOWER_IS_BETTER)


def step_bands(words: str) -> float | None:
    """Five steps in per cent of a target of 30, judged at year end; the lowest level is not given."""
    rows = levels(None, 70, 80, 90, 100)
    kpi = a_kpi(scale=Scale.FIVE_STEPS, levels=rows, levels_of=LevelsOf.PERCENT_OF_TARGET)
    return judged(kpi, sums(numbers(words)[0]), a_target(30)).score


def five_levels(words: str) -> float | None:
    """Five levels of the actual; they fall where less is better."""
    *given, actual = numbers(words)
    row: Levels = tuple(given)
    polarity = Polarity.LOWER_IS_BETTER if given[0] > given[-1] else Polarity.HIGHER_IS_BETTER
    kpi = a_kpi(scale=Scale.FIVE_LEVELS, levels_of=LevelsOf.ACTUAL, polarity=polarity)
    return score_of(kpi, actual, expecting(levels=row), middle_points=75.0)


def gap_to_target(words: str) -> float | None:
    """What is missing to the target of a percentage."""
    target, result = numbers(words)
    full = full_marks_actual(a_kpi(scale=Scale.PROPORTIONAL), expecting(target))
    return None if full is None else full - result


READERS: dict[str, Callable[[str], float | None]] = {
    **dict.fromkeys(("W1", "W2", "W3"), weighted_score),
    **dict.fromkeys(("L1", "L2"), milestone),
    **dict.fromkeys(("A1", "A2", "T1", "T2", "T3"), three_steps),
    "T4": falling_three_steps,
    **dict.fromkeys(("B1", "B2", "B3", "B4", "B5"), step_bands),
    **dict.fromkeys(("F1", "F2", "F3", "F4", "F5"), five_levels),
    "G1": gap_to_target,
}


def test_every_worked_row_has_a_reader() -> None:
    assert {row["id"] for row in ROWS} == set(READERS)
    assert len(ROWS) == 22


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_worked_row_comes_out_as_it_is_printed(row: dict[str, str]) -> None:
    found = READERS[row["id"]](row["input"])
    assert found is not None
    assert round(found, 4) == float(row["expected"])
