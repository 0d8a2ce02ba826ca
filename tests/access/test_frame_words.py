"""What Streamlit's own frame says, in the reader's language."""

import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
import streamlit

from access.frame_words import RULES, SaidRule, frame_words

BUNDLES = Path(streamlit.__file__).parent / "static" / "static" / "js"
# Of a file that is made at the click on it, the server says that it could not be made.
SERVER = Path(streamlit.__file__).parent / "runtime" / "backend_operation_handler.py"
PART_OF_THE_FRAME = re.compile(r'data-testid\^?="([^"]+)"')
SENTENCES = sorted({said for rule in RULES for said in rule.said})
# What the frame puts together while it runs; nothing else may differ from the bundles by a letter.
PUT_TOGETHER = {
    "{count} option available.": ["option`", " available."],
    "{count} options available.": ["options`", " available."],
    "{count} result": ["result"],
    "{count} results": ["results"],
    "add icon": [" icon`"],
    "Press Enter to apply": ["Press Enter to ${", "`apply`"],
    "Press Enter to submit form": ["Press Enter to ${", "`submit form`"],
    "The page that you have requested does not seem to exist. Running the app's main page.": [
        "`The page that you have requested does not seem to exist`",
        ". Running the app's main page.`",
    ],
    "You have requested page /{page}, but no corresponding file was found in the app's pages/ directory. "
    "Running the app's main page.": [
        "`You have requested page /${",
        "}, but no corresponding file was found in the app's pages/ directory`",
        ". Running the app's main page.`",
    ],
    "Connection failed with status {status}.": ["`Connection failed with status ${", "`.`"],
}
NAMED_WHILE_RUNNING = {
    "stBaseButton-elementToolbar": "stBaseButton-${",
    "stMainMenuItem-theme-": "stMainMenuItem-${",
}


@cache
def bundles() -> str:
    """All that Streamlit's frontend is made of."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted(BUNDLES.glob("*.js")))


def parts_of(sentence: str) -> list[str]:
    return PUT_TOGETHER.get(sentence) or [text for text, *_ in Formatter().parse(sentence) if text]


def test_the_frame_still_says_what_is_said_again_for_it() -> None:
    """A new version of Streamlit that words something differently shows here."""
    said_by = bundles() + SERVER.read_text(encoding="utf-8")
    assert [said for said in SENTENCES if not all(part in said_by for part in parts_of(said))] == []


def test_the_frame_still_has_the_parts_that_speak() -> None:
    named = {name for rule in RULES for name in PART_OF_THE_FRAME.findall(rule.where)}
    assert [name for name in sorted(named) if NAMED_WHILE_RUNNING.get(name, name) not in bundles()] == []


@pytest.mark.parametrize("rule", frame_words()["rules"], ids=lambda rule: f"{rule['where']} {rule['place']}")
def test_no_two_sentences_of_a_place_become_one(rule: SaidRule) -> None:
    """Else the way back from Thai to English would not be known."""
    thai = [thai for _, thai in rule["said"]]
    assert len(set(thai)) == len(thai)


def test_a_sentence_stands_in_english_and_in_thai() -> None:
    words = frame_words()
    assert words["languages"] == ["en", "th"]
    [menu] = [rule for rule in words["rules"] if "stThemeSwitcher" in rule["where"]]
    assert menu["said"] == [["Theme", "พื้นหลัง"]]
