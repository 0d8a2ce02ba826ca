"""Every sentence that a screen or a file may show stands in a catalogue, and nothing else does."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

from house_style.wording import LOCALES, read_catalogue

ROOT = Path(__file__).parents[2]
SKIPPED = {".venv", ".git", "data", "build", "node_modules", "tests"}
THAI_MAY_STAND_IN = {"tests", "sample_data"}
THAI_LETTER = re.compile("[\u0e00-\u0e7f]")
Place = str


def _sources() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*.py")):
        if not SKIPPED & set(path.relative_to(ROOT).parts):
            yield path


@cache
def _calls() -> tuple[tuple[Place, ast.expr, bool], ...]:
    """Where something is marked or said: the place, what is said, and whether it was `mark` that took it."""
    return tuple(
        (f"{path.relative_to(ROOT)}:{node.lineno}", node.args[0], isinstance(node.func, ast.Name))
        for path in _sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and _speaks(node.func)
    )


def _speaks(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id == "mark"
    return isinstance(called, ast.Attribute) and called.attr == "say"


def _messages() -> dict[str, Place]:
    return {
        said.value: place
        for place, said, _ in _calls()
        if isinstance(said, ast.Constant) and isinstance(said.value, str)
    }


def _entries() -> list[tuple[str, str, str]]:
    """File, English, Thai."""
    return [
        (path.name, str(entry.id), str(entry.string))
        for path in sorted(LOCALES.glob("*/*.po"))
        for entry in read_catalogue(path)
        if entry.id
    ]


def test_every_sentence_has_its_thai() -> None:
    known = {english for _, english, thai in _entries() if thai}
    missing = [f"{place}  {message}" for message, place in _messages().items() if message not in known]
    assert not missing, "not translated:\n" + "\n".join(missing)


def test_every_entry_of_the_catalogues_is_used() -> None:
    used = _messages()
    unused = [f"{file}  {english}" for file, english, _ in _entries() if english not in used]
    assert not unused, "said nowhere:\n" + "\n".join(unused)


def test_what_is_marked_is_a_plain_sentence_and_not_put_together_while_running() -> None:
    glued = [
        place
        for place, said, marked in _calls()
        if isinstance(said, ast.JoinedStr | ast.BinOp) or (marked and not isinstance(said, ast.Constant))
    ]
    assert not glued


def test_a_translation_has_the_same_placeholders_as_its_sentence() -> None:
    wrong = [
        (file, english) for file, english, thai in _entries() if _placeholders(english) != _placeholders(thai)
    ]
    assert not wrong


def test_placeholders_are_plain_names() -> None:
    fancy = [
        (file, english)
        for file, english, _ in _entries()
        for _, name, spec, conversion in Formatter().parse(english)
        if name is not None and (spec or conversion or not name.isidentifier())
    ]
    assert not fancy


def test_a_sentence_is_translated_in_one_way_only() -> None:
    said: dict[str, set[str]] = {}
    for _, english, thai in _entries():
        said.setdefault(english, set()).add(thai)
    assert not {english: thai for english, thai in said.items() if len(thai) > 1}


def test_no_thai_stands_in_code() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _sources()
        if not THAI_MAY_STAND_IN & set(path.relative_to(ROOT).parts)
        for number, said in _literals(ast.parse(path.read_text(encoding="utf-8")))
        if THAI_LETTER.search(said)
    ]
    assert not found


def _literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string of a module but its docstrings, which may show what is printed."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def _placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}
