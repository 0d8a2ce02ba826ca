"""A .csv: its encoding, its delimiter, and its cells, all of which are text."""

import csv
import io
from collections import Counter
from itertools import islice

from workbooks.limits import Limits
from workbooks.marks import ERROR_TEXTS
from workbooks.refusals import refused

SHEET = "csv"
DELIMITERS = (",", ";", "\t")
LOOKED_AT = 50
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
ERRORS = frozenset(ERROR_TEXTS.values())


def decode_text(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or TIS-620 (cp874)."""
    encodings = ("utf-16",) if content.startswith(BYTE_ORDER_MARKS) else ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("unknown_encoding")


def guess_delimiter(text: str) -> str:
    """The delimiter under which most of the first rows have the same number of columns, above one."""

    def regularity(delimiter: str) -> tuple[int, int]:
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), LOOKED_AT)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=regularity)


def list_csv_rows(content: bytes, limits: Limits) -> list[list[str]]:
    """The rows of a .csv, blank ones included; refuses what exceeds the limits."""
    text = decode_text(content)
    if "\0" in text:
        raise refused("not_a_spreadsheet")
    csv.field_size_limit(len(text) + 1)
    rows: list[list[str]] = []
    filled = 0
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=guess_delimiter(text)):
        rows.append(row)
        filled += len(row)
        if len(rows) > limits.rows and any(row):
            raise refused("too_many_rows", sheet=SHEET, row=len(rows), limit=limits.rows)
        if filled > limits.cells or len(rows) > limits.cells:
            raise refused("too_many_cells", limit=limits.cells)
    return rows
