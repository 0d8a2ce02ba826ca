"""What an installation says about a view of another database that may stand in for a workbook."""

import os
from collections.abc import Mapping

from access.start_up import SettingRefused
from data_access.outside_view import ViewAddress
from domain.text import mark


def load_view_address(view: str = "", environment: Mapping[str, str] = os.environ) -> ViewAddress:
    """The address from RETURN_VIEW_URL and RETURN_VIEW; `view` goes before the latter. Raises SettingRefused."""
    url, name = environment.get("RETURN_VIEW_URL", ""), view or environment.get("RETURN_VIEW", "")
    for setting, value in (("RETURN_VIEW_URL", url), ("RETURN_VIEW", name)):
        if not value:
            raise SettingRefused(
                "setting_missing",
                mark(
                    "The setting {name} is not made. It says from where the rows of a return are to be read; the "
                    "administrator's guide says how."
                ),
                {"name": setting},
            )
    return ViewAddress(url=url, name=name)
