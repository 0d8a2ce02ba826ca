"""Whose return it is and for when: read from the hidden sheet before anything else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.finding import Finding, Severity
from domain.text import mark
from kpi_returns.entries import words_of
from kpi_returns.layout import IDENTITY_SHEET, KNOWN_TEMPLATES, IdentityKey
from kpi_returns.numbers import THAI_DIGITS, read_year
from workbooks.cells import Cell, CellKind, Sheet, Workbook

MONTHS = range(1, 13)
DIGITS_AT_MOST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the hidden sheet says: `year` of the common era, `month` the closing fiscal month (1..12)."""

    template: str
    department: str
    year: int
    month: int
    plan_number: int


def read_identity(workbook: Workbook) -> Identity | Finding:
    """The identity of a return, or the finding that says why it cannot be told."""
    sheet = workbook.sheet(IDENTITY_SHEET)
    if sheet is None:
        return Finding(
            code="identity_missing",
            severity=Severity.BLOCK,
            message=mark(
                "This is no return of ours: its hidden sheet “{sheet}” is missing. "
                "Download the return again and copy your figures into it."
            ),
            values={"sheet": IDENTITY_SHEET},
        )
    lines = {words_of(key): value for key, value in _lines(sheet)}
    return next(_faults(lines), None) or _identity(lines)


def _lines(sheet: Sheet) -> Iterator[tuple[Cell, Cell | None]]:
    """Each key with the cell to its right."""
    places = sheet.by_place()
    for cell in sheet.cells:
        if cell.kind is CellKind.TEXT:
            yield cell, places.get((cell.row, cell.column + 1))


def _faults(lines: Mapping[str, Cell | None]) -> Iterator[Finding]:
    for key in IdentityKey:
        cell = lines.get(key.value)
        if not _is_readable(key, cell):
            yield Finding(
                code="identity_damaged",
                severity=Severity.BLOCK,
                message=mark(
                    "The hidden sheet “{sheet}” was changed: its line “{key}” cannot be read. "
                    "Download the return again and copy your figures into it."
                ),
                values={"sheet": IDENTITY_SHEET, "key": key.value},
                sheet=IDENTITY_SHEET,
                cell=cell.address if cell else "",
            )


def _is_readable(key: IdentityKey, cell: Cell | None) -> bool:
    if cell is None or cell.kind in (CellKind.ERROR, CellKind.UNCALCULATED):
        return False
    match key:
        case IdentityKey.FISCAL_YEAR:
            return read_year(cell.value) is not None
        case IdentityKey.CLOSING_MONTH:
            return _whole(cell) in MONTHS
        case IdentityKey.PLAN_NUMBER:
            return _whole(cell) is not None
        case IdentityKey.DEPARTMENT | IdentityKey.TEMPLATE:
            return words_of(cell) != ""


def _whole(cell: Cell) -> int | None:
    words = words_of(cell).translate(THAI_DIGITS)
    if cell.kind not in (CellKind.NUMBER, CellKind.TEXT) or len(words) > DIGITS_AT_MOST:
        return None
    return int(words) if words.isascii() and words.isdigit() else None


def _identity(lines: Mapping[str, Cell | None]) -> Identity:
    cells = {key: cell for key in IdentityKey if (cell := lines[key.value]) is not None}
    return Identity(
        template=words_of(cells[IdentityKey.TEMPLATE]),
        department=words_of(cells[IdentityKey.DEPARTMENT]),
        year=read_year(cells[IdentityKey.FISCAL_YEAR].value) or 0,
        month=_whole(cells[IdentityKey.CLOSING_MONTH]) or 0,
        plan_number=_whole(cells[IdentityKey.PLAN_NUMBER]) or 0,
    )


def is_known_template(identity: Identity) -> bool:
    """Whether the return was made by a version whose layout is read."""
    return identity.template in KNOWN_TEMPLATES
