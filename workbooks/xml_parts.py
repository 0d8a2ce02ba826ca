"""XML out of an archive, streamed, without document types and therefore without entities."""

import posixpath
import zipfile
from collections.abc import Callable, Mapping, Sequence
from xml.parsers import expat

from workbooks.refusals import refused

CHUNK = 64 * 1024
PROLOGUE = 4096
STRICT = "http://purl.oclc.org/ooxml/"

Start = Callable[[str, dict[str, str]], None]


def _refuse_document_type(*_ignored: object) -> None:
    raise refused("suspicious_archive", reason="doctype")


def guarded_parser() -> expat.XMLParserType:
    """A parser that refuses a document type at its first word."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def local(name: str) -> str:
    """An element's or attribute's name without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def feed(parser: expat.XMLParserType, archive: zipfile.ZipFile, part: str) -> None:
    """Stream one part through a parser. Raises ExpatError, BadZipFile, or what a handler raises."""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


def scan(archive: zipfile.ZipFile, part: str, start: Start) -> None:
    """Call `start` for every element of a part, with local name and attributes."""
    parser = guarded_parser()
    parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    feed(parser, archive, part)


def check_document_types(archive: zipfile.ZipFile) -> None:
    """Refuse an archive of which any XML member declares a document type."""
    for member in archive.infolist():
        if member.file_size:
            _check_prologue(archive, member)


class _PrologueEndsError(Exception):
    """The root element began."""


def _end_prologue(*_ignored: object) -> None:
    raise _PrologueEndsError


def _check_prologue(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    parser = guarded_parser()
    parser.StartElementHandler = _end_prologue
    with archive.open(member) as stream:
        try:
            while chunk := stream.read(PROLOGUE):
                parser.Parse(chunk, False)
        except (_PrologueEndsError, expat.ExpatError):
            # Either the document type would have stood before, or the member is no XML at all.
            return


class Parts:
    """The members of an archive by name, whatever the case and the direction of the slashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._names = {name.replace("\\", "/").casefold(): name for name in archive.namelist()}

    def find(self, path: str) -> str | None:
        """The member's own name; None where there is none."""
        return self._names.get(path.replace("\\", "/").lstrip("/").casefold())

    def load(self, path: str) -> str:
        """The member's own name. Raises KeyError where there is none."""
        return self._names[path.replace("\\", "/").lstrip("/").casefold()]


def list_targets(archive: zipfile.ZipFile, parts: Parts, part: str) -> Mapping[str, tuple[str, str]]:
    """Where a part's relationships lead: identifier → (last word of its type, path in the archive)."""
    folder, name = posixpath.split(part)
    targets: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship":
            kind, target = attributes.get("Type", ""), attributes.get("Target", "")
            targets[attributes["Id"]] = (kind.rpartition("/")[2], posixpath.normpath(f"{folder}/{target}"))
            if target.startswith("/"):
                targets[attributes["Id"]] = (kind.rpartition("/")[2], target)

    scan(archive, parts.load(f"{folder}/_rels/{name}.rels"), start)
    return targets


def check_parts(sheets: Sequence[tuple[str, str]]) -> None:
    """Refuse a workbook of which two sheets are one part: a small file would be read for ever."""
    if len({path.casefold() for _kind, path in sheets}) < len(sheets):
        raise refused("corrupt")
