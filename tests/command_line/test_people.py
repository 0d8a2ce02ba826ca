"""People at the command line: here, and only here, the first administrator is made."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from data_access.database import open_database
from tests.command_line.desk import Desk
from use_cases.admission import SignInRefused, Visitor
from use_cases.authority import find_today
from use_cases.invitations import Invited, accept_invitation, find_invitation
from use_cases.sign_in import sign_in_local

GOOD = "ช้างสามเศียร 2563"
VISITOR = Visitor(address="192.0.2.7")
ADMIN = ("add-person", "admin", "--name", "ผู้ดูแล", "--role", "administrator")


def url_of(desk: Desk) -> str:
    return f"sqlite:///{desk.folder / 'data' / 'dashboard.db'}"


def invited(desk: Desk, link: str) -> Invited | None:
    database = open_database(url_of(desk))
    found = find_invitation(database, link.rstrip().rpartition("/")[2])
    database.close()
    return found


def may_sign_in(desk: Desk, login: str, password: str = GOOD) -> bool:
    database = open_database(url_of(desk))
    try:
        return bool(sign_in_local(database, login=login, password=password, visitor=VISITOR))
    except SignInRefused:
        return False
    finally:
        database.close()


def today_at(desk: Desk) -> str:
    database = open_database(url_of(desk))
    day = find_today(database, datetime.now(UTC))
    database.close()
    return day.isoformat()


def people(desk: Desk) -> dict[str, dict[str, object]]:
    return {row["login"]: row for row in json.loads(desk.does("list-people", "--json"))}


def test_the_first_administrator_is_made_in_an_empty_database_and_gets_a_link(desk: Desk) -> None:
    added = desk.manage(*ADMIN, "--language", "en")
    assert (added.exit_code, added.stderr) == (
        0,
        "This link serves once and for seven days. Whoever has it chooses the password.\n",
    )
    assert added.stdout.startswith("http://127.0.0.1:8501/invitation/")
    assert invited(desk, added.stdout) == Invited(login="admin", name="ผู้ดูแล")
    [row] = people(desk).values()
    assert row == {
        "login": "admin",
        "name": "ผู้ดูแล",
        "state": "active",
        "has_password": False,
        "roles_today": [{"role": "administrator", "since": today_at(desk)}],
        "grants": [{"role": "administrator", "since": today_at(desk)}],
        "open_sessions": 0,
    }


def test_the_link_leads_to_where_readers_reach_the_dashboard(desk: Desk) -> None:
    elsewhere = Desk(folder=desk.folder, settings={**desk.settings, "DASHBOARD_URL": "https://plan.example/"})
    assert elsewhere.manage(*ADMIN).stdout.startswith("https://plan.example/invitation/")


def test_a_password_is_read_from_the_input_and_never_from_the_command(desk: Desk) -> None:
    added = desk.manage(*ADMIN, "--password-stdin", "--language", "en", typed=f"{GOOD}\n")
    assert (added.exit_code, added.stdout) == (0, "admin can sign in with this password.\n")
    assert may_sign_in(desk, "admin")


def test_a_poor_password_adds_nobody(desk: Desk) -> None:
    refused = desk.manage(*ADMIN, "--password-stdin", "--language", "en", typed="short\n")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "at least 12 characters" in refused.stderr
    assert people(desk) == {}


def test_a_person_is_added_with_several_roles_one_of_them_for_a_department(planned: Desk) -> None:
    roles = ("--role", "department_head", "--role", "executive", "--department", "D1")
    assert planned.manage("add-person", "Somsri", "--name", "สมศรี", *roles).exit_code == 0
    day = today_at(planned)
    assert people(planned)["somsri"]["roles_today"] == [
        {"role": "department_head", "department": "D1", "since": day},
        {"role": "executive", "since": day},
    ]


def test_a_role_is_given_from_one_day_to_another_and_ended(planned: Desk) -> None:
    planned.manage("add-person", "somsri", "--name", "สมศรี")
    tomorrow = (datetime.fromisoformat(today_at(planned)) + timedelta(days=1)).date().isoformat()
    role = ("somsri", "department_officer", "--department", "D2")
    said = planned.does("grant-role", *role, "--since", tomorrow, "--until", "2999-12-31", "--language", "en")
    assert said == f"somsri has the role Officer of a department from {tomorrow} on.\n"
    granted = {"role": "department_officer", "department": "D2", "since": tomorrow, "until": "2999-12-31"}
    assert (people(planned)["somsri"]["roles_today"], people(planned)["somsri"]["grants"]) == ([], [granted])
    said = planned.does("end-role", *role, "--language", "en")
    assert said == "somsri no longer has the role Officer of a department.\n"
    assert people(planned)["somsri"]["grants"] == []


def test_who_is_disabled_cannot_sign_in_until_enabled(desk: Desk) -> None:
    desk.manage(*ADMIN, "--password-stdin", typed=f"{GOOD}\n")
    desk.manage("add-person", "somsri", "--name", "สมศรี", "--password-stdin", typed=f"{GOOD}\n")
    assert may_sign_in(desk, "somsri")
    said = desk.does("disable-person", "somsri", "--reason", "left", "--language", "en")
    assert said == "somsri is disabled, and what was open is ended.\n"
    assert not may_sign_in(desk, "somsri")
    assert people(desk)["somsri"]["state"] == "disabled"
    desk.does("enable-person", "somsri")
    assert may_sign_in(desk, "somsri")


def test_sessions_are_ended_and_counted(desk: Desk) -> None:
    desk.manage(*ADMIN, "--password-stdin", typed=f"{GOOD}\n")
    for _ in range(2):
        assert may_sign_in(desk, "admin")
    assert people(desk)["admin"]["open_sessions"] == 2
    assert desk.does("end-sessions", "admin", "--language", "en") == "admin: 2 sessions ended.\n"
    assert people(desk)["admin"]["open_sessions"] == 0


def test_a_password_is_reset_by_a_link_or_by_another_one(desk: Desk) -> None:
    desk.manage(*ADMIN, "--password-stdin", typed=f"{GOOD}\n")
    link = desk.manage("reset-password", "admin").stdout
    assert not may_sign_in(desk, "admin")
    database = open_database(url_of(desk))
    assert accept_invitation(database, link.rstrip().rpartition("/")[2], "new " + GOOD, visitor=VISITOR)
    database.close()
    assert may_sign_in(desk, "admin", "new " + GOOD)
    desk.manage("reset-password", "admin", "--password-stdin", typed=f"newer {GOOD}\n")
    assert may_sign_in(desk, "admin", "newer " + GOOD)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("disable-person", "admin"), "This is the last administrator."),
        (("end-role", "admin", "administrator"), "This is the last administrator."),
        (("end-role", "admin", "auditor"), "admin does not hold this role"),
        (("disable-person", "ghost"), "There is nobody with the login “ghost”."),
        (("add-person", "ADMIN", "--name", "x"), "There is somebody with the login “admin” already."),
        (("grant-role", "admin", "department_head", "--department", "D9"), "There is no department “D9”"),
        (
            ("grant-role", "admin", "executive", "--department", "D1"),
            "This role is held for the whole organisation",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    planned: Desk, arguments: tuple[str, ...], said: str
) -> None:
    planned.manage(*ADMIN, "--password-stdin", typed=f"{GOOD}\n")
    refused = planned.manage(*arguments, "--language", "en")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith(said)


def test_a_role_that_there_is_not_is_wrong_usage(desk: Desk) -> None:
    assert desk.manage("grant-role", "admin", "emperor").exit_code == 2


def test_people_are_listed_for_the_eye_in_the_readers_language(planned: Desk) -> None:
    planned.manage(
        "add-person", "somsri", "--name", "สมศรี", "--role", "department_head", "--department", "D1"
    )
    assert planned.does("list-people") == "active\tsomsri\tสมศรี\tหัวหน้าหน่วยงาน D1\t0\n"
