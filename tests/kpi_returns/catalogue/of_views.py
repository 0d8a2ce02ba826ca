"""Rows of a view of another database, each with one fault."""

from dataclasses import dataclass
from math import nan

from domain.kpi_return import ReturnForm
from domain.view_row import ViewRow
from tests.builders import a_kpi
from tests.kpi_returns.builders import a_form, by_province, ratio_by_province

FORM = a_form(a_kpi("K1"), by_province("P1"), ratio_by_province("P2"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewExample:
    """Rows in which exactly `code` is found, and `also` where the fault cannot come alone."""

    code: str
    name: str
    rows: tuple[ViewRow, ...]
    form: ReturnForm = FORM
    also: frozenset[str] = frozenset()


def of_row(code: str, row: ViewRow, name: str = "") -> ViewExample:
    """One row with that fault."""
    return ViewExample(code=code, name=name or code, rows=(row,))


EXAMPLES = (
    of_row("view_kpi_not_asked", ViewRow(kpi="K9", numerator=5)),
    of_row("view_place_unknown", ViewRow(kpi="P1", province="ปารีส", numerator=5), "no-such-province"),
    of_row("view_place_unknown", ViewRow(kpi="P1", province="เชียงไหม่", numerator=5), "province-like-it"),
    of_row("view_place_not_asked", ViewRow(kpi="K1", province="50", numerator=5), "province-of-a-whole"),
    of_row("view_place_not_asked", ViewRow(kpi="P1", numerator=5), "whole-of-provinces"),
    ViewExample(
        code="view_row_twice",
        name="view_row_twice",
        rows=(ViewRow(kpi="P1", province="50"), ViewRow(kpi="P1", province="เชียงใหม่")),
    ),
    of_row("view_figure_unreadable", ViewRow(kpi="K1", numerator=nan)),
    of_row("view_denominator_not_asked", ViewRow(kpi="K1", numerator=5, denominator=10)),
    of_row("view_note_unreadable", ViewRow(kpi="K1", numerator=5, note="n" * 2_001)),
    of_row("view_note_left_out", ViewRow(kpi="P1", province="50", numerator=5, note="ตัวเลขเบื้องต้น")),
    of_row("view_numerator_missing", ViewRow(kpi="P2", province="50", denominator=40)),
    of_row("view_row_of_nobody", ViewRow(kpi="K1", numerator=5, is_placed=False)),
    ViewExample(
        code="view_more_rows",
        name="view_more_rows",
        rows=tuple(ViewRow(kpi=f"X{number}") for number in range(101)),
        also=frozenset({"view_kpi_not_asked"}),
    ),
)
