"""Workbooks of a department's own that its mapping no longer fits."""

from collections.abc import Iterable
from dataclasses import replace

from domain.kpi_return import ReturnForm
from kpi_returns.foreign.mapping import Mapping, PlacesIn, Source
from tests.builders import a_kpi
from tests.kpi_returns.builders import Written, a_form, a_sheet, book_of, by_province
from tests.kpi_returns.catalogue.example import Example

FORM = a_form(replace(by_province(), provinces=("50", "57")))
POINTED_OUT = Mapping(
    sheets=("ผลงาน",),
    places=PlacesIn.COLUMN,
    place_column="A",
    header_row=1,
    first_row=2,
    sources=(Source(kpi="P1", column="B", header="ผู้รับบริการ", header_cell="B1"),),
)
TABLE = (("จังหวัด", "ผู้รับบริการ"), ("เชียงใหม่", 5), ("เชียงราย", 6))


def foreign(
    code: str,
    rows: Iterable[Iterable[Written]] = TABLE,
    *,
    sheet: str = "ผลงาน",
    mapping: Mapping = POINTED_OUT,
    form: ReturnForm = FORM,
    also: Iterable[str] = (),
) -> Example:
    """A foreign workbook of one sheet."""
    return Example(
        code=code,
        make=lambda: book_of(a_sheet(sheet, *rows)),
        form=form,
        mapping=mapping,
        also=frozenset(also),
    )


OTHER = (*POINTED_OUT.sources, Source(kpi="P9", column="C"))
IN_CELL = (Source(kpi="P1", cell="B2"),)

EXAMPLES = (
    foreign("mapped_sheet_missing", sheet="ใหม่"),
    foreign("mapped_header_changed", (("จังหวัด", "งบประมาณ"), *TABLE[1:])),
    foreign("mapped_kpi_not_asked", mapping=replace(POINTED_OUT, sources=OTHER)),
    foreign("mapped_place_wrong", mapping=replace(POINTED_OUT, sources=IN_CELL)),
    foreign("mapped_place_wrong", form=a_form(a_kpi("P1"))),
    foreign("mapped_rows_end_early", mapping=replace(POINTED_OUT, last_row=2), also=["places_not_reported"]),
)
