"""The marks of .xlsb: errors and percentages out of its binary parts ([MS-XLSB])."""

import struct
import zipfile
from collections.abc import Iterator

from workbooks.cells import cell_address
from workbooks.limits import Limits
from workbooks.marks import ERROR_TEXTS, UNKNOWN_ERROR, SheetMarks
from workbooks.xlsx_marks import PERCENT_FORMATS, is_percent_format
from workbooks.xml_parts import Parts, check_parts, list_targets

WORKBOOK = "xl/workbook.bin"
ROW, FAILED, FAILED_FORMULA, STYLE, FORMAT, SHEET, MERGED = 0, 3, 11, 47, 44, 156, 176
CELLS = range(2, 12)
FIRST_STYLE, LAST_STYLE = 617, 618

Record = tuple[int, bytes]


def scan_xlsb(archive: zipfile.ZipFile, limits: Limits) -> dict[str, SheetMarks]:
    """The marks of every worksheet by its name; refuses what exceeds the limits."""
    parts = Parts(archive)
    targets = list_targets(archive, parts, WORKBOOK)
    percents: set[int] = set()
    for kind, path in targets.values():
        if kind == "styles":
            percents = _percent_styles(archive.read(parts.load(path)))
    found: dict[str, SheetMarks] = {}
    sheets = _list_sheets(archive.read(parts.load(WORKBOOK)))
    check_parts([targets[relation] for _name, relation in sheets if relation in targets])
    for name, relation in sheets:
        kind, path = targets.get(relation, ("", ""))
        if name in found:
            raise ValueError("two sheets have the same name")
        if kind == "worksheet":
            found[name] = SheetMarks(name, limits)
            _scan_sheet(found[name], archive.read(parts.load(path)), percents)
    return found


def _list_records(part: bytes) -> Iterator[Record]:
    offset = 0
    while offset < len(part):
        number, offset = _packed(part, offset, 2)
        length, offset = _packed(part, offset, 4)
        yield number, part[offset : offset + length]
        offset += length


def _packed(part: bytes, offset: int, most: int) -> tuple[int, int]:
    """A number in seven bits a byte, of at most `most` bytes, and the offset behind it."""
    value = 0
    for index in range(most):
        byte = part[offset + index]
        value |= (byte & 0x7F) << (7 * index)
        if not byte & 0x80:
            return value, offset + index + 1
    return value, offset + most


def _text(body: bytes, offset: int) -> tuple[str, int]:
    length = int.from_bytes(body[offset : offset + 4], "little")
    end = offset + 4 + 2 * length
    return body[offset + 4 : end].decode("utf-16-le"), end


def _list_sheets(part: bytes) -> list[tuple[str, str]]:
    sheets = []
    for number, body in _list_records(part):
        if number == SHEET:
            relation, offset = _text(body, 8)
            sheets.append((_text(body, offset)[0], relation))
    return sheets


def _percent_styles(part: bytes) -> set[int]:
    formats, styles, inside = set(map(int, PERCENT_FORMATS)), [], False
    for number, body in _list_records(part):
        if number == FORMAT and is_percent_format(_text(body, 2)[0]):
            formats.add(int.from_bytes(body[:2], "little"))
        elif number in (FIRST_STYLE, LAST_STYLE):
            inside = number == FIRST_STYLE
        elif number == STYLE and inside:
            styles.append(int.from_bytes(body[2:4], "little"))
    return {index for index, number in enumerate(styles) if number in formats}


def _scan_sheet(marks: SheetMarks, part: bytes, percents: set[int]) -> None:
    row = 0
    for number, body in _list_records(part):
        if number == ROW:
            row = int.from_bytes(body[:4], "little") + 1
        elif number in CELLS:
            column, style = struct.unpack_from("<II", body)
            place = row, column + 1
            marks.fill(*place)
            if style & 0xFFFFFF in percents:
                marks.percents.add(place)
            if number in (FAILED, FAILED_FORMULA):
                marks.errors[place] = ERROR_TEXTS.get(body[8], UNKNOWN_ERROR)
        elif number == MERGED:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            marks.merge(f"{cell_address(top + 1, left + 1)}:{cell_address(bottom + 1, right + 1)}")
