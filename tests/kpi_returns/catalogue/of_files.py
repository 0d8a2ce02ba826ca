"""Files that cannot be read at all, and files that are no return."""

from tests.kpi_returns.builders import a_sheet, book_of, the_identity
from tests.kpi_returns.catalogue.example import USUAL, WHOLE_HEAD, Example, of_rows
from tests.workbooks.builders import killer_xls, raw_xlsx, saved_with
from tests.workbooks.hostile import (
    ONE_CELL,
    TEXT_TOO_LONG,
    bomb,
    compound_of,
    strict,
    two_far_cells,
)
from workbooks.limits import Limits

K1 = ("K1", "x", 5)
LONG_ROW = f'<row><c t="inlineStr"><is><t>{"x" * 30_000}</t></is></c></row>'
FAR_RIGHT = '<row r="1"><c r="A1"><v>1</v></c></row><row r="19999"><c r="XFD19999"><v>1</v></c></row>'

EXAMPLES = (
    Example(code="file_empty", make=lambda: b""),
    Example(code="file_too_large", make=lambda: bytes(20 * 1024 * 1024 + 1)),
    Example(code="not_a_spreadsheet", make=lambda: b"%PDF-1.7\n"),
    Example(code="html_saved_as_xls", make=lambda: b"<html><body><table><tr><td>1</td></tr></table>"),
    Example(code="unknown_encoding", make=lambda: "จังหวัด,ผล".encode()[:-1]),
    Example(code="password_protected", make=lambda: compound_of("EncryptedPackage")),
    Example(code="strict_ooxml", make=strict),
    Example(code="corrupt", make=lambda: raw_xlsx(ONE_CELL)[:600]),
    Example(code="suspicious_archive", make=bomb),
    Example(code="too_many_rows", make=two_far_cells),
    Example(code="too_many_cells", make=lambda: raw_xlsx(FAR_RIGHT)),
    Example(code="cell_too_long", make=lambda: raw_xlsx(TEXT_TOO_LONG)),
    Example(code="too_much_text", make=lambda: raw_xlsx(LONG_ROW), limits=Limits(answer=100_000)),
    Example(code="took_too_long", make=lambda: saved_with({"A1": 1}), limits=Limits(seconds=0.001)),
    Example(code="reader_died", make=killer_xls),
    Example(code="no_cells", make=lambda: saved_with({})),
    Example(code="return_too_large", make=lambda: (b"1," * 100 + b"1\n") * 2_000),
    Example(code="identity_missing", make=lambda: book_of(a_sheet("S", WHOLE_HEAD, K1))),
    of_rows("identity_damaged", WHOLE_HEAD, K1, closing_month=13),
    Example(
        code="return_not_asked", make=lambda: book_of(a_sheet("S", WHOLE_HEAD, K1), the_identity()), form=None
    ),
    of_rows("tables_missing", ("ตัวชี้วัด", "ผลงาน"), ("K1", 5)),
    of_rows("nothing_reported", WHOLE_HEAD, ("K1", "x")),
    of_rows("template_version", WHOLE_HEAD, K1, template="kpi-return-99"),
    of_rows("plan_version", WHOLE_HEAD, K1, plan_number=2),
    of_rows(
        "too_many_findings",
        WHOLE_HEAD,
        K1,
        *(("no such KPI", "x", 5) for _ in range(2_001)),
        also=["kpi_row_not_asked"],
        form=USUAL,
    ),
)
