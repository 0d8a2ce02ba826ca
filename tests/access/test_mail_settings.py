"""What an installation says about its mail server."""

from collections.abc import Mapping

import pytest

from access.mail_settings import NoMailServer, load_mail_settings
from access.start_up import SettingRefused

USUAL = {"SMTP_HOST": "mail.example", "SMTP_FROM": "plan@ministry.example"}


def test_without_a_server_nothing_is_sent() -> None:
    with pytest.raises(NoMailServer):
        load_mail_settings({})


@pytest.mark.parametrize(
    ("said", "port", "starttls"),
    [
        ({}, 587, True),
        ({"SMTP_PORT": "25"}, 25, False),
        ({"SMTP_PORT": "25", "SMTP_STARTTLS": "1"}, 25, True),
        ({"SMTP_STARTTLS": "0"}, 587, False),
    ],
)
def test_starttls_is_usual_at_the_port_of_submission_only(
    said: Mapping[str, str], port: int, starttls: bool
) -> None:
    found = load_mail_settings({**USUAL, **said})
    assert (found.port, found.starttls) == (port, starttls)


def test_user_password_and_address_are_read_and_the_password_is_told_to_nobody() -> None:
    said = {"SMTP_USER": "plan", "SMTP_PASSWORD": "secret", "DASHBOARD_URL": "https://dashboard.example/"}
    found = load_mail_settings({**USUAL, **said})
    assert (found.user, found.password, found.url) == ("plan", "secret", "https://dashboard.example")
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"SMTP_PORT": "0"}, "setting_no_port"),
        ({"SMTP_PORT": "65536"}, "setting_no_port"),
        ({"SMTP_PORT": "๕๘๗"}, "setting_no_port"),
        ({"SMTP_FROM": ""}, "setting_no_sender"),
        ({"SMTP_FROM": "plan"}, "setting_no_sender"),
        ({"SMTP_STARTTLS": "yes"}, "setting_on_or_off"),
    ],
)
def test_a_setting_that_cannot_be_what_it_says_is_refused(said: Mapping[str, str], code: str) -> None:
    with pytest.raises(SettingRefused) as refused:
        load_mail_settings({**USUAL, **said})
    assert refused.value.code == code
