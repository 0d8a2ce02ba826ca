"""Workbooks made by hand: ordinary ones, broken ones, and ones that mean harm."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import openpyxl
import xlwt

from workbooks.cells import Cell, Workbook
from workbooks.reading import Limits, Upload, WorkbookRefused, read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"


def read(content: bytes, limits: Limits | None = None) -> Workbook:
    """The workbook that these bytes are."""
    return read_workbook(Upload(name="return.xlsx", content=content), limits=limits or Limits())


def refusal_of(content: bytes, limits: Limits | None = None) -> WorkbookRefused:
    """The refusal that these bytes meet."""
    try:
        read(content, limits)
    except WorkbookRefused as refusal:
        return refusal
    raise AssertionError("the file was read")


def cells_of(workbook: Workbook, sheet: int = 0) -> dict[str, Cell]:
    """The cells of a sheet under their addresses."""
    return {cell.address: cell for cell in workbook.sheets[sheet].cells}


def zip_of(members: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def saved(fill: Callable[[Any], None]) -> bytes:
    """An .xlsx of one sheet as openpyxl writes it, after `fill` has filled the sheet."""
    workbook = openpyxl.Workbook()
    fill(workbook.active)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def saved_with(values: Mapping[str, object]) -> bytes:
    """An .xlsx of one sheet with these values under their addresses."""

    def fill(sheet: Any) -> None:
        for address, value in values.items():
            sheet[address] = value

    return saved(fill)


def xlsx_members(
    rows: str, sheet_names: Iterable[str] = ("Sheet1",), styles: str = ""
) -> dict[str, str | bytes]:
    """The members of the smallest .xlsx; `rows` is the XML inside sheetData of every sheet."""
    names = list(sheet_names)
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        f'<Relationship Id="rIdStyles" Type="{OFFICE}/styles" Target="/xl/styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }
    for n in range(1, len(names) + 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return parts


def raw_xlsx(rows: str, **others: Any) -> bytes:
    """The smallest .xlsx whose sheets hold this XML inside sheetData."""
    return zip_of(xlsx_members(rows, **others))


def ods_members(tables: str) -> dict[str, str | bytes]:
    """The members of the smallest .ods with these table:table elements."""
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return {
        "mimetype": ODS_MIME,
        "content.xml": f"<office:document-content {spaces} {calc}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{manifest}"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{ODS_MIME}"/></manifest:manifest>',
    }


def saved_xls(fill: Callable[[Any], None]) -> bytes:
    """An .xls of one sheet named ผล, after `fill` has filled the sheet."""
    workbook = xlwt.Workbook(encoding="utf-8")
    fill(workbook.add_sheet("ผล"))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def killer_xls() -> bytes:
    """An .xls whose declared size makes the fast reader end its whole process.

    Its record DIMENSIONS (0x0200) promises two thousand million rows; the cells are ordinary.
    """
    content = saved_xls(lambda sheet: sheet.write(0, 0, 1))
    at = content.index(struct.pack("<HH", 0x0200, 14)) + 4
    return content[:at] + struct.pack("<IIHH", 0, 2**31, 0, 0xFFFF) + content[at + 12 :]


def record(number: int, body: bytes) -> bytes:
    """One record of an .xlsb: its number and its length in seven bits a byte."""
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    return head + bytes([len(body)]) + body


def wide(text: str) -> bytes:
    """A text of an .xlsb behind its length."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def raw_xlsb(records: bytes) -> bytes:
    """The smallest .xlsb of one sheet named ผล with these records; its style 1 is a percentage."""
    styles = record(617, struct.pack("<I", 2))
    styles += b"".join(record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 9))
    members = xlsx_members("")
    relations = str(members["xl/_rels/workbook.xml.rels"]).replace(".xml", ".bin")
    bundle = record(143, b"") + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("ผล"))
    return zip_of(
        {
            "[Content_Types].xml": members["[Content_Types].xml"],
            "xl/_rels/workbook.bin.rels": relations,
            "xl/workbook.bin": record(131, b"") + bundle + record(144, b"") + record(132, b""),
            "xl/styles.bin": record(278, b"") + styles + record(618, b"") + record(279, b""),
            "xl/worksheets/sheet1.bin": record(129, b"")
            + record(148, struct.pack("<4I", 0, 9, 0, 9))
            + record(145, b"")
            + records
            + record(146, b"")
            + record(130, b""),
        }
    )
