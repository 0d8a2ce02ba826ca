"""Loading a plan: every fault at once, what it changes, and a target that is never overwritten."""

from copy import deepcopy

from tests.command_line.builders import small_plan
from tests.command_line.desk import Desk, later_plan


def test_six_faults_are_all_told_at_once_each_with_its_cell(desk: Desk) -> None:
    sheets = deepcopy(small_plan())
    sheets["goals"][1]["strategy"] = "S9"
    sheets["kpis"][0]["polarity"] = "upward"
    sheets["kpis"][1]["denominator"] = None
    sheets["kpi_owners"][2]["department"] = "D7"
    sheets["levels"][1]["level_3"] = 45
    sheets["targets"][1]["province"] = "P9"
    answer = desk.answers("import-plan", desk.plan(sheets, "faulty.xlsx"))
    blocking = {(f["sheet"], f["cell"], f["code"]) for f in answer["findings"] if f["severity"] == "block"}
    assert blocking == {
        ("goals", "B5", "code_unknown"),
        ("kpis", "H4", "word_unknown"),
        ("kpis", "J5", "ratio_without_denominator"),
        ("kpi_owners", "B6", "code_unknown"),
        ("levels", "F5", "levels_not_monotone"),
        ("targets", "E5", "code_unknown"),
    }
    assert (answer["file"], answer["loaded"], answer["version"]) == ("faulty.xlsx", False, None)


def test_a_faulty_plan_ends_with_1_says_so_and_leaves_nothing(desk: Desk) -> None:
    sheets = small_plan()
    sheets["goals"][1]["strategy"] = "S9"
    refused = desk.manage("import-plan", desk.plan(sheets), "--language", "en")
    assert refused.exit_code == 1
    assert (
        "plan.xlsx  goals!B5  [block] code_unknown: The code “S9” does not stand on the sheet “strategies”. "
        "Add it there or mend it here."
    ) in refused.stdout.splitlines()
    assert refused.stdout.endswith("plan.xlsx: not loaded.\n")
    after = desk.manage("blank-return", "D1", "2563-Q1", "--language", "en")
    assert (after.exit_code, after.stderr) == (2, "No plan is loaded yet. Load a plan workbook first.\n")


def test_a_plan_is_loaded_though_something_asks_for_a_second_look(desk: Desk) -> None:
    answer = desk.answers("import-plan", desk.plan(small_plan()), "--language", "en")
    assert (answer["loaded"], answer["version"], answer["changes"]) == (True, 1, [])
    assert [(f["cell"], f["code"], f["severity"]) for f in answer["findings"]] == [
        (cell, "target_year_missing", "confirm") for cell in ("A4", "A5", "A6")
    ]
    assert answer["findings"][0]["message"] == (
        "N1 has no target for 2564: it cannot be judged against one then."
    )


def test_a_check_tells_the_same_and_loads_nothing(planned: Desk) -> None:
    path = planned.plan(later_plan(), "later.xlsx")
    checked = planned.answers("import-plan", path, "--check")
    assert (checked["loaded"], checked["version"]) == (False, None)
    said = planned.does("import-plan", path, "--check", "--language", "en")
    assert said.endswith("later.xlsx: only checked; nothing stops it from being loaded.\n")
    loaded = planned.answers("import-plan", path)
    assert loaded["version"] == 2
    assert (loaded["findings"], loaded["changes"]) == (checked["findings"], checked["changes"])


def test_what_a_later_plan_changes_is_shown_before_and_after(planned: Desk) -> None:
    answer = planned.answers("import-plan", planned.plan(later_plan(), "later.xlsx"), "--check")
    shown = [
        (c["kind"], c["what"], c["code"], c["field"], c["before"], c["after"]) for c in answer["changes"]
    ]
    assert shown == [
        ("changed", "province", "P3", "regions", "NO", "SO"),
        ("changed", "kpi", "N1", "name", "บ้าน", "บ้านที่สร้างเสร็จ"),
        ("changed", "target", "N1 · 2563 · 2020-02-01", "", "1200", "1100"),
        ("changed", "target", "N1 · 2563 · P1 · 2020-02-01", "", "300", "200"),
    ]


def test_a_target_of_a_new_year_is_shown_as_added(planned: Desk) -> None:
    sheets = small_plan()
    sheets["targets"].append({"kpi": "R1", "year": 2564, "value": 75})
    said = planned.does("import-plan", planned.plan(sheets, "more.xlsx"), "--language", "en")
    assert "  added target R1 · 2564: – → 75" in said.splitlines()


def test_an_overwritten_target_stops_the_plan(planned: Desk) -> None:
    sheets = later_plan()
    sheets["targets"][0]["value"] = 1_000
    answer = planned.answers("import-plan", planned.plan(sheets, "over.xlsx"), "--language", "en")
    assert answer["version"] is None
    blocking = [f for f in answer["findings"] if f["severity"] == "block"]
    assert [(f["sheet"], f["cell"], f["code"]) for f in blocking] == [("targets", "F4", "target_overwritten")]
    assert blocking[0]["message"].startswith(
        "The target of N1 · 2563 is kept as 1200 and may not become 1000."
    )


def test_a_file_that_is_no_workbook_is_a_finding_like_any_other(desk: Desk) -> None:
    path = desk.folder / "plan.xlsx"
    path.write_bytes(b"")
    refused = desk.manage("import-plan", path, "--json")
    assert refused.exit_code == 1
    answer = desk.answers("import-plan", path)
    assert [(f["file"], f["code"], f["severity"]) for f in answer["findings"]] == [
        ("plan.xlsx", "file_empty", "block")
    ]
    assert set(answer) == {"file", "loaded", "version", "findings", "changes"}


def test_a_blank_plan_is_refused_with_a_sentence(desk: Desk) -> None:
    answer = desk.answers("import-plan", desk.blank_plan("blank.xlsx"))
    assert (answer["loaded"], [f["code"] for f in answer["findings"]]) == (False, ["plan_blank"])
