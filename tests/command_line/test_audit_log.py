"""What was done stands in the audit log, under whose name; whoever tampers with it is found."""

import csv
import json
import sqlite3
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest

from tests.command_line.builders import small_plan
from tests.command_line.desk import FIRST, Desk, homes, later_plan


def log_of(desk: Desk, *narrowed: str) -> list[dict[str, object]]:
    """The entries, the oldest first."""
    rows: list[dict[str, object]] = json.loads(desk.does("export-audit", "--json", *narrowed))
    return rows[::-1]


def tamper(desk: Desk, statement: str) -> None:
    """As somebody who owns the file of the database."""
    forger = sqlite3.connect(desk.folder / "data" / "dashboard.db")
    for (name,) in forger.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        forger.execute(f"DROP TRIGGER {name}")
    forger.execute(statement)
    forger.commit()
    forger.close()


def test_everything_that_is_done_at_the_desk_is_told_with_its_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "prasert")
    plan = desk.plan(small_plan())
    desk.does("import-plan", plan, "--check")  # changes nothing
    desk.does("import-plan", plan)
    sent = desk.filled_return("D1", "Q1", homes(FIRST))
    desk.does("import-returns", "--approver", "planner", sent)
    desk.does("import-returns", "--approver", "planner", sent)  # the same file again changes nothing
    desk.does("import-plan", desk.plan(later_plan(), "later.xlsx"))
    desk.does("export-figures", "--fiscal-year", "2563", "--period", "Q1")
    entries = log_of(desk)
    assert [(entry["deed"], entry["object"]) for entry in entries] == [
        ("load_plan", "plan:1"),
        ("blank_return", "return:D1 2020-03"),
        ("draft_return", "return:D1 2020-03"),
        ("submit_return", "return:D1 2020-03"),
        ("approve_return", "return:D1 2020-03"),
        ("load_plan", "plan:2"),
        ("export_figures", "figures:2020-03"),
    ]
    assert {(entry["login"], *map(str, entry["roles"])) for entry in entries} == {("prasert", "operator")}  # type: ignore[call-overload]
    hashes = {entry["object"]: entry["file_sha256"] for entry in entries if entry["file_sha256"]}
    assert hashes["plan:1"] == sha256(plan.read_bytes()).hexdigest()
    assert hashes["return:D1 2020-03"] == sha256(sent.read_bytes()).hexdigest()
    told = json.loads(str(entries[2]["after"]))
    assert told == {"version": 1, "plan": 1, "file": "D1-Q1.xlsx"}
    # Another name and three targets more, of which one is for a province; a province in another region.
    assert json.loads(str(entries[5]["before"])) == {"number": 1}
    assert json.loads(str(entries[5]["after"]))["targets"] == 2


def test_the_log_is_narrowed_as_it_is_taken_away(planned: Desk) -> None:
    planned.manage("add-person", "somsri", "--name", "สมศรี", "--role", "auditor")
    deeds = [entry["deed"] for entry in log_of(planned, "--object", "person:somsri")]
    assert deeds == ["invite_person", "grant_role"]
    assert [entry["object"] for entry in log_of(planned, "--deed", "load_plan")] == ["plan:1"]
    assert log_of(planned, "--until", "2020-01-01") == []
    assert len(log_of(planned, "--since", "2020-01-01", "--until", "2999-12-31", "--words", "สมศรี")) == 1


def test_no_spreadsheet_runs_what_stands_in_the_log(planned: Desk) -> None:
    planned.manage("add-person", "=1+1", "--name", "@SUM(A1)")
    text = planned.does("export-audit")
    assert text.startswith("\ufeffseq,at,person,login,")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert [row["object"] for row in rows] == ["person:=1+1", "plan:1"]
    planned.manage("disable-person", "=1+1", "--reason", "＝HYPERLINK(1)")
    disabled, exported, *_ = csv.DictReader(StringIO(planned.does("export-audit").removeprefix("\ufeff")))
    assert (disabled["reason"], exported["deed"]) == ("'＝HYPERLINK(1)", "export_audit_log")


def test_a_log_that_nobody_touched_is_whole_and_its_end_is_known_outside(planned: Desk) -> None:
    said = planned.does("verify-audit", "--language", "en")
    assert said.startswith("The audit log is whole: 1 entries, the last ")
    anchor = (planned.folder / "data" / "audit-head.log").read_text().split()
    assert (anchor[0], anchor[1]) == ("1", said.split()[-1].rstrip("."))


def test_without_an_anchor_it_is_said_what_cannot_be_known(planned: Desk) -> None:
    (planned.folder / "data" / "audit-head.log").unlink()
    judged = planned.manage("verify-audit", "--language", "en")
    assert judged.exit_code == 0
    assert "that the end was cut off cannot be excluded" in judged.stderr


@pytest.mark.parametrize(
    ("forged", "seq", "breach", "said"),
    [
        ("UPDATE audit_log SET login = 'x' WHERE seq = 2", 2, "changed", "An entry was changed or moved"),
        ("DELETE FROM audit_log WHERE seq = 1", 1, "missing", "An entry is missing"),
        ("DELETE FROM audit_log WHERE seq = 3", 3, "cut", "The end was cut off"),
    ],
)
def test_who_tampers_with_the_log_is_found_at_the_first_broken_place(
    planned: Desk, forged: str, seq: int, breach: str, said: str
) -> None:
    planned.manage("add-person", "somsri", "--name", "สมศรี", "--role", "auditor")
    tamper(planned, forged)
    judged = planned.manage("verify-audit", "--language", "en")
    assert (judged.exit_code, judged.stdout) == (1, f"The audit log is broken at entry {seq}: {said}.\n")
    answer = planned.answers("verify-audit")
    assert (answer["broken_at"], answer["breach"]) == (seq, breach)


def test_the_anchor_lies_where_the_setting_says(desk: Desk, tmp_path: Path) -> None:
    elsewhere = {**desk.settings, "DASHBOARD_AUDIT_ANCHOR": str(tmp_path / "safe" / "heads")}
    Desk(folder=desk.folder, settings=elsewhere).manage("add-person", "somsri", "--name", "สมศรี")
    assert len((tmp_path / "safe" / "heads").read_text().splitlines()) == 1
    assert not (desk.folder / "data" / "audit-head.log").exists()
