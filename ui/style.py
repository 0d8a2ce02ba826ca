"""The style of all pages: the sheet beside this file, and the colours of the house as its variables."""

from functools import cache
from pathlib import Path

from domain.status import Status
from house_style.colours import PAIRED

SHEET = Path(__file__).with_name("style.css")


@cache
def render_style() -> str:
    """A style element for st.html."""
    return f"<style>{_variables()}\n{_signs()}\n{SHEET.read_text(encoding='utf-8')}</style>"


def _variables() -> str:
    named = {name: getattr(PAIRED, name) for name in ("ground", "surface", "ink", "muted", "grid", "actual")}
    return ":root { " + " ".join(f"--{name}: {colour};" for name, colour in named.items()) + " }"


def _signs() -> str:
    """A status's chip in its colours, and its sign in a colour that stands out on the ground."""
    rules = []
    for status in Status:
        style = PAIRED.statuses[status]
        rules.append(f".sign.{status} {{ color: {style.outline}; }}")
        rules.append(
            f".chip.{status} {{ background: {style.fill}; color: {style.text}; border-color: {style.outline}; }}"
        )
    return "\n".join(rules)
