"""Words in two languages, refusals and findings: what a reader sees of the domain."""

import pytest

from domain.failures import NotFound, Refusal
from domain.finding import Finding, Severity, is_blocked
from domain.text import Language, Text


@pytest.mark.parametrize(
    ("text", "thai", "english"),
    [
        (Text(th="ผู้สูงอายุ", en="Older persons"), "ผู้สูงอายุ", "Older persons"),
        (Text(th="ผู้สูงอายุ"), "ผู้สูงอายุ", "ผู้สูงอายุ"),
        (Text(en="Older persons"), "Older persons", "Older persons"),
        (Text.same("DOP"), "DOP", "DOP"),
        (Text(), "", ""),
    ],
)
def test_a_name_is_said_in_the_other_language_rather_than_not_at_all(
    text: Text, thai: str, english: str
) -> None:
    assert (text.said_in(Language.THAI), text.said_in(Language.ENGLISH)) == (thai, english)
    assert bool(text) is bool(thai)


def test_a_refusal_carries_its_sentence_and_what_fills_it() -> None:
    refusal = NotFound("kpi_unknown", "There is no KPI “{code}”.", {"code": "K9"})
    assert isinstance(refusal, Refusal)
    assert (str(refusal), refusal.code, refusal.values) == (
        "There is no KPI “K9”.",
        "kpi_unknown",
        {"code": "K9"},
    )


@pytest.mark.parametrize(
    ("severities", "blocked"),
    [([], False), ([Severity.CONFIRM, Severity.NOTICE], False), ([Severity.NOTICE, Severity.BLOCK], True)],
)
def test_one_finding_that_blocks_stops_the_file(severities: list[Severity], blocked: bool) -> None:
    found = [
        Finding(code="x", severity=severity, message="{n} is wrong", values={"n": 7})
        for severity in severities
    ]
    assert is_blocked(found) is blocked
    assert all(finding.english == "7 is wrong" for finding in found)
