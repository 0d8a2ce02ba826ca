"""A workbook → the records of every sheet, and what is wrong with sheets, heads and single cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from domain.finding import Finding, Severity
from domain.text import mark
from plan_workbook.drafting.record import Record, Value
from plan_workbook.drafting.table import RawTable, read_table
from plan_workbook.drafting.values import Fault, read_cell, words_of
from plan_workbook.layout.plan_sheet import KEY, PLAN, PLAN_FIELDS, VALUE
from plan_workbook.layout.shape import GUIDE_SHEET, Column
from plan_workbook.layout.sheets import SHEETS, layout_of
from workbooks.cells import Cell, Sheet, Workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All that a plan workbook holds: the settings, the rows by sheet, the columns that each sheet has.

    `findings` are the faults of reading alone: sheets, heads and cells.
    """

    settings: Record
    rows: Mapping[str, tuple[Record, ...]]
    columns: Mapping[str, frozenset[str]]
    findings: tuple[Finding, ...]

    def of(self, sheet: str) -> tuple[Record, ...]:
        """The rows of a sheet; none where the sheet is missing."""
        return self.rows.get(sheet, ())

    def codes(self, sheet: str) -> tuple[str, ...]:
        """The codes that stand on a sheet, of broken rows too."""
        return tuple(code for record in self.of(sheet) if (code := record.text("code")))

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was filled in."""
        return not self.settings.values and not self.settings.unreadable and not any(self.rows.values())


def read_records(workbook: Workbook) -> Records:
    """Every sheet of the workbook that belongs to the layout, read cell by cell."""
    findings = list(_sheet_findings(workbook))
    settings = Record(sheet=PLAN.name, values={}, places={})
    rows: dict[str, tuple[Record, ...]] = {}
    columns: dict[str, frozenset[str]] = {}
    for sheet in _known(workbook):
        layout = layout_of(sheet.name) or PLAN
        table = read_table(sheet, layout)
        findings.extend(table.findings)
        columns[layout.name] = frozenset(column.key for column in table.columns.values())
        if layout is PLAN:
            settings = _settings(table, findings)
        else:
            rows[layout.name] = tuple(_records(table, findings))
    return Records(settings=settings, rows=rows, columns=columns, findings=tuple(findings))


def _known(workbook: Workbook) -> Iterator[Sheet]:
    seen: set[str] = set()
    for sheet in workbook.sheets:
        layout = layout_of(sheet.name)
        if layout is not None and layout.name not in seen:
            seen.add(layout.name)
            yield sheet


def _sheet_findings(workbook: Workbook) -> Iterator[Finding]:
    present = [sheet.name.strip().casefold() for sheet in workbook.sheets]
    for layout in SHEETS:
        if layout.required and layout.name not in present:
            yield Finding(
                code="sheet_missing",
                severity=Severity.BLOCK,
                message=mark("The sheet “{name}” is missing. Take it over from the blank plan workbook."),
                values={"name": layout.name},
                sheet=layout.name,
            )
    for sheet in workbook.sheets:
        if (
            layout_of(sheet.name) is None
            and sheet.name.strip().casefold() != GUIDE_SHEET
            and not sheet.hidden
        ):
            yield _stranger(sheet)


def _stranger(sheet: Sheet) -> Finding:
    near = get_close_matches(sheet.name.strip().casefold(), [layout.name for layout in SHEETS], n=1)
    return Finding(
        code="sheet_unknown",
        severity=Severity.NOTICE,
        message=mark(
            "The sheet “{name}” is not part of a plan workbook and was left out. Did you mean {meant}?"
        )
        if near
        else mark("The sheet “{name}” is not part of a plan workbook and was left out."),
        values={"name": sheet.name, "meant": near[0]} if near else {"name": sheet.name},
        sheet=sheet.name,
    )


def _records(table: RawTable, findings: list[Finding]) -> Iterator[Record]:
    by_key = {column.key: column for column in table.columns.values()}
    for row in table.rows:
        cells = {key: (cell, by_key[key]) for key, cell in row.cells.items()}
        yield _record(table.layout.name, cells, row.places, findings)


def _record(
    sheet: str, cells: Mapping[str, tuple[Cell, Column]], places: Mapping[str, str], findings: list[Finding]
) -> Record:
    values: dict[str, Value] = {}
    unreadable: set[str] = set()
    for key, (cell, column) in cells.items():
        found = read_cell(cell, column)
        if isinstance(found, Fault):
            unreadable.add(key)
            findings.append(_fault(found, sheet, cell))
        elif found is not None and found != ():
            values[key] = found
    return Record(sheet=sheet, values=values, places=places, unreadable=frozenset(unreadable))


def _fault(fault: Fault, sheet: str, cell: Cell) -> Finding:
    return Finding(
        code=fault.code,
        severity=Severity.BLOCK,
        message=fault.message,
        values=fault.values,
        sheet=sheet,
        cell=cell.address,
    )


def _settings(table: RawTable, findings: list[Finding]) -> Record:
    """The lines of the sheet "plan" as one record, each setting read by its own kind."""
    known = {field.key: field for field in PLAN_FIELDS}
    cells: dict[str, tuple[Cell, Column]] = {}
    places: dict[str, str] = {}
    for row in table.rows:
        key = words_of(row.cells[KEY]).casefold() if KEY in row.cells else ""
        if key in places:
            findings.append(
                _setting_finding(
                    Severity.BLOCK,
                    "row_twice",
                    mark("“{key}” stands more than once. Keep one of them."),
                    key,
                    row.places[KEY],
                )
            )
        elif key in known:
            places[key] = row.places.get(VALUE, row.places[KEY])
            if VALUE in row.cells:
                cells[key] = (row.cells[VALUE], known[key])
        elif VALUE in row.cells:
            findings.append(
                _setting_finding(
                    Severity.NOTICE,
                    "setting_unknown",
                    mark("The setting “{key}” is not known and was left out."),
                    key,
                    row.places.get(KEY, ""),
                )
            )
    return _record(table.layout.name, cells, places, findings)


def _setting_finding(severity: Severity, code: str, message: str, key: str, cell: str) -> Finding:
    return Finding(
        code=code, severity=severity, message=message, values={"key": key}, sheet=PLAN.name, cell=cell
    )
