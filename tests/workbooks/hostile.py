"""Files that mean harm, are broken, or are something else: each with the code of what the reader answers."""

import base64
import hashlib
import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from itertools import pairwise

from tests.workbooks.builders import (
    killer_xls,
    ods_members,
    raw_xlsb,
    raw_xlsx,
    record,
    saved_with,
    saved_xls,
    wide,
    xlsx_members,
    zip_of,
)

ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def changed(members: Mapping[str, str | bytes], part: str, old: str, new: str) -> bytes:
    """An archive of these members after one replacement in one of them."""
    assert old in str(members[part])
    return zip_of({**members, part: str(members[part]).replace(old, new)})


def strict() -> bytes:
    return changed(xlsx_members(ONE_CELL), "xl/workbook.xml", "schemas.openxmlformats.org/spreadsheetml/2006",
                   "purl.oclc.org/ooxml/spreadsheetml")  # fmt: skip


def with_document_type(part: str) -> bytes:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    members = xlsx_members(ONE_CELL) | {"xl/note.vml": "<note/>"}
    return zip_of({**members, part: bomb + str(members[part])})


def document_type_in_utf16() -> bytes:
    hidden = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "ha">]><x/>'
    return zip_of(xlsx_members(ONE_CELL) | {"custom/item": hidden.encode("utf-16")})


def zip_encrypted() -> bytes:
    content = bytearray(raw_xlsx(ONE_CELL))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def ods_encrypted() -> bytes:
    members = ods_members("")
    return changed(
        members, "META-INF/manifest.xml", "/></", "><manifest:encryption-data/></manifest:file-entry></"
    )


def xls_encrypted() -> bytes:
    """The record after the first becomes FILEPASS (0x002F), as Excel writes it for a password."""
    content = saved_xls(lambda sheet: sheet.write(0, 0, 1))
    at = content.index(bytes.fromhex("e1000200b004"))
    return content[:at] + b"\x2f\x00" + content[at + 2 :]


def compound_of(name: str) -> bytes:
    """The .xls with its one stream renamed: what Excel's encryption and Word's .doc look like."""
    content = saved_xls(lambda sheet: sheet.write(0, 0, 1))
    at = content.index("Workbook".encode("utf-16-le"))
    entry = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2)
    return content[:at] + entry + content[at + 66 :]


def circular_xls() -> bytes:
    """The chain of the directory's sectors bites its own tail."""
    content = bytearray(saved_xls(lambda sheet: sheet.write(0, 0, 1)))
    directory = struct.unpack_from("<I", content, 48)[0]
    table = struct.unpack_from("<I", content, 76)[0]
    struct.pack_into("<I", content, (table + 1) * 512 + directory * 4, directory)
    return bytes(content)


def duplicated(second: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in xlsx_members(ONE_CELL).items():
            archive.writestr(name, content)
        with warnings.catch_warnings(action="ignore"):
            archive.writestr(second, "<worksheet/>")
    return buffer.getvalue()


def bomb() -> bytes:
    return zip_of(xlsx_members(ONE_CELL) | {"xl/media/image1.bin": bytes(5_000_000)})


def many_members() -> bytes:
    return zip_of(xlsx_members(ONE_CELL) | {f"xl/media/{n}.png": b"" for n in range(2000)})


def two_far_cells() -> bytes:
    return raw_xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


def ods_row(cells: str, repeated: int = 1) -> bytes:
    row = f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'
    return zip_of(ods_members(f'<table:table table:name="a">{row}</table:table>'))


ODS_ONE = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{}"/>'
TEXT_TOO_LONG = f'<row r="2"><c r="B2" t="inlineStr"><is><t>{"ก" * 32_768}</t></is></c></row>'

# What it is, how it is made, and the code it is refused with (and the reason behind it).
REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("no byte at all", lambda: b"", "file_empty"),
    ("more than 20 MB", lambda: bytes(20 * 1024 * 1024 + 1), "file_too_large"),
    ("a PDF", lambda: b"%PDF-1.7\n1 0 obj\n", "not_a_spreadsheet"),
    ("a picture", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_a_spreadsheet"),
    ("a Word document", lambda: zip_of({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}),
     "not_a_spreadsheet"),
    ("an old Word document", lambda: compound_of("WordDocument"), "not_a_spreadsheet"),
    ("an OpenDocument text", lambda: zip_of({"mimetype": "application/vnd.oasis.opendocument.text",
                                             "content.xml": "<a/>"}), "not_a_spreadsheet"),
    ("some XML", lambda: b'<?xml version="1.0"?><Workbook/>', "not_a_spreadsheet"),
    ("a web page", lambda: b"\xef\xbb\xbf\r\n<html><body><table><tr><td>1</td></tr>", "html_saved_as_xls"),
    ("a web page in UTF-16", lambda: "<html><table>".encode("utf-16"), "html_saved_as_xls"),
    ("a web archive", lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
     "html_saved_as_xls"),
    ("Thai cut in the middle of a letter", lambda: "จังหวัด,ผล".encode()[:-1], "unknown_encoding"),
    ("half a text in UTF-16", lambda: "จังหวัด".encode("utf-16")[:-1], "unknown_encoding"),
    ("an .xlsx with a password", lambda: compound_of("EncryptedPackage"), "password_protected"),
    ("an .xls with a password", xls_encrypted, "password_protected"),
    ("an .ods with a password", ods_encrypted, "password_protected"),
    ("an archive with a password", zip_encrypted, "password_protected"),
    ("Strict Open XML", strict, "strict_ooxml"),
    ("half an archive", lambda: raw_xlsx(ONE_CELL)[:600], "corrupt"),
    ("an archive with a damaged member", lambda: raw_xlsx(ONE_CELL).replace(b"\xb3", b"\xb4"), "corrupt"),
    ("half an .xls", lambda: saved_xls(lambda sheet: sheet.write(0, 0, 1))[:2000], "corrupt"),
    ("an .xls whose directory runs in a circle", circular_xls, "corrupt"),
    ("sheet XML that is not closed", lambda: raw_xlsx("<row>"), "corrupt"),
    ("a text that the file does not hold", lambda: raw_xlsx('<row><c t="s"><v>7</v></c></row>'), "corrupt"),
    ("a cell without a proper place", lambda: raw_xlsx('<row><c r="ก1"><v>7</v></c></row>'), "corrupt"),
    ("a cell above the first row", lambda: raw_xlsx('<row><c r="A0"><v>7</v></c></row>'), "corrupt"),
    ("two sheets of one name", lambda: raw_xlsx(ONE_CELL, sheet_names=["a", "a"]), "corrupt"),
    ("a workbook without its sheet", lambda: zip_of({name: content for name, content in
     xlsx_members(ONE_CELL).items() if "sheet1" not in name}), "corrupt"),
    ("an .xlsb of noise", lambda: raw_xlsb(hashlib.shake_256(b"noise").digest(500)), "corrupt"),
    ("an archive that unpacks too far", bomb, "suspicious_archive:ratio"),
    ("too many members", many_members, "suspicious_archive:members"),
    ("a packing that no program uses", lambda: zip_of(xlsx_members(ONE_CELL), zipfile.ZIP_LZMA),
     "suspicious_archive:packing"),
    ("a member twice", lambda: duplicated("xl/worksheets/sheet1.xml"), "suspicious_archive:duplicates"),
    ("a member twice but for the case", lambda: duplicated("XL/worksheets/SHEET1.xml"), "suspicious_archive:duplicates"),
    ("a document type in a sheet", lambda: with_document_type("xl/worksheets/sheet1.xml"),
     "suspicious_archive:doctype"),
    ("a document type in a drawing", lambda: with_document_type("xl/note.vml"), "suspicious_archive:doctype"),
    ("a document type in UTF-16", document_type_in_utf16, "suspicious_archive:doctype"),
    ("the two farthest cells", two_far_cells, "too_many_rows"),
    ("an .xls filled to its last row", lambda: saved_xls(lambda sheet: sheet.write(65_535, 255, 1)),
     "too_many_rows"),
    ("20,001 lines of text", lambda: b"1\n" * 20_001, "too_many_rows"),
    ("an .ods of a million rows", lambda: ods_row(ODS_ONE.format(1), 1_048_576), "too_many_rows"),
    ("two cells at the ends of 19,999 rows", lambda: raw_xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="19999"><c r="XFD19999"><v>1</v></c></row>'),
     "too_many_cells"),
    ("a column that no program has", lambda: raw_xlsx('<row><c r="ZZZ1"><v>1</v></c></row>'),
     "too_many_cells"),
    ("an .ods that repeats one cell for ever", lambda: ods_row(ODS_ONE.format(999_999_999)),
     "too_many_cells"),
    ("a line of two million commas", lambda: b"," * 2_000_001, "too_many_cells"),
    ("an .xlsb with a far cell", lambda: raw_xlsb(record(0, struct.pack("<I", 999_999) + bytes(21))
     + record(5, struct.pack("<IId", 0, 0, 1.0))), "too_many_rows"),
    ("a cell of 32,768 characters", lambda: raw_xlsx(TEXT_TOO_LONG), "cell_too_long"),
    ("an .xls that ends the reader's process", killer_xls, "reader_died"),
    ("a new workbook", lambda: saved_with({}), "no_cells"),
    ("a text of line ends", lambda: b"\r\n\r\n", "no_cells"),
]  # fmt: skip


def with_entities(part: str, entities: str, used: str) -> bytes:
    """An .xlsx of which a part declares entities and uses one."""
    members = xlsx_members(ONE_CELL)
    return zip_of(
        {**members, part: f"<!DOCTYPE x [{entities}]>" + str(members[part]).replace("><", f">{used}<", 1)}
    )


def billion_laughs() -> bytes:
    names = "abcdefghi"
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in pairwise(names)
    )
    return with_entities("xl/worksheets/sheet1.xml", entities, "&i;")


def overlapping() -> bytes:
    """Fifield's bomb in small: a thousand entries of the directory, all over the same packed bytes."""
    content = zip_of({"x": bytes(1_000_000)})
    directory = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[directory:end]
    entries = b"".join(entry[:46] + b"%c" % (n % 26 + 97) + entry[47:] for n in range(1_000))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1_000, 1_000, len(entries), directory, 0)
    return content[:directory] + entries + tail


def lying_size() -> bytes:
    """A sheet that says it unpacks to ten bytes and unpacks to megabytes."""
    content = bytearray(raw_xlsx("<row/>" * 100_000))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", content, at + 24, 10)
    return bytes(content)


def sheets_of_one_part(count: int, rows: str) -> bytes:
    """A workbook that lists one part of a sheet many times under other names."""
    members = xlsx_members(rows)
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, count + 1))
    book = str(members["xl/workbook.xml"])
    start, end = book.index("<sheets>"), book.index("</sheets>")
    return zip_of({**members, "xl/workbook.xml": f"{book[:start]}<sheets>{sheets}{book[end:]}"})


def with_part(part: str, content: str | bytes) -> bytes:
    return zip_of(xlsx_members(ONE_CELL) | {part: content})


def with_strings(strings: str) -> bytes:
    """An .xlsx with a table of shared strings, of which A1 is the first."""
    members = xlsx_members('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    relations = str(members["xl/_rels/workbook.xml.rels"])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="rId7" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    return zip_of(
        {
            **members,
            "xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", link),
            "xl/sharedStrings.xml": strings,
        }
    )


def after_data(addition: str) -> bytes:
    """An .xlsx with something behind the cells of its sheet."""
    return changed(
        xlsx_members(ONE_CELL), "xl/worksheets/sheet1.xml", "</sheetData>", f"</sheetData>{addition}"
    )


def before_data(addition: str) -> bytes:
    """An .xlsx with something before the cells of its sheet."""
    return changed(
        xlsx_members(ONE_CELL), "xl/worksheets/sheet1.xml", "<sheetData>", f"{addition}<sheetData>"
    )


def merged(*areas: str) -> bytes:
    return after_data(
        "<mergeCells>" + "".join(f'<mergeCell ref="{area}"/>' for area in areas) + "</mergeCells>"
    )


def inline(text: str) -> bytes:
    return raw_xlsx(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')


def nested_zips(depth: int) -> bytes:
    content = bytes(100_000)
    for _ in range(depth):
        content = zip_of({"inner.zip": content})
    return content


def xls_of_many_strings() -> bytes:
    """The table of shared strings (0x00FC) promises two thousand million of them."""
    content = saved_xls(lambda sheet: sheet.write(0, 0, "ผล"))
    at = content.index(struct.pack("<H", 0x00FC)) + 4
    return content[:at] + struct.pack("<II", 2**31 - 1, 2**31 - 1) + content[at + 8 :]


def xls_with_a_far_sheet() -> bytes:
    """The record of the sheet (0x0085) leads to behind the end of the file."""
    content = bytearray(saved_xls(lambda sheet: sheet.write(0, 0, 1)))
    at = content.index(struct.pack("<H", 0x0085), 512)
    struct.pack_into("<I", content, at + 4, 2**31 - 1)
    return bytes(content)


def flipped(content: bytes, seed: int, many: int = 40) -> bytes:
    """The same bytes with some of them changed by a fixed chance; the first ones stay, as magic."""
    noise = hashlib.shake_256(str(seed).encode()).digest(6 * many)
    changed_bytes = bytearray(content)
    for n in range(many):
        at = 8 + int.from_bytes(noise[6 * n : 6 * n + 4], "big") % (len(content) - 8)
        changed_bytes[at] = noise[6 * n + 5]
    return bytes(changed_bytes)


EXTERNAL = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook/></externalLink>'
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="x/externalLinkPath" TargetMode="External" Target="file://evil/share/q2.xlsx"/></Relationships>'
)
THAI_TABLE = "จังหวัด,ผล\nเชียงใหม่,5\n"
MACRO = base64.b64decode("0M8R4KGxGuE=")

REFUSED += [
    ("a million of laughs", billion_laughs, "suspicious_archive:doctype"),
    ("an entity that reads a file", lambda: with_entities(
        "xl/worksheets/sheet1.xml", '<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"), "suspicious_archive:doctype"),
    ("an entity that asks another machine", lambda: with_entities(
        "xl/workbook.xml", '<!ENTITY % x SYSTEM "http://169.254.169.254/">%x;', ""), "suspicious_archive:doctype"),
    ("a thousand entries over the same bytes", overlapping, "suspicious_archive:unpacked"),
    ("a sheet that unpacks to more than it says", lying_size, "corrupt"),
    ("an archive of nothing", lambda: zip_of({}), "not_a_spreadsheet"),
    ("archives in archives", lambda: nested_zips(20), "not_a_spreadsheet"),
    ("an archive behind a program", lambda: b"MZ\x90\0" + raw_xlsx(ONE_CELL), "not_a_spreadsheet"),
    ("an archive behind a PDF", lambda: b"%PDF-1.7\n" + raw_xlsx(ONE_CELL), "not_a_spreadsheet"),
    ("the middle of an archive torn out", lambda: raw_xlsx(ONE_CELL)[:200] + raw_xlsx(ONE_CELL)[-300:], "corrupt"),
    ("only the magic of an archive", lambda: b"PK\x03\x04", "corrupt"),
    ("only the magic of an .xls", lambda: bytes.fromhex("d0cf11e0a1b11ae1"), "corrupt"),
    ("a sheet that lies on another machine", lambda: changed(
        xlsx_members(ONE_CELL), "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "http://169.254.169.254/"),
     "corrupt"),
    ("a NUL in a cell", lambda: inline("&#0;"), "corrupt"),
    ("a control character in a cell", lambda: inline("\x01"), "corrupt"),
    ("a character that does not exist", lambda: inline("&#xFFFFFFFF;"), "corrupt"),
    ("XML that ends in the middle", lambda: changed(
        xlsx_members(ONE_CELL), "xl/worksheets/sheet1.xml", "</sheetData></worksheet>", ""), "corrupt"),
    ("a hundred thousand merged ranges and one", lambda: merged(*(f"A{n}:B{n}" for n in range(1, 100_002))),
     "too_many_cells"),
    ("a sheet listed ten thousand times", lambda: sheets_of_one_part(10_000, "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 2_001))), "corrupt"),
    ("a table that promises four thousand million strings", lambda: with_strings(
        '<sst count="4294967295" uniqueCount="4294967295"></sst>'), "reader_died"),
    ("an .xls whose sheet lies behind its end", xls_with_a_far_sheet, "corrupt"),
    ("an .xls of zeros", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096), "corrupt"),
    ("an .ods cut short", lambda: changed(ods_members(""), "content.xml", "</office:body>", ""), "corrupt"),
    ("an .ods with a billion blank-looking texts", lambda: ods_row(
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p>'
        "</table:table-cell>", 1_000_000), "too_many_cells"),
    ("an .ods that repeats a row less than never", lambda: ods_row(ODS_ONE.format("x")), "corrupt"),
    ("an .xlsb text of two thousand million letters", lambda: raw_xlsb(
        record(0, struct.pack("<I", 0) + bytes(21))
        + record(6, struct.pack("<III", 0, 0, 2**31 - 1) + wide("x"))), "corrupt"),
    ("an .xlsb without a sheet", lambda: zip_of({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b""}),
     "corrupt"),
    ("one line of 30 MB", lambda: b"x" * 30_000_000, "file_too_large"),
    ("one line of 19 MB", lambda: b"x" * 19_000_000, "cell_too_long"),
    ("a quotation mark that is never closed", lambda: b'"' + b"x,\n" * 100_000, "cell_too_long"),
    ("a .csv with a NUL", lambda: b"a,b\n1,\x002\n", "not_a_spreadsheet"),
    ("a .csv in UTF-16 without its mark", lambda: THAI_TABLE.encode("utf-16-le"), "not_a_spreadsheet"),
    ("a .csv in UTF-16 with a NUL", lambda: "a\0b".encode("utf-16"), "not_a_spreadsheet"),
    ("nineteen million line ends", lambda: b"\n" * 19_000_000, "too_many_cells"),
    ("a web page with a table, saved as .xls", lambda: b"<table border=1><tr><td>1</td></tr></table>",
     "html_saved_as_xls"),
    ("a script", lambda: b"#!/bin/sh\0\nrm -rf /\n", "not_a_spreadsheet"),
]  # fmt: skip

# What it is, how it is made, and what is read from its first cell.
READ: list[tuple[str, Callable[[], bytes], object]] = [
    ("a workbook with macros", lambda: with_part("xl/vbaProject.bin", MACRO), 1.0),
    ("links to another machine", lambda: zip_of(xlsx_members(ONE_CELL) | {
        "xl/externalLinks/externalLink1.xml": EXTERNAL,
        "xl/externalLinks/_rels/externalLink1.xml.rels": RELATION}), 1.0),
    ("archives inside its pictures", lambda: with_part("xl/media/image1.png", nested_zips(5)), 1.0),
    ("members that climb out of the folder", lambda: with_part("../../../../tmp/evil.txt", "x"), 1.0),
    ("a member with a drive letter", lambda: with_part("C:\\Windows\\evil.txt", "x"), 1.0),
    ("a failed formula", lambda: raw_xlsx('<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'),
     "#DIV/0!"),
    ("a formula without its result", lambda: raw_xlsx('<row r="1"><c r="A1"><f>1+1</f></c></row>'), ""),
    ("a formula that would call a program", lambda: inline("=cmd|'/c calc'!A1"), "=cmd|'/c calc'!A1"),
    ("the largest number there is", lambda: raw_xlsx('<row r="1"><c r="A1"><v>1e308</v></c></row>'), 1e308),
    ("a number that is too large", lambda: raw_xlsx('<row r="1"><c r="A1"><v>1e999</v></c></row>'), "#NUM!"),
    ("not a number", lambda: raw_xlsx('<row r="1"><c r="A1"><v>NaN</v></c></row>'), "#NUM!"),
    ("five hundred sheets", lambda: raw_xlsx(ONE_CELL, sheet_names=[f"s{n}" for n in range(500)]), 1.0),
    ("a sheet named to turn the reading direction", lambda: raw_xlsx(ONE_CELL, sheet_names=["\u202exslx.fdp"]), 1.0),
    ("a sheet named as a path", lambda: raw_xlsx(ONE_CELL, sheet_names=["../../etc/passwd"]), 1.0),
    ("a sheet named as a script", lambda: raw_xlsx(ONE_CELL, sheet_names=["&lt;script&gt;"]), 1.0),
    ("a sheet with a name of 100,000 letters", lambda: raw_xlsx(ONE_CELL, sheet_names=["x" * 100_000]), 1.0),
    ("everything merged", lambda: merged("A1:XFD1048576"), 1.0),
    ("merged ranges over one another", lambda: merged(*(f"A1:C{n}" for n in range(1, 5_000))), 1.0),
    ("a used area that is a lie", lambda: before_data('<dimension ref="A1:XFD1048576"/>'), 1.0),
    ("a style for every column", lambda: before_data('<cols><col min="1" max="16384" width="9"/></cols>'), 1.0),
    ("a hundred thousand elements in one another", lambda: after_data("".join(f"<a{n:x}>" for n in range(100_000)) + "".join(f"</a{n:x}>" for n in reversed(range(100_000)))), 1.0),
    ("an attribute of a million letters", lambda: after_data(f'<a b="{"".join(f"{n:x}" for n in range(250_000))}"/>'), 1.0),
    ("an .xls that promises two thousand million strings", xls_of_many_strings, "ผล"),
    ("a .csv in UTF-16", lambda: THAI_TABLE.encode("utf-16"), "จังหวัด"),
    ("a .csv in TIS-620", lambda: THAI_TABLE.encode("cp874"), "จังหวัด"),
    ("a .csv with a mark of UTF-8", lambda: THAI_TABLE.encode("utf-8-sig"), "จังหวัด"),
    ("a .csv with formulas", lambda: b"=1+1,@SUM(A1)\n", "=1+1"),
    ("an .ods with a million blank rows", lambda: zip_of(ods_members(
        '<table:table table:name="a"><table:table-row>' + ODS_ONE.format(1) + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>')), 1.0),
]  # fmt: skip
