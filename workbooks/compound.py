"""The container of the old .xls: a small file system inside a file ([MS-CFB]).

Only what is needed to list the streams and to read one of them. Every chain of sectors is bounded by
the size of the file, so that a chain which bites its tail ends as a ValueError.
"""

import struct
from collections.abc import Iterator

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
ENTRY = 128
MINI_SECTOR = 64
MINI_CUTOFF = 4096
LAST_REGULAR = 0xFFFFFFFA
STREAM, ROOT = 2, 5
HEADER_TABLE = struct.Struct("<109I")


def is_compound(content: bytes) -> bool:
    """Whether the bytes begin as such a container does."""
    return content.startswith(MAGIC)


def list_streams(content: bytes) -> dict[str, tuple[int, int]]:
    """The streams by name, each with its first sector and its size; the root stands under "".

    Raises ValueError where the container is damaged.
    """
    return _Container(content).streams


def load_stream(content: bytes, name: str) -> bytes:
    """The bytes of one stream. Raises ValueError where it is missing or damaged."""
    container = _Container(content)
    if name not in container.streams:
        raise ValueError(f"the container has no stream {name}")
    start, size = container.streams[name]
    if size >= MINI_CUTOFF:
        return container.chain(start)[:size]
    return container.mini_chain(start)[:size]


class _Container:
    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise ValueError("the container has no header")
        shift = int.from_bytes(content[30:32], "little")
        if shift not in (9, 12):
            raise ValueError("the container has an unknown size of sector")
        self.content = content
        self.sector = 1 << shift
        self.most = len(content) // self.sector + 1
        self.table = self._load_table()
        self.streams = dict(self._entries())

    def _at(self, number: int) -> bytes:
        offset = (number + 1) * self.sector
        if number >= LAST_REGULAR or offset >= len(self.content):
            raise ValueError("a sector lies outside the file")
        return self.content[offset : offset + self.sector].ljust(self.sector, b"\0")

    def _load_table(self) -> list[int]:
        numbers = [n for n in HEADER_TABLE.unpack(self.content[76:512]) if n < LAST_REGULAR]
        following = int.from_bytes(self.content[68:72], "little")
        # One sector of the table speaks for at least 128 others; sixteen times as many is damage.
        most = len(numbers) + self.most // 8
        while following < LAST_REGULAR and len(numbers) <= most:
            *more, following = self._words(self._at(following))
            numbers += [n for n in more if n < LAST_REGULAR]
        if len(numbers) > most:
            raise ValueError("the table of sectors is longer than the file")
        return [word for number in numbers for word in self._words(self._at(number))]

    def _words(self, sector: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(sector) // 4}I", sector)

    def chain(self, start: int) -> bytes:
        """The sectors of a chain, one after the other."""
        sectors: list[bytes] = []
        while start < LAST_REGULAR:
            if start >= len(self.table) or len(sectors) > self.most:
                raise ValueError("a chain of sectors is broken")
            sectors.append(self._at(start))
            start = self.table[start]
        return b"".join(sectors)

    def mini_chain(self, start: int) -> bytes:
        """The same for a small stream, whose sectors lie inside the root's stream."""
        home = self.chain(self.streams[""][0])
        table = self._words(self.chain(int.from_bytes(self.content[60:64], "little")))
        sectors: list[bytes] = []
        while start < LAST_REGULAR:
            if start >= len(table) or len(sectors) * MINI_SECTOR > len(home):
                raise ValueError("a chain of small sectors is broken")
            sectors.append(home[start * MINI_SECTOR : (start + 1) * MINI_SECTOR])
            start = table[start]
        return b"".join(sectors)

    def _entries(self) -> Iterator[tuple[str, tuple[int, int]]]:
        directory = self.chain(int.from_bytes(self.content[48:52], "little"))
        for offset in range(0, len(directory) - ENTRY + 1, ENTRY):
            length, kind = struct.unpack_from("<HB", directory, offset + 64)
            start, size = struct.unpack_from("<II", directory, offset + 116)
            if kind == ROOT:
                yield "", (start, size)
            elif kind == STREAM:
                name = directory[offset : offset + max(0, min(length, 64) - 2)]
                yield name.decode("utf-16-le", "replace"), (start, size)
