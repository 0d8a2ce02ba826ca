"""The command line as a person starts it: a process of its own, from a folder that is not the program's."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.command_line.builders import fill_plan, fill_return, small_plan
from tests.command_line.desk import FIRST, homes

PROGRAM = Path(__file__).parents[2] / "manage.py"
SETTINGS = ("DASHBOARD_DATA", "DATABASE_URL", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONPATH")


def started(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """A command run to its end in a folder, with nothing set but what is given."""
    bare = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return subprocess.run(
        [sys.executable, PROGRAM, *arguments],
        cwd=folder,
        env={**bare, **settings},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def test_the_walk_of_the_readme_works_in_an_empty_folder(tmp_path: Path) -> None:
    assert started(tmp_path, "blank-plan").stdout == b"plan.xlsx\n"
    fill_plan(tmp_path / "plan.xlsx", small_plan())
    assert started(tmp_path, "import-plan", "plan.xlsx").returncode == 0
    assert (tmp_path / "data" / "dashboard.db").exists()
    assert started(tmp_path, "blank-return", "D1", "2563-Q1").stdout == b"return-D1-2563-Q1.xlsx\n"
    fill_return(tmp_path / "return-D1-2563-Q1.xlsx", homes(FIRST))
    assert (
        started(tmp_path, "import-returns", "--approver", "planner", "return-D1-2563-Q1.xlsx").returncode == 0
    )
    exported = started(tmp_path, "export-figures", "--fiscal-year", "2563", "--period", "Q1", "--json")
    assert (exported.returncode, exported.stderr) == (0, b"")
    whole = next(
        f for f in json.loads(exported.stdout)["figures"] if f["scope"] == {"kind": "kpi", "kpi": "N1"}
    )
    # 250 of 1,200 x 3/12 = 300 are 83.33 %: 3.3333 on the levels 60, 70, 80, 90, 100.
    assert (whole["actual"], whole["target_to_date"], whole["score"]) == (250, 300, 3.3333)


def test_thai_leaves_as_utf_8_whatever_the_console_is_set_to(tmp_path: Path) -> None:
    refused = started(tmp_path, "import-plan", os.devnull, "--json", PYTHONIOENCODING="ascii")
    assert refused.returncode == 1
    [finding] = json.loads(refused.stdout.decode("utf-8"))["findings"]
    assert finding["code"] == "file_empty"
    assert finding["message"].startswith("ไฟล์ว่าง")


def test_a_wrong_word_ends_with_2_and_no_traceback(tmp_path: Path) -> None:
    refused = started(tmp_path, "import-plan", "nowhere.xlsx")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert b"Traceback" not in refused.stderr


def test_a_database_out_of_reach_is_said_to_the_user_and_its_cause_to_the_log(tmp_path: Path) -> None:
    url = "postgresql://someone:secret@127.0.0.1:1/name"
    refused = started(tmp_path, "upgrade-database", "--language", "en", DATABASE_URL=url)
    log, _, sentence = refused.stderr.decode().rstrip("\n").rpartition("\n")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert sentence.startswith("The database cannot be opened.")
    assert "ERROR data_access.database: the database cannot be opened: connection failed" in log
    assert "secret" not in log
