"""What the planning officer opens: guidance, lists, limits, and words that stay words."""

import ast
import re
from pathlib import Path

import pytest
from openpyxl.worksheet.datavalidation import DataValidation

import plan_workbook
from domain.text import Language
from house_style.wording import LOCALES, read_catalogue
from plan_workbook.layout.plan_sheet import PLAN_FIELDS
from plan_workbook.layout.shape import SheetLayout
from plan_workbook.layout.sheets import SHEETS
from plan_workbook.writing import render_blank_plan, render_plan
from tests.plan_workbook.full_plan import a_full_plan, targets_of_the_full_plan
from tests.plan_workbook.reading_back import opened

BLANK = opened(render_blank_plan(Language.THAI))
FULL = opened(render_plan(a_full_plan(), targets_of_the_full_plan(), Language.ENGLISH))
THAI = re.compile("[\u0e00-\u0e7f]")


def messages() -> set[str]:
    found = set()
    for path in Path(plan_workbook.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "mark":
                found.add(ast.literal_eval(node.args[0]))
    return found


def test_the_guide_comes_first_then_a_sheet_to_each_kind() -> None:
    assert BLANK.sheetnames == ["guide", *(layout.name for layout in SHEETS)]


def test_each_sheet_has_guidance_labels_keys_and_then_data() -> None:
    goals = FULL["goals"]
    assert goals["A1"].value.startswith("One row to each goal.")
    assert goals["B2"].value == "Strategy\nยุทธศาสตร์ *"
    assert [cell.value for cell in goals[3]] == ["code", "strategy", "name_th", "name_en"]
    assert [cell.value for cell in goals[4]] == ["G1", "S1", "เป้าหนึ่ง", "Goal one"]
    assert goals.freeze_panes == "B4"


def test_the_guide_explains_every_sheet_and_every_field_in_both_languages() -> None:
    lines = list(BLANK["guide"].iter_rows(values_only=True))
    names = {line[0] for line in lines}
    keys = {str(line[1]).removesuffix(" *") for line in lines if line[1]}
    assert {layout.name for layout in SHEETS} <= names
    wanted = {
        column.key + ("…" if column.family else "") for layout in SHEETS[1:] for column in layout.columns
    }
    assert wanted | {field.key for field in PLAN_FIELDS} <= keys
    for line in lines:
        if line[1]:
            assert THAI.search(str(line[2])), line
            assert not THAI.search(str(line[3])), line


def test_years_are_written_as_the_era_writes_them() -> None:
    plan = {row[0].value: row[1].value for row in FULL["plan"].iter_rows(min_row=4)}
    assert (plan["first_year"], plan["last_year"]) == (2563, 2564)
    assert [cell.value for cell in FULL["budgets"][4]][:2] == ["F1", 2563]


def test_periods_are_written_as_their_kpi_names_them() -> None:
    """K1 is reported by round in 2021, K2 by quarter, K3 by month."""
    written = [(row[0].value, row[2].value) for row in FULL["targets"].iter_rows(min_row=4) if row[2].value]
    assert written == [("K1", "R1"), ("K2", "Q2"), ("K2", "Q4"), ("K3", "M1")]


def test_words_that_begin_like_a_formula_stay_words() -> None:
    keys = [cell.value for cell in FULL["flagships"][3]]
    cell = FULL["flagships"].cell(4, keys.index("description_en") + 1)
    assert (cell.value, cell.data_type) == ("=A description that begins like a formula", "s")


def validations(sheet: str) -> dict[str, DataValidation]:
    return {str(rule.sqref).split(":")[0]: rule for rule in BLANK[sheet].data_validations.dataValidation}


def test_lists_and_limits_guide_the_hand() -> None:
    keys = [cell.value for cell in BLANK["kpis"][3]]
    rules = validations("kpis")

    def rule(key: str) -> DataValidation:
        return rules[BLANK["kpis"].cell(4, keys.index(key) + 1).coordinate]

    assert rule("polarity").formula1 == '"higher_is_better,lower_is_better,within_band"'
    assert rule("target_in_every_place").formula1 == '"yes,no"'
    assert rule("goal").formula1 == "'goals'!$A$4:$A$3000"
    assert (rule("weight").type, rule("weight").operator, rule("weight").formula1) == (
        "decimal",
        "greaterThanOrEqual",
        "0",
    )
    assert (rule("decimals").type, rule("decimals").formula1, rule("decimals").formula2) == (
        "whole",
        "0",
        "6",
    )
    assert (rule("per").operator, rule("per").formula1) == ("greaterThan", "0")


def test_every_list_fits_into_what_a_spreadsheet_allows() -> None:
    for layout in SHEETS:
        for rule in BLANK[layout.name].data_validations.dataValidation:
            assert len(rule.formula1) <= 255
            assert len(rule.prompt or "") <= 255
            assert len(rule.promptTitle or "") <= 32


def test_a_column_stands_for_each_scheme_and_round() -> None:
    assert [cell.value for cell in FULL["provinces"][3]][5:7] == ["region:six", "region:Four"]
    assert [cell.value for cell in FULL["kpi_years"][3]] == [
        "kpi",
        "year",
        "weight",
        "weight_round_1",
        "weight_round_2",
        "baseline",
        "frequency",
    ]


@pytest.mark.parametrize("layout", SHEETS, ids=lambda layout: layout.name)
def test_what_names_a_row_stands_on_its_sheet(layout: SheetLayout) -> None:
    keys = {column.key for column in layout.columns}
    assert set(layout.identity) <= keys
    for column in layout.columns:
        assert not column.refers or column.refers in {other.name for other in SHEETS}


def test_every_message_has_thai_words_and_the_catalogue_no_stray_ones() -> None:
    catalogue = {
        str(entry.id): str(entry.string)
        for entry in read_catalogue(LOCALES / "th" / "plan_workbook.po")
        if entry.id
    }
    assert messages() == set(catalogue)
    for english, thai in catalogue.items():
        assert thai
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", thai)), english
