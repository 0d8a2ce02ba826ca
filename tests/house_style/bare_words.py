"""Finds words in a source that a screen would show as they stand there, in one language for everybody."""

import ast
import re
from collections.abc import Iterator

from streamlit.delta_generator import DeltaGenerator

# Whoever takes an argument of that name shows it, be it Streamlit or a part of our own.
SHOWN = {
    "alt", "below", "body", "caption", "figure", "heading", "help", "hint", "label", "lines", "none", "off",
    "options", "page_title", "placeholder", "text", "title",
}  # fmt: skip
# What Streamlit draws, of which every unnamed argument may be shown, and what is drawn inside a table.
# A command to be typed (st.code) has no language.
DRAWS = {name for name in dir(DeltaGenerator) if not name.startswith("_")} - {"code"} | {"toast"}
NO_WORDS = {"session_state", "query_params", "log"}
SAID = {"say", "mark", "finding", "refusal"}
NO_LANGUAGE = {"XLSX", "CSV"}
TAG = re.compile(r"<[^>]*>|<[^>]*$")
LABEL = re.compile(r'(?:aria-label|title|alt|placeholder)="([^"]*)"')
LETTER = re.compile(r"[^\W\d_]")
FILLED = "…"  # stands where a value is filled in


def bare_words(source: str) -> list[tuple[int, str]]:
    """Line and text of every literal that would be shown; what is said by the catalogues is none."""
    tree = ast.parse(source)
    constants = dict(_constants(tree))
    return [
        (argument.lineno, said)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for argument in _shown(call)
        for text in _texts(argument, constants)
        for said in _words_of(text)
    ]


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The module's own names for a literal."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    yield target.id, node.value.value


def _shown(call: ast.Call) -> Iterator[ast.expr]:
    if _draws(call.func):
        yield from call.args
    yield from (keyword.value for keyword in call.keywords if keyword.arg in SHOWN)


def _draws(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute):
        return False
    of_columns = called.attr.endswith("Column")
    return (of_columns or called.attr in DRAWS) and not NO_WORDS & set(_path(called))


def _path(called: ast.expr) -> Iterator[str]:
    while isinstance(called, ast.Attribute):
        yield called.attr
        called = called.value
    if isinstance(called, ast.Name):
        yield called.id


def _texts(shown: ast.expr, constants: dict[str, str]) -> Iterator[str]:
    """The literal texts of an expression, values that are filled in left open; not those of what says a sentence."""
    match shown:
        case ast.Constant(value=str() as text):
            yield text
        case ast.Name(id=name) if name in constants:
            yield constants[name]
        case ast.JoinedStr(values=parts):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else FILLED for p in parts)
            yield from _all(_filled_in(parts), constants)
        case ast.Call(func=called, args=args) if not SAID & set(_path(called)):
            yield from _all(args, constants)
        case ast.IfExp(body=one, orelse=other):
            yield from _all([one, other], constants)
        case ast.BinOp(left=one, right=other):
            yield from _all([one, other], constants)
        case ast.BoolOp(values=several) | ast.List(elts=several) | ast.Tuple(elts=several):
            yield from _all(several, constants)
        case _:
            pass


def _filled_in(parts: list[ast.expr]) -> list[ast.expr]:
    return [part.value for part in parts if isinstance(part, ast.FormattedValue)]


def _all(several: list[ast.expr], constants: dict[str, str]) -> Iterator[str]:
    for one in several:
        yield from _texts(one, constants)


def _words_of(text: str) -> Iterator[str]:
    """What is read of a text: tags are not, but for what they show on hover or tell a screen reader."""
    for said in (TAG.sub(" ", text), *LABEL.findall(text)):
        if LETTER.search(said) and said.strip() not in NO_LANGUAGE:
            yield said.strip()
