"""The marks of .xlsx and .xlsm: errors, missing results and percentages out of the sheets' own XML."""

import re
import zipfile
from collections.abc import Container

from workbooks.limits import Limits
from workbooks.marks import UNKNOWN_ERROR, SheetMarks
from workbooks.refusals import refused
from workbooks.xml_parts import (
    STRICT,
    Parts,
    check_parts,
    feed,
    guarded_parser,
    list_targets,
    local,
    scan,
)

WORKBOOK = "xl/workbook.xml"
PERCENT_FORMATS = ("9", "10")
NOT_SHOWN_AS_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")


def scan_xlsx(archive: zipfile.ZipFile, limits: Limits) -> dict[str, SheetMarks]:
    """The marks of every worksheet by its name; refuses Strict OOXML and what exceeds the limits."""
    parts = Parts(archive)
    names = _list_sheets(archive, parts)
    targets = list_targets(archive, parts, WORKBOOK)
    percents = _percent_styles(archive, parts, [path for kind, path in targets.values() if kind == "styles"])
    check_parts([targets[relation] for _name, relation in names if relation in targets])
    found: dict[str, SheetMarks] = {}
    for name, relation in names:
        kind, path = targets.get(relation, ("", ""))
        if kind == "worksheet":
            found[name] = SheetMarks(name, limits)
            _SheetScan(found[name], percents).read(archive, parts.load(path))
    return found


def _list_sheets(archive: zipfile.ZipFile, parts: Parts) -> list[tuple[str, str]]:
    names: list[tuple[str, str]] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "workbook" and any(value.startswith(STRICT) for value in attributes.values()):
            raise refused("strict_ooxml")
        if element == "sheet":
            relation = [value for name, value in attributes.items() if name.endswith(":id")]
            names.append((attributes["name"], relation[0]))

    scan(archive, parts.load(WORKBOOK), start)
    if len({name for name, _relation in names}) < len(names):
        raise refused("corrupt")
    return names


def is_percent_format(code: str) -> bool:
    """Whether a number format shows a percentage: a % that is neither quoted nor escaped."""
    return "%" in NOT_SHOWN_AS_CODE.sub("", code)


def _percent_styles(archive: zipfile.ZipFile, parts: Parts, paths: list[str]) -> set[str]:
    """The cell styles whose number format is a percentage, as a cell's s attribute names them."""
    formats = set(PERCENT_FORMATS)
    styles: list[str] = []
    inside = False

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if element == "numFmt" and is_percent_format(attributes.get("formatCode", "")):
            formats.add(attributes["numFmtId"])
        elif element in ("cellXfs", "cellStyles", "dxfs"):
            inside = element == "cellXfs"
        elif element == "xf" and inside:
            styles.append(attributes.get("numFmtId", "0"))

    for path in filter(None, map(parts.find, paths)):
        scan(archive, path, start)
    return {str(index) for index, number in enumerate(styles) if number in formats}


class _SheetScan:
    """One pass over a sheet's XML."""

    def __init__(self, marks: SheetMarks, percents: Container[str]) -> None:
        self.marks = marks
        self.percents = percents
        self.row = self.column = 0
        self.columns: dict[str, int] = {}
        self.type = self.style = ""
        self.has_formula = self.has_value = False
        self.text: list[str] = []
        self.parser = guarded_parser()
        self.parser.StartElementHandler = self.start

    def read(self, archive: zipfile.ZipFile, part: str) -> None:
        """Fill the marks from a part."""
        feed(self.parser, archive, part)
        self._end_cell()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; a cell ends where the next one begins, which spares half of the calls."""
        if ":" in name:
            name = local(name)
        if name == "c":
            self._end_cell()
            self._start_cell(attributes)
        elif name == "v":
            self.has_value = True
            if self.has_formula or self.type == "e":
                self.parser.CharacterDataHandler = self.text.append
        elif name == "f":
            self.has_formula = True
        else:
            self._start_other(name, attributes)

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        if name == "is":
            self.has_value = True
        elif name == "row":
            self._end_cell()
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
        elif name == "mergeCell":
            self.marks.merge(attributes["ref"])

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.type = attributes.get("t", "n")
        self.style = attributes.get("s", "0")
        if "r" in attributes:
            self._go_to(attributes["r"])
        else:
            self.column += 1

    def _go_to(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        column = self.columns.get(letters)
        if column is None:
            column = self.columns[letters] = _column_number(letters)
        self.row, self.column = int(reference[len(letters) :]), column

    def _end_cell(self) -> None:
        if not self.has_value and not self.has_formula:
            return
        self.marks.fill(self.row, self.column)
        if self.style in self.percents:
            self.marks.percents.add((self.row, self.column))
        if self.has_formula or self.type == "e":
            self._end_special_cell()
        self.has_formula = self.has_value = False

    def _end_special_cell(self) -> None:
        self.parser.CharacterDataHandler = None
        text = "".join(self.text).strip()
        self.text.clear()
        if self.type == "e":
            self.marks.errors[self.row, self.column] = text or UNKNOWN_ERROR
        elif not text and not (self.has_value and self.type == "str"):
            # An empty text is a result; an empty number is a formula that nobody has worked out.
            self.marks.uncalculated.add((self.row, self.column))


def _column_number(letters: str) -> int:
    if not REFERENCE.match(f"{letters}1"):
        raise ValueError("a cell has no proper reference")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
