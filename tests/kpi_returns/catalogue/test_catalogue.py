"""Every code that a return may be told has its entry in docs/findings.md and a workbook that yields exactly it."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from domain.finding import Finding
from domain.text import Language
from house_style.wording import wording
from kpi_returns.annotating import render_annotated
from kpi_returns.view.reading import read_view
from tests.data_access.builders import a_database, at
from tests.kpi_returns.catalogue import of_cells, of_files, of_foreign, of_judgement, of_places, of_views
from tests.kpi_returns.catalogue.example import FILE, Example, found_in
from tests.kpi_returns.catalogue.page import Entry, list_entries
from tests.use_cases.ministry import a_silent_ministry, second_of_dop
from tests.use_cases.test_import_returns import APPROVER, SOMSRI, filled
from tests.workbooks.builders import killer_xls
from use_cases.import_returns import import_returns
from use_cases.judging import refusal_finding
from workbooks.reading import WorkbookRefused
from workbooks.refusals import REASONS

ROOT = Path(__file__).parents[3]
EXAMPLES: tuple[Example, ...] = (
    *of_files.EXAMPLES,
    *of_places.EXAMPLES,
    *of_cells.EXAMPLES,
    *of_judgement.EXAMPLES,
    *of_foreign.EXAMPLES,
)
# Found where a database knows what was sent before, or on the way back; each has its test at the end of this file.
FOUND_LATER = frozenset({"already_loaded", "already_sent", "not_marked"})
# What somebody wrote at a cell, in his own words.
NO_RULE = frozenset({"mended_on_the_page", "sent_back"})
FOUND_BY = ("kpi_returns", "use_cases")
MARKED_IN = (
    "kpi_returns/checks",
    "kpi_returns/foreign/fitting.py",
    "kpi_returns/identity.py",
    "kpi_returns/reading.py",
    "kpi_returns/view",
)


@cache
def trees() -> dict[str, ast.Module]:
    """The sources in which a return's findings are made."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for folder in FOUND_BY
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


def list_codes() -> Iterator[str]:
    """Every code of a finding that stands in them, as often as it stands there, and those of unreadable files."""
    yield from REASONS
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from _codes_of(node.func.id, node)


def _codes_of(called: str, node: ast.Call) -> Iterator[str]:
    said = (
        [keyword.value for keyword in node.keywords if keyword.arg == "code"] if called == "Finding" else []
    )
    said += [node.args[1]] if called == "finding_at" and len(node.args) > 1 else []
    constants = (part for code in said for part in ast.walk(code) if isinstance(part, ast.Constant))
    yield from (str(part.value) for part in constants if part.value not in NO_RULE)


def list_sentences() -> set[str]:
    """Every sentence that a rule or the reading of a return may say."""
    marked = {
        str(node.args[0].value)
        for name, tree in trees().items()
        if name.startswith(MARKED_IN)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "mark"
        and isinstance(node.args[0], ast.Constant)
    }
    return marked | set(REASONS.values())


@cache
def entries() -> dict[str, Entry]:
    return {entry.code: entry for entry in list_entries()}


def test_a_code_is_yielded_in_one_place_only() -> None:
    assert {code: times for code, times in Counter(list_codes()).items() if times > 1} == {}


def test_every_code_has_an_entry_and_nothing_else_has() -> None:
    assert Counter(entry.code for entry in list_entries()) == Counter(list_codes())


def test_every_code_has_a_workbook() -> None:
    """Or the rows of a view, where it is found in those."""
    of_workbooks, in_rows = {e.code for e in EXAMPLES}, {e.code for e in of_views.EXAMPLES}
    assert of_workbooks | in_rows | FOUND_LATER == set(list_codes())


def test_every_sentence_stands_in_the_page() -> None:
    told = {english for entry in entries().values() for english, _ in entry.sentences}
    assert list_sentences() - told == set()


def test_the_page_says_the_thai_of_the_catalogues_and_how_to_mend() -> None:
    thai = wording(Language.THAI)
    wrong = [
        (entry.code, english)
        for entry in entries().values()
        for english, said in entry.sentences
        if thai.say(english) != said or said == english
    ]
    assert wrong == []
    assert [entry.code for entry in entries().values() if len(entry.mend) < 20] == []


def named(example: Example) -> str:
    return f"{example.code}-{[e for e in EXAMPLES if e.code == example.code].index(example) + 1}"


@pytest.mark.parametrize("example", [pytest.param(example, id=named(example)) for example in EXAMPLES])
def test_a_workbook_yields_exactly_its_code(example: Example) -> None:
    found = found_in(example)
    assert {one.code for one in found} == {example.code} | example.also
    assert_told([one for one in found if one.code == example.code])


@pytest.mark.parametrize("example", [pytest.param(e, id=e.name) for e in of_views.EXAMPLES])
def test_rows_of_a_view_yield_exactly_their_code(example: of_views.ViewExample) -> None:
    found = read_view(example.rows, example.form).findings
    assert {one.code for one in found} == {example.code} | example.also
    assert_told(list(found))


def assert_told(found: list[Finding]) -> None:
    """The page says of these findings what they say themselves."""
    thai = wording(Language.THAI)
    for one in found:
        entry = entries()[one.code]
        assert one.severity.value == entry.severity
        assert (one.message, thai.say(one.message)) in entry.sentences
        assert "{" not in thai.finding(one) + one.english


def test_every_sentence_of_a_code_is_said_by_a_workbook() -> None:
    """Two sentences to a code have two workbooks."""
    of_code = Counter([*(e.code for e in EXAMPLES), *(e.code for e in of_views.EXAMPLES)])
    assert [c for c, entry in entries().items() if of_code[c] < len(entry.sentences) and c in of_code] == []


@pytest.mark.parametrize(("approver", "code"), [(APPROVER, "already_loaded"), ("", "already_sent")])
def test_a_file_that_comes_twice_is_told_so(sqlite_url: str, approver: str, code: str) -> None:
    database = a_database(sqlite_url)
    a_silent_ministry(database)
    uploads = [filled(database, second_of_dop())] * 2
    first, again = import_returns(database, SOMSRI, uploads, approver=approver, clock=lambda: at(100))
    database.close()
    (found,) = [one for one in again.findings if one not in first.findings]
    assert found.code == code
    assert_told([found])


def test_a_workbook_that_ends_the_marking_is_not_given_back() -> None:
    with pytest.raises(WorkbookRefused) as refused:
        render_annotated(killer_xls(), (), Language.THAI)
    assert refused.value.code == "not_marked"
    assert_told([refusal_finding(refused.value, FILE)])
