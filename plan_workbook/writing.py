"""The plan workbook as bytes, filled or blank."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl.workbook import Workbook

from domain.plan import Plan
from domain.target import Target
from domain.text import Language
from plan_workbook.drawing.all_rows import rows_of
from plan_workbook.drawing.guide import draw_guide
from plan_workbook.drawing.plan_rows import Row, Written, settings_of
from plan_workbook.drawing.sheets import draw_settings, draw_table
from plan_workbook.layout.organisation import REGION_PREFIX
from plan_workbook.layout.plan_sheet import PLAN
from plan_workbook.layout.shape import Column, SheetLayout
from plan_workbook.layout.sheets import SHEETS
from plan_workbook.layout.years import ROUND_WEIGHT_PREFIX

ROUNDS_OF_A_BLANK = 3


def render_plan(plan: Plan, targets: Sequence[Target], language: Language) -> bytes:
    """A plan and its ledger of targets as an .xlsx of both languages, `language` standing first."""
    families = {
        ROUND_WEIGHT_PREFIX: [str(position) for position in range(1, len(plan.calendar.rounds) + 1)],
        REGION_PREFIX: [scheme.code for scheme in plan.schemes],
    }
    return _rendered(settings_of(plan), rows_of(plan, targets), families, language)


def render_blank_plan(language: Language) -> bytes:
    """An empty plan workbook with guidance, lists and limits; `language` stands first."""
    rounds = [str(position) for position in range(1, ROUNDS_OF_A_BLANK + 1)]
    return _rendered({}, {}, {ROUND_WEIGHT_PREFIX: rounds, REGION_PREFIX: []}, language)


def _rendered(
    settings: Mapping[str, Written],
    rows: Mapping[str, Sequence[Row]],
    families: Mapping[str, Sequence[str]],
    language: Language,
) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for layout in SHEETS:
        if layout is PLAN:
            draw_settings(book, layout, settings, language)
        else:
            draw_table(book, layout, _columns(layout, families), rows.get(layout.name, ()), language)
    draw_guide(book, language)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _columns(layout: SheetLayout, families: Mapping[str, Sequence[str]]) -> list[Column]:
    """The columns of a sheet, each family spread out; its other form is left out where it has members."""
    spread: list[Column] = []
    for column in layout.columns:
        members = families[column.key] if column.family else ()
        spread.extend(column.member(suffix) for suffix in members) if column.family else spread.append(column)
    has_schemes = any(column.key.startswith(REGION_PREFIX) for column in spread)
    return [column for column in spread if not (has_schemes and column.key == "regions")]
