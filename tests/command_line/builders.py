"""A small plan of our own and hands that fill workbooks as people do: the blank file, openpyxl, nothing of ours.

Two strategies, four KPIs of different kinds, three departments, five provinces in two regions.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

Row = Mapping[str, object]
Sheets = Mapping[str, Sequence[Row]]
KEYS_AT = 3
SETTINGS: Row = {
    "title_th": "แผนที่เดินด้วยมือ",
    "organisation_en": "Ministry of Walks",
    "currency_en": "baht",
    "first_year": 2563,
    "last_year": 2564,
    "subtotals": "รวม",
    "not_reported": "-",
    "province_prefixes": "จ.|จังหวัด",
}
# Each province's target of the year for N1 and its region.
PLACES = {"P1": (300, "NO"), "P2": (300, "NO"), "P3": (200, "NO"), "P4": (200, "SO"), "P5": (200, "SO")}
NAMES = {"P1": "เมืองหนึ่ง", "P2": "เมืองสอง", "P3": "เมืองสาม", "P4": "เมืองสี่", "P5": "เมืองห้า"}


def small_plan() -> dict[str, list[dict[str, object]]]:
    """The rows of every sheet but the settings, by the keys of the blank plan."""
    return {
        "strategies": [{"code": "S1", "name_th": "หนึ่ง"}, {"code": "S2", "name_th": "สอง"}],
        "goals": [
            {"code": "G1", "strategy": "S1", "name_th": "เป้าหนึ่ง"},
            {"code": "G2", "strategy": "S2", "name_th": "เป้าสอง"},
        ],
        "departments": [
            {"code": code, "short_th": code, "name_en": f"Department {code}"} for code in ("D1", "D2", "D3")
        ],
        "schemes": [{"code": "halves", "name_en": "Halves", "main": "yes"}],
        "regions": [
            {"code": "NO", "scheme": "halves", "name_th": "เหนือ"},
            {"code": "SO", "scheme": "halves", "name_th": "ใต้"},
        ],
        "provinces": [
            {"code": code, "name_th": NAMES[code], "regions": region} for code, (_, region) in PLACES.items()
        ],
        "kpis": _kpis(),
        "kpi_owners": [
            {"kpi": kpi, "department": department, "keeper": "yes"}
            for kpi, department in (("N1", "D1"), ("R1", "D2"), ("L1", "D3"), ("M1", "D3"))
        ],
        "levels": [
            {"kpi": "N1", **_five(60, 70, 80, 90, 100)},
            {"kpi": "R1", **_five(40, 50, 60, 70, 80)},
            {"kpi": "L1", "points_50": 40, "points_middle": 30, "points_100": 20},
        ],
        "targets": [
            {"kpi": "N1", "year": 2563, "value": 1_200},
            *(
                {"kpi": "N1", "year": 2563, "province": place, "value": target}
                for place, (target, _) in PLACES.items()
            ),
            {"kpi": "R1", "year": 2563, "value": 70},
            {"kpi": "L1", "year": 2563, "value": 20},
            {"kpi": "M1", "year": 2563, "value": 5},
        ],
    }


def _five(*values: int) -> Row:
    return {f"level_{number}": value for number, value in enumerate(values, 1)}


def _kpis() -> list[dict[str, object]]:
    total = {
        "polarity": "higher_is_better",
        "accumulation": "sum",
        "aggregation": "sum",
        "scale": "five_levels",
        "frequency": "quarter",
        "grain": "province",
    }
    latest = {"accumulation": "latest", "grain": "whole"}
    ratio = {"denominator": "same", "aggregation": "ratio", "per": 100, "levels_of": "actual"}
    return [
        {"code": "N1", "goal": "G1", "name_th": "บ้าน", "unit_th": "หลัง", "weight": 40, **total},
        {"code": "R1", "goal": "G1", "name_th": "ส่วน", "unit_th": "ร้อยละ", "weight": 30, **total, **ratio},
        {
            "code": "L1",
            "goal": "G2",
            "name_th": "วันที่รอ",
            "unit_th": "วัน",
            "weight": 20,
            **total,
            **latest,
            "polarity": "lower_is_better",
            "scale": "three_steps",
            "levels_of": "actual",
            "aggregation": "none",
        },
        {
            "code": "M1",
            "goal": "G2",
            "name_th": "ขั้น",
            "unit_th": "ระดับ",
            "weight": 10,
            **total,
            **latest,
            "scale": "milestone",
            "aggregation": "lowest",
            "frequency": "round",
        },
    ]


def fill_plan(blank: Path, sheets: Sheets, settings: Row = SETTINGS) -> Path:
    """Fill a blank plan in place: the settings beside their keys, the rows below the line of keys."""
    workbook = load_workbook(blank)
    for row in range(KEYS_AT + 1, workbook["plan"].max_row + 1):
        workbook["plan"].cell(row, 2).value = settings.get(str(workbook["plan"].cell(row, 1).value))  # type: ignore[assignment]
    for name, rows in sheets.items():
        _fill_rows(workbook[name], rows)
    workbook.save(blank)
    return blank


def _fill_rows(sheet: Worksheet, rows: Sequence[Row]) -> None:
    columns = {str(cell.value): cell.column or 0 for cell in sheet[KEYS_AT]}
    for number, row in enumerate(rows, KEYS_AT + 1):
        for key, value in row.items():
            sheet.cell(number, columns[key]).value = value  # type: ignore[assignment]


def fill_return(blank: Path, figures: Mapping[str, object]) -> Path:
    """Type figures into the unlocked cells of a return.

    A figure is named by what stands at the head of its row and column: "P1 N1 | numerator" or "L1 numerator".
    """
    workbook = load_workbook(blank)
    left = dict(figures)
    for sheet in workbook.worksheets:
        for name, cell in _inputs(sheet).items():
            if name in left:
                assert not cell.protection.locked, f"{name} is locked"
                cell.value = left.pop(name)  # type: ignore[assignment]
    assert not left, f"no cell for {left}"
    workbook.save(blank)
    return blank


def _inputs(sheet: Worksheet) -> dict[str, Cell]:
    """The cells below each row of keys, by "row's code column's key"."""
    found: dict[str, Cell] = {}
    keys: dict[int, str] = {}
    for row in sheet.iter_rows():
        first = str(row[0].value or "")
        if first in ("province", "kpi"):
            keys = {cell.column: str(cell.value) for cell in row if cell.value}
        elif keys and first:
            found |= {f"{first} {keys[cell.column]}": cell for cell in row if cell.column in keys}  # type: ignore[misc]
    return found
