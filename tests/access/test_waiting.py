"""Before the database is there, and when it is gone: the door says so, and nobody comes in meanwhile."""

import asyncio
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.gate import Gate
from access.house_database import close_house_database
from access.sign_in_routes import sign_in_routes
from access.start_up import Preparation, _Progress
from domain.failures import Refusal
from tests.access.asgi import Answer, asked, request
from use_cases.sessions import new_token

PAGE = "text/html"
COOKIE = f"session={new_token()}"
NUMBER = re.compile(r"\b[0-9A-F]{8}\b")
LOADING = Preparation(doing="Sample data are being read from Excel workbooks", done=3, total=10)


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ASGIApp]:
    """The gate with the door behind it, and nothing else."""
    for name in ("DATABASE_URL", "DASHBOARD_URL", "DASHBOARD_OIDC_ISSUER", "DASHBOARD_DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    monkeypatch.setattr(_Progress, "now", Preparation(is_ready=True))
    yield Gate(Starlette(routes=sign_in_routes()), lambda _screen: 0)
    close_house_database()


def opened(door: ASGIApp, path: str) -> Answer:
    return asked(door, request(path, accept=PAGE, cookie=COOKIE))


def heading_of(answer: Answer) -> str:
    [heading] = re.findall(r"<h1>(.*?)</h1>", answer.body.decode())
    return unescape(heading)


def test_while_the_start_goes_on_everybody_waits_at_the_door_and_is_sent_on_by_itself(
    door: ASGIApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Progress, "now", LOADING)
    led = opened(door, "/kpi?kpi=K110&lang=en")
    assert (led.status, led.headers["location"]) == (
        303,
        "/sign-in?next=%2Fkpi%3Fkpi%3DK110%26lang%3Den&lang=en",
    )
    waiting = opened(door, led.headers["location"])
    assert (waiting.status, heading_of(waiting)) == (503, "The dashboard is being made ready")
    said = waiting.body.decode()
    assert '<meta http-equiv="refresh" content="2; url=/kpi?kpi=K110&amp;lang=en">' in said
    assert '<progress max="10" value="3"' in said
    assert "Sample data are being read from Excel workbooks 3/10" in said
    assert asked(door, request("/media/x", cookie=COOKIE)).status == 503


def test_a_start_that_failed_is_told_with_its_number(door: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Progress, "now", Preparation(reference="0A1B2C3D"))
    answer = opened(door, "/sign-in?lang=th")
    assert (answer.status, heading_of(answer)) == (503, "ดำเนินการไม่สำเร็จ")
    assert "0A1B2C3D" in answer.body.decode()
    assert "refresh" not in answer.body.decode()


def test_a_start_that_was_refused_says_why(door: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    why = Refusal("database_unreachable", "No plan is loaded yet. Load a plan workbook first.")
    monkeypatch.setattr(_Progress, "now", Preparation(refusal=why))
    answer = opened(door, "/sign-in?lang=en")
    assert answer.status == 503
    assert "No plan is loaded yet." in answer.body.decode()


def test_a_database_that_cannot_be_opened_lets_nobody_in_and_is_told_by_a_sentence(
    door: ASGIApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "no database at all")
    assert opened(door, "/").headers["location"] == "/sign-in"
    answer = opened(door, "/sign-in?lang=en")
    assert answer.status == 503
    assert "The database cannot be opened." in answer.body.decode()
    assert asked(door, request("/", cookie=COOKIE)).status == 503


def test_a_fault_of_ours_is_told_with_a_number_and_the_log_tells_the_rest(
    door: ASGIApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("SELECT secret FROM /a/path")

    monkeypatch.setattr("access.door_requests.find_organisation", fail)
    answer = opened(door, "/sign-in?lang=en")
    assert answer.status == 500
    [number] = NUMBER.findall(answer.body.decode())
    assert "secret" not in answer.body.decode()
    assert f"fault {number}" in caplog.text
    assert "SELECT secret FROM /a/path" in caplog.text


@pytest.mark.parametrize(("now", "status"), [(LOADING, 503), (Preparation(is_ready=True), 401)])
def test_a_socket_is_refused_as_long_as_nobody_knows_whose_it_is(
    door: ASGIApp, monkeypatch: pytest.MonkeyPatch, now: Preparation, status: int
) -> None:
    monkeypatch.setattr(_Progress, "now", now)
    assert knocked(door) == [
        ("websocket.http.response.start", status),
        ("websocket.http.response.body", None),
    ]


def test_a_server_that_cannot_answer_a_socket_in_words_closes_it(door: ASGIApp) -> None:
    assert knocked(door, extensions={}) == [("websocket.close", None)]


def knocked(door: ASGIApp, **more: object) -> list[tuple[str, int | None]]:
    """What a socket is answered that asks to be opened: kinds of messages, and the status in them."""
    sent: list[Message] = []
    headers = [(b"host", b"here"), (b"origin", b"http://here"), (b"cookie", COOKIE.encode())]
    scope: Scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "scheme": "ws",
        "headers": headers,
        "extensions": {"websocket.http.response": {}},
        **more,
    }

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(_opened(door, scope, receive, send))
    return [(message["type"], message.get("status")) for message in sent]


async def _opened(door: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await door(scope, receive, send)
