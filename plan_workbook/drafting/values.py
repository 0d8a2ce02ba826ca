"""A cell read by its column's kind: a value, or the fault that stands in the way."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from math import isfinite

from domain.text import mark
from plan_workbook.drafting.numbers import day_in, number_in, with_plain_digits, year_in
from plan_workbook.drafting.record import Value
from plan_workbook.layout.shape import NO, SEPARATOR, YES, Column, Kind
from workbooks.cells import Cell, CellKind

PERCENT = 100.0
YES_WORDS = {YES, "true", "1", "y"}
NO_WORDS = {NO, "false", "0", "n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a cell could not be read: a finding's code, message and values."""

    code: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)


def read_cell(cell: Cell, column: Column) -> Value | Fault | None:
    """The cell's value; None where it is blank."""
    if cell.kind is CellKind.ERROR:
        return Fault(
            code="cell_error",
            message=mark("The cell shows the error {written}. Mend its formula or write the value."),
            values=_as_said(cell),
        )
    if cell.kind is CellKind.UNCALCULATED:
        return Fault(
            code="cell_uncalculated",
            message=mark(
                "The cell holds a formula that was never calculated. Open the file in Excel, save it and send it again."
            ),
        )
    return READERS[column.kind](cell, column) if is_filled(cell) else None


def words_of(cell: Cell) -> str:
    """The cell as words: trimmed and composed (NFC); a whole number without its “.0”."""
    value = cell.value
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    day = day_in(str(value)) if cell.kind is CellKind.DATE else None
    return day.isoformat() if day else unicodedata.normalize("NFC", str(value)).strip()


def is_filled(cell: Cell) -> bool:
    """Whether something stands in the cell; a formula without its result counts."""
    return cell.kind is CellKind.UNCALCULATED or words_of(cell) != ""


def _as_said(cell: Cell) -> dict[str, object]:
    return {"written": words_of(cell)}


def _words(cell: Cell, _: Column) -> str:
    return words_of(cell)


def _period(cell: Cell, _: Column) -> str:
    return with_plain_digits(words_of(cell))


def _parts(cell: Cell, _: Column) -> tuple[str, ...]:
    return tuple(part.strip() for part in words_of(cell).split(SEPARATOR) if part.strip())


def _raw_number(cell: Cell, *, share: bool) -> float | None:
    """The number in a cell. A percentage is a share of 1 in a column of shares, else a number of percent."""
    value, is_percent = cell.value, cell.percent
    if isinstance(value, bool) or cell.kind is CellKind.DATE:
        return None
    if isinstance(value, str):
        is_percent = value.strip().endswith("%")
    found = number_in(value) if isinstance(value, str) else float(value)
    if found is None or not isfinite(found):
        return None
    if share or not is_percent:
        return found
    return round(found * PERCENT, 10)


def _number(cell: Cell, column: Column) -> float | Fault:
    value = _raw_number(cell, share=column.kind is Kind.SHARE)
    if value is None:
        return Fault(
            code="number_unreadable",
            message=mark("“{written}” is not a number. Write digits only, for example 1,250.5."),
            values=_as_said(cell),
        )
    return _within(value, column) or value


def _within(value: float, column: Column) -> Fault | None:
    """The column's bounds, kept."""
    too_low = column.lowest is not None and value < column.lowest
    too_high = column.highest is not None and value > column.highest
    if column.above is not None and value <= column.above:
        return Fault(
            code="number_out_of_range",
            message=mark("{value} is too low: the number must exceed {above}."),
            values={"value": value, "above": column.above},
        )
    if (too_low or too_high) and column.highest is not None:
        return Fault(
            code="number_out_of_range",
            message=mark("{value} is out of range: write a number from {lowest} to {highest}."),
            values={"value": value, "lowest": column.lowest, "highest": column.highest},
        )
    if too_low:
        return Fault(
            code="number_out_of_range",
            message=mark("{value} is too low: the lowest that may stand here is {lowest}."),
            values={"value": value, "lowest": column.lowest},
        )
    return None


def _whole(cell: Cell, column: Column) -> int | Fault:
    value = _number(cell, column)
    if isinstance(value, Fault):
        return value
    if not value.is_integer():
        return Fault(
            code="number_not_whole", message=mark("{written} is not a whole number."), values=_as_said(cell)
        )
    return int(value)


def _wholes(cell: Cell, column: Column) -> tuple[int, ...] | Fault:
    parts = [with_plain_digits(part) for part in _parts(cell, column)]
    found = tuple(int(part) for part in parts if part.isascii() and part.isdigit())
    if len(found) != len(parts) or any(_within(value, column) for value in found):
        return Fault(
            code="numbers_unreadable",
            message=mark(
                "“{written}” is not a list of whole numbers from {lowest} to {highest}, parted by |."
            ),
            values={**_as_said(cell), "lowest": column.lowest, "highest": column.highest},
        )
    return found


def _year(cell: Cell, _: Column) -> int | Fault:
    value = _raw_number(cell, share=True)
    found = None if value is None else year_in(value)
    if found is None:
        return Fault(
            code="year_unreadable",
            message=mark("“{written}” is not a year. Write four digits, in B.E. or C.E."),
            values=_as_said(cell),
        )
    return found


def _day(cell: Cell, _: Column) -> date | Fault:
    found = day_in(cell.value) if isinstance(cell.value, str) else None
    if found is None:
        return Fault(
            code="date_unreadable",
            message=mark("“{written}” is not a date. Write a date, or for example 2020-03-31 or 31/3/2563."),
            values=_as_said(cell),
        )
    return found


def _yes_no(cell: Cell, _: Column) -> bool | Fault:
    words = words_of(cell).casefold()
    if words in YES_WORDS | NO_WORDS:
        return words in YES_WORDS
    return Fault(
        code="yes_no_unreadable",
        message=mark("“{written}” is neither yes nor no. Write yes or no."),
        values=_as_said(cell),
    )


def _choice(cell: Cell, column: Column) -> str | Fault:
    allowed = {word.value.casefold(): word.value for word in column.choices or ()}
    written = words_of(cell)
    wanted = written.casefold().replace(" ", "_")
    if wanted in allowed:
        return allowed[wanted]
    values: dict[str, object] = {"written": written, "allowed": ", ".join(allowed.values())}
    near = get_close_matches(wanted, allowed, n=1)
    if near:
        return Fault(
            code="word_unknown",
            message=mark("“{written}” is not known here. Did you mean {meant}? Allowed: {allowed}."),
            values=values | {"meant": allowed[near[0]]},
        )
    return Fault(
        code="word_unknown", message=mark("“{written}” is not known here. Allowed: {allowed}."), values=values
    )


READERS: Mapping[Kind, Callable[[Cell, Column], Value | Fault]] = {
    Kind.TEXT: _words,
    Kind.CODE: _words,
    Kind.CODES: _parts,
    Kind.WORDS: _parts,
    Kind.NUMBER: _number,
    Kind.SHARE: _number,
    Kind.WHOLE: _whole,
    Kind.WHOLES: _wholes,
    Kind.YEAR: _year,
    Kind.DAY: _day,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.PERIOD: _period,
}
