"""Who comes through the gate waits for nobody who is still at the door."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from access.entrance import find_entrance, in_thread
from access.gate import Gate
from access.house_database import close_house_database
from tests.access.asgi import asked, request

SECONDS = 30


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A new installation."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield
    close_house_database()


def test_however_many_wait_to_be_let_in_those_who_are_in_are_not_held_up() -> None:
    over = threading.Event()

    async def crowded() -> None:
        crowd = [asyncio.create_task(in_thread(over.wait, SECONDS)) for _ in range(100)]
        try:
            await asyncio.sleep(0)
            assert await asyncio.wait_for(find_entrance("0" * 64), SECONDS / 2) is None
            assert not any(task.done() for task in crowd)
        finally:
            over.set()
            await asyncio.gather(*crowd)

    asyncio.run(crowded())


@pytest.mark.parametrize("path", ["/", "/media/figures.xlsx", "/_stcore/host-config"])
def test_where_nobody_can_say_who_somebody_is_nothing_is_let_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "file" / "data"))
    answer = asked(
        Gate(PlainTextResponse("figures"), lambda _screen: 0), request(path, cookie="session=made-up")
    )
    assert (answer.status, answer.body) == (503, b"Service Unavailable")
