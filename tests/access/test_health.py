import asyncio

import pytest
from starlette.requests import Request

from access.health import ready
from access.start_up import Preparation


@pytest.mark.parametrize(
    ("now", "status", "said"),
    [
        (Preparation(is_ready=True), 200, "ready"),
        (Preparation(doing="Loading", done=1, total=9), 503, "preparing"),
        (Preparation(reference="A1B2C3D4"), 503, "failed"),
    ],
)
def test_a_watchman_learns_whether_readers_may_come_and_nothing_else(
    now: Preparation, status: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("access.start_up._Progress.now", now)
    answer = asyncio.run(ready(Request({"type": "http", "headers": []})))
    assert (answer.status_code, answer.body) == (status, said.encode())
