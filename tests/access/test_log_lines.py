"""A line of the log is one that the program wrote, at an instant that can be compared."""

import logging
import sys

import pytest

from access.log_lines import LogLines


def written(message: str, *arguments: object, fault: bool = False) -> str:
    trace = sys.exc_info() if fault else None
    record = logging.LogRecord("house", logging.WARNING, "file", 1, message, arguments, trace)
    record.created = 1_600_000_000.25
    return LogLines().format(record)


def test_a_line_says_its_instant_in_utc() -> None:
    assert written("all is %s", "well") == "2020-09-13T12:26:40.250+00:00 WARNING house: all is well"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029"])
def test_what_somebody_typed_begins_no_line_of_its_own(end: str) -> None:
    said = written("refused: %s", f"somsri{end}2020-09-13 INFO house: somsri signed in")
    assert len(said.splitlines()) == 1
    assert said.endswith("INFO house: somsri signed in")


def test_a_terminal_is_not_steered() -> None:
    assert written("%s", "\x1b[2J") == "2020-09-13T12:26:40.250+00:00 WARNING house: \\x1b[2J"


def test_the_lines_of_a_traceback_are_set_off_from_those_of_the_log() -> None:
    try:
        raise ValueError("no\n2020-09-13 INFO house: all is well")
    except ValueError:
        first, *others = written("fault 1A2B3C4D", fault=True).splitlines()
    assert first.endswith("WARNING house: fault 1A2B3C4D")
    assert others[0] == "    | Traceback (most recent call last):"
    assert all(line.startswith("    | ") for line in others)
