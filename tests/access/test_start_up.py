import gc
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from access.start_up import (
    Preparation,
    Prepare,
    Report,
    SettingRefused,
    Settings,
    find_preparation,
    load_settings,
    start,
)
from tests.browser.application import serving
from use_cases.sessions import Lifetimes

WITNESS = """
import os, pathlib, sys, threading, time

def tell():
    told = pathlib.Path(os.environ["TOLD_IN"])
    while True:
        told.with_suffix(".new").write_text(str(sys.getswitchinterval()))
        told.with_suffix(".new").replace(told)
        time.sleep(0.1)

threading.Thread(target=tell, daemon=True).start()
"""


def prepare_nothing(settings: Settings, report: Report) -> None:
    """A database that is ready."""


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Frozen memory belongs to a server, not to the tests that come after."""
    yield
    gc.unfreeze()


def started(prepare: Prepare, *, preload: tuple[str, ...] = ()) -> None:
    """A start whose work has come to its end."""
    with start(preload=preload, prepare=prepare):
        pass
    wait_for("preparation")
    wait_for("memory")


def wait_for(name: str) -> None:
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join(timeout=10)
            assert not thread.is_alive()


@pytest.mark.parametrize(
    ("told", "settings"),
    [
        (
            {"DASHBOARD_DATA": "/srv/dashboard"},
            Settings(
                data=Path("/srv/dashboard"),
                database_url="sqlite:////srv/dashboard/dashboard.db",
                sample=False,
                audit_anchor=Path("/srv/dashboard/audit-head.log"),
            ),
        ),
        (
            {"DASHBOARD_DATA": "/srv", "DATABASE_URL": "postgresql://db/plan", "DASHBOARD_SAMPLE": "1"},
            Settings(
                data=Path("/srv"),
                database_url="postgresql://db/plan",
                sample=True,
                audit_anchor=Path("/srv/audit-head.log"),
            ),
        ),
        (
            {
                "DASHBOARD_DATA": "/srv",
                "DASHBOARD_DEMO": "1",
                "DASHBOARD_AUDIT_ANCHOR": "/elsewhere/heads",
                "DASHBOARD_IDLE_MINUTES": "15",
                "DASHBOARD_SESSION_HOURS": "8",
            },
            Settings(
                data=Path("/srv"),
                database_url="sqlite:////srv/dashboard.db",
                sample=False,
                demonstration=True,
                audit_anchor=Path("/elsewhere/heads"),
                lifetimes=Lifetimes(idle=timedelta(minutes=15), longest=timedelta(hours=8)),
            ),
        ),
    ],
)
def test_an_installation_says_where_its_data_are(told: dict[str, str], settings: Settings) -> None:
    assert load_settings(told) == settings


@pytest.mark.parametrize("written", ["0", "-5", "an hour", "1.5", "1001", "๖๐ นาที"])
def test_a_lifetime_that_is_no_number_stops_the_start_instead_of_being_guessed(written: str) -> None:
    with pytest.raises(SettingRefused, match="DASHBOARD_IDLE_MINUTES") as refused:
        load_settings({"DASHBOARD_IDLE_MINUTES": written})
    assert refused.value.values["written"] == written


def test_without_a_word_the_data_lie_beside_the_application_and_nothing_is_made_up() -> None:
    settings = load_settings({"DASHBOARD_DATA": "", "DATABASE_URL": ""})
    assert settings.data == Path("data").resolve()
    assert settings.database_url == f"sqlite:///{settings.data / 'dashboard.db'}"
    assert not settings.sample


def test_the_database_is_made_ready_without_a_visitor_and_the_page_can_tell_how_far_it_is() -> None:
    seen: list[Preparation] = [find_preparation()]

    def prepare(settings: Settings, report: Report) -> None:
        seen.append(find_preparation())
        report("Loading", 3, 20)
        seen.append(find_preparation())

    started(prepare)
    assert seen == [
        Preparation(is_ready=True),
        Preparation(),
        Preparation(doing="Loading", done=3, total=20),
    ]
    assert find_preparation() == Preparation(is_ready=True)


def test_a_start_that_fails_leaves_a_number_for_the_reader_and_the_rest_in_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("access.start_up._Progress.now", Preparation(is_ready=True))

    def prepare(settings: Settings, report: Report) -> None:
        raise OSError("the disk is full")

    with caplog.at_level(logging.ERROR):
        started(prepare)
    failed = find_preparation()
    assert not failed.is_ready
    assert len(failed.reference) == 8
    assert failed.reference in caplog.text
    assert "the disk is full" in caplog.text


def test_the_modules_of_the_first_page_are_imported_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    started(prepare_nothing, preload=("colorsys",))
    assert "colorsys" in sys.modules


def test_what_was_imported_is_taken_out_of_later_collections() -> None:
    assert gc.get_freeze_count() == 0
    started(prepare_nothing)
    assert gc.get_freeze_count() > 0


def test_garbage_is_collected_on_a_timer_until_the_server_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    collected = threading.Semaphore(0)
    collect: Callable[[], None] = collected.release
    monkeypatch.setattr(gc, "collect", collect)
    with start(preload=(), prepare=prepare_nothing, seconds=0.01):
        for _ in range(3):
            assert collected.acquire(timeout=10)
    wait_for("memory")


def test_threads_of_a_running_server_take_short_turns(tmp_path: Path) -> None:
    """Told from inside: what Python runs at its start goes on to write down how long a turn is."""
    (tmp_path / "sitecustomize.py").write_text(WITNESS)
    told = tmp_path / "turn"
    inside = {"PYTHONPATH": str(tmp_path), "TOLD_IN": str(told)}
    with serving(tmp_path / "data", environment=inside):
        deadline = time.monotonic() + 10
        while told.read_text() != "0.0005" and time.monotonic() < deadline:
            time.sleep(0.05)
    assert told.read_text() == "0.0005"
