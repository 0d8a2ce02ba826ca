"""Only so many pages are made at a time, and whoever waits gets his turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from time import sleep

from ui.turns import AT_A_TIME, behind_others, turn

READERS = 5 * AT_A_TIME


class Counted:
    """How many are at it, and how many ever were."""

    def __init__(self) -> None:
        self.now = self.most = self.done = 0
        self._lock = Lock()

    @contextmanager
    def counting(self) -> Iterator[None]:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        yield
        with self._lock:
            self.now -= 1
            self.done += 1

    def make_a_page(self) -> None:
        with turn(), self.counting():
            sleep(0.005)


def test_only_so_many_pages_are_made_at_a_time_and_all_are_made() -> None:
    counted = Counted()
    readers = [Thread(target=counted.make_a_page) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert counted.done == READERS
    assert 1 < counted.most <= AT_A_TIME


def test_a_page_that_fails_gives_its_turn_back() -> None:
    failed = 0
    for _ in range(READERS):
        try:
            with turn():
                raise ZeroDivisionError
        except ZeroDivisionError:
            failed += 1
    assert failed == READERS


def test_what_computes_for_long_does_so_one_at_a_time_and_no_reader_waits_for_it() -> None:
    senders, readers, may_end = Counted(), Counted(), Event()

    def compute() -> None:
        with turn(), behind_others(), senders.counting():
            assert may_end.wait(30)

    sending = [Thread(target=compute) for _ in range(READERS)]
    reading = [Thread(target=readers.make_a_page) for _ in range(READERS)]
    for person in (*sending, *reading):
        person.start()
    for reader in reading:
        reader.join(30)
    assert (readers.done, senders.done) == (READERS, 0)
    may_end.set()
    for sender in sending:
        sender.join(30)
    assert (senders.done, senders.most) == (READERS, 1)
