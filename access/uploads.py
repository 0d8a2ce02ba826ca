"""How much of what one person has sent waits in the server's memory: files that come just now, and files that it holds."""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.types import Message, Receive

from access.limits import TooLarge
from domain.person import Person

# Three files of the largest size; whoever hands in a return sends one.
MOST_OF_ONE = 60 * 1024 * 1024
log = logging.getLogger(__name__)


class Uploads:
    """The files of this process, person by person; touched by its event loop only.

    `held` says how many bytes are kept for a session of Streamlit's, which drops them when it likes.
    """

    def __init__(self, held: Callable[[str], int]) -> None:
        self._held = held
        self._coming: Counter[int] = Counter()
        self._screens: defaultdict[int, set[str]] = defaultdict(set)

    @contextmanager
    def one_more(self, person: Person, screen: str, *, announced: int, receive: Receive) -> Iterator[Receive]:
        """The body of a person's file for one of his sessions of Streamlit's. Raises TooLarge, here or while it comes.

        What is announced is kept free from the beginning; what nobody announced is counted as it comes.
        """
        room = received = 0

        def keep_free(size: int) -> None:
            nonlocal room
            if self._of(person.id) + size - room > MOST_OF_ONE:
                log.warning("%s has sent more files than one may before they are read", person.login)
                raise TooLarge
            self._coming[person.id] += size - room
            room = size

        async def take() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            keep_free(max(room, received))
            return message

        self._screens[person.id].add(screen)
        try:
            keep_free(announced)
            yield take
        finally:
            self._coming[person.id] -= room
            self._forget(person.id)

    def _of(self, person: int) -> int:
        return self._coming[person] + sum(map(self._held, self._screens[person]))

    def _forget(self, person: int) -> None:
        """Keep in mind only who has files, and where."""
        if not self._coming[person]:
            del self._coming[person]
            self._screens[person] = {screen for screen in self._screens[person] if self._held(screen)}
            if not self._screens[person]:
                del self._screens[person]
