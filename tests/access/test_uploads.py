"""How much of what one person has sent waits in memory."""

import asyncio
import logging
from collections.abc import Callable

import pytest
from starlette.types import Message, Receive

from access.limits import TooLarge
from access.uploads import MOST_OF_ONE, Uploads
from domain.person import Person
from tests.people import a_person

ME, YOU = a_person(), Person(id=2, login="malee", name="มาลี")
FULL = MOST_OF_ONE


def coming(*bodies: int) -> Receive:
    """A body of so many bytes in each of its parts."""
    waiting = list(bodies)

    async def receive() -> Message:
        return {"type": "http.request", "body": bytes(waiting.pop(0)), "more_body": bool(waiting)}

    return receive


def sent(uploads: Uploads, person: Person, screen: str, *parts: int, announced: int = 0) -> int:
    """How many bytes came through."""

    async def take_all() -> int:
        with uploads.one_more(person, screen, announced=announced, receive=coming(*parts)) as take:
            return sum([len((await take())["body"]) for _ in parts])

    return asyncio.run(take_all())


def kept(**screens: int) -> Callable[[str], int]:
    """What Streamlit would say that it keeps for each of its sessions."""
    return lambda screen: screens.get(screen, 0)


def test_sixty_megabytes_of_one_person_and_not_one_byte_more() -> None:
    assert FULL == 62_914_560
    uploads = Uploads(kept(window=FULL - 5))
    assert sent(uploads, ME, "window", 3, 2) == 5
    with pytest.raises(TooLarge):
        sent(uploads, ME, "window", 3, 3)
    assert sent(uploads, ME, "window", 5, announced=5) == 5


def test_what_is_announced_is_refused_before_it_is_read(caplog: pytest.LogCaptureFixture) -> None:
    uploads = Uploads(kept(window=FULL - 5))
    with (
        caplog.at_level(logging.WARNING),
        pytest.raises(TooLarge),
        uploads.one_more(ME, "window", announced=6, receive=coming(6)),
    ):
        raise AssertionError("It was let in.")
    assert caplog.messages == ["somsri has sent more files than one may before they are read"]


def test_all_windows_of_a_person_are_counted_and_nobody_elses() -> None:
    uploads = Uploads(kept(one=FULL - 10, other=8, yours=FULL))
    sent(uploads, ME, "one", 1)
    sent(uploads, ME, "other", 1)
    with pytest.raises(TooLarge):
        sent(uploads, ME, "third", 3)
    with pytest.raises(TooLarge):
        sent(uploads, YOU, "yours", 1)
    assert sent(uploads, ME, "third", 2) == 2


def test_what_is_still_coming_keeps_its_room_and_gives_it_back() -> None:
    uploads = Uploads(kept())
    with uploads.one_more(ME, "one", announced=FULL - 3, receive=coming(1)):
        with pytest.raises(TooLarge):
            sent(uploads, ME, "other", 4)
        assert sent(uploads, YOU, "yours", 4) == 4
    assert sent(uploads, ME, "other", 4) == 4


def test_who_breaks_off_has_his_room_again_and_nothing_is_remembered() -> None:
    uploads = Uploads(kept())
    with (
        pytest.raises(ConnectionError),
        uploads.one_more(ME, "one", announced=FULL, receive=coming(1)),
    ):
        raise ConnectionError
    assert sent(uploads, ME, "one", 4, announced=FULL) == 4
    assert not uploads._coming
    assert not uploads._screens


def test_a_file_that_streamlit_has_dropped_counts_no_more() -> None:
    held = {"one": FULL}
    uploads = Uploads(lambda screen: held.get(screen, 0))
    uploads._screens[ME.id].add("one")
    with pytest.raises(TooLarge):
        sent(uploads, ME, "other", 1)
    held.clear()
    assert sent(uploads, ME, "other", 1) == 1
