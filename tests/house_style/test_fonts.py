"""Charts and the text around them are set in the same letters."""

import tomllib
from pathlib import Path

from house_style.fonts import FONT_STACK

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"


def test_the_charts_have_the_letters_of_the_page() -> None:
    assert tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]["font"] == FONT_STACK
