"""A session of Streamlit belongs to the session of ours that first ran in it."""

from collections.abc import Iterator

import pytest

from access import bindings

MINE, YOURS = "a" * 64, "b" * 64


@pytest.fixture(autouse=True)
def nobody_is_in() -> Iterator[None]:
    bindings.forget_all()
    yield
    bindings.forget_all()


def test_who_runs_first_in_a_session_owns_it() -> None:
    assert bindings.remember("screen-1", MINE)
    assert bindings.remember("screen-1", MINE)
    assert bindings.is_of("screen-1", MINE)


def test_nobody_else_can_run_in_it_or_take_it_over() -> None:
    bindings.remember("screen-1", MINE)
    assert not bindings.remember("screen-1", YOURS)
    assert not bindings.is_of("screen-1", YOURS)
    assert bindings.is_of("screen-1", MINE)


def test_a_session_that_nobody_knows_is_nobodys() -> None:
    assert not bindings.is_of("screen-1", MINE)
    assert not bindings.is_of("", MINE)


def test_what_was_not_used_for_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bindings, "MOST", 2)
    for screen in ("1", "2", "1", "3"):
        bindings.remember(screen, MINE)
    assert [screen for screen in "123" if bindings.is_of(screen, MINE)] == ["1", "3"]
