"""How much of a stranger's file is borne."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may ask of us. Sizes are bytes, `seconds` is both wall and processor time per file.

    `ratio` is unpacked over packed size of one member, asked of members above `ratio_above` bytes.
    `cells` counts the used areas of all sheets together, for the blanks between two far cells cost as
    much as the cells; `filled` those of one sheet that are not blank. `answer` bounds what the child may send back.
    """

    size: int = 20 * MEBIBYTE
    members: int = 2000
    unpacked: int = 200 * MEBIBYTE
    ratio: int = 200
    ratio_above: int = 100 * 1024
    rows: int = 20_000
    cells: int = 2_000_000
    filled: int = 2_000_000
    characters: int = 32_767
    memory: int = 1024 * MEBIBYTE
    seconds: float = 20
    answer: int = 100 * MEBIBYTE


CHILDREN_AT_ONCE = 2
