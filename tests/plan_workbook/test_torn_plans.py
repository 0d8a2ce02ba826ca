"""Whatever stands in its cells, a plan workbook is judged and never crashes the reader."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import Finding, is_blocked
from domain.text import Language
from house_style.wording import wording
from plan_workbook.drawing.sheets import KEY_ROW
from plan_workbook.reading import read_plan
from plan_workbook.writing import render_plan
from tests.plan_workbook.full_plan import a_full_plan, targets_of_the_full_plan
from tests.plan_workbook.reading_back import as_read, opened
from workbooks.cells import Cell, CellKind, Workbook

WHOLE = as_read(opened(render_plan(a_full_plan(), targets_of_the_full_plan(), Language.THAI)))
DATA = [
    (sheet.name, cell)
    for sheet in WHOLE.sheets
    for cell in sheet.cells
    if sheet.name != "guide" and cell.row > KEY_ROW
]
words = st.sampled_from(
    (
        "",
        "K1",
        "K2",
        "yes",
        "sum",
        "ratio",
        "latest",
        "milestone",
        "three_steps",
        "|",
        "ก|ข",
        "Q9",
        "-1",
        "2599",
    )
)
contents = st.one_of(
    st.tuples(words | st.text(max_size=6), st.just(CellKind.TEXT)),
    st.tuples(st.floats(allow_nan=False) | st.integers(-5, 3000), st.just(CellKind.NUMBER)),
    st.tuples(st.booleans(), st.just(CellKind.BOOLEAN)),
    st.tuples(st.sampled_from(("2563-02-29", "9999-99-99", "0001-01-01T00:00:00")), st.just(CellKind.DATE)),
    st.just(("#REF!", CellKind.ERROR)),
    st.just(("", CellKind.UNCALCULATED)),
)


def torn(changes: dict[tuple[str, str], tuple[str | float | bool, CellKind]]) -> Workbook:
    def changed(sheet: str, cell: Cell) -> Cell:
        value, kind = changes.get((sheet, cell.address), (cell.value, cell.kind))
        return replace(cell, value=value, kind=kind)

    return replace(
        WHOLE,
        sheets=tuple(
            replace(s, cells=tuple(changed(s.name, cell) for cell in s.cells)) for s in WHOLE.sheets
        ),
    )


def is_sayable(finding: Finding) -> bool:
    said = [finding.english, *(wording(language).finding(finding) for language in Language)]
    return all(said) and not any("{" in sentence and "{" not in str(finding.values) for sentence in said)


@settings(max_examples=150)
@given(
    changes=st.dictionaries(
        st.sampled_from([(sheet, cell.address) for sheet, cell in DATA]), contents, min_size=1, max_size=8
    )
)
def test_whatever_stands_in_its_cells_a_plan_is_judged(
    changes: dict[tuple[str, str], tuple[str | float | bool, CellKind]],
) -> None:
    reading = read_plan(torn(changes))
    assert (reading.plan is None) is is_blocked(reading.findings)
    assert all(is_sayable(finding) for finding in reading.findings)
    assert all(finding.sheet for finding in reading.findings)
