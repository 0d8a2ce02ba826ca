"""The marks of .ods: one content.xml holds all sheets, and both cells and rows may be repeated."""

import zipfile

from workbooks.cells import cell_address
from workbooks.limits import Limits
from workbooks.marks import UNKNOWN_ERROR, SheetMarks
from workbooks.refusals import refused
from workbooks.xml_parts import Parts, feed, guarded_parser, scan

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
CELLS = ("table:table-cell", "table:covered-table-cell")


def scan_ods(archive: zipfile.ZipFile, limits: Limits) -> dict[str, SheetMarks]:
    """The marks of every sheet by its name; refuses what exceeds the limits."""
    parts = Parts(archive)
    if manifest := parts.find(MANIFEST):
        scan(archive, manifest, _refuse_encryption)
    content = _ContentScan(limits)
    feed(content.parser, archive, parts.load(CONTENT))
    return content.sheets


def _refuse_encryption(element: str, _attributes: dict[str, str]) -> None:
    if element == "encryption-data":
        raise refused("password_protected")


class _ContentScan:
    """One pass over content.xml."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: dict[str, SheetMarks] = {}
        self.marks: SheetMarks | None = None
        self.tables = self.cells = self.notes = 0
        self.row = self.rows = self.column = self.repeated = 0
        self.cell: dict[str, str] = {}
        self.text: list[str] = []
        self.parser = guarded_parser()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "table:table":
            self._start_table(attributes)
        elif name == "office:annotation":
            self.notes += 1
        elif self.marks is None or self.tables != 1:
            return
        elif name == "table:table-row":
            self.row += self.rows
            self.rows = _times(attributes, "table:number-rows-repeated")
            self.column = self.repeated = 0
        elif name in CELLS:
            self._start_cell(attributes)
        elif name == "text:p" and self.cells and not self.notes:
            self.parser.CharacterDataHandler = self.text.append

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "table:table":
            self.tables -= 1
            if not self.tables:
                self.marks = None
        elif name == "office:annotation":
            self.notes -= 1
        elif name == "text:p":
            self.parser.CharacterDataHandler = None
        elif name in CELLS and self.marks is not None and self.tables == 1:
            self._end_cell(self.marks)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self.tables += 1
        if self.tables > 1:
            return
        name = attributes["table:name"]
        if name in self.sheets:
            raise ValueError("two sheets have the same name")
        self.marks = self.sheets[name] = SheetMarks(name, self.limits)
        self.row, self.rows = 1, 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.cells += 1
        self.cell = attributes
        self.text.clear()
        self.column += self.repeated or 1
        self.repeated = _times(attributes, "table:number-columns-repeated")

    def _end_cell(self, marks: SheetMarks) -> None:
        self.cells -= 1
        self._merge(marks)
        kind = self.cell.get("calcext:value-type") or self.cell.get("office:value-type")
        if kind is None and "table:formula" not in self.cell:
            return
        if self.rows * self.repeated > self.limits.cells:
            raise refused("too_many_cells", limit=self.limits.cells)
        text = "".join(self.text)
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + self.repeated):
                marks.fill(row, column)
                if kind == "percentage":
                    marks.percents.add((row, column))
                elif kind == "error":
                    marks.errors[row, column] = text or UNKNOWN_ERROR
                elif kind is None:
                    marks.uncalculated.add((row, column))

    def _merge(self, marks: SheetMarks) -> None:
        wide = _times(self.cell, "table:number-columns-spanned")
        high = _times(self.cell, "table:number-rows-spanned")
        if wide * high > 1:
            last = cell_address(self.row + high - 1, self.column + wide - 1)
            marks.merge(f"{cell_address(self.row, self.column)}:{last}")


def _times(attributes: dict[str, str], name: str) -> int:
    return max(1, int(attributes.get(name, "1")))
