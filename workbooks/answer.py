"""What the child says about one workbook, in few words: columns of numbers instead of objects.

A sheet travels as {"name", "hidden", "merged", "rows", "columns", "kinds", "values", "percents"}: one
entry per cell in the middle four, kinds as one letter each, percents as indices into them.
"""

import math
from collections.abc import Iterable
from datetime import date, time, timedelta

from workbooks.cells import CellKind, cell_address
from workbooks.limits import Limits
from workbooks.refusals import refused

LETTER_OF_KIND = {
    CellKind.NUMBER: "n",
    CellKind.TEXT: "t",
    CellKind.BOOLEAN: "b",
    CellKind.DATE: "d",
    CellKind.ERROR: "e",
    CellKind.UNCALCULATED: "u",
}
NUMBER, TEXT, BOOLEAN, DATE, ERROR, UNCALCULATED = LETTER_OF_KIND.values()
KIND_OF_LETTER = {letter: kind for kind, letter in LETTER_OF_KIND.items()}
OVERFLOWN = "#NUM!"
DAY = timedelta(days=1)

Spoken = tuple[str, str | float | int | bool]
Located = tuple[int, int, str, str | float | int | bool]


def say_value(value: object) -> Spoken:
    """A value of the fast reader as a kind's letter and a plain value; a duration is a number of days."""
    if isinstance(value, str):
        return TEXT, value
    if isinstance(value, bool):
        return BOOLEAN, value
    if isinstance(value, int):
        return NUMBER, value
    if isinstance(value, float):
        return (NUMBER, value) if math.isfinite(value) else (ERROR, OVERFLOWN)
    if isinstance(value, timedelta):
        return NUMBER, value / DAY
    if isinstance(value, date | time):
        return DATE, value.isoformat()
    raise TypeError(f"the reader gave a {type(value).__name__}")


class SheetAnswer:
    """One sheet on its way to the parent."""

    def __init__(self, name: str, hidden: bool, merged: list[str], limits: Limits) -> None:
        self._said: dict[str, object] = {"name": name, "hidden": hidden, "merged": merged}
        self._name = name
        self._limits = limits
        self.characters = 0

    def take(self, cells: Iterable[Located], percents: set[tuple[int, int]]) -> None:
        """Take the sheet's cells, in order; refuses a text that is too long and too much of it."""
        rows: list[int] = []
        columns: list[int] = []
        kinds: list[str] = []
        values: list[object] = []
        marked: list[int] = []
        for row, column, kind, value in cells:
            if isinstance(value, str):
                self._check_text(row, column, value)
            if percents and (row, column) in percents:
                marked.append(len(rows))
            rows.append(row)
            columns.append(column)
            kinds.append(kind)
            values.append(value)
        self._said |= {"rows": rows, "columns": columns, "kinds": "".join(kinds), "values": values}
        self._said["percents"] = marked

    def _check_text(self, row: int, column: int, value: str) -> None:
        if len(value) > self._limits.characters:
            raise refused(
                "cell_too_long",
                cell=cell_address(row, column),
                sheet=self._name,
                limit=self._limits.characters,
            )
        self.characters += len(value)
        if self.characters > self._limits.answer // 4:
            raise refused("too_much_text")

    @property
    def said(self) -> dict[str, object]:
        """The sheet in the words of the answer."""
        return self._said
