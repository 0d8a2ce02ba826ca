"""Every word that a plan may say about a KPI has a case here: a new word without one fails."""

import inspect
from collections.abc import Callable, Mapping
from enum import Enum

import pytest

import domain.kpi
from domain.accumulation import actual_of, add_up, sums_to_date
from domain.attainment import attainment_of
from domain.expectation import Aim, places_expected
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    LevelsOf,
    Owner,
    Polarity,
    Projection,
    Scale,
    Sharing,
)
from domain.outlook import PastYear, look_ahead
from domain.score import score_of
from tests.builders import YEAR, a_kpi, a_plan, expecting, reported, sums

ROWS = [reported(3, 50, 1_000), reported(6, 100, 1_000), reported(9, 150, 1_000)]


def polarity(word: Polarity) -> object:
    """An actual of 50 against a target of 100, or a band of 10 to 42."""
    return attainment_of(word, 50, Aim(value=100, low=10, high=42))


def accumulation(word: Accumulation) -> object:
    kpi = a_kpi(accumulation=word)
    return actual_of(kpi, sums_to_date(kpi, ROWS, 9))


def denominator(word: Denominator) -> object:
    aggregation = Aggregation.SUM if word is Denominator.NONE else Aggregation.RATIO
    kpi = a_kpi(denominator=word, aggregation=aggregation)
    return actual_of(kpi, sums_to_date(kpi, ROWS, 9))


def aggregation(word: Aggregation) -> object:
    return actual_of(a_kpi(aggregation=word), add_up([sums(90, 100), sums(30, 300)]))


def scale(word: Scale) -> object:
    levels = (70, 80, 90) if word is Scale.THREE_STEPS else (60, 70, 80, 90, 100)
    kpi, expected = a_kpi(scale=word, levels_of=LevelsOf.ACTUAL), expecting(100, levels=levels)
    return tuple(score_of(kpi, actual, expected, middle_points=75) for actual in (85, 5))


def levels_of(word: LevelsOf) -> object:
    kpi = a_kpi(scale=Scale.FIVE_STEPS, levels_of=word)
    return score_of(kpi, 81, expecting(90, levels=(60, 70, 80, 90, 100)), middle_points=75)


def grain(word: Grain) -> object:
    return places_expected(a_plan(), a_kpi(grain=word))


def sharing(word: Sharing) -> object:
    return a_kpi(owners=(Owner(department="A"), Owner(department="B", keeper=True)), sharing=word).keepers


def projection(word: Projection) -> object:
    past = [PastYear(year=YEAR - back, to_date=100, final=400) for back in (1, 2)]
    learn = word is Projection.LEARNT
    outlook = look_ahead(a_kpi(), 100, past, year=YEAR, month=6, planned_share=0.5, learn=learn)
    return outlook and (outlook.projected, outlook.learnt)


CASES: Mapping[type[Enum], tuple[Callable[..., object], Mapping[str, object]]] = {
    Polarity: (polarity, {"higher_is_better": 0.5, "lower_is_better": 2.0, "within_band": 0.75}),
    Accumulation: (accumulation, {"sum": 300, "latest": 150, "mean": 100}),
    Denominator: (denominator, {"none": 300, "same": 0.1, "latest": 0.3}),
    Aggregation: (aggregation, {"sum": 120, "ratio": 0.3, "mean": 60, "lowest": 30, "none": None}),
    Scale: (
        scale,
        {
            "five_levels": (3.5, 1),
            "five_steps": (3, 1),
            "milestone": (3, 0),
            "three_steps": (4.375, 0),
            "proportional": (4.25, 0.25),
        },
    ),
    LevelsOf: (levels_of, {"actual": 3, "percent_of_target": 4}),
    Grain: (grain, {"province": 4, "whole": 1}),
    Sharing: (sharing, {"keeper": ("B",), "parts": ("A", "B")}),
    Projection: (projection, {"plan": (200, False), "learnt": (400, True)}),
}


def is_a_word(thing: object) -> bool:
    return inspect.isclass(thing) and issubclass(thing, Enum) and thing.__module__ == domain.kpi.__name__


def test_every_enumeration_of_a_kpi_has_its_cases() -> None:
    assert {kind for _, kind in inspect.getmembers(domain.kpi, is_a_word)} == set(CASES)


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_every_word_does_what_its_case_says_and_no_word_is_without_one(kind: type[Enum]) -> None:
    judge, expected = CASES[kind]
    assert {word.value: judge(word) for word in kind} == expected


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_no_two_words_mean_the_same(kind: type[Enum]) -> None:
    _, expected = CASES[kind]
    assert len(set(expected.values())) == len(list(kind))
