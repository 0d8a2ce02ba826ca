"""What a page shows while its figures are worked out: grey shapes, and only where it takes long enough to be noticed."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

HEIGHTS = (6, 20, 16)
SHAPES = "".join(f'<div style="height:{height}rem"></div>' for height in HEIGHTS)
SKELETON = f'<div class="waits" aria-hidden="true">{SHAPES}</div>'


@contextmanager
def working() -> Iterator[None]:
    """While the body works, the frame of the page is already there, and after 0.3 s (ui/style.css) a skeleton.

    It keeps one place on the page, so that nothing below it moves; where the figures of an earlier run still stand
    below, it stays unseen.
    """
    place = st.empty()
    place.html(SKELETON)
    yield
    place.empty()
