"""What an installation says about its mail server; without one nothing is sent."""

import os
from collections.abc import Mapping

from access.door_settings import load_door_settings
from access.start_up import SettingRefused
from domain.failures import Refusal
from domain.text import mark
from use_cases.mail_delivery import MailSettings
from use_cases.reminder_letter import find_address

PORT_OF_SUBMISSION, HIGHEST_PORT = 587, 65_535


class NoMailServer(Refusal):
    """Nobody has said by which server letters go."""

    def __init__(self) -> None:
        super().__init__(
            "no_mail_server",
            mark(
                "No mail server is set. Set SMTP_HOST and SMTP_FROM; the administrator's guide lists the others."
            ),
        )


def load_mail_settings(environment: Mapping[str, str] = os.environ) -> MailSettings:
    """Settings from SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD, SMTP_STARTTLS, SMTP_FROM and DASHBOARD_URL.

    Raises NoMailServer, SettingRefused.
    """
    host = environment.get("SMTP_HOST", "").strip()
    if not host:
        raise NoMailServer
    port = _port(environment.get("SMTP_PORT") or str(PORT_OF_SUBMISSION))
    return MailSettings(
        host=host,
        port=port,
        sender=_sender(environment.get("SMTP_FROM", "").strip()),
        user=environment.get("SMTP_USER", ""),
        password=environment.get("SMTP_PASSWORD", ""),
        starttls=_is_on(environment.get("SMTP_STARTTLS", ""), usual=port == PORT_OF_SUBMISSION),
        url=load_door_settings(environment).url,
    )


def _port(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= HIGHEST_PORT):
        raise SettingRefused(
            "setting_no_port",
            mark("The setting {name} has to be a port from 1 to {most}; it is “{written}”."),
            {"name": "SMTP_PORT", "most": HIGHEST_PORT, "written": written},
        )
    return int(written)


def _sender(written: str) -> str:
    if find_address(written) is None:
        raise SettingRefused(
            "setting_no_sender",
            mark("The setting {name} has to be an e-mail address; it is “{written}”."),
            {"name": "SMTP_FROM", "written": written},
        )
    return written


def _is_on(written: str, *, usual: bool) -> bool:
    match written:
        case "":
            return usual
        case "1" | "0":
            return written == "1"
        case _:
            raise SettingRefused(
                "setting_on_or_off",
                mark("The setting {name} has to be 1 or 0; it is “{written}”."),
                {"name": "SMTP_STARTTLS", "written": written},
            )
