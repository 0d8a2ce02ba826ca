"""Asks the database who somebody is, away from the event loop: whoever waits for the database, waits alone."""

import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from starlette.types import Scope

from access.house_database import house_database
from access.session_cookie import find_token, read_cookies
from access.start_up import find_preparation
from domain.failures import Refusal
from use_cases.sessions import Entrance, enter, hash_token

# Sockets and pages of everybody pass the gate, so it must not take the threads that serve files, nor these it; nor may
# those who only want to come in, and whose passwords take their time, hold up those who are in.
MOST_AT_THE_GATE, MOST_AT_THE_DOOR = 8, 4
_at_the_gate: RunVar[CapacityLimiter] = RunVar("places at the gate")
_at_the_door: RunVar[CapacityLimiter] = RunVar("places at the door")
log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


class Unanswered(Exception):
    """Nobody can say now who somebody is: the database is not ready, or out of reach."""


async def in_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Work of the door that waits for the database or for a password, in one of the door's own threads."""
    limiter = _limiter(_at_the_door, MOST_AT_THE_DOOR)
    return await to_thread.run_sync(lambda: work(*args, **kwargs), limiter=limiter)


def _limiter(places: RunVar[CapacityLimiter], most: int) -> CapacityLimiter:
    try:
        return places.get()
    except LookupError:
        places.set(CapacityLimiter(most))
        return places.get()


def owner_of(scope: Scope, *, secure: bool) -> str | None:
    """The hash of the token that a request carries, whether it is good or not; None where it carries none."""
    token = find_token(read_cookies(scope["headers"]), secure=secure)
    return None if token is None else hash_token(token)


async def find_entrance(owner: str | None) -> Entrance | None:
    """Who holds the session with that hash, if it is open now. Raises Unanswered."""
    if owner is None:
        return None
    if not find_preparation().is_ready:
        raise Unanswered
    try:
        return await to_thread.run_sync(_enter, owner, limiter=_limiter(_at_the_gate, MOST_AT_THE_GATE))
    except Refusal as refusal:
        log.error("nobody can be let in: %s", refusal)
        raise Unanswered from refusal
    except Exception as fault:
        log.exception("nobody can be let in")
        raise Unanswered from fault


def _enter(owner: str) -> Entrance | None:
    return enter(house_database(), owner)
