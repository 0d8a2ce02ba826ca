"""How many pages are made at a time: who waits for a turn is served sooner than who shares the processor with all.

Python's threads take the processor from each other every few milliseconds. With thirty pages in the making all of them
come late, and what is ready to be sent waits too; a few at a time come one after another, each in its own time.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

AT_A_TIME = max(4, 2 * (os.cpu_count() or 1))
_turns = Semaphore(AT_A_TIME)
_slow = Semaphore(1)


@contextmanager
def turn() -> Iterator[None]:
    """Make a page when its turn has come."""
    with _turns:
        yield


@contextmanager
def out_of_turn() -> Iterator[None]:
    """Within a turn: while something is waited for that needs no processor of ours, others have their turn.

    Whoever is not in a turn (a callback is) must not say so.
    """
    _turns.release()
    try:
        yield
    finally:
        _turns.acquire()


@contextmanager
def behind_others() -> Iterator[None]:
    """Within a turn: what computes for long does so one at a time and beside the turns, so that no reader waits for it.

    Whoever is not in a turn must not say so.
    """
    with out_of_turn(), _slow:
        yield
