"""What every answer tells a browser, whoever made the answer."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.door_settings import DoorSettings
from access.headers import PLAIN_POLICY, POLICY, SecurityHeaders
from tests.access.asgi import asked, request

BY_TLS = DoorSettings(url="https://dashboard.example.go.th")


def behind(app: ASGIApp, settings: DoorSettings | None = None) -> SecurityHeaders:
    return SecurityHeaders(app, settings or DoorSettings())


@pytest.mark.parametrize(
    "answer",
    [
        PlainTextResponse("a figure"),
        PlainTextResponse("no", status_code=404),
        PlainTextResponse("not now", status_code=503),
        RedirectResponse("/sign-in"),
    ],
)
def test_every_answer_tells_what_may_run_who_may_frame_it_and_that_it_is_not_kept(answer: ASGIApp) -> None:
    headers = asked(behind(answer), request("/strategy")).headers
    assert headers["content-security-policy"] == POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert "script-src 'self';" in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def test_a_fault_is_answered_with_the_headers_and_without_a_word_of_what_it_was(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def fails(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise RuntimeError("SELECT secret")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    with pytest.raises(RuntimeError, match="SELECT secret"):
        asyncio.run(behind(fails)(request(), _nothing, send))
    start, body = sent
    assert start["status"] == 500
    assert (b"content-security-policy", POLICY.encode()) in start["headers"]
    assert body["body"] == b"Internal Server Error"


async def _nothing() -> Message:
    return {"type": "http.request"}


def test_a_stricter_policy_of_a_pages_own_stays() -> None:
    answer = PlainTextResponse("sign in", headers={"Content-Security-Policy": PLAIN_POLICY})
    assert asked(behind(answer), request("/sign-in")).headers["content-security-policy"] == PLAIN_POLICY


@pytest.mark.parametrize("path", ["/static/js/index.HASH.js", "/assets/start.js", "/component/x/y.js"])
def test_programs_are_the_same_for_everybody_and_may_be_kept(path: str) -> None:
    answer = PlainTextResponse("x", headers={"Cache-Control": "public, immutable"})
    assert asked(behind(answer), request(path)).headers["cache-control"] == "public, immutable"


def test_that_a_program_is_not_there_is_not_kept() -> None:
    answer = PlainTextResponse("x", status_code=404, headers={"Cache-Control": "public"})
    assert asked(behind(answer), request("/static/x.js")).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/media/a.xlsx", "/", "/kpi", "/sign-in"])
def test_what_is_personal_is_never_kept_whatever_the_application_says(path: str) -> None:
    answer = PlainTextResponse("x", headers={"Cache-Control": "public, max-age=3600"})
    assert asked(behind(answer), request(path)).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("settings", "scheme"), [(BY_TLS, "http"), (DoorSettings(), "https")])
def test_by_tls_it_stays_by_tls_and_every_cookie_is_for_tls_only(settings: DoorSettings, scheme: str) -> None:
    answer = PlainTextResponse("x")
    answer.headers.append("Set-Cookie", "_streamlit_xsrf=2|a; Path=/")
    answer.headers.append("Set-Cookie", "__Host-session=abc; Path=/; Secure")
    told = asked(behind(answer, settings), request(scheme=scheme))
    assert told.headers["strict-transport-security"] == "max-age=31536000"
    assert [value for name, value in told.pairs if name == "set-cookie"] == [
        "_streamlit_xsrf=2|a; Path=/; Secure",
        "__Host-session=abc; Path=/; Secure",
    ]


def test_on_this_machine_nothing_asks_for_tls() -> None:
    answer = PlainTextResponse("x")
    answer.headers.append("Set-Cookie", "session=abc; Path=/")
    told = asked(behind(answer), request())
    assert "strict-transport-security" not in told.headers
    assert told.headers["set-cookie"] == "session=abc; Path=/"
