"""Passwords: what may serve as one, and their argon2id hashes, of which only so many are worked out at once."""

import os
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.failures import Refusal
from domain.person import comparable_login
from domain.text import mark

FEWEST_SIGNS, MOST_SIGNS = 12, 256
FEWEST_DIFFERENT = 5
# What has to be left of a password without the login and the words that everybody here would try.
FEWEST_OF_ONES_OWN = 8
USUAL_WORDS = Path(__file__).with_name("usual_words.txt")
# How far zxcvbn looks, and its mark for what takes more than a hundred million guesses (from 0 to 4).
LOOKED_AT, UNGUESSED = 72, 3
PATIENCE_SECONDS = 10.0


class PasswordRefused(Refusal):
    """What was chosen cannot serve as a password."""


class Busy(Refusal):
    """Too many are at the door at this moment."""

    def __init__(self) -> None:
        super().__init__(
            "busy", mark("Many people are signing in at this moment. Please try again in a minute.")
        )


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


# OWASP's cost for argon2id: two passes over 19 MiB in one lane, so that one hash occupies one processor. The library
# works without holding the interpreter; one processor is left to those who are in already.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_places = threading.BoundedSemaphore(max(1, _processors() - 1))
# What the password of nobody is compared with, so that it takes as long.
_NOBODY = _hasher.hash(os.urandom(16).hex())
_judging = threading.Lock()


def check_password(password: str, *, login: str) -> None:
    """Refuse a password that is too short, too long, too plain, or among the first to be tried. Raises PasswordRefused."""
    plain = _prepared(password)
    if len(plain) < FEWEST_SIGNS:
        raise PasswordRefused(
            "password_short",
            mark("The password is too short: it needs at least {fewest} characters."),
            {"fewest": FEWEST_SIGNS},
        )
    if len(plain) > MOST_SIGNS:
        raise PasswordRefused(
            "password_long",
            mark("The password is too long: it may have at most {most} characters."),
            {"most": MOST_SIGNS},
        )
    if len(set(plain)) < FEWEST_DIFFERENT or comparable_login(login) in comparable_login(plain):
        raise PasswordRefused(
            "password_plain",
            mark("The password is too easy to guess: it repeats a few characters or contains the login."),
        )
    if _is_guessed(plain, comparable_login(login)):
        raise PasswordRefused(
            "password_guessed",
            mark(
                "The password is too easy to guess: it is made of what is tried first. Take a few words that do "
                "not belong together."
            ),
        )


def hash_password(password: str) -> str:
    """The hash under which a password is kept; it carries its own salt and cost. Raises Busy."""
    with _place():
        return _hasher.hash(_prepared(password))


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether it is the password that was kept; for None (nobody) never, after the same work. Raises Busy."""
    with _place():
        try:
            _hasher.verify(password_hash or _NOBODY, _prepared(password))
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def is_of_old_cost(password_hash: str) -> bool:
    """Whether a hash was made at another cost than today's, and should be made anew."""
    return _hasher.check_needs_rehash(password_hash)


@cache
def usual_words() -> tuple[str, ...]:
    """The words that everybody here would try first, the longest first."""
    lines = USUAL_WORDS.read_text(encoding="utf-8").splitlines()
    words = (comparable_login(line) for line in lines if line and not line.startswith("#"))
    return tuple(sorted(words, key=len, reverse=True))


def _is_guessed(plain: str, login: str) -> bool:
    """Whether little is left without the usual words, or it is found soon among known passwords, names and rows of keys."""
    # Its lists take a second to load, which only who chooses a password should wait for.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    left = comparable_login(plain)
    for word in usual_words():
        left = left.replace(word, "")
    if len(left) < FEWEST_OF_ONES_OWN:
        return True
    with _judging:  # it keeps the words that it is told in one place for all
        return zxcvbn(plain[:LOOKED_AT], user_inputs=[login, *usual_words()])["score"] < UNGUESSED


def _prepared(password: str) -> str:
    """One way to write it, whatever keyboard it comes from; of what is far too long only so much as shows that."""
    return unicodedata.normalize("NFKC", password[: 2 * MOST_SIGNS])


@contextmanager
def _place() -> Iterator[None]:
    if not _places.acquire(timeout=PATIENCE_SECONDS):
        raise Busy
    try:
        yield
    finally:
        _places.release()
