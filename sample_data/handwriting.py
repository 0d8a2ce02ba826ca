"""How a department writes: Thai digits, commas, words in place of figures, short names, a row of sums.

Hands retype cells of the finished workbook, as people do; what the cells mean stays the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from io import BytesIO
from math import fsum
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from domain.kpi_return import KpiReturn, Observation, ReturnForm
from domain.plan import Province
from kpi_returns.layout import Key
from sample_data.plan_files import both
from sample_data.returns_schedule import PlannedReturn

EVERY = 4
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
GAP_WORDS = ("", "", "-", "อยู่ระหว่างดำเนินการ")
SUM_ROW = both(("รวม", "รวม"))
PREFIXES = ("จ.", "จังหวัด", "จังหวัด ")
NUMBER = re.compile(r'<c r="([A-Z]+)(\d+)" s="(\d+)" t="n"><v>([^<]*)</v></c>')
EMPTY = re.compile(r'<c r="([A-Z]+)(\d+)" s="(\d+)"(?: t="n")? ?/>')
KEYED = re.compile(
    rf'<c r="([A-Z]+)(\d+)"[^>]*><is><t>(?:[^<]* \| )?(?:{Key.NUMERATOR.value}|{Key.DENOMINATOR.value})</t>'
)


class Figures(StrEnum):
    """How numbers are typed."""

    AS_NUMBERS = "as_numbers"
    THAI = "thai"
    COMMAS = "commas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """The habits of one return. `gap` is the word for a figure that is not there; empty leaves the cell blank."""

    figures: Figures = Figures.AS_NUMBERS
    gap: str = ""
    spells_otherwise: bool = False
    adds_subtotals: bool = False

    @property
    def retypes(self) -> bool:
        """Whether cells of the finished workbook are typed over."""
        return self.figures is not Figures.AS_NUMBERS or bool(self.gap)


def hand_of(seed: int, planned: PlannedReturn) -> Hand:
    """The hand of a sending; most are plain."""
    chance = Random(f"{seed}:hand:{planned.department.code}:{planned.year}:{planned.month}:{planned.attempt}")  # noqa: S311
    return Hand(
        figures=chance.choices(tuple(Figures), weights=(76, 10, 14))[0],
        gap=chance.choice(GAP_WORDS),
        spells_otherwise=chance.random() < 0.15,
        adds_subtotals=chance.random() < 0.12,
    )


def with_other_spellings(form: ReturnForm) -> ReturnForm:
    """The form with provinces written as people write them."""
    provinces = tuple(_respelt(position, p) for position, p in enumerate(form.plan.provinces))
    return replace(form, plan=replace(form.plan, provinces=provinces))


def _respelt(position: int, province: Province) -> Province:
    """A short or misspelt Thai name where one is known; here and there a prefix."""
    thai = [alias for alias in province.aliases if not alias.isascii()]
    if thai:
        return replace(province, name=both((thai[0], thai[0])))
    if position % EVERY == 0:
        written = PREFIXES[position // EVERY % len(PREFIXES)] + province.name.th
        return replace(province, name=both((written, written)))
    return province


def with_subtotals(form: ReturnForm, answered: KpiReturn) -> tuple[ReturnForm, KpiReturn]:
    """The form and the answer with a row of sums under the provinces."""
    sums = Province(code="", name=SUM_ROW)
    plan = replace(form.plan, provinces=(*form.plan.provinces, sums))
    rows = (*answered.observations, *_sums(answered))
    return replace(form, plan=plan), replace(answered, observations=rows)


def _sums(answered: KpiReturn) -> Iterator[Observation]:
    by_kpi: dict[str, list[Observation]] = {}
    for row in answered.observations:
        if row.province:
            by_kpi.setdefault(row.kpi, []).append(row)
    for rows in by_kpi.values():
        below = [row.denominator for row in rows if row.denominator is not None]
        whole = fsum(row.numerator for row in rows)
        yield replace(rows[0], province="", numerator=whole, denominator=fsum(below) if below else None)


def in_hand(workbook: bytes, hand: Hand) -> bytes:
    """The workbook with some of its input cells typed over."""
    if not hand.retypes:
        return workbook
    result = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            content = source.read(member)
            is_sheet = member.filename.startswith("xl/worksheets/sheet")
            target.writestr(member, _retyped(content.decode(), hand).encode() if is_sheet else content)
    return result.getvalue()


def _retyped(sheet: str, hand: Hand) -> str:
    keys = [(column, int(row)) for column, row, *_ in KEYED.findall(sheet)]
    if not keys:
        return sheet
    columns, below = {column for column, _ in keys}, max(row for _, row in keys)
    styles = {(c, style) for c, row, style, _ in NUMBER.findall(sheet) if c in columns and int(row) > below}

    def number(found: re.Match[str]) -> str:
        is_input = found[1] in columns and int(found[2]) > below
        return _typed(found, _digits(found[4], hand)) if is_input and int(found[2]) % EVERY == 0 else found[0]

    def gap(found: re.Match[str]) -> str:
        is_input = (found[1], found[3]) in styles and int(found[2]) > below
        return _typed(found, hand.gap) if is_input else found[0]

    written = sheet if hand.figures is Figures.AS_NUMBERS else NUMBER.sub(number, sheet)
    return EMPTY.sub(gap, written) if hand.gap else written


def _typed(cell: re.Match[str], words: str) -> str:
    return f'<c r="{cell[1]}{cell[2]}" s="{cell[3]}" t="inlineStr"><is><t>{words}</t></is></c>'


def _digits(number: str, hand: Hand) -> str:
    """The same number as words; a whole one without its ".0"."""
    value = float(number)
    plain = f"{int(value):,}" if value.is_integer() else f"{value:,}"
    return plain.translate(THAI_DIGITS) if hand.figures is Figures.THAI else plain
