"""What cannot be done is said in a sentence on stderr, with exit code 2; a fault of ours gets a number and 3."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from commands import figures
from tests.command_line.desk import PERIOD, Desk
from use_cases.moment import read_instant

UNREACHABLE = (
    "The database cannot be opened. Check the settings DATABASE_URL and DASHBOARD_DATA, and that the database "
    "server is running; the log says more.\n"
)
UNREADABLE = (
    "“{}” is no day and no instant. Write a day such as 2020-03-31, or an instant with its time zone such as "
    "2020-03-31T16:00+07:00.\n"
)
WRONG = {
    "blank-return D9 2563-Q2": "There is no department “D9” in the plan. The departments are: D1, D2, D3.",
    "blank-return D1 2563-Q9": "“2563-Q9” is not a period. Write for example 2563-Q2, M5 or R1.",
    "blank-return D1 Q2": "The period “Q2” has no fiscal year. Write it in front, for example 2563-Q2.",
    "blank-return D1 2563-M1": "Nothing is asked of D1 for this period.",
    "export-figures --fiscal-year 2563 --period soon": "“soon” is not a period.",
    "export-figures --fiscal-year 2563 --period 2564-Q1": (
        "The period “2564-Q1” does not lie in the fiscal year 2563."
    ),
    "export-figures --fiscal-year 2569 --period Q2": "The plan has the fiscal years 2563 to 2564",
}


@pytest.mark.parametrize("command", WRONG)
def test_what_the_plan_does_not_know_is_wrong_usage(planned: Desk, command: str) -> None:
    refused = planned.manage(*command.split(), "--language", "en")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith(WRONG[command])


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("fly", "No such command 'fly'."),
        ("import-plan --gently plan.xlsx", "No such option: --gently"),
        ("import-plan", "Missing argument 'file'."),
        ("import-plan nowhere.xlsx", "file 'nowhere.xlsx' does not exist."),
        ("export-figures --fiscal-year twenty --period Q2", "Invalid value for '--fiscal-year'"),
        ("export-figures --period Q2", "Missing option '--fiscal-year'."),
        ("blank-plan --language fr", "'fr'"),
    ],
)
def test_what_the_command_line_does_not_know_is_wrong_usage(desk: Desk, command: str, said: str) -> None:
    refused = desk.manage(*command.split())
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr


def test_the_help_lists_every_command(desk: Desk) -> None:
    said = desk.does("--help")
    listed = said[said.index("Commands:") :].splitlines()[1:]
    assert [line.split()[0] for line in listed] == [
        "blank-plan",
        "import-plan",
        "blank-return",
        "import-returns",
        "draft-from-view",
        "approve-return",
        "send-reminders",
        "export-figures",
        "add-person",
        "reset-password",
        "grant-role",
        "end-role",
        "disable-person",
        "enable-person",
        "end-sessions",
        "list-people",
        "verify-audit",
        "export-audit",
        "load-sample",
        "upgrade-database",
    ]
    assert "..." not in said[said.index("Commands:") :]  # each sentence is short enough to be shown whole


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2020-03-31", datetime(2020, 3, 31, 16, 59, 59, 999_999, tzinfo=UTC)),
        ("2563-02-29", datetime(2020, 2, 29, 16, 59, 59, 999_999, tzinfo=UTC)),
        ("2020-03-31T16:00+07:00", datetime(2020, 3, 31, 9, tzinfo=UTC)),
        ("2020-03-31T16:00:00Z", datetime(2020, 3, 31, 16, tzinfo=UTC)),
        (" 2020-03-31 16:00:00.5+00:00 ", datetime(2020, 3, 31, 16, 0, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_a_day_ends_on_the_clocks_of_the_organisation_and_an_instant_says_its_zone(
    written: str, instant: datetime
) -> None:
    assert read_instant(written, "Asia/Bangkok") == instant


@pytest.mark.parametrize(
    "written", ["yesterday", "2020-03-31T16:00", "2020-13-01", "", "0001-01-01T00:00+07:00", "๒๕๖๓-๐๓-๓๑"]
)
def test_an_instant_that_cannot_be_read_is_wrong_usage(planned: Desk, written: str) -> None:
    refused = planned.manage("export-figures", *PERIOD, "--as-of", written, "--language", "en")
    assert (refused.exit_code, refused.stderr) == (2, UNREADABLE.format(written))


@pytest.mark.parametrize(
    "url",
    [
        "not an address",
        "mysql://someone@nowhere/name",
        "postgresql://someone:secret@127.0.0.1:1/name",
        "sqlite:///{folder}/words.db",
        "sqlite:///{folder}/words.db/deeper.db",
    ],
)
def test_a_database_that_cannot_be_opened_is_told_without_its_address(desk: Desk, url: str) -> None:
    (desk.folder / "words.db").write_text("no database at all " * 100, encoding="utf-8")
    astray = Desk(folder=desk.folder, settings={"DATABASE_URL": url.format(folder=desk.folder)})
    refused = astray.manage("upgrade-database", "--language", "en")
    assert (refused.exit_code, refused.stdout, refused.stderr) == (2, "", UNREACHABLE)


def test_a_database_of_a_newer_version_is_refused(planned: Desk) -> None:
    with closing(sqlite3.connect(planned.folder / "data" / "dashboard.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    refused = planned.manage("export-figures", *PERIOD, "--language", "en")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith(
        "The database was written by a newer version of this program (step 9999)."
    )


def test_sample_data_go_into_an_empty_database_only(planned: Desk) -> None:
    refused = planned.manage("load-sample", "--language", "en")
    assert refused.exit_code == 2
    assert "Something is loaded already. Sample data only go into an empty database.\n" in refused.stderr


def test_a_fault_of_ours_gets_a_number_and_the_log_the_rest(
    planned: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("the wheel came off")

    monkeypatch.setattr(figures, "export_figures", fails)
    failed = planned.manage("export-figures", *PERIOD, "--json", "--language", "en")
    assert (failed.exit_code, failed.stdout) == (3, "")
    number = failed.stderr.removesuffix(".\n").rpartition(" ")[2]
    assert failed.stderr == f"Something went wrong on our side. The reference number is {number}.\n"
    assert number in caplog.text
    assert "the wheel came off" in caplog.text


def test_a_workbook_goes_where_it_can_be_written_or_a_sentence_says_why_not(desk: Desk) -> None:
    target = desk.folder / "no" / "such" / "plan.xlsx"
    refused = desk.manage("blank-plan", "--output", target, "--language", "en")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"{target} cannot be written. Check that its folder exists and that you may write to it.\n"
    )


def test_what_was_filled_in_under_the_usual_name_is_never_replaced(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    filled = desk.folder / "plan.xlsx"
    filled.write_text("filled in", encoding="utf-8")
    refused = desk.manage("blank-plan", "--language", "en")
    assert refused.exit_code == 2
    assert refused.stderr == (
        "plan.xlsx is there already. Say with --output where to write, or move the file away.\n"
    )
    assert filled.read_text(encoding="utf-8") == "filled in"
    assert desk.does("blank-plan", "--output", filled) == f"{filled}\n"
    assert filled.read_bytes().startswith(b"PK")
