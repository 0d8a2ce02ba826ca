"""Every kind of file that is not read, each with its own refusal."""

import base64
import hashlib
import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.workbooks.builders import (
    killer_xls,
    ods_members,
    raw_xlsb,
    raw_xlsx,
    read,
    record,
    refusal_of,
    saved_with,
    saved_xls,
    xlsx_members,
    zip_of,
)
from workbooks.reading import Limits
from workbooks.refusals import REASONS

ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
CATALOGUE = Path(__file__).parents[2] / "house_style" / "locale" / "th" / "workbooks.po"


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
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("warnings.warn", lambda *_words, **_more: None)
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

HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
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


@pytest.mark.parametrize(
    ("make", "code"), [pytest.param(make, code, id=what) for what, make, code in HOSTILE]
)
def test_each_unreadable_file_has_its_own_refusal(make: Callable[[], bytes], code: str) -> None:
    refusal = refusal_of(make())
    reason = refusal.values.get("reason")
    assert (f"{refusal.code}:{reason}" if reason else refusal.code) == code


def test_what_all_members_unpack_to_is_counted_together() -> None:
    """Three members of 90 kB each: none of them suspicious alone."""
    archive = zip_of(xlsx_members(ONE_CELL) | {f"xl/media/{n}.bin": bytes(90_000) for n in range(3)})
    assert read(archive, Limits(unpacked=275_000)).sheets[0].cells[0].address == "A1"
    assert refusal_of(archive, Limits(unpacked=265_000)).values == {"reason": "unpacked"}


def test_a_refusal_of_rows_says_where_the_sheet_ends_and_how_far_it_may_go() -> None:
    refusal = refusal_of(two_far_cells())
    assert refusal.values == {"sheet": "Sheet1", "row": 1_048_576, "limit": 20_000}
    assert str(refusal).startswith("Sheet “Sheet1” is filled down to row 1048576; at most 20000 rows")


def test_a_cell_that_is_too_long_is_named() -> None:
    refusal = refusal_of(raw_xlsx(TEXT_TOO_LONG))
    assert refusal.values == {"cell": "B2", "sheet": "Sheet1", "limit": 32_767}


def test_a_file_that_is_too_large_says_both_sizes() -> None:
    refusal = refusal_of(bytes(3_145_728), Limits(size=2_097_152))
    assert refusal.values == {"size_mb": "3.0", "limit_mb": "2"}


def test_the_longest_cell_and_the_last_row_that_are_allowed_are_read() -> None:
    longest = read(raw_xlsx(f'<row><c t="inlineStr"><is><t>{"ก" * 32_767}</t></is></c></row>'))
    assert longest.sheets[0].cells[0].value == "ก" * 32_767
    last = read(raw_xlsx('<row r="20000"><c r="A20000"><v>1</v></c></row>'))
    assert last.sheets[0].cells[0].address == "A20000"


def test_blank_formatted_cells_far_below_the_table_do_no_harm() -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert [cell.address for cell in read(raw_xlsx(ONE_CELL + far)).sheets[0].cells] == ["A1"]


def test_more_text_than_may_be_answered_is_refused() -> None:
    rows = "".join(f'<row><c t="inlineStr"><is><t>{n:05}{"x" * 995}</t></is></c></row>' for n in range(30))
    assert refusal_of(raw_xlsx(rows), Limits(answer=100_000)).code == "too_much_text"


def test_macros_are_never_run_and_do_not_keep_a_workbook_from_being_read() -> None:
    macros = xlsx_members(ONE_CELL) | {"xl/vbaProject.bin": base64.b64decode("0M8R4KGxGuE=")}
    assert read(zip_of(macros)).format == "xlsm"


def test_every_refusal_has_its_thai_sentence_with_the_same_places_to_fill() -> None:
    with CATALOGUE.open("rb") as file:
        thai = {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}
    assert thai.keys() == set(REASONS.values())
    for english, sentence in thai.items():
        assert placeholders(sentence) == placeholders(english)
        assert any("ก" <= letter <= "๛" for letter in sentence)


def placeholders(sentence: str) -> set[str]:
    return {part.split("}")[0] for part in sentence.split("{")[1:]}
