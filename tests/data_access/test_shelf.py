"""What is made once for all: one maker, however many ask; nothing that failed is kept."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event

import pytest

from data_access.database import Database
from data_access.shelf import Shelf


def test_a_thing_is_made_once_and_kept() -> None:
    shelf, numbers = Shelf(2), count()
    assert [shelf.get("a", lambda: next(numbers)) for _ in range(3)] == [0, 0, 0]


def test_who_asks_while_it_is_being_made_waits_for_the_same_thing() -> None:
    shelf, begun, may_end = Shelf(2), Event(), Event()

    def slowly() -> object:
        begun.set()
        assert may_end.wait(5)
        return object()

    with ThreadPoolExecutor(2) as people:
        first = people.submit(shelf.get, "a", slowly)
        assert begun.wait(5)
        second = people.submit(shelf.get, "a", lambda: "another")
        may_end.set()
        assert first.result(5) is second.result(5)


def test_the_one_not_asked_for_longest_goes_first() -> None:
    shelf = Shelf(2)
    for key in ("a", "b", "a", "c"):
        shelf.get(key, lambda: "old")
    assert [shelf.get(key, lambda: "new") for key in ("a", "b")] == ["old", "new"]


def test_what_failed_is_tried_again() -> None:
    shelf = Shelf(2)

    def fail() -> str:
        raise OSError("away")

    with pytest.raises(OSError, match="away"):
        shelf.get("a", fail)
    assert shelf.get("a", lambda: "there") == "there"


def test_a_run_that_is_ended_from_outside_leaves_nobody_waiting() -> None:
    shelf = Shelf(2)

    def ended() -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shelf.get("a", ended)
    assert shelf.get("a", lambda: "there") == "there"


def test_a_cleared_shelf_makes_everything_anew() -> None:
    shelf = Shelf(2)
    shelf.get("a", lambda: "old")
    shelf.clear()
    assert shelf.get("a", lambda: "new") == "new"


def test_what_a_writing_transaction_makes_is_its_own(database: Database) -> None:
    numbers = count()
    with database.writing() as connection:
        assert database.make_once(connection, "a", lambda: next(numbers)) == 0
    with database.reading() as connection:
        assert [database.make_once(connection, "a", lambda: next(numbers)) for _ in range(2)] == [1, 1]
    with database.writing() as connection:
        assert database.make_once(connection, "a", lambda: next(numbers)) == 2
