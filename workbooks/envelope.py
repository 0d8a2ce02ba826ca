"""What a file is, and whether it may be opened, told from its bytes without opening it."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence

from workbooks.compound import is_compound, list_streams
from workbooks.limits import MEBIBYTE, Limits
from workbooks.refusals import WorkbookRefused, refused

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
DIRECTORY_ENTRY = b"PK\x01\x02"
ENCRYPTED_FLAG = 0x1
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ODS_MIME = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)
MARKUP = re.compile(rb"\s*<[!?a-zA-Z]")
WEB_PAGE = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|table|meta|style)\b|^mime-version:", re.IGNORECASE
)
OTHER_DOCUMENT = re.compile(rb"\s*(%PDF|\{\\rtf|%!PS)")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
SNIFFED = 4096


def check_envelope(content: bytes, limits: Limits) -> str:
    """The format of a file: xlsx, xlsm, xlsb, xls, ods or csv; raises WorkbookRefused for any other."""
    if not content:
        raise refused("file_empty")
    if len(content) > limits.size:
        raise refused(
            "file_too_large",
            size_mb=f"{len(content) / MEBIBYTE:.1f}",
            limit_mb=f"{limits.size / MEBIBYTE:g}",
        )
    if content.startswith(ZIP_MAGIC):
        return _archive_format(content, limits)
    if is_compound(content):
        return _compound_format(content)
    return _text_format(content)


def _archive_format(content: bytes, limits: Limits) -> str:
    # Counted in the raw bytes first: a directory of a million entries would cost our own memory.
    if content.count(DIRECTORY_ENTRY) > limits.members:
        raise refused("suspicious_archive", reason="members")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_directory(archive.infolist(), limits)
            return _format_of_members(archive)
    except WorkbookRefused:
        raise
    except Exception as fault:
        # A broken archive raises half a dozen kinds of exception; all of them mean the same here.
        raise refused("corrupt") from fault


def check_directory(members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse an archive whose directory promises too much, hides something, or says a name twice."""
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise refused("password_protected")
    for reason, is_wrong in (
        ("members", len(members) > limits.members),
        ("unpacked", sum(member.file_size for member in members) > limits.unpacked),
        ("ratio", any(_is_inflated(member, limits) for member in members)),
        ("packing", any(member.compress_type not in PACKINGS for member in members)),
        ("duplicates", _has_duplicates(members)),
    ):
        if is_wrong:
            raise refused("suspicious_archive", reason=reason)


def _is_inflated(member: zipfile.ZipInfo, limits: Limits) -> bool:
    if member.file_size <= limits.ratio_above:
        return False
    return member.file_size > limits.ratio * max(member.compress_size, 1)


def _has_duplicates(members: Sequence[zipfile.ZipInfo]) -> bool:
    # Readers look names up without regard to case, so two names that differ in case are one.
    names = Counter(member.filename.replace("\\", "/").casefold() for member in members)
    return any(count > 1 for count in names.values())


def _format_of_members(archive: zipfile.ZipFile) -> str:
    names = {name.casefold() for name in archive.namelist()}
    if "[content_types].xml" in names and "xl/workbook.bin" in names:
        return "xlsb"
    if "[content_types].xml" in names and "xl/workbook.xml" in names:
        return "xlsm" if "xl/vbaproject.bin" in names else "xlsx"
    if "content.xml" in names and "mimetype" in names and _is_ods(archive):
        return "ods"
    raise refused("not_a_spreadsheet")


def _is_ods(archive: zipfile.ZipFile) -> bool:
    with archive.open("mimetype") as stream:
        return stream.read(len(ODS_MIME[-1]) + 2).strip() in ODS_MIME


def _compound_format(content: bytes) -> str:
    try:
        streams = list_streams(content)
    except ValueError as fault:
        raise refused("corrupt") from fault
    # Excel keeps a password-protected .xlsx as an encrypted stream inside an old-style container.
    if "EncryptedPackage" in streams:
        raise refused("password_protected")
    if "Workbook" in streams or "Book" in streams:
        return "xls"
    raise refused("not_a_spreadsheet")


def _text_format(content: bytes) -> str:
    beginning = content[:SNIFFED].removeprefix(b"\xef\xbb\xbf")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = content[2:SNIFFED].replace(b"\x00", b"")
    elif CONTROL.search(content):
        raise refused("not_a_spreadsheet")
    if WEB_PAGE.search(beginning) and (MARKUP.match(beginning) or beginning[:5].lower() == b"mime-"):
        raise refused("html_saved_as_xls")
    if MARKUP.match(beginning) or OTHER_DOCUMENT.match(beginning):
        raise refused("not_a_spreadsheet")
    return "csv"
