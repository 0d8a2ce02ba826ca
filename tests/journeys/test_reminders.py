"""What a department still has to send stands on its page, for whoever may send it; and can be taken along."""

from pathlib import Path

import pytest

from domain.person import Role
from tests.journeys.insiders import come_in
from tests.journeys.reader import is_well, opened, read, ways

SILENT = {"department": "06105", "year": "2564"}
OWED = "แบบรายงานผลของ สค. ถึงสิ้นเดือน ก.ย. 2564"


def test_a_return_that_is_late_leads_to_where_it_is_sent(
    ministry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_in(monkeypatch, Role.PLANNING_OFFICE)
    app = opened("department", **SILENT)
    assert is_well(app)
    assert "โปรดส่งโดยเร็ว" in read(app)
    assert ways(app)[OWED] == "./returns?lang=th&year=2564&period=Q4&department=06105"
    assert [button.proto.label for button in app.get("download_button")] == ["ไฟล์ปฏิทิน (.ics)"]


def test_who_cannot_send_it_is_not_reminded_and_neither_is_who_looks_back(
    ministry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened("department", **SILENT)
    assert is_well(app)
    assert OWED not in ways(app)
    come_in(monkeypatch, Role.PLANNING_OFFICE)
    app = opened("department", **SILENT, asof="2021-10-31T10:00:00Z")
    assert is_well(app)
    assert OWED not in ways(app)
