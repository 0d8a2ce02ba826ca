"""What people typed is shown as they typed it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.literal import MARKDOWN, literal

ESCAPED = re.compile(r"\\(.)")


@given(st.text())
def test_every_sign_with_a_meaning_is_escaped_and_nothing_is_lost(text: str) -> None:
    said = literal(text)
    assert ESCAPED.sub(r"\1", said) == " ".join(text.split())
    assert not set(ESCAPED.sub("", said)) & MARKDOWN


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("![x](http://e.example/x.png)", r"\!\[x\](http\://e\.example/x\.png)"),
        (":red[hi] $x$", r"\:red\[hi\] \$x\$"),
        ("<script>", r"\<script\>"),
        ("1. first\n\n# second", r"1\. first \# second"),
        ("ยุทธศาสตร์", "ยุทธศาสตร์"),
    ],
)
def test_pictures_formulas_directives_and_headings_stay_letters(typed: str, shown: str) -> None:
    assert literal(typed) == shown
