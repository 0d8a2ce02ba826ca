import gc
import logging
import sys
import threading
from collections.abc import Iterator

import pytest

from access.start_up import start

prepared = threading.Event()


def make_ready() -> None:
    prepared.set()


def break_down() -> None:
    raise OSError("the disk is full")


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Frozen memory belongs to a server, not to the tests that come after."""
    prepared.clear()
    yield
    gc.unfreeze()


def wait_for_the_work() -> None:
    for thread in threading.enumerate():
        if thread.name == "start-up":
            thread.join(timeout=10)
            assert not thread.is_alive()


def test_the_database_is_made_ready_without_a_visitor() -> None:
    with start(preload=(), prepare=f"{__name__}:make_ready"):
        assert prepared.wait(timeout=10)
    wait_for_the_work()


def test_the_modules_of_the_first_page_are_imported_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with start(preload=("colorsys",), prepare=f"{__name__}:make_ready"):
        assert prepared.wait(timeout=10)
    wait_for_the_work()
    assert "colorsys" in sys.modules


def test_what_was_imported_is_taken_out_of_later_collections() -> None:
    assert gc.get_freeze_count() == 0
    with start(preload=(), prepare=f"{__name__}:make_ready"):
        pass
    wait_for_the_work()
    assert gc.get_freeze_count() > 0


def test_a_start_that_fails_is_logged_and_the_server_stays(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), start(preload=(), prepare=f"{__name__}:break_down"):
        pass
    wait_for_the_work()
    assert "the start did not come to its end" in caplog.text
    assert "the disk is full" in caplog.text


def test_garbage_is_collected_on_a_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    collected = threading.Semaphore(0)
    monkeypatch.setattr(gc, "collect", collected.release)
    with start(preload=(), prepare=f"{__name__}:make_ready", seconds=0.01):
        for _ in range(3):
            assert collected.acquire(timeout=10)
    wait_for_the_work()
