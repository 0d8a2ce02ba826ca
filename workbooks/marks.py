"""What the fast reader does not tell about a sheet: failed formulas, missing results, percentages.

The fast reader gives a blank for both a failed formula and a formula without a result, and a blank
would be taken for "not reported". Each format's scanner fills one SheetMarks per sheet; on its way it
measures the used area, so that two far cells are refused before the reader allocates all between them.
"""

from workbooks.limits import Limits
from workbooks.refusals import refused

Place = tuple[int, int]

# The codes of errors in the binary formats ([MS-XLS] 2.5.10 BErr).
ERROR_TEXTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
UNKNOWN_ERROR = "#ERROR!"
MERGED_AT_MOST = 100_000
# No spreadsheet program has more; the fast reader passes over what lies beyond without a word.
COLUMNS_AT_MOST = 16_384


class SheetMarks:
    """The marks of one sheet; places are rows and columns that count from 1."""

    __slots__ = (
        "_filled", "_limits", "bottom", "errors", "left", "merged", "name", "percents", "right", "top",
        "uncalculated",
    )  # fmt: skip

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.errors: dict[Place, str] = {}
        self.uncalculated: set[Place] = set()
        self.percents: set[Place] = set()
        self.merged: list[str] = []
        self.bottom = self.right = 0
        self.top = self.left = 1 << 32
        self._limits = limits
        self._filled = 0

    def fill(self, row: int, column: int) -> None:
        """Take note of a cell that is not blank; refuses what makes the used area too large, and too many of them."""
        self._filled += 1
        if self._filled > self._limits.filled:
            raise refused("too_many_cells", limit=self._limits.filled)
        if row != self.bottom or not self.left <= column <= self.right:
            self._widen(row, column)

    def _widen(self, row: int, column: int) -> None:
        if row < 1 or column < 1:
            raise ValueError("a cell stands above the first row")
        if row > self._limits.rows:
            raise refused("too_many_rows", sheet=self.name, row=row, limit=self._limits.rows)
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, column)
        if self.area > self._limits.cells or column > COLUMNS_AT_MOST:
            raise refused("too_many_cells", limit=self._limits.cells)

    def merge(self, area: str) -> None:
        """Take note of a merged range such as "B2:D3"."""
        if len(self.merged) >= MERGED_AT_MOST:
            raise refused("too_many_cells", limit=MERGED_AT_MOST)
        self.merged.append(area)

    @property
    def area(self) -> int:
        """How many cells the rectangle around all filled cells has."""
        if not self.bottom:
            return 0
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


def check_areas(sheets: list[SheetMarks], limits: Limits) -> None:
    """Refuse sheets whose used areas are too large together."""
    if sum(marks.area for marks in sheets) > limits.cells:
        raise refused("too_many_cells", limit=limits.cells)
