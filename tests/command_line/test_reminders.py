"""Reminders by the command that a timer runs: who gets one, what the lines say, how it ends."""

from dataclasses import replace

from tests.command_line.desk import Desk
from tests.use_cases.mail_server import SENDER, mail_server

HEAD = "head@d1.example"


def with_mail(desk: Desk, port: int) -> Desk:
    """The same desk, whose settings name a mail server of this machine."""
    said = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port), "SMTP_FROM": SENDER}
    return replace(desk, settings={**desk.settings, **said})


def add_a_head(desk: Desk) -> None:
    added = desk.manage(
        "add-person", HEAD, "--name", "Head", "--role", "department_head", "--department", "D1"
    )
    assert added.exit_code == 0


def test_without_a_mail_server_the_command_says_what_to_set(desk: Desk) -> None:
    bare = replace(desk, settings={**desk.settings, "SMTP_HOST": None})
    result = bare.manage("send-reminders", "--language", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("No mail server is set. Set SMTP_HOST and SMTP_FROM")


def test_a_rehearsal_then_the_letter_then_no_second_one(planned: Desk) -> None:
    add_a_head(planned)
    with mail_server() as server:
        mailing = with_mail(planned, server.port)
        assert f"{HEAD}: would be reminded of" in mailing.does(
            "send-reminders", "--dry-run", "--language", "en"
        )
        assert server.letters == []
        assert f"{HEAD}: reminded of" in mailing.does("send-reminders", "--language", "en")
        assert [letter["To"].addresses[0].addr_spec for letter in server.letters] == [HEAD]
        assert mailing.does("send-reminders", "--language", "en") == f"{HEAD}: reminded today already.\n"


def test_where_letters_could_not_be_sent_the_exit_code_says_so(planned: Desk) -> None:
    add_a_head(planned)
    with mail_server(refused=frozenset({HEAD})) as server:
        result = with_mail(planned, server.port).manage("send-reminders", "--language", "en")
    assert result.exit_code == 1
    assert "The mail server does not take letters to" in result.stdout
