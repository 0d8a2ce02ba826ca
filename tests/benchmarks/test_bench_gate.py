"""What the gate costs: a request, and each message of an open socket. Run by `make bench`; -s shows the figures."""

import asyncio
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from starlette.types import Message, Receive, Scope, Send

from access.door_settings import DoorSettings
from access.gate import Gate
from access.house_database import close_house_database
from access.start_up import SECONDS_OF_A_TURN, Preparation, _Progress
from tests.browser.application import Application
from tests.browser.visitors import COOKIE, signed_in
from tests.journeys.insiders import come_in
from tests.sample import copied
from ui import session

MESSAGES, REQUESTS, WARMING = 2_000, 400, 100
MILLISECONDS_OF_A_CLICK = 5.0
BUSY = 2
MILLISECONDS_WHILE_BUSY = 25.0


@pytest.fixture
def token(sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The token of somebody who is in the sample ministry, which is open in this process."""
    monkeypatch.setenv("DASHBOARD_DATA", str(copied(sample_folder, tmp_path / "data")))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(_Progress, "now", Preparation(is_ready=True))
    come_in(monkeypatch)
    yield session.cookies()[COOKIE]
    close_house_database()


@pytest.fixture
def turns() -> Iterator[None]:
    """Threads take turns as they do in a server."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SECONDS_OF_A_TURN)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("turns")
def test_a_message_passes_the_gate_soon(token: str) -> None:
    quiet = asyncio.run(passed(token))
    with busy():
        crowded = asyncio.run(passed(token))
    said("a message, nobody else there", quiet)
    said(f"a message, {BUSY} scripts running", crowded)
    assert statistics.median(quiet) <= MILLISECONDS_OF_A_CLICK
    assert statistics.median(crowded) <= MILLISECONDS_WHILE_BUSY


def test_a_request_passes_the_gate_soon(
    sample_folder: Path, tmp_path: Path, start_app: Callable[..., Application]
) -> None:
    """The same small answer from behind the gate and from before it."""
    application = start_app(copied(sample_folder, tmp_path / "sample"))
    with httpx2.Client(base_url=application.url, cookies={COOKIE: signed_in(application)}) as client:
        behind = [asked(client, "/_stcore/host-config") for _ in range(WARMING + REQUESTS)][WARMING:]
        before = [asked(client, "/_stcore/health") for _ in range(WARMING + REQUESTS)][WARMING:]
    said("a request behind the gate", behind)
    said("a request before the gate", before)
    assert statistics.median(behind) - statistics.median(before) <= MILLISECONDS_OF_A_CLICK


async def passed(token: str) -> list[float]:
    """Milliseconds from a message's arrival to the application behind the gate, for some messages."""
    taken: list[float] = []
    arrived = 0.0

    async def application(_scope: Scope, receive: Receive, _send: Send) -> None:
        for _ in range(WARMING + MESSAGES):
            assert (await receive())["type"] == "websocket.receive"
            taken.append(1000 * (time.perf_counter() - arrived))

    async def receive() -> Message:
        nonlocal arrived
        arrived = time.perf_counter()
        return {"type": "websocket.receive", "bytes": b""}

    async def send(_message: Message) -> None:
        raise AssertionError("The gate closed the socket.")

    await Gate(application, lambda _screen: 0, DoorSettings())(_socket(token), receive, send)
    return taken[WARMING:]


def _socket(token: str) -> Scope:
    here = [(b"host", b"here"), (b"origin", b"http://here"), (b"cookie", f"{COOKIE}={token}".encode())]
    return {"type": "websocket", "path": "/_stcore/stream", "scheme": "ws", "headers": here}


@contextmanager
def busy() -> Iterator[None]:
    """Scripts that use the interpreter as much as they get of it."""
    ending = threading.Event()
    workers = [threading.Thread(target=_work, args=(ending,)) for _ in range(BUSY)]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        ending.set()
        for worker in workers:
            worker.join()


def _work(ending: threading.Event) -> None:
    while not ending.is_set():
        sum(n * n for n in range(1_000))


def asked(client: httpx2.Client, path: str) -> float:
    """Milliseconds until an answer has come."""
    begun = time.perf_counter()
    assert client.get(path).status_code == 200
    return 1000 * (time.perf_counter() - begun)


def said(what: str, times: list[float]) -> None:
    """Print what was measured."""
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"{what}: p50 {p50:.2f} ms, p95 {p95:.2f} ms")  # noqa: T201
