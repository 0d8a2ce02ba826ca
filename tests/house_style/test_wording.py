import pytest

from domain.failures import Refusal
from domain.finding import Finding, Severity
from domain.text import Language, Text
from house_style.wording import Wording, wording

THAI, ENGLISH = wording(Language.THAI), wording(Language.ENGLISH)


def test_a_sentence_of_the_catalogue_is_said_in_thai_with_its_values_in_place() -> None:
    assert THAI.say("{days} day(s) behind the plan", days=45) == "ช้ากว่าแผน 45 วัน"
    assert ENGLISH.say("{days} day(s) behind the plan", days=45) == "45 day(s) behind the plan"


def test_a_sentence_without_translation_is_said_in_english() -> None:
    assert THAI.say("Nobody has translated {this}", this="that") == "Nobody has translated that"


def test_an_empty_message_stays_empty_and_never_shows_the_catalogues_own_header() -> None:
    assert THAI.say("") == ""


def test_braces_stay_as_they_are_where_no_value_is_given() -> None:
    assert ENGLISH.say("Write {name} here") == "Write {name} here"


def test_a_missing_value_is_a_fault_of_ours_and_not_hidden() -> None:
    with pytest.raises(KeyError):
        THAI.say("{days} day(s) behind the plan", weeks=6)


def test_a_name_of_the_plan_is_said_in_the_readers_language_or_the_other_one() -> None:
    both, thai_only = Text(th="ผู้สูงอายุ", en="Older persons"), Text(th="ผู้สูงอายุ")
    assert (THAI.text(both), ENGLISH.text(both), ENGLISH.text(thai_only)) == (
        "ผู้สูงอายุ",
        "Older persons",
        "ผู้สูงอายุ",
    )


def test_a_name_of_the_plan_inside_a_sentence_is_said_in_its_language() -> None:
    assert ENGLISH.say("{number} {unit}", number="5", unit=Text(th="คน", en="persons")) == "5 persons"


def test_a_finding_says_its_numbers_as_people_write_them_and_leaves_years_alone() -> None:
    finding = Finding(
        code="X",
        severity=Severity.BLOCK,
        message="{value} lies above {limit} in {year}",
        values={"value": 12345.0, "limit": -0.5, "year": 2563},
    )
    assert ENGLISH.finding(finding) == "12,345 lies above −0.5 in 2563"


def test_a_refusal_is_said_in_thai() -> None:
    refusal = Refusal(
        "period_unknown", "“{text}” is not a period. Write for example 2563-Q2, M5 or R1.", {"text": "Q7"}
    )
    assert THAI.refusal(refusal) == "“Q7” ไม่ใช่งวด โปรดเขียนเช่น 2563-Q2, M5 หรือ R1"


def test_the_words_of_a_language_are_one_for_the_whole_process() -> None:
    assert wording(Language.THAI) is THAI
    assert Wording(Language.THAI) == THAI
