import asyncio
import gzip
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from access.compress import LARGEST, SMALLEST, Compression

SCRIPT = b"const a = 1;\n" * 200
FOR_EVER = "public, immutable, max-age=31536000"


class Application:
    """Answers every request alike and counts how often it was asked."""

    def __init__(self, *chunks: bytes, status: int = 200, **headers: str) -> None:
        self.chunks = chunks
        self.status = status
        self.headers = {"content_type": "application/javascript", **headers}
        self.asked: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope)
        headers = {"content_length": str(sum(map(len, self.chunks))), **self.headers}
        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items() if value]
        await send({"type": "http.response.start", "status": self.status, "headers": raw})
        for number, chunk in enumerate(self.chunks, start=1):
            more = number < len(self.chunks)
            await send({"type": "http.response.body", "body": chunk, "more_body": more})


class Answer:
    """What reached the reader."""

    def __init__(self, messages: Iterable[Message]) -> None:
        start, *bodies = messages
        self.status: int = start["status"]
        self.headers = {name.decode(): value.decode() for name, value in start["headers"]}
        self.body = b"".join(message.get("body", b"") for message in bodies)
        self.parts = len(bodies)


def asked(
    app: Compression, path: str = "/static/js/index.HASH.js", method: str = "GET", **headers: str
) -> Answer:
    sent: list[Message] = []
    told = {"accept_encoding": "gzip, br", **headers}
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in told.items() if value]

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app({"type": "http", "method": method, "path": path, "headers": raw}, receive, send))
    return Answer(sent)


@given(st.lists(st.binary(min_size=1, max_size=40).map(lambda part: part * SMALLEST), min_size=1, max_size=5))
def test_whatever_the_application_says_is_what_the_reader_unpacks(parts: list[bytes]) -> None:
    answer = asked(Compression(Application(*parts)))
    assert gzip.decompress(answer.body) == b"".join(parts)
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_a_script_leaves_compressed_and_says_so() -> None:
    answer = asked(Compression(Application(SCRIPT, accept_ranges="bytes")))
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "accept-ranges" not in answer.headers
    assert len(answer.body) < len(SCRIPT) / 10


def test_what_may_be_kept_for_ever_is_asked_of_the_application_once() -> None:
    application = Application(SCRIPT, cache_control=FOR_EVER)
    app = Compression(application)
    answers = [asked(app) for _ in range(3)]
    assert len(application.asked) == 1
    assert [gzip.decompress(answer.body) for answer in answers] == [SCRIPT] * 3
    assert {answer.headers["cache-control"] for answer in answers} == {FOR_EVER}


def test_what_may_change_is_asked_each_time_and_its_change_is_seen() -> None:
    application = Application(SCRIPT, cache_control="public")
    app = Compression(application)
    asked(app)
    application.chunks = (b"const b = 2;\n" * 200,)
    assert gzip.decompress(asked(app).body) == b"const b = 2;\n" * 200
    assert len(application.asked) == 2


@pytest.mark.parametrize("cache_control", [FOR_EVER, "public", "no-cache"])
def test_a_browser_that_has_it_already_is_told_so_in_no_bytes(cache_control: str) -> None:
    app = Compression(Application(SCRIPT, cache_control=cache_control))
    first = asked(app)
    second = asked(app, if_none_match=first.headers["etag"])
    assert (second.status, second.body) == (304, b"")
    assert "content-length" not in second.headers


def test_an_old_tag_gets_the_new_body() -> None:
    app = Compression(Application(SCRIPT))
    assert asked(app, if_none_match='"of another version"').status == 200


def test_an_answer_that_carries_a_cookie_is_not_kept_for_others() -> None:
    application = Application(SCRIPT, cache_control=FOR_EVER, set_cookie="a=1")
    app = Compression(application)
    asked(app)
    asked(app)
    assert len(application.asked) == 2


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        ("/static/js/a.js", "GET", {"accept_encoding": ""}),
        ("/static/js/a.js", "GET", {"accept_encoding": "br"}),
        ("/static/js/a.js", "GET", {"range": "bytes=0-9"}),
        ("/static/js/a.js", "HEAD", {}),
        ("/_stcore/upload_file/1", "POST", {}),
        ("/media/picture.svg", "GET", {}),
    ],
)
def test_requests_of_other_kinds_pass_as_they_came(path: str, method: str, headers: dict[str, str]) -> None:
    application = Application(SCRIPT)
    answer = asked(Compression(application), path, method, **headers)
    assert answer.body == SCRIPT
    assert "content-encoding" not in answer.headers
    assert (b"accept-encoding" in dict(application.asked[0]["headers"])) is (
        headers.get("accept_encoding") != ""
    )


@pytest.mark.parametrize(
    "application",
    [
        Application(SCRIPT, content_type="font/woff2"),
        Application(SCRIPT, content_encoding="br"),
        Application(SCRIPT, status=404),
        Application(b"x" * (SMALLEST - 1)),
        Application(SCRIPT, content_length=str(LARGEST + 1)),
        Application(SCRIPT, b"", SCRIPT, content_length=""),
    ],
    ids=["a font", "encoded already", "not found", "too small", "too large", "of unknown length"],
)
def test_answers_that_are_not_worth_it_pass_piece_by_piece(application: Application) -> None:
    answer = asked(Compression(application))
    assert answer.status == application.status
    assert answer.body == b"".join(application.chunks)
    assert answer.parts == len(application.chunks)


def test_the_application_is_not_asked_to_compress_what_is_compressed_here() -> None:
    application = Application(SCRIPT)
    asked(Compression(application), "/", accept_encoding="gzip", if_none_match='"x"', accept_language="th")
    assert application.asked[0]["headers"] == [(b"accept-language", b"th")]


def test_a_websocket_passes() -> None:
    seen: list[str] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def nothing(*_: object) -> Message:
        return {"type": ""}

    asyncio.run(Compression(application)({"type": "websocket", "path": "/static/"}, nothing, nothing))  # type: ignore[arg-type]
    assert seen == ["websocket"]
