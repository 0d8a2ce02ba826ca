"""What an installation says about its door: where readers reach it, and how many may stand in it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from access.start_up import SettingRefused, whole_number
from domain.text import mark

SOCKETS_OF_ONE, SOCKETS_OF_ALL = 20, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorSettings:
    """`url` is where readers reach the dashboard ("" where nobody has said); `sockets_of_one` are those of a person."""

    url: str = ""
    sockets_of_one: int = SOCKETS_OF_ONE
    sockets_of_all: int = SOCKETS_OF_ALL

    @property
    def is_secure(self) -> bool:
        """Whether readers come by TLS."""
        return self.url.startswith("https://")


def load_door_settings(environment: Mapping[str, str] = os.environ) -> DoorSettings:
    """Settings from DASHBOARD_URL, DASHBOARD_SOCKETS_OF_ONE and DASHBOARD_SOCKETS_OF_ALL. Raises SettingRefused."""
    return DoorSettings(
        url=_url(environment.get("DASHBOARD_URL", "")),
        sockets_of_one=whole_number(environment, "DASHBOARD_SOCKETS_OF_ONE", usual=SOCKETS_OF_ONE),
        sockets_of_all=whole_number(environment, "DASHBOARD_SOCKETS_OF_ALL", usual=SOCKETS_OF_ALL),
    )


def check_whole_host(base: str) -> None:
    """Refuse to lie below a path of a host (server.baseUrlPath): what the gate closes would lie elsewhere then."""
    if base.strip("/"):
        raise SettingRefused(
            "setting_base_path",
            mark("The dashboard needs a host of its own: {name} has to be empty; it is “{written}”."),
            {"name": "server.baseUrlPath", "written": base},
        )


def _url(written: str) -> str:
    parts = urlsplit(written)
    if written and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/")):
        raise SettingRefused(
            "setting_no_address",
            mark(
                "The setting {name} has to be an address such as https://dashboard.example; it is “{written}”."
            ),
            {"name": "DASHBOARD_URL", "written": written},
        )
    return f"{parts.scheme}://{parts.netloc.lower()}" if written else ""
