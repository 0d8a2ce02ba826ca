"""Faults of single cells and of figures."""

from tests.builders import a_kpi, a_ratio
from tests.kpi_returns.builders import a_cell, a_form
from tests.kpi_returns.catalogue.example import of_whole
from workbooks.cells import Cell, CellKind

RATIO = a_form(a_ratio("K1", numerator_within_denominator=True))
BOUNDED = a_form(a_kpi("K1", minimum=0.0, maximum=100.0))
# Such a cell gives no figure, so that its KPI stays unreported.
SILENT = ["kpi_not_reported"]


def broken(kind: CellKind, value: str = "") -> Cell:
    """A formula that failed, or whose result is not in the file."""
    return Cell(row=1, column=1, value=value, kind=kind)


EXAMPLES = (
    of_whole("cell_error", ("K1", None, broken(CellKind.ERROR, "#DIV/0!")), also=SILENT),
    of_whole("cell_uncalculated", ("K1", None, broken(CellKind.UNCALCULATED)), also=SILENT),
    of_whole("number_unreadable", ("K1", None, "ประมาณ 50"), also=SILENT),
    of_whole("read_as_not_reported", ("K1", None, "อยู่ระหว่างดำเนินการ"), also=SILENT),
    of_whole("below_minimum", ("K1", None, -1), form=BOUNDED),
    of_whole("above_maximum", ("K1", None, 101), form=BOUNDED),
    of_whole("total_negative", ("K1", None, -5)),
    of_whole("total_not_whole", ("K1", None, 1_200.5)),
    of_whole("percent_instead_of_count", ("K1", None, "85%", 100), form=RATIO),
    of_whole("percent_read", ("K1", None, a_cell(1, 1, 0.57, percent=True))),
    of_whole("numerator_missing", ("K1", None, None, 10), form=RATIO, also=SILENT),
    of_whole("denominator_missing", ("K1", None, 3), form=RATIO),
    of_whole("denominator_not_asked", ("K1", None, 5, 100)),
    of_whole("denominator_not_positive", ("K1", None, 3, 0), form=RATIO),
    of_whole("none_of_none", ("K1", None, 0, 0), form=RATIO),
    of_whole("numerator_above_denominator", ("K1", None, 11, 10), form=RATIO),
)
