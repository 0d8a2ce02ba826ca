from enum import StrEnum

import pytest

from domain.kpi import Accumulation, Aggregation
from domain.status import Status
from domain.text import Language
from house_style.labels import LABELS, say_label
from house_style.wording import wording


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_every_choice_of_a_kind_has_its_own_word_in_both_languages(kind: type[StrEnum]) -> None:
    for language in Language:
        said = [say_label(choice, wording(language)) for choice in kind]
        assert all(said)
        assert len(set(said)) == len(said)


def test_a_sum_over_time_and_a_sum_over_places_are_told_apart() -> None:
    words = wording(Language.THAI)
    assert say_label(Accumulation.SUM, words) == "ผลงานสะสมทั้งปี"
    assert say_label(Aggregation.SUM, words) == "รวมทุกพื้นที่"


def test_a_status_is_said_in_thai() -> None:
    assert say_label(Status.WATCH, wording(Language.THAI)) == "เฝ้าระวัง"
