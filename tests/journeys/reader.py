"""Somebody in front of the screens, without a browser: opens an address, reads what is there."""

import json
import re
from html import unescape
from typing import Any, cast
from urllib.parse import parse_qs, quote

import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element, UnknownElement

from tests.sample import ROOT

APP = ROOT / "ui" / "app.py"
PAGES = ("overview", "strategy", "kpi", "flagship", "department", "region")
SAID = ("header", "subheader", "text", "markdown", "code", "warning", "error")
SECONDS = 20.0
TAG = re.compile(r"<[^>]*>")
ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
LINK = re.compile(r'<a class="go[^"]*" href="(.*?)".*?>(.*?)</a>', re.DOTALL)
TITLE = re.compile(r'<h1 class="title">(.*?)</h1>', re.DOTALL)
HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
CARD = re.compile(r'<section class="card"(?: title="(.*?)")?><h3>(.*?)</h3>(.*?)</section>', re.DOTALL)


def opened(page: str = "overview", **address: str) -> AppTest:
    """The page at an address, as somebody sees it who follows a link to it."""
    app = AppTest.from_file(APP, default_timeout=SECONDS)
    for name, value in address.items():
        app.query_params[name] = value
    return app.switch_page(f"../pages/{page}.py").run()


def chosen(app: AppTest, picker: str) -> str:
    """What a picker of the page stands at."""
    return next(
        str(one["chosen"])
        for _, sent in _components(app, "pickers")
        for one in sent["pickers"]
        if one["name"] == picker
    )


def picked(app: AppTest, picker: str, value: str) -> AppTest:
    """The page after something was picked from a list."""
    known = {one["name"]: one for _, sent in _components(app, "pickers") for one in sent["pickers"]}
    assert value in dict(known[picker]["options"])
    return _gone_to(app, known[picker]["link"].replace("{code}", quote(value)))


def spoken(app: AppTest, language: str) -> AppTest:
    """The page after the language was switched."""
    return _gone_to(app, ways(app)[{"th": "ไทย", "en": "English"}[language]])


def _gone_to(app: AppTest, address: str) -> AppTest:
    """The same page at the address of a link on it."""
    app.query_params.clear()
    for name, values in parse_qs(address.partition("?")[2]).items():
        app.query_params[name] = values[-1]
    return app.run()


def is_well(app: AppTest) -> bool:
    """Whether nothing went wrong: no exception, no fault of ours, nothing refused."""
    return not (app.exception or app.error or app.warning)


def plain(markdown: str) -> str:
    """Escaped Markdown as it is read."""
    return ESCAPE.sub("", markdown)


def head_of(app: AppTest) -> str:
    """The title of the page."""
    [title] = [said for block in app.html for said in TITLE.findall(block.value)]
    return unescape(title)


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
    pickers = [one for _, sent in _components(app, "pickers") for one in sent["pickers"]]
    picked_from = [word for one in pickers for word in (one["label"], *dict(one["options"]).values())]
    tables = [_frame(sent).to_csv(index=False) for _, sent in _components(app, "table")]
    charts = [_words_of(sent) for _, sent in _components(app, "chart")]
    return "\n".join([*map(plain, texts), *marked, *picked_from, *tables, *charts, *labels_on(app)])


def labels_on(app: AppTest) -> list[str]:
    """What the page itself says around the figures: headings of sections, tables and cards, names of pickers."""
    frames = [column["label"] for _, sent in _components(app, "table") for column in sent["columns"]]
    mores = [sent["words"]["more"] for kind in ("table", "chart") for _, sent in _components(app, kind)]
    heads = [sent["heading"] for kind in ("table", "chart", "pickers") for _, sent in _components(app, kind)]
    pickers = [one["label"] for _, sent in _components(app, "pickers") for one in sent["pickers"]]
    said = [unescape(text) for block in app.html for text in HEADING.findall(block.value)]
    cards = [unescape(label) for block in app.html for _, label, _ in CARD.findall(block.value)]
    return [*said, *heads, *pickers, *frames, *cards, *mores]


def ways(app: AppTest) -> dict[str, str]:
    """The links of the page in its own HTML: where each leads, by what it is called."""
    return {
        unescape(TAG.sub("", label)): unescape(address)
        for block in app.html
        for address, label in LINK.findall(block.value)
    }


def card(app: AppTest, cards: str, label: str) -> str:
    """What stands on the card with that label, below its label; what shows on hover comes last."""
    [block] = [html.value for html in app.html if f'<div class="cards {cards}">' in html.value]
    for hint, name, inside in CARD.findall(block):
        if unescape(name) == label:
            return " ".join(unescape(TAG.sub(" ", inside) + " " + hint).split())
    raise AssertionError(f"There is no card “{label}”.")


def table(app: AppTest, key: str) -> pd.DataFrame:
    """A table of the page."""
    return _frame(_sent(app, "table", key))


def below(app: AppTest, key: str, heading: str) -> dict[str, str]:
    """What stands in small letters under the cells of a column, by the code that its row leads to."""
    sent = _sent(app, "table", key)
    place = [column["label"] for column in sent["columns"]].index(heading)
    cells = [row[place] for row in sent["rows"]]
    codes = sent["codes"] or map(str, range(len(cells)))
    return {code: cell[2] for code, cell in zip(codes, cells, strict=True) if len(cell) > 2 and cell[2]}


def has_table(app: AppTest, key: str) -> bool:
    """Whether the page has a table of that name."""
    return any(identity.endswith(f"-{key}") for identity, _ in _components(app, "table"))


def table_with(app: AppTest, heading: str) -> pd.DataFrame:
    """The one table of the page that has a column of that name."""
    frames = [_frame(sent) for _, sent in _components(app, "table")]
    [found] = [frame for frame in frames if heading in frame.columns]
    return found


def hover_texts(app: AppTest, key: str) -> dict[str, str]:
    """What a chart says of each mark when it is pointed at, by the mark's code."""
    return {code: said for _, _, code, said in _sent(app, "chart", key)["marks"]}


def alternative(app: AppTest, key: str) -> str:
    """What a chart says to somebody who cannot see it."""
    return str(_sent(app, "chart", key)["alternative"])


def finding(app: AppTest, key: str) -> str:
    """What a chart finds, as its title says it."""
    return str(_sent(app, "chart", key)["finding"])


def leads_to(app: AppTest, kind: str, key: str) -> str:
    """The address behind a click in a chart or a table, with CODE in the place of what is clicked."""
    return str(_sent(app, kind, key)["link"])


def _components(app: AppTest, kind: str) -> list[tuple[str, dict[str, Any]]]:
    """What the browser gets of the charts or tables of the page, each with its identity."""
    found = [element.proto for element in app.get("bidi_component") if isinstance(element, UnknownElement)]
    return [(proto.id, _read(proto.bytes)) for proto in found if proto.component_name.endswith(kind)]


def _read(sent: bytes) -> dict[str, Any]:
    """What a script gets: one JSON object, of a chart two, one to a line."""
    parts: list[dict[str, Any]] = [json.loads(line) for line in sent.splitlines()]
    return {name: value for part in parts for name, value in part.items()}


def _sent(app: AppTest, kind: str, key: str) -> dict[str, Any]:
    found = [sent for identity, sent in _components(app, kind) if identity.endswith(f"-{key}")]
    assert len(found) == 1, f"There are {len(found)} of “{key}”."
    return found[0]


def _frame(sent: dict[str, Any]) -> pd.DataFrame:
    """A table as it is read: numbers as numbers, a status as its shape and word."""
    columns = sent["columns"]
    rows = [
        [_value(cell, column["kind"]) for cell, column in zip(row, columns, strict=True)]
        for row in sent["rows"]
    ]
    return pd.DataFrame(rows, columns=[column["label"] for column in columns])


def _value(cell: Any, kind: str) -> Any:
    match kind.split(maxsplit=1)[0]:
        case "status":
            return f"{cell[2]} {cell[1]}"
        case "trend":
            return cell[3]
        case "amount":
            return cell[1]
        case "text":
            return cell if isinstance(cell, str) else cell[1]
        case _:
            return cell[0]


def _words_of(sent: dict[str, Any]) -> str:
    """All that a chart says: to the eye, on hovering, to the ear."""
    marks = [said for *_, said in sent["marks"]]
    drawn = TAG.sub(" ", json.dumps(sent["figure"], ensure_ascii=False))
    return " ".join([sent["alternative"], sent["finding"], *sent["codes"].values(), *marks, drawn])
