"""The cookie that carries a session: what its neighbours can do to it, and what leaves the gate with a request."""

import pytest

from access.session_cookie import (
    find_admitted,
    find_token,
    no_session_cookie,
    read_cookies,
    session_cookie,
    without_other_sessions,
)


def cookies(*lines: str) -> list[tuple[bytes, bytes]]:
    return [(b"host", b"here"), *((b"cookie", line.encode()) for line in lines)]


def test_by_tls_no_script_no_other_site_and_no_neighbour_reaches_it() -> None:
    assert session_cookie("abc", secure=True) == "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure"


def test_on_this_machine_it_needs_no_tls() -> None:
    assert session_cookie("abc", secure=False) == "session=abc; Path=/; HttpOnly; SameSite=Lax"


def test_it_is_taken_away_by_its_own_name() -> None:
    assert no_session_cookie(secure=True).startswith("__Host-session=; Path=/;")
    assert "Max-Age=0" in no_session_cookie(secure=False)


@pytest.mark.parametrize(
    ("lines", "secure", "token"),
    [
        (["session=abc"], False, "abc"),
        (["a=1; session=abc; b=2"], False, "abc"),
        (["a=1", "session=abc"], False, "abc"),
        (["session=abc; session=planted"], False, "abc"),
        (["__Host-session=abc; session=planted"], True, "abc"),
        (["session=planted"], True, None),
        (["__Host-session=planted"], False, None),
        (["session="], False, None),
        (["session=" + "x" * 200], False, None),
        (["xsession=abc"], False, None),
        ([], False, None),
    ],
)
def test_one_cookie_is_the_sessions(lines: list[str], secure: bool, token: str | None) -> None:
    assert find_token(read_cookies(cookies(*lines)), secure=secure) == token


def test_behind_the_gate_there_is_no_cookie_that_could_be_taken_for_another_session() -> None:
    asked = cookies("session=planted; a=1; __Host-session=mine", "__Host-session=planted")
    left = without_other_sessions(asked, secure=True)
    assert left == [(b"host", b"here"), (b"cookie", b"a=1; __Host-session=mine")]
    assert find_admitted(read_cookies(left)) == "mine"


def test_without_tls_what_only_tls_can_set_is_not_looked_at() -> None:
    left = without_other_sessions(cookies("__Host-session=planted; session=mine"), secure=False)
    assert find_admitted(read_cookies(left)) == "mine"


def test_a_request_without_cookies_stays_as_it_is() -> None:
    assert without_other_sessions(cookies(), secure=False) == [(b"host", b"here")]
