"""What a workbook holds once it is read: sheets of flat, located cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LETTERS = 26


class CellKind(StrEnum):
    """What a cell holds.

    UNCALCULATED is a formula whose result the file does not carry; its value is an empty text.
    ERROR is a failed formula; its value is the error's text, such as #DIV/0!.
    """

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    ERROR = "error"
    UNCALCULATED = "uncalculated"


def cell_address(row: int, column: int) -> str:
    """The address of a cell as a spreadsheet says it: row 7, column 3 is "C7". Both count from 1."""
    if row < 1 or column < 1:
        raise ValueError(f"no cell stands at row {row}, column {column}")
    letters = ""
    while column:
        column, letter = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell that is not blank. `row` and `column` count from 1.

    Dates are ISO text, text is exactly what the file holds, and `percent` says that the cell's number
    format is a percentage, so that a value of 0.85 was seen as 85 % by whoever wrote it.
    """

    row: int
    column: int
    value: str | float | int | bool
    kind: CellKind
    percent: bool = False

    @property
    def address(self) -> str:
        """The cell's address on its sheet, such as "C7"."""
        return cell_address(self.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its cells row by row without the blank ones, and its merged ranges such as "B2:D3"."""

    name: str
    cells: tuple[Cell, ...]
    hidden: bool = False
    merged: tuple[str, ...] = ()

    def by_place(self) -> Mapping[tuple[int, int], Cell]:
        """The cells under their row and column."""
        return {(cell.row, cell.column): cell for cell in self.cells}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """One file that was read. `name` is the client's and only ever shown; `size` is in bytes.

    `format` is what the content is, whatever the name says: xlsx, xlsm, xlsb, xls, ods or csv.
    """

    name: str
    sha256: str
    size: int
    format: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, hidden or not; None where there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)
