"""Every command that the documents show exists, with the options that they show."""

import re
from pathlib import Path

import pytest

from tests.command_line.desk import Desk

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "docs/administrators_guide.md", "Makefile")
SHOWN = re.compile(r"manage\.py ([a-z][a-z-]+)([^\n#`]*)")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_command_that_is_shown_can_be_typed(desk: Desk, document: str) -> None:
    shown = SHOWN.findall((ROOT / document).read_text(encoding="utf-8"))
    assert shown
    for command, rest in shown:
        said = desk.does(command, "--help")
        missing = [option for option in re.findall(r"--[a-z-]+", rest) if option not in said]
        assert missing == [], f"{command} in {document}"
