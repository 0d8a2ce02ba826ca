"""What is to be marked in a workbook, as it travels to the child process."""

import json
import struct
from dataclasses import asdict, dataclass

# In a frame this stands where the format stands when a file is only to be read.
MARK = "mark"
HEAD = struct.Struct(">4sQ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One line of the list, said at its cell too. `where` is for people, `sheet` and `cell` are for the link.

    `cell` is an address or a range; it and `sheet` are empty where there is no such cell. Of several remarks
    on one cell the one with the least `rank` gives the colour (six hexadecimal digits).
    """

    rank: int
    color: str
    kind: str
    where: str
    what: str
    how: str
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """The list that is put in front, in the order of its remarks, and who says so in comments.

    `former_titles` are the titles under which an earlier list may still stand in the file.
    """

    title: str
    former_titles: tuple[str, ...]
    guidance: str
    heads: tuple[str, str, str, str]
    author: str
    remarks: tuple[Remark, ...]


def pack(form: str, marking: Marking, content: bytes) -> bytes:
    """A file of that format with what is to be marked in it."""
    words = json.dumps(asdict(marking)).encode()
    return HEAD.pack(form.encode(), len(words)) + words + content


def unpack(packed: bytes) -> tuple[str, Marking, bytes]:
    """The format, what is to be marked, and the file."""
    form, length = HEAD.unpack_from(packed)
    end = HEAD.size + length
    said = json.loads(packed[HEAD.size : end])
    remarks = tuple(Remark(**remark) for remark in said.pop("remarks"))
    return form.rstrip(b"\0").decode(), Marking(**said, remarks=remarks), packed[end:]
