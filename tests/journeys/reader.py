"""Somebody in front of the screens, without a browser: opens an address, reads what is there."""

import json
import re
from html import unescape
from typing import Any, cast

import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup, Element

from tests.sample import ROOT

APP = ROOT / "ui" / "app.py"
PAGES = ("overview", "strategy", "kpi", "flagship", "department", "region")
SAID = ("header", "subheader", "text", "markdown", "code", "warning", "error", "page_link")
SECONDS = 20.0
TAG = re.compile(r"<[^>]*>")
ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
CARD = re.compile(r'<section class="card"(?: title="(.*?)")?><h4>(.*?)</h4>(.*?)</section>', re.DOTALL)


def opened(page: str = "overview", **address: str) -> AppTest:
    """The page at an address, as somebody sees it who follows a link to it."""
    app = AppTest.from_file(APP, default_timeout=SECONDS)
    for name, value in address.items():
        app.query_params[name] = value
    return app.switch_page(f"../pages/{page}.py").run()


def picked(app: AppTest, picker: str, value: str) -> AppTest:
    """The page after something was picked from a list."""
    return app.selectbox(key=picker).select(value).run()


def spoken(app: AppTest, language: str) -> AppTest:
    """The page after the language was switched."""
    switch = app.get_by_key("scope_language")
    assert isinstance(switch, ButtonGroup)
    return switch.set_value(language).run()


def is_well(app: AppTest) -> bool:
    """Whether nothing went wrong: no exception, no fault of ours, nothing refused."""
    return not (app.exception or app.error or app.warning)


def plain(markdown: str) -> str:
    """Escaped Markdown as it is read."""
    return ESCAPE.sub("", markdown)


def head_of(app: AppTest) -> str:
    """The title of the page."""
    return plain(app.header[0].value)


def refusal_on(app: AppTest) -> str:
    """The one sentence of a page that cannot show what was asked; no exception, no reference number."""
    assert not app.exception
    assert not app.error
    [said] = app.warning
    return plain(said.value)


def read(app: AppTest) -> str:
    """All that can be read on the page, also in its charts and tables."""
    texts = [cast("str", e.value) for kind in SAID for e in app.get(kind) if isinstance(e, Element)]
    marked = [TAG.sub(" ", unescape(STYLE.sub("", e.value))) for e in app.html]
    picked_from = [word for s in app.selectbox for word in (s.label, *s.options)]
    tables = [frame.value.to_csv(index=False) for frame in app.dataframe]
    charts = [word for chart in app.get("plotly_chart") for word in _words_of(chart)]
    return "\n".join([*map(plain, texts), *marked, *picked_from, *tables, *charts, *labels_on(app)])


def labels_on(app: AppTest) -> list[str]:
    """What the page itself says around the figures: headings of sections, tables and cards, names of pickers."""
    frames = [str(name) for frame in app.dataframe for name in frame.value.columns]
    cards = [unescape(label) for block in app.html for _, label, _ in CARD.findall(block.value)]
    said = [e.value for e in app.subheader] + [s.label for s in app.selectbox]
    return [*map(plain, said), *frames, *cards, *(e.label for e in app.expander)]


def card(app: AppTest, cards: str, label: str) -> str:
    """What stands on the card with that label, below its label; what shows on hover comes last."""
    for hint, name, inside in CARD.findall(app.container(key=cards).html[0].value):
        if unescape(name) == label:
            return " ".join(unescape(TAG.sub(" ", inside) + " " + hint).split())
    raise AssertionError(f"There is no card “{label}”.")


def table(app: AppTest, key: str) -> pd.DataFrame:
    """A table of the page on which one can click."""
    return app.dataframe(key=key).value


def table_with(app: AppTest, heading: str) -> pd.DataFrame:
    """The one table of the page that has a column of that name."""
    [found] = [frame.value for frame in app.dataframe if heading in frame.value.columns]
    return found


def hover_texts(app: AppTest, key: str) -> dict[str, str]:
    """What a chart says of each mark when it is pointed at, by the mark's code."""
    said: dict[str, str] = {}
    for trace in _figure(app, key)["data"]:
        codes, texts = trace.get("customdata") or [], trace.get("hovertext") or []
        if texts and not isinstance(texts, str):
            said |= {str(c[0]): " ".join(TAG.sub(" ", t).split()) for c, t in zip(codes, texts, strict=True)}
    return said


def alternative(app: AppTest, key: str) -> str:
    """What a chart says to somebody who cannot see it."""
    return str(_chart(app, key).proto.alt)


def _chart(app: AppTest, key: str) -> Any:
    found = [chart for chart in app.get("plotly_chart") if chart.proto.id.endswith(f"-{key}")]
    assert len(found) == 1, f"There are {len(found)} charts “{key}”."
    return found[0]


def _figure(app: AppTest, key: str) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(_chart(app, key).proto.spec))


def _words_of(chart: Any) -> list[str]:
    return [chart.proto.alt, TAG.sub(" ", chart.proto.spec.encode().decode("unicode_escape", "ignore"))]
