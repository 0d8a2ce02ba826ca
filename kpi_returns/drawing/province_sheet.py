"""The sheet of the KPIs that are reported by province: provinces down the side, KPIs across."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from domain.kpi import Grain
from domain.kpi_return import Asked, ReturnForm
from domain.plan import Province
from domain.text import Language, mark
from house_style.wording import Wording, wording
from kpi_returns.drawing.limits import limit_figures
from kpi_returns.drawing.sheet import Value, add_sheet, freeze, place_of, put
from kpi_returns.drawing.styles import Style, number_style
from kpi_returns.filling import Filling
from kpi_returns.layout import Key, Part, before_key, column_key
from kpi_returns.lines import places_of

CODE_ROW, NAME_ROW, UNIT_ROW, TARGET_ROW, BEFORE_ROW, PART_ROW, KEY_ROW, FIRST = range(4, 12)
CODE_COLUMN, NAME_COLUMN, FIRST_COLUMN = range(1, 4)
ROW_LABELS = {
    CODE_ROW: mark("Code"),
    NAME_ROW: mark("Name"),
    UNIT_ROW: mark("Unit"),
    TARGET_ROW: mark("Target to date"),
    BEFORE_ROW: mark("To date, period before"),
    PART_ROW: mark("Province"),
}
SIDE_WIDTHS = 8.0, 26.0
# What an A4 page across holds, in characters, when its sheet is printed at so many percent.
PRINTED_PERCENT, PRINTED_WIDTH = 60, 235.0
HEIGHTS = {NAME_ROW: 60, PART_ROW: 45}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColumn:
    """One column of a KPI: its numerator, its denominator, or (`part` None) what was reported before."""

    position: int
    asked: Asked
    part: Part | None
    places: frozenset[str]

    @property
    def style(self) -> str:
        """The style of its cells; counts have no decimals."""
        kpi, is_input = self.asked.kpi, self.part is not None
        return number_style(0 if kpi.is_ratio and is_input else kpi.decimals, is_input=is_input)

    @property
    def key(self) -> str:
        """What stands for it in the row of keys."""
        code = self.asked.kpi.code
        return column_key(code, self.part) if self.part else before_key(code)

    @property
    def width(self) -> float:
        """How wide it is, in characters."""
        return 15 if self.asked.kpi.is_ratio or self.part is None else 20

    @property
    def letter(self) -> str:
        """The column as a spreadsheet names it."""
        return get_column_letter(self.position)

    def value_of(self, province: str, filling: Filling) -> float | None:
        """What stands in this column beside a province."""
        if self.part is None:
            return self.asked.before.get(province)
        known = filling.observations.get((self.asked.kpi.code, province))
        if known is None:
            return None
        return known.numerator if self.part is Part.NUMERATOR else known.denominator


def draw_province_sheet(
    book: Workbook, form: ReturnForm, filling: Filling, language: Language
) -> dict[str, str]:
    """The sheet, where the return asks for such KPIs at all; answers with the place of each one's first input."""
    asked = [question for question in form.asked if question.kpi.grain is Grain.PROVINCE]
    if not asked:
        return {}
    words = wording(language)
    sheet = add_sheet(
        book,
        words.say(mark("KPIs by province")),
        guidance=words.say(
            mark(
                "One row to each province, one group of columns to each KPI. Fill in the light yellow cells only."
            )
        ),
    )
    columns = list(_columns(asked, form))
    provinces = _provinces(columns, form)
    _draw_side(sheet, provinces, words)
    for column in columns:
        _draw_head(sheet, column, words)
        _draw_figures(sheet, column, provinces, filling)
        _limit(sheet, column, len(provinces), language)
    _finish(sheet, columns)
    return {
        column.asked.kpi.code: place_of(sheet.title, f"{column.letter}{FIRST}")
        for column in columns
        if column.part is Part.NUMERATOR
    }


def _columns(asked: Sequence[Asked], form: ReturnForm) -> Iterator[FigureColumn]:
    position = FIRST_COLUMN
    for question in asked:
        places = frozenset(places_of(question, form))
        for part in _parts(question, places):
            yield FigureColumn(position=position, asked=question, part=part, places=places)
            position += 1


def _parts(asked: Asked, places: frozenset[str]) -> tuple[Part | None, ...]:
    """A KPI's columns; what was reported before stands behind them where anything was."""
    inputs = tuple(Part) if asked.kpi.is_ratio else (Part.NUMERATOR,)
    return (*inputs, None) if places & asked.before.keys() else inputs


def _provinces(columns: Sequence[FigureColumn], form: ReturnForm) -> list[Province]:
    wanted = frozenset[str]().union(*(column.places for column in columns))
    return [province for province in form.plan.provinces if province.code in wanted]


def _draw_side(sheet: Worksheet, provinces: Sequence[Province], words: Wording) -> None:
    for row, label in ROW_LABELS.items():
        put(sheet, row, CODE_COLUMN, None, Style.LABEL)
        put(sheet, row, NAME_COLUMN, words.say(label), Style.LABEL)
    put(sheet, PART_ROW, CODE_COLUMN, words.say(mark("Code")), Style.LABEL)
    put(sheet, KEY_ROW, CODE_COLUMN, Key.PROVINCE.value, Style.KEY)
    put(sheet, KEY_ROW, NAME_COLUMN, Key.NAME.value, Style.KEY)
    for row, province in enumerate(provinces, start=FIRST):
        put(sheet, row, CODE_COLUMN, province.code, Style.FIXED)
        put(sheet, row, NAME_COLUMN, words.text(province.name), Style.FIXED)


def _draw_head(sheet: Worksheet, column: FigureColumn, words: Wording) -> None:
    kpi, at = column.asked.kpi, column.position
    is_first, number = column.part is Part.NUMERATOR, number_style(kpi.decimals, is_input=False)
    told: dict[int, tuple[Value, str]] = {
        CODE_ROW: (kpi.code, Style.LABEL),
        NAME_ROW: (words.text(kpi.name), Style.LABEL),
        UNIT_ROW: (words.text(kpi.unit), Style.FIXED),
        TARGET_ROW: (column.asked.target, number),
        BEFORE_ROW: (column.asked.before.get(""), number),
    }
    for row, (value, style) in told.items():
        put(sheet, row, at, value if is_first else None, style)
    if is_first:
        _merge_head(sheet, at, len(_parts(column.asked, column.places)))
    put(sheet, PART_ROW, at, _part_label(column, words), Style.LABEL)
    put(sheet, KEY_ROW, at, column.key, Style.KEY)
    sheet.column_dimensions[column.letter].width = column.width


def _merge_head(sheet: Worksheet, first: int, width: int) -> None:
    for row in range(CODE_ROW, PART_ROW) if width > 1 else ():
        # The library's own merging draws the borders anew, which takes longer than all the rest.
        merged = CellRange(min_row=row, max_row=row, min_col=first, max_col=first + width - 1)
        sheet.merged_cells.ranges.add(merged)


def _part_label(column: FigureColumn, words: Wording) -> str:
    kpi = column.asked.kpi
    if column.part is None:
        return words.say(mark("To date, period before ({unit})"), unit=kpi.unit)
    if column.part is Part.DENOMINATOR:
        return words.text(kpi.denominator_name) or words.say(mark("Denominator"))
    usual = words.say(mark("Numerator")) if kpi.is_ratio else words.say(mark("Figure"))
    return words.text(kpi.numerator_name) or usual


def _draw_figures(
    sheet: Worksheet, column: FigureColumn, provinces: Sequence[Province], filling: Filling
) -> None:
    style = column.style
    for row, province in enumerate(provinces, start=FIRST):
        is_asked = province.code in column.places
        value = column.value_of(province.code, filling)
        put(sheet, row, column.position, value, style if is_asked else Style.CLOSED)


def _limit(sheet: Worksheet, column: FigureColumn, count: int, language: Language) -> None:
    if column.part is not None:
        cells = f"{column.letter}{FIRST}:{column.letter}{FIRST + count - 1}"
        limit_figures(sheet, cells, column.asked, language, below=column.part is Part.DENOMINATOR)


def _finish(sheet: Worksheet, columns: Sequence[FigureColumn]) -> None:
    for row, height in HEIGHTS.items():
        sheet.row_dimensions[row].height = height
    freeze(sheet, FIRST, FIRST_COLUMN)
    sheet.print_title_rows, sheet.print_title_cols = f"{CODE_ROW}:{PART_ROW}", "A:B"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = SIDE_WIDTHS
    _break_pages(sheet, columns)


def _break_pages(sheet: Worksheet, columns: Sequence[FigureColumn]) -> None:
    """All columns on one page would be too small to read: pages stand side by side and part no KPI."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.scale = PRINTED_PERCENT
    used = room = PRINTED_WIDTH - sum(SIDE_WIDTHS)
    for _, group in groupby(columns, key=lambda column: column.asked.kpi.code):
        own = list(group)
        width = sum(column.width for column in own)
        if used + width > room:
            used = 0.0
            if own[0].position > FIRST_COLUMN:
                sheet.col_breaks.append(Break(id=own[0].position - 1))
        used += width
