"""The marks of the old .xls: errors and percentages out of its records ([MS-XLS], BIFF5 and BIFF8)."""

import struct
from collections.abc import Iterator

from workbooks.cells import cell_address
from workbooks.compound import list_streams, load_stream
from workbooks.limits import Limits
from workbooks.marks import ERROR_TEXTS, UNKNOWN_ERROR, SheetMarks
from workbooks.refusals import refused
from workbooks.xlsx_marks import PERCENT_FORMATS, is_percent_format

BEGIN, END, ENCRYPTED, SHEET, FORMAT, STYLE, MERGED = 0x0809, 0x000A, 0x002F, 0x0085, 0x041E, 0x00E0, 0x00E5
FORMULA, FAILED, MANY_NUMBERS = 0x0006, 0x0205, 0x00BD
NUMBERS = (FORMULA, FAILED, 0x0203, 0x027E)
TEXTS = (0x0204, 0x00FD, 0x00D6)
BIFF8 = 0x0600
WORKSHEET = 0
FAILED_RESULT = 2

Record = tuple[int, bytes]


def scan_xls(content: bytes, limits: Limits) -> dict[str, SheetMarks]:
    """The marks of every worksheet by its name; refuses what exceeds the limits.

    This format gives a formula without a result the result of an empty text, so none is uncalculated.
    Raises ValueError or struct.error where the file is damaged.
    """
    stream = load_stream(content, "Workbook" if "Workbook" in list_streams(content) else "Book")
    sheets, percents = _load_globals(stream)
    if len({offset for _name, offset in sheets}) < len(sheets):
        # Two sheets that are one: a small file would be read for ever.
        raise ValueError("two sheets are the same records")
    found: dict[str, SheetMarks] = {}
    for name, offset in sheets:
        if name in found:
            raise ValueError("two sheets have the same name")
        found[name] = SheetMarks(name, limits)
        _scan_sheet(found[name], stream, offset, percents)
    return found


def _list_records(stream: bytes, offset: int) -> Iterator[Record]:
    """The records of one substream, without those of charts inside it."""
    depth = 0
    while offset + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, offset)
        body = stream[offset + 4 : offset + 4 + length]
        offset += 4 + length
        depth += (number == BEGIN) - (number == END)
        if number == END and not depth:
            return
        if depth == 1:
            yield number, body


def _load_globals(stream: bytes) -> tuple[list[tuple[str, int]], set[int]]:
    """The worksheets with the offsets of their records, and the styles that are percentages."""
    sheets: list[tuple[str, int]] = []
    formats, styles, version = set(map(int, PERCENT_FORMATS)), [], BIFF8
    for number, body in _list_records(stream, 0):
        if number == ENCRYPTED:
            raise refused("password_protected")
        if number == BEGIN:
            version = int.from_bytes(body[:2], "little")
        elif number == SHEET and body[5] == WORKSHEET:
            sheets.append((_text(body[6:], version, 1), int.from_bytes(body[:4], "little")))
        elif number == FORMAT and is_percent_format(_text(body[2:], version, 2 if version == BIFF8 else 1)):
            formats.add(int.from_bytes(body[:2], "little"))
        elif number == STYLE:
            styles.append(int.from_bytes(body[2:4], "little"))
    return sheets, {index for index, number in enumerate(styles) if number in formats}


def _text(body: bytes, version: int, width: int) -> str:
    """A short text behind its length of `width` bytes; BIFF5 has one byte a letter, of any code page."""
    length = int.from_bytes(body[:width], "little")
    if version != BIFF8:
        return body[width : width + length].decode("cp874", "replace")
    letters = body[width + 1 :]
    return (
        letters[: 2 * length].decode("utf-16-le") if body[width] & 1 else letters[:length].decode("latin-1")
    )


def _scan_sheet(marks: SheetMarks, stream: bytes, offset: int, percents: set[int]) -> None:
    for number, body in _list_records(stream, offset):
        if number == MANY_NUMBERS:
            _scan_many(marks, body, percents)
        elif number in NUMBERS or number in TEXTS:
            row, column, style = struct.unpack_from("<HHH", body)
            _take(marks, row, column, style in percents and number in NUMBERS)
            if (error := _error_of(number, body)) is not None:
                marks.errors[row + 1, column + 1] = error
        elif number == MERGED:
            _scan_merged(marks, body)


def _scan_many(marks: SheetMarks, body: bytes, percents: set[int]) -> None:
    row, first = struct.unpack_from("<HH", body)
    for index, (style,) in enumerate(struct.iter_unpack("<H4x", body[4:-2])):
        _take(marks, row, first + index, style in percents)


def _scan_merged(marks: SheetMarks, body: bytes) -> None:
    for top, bottom, left, right in struct.iter_unpack("<4H", body[2 : 2 + (len(body) - 2) // 8 * 8]):
        marks.merge(f"{cell_address(top + 1, left + 1)}:{cell_address(bottom + 1, right + 1)}")


def _take(marks: SheetMarks, row: int, column: int, is_percent: bool) -> None:
    marks.fill(row + 1, column + 1)
    if is_percent:
        marks.percents.add((row + 1, column + 1))


def _error_of(number: int, body: bytes) -> str | None:
    """The text of the error that a cell's record holds; None where it holds another value."""
    if number == FAILED and body[7]:
        return ERROR_TEXTS.get(body[6], UNKNOWN_ERROR)
    if number == FORMULA and body[6] == FAILED_RESULT and body[12:14] == b"\xff\xff":
        return ERROR_TEXTS.get(body[8], UNKNOWN_ERROR)
    return None
