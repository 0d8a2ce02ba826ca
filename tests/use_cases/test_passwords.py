"""Passwords are long rather than clever, kept as argon2id, and worked out by a few at a time."""

import threading
import time

import pytest

from use_cases import passwords
from use_cases.passwords import (
    Busy,
    PasswordRefused,
    check_password,
    hash_password,
    is_of_old_cost,
    is_password,
)

GOOD = "ช้างสามเศียร 2563"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("elevensigns", "password_short"),
        ("x" * 257, "password_long"),
        ("abababababab", "password_plain"),
        ("1111 2222 11", "password_plain"),
        ("my-SOMSRI-password", "password_plain"),
        ("ｓｏｍｓｒｉ2563!!", "password_plain"),
    ],
)
def test_what_cannot_serve_as_a_password(password: str, code: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        check_password(password, login="somsri")
    assert refused.value.code == code


@pytest.mark.parametrize(
    "password",
    [
        "password1234",  # among the first of every list
        "PassWord!2563",
        "1q2w3e4r5t6y",  # a row of keys
        "abcdefghijkl",
        "administrator1",
        "iloveyou1234",
        "msdhs2563msdhs",  # of this place
        "รหัสผ่าน2563!",
        "แดชบอร์ดกระทรวง",
    ],
)
def test_what_is_tried_first_is_no_password(password: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        check_password(password, login="somsri")
    assert refused.value.code == "password_guessed"


@pytest.mark.parametrize("password", [GOOD, "twelve signs", "correct horse battery staple", "ก ข ค ง จ ฉ ช"])
def test_what_can(password: str) -> None:
    check_password(password, login="somsri")


def test_a_password_is_kept_as_argon2id_with_its_own_salt_and_matches_itself_only() -> None:
    first, second = hash_password(GOOD), hash_password(GOOD)
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert is_password(GOOD, first)
    assert not is_password(GOOD + " ", first)
    assert not is_password(GOOD, None)
    assert not is_password(GOOD, "no hash at all")


def test_one_password_typed_on_two_keyboards_is_one() -> None:
    """Sara am is one letter on one keyboard and two on another."""
    assert is_password("น้ำตกสามชั้น 2563", hash_password("น้ํา" + "ตกสามชั้น 2563"))


def test_a_hash_of_another_cost_is_known_as_such() -> None:
    assert not is_of_old_cost(hash_password(GOOD))
    assert is_of_old_cost("$argon2id$v=19$m=8192,t=1,p=1$c2FsdHNhbHQ$cGFzc3dvcmRwYXNzd29yZA")


def test_nobody_costs_as_much_as_somebody() -> None:
    """Who has no account cannot be told from who has one by the time that an answer takes."""
    kept = hash_password(GOOD)

    def best(password_hash: str | None) -> float:
        def once() -> float:
            began = time.perf_counter()
            is_password("a wrong password", password_hash)
            return time.perf_counter() - began

        return min(once() for _ in range(7))

    somebody, nobody = best(kept), best(None)
    assert 0.5 < nobody / somebody < 2


def test_only_so_many_are_worked_out_at_once_and_who_cannot_wait_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passwords, "_places", threading.BoundedSemaphore(1))
    monkeypatch.setattr(passwords, "PATIENCE_SECONDS", 0.01)
    with passwords._place(), pytest.raises(Busy):
        hash_password(GOOD)
    assert is_password(GOOD, hash_password(GOOD))


def test_others_go_on_while_a_password_is_worked_out() -> None:
    """The library lets go of the interpreter: a clock in another thread does not stand still for the whole time."""
    gaps, done = [0.0], threading.Event()

    def tick() -> None:
        last = time.perf_counter()
        while not done.is_set():
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    clock = threading.Thread(target=tick)
    clock.start()
    began = time.perf_counter()
    for _ in range(10):
        hash_password(GOOD)
    took = time.perf_counter() - began
    done.set()
    clock.join()
    assert max(gaps) < took / 3
