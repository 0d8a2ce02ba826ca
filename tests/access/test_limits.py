"""How much one request may send, and how many sockets may be open."""

import asyncio

import pytest
from starlette.types import Message

from access.door_settings import DoorSettings
from access.limits import (
    LARGEST_FORM,
    LARGEST_UPLOAD,
    NoRoom,
    Sockets,
    TooLarge,
    check_announced,
    counted,
    has_large_head,
    largest_body,
)
from tests.access.asgi import request

UPLOAD = "/_stcore/upload_file/screen/file"
MINE, YOURS, HIS = 1, 2, 3


def test_a_workbook_may_be_large_and_a_form_may_not() -> None:
    assert largest_body(request(UPLOAD, "PUT")) == LARGEST_UPLOAD == 22_020_096
    assert largest_body(request("/sign-in", "POST")) == LARGEST_FORM == 65_536


@pytest.mark.parametrize(("path", "most"), [(UPLOAD, LARGEST_UPLOAD), ("/sign-in", LARGEST_FORM)])
def test_what_announces_too_much_is_not_listened_to(path: str, most: int) -> None:
    check_announced(request(path, "PUT", content_length=str(most)))
    with pytest.raises(TooLarge):
        check_announced(request(path, "PUT", content_length=str(most + 1)))
    with pytest.raises(TooLarge):
        check_announced(request(path, "PUT", content_length="9" * 5_000))


def test_the_head_of_a_request_may_be_as_long_as_a_browser_makes_it() -> None:
    assert not has_large_head(request("/", cookie="x" * (32_768 - len("/cookie"))))
    assert has_large_head(request("/", cookie="x" * (32_769 - len("/cookie"))))
    assert has_large_head(request(f"/?{'x' * 32_768}"))
    assert has_large_head(request(f"/{'x' * 32_768}"))


def received(*bodies: bytes, most: int) -> int:
    """How many bytes came through."""
    waiting = list(bodies)

    async def receive() -> Message:
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def take_all() -> int:
        take, length = counted(receive, most), 0
        for _ in bodies:
            length += len((await take())["body"])
        return length

    return asyncio.run(take_all())


def test_what_comes_is_counted_whatever_was_announced() -> None:
    assert received(b"abc", b"de", most=5) == 5
    with pytest.raises(TooLarge):
        received(b"abc", b"def", most=5)


def test_a_person_and_all_of_them_together_have_room_for_so_many_sockets() -> None:
    sockets = Sockets(DoorSettings(sockets_of_one=2, sockets_of_all=3))
    with sockets.one_more(MINE), sockets.one_more(MINE):
        with pytest.raises(NoRoom), sockets.one_more(MINE):
            pass
        with sockets.one_more(YOURS), pytest.raises(NoRoom), sockets.one_more(HIS):
            pass
        with sockets.one_more(HIS):
            pass


def test_who_leaves_makes_room_also_when_he_leaves_in_a_fault() -> None:
    sockets = Sockets(DoorSettings(sockets_of_one=1, sockets_of_all=1))
    with pytest.raises(RuntimeError), sockets.one_more(MINE):
        raise RuntimeError
    with sockets.one_more(YOURS):
        pass
