"""The child's side of marking: here, and only inside the child process, openpyxl opens a stranger's file."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer import excel

from workbooks.limits import Limits
from workbooks.marked_list import draw_list, literal
from workbooks.rebuilding import rebuild
from workbooks.refusals import WorkbookRefused
from workbooks.remarks import Marking, Remark
from workbooks.worksheets import check_bounds

KEEPS_FORMATTING = ("xlsx", "xlsm")
# Says TRUE in every program, and tells our rules from the sender's own when the file comes back again.
SIGNATURE = 'N("to mend")=0'
# Stands between what others wrote into a comment and what we add.
DIVIDER = "\u2500" * 12
ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}(?::[A-Z]{1,3}[1-9][0-9]{0,6})?")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LONGEST_COMMENT = 8_000
COMMENT_WIDTH, LETTERS_A_LINE, LINE_HEIGHT = 340, 46, 18


def render_marked(form: str, content: bytes, marking: Marking, limits: Limits) -> bytes:
    """The marked workbook as .xlsx. Raises WorkbookRefused or what openpyxl raises."""
    book, sheets = _opened(form, content, limits)
    _forget_former(book, marking)
    located = {(name, area): list(group) for name, area, group in _grouped(marking.remarks, sheets)}
    for (name, area), remarks in located.items():
        _comment(sheets[name], area, remarks, marking.author)
    for name in {name for name, _ in located}:
        _color(sheets[name], {area: remarks for (at, area), remarks in located.items() if at == name})
    draw_list(book, marking, {remark: _link(remark, sheets) for remark in marking.remarks})
    return _saved(book)


def _opened(form: str, content: bytes, limits: Limits) -> tuple[Workbook, dict[str, Worksheet]]:
    """The workbook, and its sheets by the names that the file gives them."""
    if form not in KEEPS_FORMATTING:
        return rebuild(form, content, limits)
    check_bounds(form, content, limits)
    try:
        book = load_workbook(io.BytesIO(content), rich_text=True)
        # A file may say that it is a template; what goes back is a workbook.
        book.template = False
        return book, {sheet.title: sheet for sheet in book.worksheets}
    except (WorkbookRefused, MemoryError):
        raise
    except Exception:  # noqa: BLE001
        # The fast reader understood the file, the thorough one does not: its cells are better than nothing.
        return rebuild(form, content, limits)


def _forget_former(book: Workbook, marking: Marking) -> None:
    """Take out what an earlier marking left: its list, its colours, its part of comments."""
    for sheet in list(book.worksheets):
        if (
            sheet.title in marking.former_titles
            and sheet["A1"].value == sheet.title
            and len(book.worksheets) > 1
        ):
            book.remove(sheet)
            continue
        for area, rules in [(area, list(area.rules)) for area in sheet.conditional_formatting]:
            own = [rule for rule in rules if SIGNATURE not in (rule.formula or ())]
            if len(own) < len(rules):
                del sheet.conditional_formatting[area.sqref]
                for rule in own:
                    sheet.conditional_formatting.add(str(area.sqref), rule)
        _forget_comments(sheet)


def _forget_comments(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment and DIVIDER in cell.comment.text:
                theirs, author = cell.comment.text.partition(DIVIDER)[0].rstrip(), cell.comment.author
                cell.comment = Comment(theirs, author) if theirs else None


def _grouped(
    remarks: Iterable[Remark], sheets: Mapping[str, Worksheet]
) -> Iterator[tuple[str, str, Sequence[Remark]]]:
    """The remarks on each cell or range of a sheet that is there."""
    groups: dict[tuple[str, str], list[Remark]] = {}
    for remark in remarks:
        if remark.sheet in sheets and _is_address(remark.cell):
            groups.setdefault((remark.sheet, remark.cell), []).append(remark)
    for (name, area), group in groups.items():
        yield name, area, group


def _is_address(cell: str) -> bool:
    if not ADDRESS.fullmatch(cell):
        return False
    left, top, right, bottom = (bound or 0 for bound in range_boundaries(cell))
    return left <= right <= LAST_COLUMN and top <= bottom <= LAST_ROW


def _comment(sheet: Worksheet, area: str, remarks: Sequence[Remark], author: str) -> None:
    """Say the remarks at the first cell of their range, below what others said there."""
    cell = sheet[_anchor(sheet, area.partition(":")[0])]
    said = "\n".join(f"{remark.kind}: {remark.what}" for remark in remarks)
    theirs = cell.comment.text.rstrip() if cell.comment else ""
    words = literal("\n".join(filter(None, (theirs, DIVIDER, said))))[:LONGEST_COMMENT]
    writer = cell.comment.author if cell.comment and cell.comment.author else author
    lines = sum(1 + len(line) // LETTERS_A_LINE for line in words.splitlines())
    cell.comment = Comment(words, writer, width=COMMENT_WIDTH, height=min(600, 12 + lines * LINE_HEIGHT))


def _anchor(sheet: Worksheet, address: str) -> str:
    """The cell that carries the comment: of merged cells only the first can."""
    if isinstance(sheet[address], MergedCell):
        for merged in sheet.merged_cells.ranges:
            if address in merged:
                return str(merged.coord).partition(":")[0]
    return address


def _color(sheet: Worksheet, areas: Mapping[str, Sequence[Remark]]) -> None:
    """Colour cells by a rule above all others, so that their own formatting stays as it is below."""
    ranks: dict[tuple[int, str], list[str]] = {}
    for area, remarks in areas.items():
        first = min(remarks, key=lambda remark: remark.rank)
        ranks.setdefault((first.rank, first.color), []).append(area)
    theirs = [(others, list(others.rules)) for others in sheet.conditional_formatting]
    sheet.conditional_formatting = ConditionalFormattingList()
    for priority, ((_, color), cells) in enumerate(sorted(ranks.items()), start=1):
        look = DifferentialStyle(fill=PatternFill(bgColor=color, fill_type="solid"))
        rule = Rule(type="expression", dxf=look, formula=[SIGNATURE], stopIfTrue=True, priority=priority)
        sheet.conditional_formatting.add(" ".join(cells), rule)
    # Theirs come after ours, by number for Excel and by place for LibreOffice, which heeds no numbers.
    for others, rules in theirs:
        for rule in rules:
            rule.priority = (rule.priority or 0) + len(ranks)
            sheet.conditional_formatting.add(str(others.sqref), rule)


def _link(remark: Remark, sheets: Mapping[str, Worksheet]) -> str:
    """The place that a line of the list leads to; empty where it cannot lead anywhere."""
    sheet = sheets.get(remark.sheet)
    if sheet is None or sheet.sheet_state != "visible":
        return ""
    cell = remark.cell if _is_address(remark.cell) else "A1"
    return f"'{sheet.title.replace(chr(39), chr(39) * 2)}'!{cell}"


class _SheetWriter(WorksheetWriter):
    """Writes a sheet into memory: the child may write no files, not even temporary ones."""

    def __init__(self, ws: Worksheet, out: io.BytesIO | None = None) -> None:
        super().__init__(ws, out or io.BytesIO())

    def cleanup(self) -> None:
        """There is no file to take away."""


class _Archive(zipfile.ZipFile):
    """Takes in what such a writer has written where others take in a file."""

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:
        """One sheet under its name in the archive."""
        self.writestr(arcname, filename.getvalue())


def _saved(book: Workbook) -> bytes:
    excel.WorksheetWriter = _SheetWriter  # type: ignore[attr-defined]  # the library offers no other way
    stream = io.BytesIO()
    excel.ExcelWriter(book, _Archive(stream, "w", zipfile.ZIP_DEFLATED)).save()
    return stream.getvalue()
