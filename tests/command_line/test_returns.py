"""Importing returns: what is good is published, whatever stands beside it in the same call."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.command_line.desk import FIRST, PERIOD, SECOND, Desk, homes, later_plan

LAST_CELL = "XFD1048576"


def altered(path: Path, sheet: int | str, cells: dict[str, str], name: str) -> Path:
    """A copy of a workbook with other words in some cells."""
    workbook = load_workbook(path)
    page = workbook[sheet] if isinstance(sheet, str) else workbook.worksheets[sheet]
    for address, value in cells.items():
        page[address] = value
    target = path.with_name(name)
    workbook.save(target)
    return target


def two_far_cells(path: Path) -> Path:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"], sheet[LAST_CELL] = 1, 1
    workbook.save(path)
    return path


def hostile_files(desk: Desk) -> list[Path]:
    good = desk.folder / "D1-Q1.xlsx"
    text = desk.folder / "notes.csv"
    text.write_text("these are no figures", encoding="utf-8")
    empty = desk.folder / "empty.xlsx"
    empty.touch()
    return [
        text,
        empty,
        two_far_cells(desk.folder / "far.xlsx"),
        altered(good, "_return", {"B2": "D9"}, "nobody.xlsx"),
        altered(good, "_return", {"B2": "D2"}, "of-another.xlsx"),
        altered(good, 1, {"C11": "abc"}, "words.xlsx"),
        desk.folder / "plan.xlsx",
    ]


def test_the_good_file_of_a_call_is_loaded_and_each_bad_one_says_why(planned: Desk) -> None:
    good = planned.filled_return("D1", "Q1", homes(FIRST))
    refused = planned.manage(
        "import-returns", "--approver", "planner", *hostile_files(planned), good, "--json"
    )
    assert refused.exit_code == 1
    answer = planned.answers("import-returns", "--approver", "planner", *hostile_files(planned), good)
    assert {file["file"]: file["loaded"] for file in answer["files"]} == {
        "notes.csv": False,
        "empty.xlsx": False,
        "far.xlsx": False,
        "nobody.xlsx": False,
        "of-another.xlsx": False,
        "words.xlsx": False,
        "plan.xlsx": False,
        "D1-Q1.xlsx": True,
    }
    blocking = [(f["file"], f["cell"], f["code"]) for f in answer["findings"] if f["severity"] == "block"]
    assert blocking == [
        ("notes.csv", "", "identity_missing"),
        ("empty.xlsx", "", "file_empty"),
        ("far.xlsx", "", "too_many_rows"),
        ("nobody.xlsx", "", "return_not_asked"),
        ("of-another.xlsx", "C10", "kpi_column_not_asked"),
        ("words.xlsx", "C11", "number_unreadable"),
        ("plan.xlsx", "", "identity_missing"),
    ]
    assert planned.figures()["kpi N1"]["actual"] == sum(FIRST.values())


def test_a_finding_is_said_with_file_sheet_and_cell(planned: Desk) -> None:
    good = planned.filled_return("D1", "Q1", homes(FIRST))
    words = altered(good, 1, {"C11": "abc"}, "words.xlsx")
    said = planned.manage(
        "import-returns", "--approver", "planner", words, "--language", "en"
    ).stdout.splitlines()
    assert said[0] == (
        "words.xlsx  ตัวชี้วัดรายจังหวัด!C11  [block] number_unreadable: “abc” is not a number that can be read. "
        "Write digits only, for example 1,250.5, or leave the cell blank if there is nothing to report."
    )
    assert said[-1] == "words.xlsx: not loaded."


def test_the_same_file_twice_counts_once(planned: Desk) -> None:
    path = planned.filled_return("D1", "Q2", homes(SECOND))
    first, second = (
        planned.answers("import-returns", "--approver", "planner", path)["files"][0]["version"]
        for _ in range(2)
    )
    assert (first, second) == (1, 1)
    assert planned.figures()["kpi N1"]["actual"] == sum(SECOND.values())


def test_the_last_file_of_a_call_stands_where_two_are_of_one_return(planned: Desk) -> None:
    first = planned.filled_return("D1", "Q2", homes(SECOND), "first.xlsx")
    again = planned.filled_return("D1", "Q2", homes({**SECOND, "P4": 60}), "again.xlsx")
    said = planned.does("import-returns", "--approver", "planner", first, again, "--language", "en")
    assert said == "first.xlsx: published as version 1.\nagain.xlsx: published as version 2.\n"
    assert planned.figures()["kpi_province N1 P4"]["actual"] == 60


def test_places_left_blank_are_a_notice_and_not_zero(planned: Desk) -> None:
    path = planned.filled_return("D1", "Q2", homes({"P1": 80, "P2": 0}))
    answer = planned.answers("import-returns", "--approver", "planner", path, "--language", "en")
    assert [(f["code"], f["severity"], f["message"]) for f in answer["findings"]] == [
        ("places_not_reported", "notice", "KPI N1: 3 of 5 provinces are not reported.")
    ]
    figures = planned.figures()
    assert [figures[f"kpi_province N1 {place}"]["actual"] for place in ("P1", "P2", "P3")] == [80, 0, None]


def test_a_return_of_an_earlier_plan_is_loaded_and_says_so(planned: Desk) -> None:
    path = planned.filled_return("D1", "Q2", homes(SECOND))
    planned.does("import-plan", planned.plan(later_plan(), "later.xlsx"))
    answer = planned.answers("import-returns", "--approver", "planner", path)
    assert [(f["sheet"], f["code"], f["severity"]) for f in answer["findings"]] == [
        ("_return", "plan_version", "confirm"),
        ("ตัวชี้วัดรายจังหวัด", "target_differs", "confirm"),  # the later plan has another target
    ]
    assert answer["files"] == [{"file": "D1-Q2.xlsx", "loaded": True, "version": 1, "state": "approved"}]


@pytest.mark.parametrize("wrong", ["missing.xlsx", "folder"])
def test_a_file_that_is_none_is_wrong_usage_and_nothing_of_the_call_is_loaded(
    planned: Desk, wrong: str
) -> None:
    (planned.folder / "folder").mkdir()
    good = planned.filled_return("D1", "Q2", homes(SECOND))
    refused = planned.manage("import-returns", "--approver", "planner", good, planned.folder / wrong)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert wrong in refused.stderr
    assert planned.figures()["kpi N1"]["actual"] is None


def test_without_a_plan_no_return_can_be_judged(desk: Desk) -> None:
    path = desk.folder / "notes.csv"
    path.write_text("anything", encoding="utf-8")
    for command in (
        ("import-returns", "--approver", "planner", path),
        ("export-figures", *PERIOD),
        ("blank-return", "D1", "2563-Q1"),
    ):
        refused = desk.manage(*command, "--language", "en")
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert refused.stderr == "No plan is loaded yet. Load a plan workbook first.\n"
